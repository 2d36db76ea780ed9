"""Loggers for engines and pools: `echo=True` shows INFO, `echo="debug"` shows DEBUG, of that one object."""

import logging
import sys

rootlogger = logging.getLogger("sqlalchemy")
if rootlogger.level == logging.NOTSET:
    rootlogger.setLevel(logging.WARNING)


def _add_default_handler(logger):
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)


class Identified:
    """An object that has a logger and an echo setting of its own."""

    logging_name = None

    def _should_log_debug(self):
        return self.logger.isEnabledFor(logging.DEBUG)

    def _should_log_info(self):
        return self.logger.isEnabledFor(logging.INFO)


class InstanceLogger:
    """Writes to a logger that is shared, with the level that one object's echo setting asks for."""

    _echo_map = {None: logging.NOTSET, False: logging.NOTSET, True: logging.INFO, "debug": logging.DEBUG}

    def __init__(self, echo, name):
        self.echo = echo
        self.logger = logging.getLogger(name)
        if self._echo_map[echo] <= logging.INFO and not self.logger.handlers:
            _add_default_handler(self.logger)

    def debug(self, msg, *args, **kwargs):
        self.log(logging.DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(logging.INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(logging.WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(logging.ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        kwargs["exc_info"] = 1
        self.log(logging.ERROR, msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self.logger._log(level, msg, args, **kwargs)

    def isEnabledFor(self, level):
        if self.logger.manager.disable >= level:
            return False
        return level >= self.getEffectiveLevel()

    def getEffectiveLevel(self):
        return self._echo_map[self.echo] or self.logger.getEffectiveLevel()


def instance_logger(instance, echoflag=None):
    """Give an object its logger."""
    cls = type(instance)
    name = getattr(cls, "_sqla_logger_namespace", None) or f"{cls.__module__}.{cls.__name__}"
    if instance.logging_name:
        name = f"{name}.{instance.logging_name}"
    instance._echo = echoflag
    instance.logger = logging.getLogger(name) if echoflag in (False, None) else InstanceLogger(echoflag, name)


class echo_property:
    """The setting `echo`: changing it changes the logger."""

    def __get__(self, instance, owner):
        return self if instance is None else instance._echo

    def __set__(self, instance, value):
        instance_logger(instance, echoflag=value)
