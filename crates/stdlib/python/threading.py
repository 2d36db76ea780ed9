"""Threads that run when they're started: there is one thread, so `start()` runs the target to its end, and the clock goes back."""

from contextvars import Context as _Context

from _playground import advance as _advance
from _playground import monotonic as _monotonic
from _threads import MAIN as _MAIN
from _threads import begin as _begin
from _threads import call as _call
from _threads import current as _ident
from _threads import name_of as _name_of

TIMEOUT_MAX = 9223372036.0
_count = [0]
# The threads that were started and whose time isn't over, by their identity.
_known = {}


ThreadError = RuntimeError


class _Lockable:
    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc_info):
        self.release()


def _blocked(what):
    raise RuntimeError(f"{what} would wait for ever: there is only one thread here")


def _reach(moment, blocking, timeout):
    """Wait until a moment, if the caller waits that long."""
    left = moment - _monotonic()
    if left <= 0:
        return True
    if not blocking:
        return False
    if 0 <= timeout < left:
        _advance(timeout)
        return False
    _advance(left)
    return True


class _Lock(_Lockable):
    """A lock; waiting for one that's held can't end."""

    # When the thread that had it last released it, which is later than now if that thread has slept with it.
    _free = 0.0

    def __init__(self):
        self._held = False

    def acquire(self, blocking=True, timeout=-1):
        if not self._held:
            if not _reach(self._free, blocking, timeout):
                return False
            self._held = True
            return True
        if not blocking or timeout >= 0:
            return False
        _blocked("Acquiring a lock that is held")

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False
        self._free = _monotonic()

    def locked(self):
        return self._held

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"


Lock = _Lock


class _RLock(_Lockable):
    """A lock that its holder can take again."""

    _free = 0.0

    def __init__(self):
        self._depth = 0

    def acquire(self, blocking=True, timeout=-1):
        if not self._depth and not _reach(self._free, blocking, timeout):
            return False
        self._depth += 1
        return True

    def release(self):
        if not self._depth:
            raise RuntimeError("cannot release un-acquired lock")
        self._depth -= 1
        if not self._depth:
            self._free = _monotonic()

    def locked(self):
        return self._depth > 0


RLock = _RLock


class Condition(_Lockable):
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def wait(self, timeout=None):
        if timeout is not None:
            return False
        _blocked("Waiting for a condition")

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if result or timeout is not None:
            return result
        _blocked("Waiting for a condition")

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass


class Semaphore(_Lockable):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value > 0:
            self._value -= 1
            return True
        if not blocking or timeout is not None:
            return False
        _blocked("Acquiring a semaphore that is used up")

    def release(self, n=1):
        self._value += n


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self, n=1):
        if self._value + n > self._bound:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if self._flag or timeout is not None:
            return self._flag
        _blocked("Waiting for an event that nothing can set")


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties

    def wait(self, timeout=None):
        if self.parties == 1:
            return 0
        _blocked("Waiting at a barrier")


class local:
    """Values of the thread; each thread that runs sees its own."""

    def __init__(self, *args, **kw):
        object.__setattr__(self, "_spaces", {})

    def _space(self):
        return self._spaces.setdefault(_ident[0], {})

    def __getattr__(self, name):
        if name == "_spaces":
            raise AttributeError(name)
        space = self._space()
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        raise AttributeError(f"'_thread._local' object has no attribute {name!r}")

    def __setattr__(self, name, value):
        self._space()[name] = value

    def __delattr__(self, name):
        space = self._space()
        if name not in space:
            raise AttributeError(f"'_thread._local' object has no attribute {name!r}")
        del space[name]


class Thread:
    """Runs its target when it's started, to the end, before `start()` returns."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):  # fmt: skip
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        if name is None:
            _count[0] += 1
            name = f"Thread-{_count[0]}"
            if target is not None:
                name += f" ({getattr(target, '__name__', 'unknown')})"
        self.name = str(name)
        self.daemon = bool(daemon)
        self.ident = None
        self._until = 0.0
        self._context = context

    native_id = property(lambda self: self.ident)

    def start(self):
        if self.ident is not None:
            raise RuntimeError("threads can only be started once")
        self.ident = _begin(self.name)
        _known[self.ident] = self
        self._until = TIMEOUT_MAX
        took = 0.0
        try:
            took = _call(self.ident, (self._context or _Context()).run, (self._run,))[2]
        finally:
            self._until = _monotonic() + took
        _sweep()

    def _run(self):
        try:
            self.run()
        except SystemExit:
            pass
        except Exception as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self.ident is None:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        left = self._until - _monotonic()
        if left > 0:
            _advance(left if timeout is None else min(left, max(timeout, 0)))

    def is_alive(self):
        return self._until > _monotonic()

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        state = "initial" if self.ident is None else "started" if self.is_alive() else "stopped"
        daemon = " daemon" if self.daemon else ""
        number = "" if self.ident is None else f" {self.ident}"
        return f"<{type(self).__name__}({self.name}, {state}{daemon}{number})>"


class Timer(Thread):
    """Runs its function at once, with the clock moved on by the interval."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval = interval
        self.function = function
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        if not self.finished.is_set():
            _advance(self.interval)
            super().run()
        self.finished.set()


class ExceptHookArgs(tuple):
    """What `excepthook` gets."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args):
    import sys
    from traceback import print_exception

    print(f"Exception in thread {args.thread.name}:", file=sys.stderr)
    print_exception(args.exc_value)


class _OtherThread(Thread):
    """A thread that wasn't started here: the main one, or one of a pool."""

    def __init__(self, ident=_MAIN, daemon=False):
        self.name = _name_of(ident)
        self.daemon = daemon
        self.ident = ident
        self._until = TIMEOUT_MAX


_main = _OtherThread()


def _sweep():
    """Forget the threads whose time is over."""
    for ident, thread in list(_known.items()):
        if not thread.is_alive():
            del _known[ident]


def current_thread():
    ident = _ident[0]
    if ident == _MAIN:
        return _main
    thread = _known.get(ident)
    if thread is None:
        # One of a pool that doesn't begin its threads here.
        thread = _known[ident] = _OtherThread(ident, True)
    return thread


def main_thread():
    return _main


def get_ident():
    return _ident[0]


get_native_id = get_ident


def active_count():
    return len(enumerate())


def enumerate():
    _sweep()
    return [_main, *_known.values()]


currentThread, activeCount = current_thread, active_count


def settrace(func):
    pass


setprofile = settrace


def stack_size(size=0):
    return 0
