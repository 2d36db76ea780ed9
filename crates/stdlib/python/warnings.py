"""Warnings: filters decide whether one is shown on stderr, raised or dropped."""

import sys

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
    "resetwarnings", "catch_warnings", "deprecated",
]  # fmt: skip

_DEFAULT = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
filters = list(_DEFAULT)
_seen = set()


class WarningMessage:
    """A warning with the place that it came from."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, filename : "
            f"{self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        from _playground import getline

        line = getline(filename, lineno)
    if line and line.strip():
        text += f"  {line.strip()}\n"
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to stderr."""
    file = sys.stderr if file is None else file
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


_own_showwarning = showwarning


def _show(text, category, filename, lineno, source, log):
    if log is not None:
        log.append(WarningMessage(text, category, filename, lineno, source=source))
    elif showwarning is not _own_showwarning:
        showwarning(text, category, filename, lineno)
    else:
        _own_showwarning(text, category, filename, lineno)


_logs = []


def _insert(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _seen.clear()


_ACTIONS = ("default", "error", "ignore", "always", "all", "module", "once")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Say what happens to the warnings that match."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if message or module:
        import re

        message = re.compile(message, re.IGNORECASE) if message else None
        module = re.compile(module) if module else None
    _insert((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Say what happens to the warnings of a category."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    _insert((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _seen.clear()


def _matches(pattern, text):
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warn about what the caller does."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    from _playground import stack

    frames = stack()
    while frames and frames[-1][0] == __file__:
        frames.pop()
    index = len(frames) - max(stacklevel, 1)
    if skip_file_prefixes:
        while index >= 0 and frames[index][0].startswith(tuple(skip_file_prefixes)):
            index -= 1
    if 0 <= index < len(frames):
        filename, lineno = frames[index][0], frames[index][1]
    else:
        filename, lineno = "sys", 0
    name = filename.rpartition("/")[2]
    module = name[:-3] if name.endswith(".py") else name
    found = sys.modules.get("__main__")
    if found is not None and getattr(found, "__file__", None) == filename:
        module = "__main__"
    warn_explicit(message, category, filename, lineno, module, source=source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):  # fmt: skip
    """Warn about a place."""
    if module is None:
        module = filename[:-3] if filename.endswith(".py") else filename or "<unknown>"
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = str(message)
        message = category(message)
    for action, pattern, kind, where, line in filters:
        if (
            issubclass(category, kind)
            and (line == 0 or line == lineno)
            and _matches(pattern, text)
            and _matches(where, module)
        ):
            break
    else:
        action = "default"
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action not in ("always", "all"):
        key = (text, category)
        if action == "module":
            key = (text, category, module)
        elif action == "default":
            key = (text, category, filename, lineno)
        if key in _seen:
            return
        _seen.add(key)
    _show(message, category, filename, lineno, source, _logs[-1] if _logs else None)


class catch_warnings:
    """Restores the filters at the end; with `record=True` collects warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):  # fmt: skip
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global showwarning
        self._saved = list(filters), showwarning, set(_seen)
        log = None
        if self._record:
            log = []
            showwarning = _own_showwarning
        _logs.append(log)
        _seen.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        saved, showwarning, seen = self._saved
        filters[:] = saved
        _seen.clear()
        _seen.update(seen)
        _logs.pop()


class deprecated:
    """Mark a function or class so that using it warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")  # fmt: skip
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            original = arg.__new__

            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn(message, category=category, stacklevel=stacklevel + 1)
                if original is not object.__new__:
                    return original(cls, *args, **kwargs)
                return original(cls)

            arg.__new__ = staticmethod(__new__)
            arg.__deprecated__ = message
            return arg
        if callable(arg):
            from functools import wraps

            @wraps(arg)
            def wrapper(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return arg(*args, **kwargs)

            arg.__deprecated__ = wrapper.__deprecated__ = message
            return wrapper
        raise TypeError(
            "@deprecated decorator with non-None category must be applied to a class or callable, "
            f"not {arg!r}"
        )
