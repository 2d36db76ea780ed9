"""Dates, times and JSON as SQLite stores them: as text."""

import datetime as dt
import re

from ...sql import sqltypes


class _DateTimeMixin:
    """Values are stored in a format that can be chosen."""

    _reg = None
    _storage_format = None

    def __init__(self, storage_format=None, regexp=None, truncate_microseconds=False, **kw):
        super().__init__(**kw)
        if regexp is not None:
            self._reg = re.compile(regexp)
        if storage_format is not None:
            self._storage_format = storage_format
        elif truncate_microseconds:
            self._storage_format = self._storage_format.replace(".%(microsecond)06d", "")

    @property
    def format_is_text_affinity(self):
        names = ("year", "month", "day", "hour", "minute", "second", "microsecond")
        return bool(re.search(r"[^0-9]", self._storage_format % dict.fromkeys(names, 0)))

    def literal_processor(self, dialect):
        bind = self.bind_processor(dialect)
        return lambda value: f"'{bind(value)}'"

    @property
    def _static_cache_key(self):
        return (type(self), self._storage_format, self._reg.pattern if self._reg else None)

    def _parser(self, default, cls):
        if self._reg is None:
            return lambda value: None if value is None else default(value)
        reg = self._reg

        def process(value):
            if value is None:
                return None
            m = reg.match(value)
            if m is None:
                raise ValueError(f"Couldn't parse {cls.__name__} string: '{value}'")
            if reg.groupindex:
                return cls(**{k: int(v or 0) for k, v in m.groupdict(0).items()})
            return cls(*[int(g) for g in m.groups(0)])

        return process


class DATETIME(_DateTimeMixin, sqltypes.DateTime):
    __visit_name__ = "DATETIME"
    _storage_format = "%(year)04d-%(month)02d-%(day)02d %(hour)02d:%(minute)02d:%(second)02d.%(microsecond)06d"

    def bind_processor(self, dialect):
        fmt = self._storage_format
        datetime, date = dt.datetime, dt.date

        def process(value):
            if value is None:
                return None
            if isinstance(value, datetime):
                return fmt % {
                    "year": value.year, "month": value.month, "day": value.day, "hour": value.hour,
                    "minute": value.minute, "second": value.second, "microsecond": value.microsecond,
                }
            if isinstance(value, date):
                return fmt % {
                    "year": value.year, "month": value.month, "day": value.day, "hour": 0, "minute": 0, "second": 0,
                    "microsecond": 0,
                }
            raise TypeError("SQLite DateTime type only accepts Python datetime and date objects as input.")

        return process

    def result_processor(self, dialect, coltype):
        return self._parser(dt.datetime.fromisoformat, dt.datetime)


class DATE(_DateTimeMixin, sqltypes.Date):
    __visit_name__ = "DATE"
    _storage_format = "%(year)04d-%(month)02d-%(day)02d"

    def bind_processor(self, dialect):
        fmt, date = self._storage_format, dt.date

        def process(value):
            if value is None:
                return None
            if isinstance(value, date):
                return fmt % {"year": value.year, "month": value.month, "day": value.day}
            raise TypeError("SQLite Date type only accepts Python date objects as input.")

        return process

    def result_processor(self, dialect, coltype):
        return self._parser(dt.date.fromisoformat, dt.date)


class TIME(_DateTimeMixin, sqltypes.Time):
    __visit_name__ = "TIME"
    _storage_format = "%(hour)02d:%(minute)02d:%(second)02d.%(microsecond)06d"

    def bind_processor(self, dialect):
        fmt, time = self._storage_format, dt.time

        def process(value):
            if value is None:
                return None
            if isinstance(value, time):
                return fmt % {
                    "hour": value.hour, "minute": value.minute, "second": value.second, "microsecond": value.microsecond,
                }
            raise TypeError("SQLite Time type only accepts Python time objects as input.")

        return process

    def result_processor(self, dialect, coltype):
        return self._parser(dt.time.fromisoformat, dt.time)


class JSON(sqltypes.JSON):
    def result_processor(self, dialect, coltype):
        default = super().result_processor(dialect, coltype)

        def process(value):
            try:
                return default(value)
            except TypeError:
                return value if isinstance(value, (int, float)) else default(value)

        return process


class JSONB(JSON):
    __visit_name__ = "JSONB"

    def _has_bind_expression(self):
        return True

    def bind_expression(self, bindvalue):
        from ...sql.functions import func

        return func.jsonb(bindvalue, type_=self)

    def column_expression(self, col):
        from ...sql.functions import func

        return func.json(col, type_=self)


colspecs = {
    sqltypes.Date: DATE,
    sqltypes.DateTime: DATETIME,
    sqltypes.Time: TIME,
    JSONB: JSONB,
    sqltypes.JSON: JSON,
}
ischema_names = {
    "BIGINT": sqltypes.BIGINT, "BLOB": sqltypes.BLOB, "BOOL": sqltypes.BOOLEAN, "BOOLEAN": sqltypes.BOOLEAN,
    "CHAR": sqltypes.CHAR, "DATE": sqltypes.DATE, "DATE_CHAR": sqltypes.DATE, "DATETIME": sqltypes.DATETIME,
    "DATETIME_CHAR": sqltypes.DATETIME, "DOUBLE": sqltypes.DOUBLE, "DECIMAL": sqltypes.DECIMAL, "FLOAT": sqltypes.FLOAT,
    "INT": sqltypes.INTEGER, "INTEGER": sqltypes.INTEGER, "JSON": JSON, "JSONB": JSONB, "NUMERIC": sqltypes.NUMERIC,
    "REAL": sqltypes.REAL, "SMALLINT": sqltypes.SMALLINT, "TEXT": sqltypes.TEXT, "TIME": sqltypes.TIME,
    "TIME_CHAR": sqltypes.TIME, "TIMESTAMP": sqltypes.TIMESTAMP, "VARCHAR": sqltypes.VARCHAR,
    "NVARCHAR": sqltypes.NVARCHAR, "NCHAR": sqltypes.NCHAR,
}
