"""The methods that the `dataclass` decorator adds to classes, as closures over the fields."""

from dataclasses import (
    _FIELD,
    _FIELD_INITVAR,
    _HAS_DEFAULT_FACTORY,
    MISSING,
    FrozenInstanceError,
    _replace,
)


def own_annotations(cls):
    """The annotations that the class itself has, unevaluated names as references."""
    annotate = getattr(cls, "__annotate__", None)
    if annotate is None or "__annotations__" in cls.__dict__:
        found = cls.__dict__.get("__annotations__")
        return found if isinstance(found, dict) else {}
    from annotationlib import get_annotations

    return get_annotations(cls, format=3)


def _given(names):
    quoted = [repr(name) for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def make_init(cls, fields, positional, keyword, frozen):
    """`__init__`, with the errors that a written-out function would raise."""
    store = object.__setattr__
    names = tuple([f.name for f in positional])
    count = len(names)
    all_init = positional + keyword
    known = frozenset([f.name for f in all_init])
    init_vars = [f.name for f in fields.values() if f._field_type is _FIELD_INITVAR]
    has_post_init = hasattr(cls, "__post_init__")
    # What `__init__` itself has to make: (name, has a factory, default or factory, is kept).
    others = []
    for f in fields.values():
        if f._field_type not in (_FIELD, _FIELD_INITVAR):
            continue
        kept = f._field_type is _FIELD
        if f.default_factory is not MISSING:
            others.append((f.name, True, f.default_factory, kept, f.init))
        elif f.init:
            others.append((f.name, False, f.default, kept, True))
    needed = [f.name for f in positional if f.default is MISSING and f.default_factory is MISSING]
    needed_keywords = [
        f.name for f in keyword if f.default is MISSING and f.default_factory is MISSING
    ]
    optional = count - len(needed)
    qualname = f"{cls.__qualname__}.__init__"

    def fail(args, kwargs):
        if len(args) > count:
            if optional:
                takes = f"from {count - optional + 1} to {count + 1} positional arguments"
            else:
                takes = f"{count + 1} positional argument{'s' if count else ''}"
            raise TypeError(f"{qualname}() takes {takes} but {len(args) + 1} were given")
        for name in kwargs:
            if name not in known:
                raise TypeError(f"{qualname}() got an unexpected keyword argument {name!r}")
            if name in names[: len(args)]:
                raise TypeError(f"{qualname}() got multiple values for argument {name!r}")
        for kind, wanted in (("positional", needed), ("keyword-only", needed_keywords)):
            missing = [
                name for name in wanted if name not in kwargs and name not in names[: len(args)]
            ]
            if missing:
                raise TypeError(
                    f"{qualname}() missing {len(missing)} required {kind} "
                    f"argument{'s' if len(missing) > 1 else ''}: {_given(missing)}"
                )

    def __init__(self, /, *args, **kwargs):
        given = len(args)
        if given > count:
            fail(args, kwargs)
        values = dict(zip(names, args))
        if kwargs:
            values.update(kwargs)
            if len(values) != given + len(kwargs):
                fail(args, kwargs)
        used = 0
        for name, is_factory, default, kept, taken in others:
            if taken and name in values:
                value = values[name]
                used += 1
            elif is_factory:
                value = default()
                if not kept:
                    values[name] = value
            elif default is MISSING:
                fail(args, kwargs)
            else:
                value = default
                if not kept:
                    values[name] = value
            if kept:
                if frozen:
                    store(self, name, value)
                else:
                    setattr(self, name, value)
        if used != given + len(kwargs):
            fail(args, kwargs)
        if has_post_init:
            self.__post_init__(*[values[name] for name in init_vars])

    def signature():
        from inspect import Parameter, Signature

        parameters = [Parameter("self", Parameter.POSITIONAL_OR_KEYWORD)]
        for group, kind in (
            (positional, Parameter.POSITIONAL_OR_KEYWORD),
            (keyword, Parameter.KEYWORD_ONLY),
        ):
            for f in group:
                default = f.default
                if f.default_factory is not MISSING:
                    default = _HAS_DEFAULT_FACTORY
                if default is MISSING:
                    default = Parameter.empty
                parameters.append(Parameter(f.name, kind, default=default, annotation=f.type))
        return Signature(parameters, return_annotation=None)

    __init__._make_signature = signature
    annotations = {f.name: f.type for f in all_init}
    annotations["return"] = None
    __init__.__annotations__ = annotations
    return __init__


def replace_method(self, /, **changes):
    return _replace(self, **changes)


def make_repr(names):
    running = []

    def __repr__(self):
        if any([self is other for other in running]):
            return "..."
        running.append(self)
        try:
            shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
            return f"{self.__class__.__qualname__}({shown})"
        finally:
            running.pop()

    return __repr__


def make_eq(names):
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        for name in names:
            a, b = getattr(self, name), getattr(other, name)
            if a is not b and a != b:
                return False
        return True

    return __eq__


def make_order(names):
    def values(obj):
        return tuple([getattr(obj, name) for name in names])

    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) < values(other)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return values(self) <= values(other)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) > values(other)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return values(self) >= values(other)
        return NotImplemented

    return {"__lt__": __lt__, "__le__": __le__, "__gt__": __gt__, "__ge__": __ge__}


def make_frozen(cls, fields):
    names = frozenset(fields)
    owner = [cls]

    def __setattr__(self, name, value):
        if type(self) is owner[0] or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(owner[0], self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is owner[0] or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(owner[0], self).__delattr__(name)

    # A class with slots is made anew; its methods must then speak of the new class.
    __setattr__._owner = owner
    return {"__setattr__": __setattr__, "__delattr__": __delattr__}


def make_hash(names):
    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))

    return __hash__


def describe(cls, positional, keyword, init):
    """The docstring of a class that has none: its signature, without loading `inspect`."""
    if not init:
        from inspect import signature

        try:
            return cls.__name__ + str(signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return cls.__name__ + "()"
    parts = [_described(f) for f in positional]
    if keyword:
        parts += ["*"] + [_described(f) for f in keyword]
    return f"{cls.__name__}({', '.join(parts)})"


def _described(f):
    kind = f.type
    if type(kind) is type or isinstance(kind, type) and not hasattr(kind, "__origin__"):
        shown = kind.__qualname__
        if kind.__module__ != "builtins":
            shown = f"{kind.__module__}.{shown}"
    else:
        shown = repr(kind).replace("typing.", "")
    if f.default_factory is not MISSING:
        return f"{f.name}: {shown} = <factory>"
    if f.default is not MISSING:
        return f"{f.name}: {shown} = {f.default!r}"
    return f"{f.name}: {shown}"


def add_slots(cls, frozen, weakref_slot, names):
    """A class like `cls` but with `__slots__`; slots can only be made with a class."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    space = dict(cls.__dict__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update([slots] if isinstance(slots, str) else slots)
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    space["__slots__"] = tuple(slots)
    for name in names:
        space.pop(name, None)
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    qualname = cls.__qualname__
    new = type(cls)(cls.__name__, cls.__bases__, space)
    new.__qualname__ = qualname
    owner = getattr(space.get("__setattr__"), "_owner", None)
    if owner is not None:
        owner[0] = new
    if frozen:
        def __getstate__(self):
            return [getattr(self, name) for name in names]

        def __setstate__(self, state):
            for name, value in zip(names, state):
                object.__setattr__(self, name, value)

        if "__getstate__" not in space:
            new.__getstate__ = __getstate__
            new.__setstate__ = __setstate__
    for value in space.values():
        # `super()` and `__class__` in methods go through a cell that still holds the old class.
        for cell in getattr(getattr(value, "__func__", value), "__closure__", None) or ():
            try:
                if cell.cell_contents is cls:
                    cell.cell_contents = new
            except ValueError:
                pass
    return new
