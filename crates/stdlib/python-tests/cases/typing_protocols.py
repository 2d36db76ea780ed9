from typing import *
import typing
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "-", e)
T = TypeVar("T")
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
class G: pass
print(isinstance(F(), Closer), isinstance(G(), Closer), issubclass(F, Closer), issubclass(G, Closer))
class Named(Protocol):
    name: str
t(lambda: isinstance(F(), Named)); t(lambda: Named()); t(lambda: issubclass(F, Named))
@runtime_checkable
class RN(Protocol):
    name: str
class HasN:
    def __init__(self): self.name = "x"
print(isinstance(HasN(), RN), isinstance(G(), RN)); t(lambda: issubclass(HasN, RN))
class Impl(Closer):
    def __init__(self, q): self.q = q
    def close(self): return self.q
print(Impl(3).close(), isinstance(Impl(3), Closer), Closer._is_protocol, Impl._is_protocol)
class GP(Protocol[T]):
    def get(self) -> T: ...
print(GP[int], GP.__parameters__, get_origin(GP[int]) is GP)
def bad():
    @runtime_checkable
    class X: pass
t(bad)
def bad():
    class X(G, Protocol): pass
t(bad)
print(isinstance(1, SupportsInt), isinstance("a", SupportsInt), isinstance(1.5, SupportsFloat), isinstance(1, SupportsIndex), isinstance(-1, SupportsAbs), issubclass(int, SupportsRound), SupportsAbs[int])
def f(a: int, b: "Optional[str]" = None, *args: "int", c: Annotated[int, 1], **kw: List["G"]) -> "G": pass
print(get_type_hints(f)); print(get_type_hints(f, include_extras=True))
class C:
    x: int
    y: "List[C]"
    z: ClassVar["int"] = 3
class C2(C):
    w: "C2 | None"
    x: Annotated[str, "m"]
print(get_type_hints(C2)); print(get_type_hints(C2, include_extras=True))
t(lambda: get_type_hints(5)); print(get_type_hints(len))
def g(x: "Missing"): pass
t(lambda: get_type_hints(g)); print(get_type_hints(g, {"Missing": int}))
@overload
def o(x: int) -> int: ...
@overload
def o(x: str) -> str: ...
t(lambda: o(1))
def o(x): return x
print(o(5), len(get_overloads(o)))
@final
class Fi:
    @override
    def m(self): pass
print(Fi.__final__, Fi.m.__override__)
t(lambda: assert_never("x")); print(assert_type(1, int)); print(reveal_type(3))
@no_type_check
def nt(x: "not a type!"): pass
print(get_type_hints(nt))
@dataclass_transform(kw_only_default=True)
def dt(c): return c
print(dt.__dataclass_transform__["kw_only_default"])
print(get_type_hints(TypedDict("Q", {"a": "int", "b": Required["str"]})))
print(ForwardRef("int"), ForwardRef("int") == ForwardRef("int"), List["int"], List["int"].__args__[0].__forward_arg__)
t(lambda: ForwardRef(5)); t(lambda: List["1 +"])
print(IO[str], TextIO, Pattern[str] if hasattr(typing, "Pattern") else "")
