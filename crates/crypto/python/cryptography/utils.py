"""Numbers as bytes, and checks of arguments."""

import warnings


class CryptographyDeprecationWarning(UserWarning):
    """Something will go away."""


def int_to_bytes(integer, length=None):
    if length == 0:
        raise ValueError("length argument can't be 0")
    return integer.to_bytes(length or (integer.bit_length() + 7) // 8 or 1, "big")


def check_buffer(value):
    """Bytes of what is bytes-like."""
    if isinstance(value, bytes):
        return value
    try:
        return bytes(memoryview(value))
    except TypeError:
        raise TypeError(
            f'Cannot convert "{type(value)}" instance to a buffer.\nDid you mean to pass a bytestring instead?'
        ) from None


def check_bytes(name, value):
    if not isinstance(value, bytes):
        raise TypeError(f"{name} must be bytes")


def check_int(*values):
    for value in values:
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object is not an instance of 'int'")


def deprecated(message):
    warnings.warn(message, CryptographyDeprecationWarning, stacklevel=3)
