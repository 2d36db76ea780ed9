"""Predicates that tell which special form an object is."""

import typing


def _same(name):
    def is_form(obj):
        return obj is getattr(typing, name, None)

    is_form.__name__ = f'is_{name.lower()}'
    return is_form


is_any = _same('Any')
is_annotated = _same('Annotated')
is_classvar = _same('ClassVar')
is_final = _same('Final')
is_literal = _same('Literal')
is_required = _same('Required')
is_notrequired = _same('NotRequired')
is_readonly = _same('ReadOnly')
is_self = _same('Self')
is_never = _same('Never')
is_noreturn = _same('NoReturn')
is_generic = _same('Generic')
is_unpack = _same('Unpack')
is_concatenate = _same('Concatenate')
is_optional = _same('Optional')


def is_union(obj):
    """Is it `Union`, in any spelling?"""
    import types

    return obj is typing.Union or obj is types.UnionType


def is_newtype(obj):
    """Was it made by `NewType`?"""
    return hasattr(obj, '__supertype__')


def is_typevar(obj):
    """Is it a type variable?"""
    return isinstance(obj, typing.TypeVar)


def is_forwardref(obj):
    """Is it a forward reference?"""
    return isinstance(obj, typing.ForwardRef)


def is_namedtuple(obj):
    """Is it a class of named tuples?"""
    return isinstance(obj, type) and issubclass(obj, tuple) and hasattr(obj, '_fields')


def is_typealiastype(obj):
    """Was it made by a `type` statement?"""
    return type(obj).__name__ == 'TypeAliasType'


def is_deprecated(obj):
    """Is it an instance of `warnings.deprecated`?"""
    return type(obj).__name__ == 'deprecated'


NoneType = type(None)
