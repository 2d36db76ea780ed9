"""Running ordinary functions from coroutines. The engine has one thread, so they are called directly."""


async def run_in_threadpool(func, *args, **kwargs):
    return func(*args, **kwargs)


async def iterate_in_threadpool(iterator):
    for item in iterator:
        yield item


async def run_until_first_complete(*args):
    import asyncio

    tasks = [asyncio.create_task(func(**kwargs)) for func, kwargs in args]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in done:
        task.result()
