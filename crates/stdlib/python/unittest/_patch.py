"""`patch` and its kin: replacing attributes and dict entries for a while."""

import inspect
from functools import wraps


def _target(path):
    from importlib import import_module

    owner, dot, attribute = path.rpartition(".")
    if not dot:
        raise TypeError(f"Need a valid target to patch. You supplied: {path!r}")
    parts = owner.split(".")
    found = import_module(parts[0])
    name = parts[0]
    for part in parts[1:]:
        name += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            found = import_module(name)
    return found, attribute


class _Active:
    """A replacement that can be a decorator, a context manager, or started and stopped."""

    def __call__(self, func):
        if isinstance(func, type):
            for name, value in list(vars(func).items()):
                if name.startswith("test") and callable(value):
                    setattr(func, name, self._copy()(value))
            return func
        if inspect.iscoroutinefunction(func):

            @wraps(func)
            async def patched(*args, **kwargs):
                with self._copy() as new:
                    args, kwargs = self._passed(args, kwargs, new)
                    return await func(*args, **kwargs)

        else:

            @wraps(func)
            def patched(*args, **kwargs):
                with self._copy() as new:
                    args, kwargs = self._passed(args, kwargs, new)
                    return func(*args, **kwargs)

        return patched

    def _passed(self, args, kwargs, new):
        return args, kwargs

    def start(self):
        return self.__enter__()

    def stop(self):
        return self.__exit__(None, None, None)


class _Patch(_Active):
    def __init__(self, find, attribute, new, options):
        self._find = find
        self._attribute = attribute
        self._new = new
        self._options = options

    def _copy(self):
        return _Patch(self._find, self._attribute, self._new, self._options)

    def _passed(self, args, kwargs, new):
        from unittest.mock import DEFAULT

        return ((*args, new), kwargs) if self._new is DEFAULT else (args, kwargs)

    def __enter__(self):
        from unittest.mock import DEFAULT, AsyncMock, MagicMock

        owner, attribute = self._find()
        self._owner = owner
        self._attribute = attribute
        self._had = attribute in getattr(owner, "__dict__", {})
        missing = object()
        original = owner.__dict__[attribute] if self._had else getattr(owner, attribute, missing)
        options = dict(self._options)
        create = options.pop("create", False)
        if original is missing and not create:
            raise AttributeError(f"{owner!r} does not have the attribute {attribute!r}")
        self._original = original
        new = self._new
        if new is DEFAULT:
            kind = options.pop("new_callable", None)
            spec = options.pop("autospec", None)
            if spec:
                options.setdefault("spec", original if spec is True else spec)
            if kind is None:
                kind = AsyncMock if inspect.iscoroutinefunction(original) else MagicMock
                options.setdefault("name", attribute)
            new = kind(**options)
        setattr(owner, attribute, new)
        return new

    def __exit__(self, *exc_info):
        if self._had:
            setattr(self._owner, self._attribute, self._original)
        else:
            delattr(self._owner, self._attribute)
        return False


class _PatchDict(_Active):
    def __init__(self, in_dict, values, clear, more):
        self._dict = in_dict
        self._values = {**dict(values), **more}
        self._clear = clear

    def _copy(self):
        return _PatchDict(self._dict, self._values, self._clear, {})

    def __enter__(self):
        target = self._dict
        if isinstance(target, str):
            owner, attribute = _target(target)
            target = getattr(owner, attribute)
        self._target = target
        self._saved = dict(target)
        if self._clear:
            target.clear()
        target.update(self._values)
        return target

    def __exit__(self, *exc_info):
        self._target.clear()
        self._target.update(self._saved)
        return False


_NOTHING = object()


class _Patcher:
    """`patch`, `patch.object`, `patch.dict`."""

    def __call__(self, target, new=_NOTHING, **options):
        return _Patch(lambda: _target(target), None, _new(new), options)

    def object(self, target, attribute, new=_NOTHING, **options):
        return _Patch(lambda: (target, attribute), attribute, _new(new), options)

    def dict(self, in_dict, values=(), clear=False, **kwargs):
        return _PatchDict(in_dict, values, clear, kwargs)

    def stopall(self):
        pass


def _new(new):
    from unittest.mock import DEFAULT

    return DEFAULT if new is _NOTHING else new
