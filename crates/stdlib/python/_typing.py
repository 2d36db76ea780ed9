"""Type parameters and type aliases: the classes, and what the interpreter calls for their syntax.

Bounds, constraints, defaults and alias values that come from syntax are evaluated when asked for.
"""


class _NoDefaultType:
    __slots__ = ()

    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class _Lazy:
    """A value that syntax gave and nobody has asked for yet."""

    __slots__ = ("evaluate",)

    def __init__(self, evaluate):
        self.evaluate = evaluate


def _value(value):
    return value.evaluate(1) if type(value) is _Lazy else value


class _Param:
    """What the kinds of type parameters share."""

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __ror__(self, other):
        from typing import Union

        return Union[other, self]

    def has_default(self):
        return self._default is not NoDefault

    @property
    def __bound__(self):
        self._bound = _value(self._bound)
        return self._bound

    @property
    def __constraints__(self):
        self._constraints = _value(self._constraints)
        return self._constraints

    @property
    def __default__(self):
        self._default = _value(self._default)
        return self._default

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
        self._bound = bound
        self._constraints = ()
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        self._default = default
        from _playground import caller_globals

        found = caller_globals(1)
        self.__module__ = found.get("__name__") if found else None


class TypeVar(_Param):
    def __init__(
        self, name, *constraints, bound=None, default=NoDefault, covariant=False,
        contravariant=False, infer_variance=False,
    ):  # fmt: skip
        from typing import _type_check

        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if bound is not None:
            bound = _type_check(bound, "Bound must be a type.")
        self._set(name, bound, covariant, contravariant, infer_variance, default)
        self._constraints = tuple(
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
        self._value = value
        self.__type_params__ = type_params
        from _playground import caller_globals

        found = caller_globals(0)
        self.__module__ = found.get("__name__") if found else None

    @property
    def __value__(self):
        self._value = _value(self._value)
        return self._value

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


for _kind in (TypeVar, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVarTuple, TypeAliasType):
    _kind.__module__ = "typing"
del _kind


def _make_typevar(name):
    return TypeVar(name, infer_variance=True)


def _make_typevar_with_bound(name, evaluate):
    result = TypeVar(name, infer_variance=True)
    result._bound = _Lazy(evaluate)
    return result


def _make_typevar_with_constraints(name, evaluate):
    result = TypeVar(name, infer_variance=True)
    result._constraints = _Lazy(evaluate)
    return result


def _make_paramspec(name):
    return ParamSpec(name, infer_variance=True)


def _make_typevartuple(name):
    return TypeVarTuple(name)


def _set_default(param, evaluate):
    param._default = _Lazy(evaluate)
    return param


def _make_type_alias(name, type_params, evaluate):
    return TypeAliasType(name, _Lazy(evaluate), type_params=type_params or ())


def _subscript_generic(params):
    from typing import Generic, TypeVarTuple, Unpack

    return Generic[tuple([Unpack[p] if isinstance(p, TypeVarTuple) else p for p in params])]
