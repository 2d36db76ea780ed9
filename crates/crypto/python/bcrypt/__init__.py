"""Password hashes by bcrypt."""

import os
import warnings

from _parts import call
from _slow import timed

__title__ = "bcrypt"
__version__ = "5.0.0"
__summary__ = "Modern(-ish) password hashing for your software and your servers"
__uri__ = "https://github.com/pyca/bcrypt/"
__author__ = "The Python Cryptographic Authority developers"
__email__ = "cryptography-dev@python.org"
__license__ = "Apache License, Version 2.0"
__copyright__ = f"Copyright 2013-2025 {__author__}"

__all__ = [
    "__author__",
    "__copyright__",
    "__email__",
    "__license__",
    "__summary__",
    "__title__",
    "__uri__",
    "__version__",
    "checkpw",
    "gensalt",
    "hashpw",
    "kdf",
]

_ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def _check(name, value):
    if not isinstance(value, bytes):
        raise TypeError(f"argument '{name}': '{type(value).__name__}' object cannot be converted to 'PyBytes'")


def _encode(data):
    """Base64 with the alphabet of bcrypt, without padding."""
    number = int.from_bytes(data, "big") << (-len(data) * 8) % 6
    size = (len(data) * 8 + 5) // 6
    return "".join(_ALPHABET[number >> 6 * place & 63] for place in reversed(range(size)))


def _decode_salt(text):
    """The 16 bytes of a salt's 22 characters."""
    number = 0
    for character in text:
        digit = _ALPHABET.find(character)
        if digit < 0:
            raise ValueError("Invalid salt")
        number = number << 6 | digit
    # Four bits of the last character are spare.
    if len(text) != 22 or number & 15:
        raise ValueError("Invalid salt")
    return (number >> 4).to_bytes(16, "big")


def gensalt(rounds=12, prefix=b"2b"):
    if not hasattr(rounds, "__index__"):
        raise TypeError(f"argument 'rounds': '{type(rounds).__name__}' object cannot be interpreted as an integer")
    _check("prefix", prefix)
    rounds = rounds.__index__()
    if not 0 <= rounds < 65536:
        raise OverflowError("out of range integral type conversion attempted")
    if prefix not in (b"2a", b"2b"):
        raise ValueError("Supported prefixes are b'2a' or b'2b'")
    if not 4 <= rounds <= 31:
        raise ValueError("Invalid rounds")
    return f"${prefix.decode()}${rounds:02d}${_encode(os.urandom(16))}".encode()


def hashpw(password, salt):
    _check("password", password)
    _check("salt", salt)
    if len(password) > 72:
        raise ValueError(
            "password cannot be longer than 72 bytes, truncate manually if necessary (e.g. my_password[:72])"
        )
    # Bytes that aren't ASCII become characters that no part can have.
    parts = [part for part in salt.decode("latin-1").split("$") if part]
    if len(parts) != 3 or parts[0] not in ("2a", "2b", "2x", "2y"):
        raise ValueError("Invalid salt")
    cost = parts[1].removeprefix("+")
    if not (cost.isascii() and cost.isdigit()) or not 4 <= int(cost) <= 31:
        raise ValueError("Invalid salt")
    cost = int(cost)
    raw = _decode_salt(parts[2][:22])
    digest = timed(f"bcrypt, cost {cost}", "bcrypt", (password + b"\0")[:72], raw, cost)
    return f"${parts[0]}${cost:02d}${parts[2][:22]}{_encode(digest[:23])}".encode()


def checkpw(password, hashed_password):
    from hmac import compare_digest

    _check("password", password)
    _check("hashed_password", hashed_password)
    return compare_digest(hashpw(password, hashed_password), hashed_password)


def kdf(password, salt, desired_key_bytes, rounds, ignore_few_rounds=False):
    _check("password", password)
    _check("salt", salt)
    if not password or not salt:
        raise ValueError("password and salt must not be empty")
    if not 1 <= desired_key_bytes <= 512:
        raise ValueError("desired_key_bytes must be 1-512")
    if rounds < 1:
        raise ValueError("rounds must be 1 or more")
    if rounds < 50 and not ignore_few_rounds:
        warnings.warn(
            f"Warning: bcrypt.kdf() called with only {rounds} round(s). "
            "This few is not secure: the parameter is linear, like PBKDF2.",
            UserWarning,
            stacklevel=2,
        )
    return call("crypto", "bcrypt_kdf", password, salt, rounds, desired_key_bytes)
