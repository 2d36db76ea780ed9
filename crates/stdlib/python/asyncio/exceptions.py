"""The exceptions of asyncio under their own module's name."""

from asyncio import (  # noqa: F401
    CancelledError,
    IncompleteReadError,
    InvalidStateError,
    LimitOverrunError,
    SendfileNotAvailableError,
    TimeoutError,
)
