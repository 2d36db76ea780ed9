"""The names of `sqlite3`."""

import datetime
import time

from ._adapt import PARSE_COLNAMES, PARSE_DECLTYPES, PrepareProtocol, adapt, adapters, converters, register_adapter, register_converter
from ._connection import LEGACY_TRANSACTION_CONTROL, Connection, connect
from ._cursor import Cursor
from ._errors import (
    CODES,
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    Warning,
    ask,
)
from ._row import Row

apilevel = "2.0"
paramstyle = "qmark"
threadsafety = 3
sqlite_version = ask("version")
sqlite_version_info = tuple(map(int, sqlite_version.split(".")))
globals().update(CODES)

Binary = memoryview
Date = datetime.date
Time = datetime.time
Timestamp = datetime.datetime


def DateFromTicks(ticks):
    """A date of seconds since 1970."""
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    """A time of seconds since 1970."""
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    """A date and time of seconds since 1970."""
    return Timestamp(*time.localtime(ticks)[:6])


def complete_statement(statement):
    """Whether a text ends with a whole statement."""
    rest, ends = statement, False
    while rest:
        rest = rest.lstrip()
        if rest.startswith(("--", "/*")):
            rest = rest.partition("\n" if rest.startswith("--") else "*/")[2]
        elif rest[:1] in ("'", '"', "`"):
            _, closed, rest = rest[1:].partition(rest[0])
            ends = False
            if not closed:
                return False
        elif rest:
            ends, rest = rest[0] == ";", rest[1:]
    return ends


def enable_callback_tracebacks(flag, /):
    """There are no callbacks of SQLite into the program, so there is nothing to show."""


__all__ = [name for name in globals() if not name.startswith("_") and name not in ("ask", "datetime", "time", "CODES")]
