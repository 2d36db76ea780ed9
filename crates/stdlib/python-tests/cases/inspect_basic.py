import inspect, functools
from inspect import *
from typing import List, Optional, Annotated, Callable, Dict
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "-", e)
def f(a, /, b: int, c="x", *args: str, d, e: Optional[int] = None, **kw) -> List[str]:
    """Doc

        indented
      less
    """
s = signature(f)
print(s, list(s.parameters), s.return_annotation, [p.kind.name for p in s.parameters.values()], s.parameters["b"].annotation, s.parameters["b"].default is Parameter.empty, repr(s.parameters["c"]), s.parameters["a"].kind.description, repr(s))
print(getdoc(f)); print(cleandoc("  a\n    b\n   c\n"))
class C:
    "class doc"
    def __init__(self, x: int, y=2): pass
    def m(self, q): "mdoc"
    @classmethod
    def cm(cls, z): pass
    @staticmethod
    def sm(w): pass
    def __call__(self, n, *, k=1): pass
    @property
    def p(self): return 1
class D(C):
    def m(self, q): pass
print(signature(C), signature(C(1)), signature(C(1).m), signature(C.m), signature(C.cm), signature(C.sm), getdoc(D), getdoc(D.m), getdoc(D(1).m))
class New:
    def __new__(cls, a, b=1): pass
class Nothing: pass
print(signature(New), signature(Nothing), signature(functools.partial(f, 1, c=5)), signature(functools.partial(f, 1, 2)), signature(lambda: 1), signature(lambda x, y=1: 1))
def deco(fn):
    @functools.wraps(fn)
    def w(*a, **k): pass
    return w
@deco
def wrapped(a: int, b: str = "q") -> None: pass
print(signature(wrapped), signature(wrapped, follow_wrapped=False), unwrap(wrapped).__code__.co_name)
async def co(): pass
async def ag(): yield
def g(): yield
print([[fn(x) for x in (f, co, ag, g, C, C(1).m, C(1), len)] for fn in (iscoroutinefunction, isasyncgenfunction, isgeneratorfunction, isfunction, ismethod, isclass, isbuiltin, isroutine)])
x = co(); print(iscoroutine(x), isawaitable(x), isawaitable(5), isgenerator(g()), isasyncgen(ag())); x.close()
b = s.bind(1, 2, 3, 4, d=5, z=6); print(b, b.args, b.kwargs, b.arguments); b2 = s.bind(1, 2, d=3); b2.apply_defaults(); print(b2)
t(lambda: s.bind()); t(lambda: s.bind(1)); t(lambda: s.bind(1, 2)); t(lambda: signature(C).bind(1, 2, 3)); t(lambda: signature(C).bind(1, q=3)); t(lambda: signature(C).bind(1, x=3)); t(lambda: s.bind_partial(1).arguments)
t(lambda: signature(5)); t(lambda: Parameter("1a", Parameter.KEYWORD_ONLY)); t(lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("b", Parameter.POSITIONAL_ONLY)]))
print(s.replace(return_annotation=int), s.parameters["b"].replace(name="zz", annotation=str), Signature([Parameter("a", Parameter.POSITIONAL_OR_KEYWORD, default=1)]))
print([n for n, v in getmembers(C, isfunction)], [n for n, v in getmembers(C(1), ismethod)], getmro(D), isabstract(C))
def ann(a: "int", b: Annotated[int, 1], c: int | None = None, d: Callable[[int], str] = len, *, e: Dict[str, "X"] = {}): pass
print(signature(ann)); print(getfullargspec(f)[:6]); print(signature(f) == signature(f))

class Dep:
    def __init__(self, q: str | None = None, skip: int = 0): pass
print(signature(Dep)); print(Parameter.empty, Signature.empty is Parameter.empty)
class SigO:
    __signature__ = Signature([Parameter("zz", Parameter.KEYWORD_ONLY)])
    def __call__(self): pass
print(signature(SigO()), ismodule(inspect), isdatadescriptor(C.p), ismethoddescriptor(C.__dict__["cm"]))
print(getattr_static(C, "p").__class__, getcallargs(lambda a, b=2: 0, 1))
