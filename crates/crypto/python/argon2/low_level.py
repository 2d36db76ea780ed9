"""Argon2 with every parameter given: hash, encode, decode, verify."""

import base64
import binascii
from enum import Enum
from hmac import compare_digest

from _parts import Failure
from _slow import timed

from .exceptions import HashingError, VerificationError, VerifyMismatchError

__all__ = ["ARGON2_VERSION", "Type", "hash_secret", "hash_secret_raw", "verify_secret"]

ARGON2_VERSION = 19

_ERRORS = {
    0: "OK",
    -2: "Output is too short",
    -6: "Salt is too short",
    -12: "Time cost is too small",
    -14: "Memory cost is too small",
    -16: "Too few lanes",
    -17: "Too many lanes",
    -22: "Memory allocation error",
    -26: "There is no such version of Argon2",
    -31: "Encoding failed",
    -32: "Decoding failed",
    -35: "The password does not match the supplied hash",
}


class Type(Enum):
    """The variants."""

    D = 0
    I = 1  # noqa: E741
    ID = 2


class _Wrong(Exception):
    """The code of an error."""


_LETTERS = {Type.D: "d", Type.I: "i", Type.ID: "id"}


def _compute(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version):
    for name, value in (("secret", secret), ("salt", salt)):
        if not isinstance(value, bytes):
            raise TypeError(
                f"initializer for ctype 'uint8_t[]' must be a bytes or list or tuple, not {value.__class__.__name__}"
            )
    for value in (time_cost, memory_cost, parallelism, hash_len):
        if value < 0:
            raise OverflowError("can't convert negative number to unsigned")
        if value >= 1 << 32:
            raise OverflowError(f"integer {value} does not fit '32-bit unsigned int'")
    checks = (
        (hash_len < 4, -2),
        (len(salt) < 8, -6),
        (memory_cost < 8 or memory_cost < 8 * parallelism, -14),
        (time_cost < 1, -12),
        (parallelism < 1, -16),
        (parallelism >= 1 << 24, -17),
        (version not in (16, 19), -26),
        (hash_len > 65535, -22),
    )
    for is_wrong, code in checks:
        if is_wrong:
            raise _Wrong(code)
    what = f"argon2{_LETTERS[type]}, {_size(memory_cost)}, {time_cost} times, {parallelism} lanes"
    arguments = _LETTERS[type], version, time_cost, memory_cost, parallelism, secret, salt, hash_len
    try:
        return timed(what, "argon2", *arguments)
    except Failure as failure:
        if failure.kind != "memory":
            raise
        raise _Wrong(-22) from None


def _size(memory_cost):
    return f"{memory_cost} KiB" if memory_cost % 1024 else f"{memory_cost // 1024} MiB"


def _encode(data):
    return base64.b64encode(data).rstrip(b"=").decode("ascii")


def _decode(text):
    if not text.isascii() or not text.replace("+", "a").replace("/", "a").isalnum():
        if text:
            raise _Wrong(-32)
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise _Wrong(-32) from None
    if _encode(data) != text:
        # There are bits that no byte has.
        raise _Wrong(-32)
    return data


def hash_secret(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version=ARGON2_VERSION):
    try:
        digest = _compute(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version)
    except _Wrong as wrong:
        raise HashingError(error_to_str(wrong.args[0])) from None
    head = f"$argon2{_LETTERS[type]}$v={version}$m={memory_cost},t={time_cost},p={parallelism}"
    return f"{head}${_encode(salt)}${_encode(digest)}".encode("ascii")


def hash_secret_raw(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version=ARGON2_VERSION):
    try:
        return _compute(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version)
    except _Wrong as wrong:
        raise HashingError(error_to_str(wrong.args[0])) from None


def _number(text, name):
    name, sign, digits = text.partition("=") if text.startswith(name + "=") else ("", "", "")
    is_number = digits.isascii() and digits.isdigit() and (digits == "0" or digits[0] != "0")
    if not is_number or int(digits) >= 1 << 32:
        raise _Wrong(-32)
    return int(digits)


def _verify(hash, secret, type):
    parts = hash.decode("latin-1").split("$")
    if len(parts) == 5:
        # Hashes of the first version don't name it.
        parts.insert(2, "v=16")
    if len(parts) != 6 or parts[:2] != ["", f"argon2{_LETTERS[type]}"]:
        raise _Wrong(-32)
    version = _number(parts[2], "v")
    costs = parts[3].split(",")
    if len(costs) != 3:
        raise _Wrong(-32)
    memory_cost, time_cost, parallelism = (_number(text, name) for text, name in zip(costs, "mtp"))
    salt, digest = _decode(parts[4]), _decode(parts[5])
    arguments = secret, salt, time_cost, memory_cost, parallelism, len(digest), type, version
    if not compare_digest(_compute(*arguments), digest):
        raise _Wrong(-35)
    return True


def verify_secret(hash, secret, type):
    try:
        return _verify(hash, secret, type)
    except _Wrong as wrong:
        kind = VerifyMismatchError if wrong.args[0] == -35 else VerificationError
        raise kind(error_to_str(wrong.args[0])) from None


def error_to_str(error):
    return _ERRORS.get(error, "Unknown error code")


def core(context, type):
    import _playground

    _playground.unsupported("argon2.low_level.core", "call hash_secret_raw")
