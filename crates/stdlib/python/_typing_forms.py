"""The special forms of `typing`, `Generic`, the old aliases (`List`, `Dict`, …), get_origin and get_args."""

import collections as _collections
import collections.abc as _abc

from types import GenericAlias
from typing import (
    ParamSpec,
    ParamSpecArgs,
    ParamSpecKwargs,
    TypeVar,
    TypeVarTuple,
    Union,
    _AnnotatedAlias,
    _assign,
    _CallableAlias,
    _ConcatenateAlias,
    _GenericAlias,
    _is_spec,
    _LiteralAlias,
    _SpecialForm,
    _type_check,
    _type_convert,
    _typed,
    _UnpackedAlias,
)


class _AnyMeta(type):
    def __instancecheck__(cls, obj):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Compatible with every type; may be subclassed but not instantiated."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Any.__module__ = "typing"


def _single(form, parameters):
    """`Final[int]` and the other forms with exactly one type."""
    item = _type_check(parameters, f"{form} accepts only single type.", allow_special=True)
    return _GenericAlias(form, (item,))


def _optional(form, parameters):
    return Union[_type_check(parameters, f"{form} requires a single type."), None]


def _literal(form, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for item in parameters:
        flat.extend(item.__args__ if isinstance(item, _LiteralAlias) else (item,))
    try:
        seen = set()
        unique = []
        for item, key in zip(flat, _typed(flat)):
            if key not in seen:
                seen.add(key)
                unique.append(item)
        flat = unique
    except TypeError:
        pass  # values that can't be hashed are kept as they stand
    return _LiteralAlias(form, tuple(flat), "Literal")


def _annotated(form, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments (a type and an annotation)."
        )
    origin = _type_check(
        parameters[0], "Annotated[t, ...]: t must be a type.", allow_special=True
    )
    return _AnnotatedAlias(origin, parameters[1:])


def _unpack(form, parameters):
    item = _type_check(parameters, f"{form} accepts only single type.")
    return _UnpackedAlias(form, (item,))


def _concatenate(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is Ellipsis or isinstance(parameters[-1], ParamSpec)):
        raise TypeError(
            "The last parameter to Concatenate should be a ParamSpec variable or ellipsis."
        )
    converted = [_type_convert(item) for item in parameters[:-1]]
    return _ConcatenateAlias(form, (*converted, parameters[-1]), "Concatenate")


NoReturn = _SpecialForm("NoReturn")
Never = _SpecialForm("Never")
Self = _SpecialForm("Self")
LiteralString = _SpecialForm("LiteralString")
TypeAlias = _SpecialForm("TypeAlias")
ClassVar = _SpecialForm("ClassVar", _single)
Final = _SpecialForm("Final", _single)
Required = _SpecialForm("Required", _single)
NotRequired = _SpecialForm("NotRequired", _single)
ReadOnly = _SpecialForm("ReadOnly", _single)
TypeGuard = _SpecialForm("TypeGuard", _single)
TypeIs = _SpecialForm("TypeIs", _single)
Optional = _SpecialForm("Optional", _optional)
Literal = _SpecialForm("Literal", _literal)
Annotated = _SpecialForm("Annotated", _annotated)
Unpack = _SpecialForm("Unpack", _unpack)
Concatenate = _SpecialForm("Concatenate", _concatenate)


class _ListLike(_SpecialForm):
    """`List`, `Dict` and their kind: an alias of a real class with a known number of arguments."""

    __slots__ = ("__origin__", "_count")

    def __init__(self, origin, name, count):
        super().__init__(name)
        self.__origin__ = origin
        self._count = count

    @property
    def __parameters__(self):
        return ()

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        count = self._count
        message = "Parameters to generic types must be types."
        parameters = tuple([_type_check(item, message) for item in parameters])
        if self._count >= 0 and len(parameters) != count:
            many = "many" if len(parameters) > count else "few"
            raise TypeError(
                f"Too {many} arguments for {self}; actual {len(parameters)}, expected {count}"
            )
        return _GenericAlias(self.__origin__, parameters, self._name)

    def __call__(self, *args, **kwargs):
        if self.__origin__.__module__ == "collections":
            return self.__origin__(*args, **kwargs)
        raise TypeError(
            f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
        )

    def __mro_entries__(self, bases):
        return (self.__origin__,) if Generic in bases else (self.__origin__, Generic)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __getattr__(self, name):
        if name[:2] == "__" and name[-2:] == "__":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self.__origin__, name)


class _TupleForm(_ListLike):
    __slots__ = ()

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        message = "Tuple[t0, t1, ...]: each t must be a type."
        converted = [
            item if item is Ellipsis else _type_check(item, message) for item in parameters
        ]
        return _GenericAlias(tuple, tuple(converted), "Tuple")


class _CallableForm(_ListLike):
    __slots__ = ()

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = parameters
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, (list, tuple)):
            args = tuple([_type_convert(arg) for arg in args])
            return _CallableAlias(_abc.Callable, (*args, result), "Callable")
        if not _is_spec(args):
            args = _type_convert(args)
        return _CallableAlias(_abc.Callable, (args, result), "Callable")


Tuple = _TupleForm(tuple, "Tuple", -1)
Callable = _CallableForm(_abc.Callable, "Callable", 2)
Type = _ListLike(type, "Type", 1)
List = _ListLike(list, "List", 1)
Dict = _ListLike(dict, "Dict", 2)
Set = _ListLike(set, "Set", 1)
FrozenSet = _ListLike(frozenset, "FrozenSet", 1)
Deque = _ListLike(_collections.deque, "Deque", 1)
DefaultDict = _ListLike(_collections.defaultdict, "DefaultDict", 2)
OrderedDict = _ListLike(_collections.OrderedDict, "OrderedDict", 2)
Counter = _ListLike(_collections.Counter, "Counter", 1)
Hashable = _ListLike(_abc.Hashable, "Hashable", 0)
Sized = _ListLike(_abc.Sized, "Sized", 0)
ByteString = _ListLike(_abc.ByteString, "ByteString", 0)
AbstractSet = _ListLike(_abc.Set, "AbstractSet", 1)
for _name in (
    "Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection "
    "MutableSet Sequence MutableSequence MappingView KeysView ValuesView"
).split():
    globals()[_name] = _ListLike(getattr(_abc, _name), _name, 1)
for _name in "Mapping MutableMapping ItemsView".split():
    globals()[_name] = _ListLike(getattr(_abc, _name), _name, 2)
Coroutine = _ListLike(_abc.Coroutine, "Coroutine", 3)
del _name


class _GeneratorForm(_ListLike):
    """The types of what is sent and what is returned may be left out."""

    __slots__ = ()

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = parameters + (type(None),) * (self._count - len(parameters))
        return super().__getitem__(parameters)


Generator = _GeneratorForm(_abc.Generator, "Generator", 3)
AsyncGenerator = _GeneratorForm(_abc.AsyncGenerator, "AsyncGenerator", 2)


class _LazyContext(_ListLike):
    """The context managers' classes live in `contextlib`, which is loaded when they're used."""

    __slots__ = ()

    def __init__(self, name, count):
        _SpecialForm.__init__(self, name)
        self._count = count

    def __getattr__(self, name):
        if name == "__origin__":
            import contextlib

            found = self.__origin__ = getattr(contextlib, "Abstract" + self._name)
            return found
        return super().__getattr__(name)


ContextManager = _LazyContext("ContextManager", 1)
AsyncContextManager = _LazyContext("AsyncContextManager", 1)

Text = str
T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
for _param in (T, KT, VT, T_co, AnyStr):
    _param.__module__ = "typing"
del _param


class Generic:
    """The base of generic classes: `class Box(Generic[T])`, or `class Box[T]`."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, args):
        if not isinstance(args, tuple):
            args = (args,)
        if cls is Generic or cls.__dict__.get("_is_protocol_root"):
            name = cls.__name__
            if not args:
                raise TypeError(f"Parameter list to {name}[...] cannot be empty")
            checked = []
            for arg in args:
                if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple, _UnpackedAlias)):
                    checked.append(arg)
                else:
                    raise TypeError(
                        f"Parameters to {name}[...] must all be type variables or parameter "
                        "specification variables."
                    )
            if len(set(checked)) != len(checked):
                raise TypeError(f"Parameters to {name}[...] must all be unique")
            return _GenericAlias(cls, tuple(checked))
        parameters = cls.__parameters__
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        mapping = _assign(parameters, args, cls)
        values = []
        for param in parameters:
            value = mapping[param]
            if isinstance(param, TypeVarTuple) and isinstance(value, tuple):
                values.extend(value)
            else:
                values.append(value)
        return _GenericAlias(cls, tuple(values))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if bases is None:
            if Generic in cls.__bases__ and cls.__name__ != "Protocol":
                raise TypeError("Cannot inherit from plain Generic")
            parameters = ()
        else:
            if Generic in bases and cls.__name__ != "Protocol":
                raise TypeError("Cannot inherit from plain Generic")
            parameters = _collect(bases)
        cls.__parameters__ = tuple(parameters)


def _collect(bases):
    """The parameters of a class with these bases."""
    found = []
    declared = None
    for base in bases:
        if not isinstance(base, (_GenericAlias, GenericAlias)):
            continue
        for param in base.__parameters__:
            if param not in found:
                found.append(param)
        origin = base.__origin__
        if origin is Generic or isinstance(origin, type) and origin.__dict__.get("_is_protocol_root"):
            if declared is not None:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            declared = base.__parameters__
            root = origin.__name__
    if declared is None:
        return found
    extra = [param for param in found if param not in declared]
    if extra:
        names = ", ".join([str(param) for param in extra])
        listed = ", ".join([str(param) for param in declared])
        raise TypeError(f"Some type variables ({names}) are not listed in {root}[{listed}]")
    return declared


Generic.__module__ = "typing"


def get_origin(tp):
    """`list` of `list[int]`, `Union` of a union, `Annotated` of an annotated type, else None."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, GenericAlias, _ListLike, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, Union):
        return Union
    return None


def get_args(tp):
    """The arguments of a subscripted type; the parameters of a Callable as a list."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is _abc.Callable and not (len(args) == 2 and _is_spec(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, Union):
        return tp.__args__
    return ()


def cast(typ, val):
    """Return the value unchanged; only a type checker cares."""
    return val
