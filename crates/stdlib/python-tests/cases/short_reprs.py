# Representations with limits.
import reprlib
from collections import deque

VALUES = [
    "x" * 50, "'\n" * 30, 10**60, [1] * 10, (1,), (), {"b": 1, "a": 2, "c": [1, 2, {"x": 1}], "d": 1, "e": 2}, {3, 1, 2}, set(), frozenset("abc"),
    deque(range(9)), [[[[[[[[1]]]]]]]], object, {1: {}}, [{}], {"a": 1, 2: 3}, 1.5, None, b"x" * 100, [None] * 7,
]  # fmt: skip
for value in VALUES:
    print(reprlib.repr(value))


class Broken:
    def __repr__(self):
        raise ValueError


print(reprlib.repr(Broken()).startswith("<Broken instance at 0x"))


class Short(reprlib.Repr):
    def repr_Point(self, value, level):
        return "a point"


class Point:
    pass


short = Short()
short.maxlist, short.maxlevel, short.maxother = 2, 2, 10
print(short.repr([Point(), 2, 3]), short.repr([[[1]]]), short.repr({"a": {"b": {"c": 1}}}))


class Recursive(list):
    @reprlib.recursive_repr("<again>")
    def __repr__(self):
        return "[" + ", ".join(map(repr, self)) + "]"


inner = Recursive([1])
inner.append(inner)
print(inner)
