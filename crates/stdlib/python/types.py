"""Names for the types of the interpreter, and helpers that make classes at run time.

The classes themselves are native (`_types`). Where the engine has no such type, an empty class
stands in, so that an `isinstance` check simply fails.
"""

import _types


def _collect():
    space = globals()
    for name in (
        "AsyncGeneratorType BuiltinFunctionType BuiltinMethodType CapsuleType CellType "
        "ClassMethodDescriptorType CodeType CoroutineType EllipsisType FrameType FunctionType "
        "GeneratorType GenericAlias GetSetDescriptorType LambdaType MappingProxyType "
        "MemberDescriptorType MethodDescriptorType MethodType MethodWrapperType ModuleType "
        "NoneType NotImplementedType SimpleNamespace TracebackType UnionType "
        "WrapperDescriptorType"
    ).split():
        found = getattr(_types, name, None)
        if found is None:
            found = type(name, (), {"__slots__": (), "__module__": "types"})
        space[name] = found


_collect()
del _collect


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a `class` statement would, with `exec_body` filling its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Replace bases that aren't classes by what their `__mro_entries__` answers."""
    new = []
    changed = False
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            new.extend(base.__mro_entries__(bases))
            changed = True
        else:
            new.append(base)
    return tuple(new) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Find the metaclass and its namespace; returns `(metaclass, namespace, kwds)`."""
    kwds = dict(kwds) if kwds else {}
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    elif bases:
        meta = type(bases[0])
    else:
        meta = type
    if isinstance(meta, type):
        for base in bases:
            kind = type(base)
            if issubclass(meta, kind):
                continue
            if issubclass(kind, meta):
                meta = kind
                continue
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a "
                "(non-strict) subclass of the metaclasses of all its bases"
            )
    prepare = getattr(meta, "__prepare__", None)
    namespace = prepare(name, bases, **kwds) if prepare is not None else {}
    return meta, namespace, kwds


def get_original_bases(cls, /):
    """The bases as they were written, before `__mro_entries__` replaced them."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property on instances that lets the metaclass answer for the class."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        return type(self)(fget, self.fset, self.fdel, self.__doc__)

    def setter(self, fset):
        return type(self)(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return type(self)(self.fget, self.fset, fdel, self.__doc__)


class _AwaitableGenerator:
    """What a function marked by `coroutine` returns: a generator that can be awaited."""

    def __init__(self, generator):
        self._generator = generator
        self.send = generator.send
        self.throw = generator.throw
        self.close = generator.close

    def __await__(self):
        return self._generator

    def __iter__(self):
        return self._generator

    def __next__(self):
        return next(self._generator)


def coroutine(func):
    """Let what a generator function returns be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        if isinstance(result, GeneratorType):
            return _AwaitableGenerator(result)
        return result

    return wrapped
