"""The engine's private module of threads, for the harness: the threads are CPython's."""

import asyncio
from contextvars import copy_context

WORKER = "AnyIO worker thread"


async def call_in(pool, func, args=(), kwargs={}):
    context = copy_context()
    return await asyncio.get_running_loop().run_in_executor(None, lambda: context.run(func, *args, **kwargs))
