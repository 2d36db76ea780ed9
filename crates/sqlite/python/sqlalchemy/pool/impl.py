"""The old place of the pool classes."""

from . import AssertionPool, AsyncAdaptedQueuePool, NullPool, QueuePool, SingletonThreadPool, StaticPool  # noqa: F401
