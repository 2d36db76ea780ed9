"""Types of PostgreSQL where they stand for a generic one; there is no PostgreSQL here."""

from ...sql.sqltypes import (  # noqa: F401
    ARRAY,
    BIGINT,
    BOOLEAN,
    CHAR,
    DATE,
    DOUBLE_PRECISION,
    FLOAT,
    INTEGER,
    JSON,
    NUMERIC,
    REAL,
    SMALLINT,
    TEXT,
    TIME,
    TIMESTAMP,
    UUID,
    VARCHAR,
    Enum,
    LargeBinary,
)


class JSONB(JSON):
    """JSON, as SQLite stores it."""

    __visit_name__ = "JSONB"


class ENUM(Enum):
    pass


class BYTEA(LargeBinary):
    __visit_name__ = "BYTEA"


def __getattr__(name):
    from ...exc import InvalidRequestError

    if name.startswith("__"):
        raise AttributeError(name)
    if name == "insert":
        raise InvalidRequestError(
            "The playground has SQLite only; import insert from sqlalchemy.dialects.sqlite, which knows ON CONFLICT too."
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; the playground has SQLite only")
