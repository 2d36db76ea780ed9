# Names: closures, classes, comprehensions, private names, global and nonlocal.
x = "module"
def outer():
    x = "outer"
    def inner():
        nonlocal x
        x = x + "!"
        return x
    class C:
        x = x + "?"
        y = [x for _ in range(1)]
        def m(self): return x
        z = lambda self: x
    return inner(), C.x, C.y, C().m(), C().z(), x
print(outer())
def g():
    global newglobal
    newglobal = [x for x in range(3)]
    return x
print(g(), newglobal, x)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
def cells():
    fs = [(lambda: (i, j)) for i in range(2) for j in "ab"]
    gs = [lambda i=i: i for i in range(3)]
    return [f() for f in fs], [g() for g in gs]
print(cells())
def shadow(x):
    a = [x for x in x]
    b = {x: y for x, y in zip(x, "abc")}
    c = {x for x in x if x}
    d = list(x for x in x)
    return x, a, b, sorted(c), d
print(shadow([1, 2, 0]))
print([y := 10, y ** 2], y)
def walrus():
    r = [last := i for i in range(4)]
    any((found := n) > 2 for n in range(9))
    if (n := len(r)) > 3: pass
    return r, last, found, n
print(walrus())
class P:
    __secret = 1
    def __hidden(self): return self.__secret
    def call(self): return self.__hidden()
    class __Inner: pass
    names = sorted(n for n in locals() if "ecret" in n or "idden" in n)
print(P().call(), P._P__secret, P.names, P._P__Inner.__name__)
class A:
    def f(self): return "A.f"
    @classmethod
    def c(cls): return cls.__name__
class B(A):
    def f(self): return [super().f(), __class__.__name__]
    def g(self): return [super(B, self).f() for _ in range(2)]
    @classmethod
    def c(cls): return super().c()
print(B().f(), B().g(), B.c())
print(B.__qualname__, B.f.__qualname__, outer.__name__, (lambda: 0).__qualname__)
def q():
    class K:
        def m(self): pass
    def h(): pass
    return K.m.__qualname__, h.__qualname__, (lambda: 1).__qualname__
print(q())
def params(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(params(1, d=4), params(1, 2, 3, 4, 5, d=6, z=7, a=8))
print(params.__defaults__, params.__kwdefaults__)
def ordered():
    out = []
    def p(v): out.append(v); return v
    p(1) + p(2) * p(3)
    {p("k1"): p("v1"), p("k2"): p("v2")}
    f = lambda *a, **k: None
    f(p("a"), *[p("b")], k=p("c"), **{"d": p("d")})
    o = [0, 0]
    o[p(0)] = p("rhs")
    o[p(1)] += p("aug") if False else 1
    p("x") if p("cond") else p("y")
    return out
print(ordered())
a, *b, c = range(5); print(a, b, c)
(a, b), [c, *d] = (1, 2), "xyz"; print(a, b, c, d)
*a, = "ab"; print(a)
i = j = [1]; i += [2]; print(j, i is j)
def dele():
    z = 1
    del z
    try: z
    except UnboundLocalError as e: print(e)
    try: del z
    except UnboundLocalError as e: print(e)
    def inner(): return w
    try: inner()
    except NameError as e: print(e)
    w = 1
dele()
try: undefined_name
except NameError as e: print(e)
def count():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
inc = count(); inc(); print(inc(5))
def deep():
    a = 1
    def l1():
        def l2():
            def l3(): return a
            return l3
        return l2
    return l1()()()
print(deep())
print((lambda a, *b, c=3, **d: (a, b, c, d))(1, 2, c=4, e=5))
print([[r * c for c in range(3)] for r in range(3)])
print({k: [v for v in range(k)] for k in range(3)})
print([(a, b) for a in range(3) if a for b in range(a) if b % 2 == 0])
def decorated():
    calls = []
    def d(n):
        calls.append(("make", n))
        def w(f): calls.append(("apply", n)); return f
        return w
    @d(1)
    @d(2)
    def f(): pass
    return calls
print(decorated())
def doc():
    """First line.

        Indented more.
    Same.
    """
print(repr(doc.__doc__))
class D:
    """Class doc"""
print(D.__doc__, D.__module__)
class E:
    x = 5
    l = list(x for x in range(3))
    try: m = [x * k for k in range(2)]
    except NameError as e: print("NameError", e)
print(E.l)
n = "global n"
def f(n):
    class X:
        n = n
        nonlocal_ = [n for _ in "a"]
    return X.n, X.nonlocal_
print(f(7))
def varnames(a, b): c = 1; return [d for d in (a, b, c)]
print(varnames(1, 2), f"{x!r:>10}|{x:{'>'}{10}}|{x=}|{1+1=}|{3.14159:.2f}|{{}}")
n = "w"; print(f"{n:*^{len(n) + 4}}", f'{"nested " + f"{n}"}', f"{'a' 'b'}" "c")
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
for [p, q] in [[1, 2]]: print(p, q)
print(*[1, 2], *(3, 4), sep="-")
print({**{"a": 1}, "b": 2, **{"a": 3}}, [*"ab", *"cd"], {*[1], 2}, (*[1], 2))
try: params(1, **{"d": 1}, **{"d": 2})
except TypeError as e: print(e)
try: print(*5)
except TypeError as e: print(e)
try: print(**5)
except TypeError as e: print(e)
