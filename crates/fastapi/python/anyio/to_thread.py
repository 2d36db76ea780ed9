"""Running a function beside the loop, as a thread of a pool."""

from _threads import WORKER, call_in


async def run_sync(func, *args, abandon_on_cancel=False, cancellable=None, limiter=None):
    return await call_in(WORKER, func, args)
