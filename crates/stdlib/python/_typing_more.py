"""The functions of `typing` that programs call rarely: get_type_hints, overload, final, assert_never …"""

import annotationlib
from types import GenericAlias
from typing import (
    Any,
    Never,
    NotRequired,
    ReadOnly,
    Required,
    Union,
    _AnnotatedAlias,
    _GenericAlias,
    get_origin,
)


def _evaluate(tp, globalns, localns, type_params=(), owner=None):
    """Replace every reference inside a type by what it stands for."""
    if isinstance(tp, str):
        tp = annotationlib.ForwardRef(tp)
    if isinstance(tp, annotationlib.ForwardRef):
        if tp.__forward_module__ is not None or tp.__globals__ is not None:
            value = tp.evaluate(locals=localns, type_params=type_params, owner=owner)
        else:
            value = tp.evaluate(
                globals=globalns, locals=localns, type_params=type_params, owner=owner
            )
        if value is None:
            return type(None)
        return _evaluate(value, globalns, localns, type_params, owner)
    if isinstance(tp, (_GenericAlias, GenericAlias, Union)):
        args = tp.__args__
        new = []
        for arg in args:
            if isinstance(arg, str) and isinstance(tp, GenericAlias):
                arg = annotationlib.ForwardRef(arg)
            if isinstance(arg, (list, tuple)):
                arg = type(arg)([_evaluate(item, globalns, localns, type_params, owner) for item in arg])  # fmt: skip
            elif not isinstance(arg, str):
                arg = _evaluate(arg, globalns, localns, type_params, owner)
            new.append(arg)
        new = tuple(new)
        if all(a is b for a, b in zip(args, new)):
            return tp
        return _rebuilt(tp, new)
    return tp


def _rebuilt(tp, args):
    if isinstance(tp, GenericAlias):
        origin = tp.__origin__
        if getattr(type(tp), "__name__", "") == "_CallableAlias":
            return origin[list(args[:-1]), args[-1]]
        return GenericAlias(origin, args)
    if isinstance(tp, Union):
        return Union[args]
    return tp._copy_with(args)


def _strip(tp):
    """A type without Annotated and without the qualifiers of typed dicts."""
    if isinstance(tp, _AnnotatedAlias):
        return _strip(tp.__origin__)
    if get_origin(tp) in (Required, NotRequired, ReadOnly):
        return _strip(tp.__args__[0])
    if isinstance(tp, (_GenericAlias, GenericAlias, Union)):
        args = tuple([_strip(arg) for arg in tp.__args__])
        if all(a is b for a, b in zip(tp.__args__, args)):
            return tp
        return _rebuilt(tp, args)
    return tp


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=1):
    """The annotations of a function, class or module, with strings evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        import sys

        for base in reversed(obj.__mro__):
            found = annotationlib.get_annotations(base, format=annotationlib.Format(format))
            if not found:
                continue
            space = globalns
            if space is None:
                space = getattr(sys.modules.get(base.__module__), "__dict__", {})
            local = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # What the class defines hides the module's names only where it's a type.
                space, local = local, space
            params = getattr(base, "__type_params__", ())
            for name, value in found.items():
                hints[name] = _hint(value, space, local, params, format)
    else:
        space = globalns
        if space is None:
            unwrapped = obj
            while hasattr(unwrapped, "__wrapped__"):
                unwrapped = unwrapped.__wrapped__
            space = getattr(unwrapped, "__globals__", None)
            if space is None:
                space = getattr(obj, "__dict__", {}) if hasattr(obj, "__spec__") else {}
            if localns is None:
                localns = space
        elif localns is None:
            localns = space
        found = getattr(obj, "__annotations__", None)
        if found is None:
            if callable(obj) or hasattr(obj, "__spec__"):
                return {}
            raise TypeError(f"{obj!r} does not have annotations")
        if format != 1:
            found = annotationlib.get_annotations(obj, format=annotationlib.Format(format))
        params = getattr(obj, "__type_params__", ())
        for name, value in found.items():
            hints[name] = _hint(value, space, localns, params, format)
    if include_extras or format == 4:
        return hints
    return {name: _strip(value) for name, value in hints.items()}


def _hint(value, globalns, localns, params, format):
    if format == 4:
        return value if isinstance(value, str) else annotationlib.type_repr(value)
    if value is None:
        return type(None)
    return _evaluate(value, globalns, localns, params)


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None):  # fmt: skip
    value = forward_ref.evaluate(
        globals=globals, locals=locals, type_params=type_params, owner=owner
    )
    return _evaluate(value, globals or {}, locals, type_params or (), owner)


def no_type_check(arg):
    """Mark a function or class whose annotations aren't types."""
    arg.__no_type_check__ = True
    if isinstance(arg, type):
        for value in vars(arg).values():
            if getattr(value, "__qualname__", "").startswith(arg.__qualname__ + "."):
                try:
                    value.__no_type_check__ = True
                except (AttributeError, TypeError):
                    pass
    return arg


def no_type_check_decorator(decorator):
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions "
        "outside a stub module should always be followed by an implementation that is not "
        "@overload-ed."
    )


def overload(func):
    """Declare one of several signatures of the function that follows."""
    plain = getattr(func, "__func__", func)
    key = (plain.__module__, plain.__qualname__)
    _overloads.setdefault(key, {})[plain.__code__.co_firstlineno] = func
    return _overload_dummy


def get_overloads(func):
    plain = getattr(func, "__func__", func)
    return list(_overloads.get((plain.__module__, plain.__qualname__), {}).values())


def clear_overloads():
    _overloads.clear()


def _mark(obj, name):
    try:
        setattr(obj, name, True)
    except (AttributeError, TypeError):
        pass  # descriptors that take no attributes are returned as they are
    return obj


def final(f):
    return _mark(f, "__final__")


def override(method, /):
    return _mark(method, "__override__")


def dataclass_transform(
    *, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
    field_specifiers=(), **kwargs,
):  # fmt: skip
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default,
            "order_default": order_default,
            "kw_only_default": kw_only_default,
            "frozen_default": frozen_default,
            "field_specifiers": field_specifiers,
            "kwargs": kwargs,
        }
        return cls_or_fn

    return decorator


def assert_never(arg: Never, /) -> Never:
    """Say that this line is never reached."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def assert_type(val, typ: Any, /):
    return val


def reveal_type(obj, /):
    """Print the type of the argument on stderr and return the argument."""
    import sys

    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj
