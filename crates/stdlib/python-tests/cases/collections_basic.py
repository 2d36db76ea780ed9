from collections import *
import collections.abc as abc
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p._asdict(), p._replace(y=9), P._fields, P._field_defaults, P.__module__, P.__doc__, P.__match_args__)
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P(1, x=2), lambda: p._replace(q=1), lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "_a"), lambda: namedtuple("A", "class")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(namedtuple("A", "a class a", rename=True)._fields, p == (1, 5), hash(p) == hash((1, 5)), P._make([1, 2]))
a, b = p
print(a, b, p[0], p[-1], p[0:1])
class Q(P):
    def total(self): return self.x + self.y
print(Q(3, 4).total(), Q(3, 4))
c = Counter("hello world")
print(c, c.most_common(2), c["zz"], c.total(), list(Counter(a=2, b=1).elements()))
print(Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=1) + Counter(b=2), Counter(a=1) | Counter(a=3), Counter(a=1) & Counter(a=3), +Counter(a=-1, b=2), -Counter(a=-1, b=2))
c.subtract("ll"); print(c); c.update({"q": 5}); print(c["q"]); del c["nothing"]
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a"); print(od); od.move_to_end("c", last=False); print(list(od)); print(od.popitem(), od.popitem(last=False), od)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), OrderedDict.fromkeys("ab"), OrderedDict(a=1) | {"b": 2})
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], list(m), len(m), m, m.new_child({"z": 1}), m.parents, dict(m), "b" in m, m.get("q", 7))
try: m["q"]
except KeyError as e: print("KeyError", e)
try: del m["b"]
except KeyError as e: print("KeyError", e)
class D(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
print(D(a=1, b=2), D({"x": 1}).get("X"), D(a=1) | {"b": 1}, isinstance(D(), abc.MutableMapping))
l = UserList([3, 1, 2]); l.sort(); print(l, l[1:], l + [4], len(l), 3 in l); l.append(9); print(l)
s = UserString("abc"); print(s.upper(), type(s.upper()).__name__, s + "d", s[1], "b" in s, len(s), s == "abc", s.split("b"))
for t in (abc.Mapping, abc.MutableMapping, abc.Sequence, abc.MutableSequence, abc.Set, abc.MutableSet, abc.Iterable, abc.Iterator, abc.Hashable, abc.Callable, abc.Sized, abc.Collection, abc.Container, abc.Generator, abc.Reversible):
    print(t.__name__, t.__module__, [isinstance(v, t) for v in ({}, [], (), "", set(), frozenset(), iter([]), (x for x in ()), len, range(3), b"", deque(), {}.keys(), {}.items(), 5, Counter(), od, m)])
async def co(): pass
async def ag(): yield
x = co(); print(isinstance(x, abc.Coroutine), isinstance(x, abc.Awaitable), isinstance(ag(), abc.AsyncGenerator), isinstance(ag(), abc.AsyncIterator)); x.close()
print(abc.Callable[[int, str], bool], abc.Callable[..., int], abc.Mapping[str, int], abc.Callable[[int], str].__args__, abc.Iterable[int].__origin__)
class M(abc.Mapping):
    def __init__(self): self.d = {"a": 1, "b": 2}
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return 2
print(dict(M()), M().get("z"), list(M().items()), M() == {"a": 1, "b": 2}, "a" in M(), list(M().keys()), list(M().values()), ("a", 1) in M().items())
class Bad(abc.Mapping): pass
try: Bad()
except TypeError as e: print("TypeError", str(e).split(" with")[0].split(" without")[0])
class S(abc.Set):
    def __init__(self, it): self.l = list(dict.fromkeys(it))
    def __iter__(self): return iter(self.l)
    def __len__(self): return len(self.l)
    def __contains__(self, v): return v in self.l
print(list(S("ab") | S("bc")), list(S("ab") & S("bc")), list(S("ab") - S("b")), list(S("ab") ^ S("bc")), S("a") <= S("ab"), S("ab") == S("ba"), S("ab") == {"a", "b"}, S("a").isdisjoint("b"))
class Sq(abc.MutableSequence):
    def __init__(self): self.l = []
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
q = Sq(); q.extend([1, 2, 3]); q.append(4); q.reverse(); q.remove(2); print(list(q), q.pop(), q.index(3), q.count(4), list(reversed(q))); q += [7]; print(q.l)
class V: pass
abc.Sized.register(V); print(isinstance(V(), abc.Sized), issubclass(V, abc.Sized))
class H:
    __hash__ = None
print(isinstance(H(), abc.Hashable), issubclass(list, abc.Hashable))
