"""Tools for functions: partial, wraps, caches, total_ordering, and dispatch on a type.

`partial` and `reduce` are native (`_functools`).
"""

from _functools import partial, reduce

WRAPPER_ASSIGNMENTS = (
    "__module__",
    "__name__",
    "__qualname__",
    "__doc__",
    "__annotate__",
    "__type_params__",
)
WRAPPER_UPDATES = ("__dict__",)

_NOT_FOUND = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make `wrapper` look like `wrapped`; the original stays reachable as `__wrapped__`."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    if assigned is WRAPPER_ASSIGNMENTS and not hasattr(wrapped, "__annotate__"):
        # Before lazy annotations the annotations themselves are what has to be carried over.
        annotations = getattr(wrapped, "__annotations__", None)
        if annotations is not None:
            wrapper.__annotations__ = annotations
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The decorator form of `update_wrapper`."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def total_ordering(cls):
    """Fill in the comparisons that follow from the one that the class defines."""
    roots = {
        name
        for name in ("__lt__", "__le__", "__gt__", "__ge__")
        if getattr(cls, name, None) is not getattr(object, name, None)
    }
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)  # prefers __lt__ to __le__ to __gt__ to __ge__

    def less(a, b):
        if root == "__lt__":
            return a.__lt__(b)
        if root == "__le__":
            result = a.__le__(b)
            return result if result is NotImplemented or not result else a != b
        if root == "__gt__":
            result = a.__gt__(b)
            return result if result is NotImplemented else not result and a != b
        result = a.__ge__(b)
        return result if result is NotImplemented else not result

    def __lt__(self, other):
        return less(self, other)

    def __le__(self, other):
        result = less(self, other)
        return result if result is NotImplemented else result or self == other

    def __gt__(self, other):
        result = less(self, other)
        return result if result is NotImplemented else not result and self != other

    def __ge__(self, other):
        result = less(self, other)
        return result if result is NotImplemented else not result

    for method in (__lt__, __le__, __gt__, __ge__):
        name = method.__name__
        if name not in roots:
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            method.__doc__ = getattr(int, name).__doc__
            setattr(cls, name, method)
    return cls


def cmp_to_key(mycmp):
    """Turn an old-style comparison function into a key function."""

    class K:
        __slots__ = ["obj"]

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def _key(args, kwds, typed):
    key = args
    if kwds:
        key = key + (_NOT_FOUND,)
        for item in kwds.items():
            key = key + item
    if typed:
        key = key + tuple([type(value) for value in args])
        if kwds:
            key = key + tuple([type(value) for value in kwds.values()])
    return key


def _cache_info(hits, misses, maxsize, currsize):
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple

        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
    return _CacheInfo(hits, misses, maxsize, currsize)


_CacheInfo = None


def lru_cache(maxsize=128, typed=False):
    """Remember the results of the most recent calls."""
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        wrapper = _lru_cache(maxsize, 128, typed)
        wrapper.cache_parameters = lambda: {"maxsize": 128, "typed": typed}
        return wrapper
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        wrapper = _lru_cache(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return wrapper

    return decorate


def _lru_cache(function, maxsize, typed):
    # A dict remembers the order of insertion, so re-inserting a hit keeps the oldest first.
    cache = {}
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _key(args, kwds, typed)
        result = cache.get(key, _NOT_FOUND)
        if result is not _NOT_FOUND:
            hits += 1
            if maxsize is not None:
                del cache[key]
                cache[key] = result
            return result
        misses += 1
        result = function(*args, **kwds)
        if maxsize == 0:
            return result
        if maxsize is not None and key not in cache and len(cache) >= maxsize:
            del cache[next(iter(cache))]
        cache[key] = result
        return result

    def cache_info():
        return _cache_info(hits, misses, maxsize, len(cache))

    def cache_clear():
        nonlocal hits, misses
        cache.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Remember every result, without a limit."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property computed once and then kept in the instance's `__dict__`."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = getattr(func, "__module__", None)

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        try:
            space = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = space.get(self.attrname, _NOT_FOUND)
        if value is _NOT_FOUND:
            value = self.func(instance)
            try:
                space[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {self.attrname!r} property."
                ) from None
        return value

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


class partialmethod:
    """`partial` for methods: the instance is still passed first."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func)]
        parts += [repr(value) for value in self.args]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.partialmethod({', '.join(parts)})"

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __get__(self, instance, cls=None):
        getter = getattr(type(self.func), "__get__", None)
        if getter is not None and not isinstance(self.func, partial):
            bound = getter(self.func, instance, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                if hasattr(bound, "__self__"):
                    result.__self__ = bound.__self__
                return result
        func, args, keywords = self.func, self.args, self.keywords

        def _method(self, /, *more, **kw):
            return func(self, *args, *more, **{**keywords, **kw})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method.__get__(instance, cls)

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


def _find_implementation(cls, registry):
    for base in cls.__mro__:
        if base in registry:
            exact = base
            break
    else:
        exact = object
    # An abstract class that `cls` satisfies without inheriting from it is nearer than `object`.
    best = None
    for candidate in registry:
        if candidate is object or candidate in cls.__mro__:
            continue
        if not isinstance(candidate, type) or not issubclass(cls, candidate):
            continue
        if best is None or issubclass(candidate, best):
            best = candidate
        elif not issubclass(best, candidate):
            raise RuntimeError(f"Ambiguous dispatch: {best} or {candidate}")
    if best is not None and (exact is object or issubclass(best, exact)):
        return registry[best]
    return registry.get(exact)


def singledispatch(func):
    """A function that chooses its implementation by the type of its first argument."""
    from types import MappingProxyType

    registry = {object: func}
    cache = {}
    funcname = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        try:
            return cache[cls]
        except KeyError:
            implementation = cache[cls] = _find_implementation(cls, registry)
            return implementation

    def _classes(cls):
        if isinstance(cls, type):
            return [cls]
        from types import UnionType

        if isinstance(cls, UnionType) and all(isinstance(arg, type) for arg in cls.__args__):
            return list(cls.__args__)
        return None

    def register(cls, func=None):
        kinds = _classes(cls)
        if kinds is not None:
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(
                    "Invalid first argument to `register()`. "
                    f"{cls!r} is not a class or union type."
                )
            if not getattr(cls, "__annotations__", None):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either "
                    "`@register(some_class)` or plain `@register` on an annotated function."
                )
            func = cls
            from typing import get_type_hints

            argname, cls = next(iter(get_type_hints(func).items()))
            kinds = _classes(cls)
            if kinds is None:
                raise TypeError(
                    f"Invalid annotation for {argname!r}. {cls!r} is not a class."
                )
        for kind in kinds:
            registry[kind] = func
        cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = cache.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """`singledispatch` for methods: the argument after the instance decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method
