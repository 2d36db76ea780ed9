"""`monkeypatch`: changes that are undone at the end of the test."""

import contextlib
import os
import sys

_MISSING = object()


def _resolve(path, raising):
    """`module.Class.attribute`: the object that holds the attribute, and its name."""
    import importlib

    if not isinstance(path, str) or "." not in path:
        raise TypeError(f"must be absolute import path string, not {path!r}")
    parts = path.split(".")
    target = importlib.import_module(parts[0])
    used = parts[0]
    for part in parts[1:-1]:
        used += f".{part}"
        if not hasattr(target, part):
            importlib.import_module(used)
        target = getattr(target, part)
    if raising and not hasattr(target, parts[-1]):
        raise AttributeError(f"{type(target).__name__!r} object at {used} has no attribute {parts[-1]!r}")
    return target, parts[-1]


class MonkeyPatch:
    """Sets attributes, items, variables of the environment, and puts back what was there."""

    def __init__(self):
        self._undo = []
        self._folder = None
        self._path = None

    @classmethod
    @contextlib.contextmanager
    def context(cls):
        """Changes that are undone at the end of the block."""
        patch = cls()
        try:
            yield patch
        finally:
            patch.undo()

    def setattr(self, target, name, value=_MISSING, raising=True):
        """Set an attribute: of an object, or of what a path such as "module.name" leads to."""
        if value is _MISSING:
            if not isinstance(target, str):
                raise TypeError(
                    "use setattr(target, name, value) or setattr(target, value) with target being a dotted import string"
                )
            value = name
            target, name = _resolve(target, raising)
        elif not isinstance(name, str):
            raise TypeError(
                "use setattr(target, name, value) with name being a string or setattr(target, value) with target being "
                "a dotted import string"
            )
        old = getattr(target, name, _MISSING)
        if raising and old is _MISSING:
            raise AttributeError(f"{target!r} has no attribute {name!r}")
        if isinstance(target, type):
            # As it stands in the class: a static method stays one.
            old = target.__dict__.get(name, _MISSING)
        self._undo.append((_put_attribute, target, name, old))
        setattr(target, name, value)

    def delattr(self, target, name=_MISSING, raising=True):
        if name is _MISSING:
            if not isinstance(target, str):
                raise TypeError("use delattr(target, name) or delattr(target) with target being a dotted import string")
            target, name = _resolve(target, raising)
        if not hasattr(target, name):
            if raising:
                raise AttributeError(name)
            return
        old = getattr(target, name)
        if isinstance(target, type):
            old = target.__dict__.get(name, _MISSING)
        self._undo.append((_put_attribute, target, name, old))
        delattr(target, name)

    def setitem(self, dic, name, value):
        self._undo.append((_put_item, dic, name, dic.get(name, _MISSING)))
        dic[name] = value

    def delitem(self, dic, name, raising=True):
        if name not in dic:
            if raising:
                raise KeyError(name)
            return
        self._undo.append((_put_item, dic, name, dic[name]))
        del dic[name]

    def setenv(self, name, value, prepend=None):
        if not isinstance(value, str):
            import warnings

            warnings.warn(
                f"Value of environment variable {name} type should be str, but got {value!r} (type: "
                f"{type(value).__name__}); converted to str implicitly",
                stacklevel=2,
            )
            value = str(value)
        if prepend and name in os.environ:
            value = value + prepend + os.environ[name]
        self.setitem(os.environ, name, value)

    def delenv(self, name, raising=True):
        self.delitem(os.environ, name, raising)

    def chdir(self, path):
        if self._folder is None:
            self._folder = os.getcwd()
        os.chdir(path)

    def syspath_prepend(self, path):
        if self._path is None:
            self._path = sys.path[:]
        sys.path.insert(0, str(path))

    def undo(self):
        """Put everything back, the last change first."""
        while self._undo:
            put, *change = self._undo.pop()
            put(*change)
        if self._path is not None:
            sys.path[:] = self._path
            self._path = None
        if self._folder is not None:
            os.chdir(self._folder)
            self._folder = None


def _put_attribute(target, name, old):
    if old is not _MISSING:
        setattr(target, name, old)
    elif name in getattr(target, "__dict__", {}):
        delattr(target, name)


def _put_item(dic, name, old):
    if old is not _MISSING:
        dic[name] = old
    else:
        dic.pop(name, None)
