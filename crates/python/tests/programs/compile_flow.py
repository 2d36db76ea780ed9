# Control flow: what runs, and in which order.
def log(*a):
    print(*a)
    return a[0] if a else None

def f1():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            log("body", i)
        except ValueError: log("never")
        else: log("else", i)
        finally: log("finally", i)
    else: log("no break")
    return "f1"
print(f1())

def f2():
    try:
        return log("value")
    finally:
        log("cleanup")
print(f2())

def f3():
    try: return 1
    finally:
        for x in [1, 2]:
            if x == 2: break
        else: log("no")
print(f3())

def f4():
    while True:
        try: return "inner"
        finally: break
    return "outer"
print(f4())

def f5():
    try:
        try: raise KeyError("a")
        except KeyError as e:
            log("caught", repr(e))
            raise ValueError("b") from e
        finally: log("f")
    except ValueError as v:
        log(repr(v), repr(v.__cause__), repr(v.__context__))
        try: e
        except NameError as n: log(type(n).__name__, n)
    try: v
    except NameError as n: log(type(n).__name__, n)
f5()

def f6():
    try: 1 / 0
    except ZeroDivisionError:
        try: [][1]
        except IndexError as e:
            log(repr(e.__context__))
    log("f6 end")
f6()

class M:
    def __init__(self, n, suppress=False): self.n, self.s = n, suppress
    def __enter__(self): log("enter", self.n); return self
    def __exit__(self, t, v, tb): log("exit", self.n, t and t.__name__, str(v)); return self.s

def f7():
    with M(1) as a, M(2, True) as b:
        log(a.n, b.n)
        raise ValueError("x")
    log("after")
    for i in range(3):
        with M(i):
            if i == 1: continue
            if i == 2: return "ret"
print(f7())

def f8():
    with M("r"):
        try: return log("inside")
        finally: log("fin")
print(f8())

try:
    with M(9): raise KeyError("out")
except KeyError as e: log("got", e)

def f9():
    i = 0
    while i < 3:
        i += 1
        if i == 2: continue
        log(i)
    else: log("while else")
f9()

def gen():
    try:
        x = yield 1
        log("sent", x)
        yield 2
    except GeneratorExit: log("closed"); raise
    except ValueError as e:
        log("thrown", e)
        yield "t"
    finally: log("gen finally")
g = gen(); print(next(g)); print(g.send("s")); g.close()
g = gen(); next(g); print(g.throw(ValueError("v"))); 
try: next(g)
except StopIteration: log("stop")

def outer():
    r = yield from inner()
    log("r", r)
    yield from [7, 8]
def inner():
    yield 5
    return "res"
print(list(outer()))

try:
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e: log(type(e).__name__, e.exceptions)
    except* TypeError as e:
        log(e.exceptions); raise OSError("new")
except ExceptionGroup as e: log(e.message, e.exceptions)
try:
    try: raise ValueError("naked")
    except* ValueError as e: log(repr(e))
    else: log("else")
    finally: log("fin")
except Exception as e: log("no", e)
try:
    try: pass
    except* ValueError: log("no")
    else: log("star else")
except ValueError: pass

def chain():
    log(1 < log(2) < log(3), 3 < log(2) < log(9))
    if 1 < 2 < 3 and not 3 < 2 < 1: log("yes")
    if not (1 < 2 < 1): log("not")
    x = 5
    while 0 < x < 6: x += 1
    log(x)
chain()
def boo(a, b, c):
    return ((a and b) or c, a or b and c, not a and not b, (a if b else c))
print(boo(0, 1, 2), boo(1, 0, 3), boo([], {}, ()))
def cond(a, b, c):
    r = []
    if a and (b or c): r.append(1)
    if a or (b and c): r.append(2)
    if not (a and b) or c: r.append(3)
    if (a if b else c): r.append(4)
    return r
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1): print(a, b, c, cond(a, b, c))
def asserts(x):
    try:
        assert x, f"bad {x}"
        assert x > 1 and x < 5
        return "ok"
    except AssertionError as e: return repr(e)
print(asserts(0), asserts(1), asserts(2))
def nested():
    for a in range(3):
        for b in range(3):
            try:
                try:
                    if b == 1: break
                    if a == 2: return "done"
                finally: log("in", a, b)
            finally: log("out", a, b)
        else: log("never")
print(nested())
def reraise():
    try:
        try: raise ValueError(1)
        except ValueError: raise
    except ValueError as e: return repr(e), e.__context__
print(reraise())
def nofinally():
    try:
        try: raise ValueError("a")
        finally:
            try: raise KeyError("b")
            except KeyError: log("swallowed")
    except ValueError as e: return repr(e)
print(nofinally())
def deleted():
    try: raise ValueError
    except ValueError as e: del e
    return "deleted"
print(deleted())
