"""Which thread runs, and what differs between threads: the running event loop, the context, the identity.

There is one thread. What would run in another is called at once, as that thread; then the clock goes back by the time that it has
slept, so that threads which run beside each other take the time of the longest. What the threads do isn't interleaved.
"""

from contextvars import _current as _context
from _playground import advance as _advance
from _playground import monotonic as _monotonic

MAIN = 1
WORKER = "AnyIO worker thread"

# The event loop that runs in the current thread, in a list, so that all who look see the same.
running = [None]
# The identity of the current thread.
current = [MAIN]
# The event loop that waits for the current thread, and when that thread has begun.
_waiting = [None]
_begun = [0.0]

_last = [1000]
_names = {MAIN: "MainThread"}
# The threads of each pool that have nothing to do; the one that was used last is used next.
_idle = {}
_sizes = {}


def name_of(ident):
    return _names.get(ident)


def begin(name):
    """The identity of a new thread."""
    _last[0] += 1
    _names[_last[0]] = name
    return _last[0]


def take(pool, name=None):
    """A thread of a pool that is free; `name` has a place for its number, without one all are called as the pool is."""
    idle = _idle.get(pool)
    if idle:
        return idle.pop()
    number = _sizes[pool] = _sizes.get(pool, -1) + 1
    return begin(pool if name is None else name % number)


def give(pool, ident):
    """The thread has nothing to do any more."""
    _idle.setdefault(pool, []).append(ident)


def call(ident, func, args=(), kwargs={}):
    """Call a function as a thread does: its result, what it raised, and the seconds by which the clock went back."""
    before = running[0], current[0], _waiting[0], _begun[0], _context[0]
    if running[0] is not None:
        _waiting[0] = running[0]
    running[0], current[0], _begun[0] = None, ident, _monotonic()
    if before[4] is not None:
        _context[0] = before[4].copy()
    result = error = None
    try:
        result = func(*args, **kwargs)
    except Exception as raised:
        error = raised
    finally:
        took = _monotonic() - _begun[0]
        running[0], current[0], _waiting[0], _begun[0], _context[0] = before
        if took > 0:
            _advance(-took)
    return result, error, took


async def call_in(pool, func, args=(), kwargs={}):
    """Wait for a thread of a pool to call a function."""
    ident = take(pool)
    result, error, took = call(ident, func, args, kwargs)
    try:
        if took > 0:
            await pause(took)
        if error is not None:
            raise error
    finally:
        give(pool, ident)
        error = None
    return result


async def pause(seconds):
    """Wait without an event in the trace: the thread sleeps, not the one who waits for it."""
    loop = running[0]
    future = loop.create_future()
    handle = loop.call_later(seconds, _wake, future)
    try:
        await future
    finally:
        handle.cancel()


def _wake(future):
    if not future.done():
        future.set_result(None)


def waiting_loop():
    """The event loop that goes on while the current thread runs, None when there is none."""
    return running[0] or _waiting[0]


def turn(loop):
    """Let the event loop that waits for this thread do what is next; what it does takes the time of all."""
    before = running[0], current[0], _context[0]
    running[0], current[0] = loop, MAIN
    try:
        loop._run_once()
    finally:
        running[0], current[0], _context[0] = before
        _begun[0] = _monotonic()
