"""Running ordinary functions from coroutines, as threads of a pool."""

from _threads import WORKER, call_in


async def run_in_threadpool(func, *args, **kwargs):
    return await call_in(WORKER, func, args, kwargs)


async def iterate_in_threadpool(iterator):
    iterator = iter(iterator)
    while True:
        # The end is no exception: a coroutine can't raise StopIteration.
        item = await call_in(WORKER, next, (iterator, WORKER))
        if item is WORKER:
            break
        yield item


async def run_until_first_complete(*args):
    import asyncio

    tasks = [asyncio.create_task(func(**kwargs)) for func, kwargs in args]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in done:
        task.result()
