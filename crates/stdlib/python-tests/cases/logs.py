import logging, sys, io, traceback, logging.config, logging.handlers
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
out = io.StringIO()
log = logging.getLogger("app.sub"); print(log, logging.getLogger(), log.parent.name, logging.getLogger("app.sub") is log)
h = logging.StreamHandler(out); h.setFormatter(logging.Formatter("%(levelname)s|%(name)s|%(message)s|%(funcName)s|%(lineno)d|%(module)s"))
log.addHandler(h); log.setLevel("DEBUG"); log.propagate = False
def fn(): log.debug("x %s %d", "a", 5); log.info("%(k)s", {"k": 1})
fn(); log.warning("w", extra={"q": 1}); log.log(35, "odd")
try: 1 / 0
except ZeroDivisionError: h.setFormatter(logging.Formatter("{levelname}:{message}", style="{")); log.exception("failed")
print("\n".join(l for l in out.getvalue().splitlines() if "File" not in l and "1 / 0" not in l and "~" not in l))
t(lambda: log.setLevel("NOPE")); t(lambda: log.log("x", 1)); t(lambda: log.info("x", extra={"name": 1})); t(lambda: logging.Formatter("%(a", style="q"))
p = logging.getLogger("app"); print(log.parent is p, p.getEffectiveLevel(), p.isEnabledFor(10), log.getChild("z").name, logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(7))
class Fl(logging.Filter):
    def filter(self, r): r.msg = "F:" + str(r.msg); return r.levelno > 10
out2 = io.StringIO(); log.handlers.clear(); hh = logging.StreamHandler(out2); hh.addFilter(Fl()); log.addHandler(hh); log.debug("no"); log.info("yes"); print(out2.getvalue())
logging.basicConfig(stream=sys.stdout, level=logging.INFO); logging.info("root %s", 1); logging.getLogger("x.y").warning("up"); logging.debug("hidden")
ad = logging.LoggerAdapter(logging.getLogger("ad"), {"u": 1}); ad.info("adapted")
logging.basicConfig(stream=sys.stdout, format="%(message)s!", force=True); logging.error("forced"); logging.disable(logging.ERROR); logging.error("no"); logging.disable(0)
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "formatters": {"f": {"format": "D %(name)s %(message)s"}}, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "f", "stream": "ext://sys.stdout", "level": "INFO"}}, "loggers": {"dc": {"handlers": ["h"], "level": "DEBUG", "propagate": False}}, "root": {"level": "WARNING", "handlers": ["h"]}})
logging.getLogger("dc").info("dict"); logging.getLogger("dc").debug("no"); logging.getLogger("other").info("no"); logging.getLogger("other").error("root")
t(lambda: logging.config.dictConfig({}))
def boom():
    raise ValueError("bad")
try:
    try: boom()
    except ValueError as e: raise KeyError("k") from e
except KeyError as e:
    x = traceback.format_exception(e); print([l.split("\n")[0] if "File" not in l else "F " + l.strip().split(", ")[-1].split("\n")[0] for l in x]); print(traceback.format_exception_only(e)); tb = traceback.extract_tb(e.__traceback__); print(tb[0].lineno, tb[0].name, len(tb))
    te = traceback.TracebackException.from_exception(e); print(te.exc_type_str, str(te), te.__cause__.exc_type_str)
try: raise ExceptionGroup("g", [ValueError(1), TypeError("t")])
except ExceptionGroup as e: print("".join(traceback.format_exception_only(e)))
e = ValueError("n"); e.add_note("note1\nline2"); print(traceback.format_exception_only(e)); print("".join(traceback.format_exception(ExceptionGroup("eg", [e, ExceptionGroup("in", [KeyError("q")])]))))
class MyE(Exception): pass
print(traceback.format_exception_only(MyE()), traceback.format_exc())
print(traceback.format_exception_only(SyntaxError("bad", ("f.py", 1, 3, "x = = 1", 1, 4))))
def st(): return traceback.extract_stack()[-1]
print(st().name, st().line)
m = logging.handlers.MemoryHandler(10, target=logging.StreamHandler(sys.stdout)); lg = logging.getLogger("mem"); lg.propagate = False; lg.addHandler(m); lg.warning("kept"); print("--"); m.flush()
