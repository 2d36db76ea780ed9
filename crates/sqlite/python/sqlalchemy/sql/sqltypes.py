"""The types: generic ones such as Integer and String, and those named as in SQL such as VARCHAR."""

import datetime as dt
import decimal
import enum
from uuid import UUID as _python_UUID

from .. import exc, inspection
from ..util import memoized_property
from . import operators, type_api
from .type_api import Emulated, ExternalType, NativeForEmulated, TypeDecorator, TypeEngine, UserDefinedType, Variant, to_instance  # noqa: F401

_ops = operators


class Concatenable:
    """`+` of text is concatenation."""

    class Comparator(TypeEngine.Comparator):
        __slots__ = ()

        def _adapt_expression(self, op, other_comparator):
            if op is _ops.add and isinstance(other_comparator, (Concatenable.Comparator, NullType.Comparator)):
                return _ops.concat_op, self.expr.type
            return super()._adapt_expression(op, other_comparator)

    comparator_factory = Comparator


class Indexable:
    """Values have parts, which `[…]` gives."""

    class Comparator(TypeEngine.Comparator):
        __slots__ = ()

        def _setup_getitem(self, index):
            raise NotImplementedError()

        def __getitem__(self, index):
            operator, right, result_type = self._setup_getitem(index)
            return self.operate(operator, right, result_type=result_type)

    comparator_factory = Comparator


class String(Concatenable, TypeEngine):
    __visit_name__ = "string"

    def __init__(self, length=None, collation=None):
        self.length = length
        self.collation = collation

    def _with_collation(self, collation):
        new = self.copy()
        new.collation = collation
        return new

    def _resolve_for_literal(self, value):
        return _STRING if value.isascii() else _UNICODE

    def literal_processor(self, dialect):
        def process(value):
            return "'" + value.replace("'", "''") + "'"

        return process

    @property
    def python_type(self):
        return str


class Text(String):
    __visit_name__ = "text"


class Unicode(String):
    __visit_name__ = "unicode"


class UnicodeText(Text):
    __visit_name__ = "unicode_text"


class Integer(TypeEngine):
    __visit_name__ = "integer"

    @property
    def python_type(self):
        return int

    def _resolve_for_literal(self, value):
        return _BIGINTEGER if value.bit_length() >= 32 else self

    def literal_processor(self, dialect):
        return lambda value: str(int(value))

    @memoized_property
    def _expression_adaptations(self):
        cls = type(self)
        return {
            _ops.add: {Date: Date, Integer: cls, Numeric: Numeric, Float: Float},
            _ops.mul: {Interval: Interval, Integer: cls, Numeric: Numeric, Float: Float},
            _ops.truediv: {Integer: Numeric, Numeric: Numeric, Float: Float},
            _ops.floordiv: {Integer: cls, Numeric: Numeric},
            _ops.sub: {Integer: cls, Numeric: Numeric, Float: Float},
        }


class SmallInteger(Integer):
    __visit_name__ = "small_integer"


class BigInteger(Integer):
    __visit_name__ = "big_integer"


class NumericCommon:
    """What Numeric and Float have in common."""

    _default_decimal_return_scale = 10

    @property
    def _effective_decimal_return_scale(self):
        if self.decimal_return_scale is not None:
            return self.decimal_return_scale
        scale = getattr(self, "scale", None)
        return scale if scale is not None else self._default_decimal_return_scale

    def literal_processor(self, dialect):
        return str

    @property
    def python_type(self):
        return decimal.Decimal if self.asdecimal else float

    def bind_processor(self, dialect):
        return _to_float

    def _decimal_processor(self):
        fmt = f"%.{self._effective_decimal_return_scale}f"

        def process(value):
            return None if value is None else decimal.Decimal(fmt % value)

        return process

    def result_processor(self, dialect, coltype):
        return self._decimal_processor() if self.asdecimal else None

    @memoized_property
    def _expression_adaptations(self):
        cls = type(self)
        numbers = {Numeric: cls, Float: cls, Integer: cls}
        return {
            _ops.mul: {Interval: Interval, **numbers},
            _ops.truediv: numbers,
            _ops.add: numbers,
            _ops.sub: numbers,
        }


def _to_float(value):
    return None if value is None else float(value)


class Numeric(NumericCommon, TypeEngine):
    __visit_name__ = "numeric"
    _type_affinity = property(lambda self: Numeric)

    def __init__(self, precision=None, scale=None, decimal_return_scale=None, asdecimal=True):
        self.precision = precision
        self.scale = scale
        self.decimal_return_scale = decimal_return_scale
        self.asdecimal = asdecimal


class Float(NumericCommon, TypeEngine):
    __visit_name__ = "float"
    scale = None
    _type_affinity = property(lambda self: Float)

    def __init__(self, precision=None, asdecimal=False, decimal_return_scale=None):
        self.precision = precision
        self.asdecimal = asdecimal
        self.decimal_return_scale = decimal_return_scale


class Double(Float):
    __visit_name__ = "double"


def _iso_literal(portion):
    if portion is None:
        return lambda value: f"'{value.isoformat().replace('T', ' ')}'"
    return lambda value: f"'{value.isoformat().split('T')[portion]}'"


class DateTime(TypeEngine):
    __visit_name__ = "datetime"

    def __init__(self, timezone=False):
        self.timezone = timezone

    def _resolve_for_literal(self, value):
        return DATETIME_TIMEZONE if value.tzinfo is not None and not self.timezone else self

    def literal_processor(self, dialect):
        return _iso_literal(None)

    @property
    def python_type(self):
        return dt.datetime

    @memoized_property
    def _expression_adaptations(self):
        return {_ops.add: {Interval: type(self)}, _ops.sub: {Interval: type(self), DateTime: Interval}}


class Date(TypeEngine):
    __visit_name__ = "date"

    @property
    def python_type(self):
        return dt.date

    def literal_processor(self, dialect):
        return _iso_literal(0)

    @memoized_property
    def _expression_adaptations(self):
        return {
            _ops.add: {Integer: type(self), Interval: DateTime, Time: DateTime},
            _ops.sub: {Integer: type(self), Date: Integer, Interval: DateTime, DateTime: Interval},
        }


class Time(TypeEngine):
    __visit_name__ = "time"

    def __init__(self, timezone=False):
        self.timezone = timezone

    @property
    def python_type(self):
        return dt.time

    def _resolve_for_literal(self, value):
        return TIME_TIMEZONE if value.tzinfo is not None and not self.timezone else self

    def literal_processor(self, dialect):
        return _iso_literal(-1)

    @memoized_property
    def _expression_adaptations(self):
        return {
            _ops.add: {Date: DateTime, Interval: type(self)},
            _ops.sub: {Time: Interval, Interval: type(self)},
        }


class _Binary(TypeEngine):
    def __init__(self, length=None):
        self.length = length

    @property
    def python_type(self):
        return bytes

    def literal_processor(self, dialect):
        return lambda value: f"'{value.decode(dialect._legacy_binary_type_literal_encoding)}'"

    def bind_processor(self, dialect):
        if dialect.dbapi is None:
            return None
        binary = dialect.dbapi.Binary
        return lambda value: None if value is None else binary(value)

    def result_processor(self, dialect, coltype):
        return lambda value: None if value is None else bytes(value)

    def coerce_compared_value(self, op, value):
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)


class LargeBinary(_Binary):
    __visit_name__ = "large_binary"


from ._structured_types import (  # noqa: E402, F401  (the types below and the table of types need them)
    ARRAY,
    JSON,
    UUID,
    Boolean,
    Enum,
    Interval,
    MatchType,
    PickleType,
    SchemaType,
    TableValueType,
    TupleType,
    Uuid,
    _NONE_NAME,
)


class REAL(Float):
    __visit_name__ = "REAL"


class FLOAT(Float):
    __visit_name__ = "FLOAT"


class DOUBLE(Double):
    __visit_name__ = "DOUBLE"


class DOUBLE_PRECISION(Double):
    __visit_name__ = "DOUBLE_PRECISION"


class NUMERIC(Numeric):
    __visit_name__ = "NUMERIC"


class DECIMAL(Numeric):
    __visit_name__ = "DECIMAL"


class INTEGER(Integer):
    __visit_name__ = "INTEGER"


INT = INTEGER


class SMALLINT(SmallInteger):
    __visit_name__ = "SMALLINT"


class BIGINT(BigInteger):
    __visit_name__ = "BIGINT"


class TIMESTAMP(DateTime):
    __visit_name__ = "TIMESTAMP"


class DATETIME(DateTime):
    __visit_name__ = "DATETIME"


class DATE(Date):
    __visit_name__ = "DATE"


class TIME(Time):
    __visit_name__ = "TIME"


class TEXT(Text):
    __visit_name__ = "TEXT"


class CLOB(Text):
    __visit_name__ = "CLOB"


class VARCHAR(String):
    __visit_name__ = "VARCHAR"


class NVARCHAR(Unicode):
    __visit_name__ = "NVARCHAR"


class CHAR(String):
    __visit_name__ = "CHAR"


class NCHAR(Unicode):
    __visit_name__ = "NCHAR"


class BLOB(LargeBinary):
    __visit_name__ = "BLOB"


class BINARY(_Binary):
    __visit_name__ = "BINARY"


class VARBINARY(_Binary):
    __visit_name__ = "VARBINARY"


class BOOLEAN(Boolean):
    __visit_name__ = "BOOLEAN"


class NullType(TypeEngine):
    __visit_name__ = "null"
    _isnull = True
    _static_cache_key = ("NullType",)

    def literal_processor(self, dialect):
        return None

    class Comparator(TypeEngine.Comparator):
        __slots__ = ()

        def _adapt_expression(self, op, other_comparator):
            if isinstance(other_comparator, NullType.Comparator) or not _ops.is_commutative(op):
                return op, self.expr.type
            return other_comparator._adapt_expression(op, self)

    comparator_factory = Comparator


NULLTYPE = NullType()
BOOLEANTYPE = Boolean()
STRINGTYPE = String()
INTEGERTYPE = Integer()
NUMERICTYPE = Numeric()
MATCHTYPE = MatchType()
TABLEVALUE = TableValueType()
DATETIME_TIMEZONE = DateTime(timezone=True)
TIME_TIMEZONE = Time(timezone=True)
_BIGINTEGER = BigInteger()
_STRING = String()
_UNICODE = Unicode()

_type_map = {
    int: Integer(),
    float: Double(),
    bool: BOOLEANTYPE,
    _python_UUID: Uuid(),
    decimal.Decimal: Numeric(),
    dt.date: Date(),
    dt.datetime: DateTime(),
    dt.time: Time(),
    dt.timedelta: Interval(),
    type(None): NULLTYPE,
    bytes: LargeBinary(),
    str: _STRING,
    enum.Enum: Enum(enum.Enum),
}


def _resolve_value_to_type(value):
    """The type for a plain value in an expression."""
    found = _type_map.get(type(value))
    if found is None:
        found = getattr(value, "__sa_type_engine__", None)
    if found is None:
        insp = inspection.inspect(value, False)
        if insp is not None and type(insp) in inspection._registrars:
            raise exc.ArgumentError(f"Object {value!r} is not legal as a SQL literal value")
        return NULLTYPE
    return found._resolve_for_literal(value)


for _name in ("NULLTYPE", "BOOLEANTYPE", "STRINGTYPE", "INTEGERTYPE", "NUMERICTYPE", "MATCHTYPE", "TABLEVALUE",
              "_resolve_value_to_type"):
    setattr(type_api, _name, globals()[_name])
type_api._NO_VALUE_IN_LIST = type("_NoValueInList", (), {})
