"""Futures, and tasks: futures that run coroutines."""

import contextvars as _contextvars
from types import CoroutineType as _CoroutineType

_task_number = [0]


class CancelledError(BaseException):
    """The task was cancelled."""


class InvalidStateError(Exception):
    """A future isn't in the state that the call needs."""


CancelledError.__module__ = InvalidStateError.__module__ = "asyncio.exceptions"


def _default_loop():
    from asyncio._loop import get_event_loop

    return get_event_loop()


class Future:
    """A result that isn't there yet."""

    _state = "PENDING"
    _result = None
    _exception = None
    _cancel_message = None
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = _default_loop() if loop is None else loop
        self._callbacks = []

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._state = "CANCELLED"
        self._cancel_message = msg
        self._schedule()
        return True

    def _schedule(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def _make_cancelled_error(self):
        if self._cancel_message is None:
            return CancelledError()
        return CancelledError(self._cancel_message)

    def result(self):
        if self._state == "CANCELLED":
            raise self._make_cancelled_error()
        if self._state != "FINISHED":
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception.__traceback__)
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._make_cancelled_error()
        if self._state != "FINISHED":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        if self._state != "PENDING":
            self._loop.call_soon(fn, self, context=context)
        else:
            if context is None:
                context = _contextvars.copy_context()
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        kept = [pair for pair in self._callbacks if pair[0] != fn]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed

    def set_result(self, result):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        self._result = result
        self._state = "FINISHED"
        self._schedule()

    def set_exception(self, exception):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            error = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")  # fmt: skip
            error.__cause__ = exception
            exception = error
        self._exception = exception
        self._state = "FINISHED"
        self._schedule()

    def __await__(self):
        if self._state == "PENDING":
            self._asyncio_future_blocking = True
            yield self
        if self._state == "PENDING":
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def _info(self):
        info = [self._state.lower()]
        if self._state == "FINISHED":
            if self._exception is not None:
                info.append(f"exception={self._exception!r}")
            else:
                info.append(f"result={self._result!r}")
        return info

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._info())}>"


class Task(Future):
    """A future that runs a coroutine."""

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        if name is None:
            _task_number[0] += 1
            name = f"Task-{_task_number[0]}"
        self._name = str(name)
        self._coro = coro
        self._must_cancel = False
        self._waiter = None
        self._cancels = 0
        self._context = _contextvars.copy_context() if context is None else context
        self._loop._tasks[id(self)] = self
        self._loop.call_soon(self._step, context=self._context)

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_stack(self, *, limit=None):
        frame = getattr(self._coro, "cr_frame", None)
        return [] if frame is None else [frame]

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._cancels += 1
        if self._waiter is not None and self._waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        if self._cancels > 0:
            self._cancels -= 1
            if self._cancels == 0:
                self._must_cancel = False
        return self._cancels

    def _step(self, exc=None):
        if self._state != "PENDING":
            raise InvalidStateError(f"_step(): already done: {self!r}, {exc!r}")
        if self._must_cancel:
            if not isinstance(exc, CancelledError):
                exc = self._make_cancelled_error()
            self._must_cancel = False
        self._waiter = None
        loop = self._loop
        previous = loop._current_task
        loop._current_task = self
        try:
            if exc is None:
                waits_for = self._coro.send(None)
            else:
                waits_for = self._coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                self._finish_cancelled(self._cancel_message)
            else:
                self._finish(Future.set_result, stop.value)
        except CancelledError as cancelled:
            self._cancelled_error = cancelled
            self._finish_cancelled(cancelled.args[0] if cancelled.args else None)
        except (KeyboardInterrupt, SystemExit) as error:
            self._finish(Future.set_exception, error)
            raise
        except Exception as error:
            self._finish(Future.set_exception, error)
        except BaseException as error:
            # Limits of the playground and the like end the whole run, not one task.
            self._finish(Future.set_exception, error)
            raise
        else:
            if isinstance(waits_for, Future) or getattr(waits_for, "_asyncio_future_blocking", None):
                if waits_for is self:
                    error = RuntimeError(f"Task cannot await on itself: {self!r}")
                    loop.call_soon(self._step, error, context=self._context)
                else:
                    waits_for._asyncio_future_blocking = False
                    waits_for.add_done_callback(self._wakeup, context=self._context)
                    self._waiter = waits_for
                    if self._must_cancel and waits_for.cancel(msg=self._cancel_message):
                        self._must_cancel = False
            elif waits_for is None:
                loop.call_soon(self._step, context=self._context)
            else:
                error = RuntimeError(f"Task got bad yield: {waits_for!r}")
                loop.call_soon(self._step, error, context=self._context)
        finally:
            loop._current_task = previous

    def _finish(self, how, value):
        self._loop._tasks.pop(id(self), None)
        how(self, value)

    def _finish_cancelled(self, message):
        self._loop._tasks.pop(id(self), None)
        Future.cancel(self, msg=message)

    def _wakeup(self, future):
        if future._state == "CANCELLED":
            self._step(future._make_cancelled_error())
        elif future._exception is not None:
            self._step(future._exception)
        else:
            self._step()

    def _info(self):
        info = super()._info()
        if self._must_cancel:
            info[0] = "cancelling"
        info.insert(1, f"name={self._name!r}")
        coro = self._coro
        name = getattr(coro, "__qualname__", type(coro).__name__)
        frame = getattr(coro, "cr_frame", None)
        code = getattr(coro, "cr_code", None)
        where = ""
        if frame is not None:
            where = f" running at {frame.f_code.co_filename}:{frame.f_lineno}"
        elif code is not None:
            where = f" done, defined at {code.co_filename}:{code.co_firstlineno}"
        info.insert(2, f"coro=<{name}(){where}>")
        return info


def isfuture(obj):
    return isinstance(obj, Future)


def iscoroutine(obj):
    if type(obj) is _CoroutineType:
        return True
    kind = type(obj)
    return hasattr(kind, "send") and hasattr(kind, "throw") and hasattr(kind, "__await__")
