"""Executors that run what is submitted at once, and the futures that hold the results until their time has come."""

from _playground import advance as _advance
from _playground import monotonic as _monotonic
from _threads import begin as _begin
from _threads import call as _call

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class CancelledError(Exception):
    """The future was cancelled."""


class InvalidStateError(Exception):
    """The future isn't in the state that the call needs."""


class BrokenExecutor(RuntimeError):
    """The executor can't be used any more."""


CancelledError.__module__ = InvalidStateError.__module__ = BrokenExecutor.__module__ = "concurrent.futures._base"


class Future:
    """A result that may be an exception."""

    def __init__(self):
        self._state = "PENDING"
        self._result = self._exception = None
        self._callbacks = []
        self._until = 0.0

    def _left(self):
        """The seconds that a thread would still need for it."""
        return self._until - _monotonic()

    def _wait(self, timeout):
        left = self._left()
        if left > 0:
            _advance(left if timeout is None else min(left, max(timeout, 0)))
            if timeout is not None and timeout < left:
                raise TimeoutError

    def cancel(self):
        if self._state == "FINISHED":
            return False
        self._state = "CANCELLED"
        self._call()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING" or (self._state == "FINISHED" and self._left() > 0)

    def done(self):
        return self._state in ("FINISHED", "CANCELLED") and self._left() <= 0

    def result(self, timeout=None):
        self._wait(timeout)
        if self._state == "CANCELLED":
            raise CancelledError
        if self._state != "FINISHED":
            raise TimeoutError
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        if self._state == "CANCELLED":
            raise CancelledError
        if self._state != "FINISHED":
            raise TimeoutError
        return self._exception

    def add_done_callback(self, fn):
        if self._state in ("FINISHED", "CANCELLED"):
            fn(self)
        else:
            self._callbacks.append(fn)

    def _call(self):
        for fn in self._callbacks:
            fn(self)

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._state = "FINISHED"
        self._call()

    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._exception = exception
        self._state = "FINISHED"
        self._call()

    def __repr__(self):
        what = ""
        if self._state == "FINISHED":
            value = self._exception if self._exception is not None else self._result
            what = f" {'raised' if self._exception is not None else 'returned'} {type(value).__name__}"
        return f"<Future at {id(self):#x} state={self._state.lower()}{what}>"


# How many executors there were, for the names of their threads.
_executors = [0]


class Executor:
    """Runs functions; leaving `with` shuts it down."""

    _closed = False

    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()
        # The thread that is free first; the function begins when it is.
        now = _monotonic()
        worker = min(self._workers, key=lambda worker: worker[1], default=None)
        if worker is None or (worker[1] > now and len(self._workers) < self._max_workers):
            worker = [_begin(f"{self._name}_{len(self._workers)}"), now]
            self._workers.append(worker)
        pending = max(worker[1] - now, 0.0)
        _advance(pending)
        try:
            result, error, took = _call(worker[0], fn, args, kwargs)
        finally:
            _advance(-pending)
        future._until = worker[1] = now + pending + took
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            for future in futures:
                yield future.result()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True
        left = max((worker[1] for worker in self._workers), default=0.0) - _monotonic()
        if wait and left > 0:
            _advance(left)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()
        return False


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        import os

        self._max_workers = max_workers or min(32, (os.cpu_count() or 1) + 4)
        # The identity of each thread, and when it is free.
        self._workers = []
        self._name = thread_name_prefix or f"ThreadPoolExecutor-{_executors[0]}"
        _executors[0] += 1
        if initializer is not None:
            initializer(*initargs)


class ProcessPoolExecutor(Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), **kwargs):
        from _playground import unsupported

        unsupported("concurrent.futures.ProcessPoolExecutor", "Use ThreadPoolExecutor.")


def as_completed(fs, timeout=None):
    for future in sorted(set(fs), key=lambda future: future._until):
        future._wait(timeout)
        yield future


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    from collections import namedtuple

    fs = set(fs)
    left = [future._left() for future in fs if not future.done()]
    if left:
        seconds = (min if return_when == FIRST_COMPLETED else max)(left)
        _advance(seconds if timeout is None else min(seconds, max(timeout, 0)))
    done = {future for future in fs if future.done()}
    return namedtuple("DoneAndNotDoneFutures", "done not_done")(done, fs - done)
