"""A handler: formats records and gives them to its sink."""

import asyncio
import inspect
import json
import logging
import os
import sys

from ._colors import paint
from ._record import Time, exception_text


class Message(str):
    """A formatted message, with its record."""

    __slots__ = ("record",)


class FileSink:
    """A file of the program that grows."""

    def __init__(self, path, mode, encoding, delay, options):
        for name in ("rotation", "retention", "compression", "watch"):
            if options.pop(name, None):
                # Not an error: the program is as right as before, and its log complete.
                print(
                    f"The playground doesn't support {name}= of loguru: a log file grows until the program is reset",
                    file=sys.stderr,
                )
        options.pop("buffering", None)
        options.pop("opener", None)
        if options:
            raise TypeError(f"add() got an unexpected keyword argument '{next(iter(options))}'")
        path = os.fspath(path)
        if "{time" in path:
            path = path.replace("{time}", "{time:YYYY-MM-DD_HH-mm-ss_SSSSSS}").format(time=Time.now().astimezone())
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        self.path, self.mode, self.encoding = path, mode, encoding
        self.file = None if delay else open(path, mode, encoding=encoding)

    def write(self, message):
        if self.file is None:
            self.file = open(self.path, self.mode, encoding=self.encoding)
        self.file.write(message)
        self.file.flush()

    def stop(self):
        if self.file is not None:
            self.file.close()


def sink_of(sink, options):
    """A function that writes, one that ends, whether it takes colors, and a name."""
    if isinstance(sink, (str, os.PathLike)):
        mode, encoding = options.pop("mode", "a"), options.pop("encoding", "utf8")
        file = FileSink(sink, mode, encoding, options.pop("delay", False), options)
        return file.write, file.stop, False, f"'{file.path}'"
    if options:
        raise TypeError(f"add() got an unexpected keyword argument '{next(iter(options))}'")
    if hasattr(sink, "write") and callable(sink.write):
        flush = getattr(sink, "flush", None)

        def write(message):
            sink.write(message)
            if callable(flush):
                flush()

        stop = getattr(sink, "stop", None)
        is_terminal = callable(getattr(sink, "isatty", None)) and sink.isatty()
        return write, stop if callable(stop) else None, is_terminal, getattr(sink, "name", None) or repr(sink)
    if isinstance(sink, logging.Handler):
        return lambda message: _to_logging(sink, message), sink.close, False, repr(sink)
    if inspect.iscoroutinefunction(sink) or inspect.iscoroutinefunction(getattr(sink, "__call__", None)):

        def schedule(message):
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:
                return
            tasks[:] = [task for task in tasks if not task.done()]
            tasks.append(loop.create_task(sink(message)))

        tasks = schedule.tasks = []
        return schedule, None, False, getattr(sink, "__name__", repr(sink))
    if callable(sink):
        return sink, None, False, getattr(sink, "__name__", repr(sink))
    raise TypeError(f"Cannot log to objects of type '{type(sink).__name__}'")


def _to_logging(handler, message):
    record = message.record
    exception = record["exception"]
    made = logging.getLogger().makeRecord(
        record["name"],
        record["level"].no,
        record["file"].path,
        record["line"],
        str(message),
        (),
        (exception.type, exception.value, exception.traceback) if exception else None,
        record["function"],
        {"extra": record["extra"]},
    )
    if exception:
        made.exc_text = "\n"
    made.levelname = record["level"].name
    handler.handle(made)


class Handler:
    """Where records go, and which, and how they look."""

    def __init__(self, id, sink, options, levelno, format, filter, colorize, serialize, is_plain, catch):
        self.id = id
        self.write, self.stop, is_terminal, self.name = sink_of(sink, options)
        self.levelno = levelno
        self.filter = filter
        self.colorize = (is_terminal if colorize is None else colorize) and not serialize
        self.serialize = serialize
        self.is_plain = is_plain
        self.catch = catch
        self.is_dynamic = callable(format)
        self.ends_lines = not isinstance(sink, logging.Handler)
        if not self.is_dynamic:
            # The standard library's handlers end lines themselves.
            format += "\n{exception}" if self.ends_lines else "{exception}"
            try:
                paint(format, False)
            except ValueError as error:
                raise ValueError("Invalid format, color markups could not be parsed correctly") from error
        self.format = format

    def emit(self, record, level_code, from_decorator, is_raw, colored):
        try:
            if record["level"].no < self.levelno or (self.filter is not None and not self.filter(record)):
                return
            message = Message(self._text(dict(record), level_code, from_decorator, is_raw, colored))
            message.record = record
            self.write(message)
        except Exception:
            if not self.catch:
                raise
            self._say_error(record)

    def _text(self, fields, level_code, from_decorator, is_raw, colored):
        if is_raw:
            return colored(level_code, self.colorize) if colored else fields["message"]
        exception = fields["exception"]
        fields["exception"] = ""
        if exception:
            text = exception_text(exception, self.is_plain, 1 if from_decorator else 0)
            fields["exception"] = text if self.ends_lines else "\n" + text
        format = self.format
        if self.is_dynamic:
            format = format({**fields, "exception": exception})
            text = paint(format, self.colorize, level_code).format_map(fields)
        else:
            if colored is not None and self.colorize:
                around = paint(format.partition("{message")[0], True, level_code, is_part=True)
                fields["message"] = colored(level_code, True, around)
            text = paint(format, self.colorize, level_code).format_map(fields)
        if self.serialize:
            return self._json(text, fields, exception)
        return text

    def _json(self, text, fields, exception):
        if exception is not None and exception:
            exception = {
                "type": None if exception.type is None else exception.type.__name__,
                "value": exception.value,
                "traceback": bool(exception.traceback),
            }
        elapsed, moment, level = fields["elapsed"], fields["time"], fields["level"]
        record = {
            "elapsed": {"repr": str(elapsed), "seconds": elapsed.total_seconds()},
            "exception": exception or None,
            "extra": fields["extra"],
            "file": {"name": fields["file"].name, "path": fields["file"].path},
            "function": fields["function"],
            "level": {"icon": level.icon, "name": level.name, "no": level.no},
            "line": fields["line"],
            "message": fields["message"],
            "module": fields["module"],
            "name": fields["name"],
            "process": {"id": fields["process"].id, "name": fields["process"].name},
            "thread": {"id": fields["thread"].id, "name": fields["thread"].name},
            "time": {"repr": str(moment), "timestamp": moment.timestamp()},
        }
        return json.dumps({"text": text, "record": record}, default=str, ensure_ascii=False) + "\n"

    def _say_error(self, record):
        import traceback

        print(f"--- Logging error in Loguru Handler #{self.id} ---", file=sys.stderr)
        print(f"Record was: {record}", file=sys.stderr)
        traceback.print_exc(file=sys.stderr)
        print("--- End of logging error ---", file=sys.stderr)
