"""Looking at live objects: signatures, kinds of functions, members and documentation.

Signatures themselves are made in `_inspect_signature`; source text comes from the engine.
"""

import types

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE = 16, 32, 64, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512

_FunctionType = types.FunctionType
_MethodType = types.MethodType
_MORE = (
    "getsource getsourcelines getsourcefile getfile getabsfile findsource getcomments getmodule "
    "getmodulename stack currentframe trace getcallargs getargvalues getclosurevars "
    "getcoroutinestate CORO_CREATED CORO_RUNNING CORO_SUSPENDED CORO_CLOSED getgeneratorstate "
    "GEN_CREATED GEN_RUNNING GEN_SUSPENDED GEN_CLOSED getattr_static classify_class_attrs "
    "getclasstree getinnerframes getouterframes FrameInfo Traceback formatannotation "
    "formatannotationrelativeto markcoroutinefunction getmembers_static getfullargspec FullArgSpec"
).split()
_SIGNATURE = "Signature Parameter BoundArguments signature _ParameterKind _empty".split()


def __getattr__(name):
    if name in _SIGNATURE:
        import _inspect_signature as module
    elif name in _MORE:
        import _inspect_more as module
    elif name in ("get_annotations", "Format"):
        import annotationlib as module
    else:
        raise AttributeError(f"module 'inspect' has no attribute {name!r}")
    value = globals()[name] = getattr(module, name)
    return value


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, _MethodType)


def isfunction(object):
    return isinstance(object, _FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    return isinstance(object, types.CoroutineType) or hasattr(type(object), "__await__")


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def isroutine(object):
    return (
        isbuiltin(object)
        or isfunction(object)
        or ismethod(object)
        or ismethoddescriptor(object)
        or ismethodwrapper(object)
    )


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def _plain_function(obj):
    """The function below methods and partials, or None."""
    while True:
        if isinstance(obj, _FunctionType):
            return obj
        if isinstance(obj, _MethodType):
            obj = obj.__func__
            continue
        func = getattr(obj, "func", None)
        if func is None or type(obj).__name__ != "partial":
            return None
        obj = func


def _has_flag(obj, flag):
    function = _plain_function(obj)
    return function is not None and bool(function.__code__.co_flags & flag)


def iscoroutinefunction(obj):
    """Whether calling it gives a coroutine: `async def`, also in methods and partials."""
    function = _plain_function(obj)
    if function is None:
        return getattr(obj, "_is_coroutine_mark", False) is True
    if function.__code__.co_flags & CO_COROUTINE:
        return True
    return "_is_coroutine_mark" in function.__dict__


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def unwrap(func, *, stop=None):
    """Follow `__wrapped__` to the function that was decorated."""
    seen = {id(func)}
    start = func
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {start!r}")
        seen.add(id(func))
    return func


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    """The attributes as sorted `(name, value)` pairs."""
    names = dir(object)
    if isclass(object):
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute) and name not in names:
                    names.append(name)
    found = []
    for name in sorted(set(names)):
        try:
            value = getattr(object, name)
        except AttributeError:
            for base in getmro(object) if isclass(object) else ():
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def _inherited_doc(obj):
    """The docstring of what a method or property overrides."""
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        name = obj.__func__.__name__
        owner = obj.__self__
        owner = owner if isclass(owner) else owner.__class__
    elif isfunction(obj):
        import sys

        name = obj.__name__
        owner = sys.modules.get(obj.__module__)
        for part in obj.__qualname__.split(".")[:-1]:
            owner = getattr(owner, part, None)
        if not isclass(owner):
            return None
    elif isinstance(obj, property):
        function = obj.fget
        if function is None:
            return None
        import sys

        name = function.__name__
        owner = sys.modules.get(function.__module__)
        for part in function.__qualname__.split(".")[:-1]:
            owner = getattr(owner, part, None)
        if not isclass(owner):
            return None
    else:
        return None
    for base in owner.__mro__:
        found = getattr(base.__dict__.get(name), "__doc__", None)
        if found is not None:
            return found
    return None


def getdoc(object):
    """The docstring, inherited where there is none, with its indentation cleaned."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    if not isinstance(doc, str):
        return None
    return cleandoc(doc)


def cleandoc(doc):
    """Remove the indentation that a docstring has from standing in code."""
    lines = doc.expandtabs().split("\n")
    margin = None
    for line in lines[1:]:
        content = len(line.lstrip(" "))
        if content:
            indent = len(line) - content
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip(" ")
    if margin:
        for index in range(1, len(lines)):
            lines[index] = lines[index][margin:]
    else:
        lines[1:] = [line if line.strip(" ") else line.strip(" ") for line in lines[1:]]
    while lines and not lines[-1].strip(" "):
        lines.pop()
    while lines and not lines[0].strip(" "):
        lines.pop(0)
    return "\n".join(lines)


__all__ = [name for name in globals() if name[0] != "_" and name != "types"]
__all__ += [name for name in _MORE + _SIGNATURE if name[0] != "_"] + ["get_annotations"]
