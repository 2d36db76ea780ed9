"""The families of events."""

from .engine.events import ConnectionEvents, DialectEvents, PoolEvents  # noqa: F401
from .sql.schema import DDLEvents  # noqa: F401
