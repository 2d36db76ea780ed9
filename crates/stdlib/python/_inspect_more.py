"""The parts of `inspect` that programs rarely use: source text, frames, states and call arguments."""

from collections import namedtuple

from _inspect_signature import formatannotation, signature  # noqa: F401
from inspect import ismethod, unwrap


def _code(obj):
    if isinstance(obj, type):
        return None
    obj = unwrap(obj) if callable(obj) else obj
    obj = getattr(obj, "__func__", obj)
    return getattr(obj, "__code__", None)


def getfile(object):
    code = _code(object)
    if code is not None:
        return code.co_filename
    found = getattr(object, "__file__", None)
    if found is None and isinstance(object, type):
        import sys

        found = getattr(sys.modules.get(object.__module__), "__file__", None)
        if found is None:
            if object.__module__ == "builtins":
                raise TypeError(f"{object!r} is a built-in class")
            raise OSError("source code not available")
    if found is None:
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, "
            f"got {type(object).__name__}"
        )
    return found


getsourcefile = getabsfile = getfile


def getmodule(object, _filename=None):
    import sys

    return sys.modules.get(getattr(object, "__module__", None))


def getmodulename(path):
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def findsource(object):
    """All lines of the file, and the index of the first line of the object."""
    from _playground import getsource as read

    text = read(getfile(object))
    if text is None:
        raise OSError("could not get source code")
    lines = text.splitlines(True)
    code = _code(object)
    if code is not None:
        return lines, max(code.co_firstlineno - 1, 0)
    if isinstance(object, type):
        first = object.__dict__.get("__firstlineno__")
        if first is not None:
            return lines, first - 1
        for number, line in enumerate(lines):
            if line.lstrip().startswith((f"class {object.__name__}(", f"class {object.__name__}:")):
                while number and lines[number - 1].lstrip().startswith("@"):
                    number -= 1
                return lines, number
        raise OSError("could not find class definition")
    return lines, 0


def getsourcelines(object):
    """The lines of the object and the number of the first one."""
    lines, start = findsource(object)
    if hasattr(object, "__file__") and _code(object) is None:
        return lines, 0
    return _block(lines[start:]), start + 1


def _block(lines):
    indent = len(lines[0]) - len(lines[0].lstrip())
    last = 1
    depth = 0
    seen_body = False
    for number, line in enumerate(lines):
        text = line.strip()
        inside = depth > 0
        depth += sum([text.count(c) for c in "([{"]) - sum([text.count(c) for c in ")]}"])
        if not text or inside:
            if inside:
                last = number + 1
            continue
        level = len(line) - len(line.lstrip())
        if seen_body and level <= indent and text[0] not in ")]}":
            break
        if text.startswith(("def ", "async def ", "class ")) or not text.startswith("@"):
            seen_body = True
        if not text.startswith("#") or level > indent:
            last = number + 1
    return lines[:last]


def getsource(object):
    """The source text of a function, class or module."""
    return "".join(getsourcelines(object)[0])


def getcomments(object):
    return None


def currentframe():
    import sys

    return sys._getframe(1) if hasattr(sys, "_getframe") else None


FrameInfo = namedtuple("FrameInfo", "frame filename lineno function code_context index")
Traceback = namedtuple("Traceback", "filename lineno function code_context index")


def stack(context=1):
    """The calls that are running, innermost first."""
    from _playground import stack as running

    return [
        FrameInfo(None, filename, lineno, function, [line + "\n"], 0)
        for filename, lineno, function, line in reversed(running())
    ]


def getinnerframes(tb, context=1):
    from _playground import getline

    found = []
    while tb is not None:
        code = tb.tb_frame.f_code
        line = getline(code.co_filename, tb.tb_lineno)
        found.append(
            FrameInfo(tb.tb_frame, code.co_filename, tb.tb_lineno, code.co_name, [line + "\n"], 0)
        )
        tb = tb.tb_next
    return found


def trace(context=1):
    import sys

    return getinnerframes(sys.exc_info()[2], context)


def getcallargs(func, /, *positional, **named):
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
        func = func.__func__
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


FullArgSpec = namedtuple(
    "FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations"
)


def getfullargspec(func):
    """The parameters in the old, flat form."""
    found = signature(func, follow_wrapped=False)
    if ismethod(func):
        found = signature(func.__func__, follow_wrapped=False)
    args, defaults, kwonly = [], [], []
    varargs = varkw = None
    kwdefaults, annotations = {}, {}
    for param in found.parameters.values():
        kind = int(param.kind)
        if kind < 2:
            args.append(param.name)
            if param.default is not param.empty:
                defaults.append(param.default)
        elif kind == 2:
            varargs = param.name
        elif kind == 3:
            kwonly.append(param.name)
            if param.default is not param.empty:
                kwdefaults[param.name] = param.default
        else:
            varkw = param.name
        if param.annotation is not param.empty:
            annotations[param.name] = param.annotation
    if found.return_annotation is not found.empty:
        annotations["return"] = found.return_annotation
    return FullArgSpec(
        args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, annotations
    )


CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED",
)  # fmt: skip
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = (
    "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED",
)  # fmt: skip


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if getattr(coroutine, "cr_suspended", False):
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if getattr(generator, "gi_suspended", False):
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def markcoroutinefunction(func):
    getattr(func, "__func__", func)._is_coroutine_mark = True
    return func


_NOT_FOUND = object()


def getattr_static(obj, attr, default=_NOT_FOUND):
    """An attribute without running descriptors or `__getattr__`."""
    if not isinstance(obj, type):
        space = getattr(obj, "__dict__", {})
        if attr in space:
            return space[attr]
    for base in (obj if isinstance(obj, type) else type(obj)).__mro__:
        if attr in base.__dict__:
            return base.__dict__[attr]
    if default is not _NOT_FOUND:
        return default
    raise AttributeError(attr)


def getmembers_static(object, predicate=None):
    found = []
    for name in sorted(dir(object)):
        value = getattr_static(object, name, None)
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def _not_here(name):
    def call(*args, **kwargs):
        from _playground import unsupported

        unsupported(f"inspect.{name}", "Use inspect.signature or dir instead.")

    call.__name__ = name
    return call


getclosurevars = _not_here("getclosurevars")
getargvalues = _not_here("getargvalues")
classify_class_attrs = _not_here("classify_class_attrs")
getclasstree = _not_here("getclasstree")
getouterframes = _not_here("getouterframes")
formatannotationrelativeto = _not_here("formatannotationrelativeto")
