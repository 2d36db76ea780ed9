"""How fields, models and types are shown."""

import types
import typing


class PlainRepr(str):
    """Text that is shown without quotes."""

    def __repr__(self):
        return str(self)


def display_as_type(obj):
    """A type as a person would write it."""
    if obj is Ellipsis:
        return '...'
    if obj is None or obj is type(None):
        return 'NoneType'
    if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType)):
        return obj.__name__
    if type(obj).__name__ == 'TypeAliasType':
        return obj.__name__
    if isinstance(obj, typing.TypeVar):
        return repr(obj)
    args = typing.get_args(obj)
    origin = typing.get_origin(obj)
    if origin is not None:
        if origin is typing.Union or origin is types.UnionType:
            return f'Union[{", ".join(display_as_type(arg) for arg in args)}]'
        if origin is typing.Annotated:
            return f'Annotated[{", ".join([display_as_type(args[0])] + [repr(arg) for arg in args[1:]])}]'
        if origin is typing.Literal:
            return f'Literal[{", ".join(repr(arg) for arg in args)}]'
        name = getattr(origin, '__qualname__', None) or str(obj).replace('typing.', '')
        shown = ['list' if isinstance(arg, list) else display_as_type(arg) for arg in args]
        if isinstance(obj, types.GenericAlias) and not args:
            return f'{name}[()]'
        # An alias of typing keeps its capital: List[int].
        alias = getattr(obj, '_name', None)
        return f'{alias or name}[{", ".join(shown)}]'
    if isinstance(obj, type):
        return obj.__qualname__
    if isinstance(obj, (str, int, float)) or not callable(obj):
        return repr(obj).replace('typing.', '').replace('typing_extensions.', '')
    return getattr(obj, '__qualname__', None) or repr(obj).replace('typing.', '').replace('typing_extensions.', '')


class Representation:
    """Shows an object by the pairs that `__repr_args__` gives."""

    __slots__ = ()

    def __repr_args__(self):
        names = self.__slots__ or getattr(self, '__dict__', ())
        for name in names:
            if not name.startswith('_'):
                value = getattr(self, name, None)
                if value is not None:
                    yield name, value

    def __repr_name__(self):
        return self.__class__.__name__

    def __repr_str__(self, join_str):
        return join_str.join(
            repr(value) if name is None else f'{name}={value!r}' for name, value in self.__repr_args__()
        )

    def __str__(self):
        return self.__repr_str__(' ')

    def __repr__(self):
        return f'{self.__repr_name__()}({self.__repr_str__(", ")})'
