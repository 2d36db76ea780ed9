"""The operators of the language as functions, and getters made of names."""

from builtins import abs as _abs


def lt(a, b): return a < b
def le(a, b): return a <= b
def eq(a, b): return a == b
def ne(a, b): return a != b
def ge(a, b): return a >= b
def gt(a, b): return a > b
def not_(a): return not a
def truth(a): return True if a else False
def is_(a, b): return a is b
def is_not(a, b): return a is not b
def is_none(a): return a is None
def is_not_none(a): return a is not None
def abs(a): return _abs(a)
def add(a, b): return a + b
def and_(a, b): return a & b
def floordiv(a, b): return a // b
def inv(a): return ~a
def lshift(a, b): return a << b
def mod(a, b): return a % b
def mul(a, b): return a * b
def matmul(a, b): return a @ b
def neg(a): return -a
def or_(a, b): return a | b
def pos(a): return +a
def pow(a, b): return a**b
def rshift(a, b): return a >> b
def sub(a, b): return a - b
def truediv(a, b): return a / b
def xor(a, b): return a ^ b
def contains(a, b): return b in a
def delitem(a, b): del a[b]
def getitem(a, b): return a[b]
def call(obj, /, *args, **kwargs): return obj(*args, **kwargs)


invert = inv


def index(a):
    if not hasattr(type(a), "__index__"):
        raise TypeError(f"{type(a).__name__!r} object cannot be interpreted as an integer")
    return a.__index__()


def concat(a, b):
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    return a + b


def setitem(a, b, c):
    a[b] = c


def countOf(a, b):
    return sum(1 for item in a if item is b or item == b)


def indexOf(a, b):
    for number, item in enumerate(a):
        if item is b or item == b:
            return number
    raise ValueError("sequence.index(x): x not in sequence")


def length_hint(obj, default=0):
    try:
        return len(obj)
    except TypeError:
        hint = getattr(type(obj), "__length_hint__", None)
        return default if hint is None else hint(obj)


def iadd(a, b): a += b; return a  # noqa: E702
def iand(a, b): a &= b; return a  # noqa: E702
def ifloordiv(a, b): a //= b; return a  # noqa: E702
def ilshift(a, b): a <<= b; return a  # noqa: E702
def imod(a, b): a %= b; return a  # noqa: E702
def imul(a, b): a *= b; return a  # noqa: E702
def ior(a, b): a |= b; return a  # noqa: E702
def ipow(a, b): a **= b; return a  # noqa: E702
def irshift(a, b): a >>= b; return a  # noqa: E702
def isub(a, b): a -= b; return a  # noqa: E702
def itruediv(a, b): a /= b; return a  # noqa: E702
def ixor(a, b): a ^= b; return a  # noqa: E702


iconcat = iadd


class attrgetter:
    """`attrgetter("a.b")(x)` is `x.a.b`; several names give a tuple."""

    __slots__ = ("_attrs", "_paths")

    def __init__(self, attr, /, *attrs):
        self._attrs = (attr, *attrs)
        for name in self._attrs:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self._paths = [name.split(".") for name in self._attrs]

    def __call__(self, obj, /):
        found = []
        for path in self._paths:
            value = obj
            for name in path:
                value = getattr(value, name)
            found.append(value)
        return found[0] if len(found) == 1 else tuple(found)

    def __repr__(self):
        return f"operator.attrgetter({', '.join([repr(name) for name in self._attrs])})"


class itemgetter:
    """`itemgetter(1)(x)` is `x[1]`; several items give a tuple."""

    __slots__ = ("_items",)

    def __init__(self, *items):
        if not items:
            raise TypeError("itemgetter expected 1 argument, got 0")
        self._items = items

    def __call__(self, obj, /):
        items = self._items
        if len(items) == 1:
            return obj[items[0]]
        return tuple([obj[item] for item in items])

    def __repr__(self):
        return f"operator.itemgetter({', '.join([repr(item) for item in self._items])})"


class methodcaller:
    """`methodcaller("m", 1)(x)` is `x.m(1)`."""

    __slots__ = ("_name", "_args", "_kwargs")

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name = name
        self._args = args
        self._kwargs = kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        parts = [repr(self._name)] + [repr(arg) for arg in self._args]
        parts += [f"{name}={value!r}" for name, value in self._kwargs.items()]
        return f"operator.methodcaller({', '.join(parts)})"


def _special_names():
    space = globals()
    for name in (
        "lt le eq ne ge gt abs add floordiv index inv invert lshift mod mul matmul neg pos pow rshift "
        "sub truediv xor concat contains delitem getitem setitem iadd iand ifloordiv ilshift imod "
        "imul ior ipow irshift isub itruediv ixor iconcat call"
    ).split():
        space[f"__{name}__"] = space[name]
    for name in ("not", "and", "or"):
        space[f"__{name}__"] = space[name + "_"]


_special_names()
del _special_names
