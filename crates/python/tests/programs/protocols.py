"""What classes of a program say to operators, and in which order they are asked."""


class Log:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def method(name, result):
    def run(self, *args):
        print(" ", type(self).__name__, name, *args)
        return NotImplemented if result is NotImplemented else result

    return run


class Left(Log):
    __add__ = method("__add__", NotImplemented)
    __radd__ = method("__radd__", "left radd")
    __eq__ = method("__eq__", NotImplemented)
    __lt__ = method("__lt__", NotImplemented)
    __hash__ = None


class Right(Log):
    __add__ = method("__add__", "right add")
    __radd__ = method("__radd__", "right radd")
    __eq__ = method("__eq__", "right eq")
    __gt__ = method("__gt__", "right gt")


class Child(Left):
    __radd__ = method("__radd__", "child radd")
    __gt__ = method("__gt__", "child gt")


left, right, child = Left("left"), Right("right"), Child("child")


def show(run):
    try:
        print(run())
    except Exception as error:
        print(type(error).__name__, error)


for run in (
    lambda: left + right, lambda: right + left, lambda: left + left, lambda: left + child, lambda: child + left, lambda: 1 + left, lambda: left + 1,
    lambda: left == right, lambda: left == 1, lambda: 1 == left, lambda: left != right, lambda: left < right, lambda: left < child, lambda: left < 1, lambda: right > 1,
    lambda: hash(left), lambda: {left}, lambda: {right: 1}, lambda: left in [right], lambda: left in [left], lambda: [left] == [left], lambda: "x" + left, lambda: [1] + left, lambda: left - 1, lambda: -left, lambda: ~left,
):
    show(run)


class Vector:
    def __init__(self, *parts):
        self.parts = list(parts)

    def __repr__(self):
        return f"Vector{tuple(self.parts)}"

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __mul__(self, factor):
        return Vector(*(part * factor for part in self.parts))

    __rmul__ = __mul__

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.parts, other.parts))

    def __neg__(self):
        return self * -1

    def __pos__(self):
        return self

    def __abs__(self):
        return sum(part * part for part in self.parts) ** 0.5

    def __invert__(self):
        return Vector(*reversed(self.parts))

    def __iadd__(self, other):
        self.parts.extend(other.parts)
        return self

    def __getitem__(self, index):
        return Vector(*self.parts[index]) if isinstance(index, slice) else self.parts[index]

    def __setitem__(self, index, value):
        self.parts[index] = value

    def __delitem__(self, index):
        del self.parts[index]

    def __len__(self):
        return len(self.parts)

    def __iter__(self):
        return iter(self.parts)

    def __contains__(self, item):
        return item in self.parts

    def __bool__(self):
        return any(self.parts)

    def __format__(self, spec):
        return "/".join(format(part, spec) for part in self.parts)

    def __round__(self, digits=None):
        return Vector(*(round(part, digits) for part in self.parts))

    def __divmod__(self, other):
        return "divmod", other

    def __rdivmod__(self, other):
        return "rdivmod", other

    def __pow__(self, other, modulus=None):
        return "pow", other, modulus

    def __reversed__(self):
        return reversed(self.parts)

    def __index__(self):
        return len(self.parts)

    def __float__(self):
        return float(abs(self))

    def __int__(self):
        return 42

    def __complex__(self):
        return complex(*self.parts[:2])

    def __call__(self, *args, **kwargs):
        return args, kwargs


v = Vector(3, 4)
print(v + v, v * 2, 2 * v, v @ v, -v, +v is v, abs(v), ~v, v[0], v[-1:], len(v), list(v), 3 in v, 9 in v, bool(v), bool(Vector(0)), f"{v:.1f}", f"{v:03d}", round(Vector(1.26, 2.5), 1), round(Vector(1.26)), divmod(v, 2), divmod(2, v), v**2, pow(v, 2, 3), list(reversed(v)), [10, 20, 30][v], float(v), int(v), complex(v), v(1, k=2), "ab" * v, hex(v), range(v), "%d" % v)
w = v
w += Vector(5)
v[0] = "zero"
del v[1]
print(w is v, v, [*v], {**{"v": len(v)}}, max(Vector(1, 9, 3)), sorted(Vector(3, 1, 2)), sum(Vector(1, 2)), tuple(v), list(zip(v, v)), dict(enumerate(v)))
a, b = Vector(1, 2)
print(a, b, *Vector(7, 8))


class Total:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return self.value < other.value

    def __le__(self, other):
        return self.value <= other.value

    def __hash__(self):
        return -1


print(Total(1) == Total(1), Total(1) != Total(2), Total(1) > Total(0), Total(1) >= Total(2), hash(Total(1)), {Total(1): "x"}[Total(1)], [Total(2), Total(1)].index(Total(1)), (Total(1), 5) < (Total(1), 6), sorted([Total(2), Total(1)])[0].value, min(Total(3), Total(2)).value)


class Meta(type):
    def __getitem__(cls, key):
        return f"{cls.__name__}[{key}]"

    def __len__(cls):
        return 7

    def __iter__(cls):
        return iter("meta")

    def __contains__(cls, item):
        return item == "in"

    def __add__(cls, other):
        return "meta add"

    def __bool__(cls):
        return False

    def __repr__(cls):
        return "<Meta class>"

    def __eq__(cls, other):
        return other == "same" or cls is other

    def __hash__(cls):
        return 5


class Made(metaclass=Meta):
    pass


print(Made["k"], len(Made), list(Made), "in" in Made, Made + 1, bool(Made), Made, Made == "same", Made == Made, hash(Made), {Made: 1}[Made], f"{Made}")


class Generic:
    def __class_getitem__(cls, item):
        return cls.__name__, item


class Sub(Generic):
    pass


print(Generic[int], Sub["x"], list[int], dict[str, int], tuple[int, ...], set[str])
for run in (lambda: int[0], lambda: Log["x"], lambda: 5 in 5, lambda: len(5), lambda: Log("a") < Log("b"), lambda: Log("a") == Log("a"), lambda: [] > {}, lambda: Log("x")[0], lambda: iter(Log("x")), lambda: next(Log("x")), lambda: None + 1, lambda: {} + {}, lambda: object() * 2, lambda: "a" % 1, lambda: divmod("a", 1), lambda: abs("x"), lambda: round("x"), lambda: pow(1, "a"), lambda: reversed(Log("x")), lambda: float(Log("x")), lambda: int(Log("x"))):
    show(run)


class Broken:
    def __eq__(self, other):
        raise ValueError("no comparison")

    def __hash__(self):
        return 1

    def __bool__(self):
        raise KeyError("no truth")

    def __len__(self):
        raise OverflowError("no length")

    def __iter__(self):
        raise LookupError("no iteration")

    def __repr__(self):
        raise RuntimeError("no repr")


broken = Broken()
for run in (lambda: broken in [1], lambda: {broken: 1, Broken(): 2}, lambda: not broken, lambda: len(broken), lambda: list(broken), lambda: [broken].count(broken), lambda: [broken].count(1), lambda: repr([broken]), lambda: 1 in broken, lambda: [1].index(broken)):
    show(run)
