"""Bcrypt."""

import re

import bcrypt

from .base import HasherProtocol, ensure_bytes, ensure_str, validate_str_or_bytes


def _match(hash):
    return re.match(r"^\$(2[abxy])\$(\d{2})\$[A-Za-z0-9+/.]{22}[A-Za-z0-9+/.]{31}$", ensure_str(hash))


class BcryptHasher(HasherProtocol):
    """Hashes with bcrypt and the given cost."""

    def __init__(self, rounds=12, prefix="2b"):
        self.rounds = rounds
        self.prefix = prefix.encode("utf-8")

    @classmethod
    def identify(cls, hash):
        validate_str_or_bytes(hash, "hash")
        return _match(hash) is not None

    def hash(self, password, *, salt=None):
        validate_str_or_bytes(password, "password")
        if salt is None:
            salt = bcrypt.gensalt(self.rounds, self.prefix)
        return ensure_str(bcrypt.hashpw(ensure_bytes(password), salt))

    def verify(self, password, hash):
        validate_str_or_bytes(password, "password")
        validate_str_or_bytes(hash, "hash")
        return bcrypt.checkpw(ensure_bytes(password), ensure_bytes(hash))

    def check_needs_rehash(self, hash):
        validate_str_or_bytes(hash, "hash")
        found = _match(hash)
        return found is None or int(found[2]) != self.rounds or found[1] != self.prefix.decode("utf-8")
