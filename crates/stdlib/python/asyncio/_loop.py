"""The event loop with virtual time, and what finds it."""

import contextvars as _contextvars
from _playground import advance as _advance
from _playground import monotonic as _monotonic
from asyncio._future import CancelledError, Future, InvalidStateError, Task, iscoroutine, isfuture  # noqa: F401
from collections import deque as _deque
from _threads import call as _call_as
from _threads import current as _thread
from _threads import give as _give_thread
from _threads import name_of as _name_of
from _threads import running as _running
from _threads import take as _take_thread

TimeoutError = TimeoutError
_context = _contextvars._current
# The event loop that was set, for each thread.
_set_loops = {}


class Handle:
    """A callback that the loop will call, unless it's cancelled."""

    __slots__ = ("_callback", "_args", "_context", "_cancelled", "_loop")

    def __init__(self, callback, args, loop, context=None):
        self._callback = callback
        self._args = args
        self._loop = loop
        self._cancelled = False
        self._context = _contextvars.copy_context() if context is None else context

    def cancel(self):
        self._cancelled = True
        self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def get_context(self):
        return self._context

    def _run(self):
        previous = _context[0]
        _context[0] = self._context
        try:
            self._callback(*self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except Exception as exc:
            name = getattr(self._callback, "__qualname__", repr(self._callback))
            self._loop.call_exception_handler(
                {"message": f"Exception in callback {name}()", "exception": exc, "handle": self}
            )
        finally:
            _context[0] = previous

    def __repr__(self):
        if self._cancelled:
            return f"<{type(self).__name__} cancelled>"
        return f"<{type(self).__name__} {getattr(self._callback, '__qualname__', self._callback)}()>"


class TimerHandle(Handle):
    """A handle with the time at which it's due."""

    __slots__ = ("_when", "_number")

    def when(self):
        return self._when

    def __lt__(self, other):
        if self._when != other._when:
            return self._when < other._when
        return self._number < other._number


class AbstractEventLoop:
    """The base of event loops, for annotations and checks."""


class BaseEventLoop(AbstractEventLoop):
    """Runs callbacks in order of their (virtual) time."""

    def __init__(self):
        self._ready = _deque()
        self._scheduled = []
        self._number = 0
        self._closed = False
        self._stopping = False
        self._tasks = {}
        self._current_task = None
        self._exception_handler = None
        self._task_factory = None
        self._debug = False

    def time(self):
        return _monotonic()

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(_monotonic() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        handle = TimerHandle(callback, args, self, context)
        handle._when = when
        self._number += 1
        handle._number = self._number
        from heapq import heappush

        heappush(self._scheduled, handle)
        return handle

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, eager_start=None, **kwargs):
        self._check_closed()
        if self._task_factory is not None:
            return self._task_factory(self, coro, name=name, context=context)
        return Task(coro, loop=self, name=name, context=context)

    def set_task_factory(self, factory):
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def run_in_executor(self, executor, func, *args):
        if executor is not None:
            from asyncio._combine import wrap_future

            return wrap_future(executor.submit(func, *args), loop=self)
        future = self.create_future()

        def run():
            if future.cancelled():
                return
            ident = _take_thread("asyncio", "asyncio_%d")
            result, error, took = _call_as(ident, func, args)
            if took > 0:
                self.call_later(took, finish, ident, result, error)
            else:
                finish(ident, result, error)

        def finish(ident, result, error):
            _give_thread("asyncio", ident)
            if future.done():
                return
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)

        self.call_soon(run)
        return future

    def set_default_executor(self, executor):
        pass

    def _run_once(self):
        """Move the clock to what is due next if nothing is ready, then run what is ready."""
        scheduled, ready = self._scheduled, self._ready
        if scheduled:
            from heapq import heappop

            while scheduled and scheduled[0]._cancelled:
                heappop(scheduled)
            if scheduled:
                now = _monotonic()
                if not ready and scheduled[0]._when > now:
                    _advance(scheduled[0]._when - now)
                    now = max(_monotonic(), scheduled[0]._when)
                while scheduled and scheduled[0]._when <= now:
                    handle = heappop(scheduled)
                    if not handle._cancelled:
                        ready.append(handle)
        for _ in range(len(ready)):
            if not ready:
                break  # An ordinary function that waited for a coroutine has run the rest.
            handle = ready.popleft()
            if not handle._cancelled:
                handle._run()

    def _has_work(self):
        return bool(self._ready) or any([not handle._cancelled for handle in self._scheduled])

    def _start(self):
        self._check_closed()
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if _running[0] is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        self._start()
        _running[0] = self
        try:
            while not self._stopping and self._has_work():
                self._run_once()
            if self._ready and self._stopping:
                self._run_once()
        finally:
            self._stopping = False
            _running[0] = None

    def run_until_complete(self, future):
        self._start()
        new_task = not isfuture(future)
        future = ensure_future(future, loop=self)
        _running[0] = self
        try:
            while not future.done() and not self._stopping:
                if not self._ready and not self._has_work():
                    future.cancel()
                    raise RuntimeError(
                        "Nothing is left to do, but the awaited result never came: "
                        "what the program waits for can't happen any more."
                    )
                self._run_once()
        except BaseException:
            if new_task and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            self._stopping = False
            _running[0] = None
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()

    def is_running(self):
        return _running[0] is self

    def is_closed(self):
        return self._closed

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        pass

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def set_exception_handler(self, handler):
        self._exception_handler = handler

    def get_exception_handler(self):
        return self._exception_handler

    def default_exception_handler(self, context):
        import sys

        print(context.get("message", "Unhandled exception in event loop"), file=sys.stderr)
        exception = context.get("exception")
        if exception is not None:
            from traceback import print_exception

            print_exception(exception)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)

    def add_signal_handler(self, sig, callback, *args):
        pass

    def remove_signal_handler(self, sig):
        return False

    def __repr__(self):
        return (
            f"<{type(self).__name__} running={self.is_running()} closed={self._closed} "
            f"debug={self._debug}>"
        )


def ensure_future(coro_or_future, *, loop=None):
    """A task for a coroutine or another awaitable; a future as it is."""
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future._loop:
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")  # fmt: skip
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(type(coro_or_future), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")

        async def wrap(awaitable):
            return await awaitable

        coro_or_future = wrap(coro_or_future)
    if loop is None:
        loop = get_event_loop()
    return loop.create_task(coro_or_future)


def get_running_loop():
    loop = _running[0]
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def _get_running_loop():
    return _running[0]


def _set_running_loop(loop):
    _running[0] = loop


def get_event_loop():
    loop = _running[0] or _set_loops.get(_thread[0])
    if loop is None:
        raise RuntimeError(f"There is no current event loop in thread {_name_of(_thread[0])!r}.")
    return loop


def set_event_loop(loop):
    _set_loops[_thread[0]] = loop


def new_event_loop():
    return BaseEventLoop()


def create_task(coro, *, name=None, context=None, **kwargs):
    """Start a coroutine as a task of the running loop."""
    return get_running_loop().create_task(coro, name=name, context=context, **kwargs)


def current_task(loop=None):
    return (get_running_loop() if loop is None else loop)._current_task


def all_tasks(loop=None):
    loop = get_running_loop() if loop is None else loop
    return {task for task in loop._tasks.values() if not task.done()}


class _Yield:
    """Gives way to the other tasks once."""

    def __await__(self):
        yield


def _wake(future, result):
    if not future.done():
        future.set_result(result)


async def sleep(delay, result=None):
    """Let others run until the (virtual) time has come."""
    from _playground import caller_source, trace, tracing

    if tracing():
        trace("sleep", caller_source(), seconds=delay)
    if delay <= 0:
        await _Yield()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _wake, future, result)
    try:
        return await future
    finally:
        handle.cancel()
