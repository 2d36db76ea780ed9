"""Types of columns that SQLModel adds."""

from datetime import timedelta, timezone

from sqlalchemy import types


class UTCDateTime(types.TypeDecorator):
    """Takes aware datetimes, stores them in UTC, and gives them back in UTC."""

    impl = types.DateTime
    cache_ok = True

    def __init__(self):
        super().__init__(timezone=True)

    def __repr__(self):
        return 'UTCDateTime()'

    def coerce_compared_value(self, op, value):
        return types.Interval() if isinstance(value, timedelta) else self

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(
                'Datetime values must have timezone information. '
                'Use datetime.now(timezone.utc), or annotate the field with NaiveDatetime for naive storage.'
            )
        return value.astimezone(timezone.utc)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        # SQLite keeps no offset: what it has is UTC.
        if value.utcoffset() is None:
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)


class AutoString(types.TypeDecorator):
    """Text; databases that need a length get one."""

    impl = types.String
    cache_ok = True
    mysql_default_length = 255

    def load_dialect_impl(self, dialect):
        if self.impl.length is None and dialect.name in ('mysql', 'mariadb'):
            return dialect.type_descriptor(types.String(self.mysql_default_length))
        return super().load_dialect_impl(dialect)
