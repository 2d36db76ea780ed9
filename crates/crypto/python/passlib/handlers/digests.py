"""Plain hashes in hexadecimal: fast, without salt, and so no protection."""

import hashlib

from ._base import Handler, Parsed, to_text


class _Hex(Handler):
    """What all share."""

    checksum_chars = "0123456789abcdef"
    digest_name = None

    @classmethod
    def identify(cls, hash):
        text = to_text(hash).lower()
        return len(text) == cls.checksum_size and not set(text) - set(cls.checksum_chars)

    @classmethod
    def _parse(cls, hash):
        return Parsed(checksum=cls._check_checksum(hash.lower()))

    @classmethod
    def _digest(cls, secret, parsed):
        return hashlib.new(cls.digest_name, secret).hexdigest()

    @classmethod
    def _render(cls, parsed):
        return parsed.checksum


def _make(digest_name):
    size = 2 * hashlib.new(digest_name).digest_size
    name = f"hex_{digest_name}"
    doc = f"{digest_name.upper()} in hexadecimal."
    return type(name, (_Hex,), {"name": name, "digest_name": digest_name, "checksum_size": size, "__doc__": doc})


hex_md5 = _make("md5")
hex_sha1 = _make("sha1")
hex_sha256 = _make("sha256")
hex_sha512 = _make("sha512")
