"""Events at times."""

from collections import namedtuple

Event = namedtuple("Event", "time priority sequence action argument kwargs")


class scheduler:
    """Runs events in the order of their time and priority."""

    def __init__(self, timefunc=None, delayfunc=None):
        import time

        self.timefunc = timefunc or time.monotonic
        self.delayfunc = delayfunc or time.sleep
        self._queue = []
        self._number = 0

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        from heapq import heappush

        self._number += 1
        event = Event(time, priority, self._number, action, argument, kwargs or {})
        heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        from heapq import heapify

        self._queue.remove(event)
        heapify(self._queue)

    def empty(self):
        return not self._queue

    @property
    def queue(self):
        return sorted(self._queue)

    def run(self, blocking=True):
        from heapq import heappop

        while self._queue:
            wait = self._queue[0].time - self.timefunc()
            if wait > 0:
                if not blocking:
                    return wait
                self.delayfunc(wait)
                continue
            event = heappop(self._queue)
            event.action(*event.argument, **event.kwargs)
            self.delayfunc(0)
        return None
