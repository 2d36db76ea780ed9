"""Running ordinary functions and context managers from coroutines; there is one thread, so they are called directly."""

from contextlib import asynccontextmanager

from starlette.concurrency import iterate_in_threadpool as iterate_in_threadpool
from starlette.concurrency import run_in_threadpool as run_in_threadpool
from starlette.concurrency import run_until_first_complete as run_until_first_complete


@asynccontextmanager
async def contextmanager_in_threadpool(cm):
    with cm as value:
        yield value
