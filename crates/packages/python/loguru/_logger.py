"""The logger: one object with many views of it."""

import contextlib
import contextvars
import functools
import inspect
import os
import sys
from collections import namedtuple

from ._colors import escape_code, paint
from ._handler import Handler
from ._record import RecordException, RecordFile, RecordLevel, RecordProcess, RecordThread, Time

Level = namedtuple("Level", ("name", "no", "color", "icon"))
_context = contextvars.ContextVar("loguru_context", default={})
_start = Time.now().astimezone()
_FORMAT = (
    "<green>{time:YYYY-MM-DD HH:mm:ss.SSS}</green> | <level>{level: <8}</level> | "
    "<cyan>{name}</cyan>:<cyan>{function}</cyan>:<cyan>{line}</cyan> - <level>{message}</level>"
)
_LEVELS = (
    ("TRACE", 5, "<cyan><bold>", "✏️"),
    ("DEBUG", 10, "<blue><bold>", "🐞"),
    ("INFO", 20, "<bold>", "ℹ️"),
    ("SUCCESS", 25, "<green><bold>", "✅"),
    ("WARNING", 30, "<yellow><bold>", "⚠️"),
    ("ERROR", 40, "<red><bold>", "❌"),
    ("CRITICAL", 50, "<RED><bold>", "☠️"),
)


class Core:
    """What all views of the logger share."""

    def __init__(self):
        self.levels = {row[0]: Level(*row) for row in _LEVELS}
        self.handlers = {}
        self.count = 0
        self.extra = {}
        self.patcher = None
        self.activation = []

    def is_enabled(self, name):
        dotted = f"{name}."
        for module, status in self.activation:
            if (name is None and module is None) or (module is not None and name is not None and dotted.startswith(module)):
                return status
        return True

    def level(self, level):
        """The name, the number, the icon and the escape code of a level, given by its name or its number."""
        if isinstance(level, str):
            if level not in self.levels:
                raise ValueError(f"Level '{level}' does not exist") from None
            found = self.levels[level]
            return found.name, found.no, found.icon, escape_code(found.color)
        if not isinstance(level, int):
            raise TypeError(f"Invalid level, it should be an integer or a string, not: '{type(level).__name__}'")
        if level < 0:
            raise ValueError(f"Invalid level value, it should be a positive integer, not: {level}")
        return f"Level {level}", level, " ", ""


_Options = namedtuple("_Options", "exception depth record lazy colors raw capture patchers extra")


class Logger:
    """Writes records to the handlers that were added."""

    def __init__(self, core, options):
        self._core = core
        self._options = options

    def __repr__(self):
        handlers = ", ".join(f"(id={item.id}, level={item.levelno}, sink={item.name})" for item in self._core.handlers.values())
        return f"<loguru.logger handlers=[{handlers}]>"

    # -- handlers ----------------------------------------------------------------------------------------------------

    def add(
        self,
        sink,
        *,
        level="DEBUG",
        format=_FORMAT,
        filter=None,
        colorize=None,
        serialize=False,
        backtrace=True,
        diagnose=True,
        enqueue=False,
        context=None,
        catch=True,
        **options,
    ):
        """Have records written somewhere; returns the number by which it can be removed."""
        id = self._core.count
        self._core.count += 1
        if not isinstance(level, (str, int)):
            raise TypeError(f"Invalid level, it should be an integer or a string, not: '{type(level).__name__}'")
        levelno = self.level(level).no if isinstance(level, str) else level
        if levelno < 0:
            raise ValueError(f"Invalid level value, it should be a positive integer, not: {levelno}")
        if not isinstance(format, str) and not callable(format):
            raise TypeError(f"Invalid format, it should be a string or a function, not: '{type(format).__name__}'")
        options.pop("loop", None)
        is_plain = not (backtrace or diagnose)
        made = Handler(id, sink, options, levelno, format, self._filter(filter), colorize, serialize, is_plain, catch)
        self._core.handlers[id] = made
        return id

    def _filter(self, filter):
        if filter is None:
            return None
        if filter == "":
            return lambda record: record["name"] is not None
        if isinstance(filter, str):
            parent = filter + "."
            return lambda record: record["name"] is not None and (record["name"] + ".").startswith(parent)
        if isinstance(filter, dict):
            numbers = {}
            for module, level in filter.items():
                if module is not None and not isinstance(module, str):
                    raise TypeError(
                        "The filter dict contains an invalid module, it should be a string (or None), not: "
                        f"'{type(module).__name__}'"
                    )
                numbers[module] = False if level is False else 0 if level is True else self._core.level(level)[1]

            def passes(record):
                name = record["name"]
                while True:
                    number = numbers.get(name)
                    if number is not None:
                        return number is not False and record["level"].no >= number
                    if not name:
                        return True
                    name = name.rpartition(".")[0]

            return passes
        if callable(filter):
            return filter
        raise TypeError(
            f"Invalid filter, it should be a function, a string or a dict, not: '{type(filter).__name__}'"
        )

    def remove(self, handler_id=None):
        handlers = self._core.handlers
        if handler_id is not None and not isinstance(handler_id, int):
            raise TypeError(
                "Invalid handler id, it should be an integer as returned by the 'add()' method (or None), not: "
                f"'{type(handler_id).__name__}'"
            )
        if handler_id is not None and handler_id not in handlers:
            raise ValueError(f"There is no existing handler with id {handler_id}")
        for id in list(handlers) if handler_id is None else [handler_id]:
            handler = handlers.pop(id)
            if handler.stop is not None:
                handler.stop()

    def complete(self):
        """Wait, if it is awaited, until coroutines that were given records are done."""
        tasks = [task for item in self._core.handlers.values() for task in getattr(item.write, "tasks", ())]

        class Completion:
            def __await__(self):
                for task in tasks:
                    yield from task.__await__()

        return Completion()

    # -- views -------------------------------------------------------------------------------------------------------

    def _with(self, **changes):
        return Logger(self._core, self._options._replace(**changes))

    def opt(self, *, exception=None, record=False, lazy=False, colors=False, raw=False, capture=True, depth=0, ansi=False):
        return self._with(
            exception=exception,
            record=record,
            lazy=lazy,
            colors=colors or ansi,
            raw=raw,
            capture=capture,
            depth=depth,
        )

    def bind(__self, **kwargs):
        return __self._with(extra={**__self._options.extra, **kwargs})

    @contextlib.contextmanager
    def contextualize(__self, **kwargs):
        token = _context.set({**_context.get(), **kwargs})
        try:
            yield
        finally:
            _context.reset(token)

    def patch(self, patcher):
        return self._with(patchers=[*self._options.patchers, patcher])

    def level(self, name, no=None, color=None, icon=None):
        """A level by its name; with more arguments, one that is made or changed."""
        levels = self._core.levels
        if not isinstance(name, str):
            raise TypeError(f"Invalid level name, it should be a string, not: '{type(name).__name__}'")
        if no is color is icon is None:
            if name not in levels:
                raise ValueError(f"Level '{name}' does not exist")
            return levels[name]
        old = levels.get(name)
        if old is None and no is None:
            raise ValueError(f"Level '{name}' does not exist, you have to create it by specifying a level no")
        if old is not None and no is not None:
            raise ValueError(f"Level '{name}' already exists, you can't update its severity no")
        no = old.no if old is not None else no
        if not isinstance(no, int):
            raise TypeError(f"Invalid level no, it should be an integer, not: '{type(no).__name__}'")
        if no < 0:
            raise ValueError(f"Invalid level no, it should be a positive integer, not: {no}")
        color = (old.color if old else "") if color is None else color
        icon = (old.icon if old else " ") if icon is None else icon
        levels[name] = Level(name, no, color, icon)
        return levels[name]

    def _activate(self, name, status):
        if name is not None and not isinstance(name, str):
            raise TypeError(f"Invalid name, it should be a string (or None), not: '{type(name).__name__}'")
        module = name if name is None or name == "" else name + "."
        kept = [item for item in self._core.activation if item[0] != module]
        kept.append((module, status))
        # The longest name is asked first.
        self._core.activation = sorted(kept, key=lambda item: -len(item[0] or ""))

    def enable(self, name):
        self._activate(name, True)

    def disable(self, name):
        self._activate(name, False)

    def configure(self, *, handlers=None, levels=None, extra=None, patcher=None, activation=None):
        if handlers is not None:
            self.remove()
        for level in levels or ():
            self.level(**level)
        if patcher is not None:
            self._core.patcher = patcher
        if extra is not None:
            self._core.extra = dict(extra)
        for name, status in activation or ():
            self._activate(name, status)
        return [self.add(**handler) for handler in handlers or ()]

    # -- errors ------------------------------------------------------------------------------------------------------

    def catch(
        self,
        exception=Exception,
        *,
        level="ERROR",
        reraise=False,
        onerror=None,
        exclude=None,
        default=None,
        message="An error has been caught in function '{record[function]}', process '{record[process].name}' "
        "({record[process].id}), thread '{record[thread].name}' ({record[thread].id}):",
    ):
        """A decorator, or a context, that writes exceptions and goes on."""
        if callable(exception) and (not inspect.isclass(exception) or not issubclass(exception, BaseException)):
            return self.catch()(exception)
        logger = self

        class Catcher:
            def __init__(self, from_decorator):
                self._from_decorator = from_decorator

            def __enter__(self):
                return None

            def __exit__(self, type_, value, traceback_):
                if type_ is None or not issubclass(type_, exception) or (exclude is not None and issubclass(type_, exclude)):
                    return False
                options = logger._options
                depth = options.depth + (1 if self._from_decorator else 0)
                options = options._replace(exception=(type_, value, traceback_), depth=depth, record=True)
                Logger(logger._core, options)._log(level, self._from_decorator, options, message, (), {})
                if onerror is not None:
                    onerror(value)
                return not reraise

            async def __aenter__(self):
                return self.__enter__()

            async def __aexit__(self, *exc_info):
                return self.__exit__(*exc_info)

            def __call__(self, function):
                if inspect.isclass(function):
                    raise TypeError(
                        "Invalid object decorated with 'catch()', it must be a function, not a class (tried to wrap "
                        f"'{function.__name__}')"
                    )
                catcher = Catcher(True)
                if inspect.iscoroutinefunction(function):

                    @functools.wraps(function)
                    async def wrapped(*args, **kwargs):
                        with catcher:
                            return await function(*args, **kwargs)
                        return default

                elif inspect.isgeneratorfunction(function):

                    @functools.wraps(function)
                    def wrapped(*args, **kwargs):
                        with catcher:
                            return (yield from function(*args, **kwargs))
                        return default

                else:

                    @functools.wraps(function)
                    def wrapped(*args, **kwargs):
                        with catcher:
                            return function(*args, **kwargs)
                        return default

                return wrapped

        return Catcher(False)

    # -- records -----------------------------------------------------------------------------------------------------

    def _log(self, level, from_decorator, options, message, args, kwargs):
        core = self._core
        if not core.handlers:
            return
        level_name, level_no, icon, code = core.level(level)
        if all(level_no < handler.levelno for handler in core.handlers.values()):
            return
        frame = sys._getframe(options.depth + 2)
        name = frame.f_globals.get("__name__")
        if not core.is_enabled(name):
            return
        path = frame.f_code.co_filename
        file = os.path.basename(path)
        now = Time.now().astimezone()
        exception = options.exception
        if exception:
            if isinstance(exception, BaseException):
                exception = type(exception), exception, exception.__traceback__
            elif not isinstance(exception, tuple):
                exception = sys.exc_info()
            exception = RecordException(*exception)
        record = {
            "elapsed": now - _start,
            "exception": exception or None,
            "extra": {**core.extra, **_context.get(), **options.extra},
            "file": RecordFile(file, path),
            "function": frame.f_code.co_name,
            "level": RecordLevel(level_name, level_no, icon),
            "line": frame.f_lineno,
            "message": str(message),
            "module": os.path.splitext(file)[0],
            "name": name,
            "process": RecordProcess(os.getpid(), "MainProcess"),
            "thread": RecordThread(_thread_id(), "MainThread"),
            "time": now,
        }
        if options.lazy:
            args = [item() for item in args]
            kwargs = {key: item() for key, item in kwargs.items()}
        if options.capture and kwargs:
            record["extra"].update(kwargs)
        if options.record:
            if "record" in kwargs:
                raise TypeError(
                    "The message can't be formatted: 'record' shall not be used as a keyword argument while logger has "
                    "been configured with '.opt(record=True)'"
                )
            kwargs = {**kwargs, "record": record}
        colored = None
        if options.colors:
            markup = str(message)

            def colored(level_code, is_colored, around=""):
                painted = paint(markup, is_colored, level_code, around)
                return painted.format(*args, **kwargs) if args or kwargs else painted

            record["message"] = colored(code, False)
        elif args or kwargs:
            record["message"] = message.format(*args, **kwargs)
        for patcher in ([core.patcher] if core.patcher else []) + list(options.patchers):
            patcher(record)
        for handler in list(core.handlers.values()):
            handler.emit(record, code, from_decorator, options.raw, colored)

    def trace(__self, __message, *args, **kwargs):
        __self._log("TRACE", False, __self._options, __message, args, kwargs)

    def debug(__self, __message, *args, **kwargs):
        __self._log("DEBUG", False, __self._options, __message, args, kwargs)

    def info(__self, __message, *args, **kwargs):
        __self._log("INFO", False, __self._options, __message, args, kwargs)

    def success(__self, __message, *args, **kwargs):
        __self._log("SUCCESS", False, __self._options, __message, args, kwargs)

    def warning(__self, __message, *args, **kwargs):
        __self._log("WARNING", False, __self._options, __message, args, kwargs)

    def error(__self, __message, *args, **kwargs):
        __self._log("ERROR", False, __self._options, __message, args, kwargs)

    def critical(__self, __message, *args, **kwargs):
        __self._log("CRITICAL", False, __self._options, __message, args, kwargs)

    def exception(__self, __message, *args, **kwargs):
        __self._log("ERROR", False, __self._options._replace(exception=True), __message, args, kwargs)

    def log(__self, __level, __message, *args, **kwargs):
        __self._log(__level, False, __self._options, __message, args, kwargs)


def _thread_id():
    import threading

    return threading.get_ident()
