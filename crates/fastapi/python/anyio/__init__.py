"""The few functions of anyio that FastAPI programs call, on asyncio's loop."""

import asyncio

from anyio import to_thread as to_thread

Event = asyncio.Event
Lock = asyncio.Lock
Semaphore = asyncio.Semaphore
sleep = asyncio.sleep


def __getattr__(name):
    import _playground

    if name.startswith("__"):
        raise AttributeError(f"module 'anyio' has no attribute {name!r}")
    _playground.unsupported(f"anyio.{name}", "asyncio offers the same under another name")


def run(func, *args, backend="asyncio", backend_options=None):
    return asyncio.run(func(*args))


async def sleep_forever():
    await asyncio.Event().wait()


def current_time():
    return asyncio.get_running_loop().time()


class _TaskGroup:
    """Tasks that are waited for together; the first failure ends the others."""

    async def __aenter__(self):
        self.group = asyncio.TaskGroup()
        await self.group.__aenter__()
        return self

    async def __aexit__(self, *args):
        return await self.group.__aexit__(*args)

    def start_soon(self, func, *args, name=None):
        self.group.create_task(func(*args), name=name)


def create_task_group():
    return _TaskGroup()


class _Deadline:
    """A block that is ended when its time is up; `raising` says whether that is an error."""

    def __init__(self, delay, raising):
        self.delay = delay
        self.raising = raising
        self.cancelled_caught = False

    def __enter__(self):
        self.handle = None
        if self.delay is not None:
            task = asyncio.current_task()
            self.handle = asyncio.get_running_loop().call_later(self.delay, self._expire, task)
        self.expired = False
        return self

    def _expire(self, task):
        self.expired = True
        task.cancel()

    def __exit__(self, kind, value, traceback):
        if self.handle is not None:
            self.handle.cancel()
        if self.expired and kind is not None and issubclass(kind, asyncio.CancelledError):
            self.cancelled_caught = True
            task = asyncio.current_task()
            if hasattr(task, "uncancel"):
                task.uncancel()
            if self.raising:
                raise TimeoutError
            return True
        return False


def move_on_after(delay, shield=False):
    return _Deadline(delay, False)


def fail_after(delay, shield=False):
    return _Deadline(delay, True)
