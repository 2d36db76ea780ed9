"""Random values that can't be guessed: tokens, choices, comparison without a hint of time."""

from _playground import entropy as _entropy
from hmac import compare_digest
from operator import index

__all__ = [
    "SystemRandom",
    "choice",
    "compare_digest",
    "randbelow",
    "randbits",
    "token_bytes",
    "token_hex",
    "token_urlsafe",
]
DEFAULT_ENTROPY = 32


def token_bytes(nbytes=None):
    nbytes = DEFAULT_ENTROPY if nbytes is None else index(nbytes)
    if nbytes < 0:
        raise ValueError("negative argument not allowed")
    return _entropy(nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")


def randbits(k):
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    size = (k + 7) // 8
    return int.from_bytes(_entropy(size), "big") >> (size * 8 - k)


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    k = exclusive_upper_bound.bit_length()
    value = randbits(k)
    while value >= exclusive_upper_bound:
        value = randbits(k)
    return value


def choice(seq):
    if not len(seq):
        raise IndexError("Cannot choose from an empty sequence")
    return seq[randbelow(len(seq))]


def __getattr__(name):
    if name == "SystemRandom":
        from random import SystemRandom

        return SystemRandom
    raise AttributeError(f"module 'secrets' has no attribute {name!r}")
