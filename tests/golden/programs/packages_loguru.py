"""loguru into a text: levels, formats, bound values, contexts, filters, exceptions."""

import io
import json

from fastapi import FastAPI
from loguru import logger

logger.remove()
app = FastAPI()


def written(emit, **options):
    """What a sink gets while a function runs."""
    sink = io.StringIO()
    number = logger.add(sink, **{"format": "{level: <8} {level.no} {name}:{function} {message} {extra}", **options})
    try:
        emit()
    finally:
        logger.remove(number)
    return sink.getvalue().splitlines()


@app.get("/levels")
def levels(level: str = "TRACE"):
    def emit():
        for name in ("trace", "debug", "info", "success", "warning", "error", "critical"):
            getattr(logger, name)("at {} {where}", name, where="here")
        logger.log(33, "numbered")

    return written(emit, level=level)


@app.get("/values")
def values():
    def emit():
        bound = logger.bind(user="ada", request=7)
        bound.info("bound")
        with logger.contextualize(task="t"):
            logger.info("in context")
            bound.bind(user="bob").info("both")
        logger.info("after")
        logger.patch(lambda record: record["extra"].update(patched=True)).info("patched")
        logger.opt(lazy=True).debug("{}", lambda: 6 * 7)
        logger.opt(capture=False).info("{a}", a=1)
        logger.info("{not formatted}")

    return written(emit)


@app.get("/formats")
def formats():
    def emit():
        logger.warning("careful")
        logger.opt(colors=True).info("<red>red</red> and {}", "<plain>")

    return [
        written(emit, format="<green>{message}</green> {level.icon}"),
        written(emit, format="<level>{message}</level>", colorize=True),
        written(emit, format=lambda record: "{level.name[0]}/{message}\n"),
        written(emit, filter=lambda record: record["level"].no > 20),
        written(emit, filter="other.module"),
    ]


@app.get("/exceptions")
def exceptions():
    @logger.catch(default="the default", message="caught")
    def broken():
        raise KeyError("key")

    def emit():
        assert broken() == "the default"
        try:
            1 / 0
        except ZeroDivisionError:
            logger.exception("division")
        with logger.catch(ValueError, message="conversion"):
            int("x")

    lines = written(emit, format="{message}", backtrace=False, diagnose=False)
    return [line for line in lines if not line.startswith("  ")]


@app.get("/serialized")
def serialized():
    lines = written(lambda: logger.bind(n=1).info("hello {}", "you"), serialize=True, format="{message}")
    record = json.loads(lines[0])
    kept = {key: record["record"][key] for key in ("message", "extra", "level", "function", "name")}
    return [record["text"], kept]


@app.get("/errors")
def errors():
    found = []
    for call in (
        lambda: logger.add(5),
        lambda: logger.add(print, level="LOUD"),
        lambda: logger.add(print, format="<nothing>{message}</nothing>"),
        lambda: logger.remove(999),
        lambda: logger.level("LOUD"),
        lambda: logger.level("INFO", no=1),
    ):
        try:
            call()
        except (TypeError, ValueError) as error:
            found.append([type(error).__name__, str(error)])
    return found


# > GET /levels
# > GET /levels?level=WARNING
# > GET /values
# > GET /formats
# > GET /exceptions
# > GET /serialized
# > GET /errors
