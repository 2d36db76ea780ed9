"""The keys."""

from .base import DIRKey, Key  # noqa: F401
from .native import HMACKey, get_random_bytes  # noqa: F401


def __getattr__(name):
    if name in ("RSAKey", "ECKey"):
        from . import cryptography_backend

        return getattr(cryptography_backend, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
