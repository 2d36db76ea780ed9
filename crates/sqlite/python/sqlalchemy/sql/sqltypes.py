"""The types: generic ones such as Integer and String, and those named as in SQL such as VARCHAR."""

import datetime as dt
import decimal
import enum
import json
from collections.abc import Sequence
from uuid import UUID as _python_UUID

from .. import exc, inspection
from ..util import memoized_property
from . import operators, type_api
from .base import NO_ARG, SchemaEventTarget
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


class SchemaType(SchemaEventTarget):
    """A type that may bring a constraint with it."""

    _use_schema_map = False
    name = None

    def _set_parent(self, column, **kw):
        column._on_table_attach(lambda column, table: self._set_table(column, table))

    def _set_table(self, column, table):
        pass

    def _add_check(self, column, expression, rule):
        from .schema import CheckConstraint

        name = self.name
        CheckConstraint(
            expression, name=_NONE_NAME if name is None else name, _type_bound=True, _create_rule=rule
        )._set_parent_with_dispatch(column.table)


_NONE_NAME = "_unnamed_"


class Enum(String, SchemaType, Emulated):
    __visit_name__ = "enum"

    def __init__(self, *enums, **kw):
        self._enum_init(enums, kw)

    def _enum_init(self, enums, kw):
        self.native_enum = kw.pop("native_enum", True)
        self.create_constraint = kw.pop("create_constraint", False)
        self.values_callable = kw.pop("values_callable", None)
        self._sort_key_function = kw.pop("sort_key_function", NO_ARG)
        self._omit_aliases = kw.pop("omit_aliases", True)
        length_arg = kw.pop("length", NO_ARG)
        self.validate_strings = kw.pop("validate_strings", False)
        if not enums and "_enums" in kw:
            enums = kw.pop("_enums")
        self._enums_argument = list(enums)
        if len(enums) == 1 and hasattr(enums[0], "__members__"):
            self.enum_class = enums[0]
            members = self.enum_class.__members__
            if self._omit_aliases:
                members = {n: v for n, v in members.items() if v.name == n}
            values = list(self.values_callable(self.enum_class)) if self.values_callable else list(members)
            objects = list(members.values())
        else:
            self.enum_class = None
            values, objects = list(enums), list(enums)
        self.enums = values
        self._valid_lookup = dict(zip(reversed(objects), reversed(values)))
        self._object_lookup = dict(zip(values, objects))
        self._valid_lookup.update([(v, self._valid_lookup[self._object_lookup[v]]) for v in values])
        self._valid_lookup[None] = self._object_lookup[None] = None
        length = self._default_length = max((len(x) for x in values), default=0)
        if length_arg is not NO_ARG:
            if length_arg is not None and length_arg < length:
                raise ValueError(
                    "When provided, length must be larger or equal than the length of the longest enum value. "
                    f"{length_arg} < {length}"
                )
            length = length_arg
        String.__init__(self, length=length)
        self.name = kw.pop("name", None)
        if self.enum_class is not None and values and self.name is None:
            self.name = self.enum_class.__name__.lower()
        self.schema = kw.pop("schema", None)
        self.metadata = kw.pop("metadata", None)
        for ignored in ("inherit_schema", "quote", "create_type", "_create_events", "_adapted_from", "_disable_warnings"):
            kw.pop(ignored, None)
        if kw:
            raise TypeError(f"Enum got an unexpected keyword argument {next(iter(kw))!r}")

    def _compare_type_affinity(self, other):
        return super()._compare_type_affinity(other) or other._type_affinity is String

    @property
    def _type_affinity(self):
        return Enum

    def _resolve_for_literal(self, value):
        return Enum(type(value))

    def _resolve_for_python_type(self, python_type, matched_on, matched_on_flattened):
        """The Enum for an annotation: an enum class, or a Literal of strings."""
        generic = self._enums_argument == [enum.Enum]
        kw = self._make_enum_kw({})
        kw["length"] = NO_ARG if self.length == 0 else self.length
        if not generic and python_type is matched_on:
            return Enum(_enums=self._enums_argument, **kw)
        value = getattr(python_type, "__value__", python_type)
        args = getattr(value, "__args__", None)
        if args is not None and str(getattr(value, "__origin__", "")) == "typing.Literal":
            bad = [a for a in args if not isinstance(a, str)]
            if bad:
                raise exc.ArgumentError(
                    f"Can't create string-based Enum datatype from non-string values: {', '.join(map(repr, bad))}.  "
                    "Please provide an explicit Enum datatype for this Python type"
                )
            kw["native_enum"] = False
            return Enum(_enums=list(args), **kw)
        if isinstance(python_type, type) and issubclass(python_type, enum.Enum):
            return Enum(_enums=[python_type], **kw)
        return Enum(_enums=self._enums_argument, **kw)

    def _make_enum_kw(self, kw):
        kw.setdefault("validate_strings", self.validate_strings)
        if self.name:
            kw.setdefault("name", self.name)
        for name in ("schema", "metadata", "native_enum", "values_callable", "create_constraint", "length"):
            kw.setdefault(name, getattr(self, name))
        kw.setdefault("omit_aliases", self._omit_aliases)
        kw.setdefault("sort_key_function", self._sort_key_function)
        return kw

    @property
    def sort_key_function(self):
        return self._db_value_for_elem if self._sort_key_function is NO_ARG else self._sort_key_function

    @property
    def native(self):
        return self.native_enum

    def _error(self, elem):
        names = self.enums
        shown = ", ".join(names) if len(names) <= 3 else ", ".join([*names[:3], "..", names[-1]])
        shown = ", ".join(names[0:3]) + ", ..., " + names[-1] if len(names) > 4 else ", ".join(names)
        return LookupError(
            f"'{elem}' is not among the defined enum values. Enum name: {self.name}. Possible values: {shown}"
        )

    def _db_value_for_elem(self, elem):
        try:
            return self._valid_lookup[elem]
        except KeyError as err:
            if not self.validate_strings and isinstance(elem, str):
                return elem
            raise self._error(elem) from err

    def _object_value_for_elem(self, elem):
        try:
            return self._object_lookup[elem]
        except KeyError as err:
            raise self._error(elem) from err

    class Comparator(String.Comparator):
        __slots__ = ()

        def _adapt_expression(self, op, other_comparator):
            op, typ = super()._adapt_expression(op, other_comparator)
            return op, String(self.type.length) if op is _ops.concat_op else typ

    comparator_factory = Comparator

    def _set_table(self, column, table):
        if self.create_constraint:
            from .elements import type_coerce

            rule = lambda compiler: not self.native_enum or not compiler.dialect.supports_native_enum  # noqa: E731
            self._add_check(column, type_coerce(column, String()).in_(self.enums), rule)

    def literal_processor(self, dialect):
        parent = super().literal_processor(dialect)
        return lambda value: parent(self._db_value_for_elem(value))

    def bind_processor(self, dialect):
        return self._db_value_for_elem

    def result_processor(self, dialect, coltype):
        return self._object_value_for_elem

    @property
    def python_type(self):
        return self.enum_class or str

    @property
    def _static_cache_key(self):
        return (Enum, tuple(self._enums_argument), self.name, self.length, self.native_enum, self.validate_strings,
                self.create_constraint, self.values_callable)

    def __repr__(self):
        args = [repr(e) for e in self.enums]
        if self.name:
            args.append(f"name={self.name!r}")
        if not self.native_enum:
            args.append("native_enum=False")
        if self.create_constraint:
            args.append("create_constraint=True")
        if self.length != self._default_length:
            args.append(f"length={self.length!r}")
        return f"Enum({', '.join(args)})"


class PickleType(TypeDecorator):
    impl = LargeBinary
    cache_ok = True

    def __init__(self, *arg, **kw):
        from ..util import unimplemented

        raise unimplemented("PickleType", "use the JSON type for structured values.")


class Boolean(SchemaType, Emulated, TypeEngine):
    __visit_name__ = "boolean"
    native = True

    def __init__(self, create_constraint=False, name=None):
        self.create_constraint = create_constraint
        self.name = name

    def _set_table(self, column, table):
        if self.create_constraint:
            from .elements import type_coerce

            rule = lambda compiler: not compiler.dialect.supports_native_boolean  # noqa: E731
            self._add_check(column, type_coerce(column, self).in_([0, 1]), rule)

    @property
    def python_type(self):
        return bool

    def _strict_as_bool(self, value):
        if value not in (None, True, False):
            if not isinstance(value, int):
                raise TypeError(f"Not a boolean value: {value!r}")
            raise ValueError(f"Value {value!r} is not None, True, or False")
        return value

    def literal_processor(self, dialect):
        true, false = ("true", "false") if dialect.supports_native_boolean else ("1", "0")
        return lambda value: true if self._strict_as_bool(value) else false

    def bind_processor(self, dialect):
        coerce = bool if dialect.supports_native_boolean else int

        def process(value):
            value = self._strict_as_bool(value)
            return None if value is None else coerce(value)

        return process

    def result_processor(self, dialect, coltype):
        return None if dialect.supports_native_boolean else _int_to_boolean


def _int_to_boolean(value):
    return None if value is None else bool(value)


class Interval(Emulated, TypeDecorator):
    cache_ok = True

    def __init__(self, native=True, second_precision=None, day_precision=None):
        self.impl = DateTime()
        self.native = native
        self.second_precision = second_precision
        self.day_precision = day_precision

    epoch = dt.datetime(1970, 1, 1)
    comparator_factory = TypeEngine.Comparator
    _type_affinity = property(lambda self: Interval)

    @property
    def _expression_adaptations(self):
        cls = Interval
        return {
            _ops.add: {Date: DateTime, Interval: cls, DateTime: DateTime, Time: Time},
            _ops.sub: {Interval: cls},
            _ops.mul: {Numeric: cls, Float: cls},
            _ops.truediv: {Numeric: cls, Float: cls},
        }

    @property
    def python_type(self):
        return dt.timedelta

    def coerce_compared_value(self, op, value):
        return self.impl_instance.coerce_compared_value(op, value)

    def bind_processor(self, dialect):
        impl, epoch = self.impl_instance.bind_processor(dialect) or (lambda v: v), self.epoch
        return lambda value: impl(None if value is None else epoch + value)

    def result_processor(self, dialect, coltype):
        impl, epoch = self.impl_instance.result_processor(dialect, coltype) or (lambda v: v), self.epoch

        def process(value):
            value = impl(value)
            return None if value is None else value - epoch

        return process

    def __repr__(self):
        return TypeEngine.__repr__(self)


class JSON(Indexable, TypeEngine):
    __visit_name__ = "JSON"
    hashable = False
    NULL = type("_JsonNull", (), {"__repr__": lambda self: "JSON_NULL", "__bool__": lambda self: True})()

    def __init__(self, none_as_null=False):
        self.none_as_null = none_as_null

    class JSONElementType(TypeEngine):
        def bind_processor(self, dialect):
            return self._format

        def literal_processor(self, dialect):
            def process(value):
                return "'" + self._format(value).replace("'", "''") + "'"

            return process

    class JSONIndexType(JSONElementType):
        def _format(self, value):
            return f"$[{value}]" if isinstance(value, int) else f'$."{value}"'

    class JSONIntIndexType(JSONIndexType):
        pass

    class JSONStrIndexType(JSONIndexType):
        pass

    class JSONPathType(JSONElementType):
        __visit_name__ = "json_path"

        def _format(self, value):
            return "$" + "".join([f"[{e}]" if isinstance(e, int) else f'."{e}"' for e in value])

    class Comparator(Indexable.Comparator, Concatenable.Comparator):
        __slots__ = ()

        def _setup_getitem(self, index):
            from . import coercions

            if not isinstance(index, str) and isinstance(index, Sequence):
                op, type_ = _ops.json_path_getitem_op, JSON.JSONPathType
            else:
                op = _ops.json_getitem_op
                type_ = JSON.JSONIntIndexType if isinstance(index, int) else JSON.JSONStrIndexType
            index = coercions.expect_binary(index, self.expr, op, bindparam_type=type_())
            return op, index, self.type

        def as_boolean(self):
            return self._binary_w_type(Boolean(), "as_boolean")

        def as_string(self):
            return self._binary_w_type(Unicode(), "as_string")

        def as_integer(self):
            return self._binary_w_type(Integer(), "as_integer")

        def as_float(self):
            return self._binary_w_type(Float(), "as_float")

        def as_numeric(self, precision, scale, asdecimal=True):
            return self._binary_w_type(Numeric(precision, scale, asdecimal=asdecimal), "as_numeric")

        def as_json(self):
            return self.expr

        def _binary_w_type(self, typ, method_name):
            op = getattr(self.expr, "operator", None)
            if op not in (_ops.json_getitem_op, _ops.json_path_getitem_op):
                raise exc.InvalidRequestError(
                    f"The JSON cast operator JSON.{method_name}() only works with a JSON index expression e.g. "
                    f"col['q'].{method_name}()"
                )
            expr = self.expr._clone()
            expr.type = typ
            return expr

    comparator_factory = Comparator

    @property
    def python_type(self):
        return object

    @property
    def should_evaluate_none(self):
        return not self.none_as_null

    @should_evaluate_none.setter
    def should_evaluate_none(self, value):
        self.none_as_null = not value

    def bind_processor(self, dialect):
        from .elements import Null

        dumps = getattr(dialect, "_json_serializer", None) or json.dumps

        def process(value):
            if value is JSON.NULL:
                value = None
            elif isinstance(value, Null) or (value is None and self.none_as_null):
                return None
            return dumps(value)

        return process

    def result_processor(self, dialect, coltype):
        loads = getattr(dialect, "_json_deserializer", None) or json.loads
        return lambda value: None if value is None else loads(value) if isinstance(value, (str, bytes)) else value


class ARRAY(SchemaEventTarget, Indexable, Concatenable, TypeEngine):
    __visit_name__ = "ARRAY"
    _is_array = True

    def __init__(self, item_type, as_tuple=False, dimensions=None, zero_indexes=False):
        if isinstance(item_type, ARRAY):
            raise ValueError("Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays of basetype")
        self.item_type = to_instance(item_type)
        self.as_tuple = as_tuple
        self.dimensions = dimensions
        self.zero_indexes = zero_indexes

    @property
    def python_type(self):
        return list


class TupleType(TypeEngine):
    _is_tuple_type = True

    def __init__(self, *types):
        self.types = [to_instance(t) for t in types]

    def coerce_compared_value(self, op, value):
        if value is type_api._NO_VALUE_IN_LIST:
            return super().coerce_compared_value(op, value)
        return TupleType(*[typ.coerce_compared_value(op, elem) for typ, elem in zip(self.types, value)])

    def _resolve_values_to_types(self, value):
        return TupleType(*[
            _resolve_value_to_type(elem) if typ is NULLTYPE else typ for typ, elem in zip(self.types, value)
        ])

    @property
    def _static_cache_key(self):
        return (TupleType, tuple(t._static_cache_key for t in self.types))


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


class TableValueType(TypeEngine):
    _is_table_value = True

    def __init__(self, *elements):
        self._elements = elements

    @property
    def _static_cache_key(self):
        return (TableValueType, tuple(e if isinstance(e, str) else (e.name, e.type._static_cache_key) for e in self._elements))


class MatchType(Boolean):
    pass


class Uuid(Emulated, TypeEngine):
    __visit_name__ = "uuid"

    def __init__(self, as_uuid=True, native_uuid=True):
        self.as_uuid = as_uuid
        self.native_uuid = native_uuid

    @property
    def python_type(self):
        return _python_UUID if self.as_uuid else str

    @property
    def native(self):
        return self.native_uuid

    def coerce_compared_value(self, op, value):
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)

    def bind_processor(self, dialect):
        if self.as_uuid:
            return lambda value: None if value is None else value.hex
        return lambda value: None if value is None else value.replace("-", "")

    def result_processor(self, dialect, coltype):
        if self.as_uuid:
            return lambda value: None if value is None else _python_UUID(value)
        return lambda value: None if value is None else str(_python_UUID(value))

    def literal_processor(self, dialect):
        if self.as_uuid:
            return lambda value: f"'{value.hex}'"
        return lambda value: "'" + value.replace("-", "").replace("'", "''") + "'"


class UUID(Uuid, NativeForEmulated):
    __visit_name__ = "UUID"

    def __init__(self, as_uuid=True):
        self.as_uuid = as_uuid
        self.native_uuid = True


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
