"""What a hasher can do."""

import typing


def validate_str_or_bytes(value, param_name):
    if not isinstance(value, (str, bytes)):
        raise TypeError(f"{param_name} must be str or bytes")


def ensure_str(v, *, encoding="utf-8"):
    return v.decode(encoding) if isinstance(v, bytes) else v


def ensure_bytes(v, *, encoding="utf-8"):
    return v.encode(encoding) if isinstance(v, str) else v


class HasherProtocol(typing.Protocol):
    """The methods that `PasswordHash` calls."""

    @classmethod
    def identify(cls, hash): ...

    def hash(self, password, *, salt=None): ...

    def verify(self, password, hash): ...

    def check_needs_rehash(self, hash): ...


__all__ = ["HasherProtocol", "ensure_str", "validate_str_or_bytes"]
