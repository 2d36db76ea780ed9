"""More handlers: in memory, through a queue, in files that rotate."""

from logging import FileHandler, Handler


class MemoryHandler(Handler):
    """Keeps records until there are enough or one is bad enough."""

    def __init__(self, capacity, flushLevel=40, target=None, flushOnClose=True):
        super().__init__()
        self.capacity = capacity
        self.buffer = []
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def setTarget(self, target):
        self.target = target

    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

    def close(self):
        if self.flushOnClose:
            self.flush()
        self.target = None
        super().close()


BufferingHandler = MemoryHandler


class QueueHandler(Handler):
    """Puts records into a queue."""

    def __init__(self, queue):
        super().__init__()
        self.queue = queue
        self.listener = None

    def prepare(self, record):
        record.message = record.msg = self.format(record)
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def emit(self, record):
        self.enqueue(self.prepare(record))


class QueueListener:
    """Hands the records of a queue to handlers when it's stopped: nothing runs beside the program."""

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue = queue
        self.handlers = handlers
        self.respect_handler_level = respect_handler_level

    def start(self):
        pass

    def handle(self, record):
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def stop(self):
        while not self.queue.empty():
            self.handle(self.queue.get_nowait())


class RotatingFileHandler(FileHandler):
    """Begins a new file when the old one is large."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):  # fmt: skip
        super().__init__(filename, "a" if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def emit(self, record):
        if self.maxBytes > 0:
            if self.stream is None:
                self.stream = self._open()
            self.stream.seek(0, 2)
            if self.stream.tell() and self.stream.tell() + len(self.format(record)) + 1 >= self.maxBytes:
                self.doRollover()
        super().emit(record)

    def doRollover(self):
        import os

        if self.stream is not None:
            self.stream.close()
            self.stream = None
        if self.backupCount > 0:
            for number in range(self.backupCount - 1, -1, -1):
                old = f"{self.baseFilename}.{number}" if number else self.baseFilename
                if os.path.exists(old):
                    os.replace(old, f"{self.baseFilename}.{number + 1}")
        elif os.path.exists(self.baseFilename):
            os.remove(self.baseFilename)
        self.stream = self._open()


class TimedRotatingFileHandler(FileHandler):
    """Writes to one file: a program here doesn't live long enough to rotate by time."""

    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):  # fmt: skip
        super().__init__(filename, "a", encoding, delay, errors)


def __getattr__(name):
    if name.endswith("Handler"):
        from _playground import unsupported

        unsupported(f"logging.handlers.{name}", "Use a StreamHandler or a FileHandler.")
    raise AttributeError(f"module 'logging.handlers' has no attribute {name!r}")
