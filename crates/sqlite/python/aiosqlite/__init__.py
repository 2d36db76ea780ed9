"""aiosqlite: `sqlite3` with coroutines. The calls are made at once, and then other tasks get their turn."""

from sqlite3 import (
    DatabaseError,
    Error,
    IntegrityError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    Row,
    Warning,
    paramstyle,
    register_adapter,
    register_converter,
    sqlite_version,
    sqlite_version_info,
)

from .core import Connection, Cursor, connect

__version__ = "0.22.1"
__all__ = [
    "__version__", "paramstyle", "register_adapter", "register_converter", "sqlite_version", "sqlite_version_info",
    "connect", "Connection", "Cursor", "Row", "Warning", "Error", "DatabaseError", "IntegrityError", "ProgrammingError",
    "OperationalError", "NotSupportedError",
]
