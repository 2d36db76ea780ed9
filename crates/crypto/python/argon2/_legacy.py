"""Older functions, which warn."""

import os
import warnings

from ._password_hasher import (
    DEFAULT_HASH_LENGTH,
    DEFAULT_MEMORY_COST,
    DEFAULT_PARALLELISM,
    DEFAULT_RANDOM_SALT_LENGTH,
    DEFAULT_TIME_COST,
)
from .low_level import Type, hash_secret, hash_secret_raw, verify_secret


def _warn(name):
    warnings.warn(
        f"argon2.{name} is deprecated, use argon2.PasswordHasher instead", DeprecationWarning, stacklevel=3
    )


def hash_password(
    password,
    salt=None,
    time_cost=DEFAULT_TIME_COST,
    memory_cost=DEFAULT_MEMORY_COST,
    parallelism=DEFAULT_PARALLELISM,
    hash_len=DEFAULT_HASH_LENGTH,
    type=Type.I,
):
    _warn("hash_password")
    salt = os.urandom(DEFAULT_RANDOM_SALT_LENGTH) if salt is None else salt
    return hash_secret(password, salt, time_cost, memory_cost, parallelism, hash_len, type)


def hash_password_raw(
    password,
    salt=None,
    time_cost=DEFAULT_TIME_COST,
    memory_cost=DEFAULT_MEMORY_COST,
    parallelism=DEFAULT_PARALLELISM,
    hash_len=DEFAULT_HASH_LENGTH,
    type=Type.I,
):
    _warn("hash_password_raw")
    salt = os.urandom(DEFAULT_RANDOM_SALT_LENGTH) if salt is None else salt
    return hash_secret_raw(password, salt, time_cost, memory_cost, parallelism, hash_len, type)


def verify_password(hash, password, type=Type.I):
    _warn("verify_password")
    return verify_secret(hash, password, type)
