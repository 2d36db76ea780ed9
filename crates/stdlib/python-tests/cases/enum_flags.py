from enum import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0
print(P.R, P.R | P.W, repr(P.R | P.X), P.RW, P(3) is P.RW, P(5), list(P), P.R in P.RW, P.X in P.RW, ~P.R, P.R ^ P.RW, P.RW & P.W, bool(P(0)), P(0), list(P.RW), len(P.RW), P.RW.value, str(P.R | P.X), P.NONE, P, P(7), ~P.RW)
t(lambda: P(8)); t(lambda: P.R | 4); t(lambda: P("a")); t(lambda: 1 in P.RW); t(lambda: P["R"]); t(lambda: P.RW.name); t(lambda: (P.R | P.X).name)
class I(IntFlag):
    A = 1
    B = 2
    C = 4
print(I.A | I.B, repr(I.A | I.B), I.A | 4, repr(I(8)), I(8), repr(I(9)), I.A + 1, f"{I.A|I.C}", repr(~I.A), I.A == 1, list(I(5)), repr(I(0)), isinstance(I.A | I.B, I), 3 & I.A, repr(I.A ^ 3))
class Cf(Flag, boundary=CONFORM):
    A = 1; B = 2
print(Cf(9), repr(Cf(8)))
class E2(IntFlag, boundary=EJECT):
    A = 1
print(repr(E2(9)))
class G(Flag):
    A = 1; B = 4; D = auto()
print(list(G), G.D.value)
t(lambda: verify(UNIQUE)(Enum("Q", {"a": 1, "b": 1}))); t(lambda: verify(CONTINUOUS)(IntEnum("Q", {"a": 1, "b": 3})))
print(__import__("enum").show_flag_values(11), list(P.__members__), FlagBoundary.KEEP)
