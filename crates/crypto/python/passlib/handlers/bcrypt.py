"""Bcrypt, alone and after SHA-256."""

import base64
import hashlib
import hmac
import os
import warnings

import bcrypt as _bcrypt

from .. import exc
from ._base import Parsed, Salted, malformed

_CHARS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


class bcrypt(Salted):
    """Bcrypt, which reads the first 72 bytes of a password."""

    name = "bcrypt"
    setting_kwds = ("salt", "rounds", "ident", "truncate_error")
    idents = ("$2$", "$2a$", "$2x$", "$2y$", "$2b$")
    ident_values = ("$2$", "$2a$", "$2x$", "$2y$", "$2b$")
    default_ident = "$2b$"
    checksum_size = 31
    checksum_chars = _CHARS
    truncate_size = 72
    min_salt_size = max_salt_size = default_salt_size = 22
    salt_chars = _CHARS
    salt_unit = "chars"
    default_rounds = 12
    min_rounds = 4
    max_rounds = 31
    rounds_cost = "log2"

    @classmethod
    def _use(cls, settings, relaxed):
        ident = settings.pop("ident", None)
        if ident is not None:
            full = ident if ident.startswith("$") else f"${ident}$"
            if full not in cls.ident_values:
                raise ValueError(f"invalid ident: {ident!r}")
            cls.default_ident = full
        super()._use(settings, relaxed)

    @classmethod
    def _norm_salt(cls, salt, relaxed=False):
        return cls._clear_padding(super()._norm_salt(salt, relaxed))

    @classmethod
    def _clear_padding(cls, salt):
        # 22 characters have four bits more than 16 bytes.
        index = _CHARS.index(salt[-1])
        if not index & 15:
            return salt
        warnings.warn(
            "encountered a bcrypt salt with incorrectly set padding bits; you may want to use bcrypt.normhash() "
            "to fix this; this will be an error under Passlib 2.0",
            exc.PasslibHashWarning,
            stacklevel=2,
        )
        return salt[:-1] + _CHARS[index & 48]

    @classmethod
    def _new_salt(cls):
        if cls._salt is not None:
            return cls._salt
        data = os.urandom(22)
        return "".join(_CHARS[byte & 63] for byte in data[:21]) + _CHARS[data[21] & 48]

    @classmethod
    def _generate(cls):
        return Parsed(cls.default_rounds, cls._new_salt(), ident=cls.default_ident)

    @classmethod
    def _parse(cls, hash):
        ident = next((ident for ident in cls.ident_values if hash.startswith(ident)), None)
        if ident is None:
            raise ValueError(f"not a valid {cls.name} hash")
        if ident == "$2x$":
            raise ValueError("crypt_blowfish's buggy '2x' hashes are not currently supported")
        rounds, data = hash[len(ident) :].split("$")
        number = int(rounds)
        if rounds != f"{number:02d}":
            raise malformed(cls, "malformed cost field")
        checksum = cls._check_checksum(data[22:])
        salt = super()._norm_salt(data[:22])
        return Parsed(cls._check_rounds(number), cls._clear_padding(salt), checksum, ident=ident)

    @classmethod
    def _compute(cls, data, parsed):
        ident = "$2a$" if parsed.ident == "$2$" else parsed.ident
        config = f"{ident}{parsed.rounds:02d}${parsed.salt}".encode("ascii")
        return _bcrypt.hashpw(data[:72], config)[-31:].decode("ascii")

    @classmethod
    def _digest(cls, secret, parsed):
        if b"\0" in secret:
            raise exc.PasswordValueError(f"{cls.name} does not allow NULL bytes in password")
        if parsed.ident == "$2$" and secret:
            # The first version repeats the password without a NUL between.
            import _parts

            from bcrypt import _decode_salt, _encode

            key = (secret * (72 // len(secret) + 1))[:72]
            digest = _parts.call("crypto", "bcrypt", key, _decode_salt(parsed.salt), parsed.rounds)
            return _encode(digest[:23])
        return cls._compute(secret, parsed)

    @classmethod
    def _render(cls, parsed):
        return f"{parsed.ident}{parsed.rounds:02d}${parsed.salt}{parsed.checksum}"

    @classmethod
    def normhash(cls, hash):
        return cls._render(cls._parse(hash)) if cls.identify(hash) else hash


class bcrypt_sha256(bcrypt):
    """Bcrypt of a hash of the password, which may so be as long as it likes."""

    name = "bcrypt_sha256"
    setting_kwds = ("salt", "rounds", "ident", "version", "truncate_error")
    idents = ("$bcrypt-sha256$",)
    ident_values = ("$2a$", "$2b$")
    truncate_size = None
    version = 2

    @classmethod
    def _use(cls, settings, relaxed):
        version = settings.pop("version", None)
        if version is not None:
            if version not in (1, 2):
                raise ValueError(f"{cls.name}: unknown or unsupported version: {version!r}")
            cls.version = version
        super()._use(settings, relaxed)
        if cls.version == 2 and cls.default_ident != "$2b$":
            raise ValueError(f"bcrypt {cls.default_ident!r} hashes not allowed for version 2")

    @classmethod
    def _generate(cls):
        parsed = super()._generate()
        parsed.version = cls.version
        return parsed

    @classmethod
    def _parse(cls, hash):
        if not hash.startswith(cls.idents):
            raise ValueError(f"not a valid {cls.name} hash")
        fields = hash[len("$bcrypt-sha256$") :].split("$")
        if len(fields) not in (2, 3):
            raise malformed(cls)
        pairs = fields[0].split(",")
        version = 2 if pairs[0] == "v=2" and len(pairs) == 3 else 1
        names = ("t=", "r=") if version == 2 else ("", "")
        if len(pairs) != version + 1 or not all(map(str.startswith, pairs[-2:], names)):
            raise malformed(cls)
        kind, rounds = (pair[len(name) :] for pair, name in zip(pairs[-2:], names))
        salt = Salted._norm_salt.__func__(cls, fields[1])
        checksum = cls._check_checksum(fields[2] if len(fields) == 3 else "")
        number = cls._read_rounds(rounds)
        return Parsed(number, cls._clear_padding(salt), checksum, ident=f"${kind}$", version=version)

    @classmethod
    def _digest(cls, secret, parsed):
        if parsed.version == 1:
            digest = hashlib.sha256(secret).digest()
        else:
            digest = hmac.digest(parsed.salt.encode("ascii"), secret, "sha256")
        return cls._compute(base64.b64encode(digest), parsed)

    @classmethod
    def _render(cls, parsed):
        kind = parsed.ident.strip("$")
        options = f"v=2,t={kind},r={parsed.rounds}" if parsed.version == 2 else f"{kind},{parsed.rounds}"
        return f"$bcrypt-sha256${options}${parsed.salt}${parsed.checksum}"

    @classmethod
    def _is_old(cls, parsed):
        return parsed.version < cls.version or super()._is_old(parsed)
