"""The class that programs use."""

from .exceptions import UnknownHashError
from .hashers.base import validate_str_or_bytes


class PasswordHash:
    """Hashes with the first of its hashers, and verifies with the one that knows the hash."""

    def __init__(self, hashers):
        assert len(hashers) > 0, "You must specify at least one hasher."
        self.hashers = hashers
        self.current_hasher = hashers[0]

    @classmethod
    def recommended(cls):
        from .hashers.argon2 import Argon2Hasher

        return cls((Argon2Hasher(),))

    def hash(self, password, *, salt=None):
        validate_str_or_bytes(password, "password")
        return self.current_hasher.hash(password, salt=salt)

    def _hasher_of(self, password, hash):
        validate_str_or_bytes(password, "password")
        validate_str_or_bytes(hash, "hash")
        for hasher in self.hashers:
            if hasher.identify(hash):
                return hasher
        raise UnknownHashError(hash)

    def verify(self, password, hash):
        return self._hasher_of(password, hash).verify(password, hash)

    def verify_and_update(self, password, hash):
        """Whether the password fits, and a new hash if the old one isn't what is made today."""
        hasher = self._hasher_of(password, hash)
        if not hasher.verify(password, hash):
            return False, None
        if hasher != self.current_hasher or hasher.check_needs_rehash(hash):
            return True, self.current_hasher.hash(password)
        return True, None
