"""Asynchronous programs on one event loop with virtual time: sleeping ends at once and moves the clock.

The loop, futures and tasks are loaded with the package; locks, queues, groups and the functions
that combine tasks when they are first asked for.
"""

from asyncio._loop import (  # noqa: F401
    AbstractEventLoop,
    BaseEventLoop,
    CancelledError,
    Future,
    Handle,
    InvalidStateError,
    Task,
    TimeoutError,
    TimerHandle,
    _get_running_loop,
    _set_running_loop,
    all_tasks,
    create_task,
    current_task,
    ensure_future,
    get_event_loop,
    get_running_loop,
    iscoroutine,
    isfuture,
    new_event_loop,
    set_event_loop,
    sleep,
)

_HOMES = {
    "_combine": "gather wait wait_for shield as_completed timeout timeout_at Timeout to_thread run Runner "
    "TaskGroup FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED run_coroutine_threadsafe wrap_future "
    "iscoroutinefunction create_eager_task_factory eager_task_factory",
    "_locks": "Lock Event Condition Semaphore BoundedSemaphore Barrier BrokenBarrierError Queue PriorityQueue "
    "LifoQueue QueueEmpty QueueFull QueueShutDown",
}  # fmt: skip
_UNSUPPORTED = frozenset(
    "open_connection start_server StreamReader StreamWriter open_unix_connection start_unix_server "
    "create_subprocess_exec create_subprocess_shell Protocol DatagramProtocol Transport".split()
)
__all__ = (
    "AbstractEventLoop BaseEventLoop CancelledError Future Handle InvalidStateError Task TimeoutError "
    "TimerHandle all_tasks create_task current_task ensure_future get_event_loop get_running_loop "
    "iscoroutine isfuture new_event_loop set_event_loop sleep"
).split()
for _names in _HOMES.values():
    __all__ += _names.split()
del _names


class IncompleteReadError(EOFError):
    """A stream ended before everything was read."""


class LimitOverrunError(Exception):
    """A stream's buffer ran over its limit."""


class SendfileNotAvailableError(RuntimeError):
    """Files can't be sent directly here."""


for _error in (IncompleteReadError, LimitOverrunError, SendfileNotAvailableError):
    _error.__module__ = "asyncio.exceptions"
del _error


def __getattr__(name):
    for home, names in _HOMES.items():
        if name in names.split():
            if home == "_combine":
                import asyncio._combine as module
            else:
                import asyncio._locks as module
            value = globals()[name] = getattr(module, name)
            return value
    if name in _UNSUPPORTED:
        from _playground import unsupported

        unsupported(f"asyncio.{name}", "There is no network and there are no processes here.")
    raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
