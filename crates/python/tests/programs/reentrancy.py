"""Containers that Python code changes while they are worked on, and very long numbers."""

print(len(f"{1.5:.100000f}"), len("%.70000f" % 0.1), f"{1.5:.100000g}", len(f"{1.5:#.100000g}"), len(f"{1.5:.100000e}"), f"{0.1:.60f}", f"{5e-324:.1080f}"[-20:], len(f"{1.5:.100000%}"))
class Evil:
    def __init__(s, x): s.x = x
    def __index__(s):
        x.clear(); return 3
x = list(range(10))
x[Evil(x):8] = [1,2]
print(x)
x = list(range(10))
del x[Evil(x):8]
print(x)
x = list(range(10))
try: x[Evil(x)] = 1
except IndexError as e: print(e)
x = list(range(10))
print(x[Evil(x):8])
x = list(range(10))
x.insert(Evil(x), 5)
print(x)
x = list(range(10))
try: print(x.pop(Evil(x)))
except IndexError as e: print(e)
x = bytearray(b"0123456789")
x[Evil(x):8] = b"abc"
print(x)
x = bytearray(b"0123456789")
x[0] = Evil(x) if False else 65
x = bytearray(b"0123456789")
try: x[2] = Evil(x)
except IndexError as e: print(e)
class EqClear:
    def __hash__(self): return 1
    def __eq__(self, o):
        d.clear(); l.clear(); return False
d = {}
l = []
a = EqClear(); b = EqClear()
d[a] = 1; d[b] = 2
print(len(d))
l = [EqClear(), EqClear()]
print(a in l, l)
l = [EqClear(), EqClear()]
try: l.remove(a)
except ValueError as e: print(e)
l = [EqClear(), EqClear()]
print(l.count(a), l == [EqClear(), EqClear()], l)
s = {EqClear()}
x = [1]; x.extend(x); x += x; x[1:1] = x; print(x)
b = bytearray(b"ab"); b.extend(bytes(b)); b += bytes(b); b[1:1] = bytes(b); print(b)
d = {1: 1}; d.update(d); d |= d; print(d)
s = {1}; s.update(s); s |= s; s ^= s; print(s)
class LS:
    def __lt__(self, o): lst.append(1); return True
lst = [LS(), LS()]
try: lst.sort()
except ValueError as e: print(e)
print(len(lst))
class R:
    def __repr__(self):
        q.clear(); return "R"
q = [R(), R(), R()]
print(q)
it = iter(q); q.extend([1]); print(list(it)); q.append(5); print(list(it))
print("x".join(str(i) for i in range(3)), complex.from_number(3))
