"""Work that is done after the response was sent."""

import _playground
from _threads import WORKER, call_in

from starlette._utils import is_async_callable


class BackgroundTask:
    def __init__(self, func, *args, **kwargs):
        self.func = func
        self.args = args
        self.kwargs = kwargs
        self.is_async = is_async_callable(func)

    async def __call__(self):
        if _playground.tracing():
            arguments = [["", repr(value)] for value in self.args]
            arguments += [[name, repr(value)] for name, value in self.kwargs.items()]
            name = getattr(self.func, "__name__", type(self.func).__name__)
            _playground.trace("background_task", self.func, name=name, arguments=arguments)
        if self.is_async:
            await self.func(*self.args, **self.kwargs)
        else:
            await call_in(WORKER, self.func, self.args, self.kwargs)


class BackgroundTasks(BackgroundTask):
    def __init__(self, tasks=None):
        self.tasks = list(tasks) if tasks else []

    def add_task(self, func, *args, **kwargs):
        self.tasks.append(BackgroundTask(func, *args, **kwargs))

    async def __call__(self):
        for task in self.tasks:
            await task()
