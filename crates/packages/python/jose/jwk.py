"""Keys, made from what a program has: text, PEM or a JSON web key."""

from .backends.base import Key
from .backends.native import HMACKey
from .constants import ALGORITHMS
from .exceptions import JWKError


def get_key(algorithm):
    if algorithm in ALGORITHMS.KEYS:
        return ALGORITHMS.KEYS[algorithm]
    if algorithm in ALGORITHMS.HMAC:
        return HMACKey
    if algorithm in ALGORITHMS.RSA:
        return __getattr__("RSAKey")
    if algorithm in ALGORITHMS.EC:
        return __getattr__("ECKey")
    return None


def register_key(algorithm, key_class):
    if not issubclass(key_class, Key):
        raise TypeError("Key class is not a subclass of jwk.Key")
    ALGORITHMS.KEYS[algorithm] = key_class
    ALGORITHMS.SUPPORTED.add(algorithm)
    return True


def construct(key_data, algorithm=None):
    if not algorithm and isinstance(key_data, dict):
        algorithm = key_data.get("alg", None)
    key_class = get_key(algorithm) if algorithm else None
    if not key_class:
        raise JWKError("Unable to find an algorithm for key")
    return key_class(key_data, algorithm)


def __getattr__(name):
    # Keys with a public and a private half need the package `cryptography`, which most programs don't.
    if name in ("RSAKey", "ECKey"):
        from .backends import cryptography_backend

        return getattr(cryptography_backend, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
