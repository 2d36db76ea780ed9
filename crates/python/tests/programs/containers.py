"""Lists, tuples, dicts, sets, ranges, slices."""

items = [5, 3, 8, 1]
items.append(9)
items.extend((2, 7))
items.insert(1, 4)
items.insert(-1, 6)
items.insert(100, 0)
print(items, items.pop(), items.pop(0), items.index(8), items.count(3), len(items), 8 in items, 100 in items)
items.remove(8)
items.reverse()
print(items, items.copy(), items[1:3], items[::-1], items[-2:], items[5:1], items[:100])
items.sort()
print(items, sorted(items, reverse=True), sorted(["bb", "a", "ccc"], key=len), sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([3, 1, 2], key=lambda v: -v), sorted("hello"), sorted([True, 0, 2.5, -1]))
print(sorted([(1, "a"), (0, "b"), (1, "c"), (0, "d")], key=lambda p: p[0]), sorted([(1, "a"), (0, "b"), (1, "c"), (0, "d")], key=lambda p: p[0], reverse=True))
big = [(i * 7919) % 1000 for i in range(200)]
print(sorted(big) == sorted(big, key=lambda v: (v,)), sorted([str(v) for v in big])[:5])
items[1:3] = ["x", "y", "z"]
items[::2] = [0] * len(items[::2])
print(items)
del items[0], items[-1], items[1:3]
print(items)
items[:] = []
items += "ab"
items *= 2
print(items, [1] + [2], [1, 2] * 2, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, 2] != (1, 2), [[]] * 2)
nested = [1]
nested.append(nested)
print(nested, repr(nested))
d = {}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
print((1,), (), (1, 2) + (3,), (1, 2) * 2, (1, 2)[0], (1, 2, 3)[1:], (1, 2).index(2), (1, 1).count(1), (1, "a") < (1, "b"), tuple("ab"), tuple([1]), hash((1, 2)) == hash((1, 2)), (1, (2, [3])))
d = {"a": 1, "b": 2}
d["c"] = 3
d.update({"a": 10}, e=5)
d.update([("f", 6)])
d.setdefault("g", []).append(7)
print(d, d.get("zz"), d.get("zz", 0), d.pop("e"), d.pop("zz", None), list(d), len(d), "a" in d, "zz" in d, d.popitem())
print(d.keys(), d.values(), d.items(), list(reversed(d)), d | {"z": 1}, {"z": 1} | d, dict.fromkeys("ab", 0), dict([(1, 2)], x=3), dict(a=1), {**d, "b": 0}, d == dict(d), {1: 1} == {1.0: True}, {1: "a", 1.0: "b", True: "c"})
del d["a"]
d["a"] = "again"
print(d, d.copy() is not d, list(d.items())[-1], max(d), [k for k, v in d.items() if v == 2])
d |= {"n": None}
print(d, d.keys() & {"a", "zz"}, d.keys() - {"a", "b", "c", "f"}, sorted(d.keys() | {"q"}), d.keys() >= {"a"}, {"a": 1}.items() == {("a", 1)}, ("a", "again") in d.items(), 2 in d.values(), d.keys().isdisjoint(["zz"]), sorted({"a": 1}.keys() ^ {"b"}))
d.clear()
print(d, bool(d), {} or "empty")
s = {3, 1}
s.add(2)
s.update([5], (6,))
s.discard(100)
s.remove(1)
print(sorted(s), len(s), 3 in s, sorted(s | {9}), s & {2, 3, 7} == {2, 3}, sorted(s - {2}), sorted(s ^ {2, 100}), s <= {2, 3, 5, 6, 7}, s < s, s >= {2}, s.isdisjoint({50}), s.issubset(range(10)), s.issuperset([2]), s == {2, 3, 5, 6}, set() == frozenset(), sorted(s.union([1], [0])), sorted(s.intersection([2, 3], [3])), sorted(s.difference([2], [3])), sorted(s.symmetric_difference([2])))
s &= {2, 3}
s |= {4}
s -= {2}
s ^= {4, 5}
print(sorted(s), set(), frozenset(), frozenset([1]), {1}, {frozenset([1]): "f"}[frozenset([1])], {1} in {frozenset([1])}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), type(frozenset([1]) | {2}).__name__, type({1} | frozenset([2])).__name__, s.pop() in (3, 5), {1, True, 1.0})
r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:4], r[::-1], 5 in r, 6 in r, 5.0 in r, "x" in r, r.index(8), r.count(8), r == range(2, 18, 3), range(0) == range(5, 5), r.start, r.stop, r.step, list(reversed(r)), range(5, 0, -2), list(range(5, 0, -2)), bool(range(0)), hash(range(3)) == hash(range(0, 3)), list(range(10**20, 10**20 + 3)), range(10)[2:8:2], range(10)[::-2], len(range(0, 10**10, 7)))
sl = slice(1, 10, 2)
print(sl, sl.start, sl.stop, sl.step, sl.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(5), slice(1, 2) == slice(1, 2), slice(10, 0, -3).indices(7), slice(0, 100, 5).indices(3), slice(-100, -50).indices(10), slice(3, 1).indices(10))
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d, *[1, 2], {**{"k": 1}}, [*"ab", *range(2)], (*[1], 2), {*"aab"} == {"a", "b"})
for make in (lambda: [k for k in {1: 1} for _ in [{}]], lambda: next(iter([])), lambda: list(zip("ab", [1, 2])), lambda: list(enumerate("ab", 1)), lambda: list(map(str, [1])), lambda: list(filter(None, [0, 1]))):
    try:
        print(make())
    except StopIteration as error:
        print("StopIteration", error.value)


def changed(mapping, change):
    try:
        for _ in mapping:
            change()
    except RuntimeError as error:
        print(error)


d = {1: 1}
changed(d, lambda: d.update({len(d) + 1: 0}))
changed(d.items(), lambda: d.update({len(d) + 100: 0}))
s = {1}
changed(s, lambda: s.add(len(s) + 1))
items = [1, 2]
for item in items:
    if len(items) < 5:
        items.append(item * 10)
print(items)
try:
    items.sort(key=lambda v: items.append(v) or v)
except ValueError as error:
    print(error, items)
try:
    [1, 2, "a"].sort()
except TypeError as error:
    print(error)


class Key:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Key) and self.value == other.value

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return f"Key({self.value})"

    def __lt__(self, other):
        return self.value < other.value


print({Key(1): "a", Key(1): "b", 1: "c"}, Key(2) in {Key(2)}, [Key(1), Key(2)].index(Key(2)), sorted([Key(3), Key(1)]), {Key(1)} & {Key(1), Key(2)}, max(Key(1), Key(5)) if False else "", [Key(1)] == [Key(1)], (Key(1), 2) == (Key(1), 2), {"k": Key(1)} == {"k": Key(1)})


class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


d = Default(a=1)
print(d["x"], d, d.get("y"), type(d | {}).__name__, isinstance(d, dict), len(d), list(d), {**d}, dict(d), d == {"a": 1, "x": "xx"}, repr(d), d.copy())


class Stack(list):
    def __init__(self, *args):
        super().__init__(args)

    def push(self, item):
        self.append(item)
        return self


stack = Stack(1, 2).push(3)
print(stack, stack[-1], stack[1:], type(stack[1:]).__name__, stack + [4], len(stack), list(stack), stack == [1, 2, 3], [0] + stack, stack * 2, 2 in stack, [*stack], sorted(stack, reverse=True), bool(Stack()), stack.index(2))


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    x = property(lambda self: self[0])


p = Point(1, 2)
print(p, p.x, p == (1, 2), hash(p) == hash((1, 2)), p + (3,), type(p + (3,)).__name__, [*p], {p: 1}[(1, 2)])


class Bag(set):
    pass


bag = Bag([1])
bag.add(2)
print(bag, len(bag), 2 in bag, sorted(bag), bag == {1, 2}, frozenset(bag) == bag, Bag())


class Old:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * 10

    def __len__(self):
        return 3


print(list(Old()), 20 in Old(), 5 in Old(), list(reversed(Old())), [*Old()], tuple(Old()), max(Old()), bool(Old()))
it = iter([1, 2, 3])
print(next(it), list(it), list(it), next(it, "done"), list(iter(lambda c=iter("abx"): next(c), "x")), type(iter([])).__name__, type(iter({})).__name__, type(iter(())).__name__, type(iter("")).__name__, type(iter(set())).__name__, type(iter({}.items())).__name__, type(iter(range(1))).__name__, type(reversed([])).__name__)
