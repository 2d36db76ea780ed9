"""`caplog`: what a test logs, to be read by the test."""

import contextlib
import logging


class LogCaptureHandler(logging.Handler):
    """Keeps the records."""

    def __init__(self):
        super().__init__()
        self.setFormatter(logging.Formatter("%(levelname)-8s %(name)s:%(filename)s:%(lineno)d %(message)s"))
        self.records = []
        self.lines = []

    def emit(self, record):
        self.records.append(record)
        self.lines.append(self.format(record) + "\n")

    def handleError(self, record):
        raise


class LogCaptureFixture:
    """Records, messages and levels of what is logged."""

    def __init__(self, item):
        self._item = item
        self.handler = LogCaptureHandler()
        self._levels = {}
        level = item.config.log_level
        if level is not None:
            self.set_level(level if isinstance(level, int) else level.upper())

    def _finish(self):
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
        logging.getLogger().removeHandler(self.handler)

    records = property(lambda self: self.handler.records)
    text = property(lambda self: "".join(self.handler.lines))
    messages = property(lambda self: [record.getMessage() for record in self.records])
    record_tuples = property(lambda self: [(one.name, one.levelno, one.getMessage()) for one in self.records])

    def get_records(self, when):
        return list(self.records)

    def clear(self):
        self.handler.records = []
        self.handler.lines = []

    def set_level(self, level, logger=None):
        """The level of a logger until the test ends."""
        found = logging.getLogger(logger)
        self._levels.setdefault(logger, found.level)
        found.setLevel(level)
        self.handler.setLevel(level)

    @contextlib.contextmanager
    def at_level(self, level, logger=None):
        """The level of a logger in a block."""
        found = logging.getLogger(logger)
        before, handled = found.level, self.handler.level
        found.setLevel(level)
        self.handler.setLevel(level)
        try:
            yield
        finally:
            found.setLevel(before)
            self.handler.setLevel(handled)

    @contextlib.contextmanager
    def filtering(self, filter_):
        self.handler.addFilter(filter_)
        try:
            yield
        finally:
            self.handler.removeFilter(filter_)
