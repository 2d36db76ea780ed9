import functools
from functools import *
@lru_cache(maxsize=2)
def f(x, *, y=0):
    "doc"
    print("call", x, y)
    return x + y
f(1); f(1); f(2); f(3); f(1); f(1, y=2)
print(f.cache_info(), f.cache_parameters(), f.__name__, f.__doc__, f.__wrapped__(9)); f.cache_clear(); print(f.cache_info())
@lru_cache
def g(): return object()
print(g() is g())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), fib.cache_info())
try: f([])  # the words differ between natives
except TypeError as e: print(str(e)[-23:])
class A:
    n = 0
    @cached_property
    def v(self):
        "d"
        self.n += 1
        return self.n
    @lru_cache
    def m(self): return 5
a = A(); print(a.v, a.v, a.__dict__, A.v.__doc__, a.m()); del a.v; print(a.v)
def deco(fn):
    @wraps(fn)
    def inner(*a, **k):
        "inner"
        return fn(*a, **k)
    return inner
@deco
def named(a: int, b="x") -> str:
    "Named doc"
named.extra = 1
print(named.__name__, named.__doc__, named.__annotations__, named.__wrapped__.__name__, named.__qualname__)
@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) < T(2), T(1) != T(2))
try:
    @total_ordering
    class N: pass
except ValueError as e: print(e)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
p = partial(int, base=2); print(p("101"), p.keywords, p.args, p.func)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 7))
class PM:
    def base(self, a, b=2): return (a, b)
    one = partialmethod(base, 1)
    two = partialmethod(base, b=7)
print(PM().one(), PM().one(b=5), PM().two(3))
@singledispatch
def show(x): return f"object {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return f"list {len(x)}"
@show.register(str)
@show.register(bytes)
def _(x): return "text"
from collections.abc import Mapping
@show.register(Mapping)
def _(x): return "mapping"
@show.register
def _(x: float | complex): return "num"
print(show(1), show(True), show([1]), show("s"), show(b""), show({}), show(1.5), show(2j), show(None), show.dispatch(bool).__name__)
try: show()
except TypeError as e: print(str(e)[-23:])
class SD:
    @singledispatchmethod
    def m(self, x): return "obj"
    @m.register
    def _(self, x: int): return "int"
print(SD().m(1), SD().m("a"))
