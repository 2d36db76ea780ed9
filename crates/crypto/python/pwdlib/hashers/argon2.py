"""Argon2."""

import re

import argon2.exceptions
from argon2 import PasswordHasher

from .base import HasherProtocol, ensure_str, validate_str_or_bytes

ARGON2_ENCODED_HASH_REGEX = re.compile(
    r"\$argon2(?:id|i|d)\$(?:v=\d+\$)?m=\d+,t=\d+,p=\d+(?:\$[^$]+(?:\$.+)?)?"
)


class Argon2Hasher(HasherProtocol):
    """Hashes with Argon2 and the given costs."""

    def __init__(
        self,
        time_cost=argon2.DEFAULT_TIME_COST,
        memory_cost=argon2.DEFAULT_MEMORY_COST,
        parallelism=argon2.DEFAULT_PARALLELISM,
        hash_len=argon2.DEFAULT_HASH_LENGTH,
        salt_len=argon2.DEFAULT_RANDOM_SALT_LENGTH,
        type=argon2.Type.ID,
    ):
        self._hasher = PasswordHasher(time_cost, memory_cost, parallelism, hash_len, salt_len, "utf-8", type)

    @classmethod
    def identify(cls, hash):
        validate_str_or_bytes(hash, "hash")
        try:
            text = ensure_str(hash)
        except UnicodeDecodeError:
            return False
        return ARGON2_ENCODED_HASH_REGEX.fullmatch(text) is not None

    def hash(self, password, *, salt=None):
        validate_str_or_bytes(password, "password")
        return self._hasher.hash(password, salt=salt)

    def verify(self, password, hash):
        validate_str_or_bytes(password, "password")
        validate_str_or_bytes(hash, "hash")
        try:
            return self._hasher.verify(hash, password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    def check_needs_rehash(self, hash):
        validate_str_or_bytes(hash, "hash")
        return self._hasher.check_needs_rehash(ensure_str(hash))
