from typing import *
import typing, collections.abc as abc
T = TypeVar("T"); K = TypeVar("K", bound=int); P = ParamSpec("P")
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "-", e)
for x in (Any, Optional[int], Union[int, str], int | None, Optional["X"], List[int], Dict[str, List[int]], Tuple[int, ...], Tuple[()], Callable[[int], str], Callable[..., int], Callable[P, int], ClassVar[int], Final, Final[int], Literal["a", 1, "a", True], Annotated[int, 1, "x"], Annotated[Annotated[int, 1], 2], Type[int], Type, List, NoReturn, Never, Self, T, Required[int], NotRequired[int], Iterable[int], Generator[int, None, str], AsyncIterator[int], Unpack[Tuple[int]], Concatenate[int, P], TypeGuard[int], Set[int], FrozenSet[int], Deque[int], DefaultDict[str, int], Text, Hashable, Sized, ContextManager, List[Any], Union[int, None, str], Optional[Union[int, str]], Literal[None], LiteralString, Mapping[str, Any]):
    print(x, "|", get_origin(x), get_args(x))
print(Union[int, str] == (int | str), Union[int] is int, Optional[int] == (int | None), List[int] == List[int], List[int] == list[int], hash(List[int]) == hash(List[int]), Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1], Annotated[int, 1] == Annotated[int, 1], {Optional[int]: 1}[Union[None, int]])
print(List[T][int], Dict[K, T][int, str], Dict[str, T].__parameters__, Union[T, int][str], Callable[[T], K][int, bool], Annotated[T, 1][int], Optional[List[T]][int], list[T][int], Callable[P, T][[int, str], bool], Callable[[T], T][int])
t(lambda: List[int, str]); t(lambda: Dict[int]); t(lambda: Optional[int, str]); t(lambda: Annotated[int]); t(lambda: Any()); t(lambda: isinstance(1, Any)); t(lambda: isinstance([], List[int])); t(lambda: isinstance([], List)); t(lambda: issubclass(list, Sequence)); t(lambda: Union[()]); t(lambda: ClassVar()); t(lambda: List()); t(lambda: Self[int]); t(lambda: Callable[int]); t(lambda: Callable[int, str]); t(lambda: TypeVar("X", int)); t(lambda: TypeVar("X", int, bound=str)); t(lambda: Generic[int]); t(lambda: List[int][str]); t(lambda: Literal[1, 2][int]); t(lambda: Final[int, str])
class Box(Generic[T]):
    def __init__(self, v): self.v = v
print(Box[int], Box[int](3).v, Box[int](1).__orig_class__, Box.__parameters__, Box.__orig_bases__, Box[T][int], Box[int] == Box[int])
class Pair(Box[T], Generic[T, K]): pass
print(Pair.__parameters__, Pair[int, int], Pair.__mro__[-3:]); t(lambda: Pair[int]); t(lambda: Box[int, str]); t(lambda: Box[int][str])
class IntBox(Box[int]): pass
print(IntBox.__orig_bases__, IntBox.__parameters__, IntBox(1).v); t(lambda: IntBox[int])
class L(List[int]): pass
print(L.__mro__, L.__orig_bases__, L([1]))
class D(Dict[str, T]): pass
print(D[int], D.__mro__)
def bad():
    class B(Generic[T], Generic[K]): pass
t(bad)
def bad():
    class B(Generic): pass
t(bad)
def bad():
    class B(Optional[int]): pass
print(isinstance(Box(1), Box), T.__name__, K.__bound__, T.__constraints__, AnyStr.__constraints__, T.__covariant__, P.args, P.kwargs, P.__name__)
print(cast(int, "x"), TYPE_CHECKING)
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__, UserId.__name__, Optional[UserId], List[UserId])
print(get_origin(Generic[T]), get_origin(Generic), get_origin(abc.Callable[[int], str]), get_args(abc.Callable[[int], str]), get_args(abc.Callable[..., str]), get_args(dict[str, int]), get_origin(P.args) is P)
A: TypeAlias = "int"
class Par(NamedTuple):
    "doc"
    x: int
    y: str = "a"
    def m(self): return self.x * 2
print(Par(1), Par(1).m(), Par._fields, Par._field_defaults, Par.__annotations__, Par.__doc__, Par.__bases__, Par.__orig_bases__ == (NamedTuple,), Par(x=2, y="z")._asdict())
N2 = NamedTuple("N2", [("a", int), ("b", "str")]); print(N2(1, 2), N2.__annotations__, N2.__module__)
def bad():
    class X(NamedTuple):
        a: int = 1
        b: int
t(bad)
class TD(TypedDict):
    a: int
    b: NotRequired[str]
class TD2(TD, total=False):
    c: float
    d: Required[int]
print(TD(a=1, b="x"), TD2.__annotations__, sorted(TD2.__required_keys__), sorted(TD2.__optional_keys__), TD2.__total__, TD.__total__, is_typeddict(TD), is_typeddict(dict), TD.__bases__, TD2.__bases__, TD.__mro__)
t(lambda: isinstance({}, TD))
print(TypedDict("F", {"in": int, "x": "str"}).__annotations__, TypedDict("F", {"in": int}, total=False).__optional_keys__)
class GTD(TypedDict, Generic[T]):
    v: T
print(GTD[int], GTD.__annotations__, GTD.__parameters__, get_type_hints(TD2), get_type_hints(TD2, include_extras=True))
