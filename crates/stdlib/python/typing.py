"""Type hints: special forms, generics, and reading the hints of a function or class.

The classes made by `TypedDict`, `NamedTuple` and `Protocol` stand in `_typing_classes`, and the
rarely used functions in `_typing_more`; both are loaded when first asked for.
"""

import collections.abc as _abc
from _types import UnionType as Union
from annotationlib import ForwardRef
from types import GenericAlias
from _typing import (
    NoDefault,
    ParamSpec,
    ParamSpecArgs,
    ParamSpecKwargs,
    TypeAliasType,
    TypeVar,
    TypeVarTuple,
)

TYPE_CHECKING = False

_CLASSES = "NamedTuple TypedDict Protocol NewType is_typeddict runtime_checkable".split()
_CLASSES += "is_protocol get_protocol_members SupportsAbs SupportsBytes SupportsComplex".split()
_CLASSES += "SupportsFloat SupportsIndex SupportsInt SupportsRound IO TextIO BinaryIO".split()
_MORE = "get_type_hints no_type_check no_type_check_decorator overload get_overloads".split()
_MORE += "clear_overloads final override dataclass_transform assert_never assert_type".split()
_MORE += "reveal_type evaluate_forward_ref".split()


def __getattr__(name):
    if name in _CLASSES:
        import _typing_classes as module
    elif name in _MORE:
        import _typing_more as module
    elif name in ("Pattern", "Match"):
        import re

        value = _ListLike(getattr(re, name), name, 1)
        globals()[name] = value
        return value
    else:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    value = globals()[name] = getattr(module, name)
    return value


def _type_repr(obj):
    """How a type shows inside the repr of another."""
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is Ellipsis:
        return "..."
    if isinstance(obj, (list, tuple)):
        inner = ", ".join([_type_repr(item) for item in obj])
        return f"[{inner}]" if isinstance(obj, list) else f"({inner})"
    if type(obj).__name__ == "function":
        return obj.__name__
    return repr(obj)


def _forward(arg, module=None, owner=None):
    """The reference that a string in an annotation stands for."""
    reference = ForwardRef(arg, module=module, owner=owner)
    reference._check()
    return reference


def _type_convert(arg):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return _forward(arg)
    return arg


def _type_check(arg, message, allow_special=False):
    """Check that `arg` can be a type, and turn None and strings into what they stand for."""
    if arg is None:
        return type(None)
    kind = type(arg)
    if kind is type:
        return arg
    if kind is str:
        return _forward(arg)
    if arg is Generic or arg is globals().get("Protocol"):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if kind is _GenericAlias and arg.__origin__ in (Generic, globals().get("Protocol")):
        raise TypeError(f"{arg} is not valid as type argument")
    if not allow_special:
        if arg in (ClassVar, Final) or kind is _GenericAlias and arg.__origin__ in (ClassVar, Final):
            raise TypeError(f"{arg} is not valid as type argument" if kind is _GenericAlias else f"Plain {arg} is not valid as type argument")  # fmt: skip
    if kind is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _parameters(args):
    """The type parameters inside `args`, each once, in order."""
    found = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            if arg not in found:
                found.append(arg)
        elif isinstance(arg, (tuple, list)):
            found += [param for param in _parameters(arg) if param not in found]
        elif not isinstance(arg, type) or isinstance(arg, GenericAlias):
            for param in getattr(arg, "__parameters__", ()):
                if param not in found:
                    found.append(param)
    return tuple(found)


def _assign(parameters, args, alias):
    """Which argument each parameter gets; fills in defaults."""
    if not isinstance(args, tuple):
        args = (args,)
    flat = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is Ellipsis):
            flat.extend(inner)
        else:
            flat.append(arg)
    args = flat
    if len(parameters) == 1 and isinstance(parameters[0], ParamSpec):
        if not (len(args) == 1 and (isinstance(args[0], (list, tuple, ParamSpec)) or args[0] is Ellipsis or isinstance(args[0], _ConcatenateAlias))):  # fmt: skip
            args = [tuple(args)]
    mapping = {}
    starred = [i for i, param in enumerate(parameters) if isinstance(param, TypeVarTuple)]
    if len(starred) > 1:
        raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    if starred:
        before = starred[0]
        after = len(parameters) - before - 1
        if len(args) < before + after:
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {before + after}")  # fmt: skip
        middle = tuple(args[before : len(args) - after])
        args = args[:before] + [middle] + args[len(args) - after :]
    for index, param in enumerate(parameters):
        if index < len(args):
            arg = args[index]
            if isinstance(param, TypeVar):
                arg = _type_check(arg, "Parameters to generic types must be types.")
            elif isinstance(param, ParamSpec) and isinstance(arg, list):
                arg = tuple([_type_convert(item) for item in arg])
            mapping[param] = arg
        elif param.has_default():
            default = param.__default__
            mapping[param] = _replace(default, mapping) if _parameters((default,)) else default
        else:
            break
    if len(mapping) != len(parameters) or len(args) > len(parameters):
        many = "many" if len(args) > len(parameters) else "few"
        needed = len([param for param in parameters if not param.has_default()])
        least = "at least " if many == "few" else ""
        raise TypeError(
            f"Too {many} arguments for {alias}; actual {len(args)}, "
            f"expected {least}{needed if least else len(parameters)}"
        )
    return mapping


def _replace(arg, mapping):
    """`arg` with every parameter replaced."""
    if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
        return mapping.get(arg, arg)
    if isinstance(arg, tuple):
        return _replace_all(arg, mapping)
    if isinstance(arg, list):
        return list(_replace_all(arg, mapping))
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        return arg
    parameters = getattr(arg, "__parameters__", ())
    if not parameters or not hasattr(arg, "__getitem__"):
        return arg
    new = []
    for param in parameters:
        value = mapping.get(param, param)
        if isinstance(param, TypeVarTuple):
            if isinstance(value, tuple):
                new.extend(value)
            else:
                new.append(Unpack[value])
        else:
            new.append(value)
    return arg[tuple(new)]


def _replace_all(args, mapping):
    new = []
    for arg in args:
        if isinstance(arg, _UnpackedAlias) and isinstance(arg.__args__[0], TypeVarTuple):
            value = mapping.get(arg.__args__[0], arg)
            if isinstance(value, tuple):
                new.extend(value)
            else:
                new.append(value)
        else:
            new.append(_replace(arg, mapping))
    return tuple(new)


def _substitute(args, parameters, items, alias):
    if not parameters:
        raise TypeError(f"{alias} is not a generic class")
    return _replace_all(args, _assign(parameters, items, alias))


class _Final:
    """Forms can be combined by `|` and can't be subclassed."""

    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _SpecialForm(_Final):
    """A name such as `ClassVar` that means something only when subscripted or on its own."""

    __slots__ = ("_name", "_getitem")

    def __init__(self, name, getitem=None):
        self._name = name
        self._getitem = getitem

    @property
    def __name__(self):
        return self._name

    @property
    def __module__(self):
        return "typing"

    def __repr__(self):
        return "typing." + self._name

    def __getattr__(self, name):
        if name == "__qualname__":
            return self._name
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __reduce__(self):
        return self._name

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._getitem(self, parameters)


class _GenericAlias(_Final):
    """A form or a generic class together with its arguments."""

    def __init__(self, origin, args, name=None):
        if not isinstance(args, tuple):
            args = (args,)
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters(args)
        self._name = name
        if name is None:
            self.__module__ = origin.__module__

    def _copy_with(self, args):
        return type(self)(self.__origin__, args, self._name)

    def __getitem__(self, args):
        if self.__origin__ is Generic or self.__origin__ is globals().get("Protocol"):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        return self._copy_with(_substitute(self.__args__, self.__parameters__, args, self))

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        shown = ", ".join([_type_repr(arg) for arg in self.__args__]) or "()"
        return f"{name}[{shown}]"

    def __call__(self, *args, **kwargs):
        if self._name:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass  # instances with slots can't remember how they were made
        return result

    def __getattr__(self, name):
        if name[:2] == "__" and name[-2:] == "__" or "__origin__" not in self.__dict__:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        if name[:2] == "__" and name[-2:] == "__" or name == "_name":
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            # `class C(List[int])`: the real class, and Generic unless another base brings it.
            result = [] if origin in bases else [origin]
            rest = bases[bases.index(self) + 1 :]
            if not any(isinstance(base, _GenericAlias) or base is Generic for base in rest):
                result.append(Generic)
            return tuple(result)
        if origin is Generic:
            if any(isinstance(base, _GenericAlias) and base is not self for base in bases[bases.index(self) + 1 :]):  # fmt: skip
                return ()
        return (origin,)

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __iter__(self):
        yield Unpack[self]

    def __reduce__(self):
        return _rebuild, (type(self), self.__origin__, self.__args__, self._name)


def _rebuild(kind, origin, args, name):
    return kind(origin, args, name)


class _CallableAlias(_GenericAlias):
    def _copy_with(self, args):
        if len(args) and isinstance(args[0], tuple):
            args = (*args[0], *args[1:])
        return _CallableAlias(self.__origin__, args, self._name)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_spec(args[0]):
            return super().__repr__()
        shown = ", ".join([_type_repr(arg) for arg in args[:-1]])
        return f"typing.Callable[[{shown}], {_type_repr(args[-1])}]"


class _ConcatenateAlias(_GenericAlias):
    pass


class _UnpackedAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]"

    @property
    def __typing_unpacked_tuple_args__(self):
        inner = self.__args__[0]
        return inner.__args__ if getattr(inner, "__origin__", None) is tuple else None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _LiteralAlias(_GenericAlias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return set(_typed(self.__args__)) == set(_typed(other.__args__))

    def __hash__(self):
        return hash(frozenset(_typed(self.__args__)))

    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(arg) for arg in self.__args__])}]"


def _typed(args):
    return [(arg, type(arg)) for arg in args]


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def _copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        shown = ", ".join([repr(item) for item in self.__metadata__])
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {shown}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        return self.__origin__.__mro_entries__(bases)

    def __reduce__(self):
        return _AnnotatedAlias, (self.__origin__, self.__metadata__)


def _is_spec(obj):
    return obj is Ellipsis or isinstance(obj, (ParamSpec, _ConcatenateAlias))


from _typing_forms import *  # noqa: E402, F403
from _typing_forms import _ListLike  # noqa: E402

__all__ = [name for name in globals() if name[0].isupper() or name in ("cast", "get_origin", "get_args")]
__all__ = [name for name in __all__ if name not in ("GenericAlias", "T", "KT", "VT", "T_co")]
__all__ += _CLASSES + _MORE + ["Pattern", "Match"]
