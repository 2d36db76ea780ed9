"""Running a function beside the loop. There is one thread, so it is called directly."""


async def run_sync(func, *args, abandon_on_cancel=False, cancellable=None, limiter=None):
    return func(*args)
