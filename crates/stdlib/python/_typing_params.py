"""Type parameters and unions in Python, for where the interpreter has no native ones (`_typing`)."""


class _NoDefaultType:
    __slots__ = ()

    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class _Param:
    """What the kinds of type parameters share."""

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __ror__(self, other):
        from typing import Union

        return Union[other, self]

    def has_default(self):
        return self.__default__ is not NoDefault

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def _set(self, name, bound, covariant, contravariant, infer_variance, default):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        self.__default__ = default
        from _playground import caller_globals

        found = caller_globals(2)
        self.__module__ = found.get("__name__") if found else None


class TypeVar(_Param):
    def __init__(
        self, name, *constraints, bound=None, default=NoDefault, covariant=False,
        contravariant=False, infer_variance=False,
    ):  # fmt: skip
        from typing import _type_check

        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if bound is not None:
            bound = _type_check(bound, "Bound must be a type.")
        self._set(name, bound, covariant, contravariant, infer_variance, default)
        self.__constraints__ = tuple(
            [_type_check(arg, "TypeVar(name, constraint, ...): constraints must be types.") for arg in constraints]
        )  # fmt: skip

    def __typing_subst__(self, arg):
        from typing import _type_check

        return _type_check(arg, "Parameters to generic types must be types.")


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        return type(other) is type(self) and self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecKwargs(ParamSpecArgs):
    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(_Param):
    def __init__(
        self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
        infer_variance=False,
    ):  # fmt: skip
        self._set(name, bound, covariant, contravariant, infer_variance, default)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(arg)
        return arg


class TypeVarTuple(_Param):
    def __init__(self, name, *, default=NoDefault):
        self._set(name, None, False, False, False, default)

    def __iter__(self):
        from typing import Unpack

        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = type_params
        from _playground import caller_globals

        found = caller_globals(1)
        self.__module__ = found.get("__name__") if found else None

    @property
    def __parameters__(self):
        return self.__type_params__

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        from types import GenericAlias

        return GenericAlias(self, args)

    def __repr__(self):
        return self.__name__

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __ror__(self, other):
        from typing import Union

        return Union[other, self]

    def __call__(self, *args, **kwargs):
        raise TypeError("'typing.TypeAliasType' object is not callable")


class _UnionMeta(type):
    def __getitem__(cls, args):
        if args == ():
            raise TypeError("Cannot take a Union of no types.")
        if not isinstance(args, tuple):
            args = (args,)
        flat = []
        for arg in args:
            if arg is None:
                arg = type(None)
            elif isinstance(arg, str):
                from typing import _forward

                arg = _forward(arg)
            for member in getattr(arg, "__args__", ()) if _is_union(arg) else (arg,):
                if member not in flat:
                    flat.append(member)
        if len(flat) == 1:
            return flat[0]
        return cls(tuple(flat))

    def __instancecheck__(cls, obj):
        return _is_union(obj)


def _is_union(obj):
    return type(obj) is Union or type(obj).__name__ == "UnionType"


class Union(metaclass=_UnionMeta):
    """`int | None` as an object; equal to the interpreter's own unions of the same members."""

    def __init__(self, args):
        from typing import _parameters

        self.__args__ = args
        self.__parameters__ = _parameters(args)

    @property
    def __origin__(self):
        return Union

    def __eq__(self, other):
        if not _is_union(other):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        from typing import _type_repr

        shown = ["None" if arg is type(None) else _type_repr(arg) for arg in self.__args__]
        return " | ".join(shown)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __getitem__(self, args):
        from typing import _substitute

        return Union[_substitute(self.__args__, self.__parameters__, args, self)]

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)


Union.__module__ = "typing"
for _kind in (TypeVar, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVarTuple, TypeAliasType):
    _kind.__module__ = "typing"
del _kind
