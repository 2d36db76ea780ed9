import threading, queue, atexit, gc, importlib, importlib.util, errno
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
out = []
th = threading.Thread(target=lambda a, b=1: out.append((a, b)), args=(5,), kwargs={"b": 2}, name="n", daemon=True)
print(th.name, th.daemon, th.is_alive()) if False else print(th.name, th.daemon)
l = threading.Lock()
with l: print(l.locked(), l.acquire(blocking=False))
print(l.locked()); t(lambda: l.release())
r = threading.RLock()
with r:
    with r: print("re")
e = threading.Event(); print(e.is_set(), e.wait(0)); e.set(); print(e.wait())
loc = threading.local(); loc.x = 1; print(loc.x); t(lambda: loc.y); print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
q = queue.Queue(2); q.put(1); q.put(2); t(lambda: q.put_nowait(3)); print(q.get(), q.qsize(), q.get_nowait(), q.empty()); t(lambda: q.get_nowait()); t(lambda: [q.task_done() for _ in range(3)])
p = queue.PriorityQueue(); p.put((2, "b")); p.put((1, "a")); print(p.get(), queue.LifoQueue().empty())
print(importlib.import_module("json").__name__, importlib.util.find_spec("nope_nope"), importlib.util.find_spec("json").name, errno.ENOENT > 0); t(lambda: importlib.import_module(".x")); t(lambda: importlib.import_module("nope_nope"))
