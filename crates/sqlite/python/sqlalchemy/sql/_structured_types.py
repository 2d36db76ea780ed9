"""Types with more to them than a value: enums, booleans, intervals, JSON, arrays, UUIDs."""

import datetime as dt
import enum
import json
from collections.abc import Sequence
from uuid import UUID as _python_UUID

from .. import exc
from ..util import memoized_property  # noqa: F401
from . import operators as _ops
from . import sqltypes, type_api
from .base import NO_ARG, SchemaEventTarget
from .sqltypes import (
    Concatenable,
    Date,
    DateTime,
    Float,
    Indexable,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Time,
    Unicode,
)
from .type_api import Emulated, NativeForEmulated, TypeDecorator, TypeEngine, to_instance

_NONE_NAME = "_unnamed_"


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
            sqltypes._resolve_value_to_type(elem) if typ is sqltypes.NULLTYPE else typ for typ, elem in zip(self.types, value)
        ])

    @property
    def _static_cache_key(self):
        return (TupleType, tuple(t._static_cache_key for t in self.types))


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


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.sqltypes.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.sqltypes"
