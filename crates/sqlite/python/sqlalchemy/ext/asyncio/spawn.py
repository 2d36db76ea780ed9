"""The border between coroutines and the synchronous inside.

The real one switches greenlets at each call of the driver. Here the driver answers at once, so it is enough to know
whether a call came through `greenlet_spawn()`, and to let other tasks run afterwards.
"""

import asyncio

from ... import exc

_depth = 0
_MESSAGE = "greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?"


async def greenlet_spawn(fn, *args, _require_await=False, **kwargs):
    """Call a synchronous function that may use the driver."""
    global _depth
    _depth += 1
    try:
        result = fn(*args, **kwargs)
    finally:
        _depth -= 1
    await asyncio.sleep(0)
    return result


def in_greenlet():
    return _depth > 0


def check_greenlet():
    """Raise the real one's error where the driver is called without `greenlet_spawn()`."""
    if _depth == 0:
        raise exc.MissingGreenlet(_MESSAGE)


def await_(awaitable):
    """The result of a coroutine inside of `greenlet_spawn()`; it may not wait for anything but the driver."""
    if _depth == 0:
        close = getattr(awaitable, "close", None)
        if close is not None:
            close()
        check_greenlet()
    steps = awaitable.__await__()
    try:
        while True:
            if next(steps) is not None:
                raise NotImplementedError(
                    "The playground can't wait for tasks inside of run_sync(); await them outside of it."
                )
    except StopIteration as stop:
        return stop.value


await_only = await_fallback = await_
