import asyncio, contextvars
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, "-", e)
async def w(n, d, r=None):
    print("start", n); await asyncio.sleep(d); print("end", n); return r or n
var = contextvars.ContextVar("v", default=0)
async def main():
    print(await asyncio.gather(w("a", .03), w("b", .01), w("c", .02)))
    task = asyncio.create_task(w("t", .01), name="named"); print(task.get_name(), task.done()); print(await task, task.done(), task.result())
    r = await asyncio.gather(asyncio.sleep(.01, 1), bad(), return_exceptions=True); print(r)
    try: await asyncio.gather(bad(), asyncio.sleep(.01))
    except ValueError as e: print("caught", e)
    try: await asyncio.wait_for(asyncio.sleep(5), .01)
    except asyncio.TimeoutError as e: print("timeout", repr(e))
    print(await asyncio.wait_for(asyncio.sleep(.01, "ok"), 1))
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(4)
    except TimeoutError: print("timeout2")
    t1, t2 = asyncio.create_task(w("x", .01)), asyncio.create_task(w("y", .03))
    done, pending = await asyncio.wait([t1, t2], return_when=asyncio.FIRST_COMPLETED); print(len(done), len(pending), done == {t1})
    t2.cancel()
    try: await t2
    except asyncio.CancelledError: print("cancelled", t2.cancelled())
    for c in asyncio.as_completed([asyncio.sleep(.03, 1), asyncio.sleep(.01, 2)]): print("got", await c)
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(w("g1", .01)); b = tg.create_task(w("g2", .02))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad()); tg.create_task(w("never", 5))
    except* ValueError as eg: print(repr(eg), eg.exceptions)
    lock = asyncio.Lock()
    async def locked(n):
        async with lock: print("in", n); await asyncio.sleep(.01); print("out", n)
    await asyncio.gather(locked(1), locked(2))
    ev = asyncio.Event()
    async def waiter(): await ev.wait(); print("event!")
    tk = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); await tk
    q = asyncio.Queue(maxsize=2)
    async def prod():
        for i in range(4): await q.put(i); print("put", i)
    async def cons():
        while True:
            i = await q.get(); print("got", i); q.task_done()
            if i == 3: return
    await asyncio.gather(prod(), cons()); await q.join()
    try: q.get_nowait()
    except asyncio.QueueEmpty: print("empty")
    sem = asyncio.Semaphore(2)
    async def s(n):
        async with sem: print("sem", n); await asyncio.sleep(.01)
    await asyncio.gather(*[s(i) for i in range(4)])
    print(await asyncio.to_thread(lambda a, b=1: a + b, 2, b=5))
    loop = asyncio.get_running_loop(); print(await loop.run_in_executor(None, len, "abc"))
    fut = loop.create_future(); loop.call_later(.01, fut.set_result, "later"); print(await fut)
    loop.call_soon(print, "soon"); await asyncio.sleep(0)
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    var.set(5)
    async def ctx(): print(var.get()); var.set(9); return var.get()
    print(await asyncio.create_task(ctx()), var.get()); print(await ctx(), var.get())
    inner = asyncio.create_task(w("shielded", .02))
    try: await asyncio.wait_for(asyncio.shield(inner), .01)
    except TimeoutError: print("shield timeout", inner.done()); print(await inner)
    cond = asyncio.Condition()
    async def cw():
        async with cond: await cond.wait(); print("notified")
    ct = asyncio.create_task(cw()); await asyncio.sleep(0)
    async with cond: cond.notify_all()
    await ct
    pq = asyncio.PriorityQueue(); [pq.put_nowait(x) for x in (3, 1, 2)]; print([pq.get_nowait() for _ in range(3)])
    bar = asyncio.Barrier(2)
    async def bw(n): await bar.wait(); print("passed", n)
    await asyncio.gather(bw(1), bw(2))
    async def cancelme():
        try: await asyncio.sleep(9)
        except asyncio.CancelledError: print("cleanup"); raise
        finally: print("finally")
    cm = asyncio.create_task(cancelme()); await asyncio.sleep(0); print(cm.cancel("msg"))
    try: await cm
    except asyncio.CancelledError as e: print(e.args, cm.cancelled())
    async def agen():
        for i in range(3): await asyncio.sleep(0); yield i
    print([i async for i in agen()])
    try: asyncio.run(bad())
    except RuntimeError as e: print(e)
    t0 = loop.time(); await asyncio.sleep(.05); print(loop.time() - t0 >= .049)
    left = asyncio.create_task(cancelme()); await asyncio.sleep(0)
    return "main done"
async def bad(): raise ValueError("bad")
import warnings; warnings.simplefilter("ignore")
print(asyncio.run(main()))
t(lambda: asyncio.run(bad())); t(lambda: asyncio.run(5)); t(lambda: asyncio.get_running_loop())
print(asyncio.iscoroutinefunction(main), asyncio.iscoroutine(5))
loop = asyncio.new_event_loop(); print(loop.run_until_complete(w("L", 0)), loop.is_closed()); loop.close(); t(lambda: loop.run_until_complete(asyncio.sleep(0)))
with asyncio.Runner() as r: print(r.run(w("r1", 0)), r.run(w("r2", 0)))
f = asyncio.Future(loop=asyncio.new_event_loop()); t(lambda: f.result()); f.set_result(3); print(f, f.result()); t(lambda: f.set_result(1)); t(lambda: f.exception())
