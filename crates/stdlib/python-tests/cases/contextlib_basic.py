import asyncio, io, sys
from contextlib import *
@contextmanager
def cm(name):
    print("enter", name)
    try:
        yield name
    except ValueError as e:
        print("caught", e)
    finally:
        print("exit", name)
with cm("a") as v: print(v)
with cm("b"): raise ValueError("x")
try:
    with cm("c"): raise KeyError("k")
except KeyError as e: print("out", e)
@contextmanager
def no(): 
    if False: yield
try:
    with no(): pass
except RuntimeError as e: print(e)
@contextmanager
def two(): yield 1; yield 2
try:
    with two(): pass
except RuntimeError as e: print(e)
try:
    with cm("s"): raise StopIteration("stop")
except StopIteration as e: print("stopiter", e)
@cm("deco")
def fn(): print("fn"); return 3
print(fn(), fn())
with suppress(KeyError, ValueError): {}["x"]
with ExitStack() as st:
    st.enter_context(cm("1")); st.enter_context(cm("2")); st.callback(print, "cb", end="!\n")
    st.push(lambda *a: print("push", a[0]) or True)
    raise KeyError("swallowed")
try:
    with ExitStack() as st:
        st.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as e: print(repr(e), repr(e.__context__))
try: ExitStack().enter_context(5)
except TypeError as e: print(e)
st = ExitStack(); st.callback(print, "late"); st2 = st.pop_all(); st.close(); print("closed"); st2.close()
with redirect_stdout(io.StringIO()) as o: print("hidden")
print(repr(o.getvalue()))
with nullcontext(7) as n: print(n)
class C:
    def close(self): print("close")
with closing(C()): print("in")
class CD(ContextDecorator):
    def __enter__(self): print("E"); return self
    def __exit__(self, *a): print("X")
@CD()
def zz(): print("zz")
zz()
@asynccontextmanager
async def acm(n):
    print("aenter", n)
    try: yield n
    except ValueError: print("acaught")
    finally: print("aexit", n)
async def main():
    async with acm(1) as x: print(x)
    async with acm(2): raise ValueError
    async with AsyncExitStack() as s:
        await s.enter_async_context(acm(3)); s.enter_context(cm("sync"))
        async def cb(x): print("acb", x)
        s.push_async_callback(cb, 4)
    async with nullcontext(1) as z: print(z)
    class AC:
        async def aclose(self): print("aclosed")
    async with aclosing(AC()): pass
    @acm(9)
    async def ff(): return 1
    print(await ff())
    try:
        async with acm(5): raise KeyError(5)
    except KeyError as e: print(repr(e))
asyncio.run(main())
print(isinstance(cm("x"), AbstractContextManager), issubclass(C, AbstractContextManager), issubclass(CD, AbstractContextManager))
