"""A stand-in for the engine's native `Union`, which CPython before 3.14 doesn't have."""


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
