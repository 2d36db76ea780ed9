"""Running ordinary functions and context managers from coroutines, and how many of them at once."""

import asyncio
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from starlette.concurrency import iterate_in_threadpool as iterate_in_threadpool
from starlette.concurrency import run_in_threadpool as run_in_threadpool
from starlette.concurrency import run_until_first_complete as run_until_first_complete


@asynccontextmanager
async def contextmanager_in_threadpool(cm):
    value = await run_in_threadpool(cm.__enter__)
    try:
        yield value
    except Exception as error:
        if not await run_in_threadpool(cm.__exit__, type(error), error, error.__traceback__):
            raise
    else:
        await run_in_threadpool(cm.__exit__, None, None, None)


class Concurrency:
    """How many calls of a dependency may run at once: a semaphore for each event loop."""

    __slots__ = ("limit", "semaphores")

    def __init__(self, limit):
        self.limit = limit
        self.semaphores = WeakKeyDictionary()

    def semaphore(self):
        loop = asyncio.get_running_loop()
        found = self.semaphores.get(loop)
        if found is None:
            found = self.semaphores[loop] = asyncio.Semaphore(self.limit)
        return found
