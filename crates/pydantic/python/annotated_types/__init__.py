"""Metadata for `Annotated`: bounds, lengths, predicates. Only data: what they mean is up to who reads them."""


class BaseMetadata:
    """What all metadata has in common: named values given once, compared and shown by them."""

    __slots__ = ()

    def __repr__(self):
        values = ', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)
        return f'{type(self).__name__}({values})'

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self):
        return hash((type(self),) + tuple(getattr(self, name) for name in self.__slots__))


class Gt(BaseMetadata):
    """Greater than."""

    __slots__ = ('gt',)

    def __init__(self, gt):
        self.gt = gt


class Ge(BaseMetadata):
    """Greater than or equal."""

    __slots__ = ('ge',)

    def __init__(self, ge):
        self.ge = ge


class Lt(BaseMetadata):
    """Less than."""

    __slots__ = ('lt',)

    def __init__(self, lt):
        self.lt = lt


class Le(BaseMetadata):
    """Less than or equal."""

    __slots__ = ('le',)

    def __init__(self, le):
        self.le = le


class GroupedMetadata:
    """Metadata that stands for several others: iterating gives them."""

    __slots__ = ()

    @property
    def __is_annotated_types_grouped_metadata__(self):
        return True

    def __iter__(self):
        raise NotImplementedError


class Interval(GroupedMetadata, BaseMetadata):
    """Up to four bounds in one."""

    __slots__ = ('gt', 'ge', 'lt', 'le')

    def __init__(self, gt=None, ge=None, lt=None, le=None):
        self.gt = gt
        self.ge = ge
        self.lt = lt
        self.le = le

    def __iter__(self):
        if self.gt is not None:
            yield Gt(self.gt)
        if self.ge is not None:
            yield Ge(self.ge)
        if self.lt is not None:
            yield Lt(self.lt)
        if self.le is not None:
            yield Le(self.le)


class MultipleOf(BaseMetadata):
    """A whole multiple of a number."""

    __slots__ = ('multiple_of',)

    def __init__(self, multiple_of):
        self.multiple_of = multiple_of


class MinLen(BaseMetadata):
    """Shortest allowed length."""

    __slots__ = ('min_length',)

    def __init__(self, min_length):
        self.min_length = min_length


class MaxLen(BaseMetadata):
    """Longest allowed length."""

    __slots__ = ('max_length',)

    def __init__(self, max_length):
        self.max_length = max_length


class Len(GroupedMetadata, BaseMetadata):
    """Shortest and longest length in one."""

    __slots__ = ('min_length', 'max_length')

    def __init__(self, min_length=0, max_length=None):
        self.min_length = min_length
        self.max_length = max_length

    def __iter__(self):
        if self.min_length > 0:
            yield MinLen(self.min_length)
        if self.max_length is not None:
            yield MaxLen(self.max_length)


class Timezone(BaseMetadata):
    """The zone a datetime must have: a name, a tzinfo, None for naive, `...` for any."""

    __slots__ = ('tz',)

    def __init__(self, tz):
        self.tz = tz


class Unit(BaseMetadata):
    """The unit a number is measured in."""

    __slots__ = ('unit',)

    def __init__(self, unit):
        self.unit = unit


class Predicate(BaseMetadata):
    """A function that must be true of the value."""

    __slots__ = ('func',)

    def __init__(self, func):
        self.func = func

    def __repr__(self):
        name = getattr(self.func, '__name__', '<lambda>')
        shown = repr(self.func) if name == '<lambda>' else getattr(self.func, '__qualname__', name)
        module = getattr(self.func, '__module__', None)
        if module and module != 'builtins' and type(self.func).__name__ == 'builtin_function_or_method':
            shown = f'{module}.{shown}'
        return f'Predicate({shown})'


class Not(BaseMetadata):
    """The negation of a predicate."""

    __slots__ = ('func',)

    def __init__(self, func):
        self.func = func

    def __call__(self, value):
        return not self.func(value)


class DocInfo(BaseMetadata):
    """Documentation of what is annotated."""

    __slots__ = ('documentation',)

    def __init__(self, documentation):
        self.documentation = documentation


def doc(documentation):
    """Document what is annotated."""
    return DocInfo(documentation)


# Names that need `typing` and other modules are made when they are asked for.
_PREDICATES = {
    'LowerCase': (str.islower, False),
    'UpperCase': (str.isupper, False),
    'IsDigit': (str.isdigit, False),
    'IsDigits': (str.isdigit, False),
    'IsAscii': (str.isascii, False),
    'IsFinite': ('isfinite', False),
    'IsNotFinite': ('isfinite', True),
    'IsNan': ('isnan', False),
    'IsNotNan': ('isnan', True),
    'IsInfinite': ('isinf', False),
    'IsNotInfinite': ('isinf', True),
}


def __getattr__(name):
    found = _PREDICATES.get(name)
    if found is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from typing import Annotated, TypeVar

    function, negated = found
    if isinstance(function, str):
        import math

        function = getattr(math, function)
    made = Annotated[
        TypeVar('_StrType' if isinstance(found[0], type(str.lower)) else '_NumericType'),
        Predicate(Not(function) if negated else function),
    ]
    globals()[name] = made
    return made
