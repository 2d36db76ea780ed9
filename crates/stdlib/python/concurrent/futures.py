"""Executors that run what is submitted at once, and the futures that hold the results."""

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


class Future:
    """A result that may be an exception."""

    def __init__(self):
        self._state = "PENDING"
        self._result = self._exception = None
        self._callbacks = []

    def cancel(self):
        if self._state == "FINISHED":
            return False
        self._state = "CANCELLED"
        self._call()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("FINISHED", "CANCELLED")

    def result(self, timeout=None):
        if self._state == "CANCELLED":
            raise CancelledError
        if self._state != "FINISHED":
            raise TimeoutError
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        if self._state == "CANCELLED":
            raise CancelledError
        if self._state != "FINISHED":
            raise TimeoutError
        return self._exception

    def add_done_callback(self, fn):
        if self.done():
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


class Executor:
    """Runs functions; leaving `with` shuts it down."""

    _closed = False

    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            result = fn(*args, **kwargs)
        except Exception as error:
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

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()
        return False


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers or 1
        if initializer is not None:
            initializer(*initargs)


class ProcessPoolExecutor(Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), **kwargs):
        from _playground import unsupported

        unsupported("concurrent.futures.ProcessPoolExecutor", "Use ThreadPoolExecutor.")


def as_completed(fs, timeout=None):
    return iter(list(fs))


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    from collections import namedtuple

    fs = set(fs)
    done = {future for future in fs if future.done()}
    return namedtuple("DoneAndNotDoneFutures", "done not_done")(done, fs - done)
