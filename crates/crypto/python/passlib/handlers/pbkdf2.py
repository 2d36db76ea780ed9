"""PBKDF2 with HMAC."""

import base64
import binascii
import hashlib

from _slow import timed_call

from ._base import Parsed, Salted, malformed


def _encode(data):
    return base64.b64encode(data).rstrip(b"=").replace(b"+", b".").decode("ascii")


def _decode(text):
    try:
        return base64.b64decode(text.replace(".", "+") + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise ValueError("invalid base64 input") from None


class _Pbkdf2(Salted):
    """What the three share."""

    setting_kwds = ("salt", "salt_size", "rounds")
    max_salt_size = 1024
    checksum_unit = "bytes"
    ident = None
    digest_name = None

    @classmethod
    def _parse(cls, hash):
        if not hash.startswith(cls.ident):
            raise ValueError(f"not a valid {cls.name} hash")
        fields = hash[len(cls.ident) :].split("$")
        if len(fields) not in (2, 3):
            raise malformed(cls)
        rounds = fields[0]
        if rounds.startswith("0") and rounds != "0":
            raise malformed(cls, "zero-padded rounds")
        if not rounds:
            raise malformed(cls, "empty rounds field")
        number = int(rounds)
        salt = _decode(fields[1])
        checksum = cls._check_checksum(_decode(fields[2])) if len(fields) == 3 else None
        return Parsed(cls._check_rounds(number), cls._norm_salt(salt), checksum)

    @classmethod
    def _digest(cls, secret, parsed):
        what = f"pbkdf2 with {cls.digest_name}, {parsed.rounds} rounds"
        arguments = cls.digest_name, secret, parsed.salt, parsed.rounds, cls.checksum_size
        return timed_call(what, hashlib.pbkdf2_hmac, *arguments)

    @classmethod
    def _render(cls, parsed):
        return f"{cls.ident}{parsed.rounds}${_encode(parsed.salt)}${_encode(parsed.checksum)}"


class pbkdf2_sha1(_Pbkdf2):
    """With SHA-1."""

    name = "pbkdf2_sha1"
    ident = "$pbkdf2$"
    idents = (ident,)
    digest_name = "sha1"
    checksum_size = 20
    default_rounds = 131000


class pbkdf2_sha256(_Pbkdf2):
    """With SHA-256."""

    name = "pbkdf2_sha256"
    ident = "$pbkdf2-sha256$"
    idents = (ident,)
    digest_name = "sha256"
    checksum_size = 32
    default_rounds = 29000


class pbkdf2_sha512(_Pbkdf2):
    """With SHA-512."""

    name = "pbkdf2_sha512"
    ident = "$pbkdf2-sha512$"
    idents = (ident,)
    digest_name = "sha512"
    checksum_size = 64
    default_rounds = 25000
