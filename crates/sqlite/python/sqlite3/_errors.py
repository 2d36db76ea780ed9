"""The exceptions, and how a failure of the part becomes one."""

import _parts


class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


ALL = (Warning, Error, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError, IntegrityError, DataError)
ALL += (NotSupportedError,)
for _class in ALL:
    _class.__module__ = "sqlite3"
_KINDS = {kind.__name__: kind for kind in ALL} | {"MemoryError": MemoryError, "SystemError": SystemError}

# SQLite's result codes: https://sqlite.org/rescode.html
CODES = {
    "SQLITE_OK": 0, "SQLITE_ERROR": 1, "SQLITE_INTERNAL": 2, "SQLITE_PERM": 3, "SQLITE_ABORT": 4, "SQLITE_BUSY": 5,
    "SQLITE_LOCKED": 6, "SQLITE_NOMEM": 7, "SQLITE_READONLY": 8, "SQLITE_INTERRUPT": 9, "SQLITE_IOERR": 10,
    "SQLITE_CORRUPT": 11, "SQLITE_NOTFOUND": 12, "SQLITE_FULL": 13, "SQLITE_CANTOPEN": 14, "SQLITE_PROTOCOL": 15,
    "SQLITE_EMPTY": 16, "SQLITE_SCHEMA": 17, "SQLITE_TOOBIG": 18, "SQLITE_CONSTRAINT": 19, "SQLITE_MISMATCH": 20,
    "SQLITE_MISUSE": 21, "SQLITE_AUTH": 23, "SQLITE_RANGE": 25, "SQLITE_NOTADB": 26, "SQLITE_ROW": 100, "SQLITE_DONE": 101,
    "SQLITE_CONSTRAINT_CHECK": 275, "SQLITE_CONSTRAINT_COMMITHOOK": 531, "SQLITE_CONSTRAINT_FOREIGNKEY": 787,
    "SQLITE_CONSTRAINT_FUNCTION": 1043, "SQLITE_CONSTRAINT_NOTNULL": 1299, "SQLITE_CONSTRAINT_PRIMARYKEY": 1555,
    "SQLITE_CONSTRAINT_TRIGGER": 1811, "SQLITE_CONSTRAINT_UNIQUE": 2067, "SQLITE_CONSTRAINT_VTAB": 2323,
    "SQLITE_CONSTRAINT_ROWID": 2579, "SQLITE_CONSTRAINT_PINNED": 2835, "SQLITE_CONSTRAINT_DATATYPE": 3091,
    "SQLITE_READONLY_DBMOVED": 1032, "SQLITE_BUSY_SNAPSHOT": 517, "SQLITE_LOCKED_SHAREDCACHE": 262,
}
_NAMES = {code: name for name, code in CODES.items()}


def ask(function, *arguments):
    """Ask the part; what it says against it is raised as this module's exception."""
    try:
        return _parts.call("sqlite", function, *arguments)
    except _parts.Failure as failure:
        error = _KINDS.get(failure.kind, DatabaseError)(failure.message)
        if failure.details:
            error.sqlite_errorcode = failure.details[0]
            error.sqlite_errorname = _NAMES.get(failure.details[0], "unknown")
        raise error from None
    except OverflowError:
        raise OverflowError("Python int too large to convert to SQLite INTEGER") from None
