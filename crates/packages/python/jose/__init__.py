"""JSON object signing, as python-jose offers it: tokens, signatures and keys, no encryption."""

from .exceptions import ExpiredSignatureError, JOSEError, JWSError, JWTError  # noqa: F401

__version__ = "3.5.0"
