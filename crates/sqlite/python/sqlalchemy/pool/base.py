"""The old place of the base classes."""

from . import Pool, PoolProxiedConnection, PoolResetState, _ConnectionFairy, _ConnectionRecord  # noqa: F401
