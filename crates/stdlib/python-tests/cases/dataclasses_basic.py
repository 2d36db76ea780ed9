import inspect
from dataclasses import *
from typing import ClassVar, Any
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
@dataclass
class P:
    x: int
    y: int = 2
    z: list = field(default_factory=list)
    c: ClassVar[int] = 9
print(P(1), P(1, 3, [4]), P(1) == P(1), P(1) == P(2), P(x=5), P.__match_args__, [f.name for f in fields(P)], P.__doc__, P.y, hasattr(P, "z"))
t(lambda: P()); t(lambda: P(1, 2, 3, 4)); t(lambda: P(1, q=1)); t(lambda: P(1, x=1)); t(lambda: hash(P(1))); t(lambda: P(1) < P(2))
print(inspect.signature(P), asdict(P(1, 2, [P(3)])), astuple(P(1)), replace(P(1), y=7), is_dataclass(P), is_dataclass(P(1)), is_dataclass(5))
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = field(default="q", compare=False, repr=False)
f = F(1); print(f, hash(f) == hash(F(1)), F(1) < F(2), sorted([F(3), F(1)]), F(1, "x") == F(1, "y"), F(1) >= F(1))
t(lambda: setattr(f, "a", 2)); t(lambda: delattr(f, "a")); t(lambda: setattr(f, "zz", 2))
@dataclass
class B:
    a: int
    b: int = 1
@dataclass
class C(B):
    c: int = 3
    b: int = 5
    def __post_init__(self): self.total = self.a + self.b + self.c
print(C(1), C(1).total, [x.name for x in fields(C)])
def bad():
    @dataclass
    class X:
        a: int = 1
        b: int
t(bad)
def bad():
    @dataclass
    class X:
        a: list = []
t(bad)
def bad():
    @dataclass
    class X:
        a = field(default=1)
t(bad)
def bad():
    @dataclass(frozen=True)
    class X(B): pass
t(bad)
def bad():
    @dataclass
    class X(F): pass
t(bad)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int
    c: int = 4
print(K(1, b=2), inspect.signature(K)); t(lambda: K(1)); t(lambda: K(1, 2)); t(lambda: K())
@dataclass(kw_only=True)
class KO:
    a: int = 1
    b: int
print(KO(b=1)); t(lambda: KO())
@dataclass
class IV:
    a: int
    m: InitVar[int] = 3
    n: int = field(init=False, default=0)
    def __post_init__(self, m): self.n = self.a * m
print(IV(2), IV(2, 5), IV(2, m=1).n); t(lambda: replace(IV(2), a=3)); t(lambda: replace(IV(2), n=3))
@dataclass(slots=True)
class S:
    a: int
    b: int = 2
    def m(self): return super().__repr__() and self.a
print(S(1), S(1).m(), S.__slots__, S(1) == S(1)); print(hasattr(S(1), "__dict__"))
@dataclass(slots=True, frozen=True)
class SF:
    a: int
print(SF(1), hash(SF(1)) == hash(SF(1))); t(lambda: setattr(SF(1), "a", 1))
print(make_dataclass("M", ["x", ("y", int), ("z", int, field(default=5))])(1, 2), make_dataclass("M", [("a", int)], namespace={"f": lambda self: self.a})(3).f())
@dataclass(repr=False, eq=False)
class NR: a: int
print("NR object" in repr(NR(1)), NR(1) == NR(1))
@dataclass
class R:
    a: Any = None
r = R(); r.a = r; print(r)
@dataclass(unsafe_hash=True)
class U: a: int
print(hash(U(1)) == hash(U(1)))
match P(1, 2):
    case P(x, y): print("match", x, y)
print(fields(P)[0].type, fields(P)[1].default, fields(P)[0].default is MISSING, fields(P)[2].default_factory, fields(P)[0].metadata)
t(lambda: fields(5)); t(lambda: asdict(5)); t(lambda: field(default=1, default_factory=int))
@dataclass
class D:
    d: dict = field(default_factory=dict, metadata={"k": 1})
    t: tuple = ()
print(asdict(D({"a": B(1)}, (B(2),))), fields(D)[0].metadata["k"], asdict(D(), dict_factory=lambda p: [k for k, _ in p]))
class Outer:
    @dataclass
    class Inner: v: int = 0
print(Outer.Inner(), inspect.signature(IV), P.__init__.__annotations__, P.__init__.__qualname__)
import copy
print(copy.replace(P(1), x=8))
@dataclass(init=False)
class NI:
    a: int
    def __init__(self): self.a = 9
print(NI())
print(P.__dataclass_params__)
