# Patterns of match: which one takes a subject, and what it binds.
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
RED = "red"
class K: V = 3
def m(v):
    match v:
        case 0 | -1 | 2.5: return "num"
        case "a" | b"b": return "str"
        case None: return "none"
        case True: return "true"
        case K.V: return "dotted"
        case []: return "empty"
        case [x]: return "one", x
        case [1, *rest]: return "starts1", rest
        case [*init, 9]: return "ends9", init
        case [a, (b, c), *_] if a == b: return "guard", c
        case (("x" | "y") as k, v): return "alt", k, v
        case [_, _]: return "two"
        case {"k": kk, "n": {"m": mm}}: return "map", kk, mm
        case {"k": 1, **rest}: return "rest", rest
        case {"z": _}: return "z"
        case P(0, y=yy): return "P0", yy
        case P(x, P(a, b) as inner): return "nested", x, a, b, inner.x
        case P(x=xx): return "P", xx
        case int(n) | float(n): return "number", n
        case str() as s if len(s) > 3: return "long", s
        case str(): return "short"
        case {}: return "anymap"
        case _: return "default"
for v in [0, -1, 2.5, "a", b"b", None, True, 3, [], [5], [1, 2, 3], [4, 9], [7, (7, 8), 1], ("x", 5), ("y", 1), [2, 3],
          {"k": 5, "n": {"m": 6}}, {"k": 1, "o": 2}, {"z": 0}, P(0, 4), P(1, P(2, 3)), P(5, 6), 42, 1.5, "long one", "sh", {"q": 1}, {1}, (1, 2, 3, 4)]:
    print(m(v))
def nobind(v):
    x = "old"
    match v:
        case [x, 1]: return "m", x
        case _: return "kept", x
print(nobind([5, 2]), nobind([5, 1]))
match 5:
    case int() if False: pass
    case z: print("z", z)
match [1, [2, [3, 4]]]:
    case [a, [b, [*c]]]: print(a, b, c)
match {"a": 1, "b": 2}:
    case {"a": x, **r}: print(x, r)
match 1, 2:
    case a, b: print(a + b)
def ret(v):
    for i in v:
        match i:
            case 1: continue
            case 2: break
            case 3: return "three"
    return i
print(ret([1, 2, 3]), ret([1, 3]), ret([1, 1]))
match 3+4j:
    case 3+4j: print("complex")
try:
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e: print(e)
