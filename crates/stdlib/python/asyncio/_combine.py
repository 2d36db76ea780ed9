"""Running and combining tasks: run, gather, wait, wait_for, timeout, TaskGroup, shield, to_thread."""

from asyncio._loop import (
    CancelledError,
    Future,
    TimeoutError,
    all_tasks,
    current_task,
    ensure_future,
    get_running_loop,
    iscoroutine,
    isfuture,
    new_event_loop,
    set_event_loop,
)

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def iscoroutinefunction(func):
    """Whether calling it gives a coroutine."""
    from inspect import iscoroutinefunction

    return iscoroutinefunction(func)


class Runner:
    """Runs coroutines on a loop of its own, one after another."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._factory = loop_factory or new_event_loop
        self._loop = None
        self._closed = False
        self._context = None

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        if self._closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            from contextvars import copy_context

            self._loop = self._factory()
            self._context = copy_context()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            if not hasattr(type(coro), "__await__"):
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        from asyncio._loop import _get_running_loop

        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        loop = self.get_loop()
        if not iscoroutine(coro):
            coro = _awaited(coro)
        set_event_loop(loop)
        task = loop.create_task(coro, context=self._context if context is None else context)
        return loop.run_until_complete(task)

    def close(self):
        loop = self._loop
        if loop is not None and not loop.is_closed():
            try:
                _cancel_all(loop)
            finally:
                set_event_loop(None)
                loop.close()
        self._closed = True


async def _awaited(awaitable):
    return await awaitable


def _cancel_all(loop):
    tasks = list(all_tasks(loop))
    if not tasks:
        return
    for task in tasks:
        task.cancel()
    loop.run_until_complete(_finished(tasks))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler(
                {
                    "message": "unhandled exception during asyncio.run() shutdown",
                    "exception": task.exception(),
                    "task": task,
                }
            )


async def _finished(tasks):
    await gather(*tasks, return_exceptions=True)


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine to its end on a new loop."""
    from asyncio._loop import _get_running_loop

    if _get_running_loop() is not None:
        if iscoroutine(main):
            main.close()
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main) and not hasattr(type(main), "__await__"):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


class _GatheringFuture(Future):
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    """Run awaitables at the same time and return their results in order."""
    loop = None
    if not coros_or_futures:
        outer = get_running_loop().create_future()
        outer.set_result([])
        return outer
    children = []
    seen = {}
    for awaitable in coros_or_futures:
        if id(awaitable) in seen:
            children.append(seen[id(awaitable)])
            continue
        child = ensure_future(awaitable, loop=loop)
        if loop is None:
            loop = child.get_loop()
        seen[id(awaitable)] = child
        children.append(child)
    unique = list(seen.values())
    outer = _GatheringFuture(unique, loop=loop)
    left = len(unique)

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._make_cancelled_error())
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if left == 0:
            results = []
            for one in children:
                if one.cancelled():
                    results.append(CancelledError(*(() if one._cancel_message is None else (one._cancel_message,))))  # fmt: skip
                else:
                    results.append(one.exception() or one.result())
            if outer._cancel_requested:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)

    for child in unique:
        child.add_done_callback(done)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures; returns the sets of those that are done and those that aren't."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    fs = set(fs)
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    if any([iscoroutine(f) for f in fs]):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = get_running_loop()

    def finished():
        pending = [f for f in fs if not f.done()]
        if not pending:
            return True
        if return_when == ALL_COMPLETED:
            return False
        for f in fs:
            if f.done() and (return_when == FIRST_COMPLETED or not f.cancelled() and f.exception() is not None):  # fmt: skip
                return True
        return False

    if not finished():
        waiter = loop.create_future()

        def wake(_=None):
            if not waiter.done() and (_ is None or finished()):
                waiter.set_result(None)

        handle = None if timeout is None else loop.call_later(timeout, wake)
        for f in fs:
            f.add_done_callback(wake)
        try:
            await waiter
        finally:
            if handle is not None:
                handle.cancel()
            for f in fs:
                f.remove_done_callback(wake)
    done = {f for f in fs if f.done()}
    return done, fs - done


class Timeout:
    """An asynchronous context manager that cancels its body when the time is over."""

    def __init__(self, when):
        self._when = when
        self._state = "created"
        self._task = None
        self._handle = None
        self._cancelling = 0

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state != "active":
            if self._state == "created":
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._handle = loop.call_soon(self._on_timeout)
            else:
                self._handle = loop.call_at(when, self._on_timeout)

    def expired(self):
        return self._state in ("expiring", "expired")

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state == "expiring":
            self._state = "expired"
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                if issubclass(exc_type, CancelledError):
                    raise TimeoutError from exc_val
        elif self._state == "active":
            self._state = "exited"
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = "expiring"
        self._handle = None

    def __repr__(self):
        return f"<Timeout [{self._state}] when={self._when}>"


def timeout(delay):
    """Give the body of `async with` so many seconds."""
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


async def wait_for(fut, timeout):
    """Wait for an awaitable, but not longer than `timeout`."""
    if fut is not None and not isfuture(fut) and not iscoroutine(fut) and not hasattr(type(fut), "__await__"):  # fmt: skip
        raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await wait([fut])
            return fut.result()
        except CancelledError as exc:
            raise TimeoutError from exc
    if timeout is None:
        return await fut
    async with Timeout(get_running_loop().time() + timeout):
        return await fut


def shield(arg):
    """Wait for an awaitable without cancelling it when the waiting is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_done(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    inner.add_done_callback(inner_done)
    return outer


class _AsCompleted:
    """Yields awaitables, or in `async for` the futures themselves, as they finish."""

    def __init__(self, fs, timeout):
        from asyncio._locks import Queue

        self._todo = dict.fromkeys([ensure_future(f) for f in dict.fromkeys(fs)])
        self._left = len(self._todo)
        self._done = Queue()
        self._handle = None
        for f in self._todo:
            f.add_done_callback(self._on_done)
        if self._todo and timeout is not None:
            self._handle = get_running_loop().call_later(timeout, self._on_timeout)

    def _on_done(self, f):
        if f not in self._todo:
            return
        del self._todo[f]
        self._done.put_nowait(f)
        if not self._todo and self._handle is not None:
            self._handle.cancel()

    def _on_timeout(self):
        for f in self._todo:
            f.remove_done_callback(self._on_done)
            self._done.put_nowait(None)
        self._todo.clear()

    async def _next(self, resolve):
        f = await self._done.get()
        if f is None:
            raise TimeoutError
        return f.result() if resolve else f

    def __iter__(self):
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._next(True)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._next(False)


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    return _AsCompleted(fs, timeout)


class TaskGroup:
    """Tasks that end together: when one fails the others are cancelled."""

    def __init__(self):
        self._entered = self._exiting = self._aborting = False
        self._loop = self._parent = self._waiter = None
        self._parent_cancel_requested = False
        self._tasks = set()
        self._errors = []

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._entered = True
        self._loop = get_running_loop()
        self._parent = current_task(self._loop)
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        return self

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        if not self._entered:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = self._loop.create_task(coro, name=name, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_done(self, task):
        self._tasks.discard(task)
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._parent.done():
            return
        if not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent.cancel()

    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        cancellation = exc if et is not None and issubclass(et, CancelledError) else None
        if et is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._waiter = self._loop.create_future()
            try:
                await self._waiter
            except CancelledError as ex:
                if not self._aborting:
                    cancellation = ex
                    self._abort()
            self._waiter = None
        if self._parent_cancel_requested and self._parent.uncancel() == 0:
            cancellation = None
        try:
            if cancellation is not None and not self._errors:
                raise cancellation
            if et is not None and not issubclass(et, CancelledError):
                self._errors.append(exc)
            if self._errors:
                if self._parent.cancelling():
                    self._parent.uncancel()
                    self._parent.cancel()
                raise BaseExceptionGroup(
                    "unhandled errors in a TaskGroup", self._errors
                ) from None
        finally:
            self._errors = []
            self._parent = None

    def __repr__(self):
        info = [f"tasks={len(self._tasks)}"] if self._tasks else []
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return f"<TaskGroup {' '.join(info)}>"


async def to_thread(func, /, *args, **kwargs):
    """Run a function as if in another thread: it runs here, while the caller waits."""
    from contextvars import copy_context
    from functools import partial

    context = copy_context()
    loop = get_running_loop()
    return await loop.run_in_executor(None, partial(context.run, func, *args, **kwargs))


def run_coroutine_threadsafe(coro, loop):
    """Start a coroutine on the loop of another thread; the future's result is waited for while that loop goes on."""
    from concurrent.futures import Future as ThreadFuture

    from _threads import turn

    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    task = loop.create_task(coro)

    class Waiting(ThreadFuture):
        def _wait(self, timeout):
            end = None if timeout is None else loop.time() + timeout
            while self._state == "PENDING" and loop._has_work():
                if end is not None and loop.time() >= end:
                    raise TimeoutError
                turn(loop)

        def cancel(self):
            return task.cancel()

    def finish(task):
        if task.cancelled():
            ThreadFuture.cancel(future)
        elif task.exception() is not None:
            future.set_exception(task.exception())
        else:
            future.set_result(task.result())

    future = Waiting()
    task.add_done_callback(finish)
    return future


def wrap_future(future, *, loop=None):
    """An asyncio future for one of `concurrent.futures`, whose result is known here before its time has come."""
    if isfuture(future):
        return future
    loop = get_running_loop() if loop is None else loop
    new = loop.create_future()

    def finish():
        if new.done():
            return
        error = future.exception()
        if error is not None:
            new.set_exception(error)
        else:
            new.set_result(future.result())

    left = future._left()
    if left > 0:
        loop.call_later(left, finish)
    else:
        finish()
    return new


def eager_task_factory(loop, coro, *, name=None, context=None, **kwargs):
    from asyncio._loop import Task

    return Task(coro, loop=loop, name=name, context=context)


def create_eager_task_factory(constructor):
    return eager_task_factory
