import enum, copy
from enum import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
class Color(Enum):
    "Colours"
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def shout(self): return self.name + "!"
    @property
    def low(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.GREEN
print(Color.RED, repr(Color.RED), Color(1), Color["GREEN"], Color.CRIMSON, list(Color), len(Color), Color.RED.shout(), Color.RED.low, Color.default(), Color.__members__, Color, f"{Color.RED}", "%s" % Color.RED, Color.__doc__)
t(lambda: Color(9)); t(lambda: Color["X"]); t(lambda: Color.X); t(lambda: setattr(Color, "RED", 5)); t(lambda: Color.RED < Color.GREEN); t(lambda: delattr(Color, "RED"))
print(Color.RED in Color, 1 in Color, 9 in Color, Color.RED is Color(Color.RED), Color.RED == 1, hash(Color.RED) == hash("RED"), isinstance(Color.RED, Color), type(Color), Color.RED.name, Color.RED.value, list(reversed(Color)), bool(Color.RED))
print(copy.deepcopy(Color.RED) is Color.RED, copy.copy(Color.RED) is Color.RED, {Color.RED: 1}[Color.RED])
class S(str, Enum):
    A = "a"
    B = "b"
print(S.A, repr(S.A), S.A == "a", S("b"), f"{S.A}", S.A.upper(), str(S.A), "a" in S, isinstance(S.A, str), hash(S.A) == hash("a"), "-".join([S.A, S.B]), S.A.value)
class I(IntEnum):
    ONE = 1
    TWO = 2
print(I.ONE, repr(I.ONE), I.ONE + 1, I.ONE < I.TWO, f"{I.ONE:03d}", I(2), sorted([I.TWO, I.ONE]), str(I.ONE), I.ONE == 1)
class St(StrEnum):
    X = auto()
    YY = auto()
    Z = "zed"
print(St.X, repr(St.YY), St.Z, St("zed"), f"{St.X}", list(St))
class A(Enum):
    P = auto(); Q = auto(); R = 10; T = auto()
print(list(A))
class Gen(Enum):
    def _generate_next_value_(name, start, count, last): return f"{name}-{count}"
    U = auto(); V = auto()
print(list(Gen))
class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (6.4, 3.3)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def g(self): return round(self.mass / self.radius, 2)
print(Planet.EARTH, repr(Planet.EARTH), Planet.EARTH.mass, Planet.MARS.g, Planet((5.9, 6.3)))
class New(Enum):
    A = "a", 1
    B = "b", 2
    def __new__(cls, v, n):
        o = object.__new__(cls); o._value_ = v; o.n = n; return o
print(New("a"), New.B.n, repr(New.B), list(New))
class Miss(Enum):
    A = "a"; OTHER = "other"
    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str): return cls.OTHER
        return None
print(Miss("zzz")); t(lambda: Miss(4))
class Bad(Enum):
    A = 1
    @classmethod
    def _missing_(cls, value): return 5
t(lambda: Bad(3))
def ext():
    class E(Color): X = 1
t(ext)
def dup():
    class E(Enum):
        A = 1
        A = 2
t(dup)
def dup2():
    @unique
    class E(Enum):
        A = 1
        B = 1
t(dup2)
F = Enum("F", "X Y Z"); print(list(F), F.__module__, F)
t(lambda: list(Enum("G", ["a", "b"], start=5))); t(lambda: list(Enum("H", {"a": "x", "b": "y"}))); t(lambda: list(Enum("J", [("q", 1)], type=str))); t(lambda: list(IntEnum("K", "a b")))
class N(Enum):
    A = member(lambda self: 1)
    B = nonmember(5)
    C = 3
    class Inner: pass
    _ignore_ = ["D"]
    def m(self): return "m"
print(list(N.__members__), N.B, N.C.m(), N.Inner)
class U(Enum):
    L = [1]; M = {}
print(U([1]), U.M, U({}))
class V(Enum):
    name = 1
    value = 2
print(V.name, V.value, V.name.value, V.value.name, list(V))
class Empty(Enum):
    def hi(self): return "hi"
class Full(Empty):
    A = 1
print(Full.A.hi(), Full.A)
match Color.RED:
    case Color.GREEN: print("g")
    case Color.RED: print("r")
t(lambda: Color())
t(lambda: Enum("x"))
class Neg(Enum):
    A = 1
    def __str__(self): return "custom"
    def __repr__(self): return "R"
print(Neg.A, [Neg.A], f"{Neg.A}")
class FloatE(float, Enum):
    PI = 3.14
print(FloatE.PI, FloatE.PI * 2, repr(FloatE.PI), FloatE(3.14))
class OrderedE(Enum):
    A = 1; B = 2
    def __lt__(self, o): return self.value < o.value
print(sorted([OrderedE.B, OrderedE.A]), min(OrderedE))
