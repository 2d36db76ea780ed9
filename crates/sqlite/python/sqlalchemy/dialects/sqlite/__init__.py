"""SQLite."""

from ...sql.sqltypes import (  # noqa: F401
    BIGINT,
    BLOB,
    BOOLEAN,
    CHAR,
    DECIMAL,
    FLOAT,
    INTEGER,
    NUMERIC,
    REAL,
    SMALLINT,
    TEXT,
    TIMESTAMP,
    VARCHAR,
)
from . import base  # noqa: F401
from .base import JSON, JSONB, SQLiteDialect_pysqlite as dialect  # noqa: F401
from .dml import Insert, insert  # noqa: F401
from .types import DATE, DATETIME, TIME  # noqa: F401
