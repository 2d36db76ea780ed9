"""What tasks use to wait for each other: locks, events, conditions, semaphores, barriers, queues."""

from asyncio._loop import CancelledError, get_running_loop
from collections import deque


class _Waiters:
    """A line of futures, first come first served."""

    def __init__(self):
        self._waiters = deque()

    async def _join(self):
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            await future
        finally:
            try:
                self._waiters.remove(future)
            except ValueError:
                pass

    def _wake(self, count=1):
        for future in self._waiters:
            if count <= 0:
                return
            if not future.done():
                future.set_result(True)
                count -= 1


class _AsyncContext:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Waiters, _AsyncContext):
    """One task at a time."""

    def __init__(self):
        super().__init__()
        self._locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all([future.cancelled() for future in self._waiters]):
            self._locked = True
            return True
        try:
            await self._join()
        except CancelledError:
            if not self._locked:
                self._wake()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake()

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        if self._waiters:
            state += f", waiters:{len(self._waiters)}"
        return f"<asyncio.locks.Lock object at {id(self):#x} [{state}]>"


class Event(_Waiters):
    """A flag that tasks can wait for."""

    def __init__(self):
        super().__init__()
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            self._wake(len(self._waiters))

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            await self._join()
        return True

    def __repr__(self):
        state = "set" if self._value else "unset"
        return f"<asyncio.locks.Event object at {id(self):#x} [{state}]>"


class Condition(_Waiters, _AsyncContext):
    """A lock whose holder can wait to be notified."""

    def __init__(self, lock=None):
        super().__init__()
        self._lock = Lock() if lock is None else lock
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await self._join()
            return True
        finally:
            cancelled = None
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError as exc:
                    cancelled = exc
            if cancelled is not None:
                raise cancelled

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._wake(n)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Waiters, _AsyncContext):
    """So many tasks at a time."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__()
        self._value = value

    def locked(self):
        return self._value == 0 or any([not future.cancelled() for future in self._waiters])

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            await future
        except CancelledError:
            if future.done() and not future.cancelled():
                self._value += 1
            raise
        finally:
            self._waiters.remove(future)
            self._next()
        return True

    def _next(self):
        for future in self._waiters:
            if self._value <= 0:
                return
            if not future.done():
                self._value -= 1
                future.set_result(True)

    def release(self):
        self._value += 1
        self._next()

    def __repr__(self):
        state = "locked" if self.locked() else f"unlocked, value:{self._value}"
        if self._waiters:
            state += f", waiters:{len(self._waiters)}"
        return f"<asyncio.locks.{type(self).__name__} object at {id(self):#x} [{state}]>"


class BoundedSemaphore(Semaphore):
    """A semaphore that can't be released more often than it was acquired."""

    def __init__(self, value=1):
        self._bound = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class BrokenBarrierError(RuntimeError):
    """The barrier was aborted or reset while tasks waited."""


class Barrier:
    """Lets tasks go on when so many have come."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._waiting = []
        self._broken = False

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: len(self._waiting))
    broken = property(lambda self: self._broken)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        if self._broken:
            raise BrokenBarrierError("Barrier aborted")
        index = len(self._waiting)
        if index + 1 == self._parties:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)
            return index
        future = get_running_loop().create_future()
        self._waiting.append(future)
        try:
            await future
        except CancelledError:
            if future in self._waiting:
                self._waiting.remove(future)
            raise
        return index

    def _break(self, message):
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_exception(BrokenBarrierError(message))

    async def reset(self):
        self._broken = False
        self._break("Barrier reset")

    async def abort(self):
        self._broken = True
        self._break("Barrier aborted")


class QueueEmpty(Exception):
    """There is nothing in the queue."""


class QueueFull(Exception):
    """The queue has no room."""


class QueueShutDown(Exception):
    """The queue was shut down."""


class Queue:
    """Items that tasks put and get, first in first out."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._is_shutdown = False
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= len(self._queue)

    def _wake(self, waiters):
        while waiters:
            future = waiters.popleft()
            if not future.done():
                future.set_result(None)
                return

    async def _wait(self, waiters, ready):
        future = get_running_loop().create_future()
        waiters.append(future)
        try:
            await future
        except BaseException:
            future.cancel()
            try:
                waiters.remove(future)
            except ValueError:
                pass
            if ready() and not future.cancelled():
                self._wake(waiters)
            raise

    async def put(self, item):
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            await self._wait(self._putters, lambda: not self.full())
        self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._wake(self._getters)

    async def get(self):
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            await self._wait(self._getters, lambda: not self.empty())
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        self._wake(self._putters)
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished > 0:
                    self._unfinished -= 1
            if self._unfinished == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                future = waiters.popleft()
                if not future.done():
                    future.set_result(None)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} maxsize={self._maxsize}>"


class PriorityQueue(Queue):
    """The smallest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        from heapq import heappush

        heappush(self._queue, item)

    def _get(self):
        from heapq import heappop

        return heappop(self._queue)


class LifoQueue(Queue):
    """The newest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
