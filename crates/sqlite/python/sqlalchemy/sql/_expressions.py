"""Expressions with a syntax of their own (CASE, CAST, OVER, EXTRACT, …) and the functions that make expressions."""

from enum import Enum

from .. import exc

from . import coercions, elements, operators, roles, type_api
from .base import NO_ARG, ClauseElement, Executable, Generative, _generative
from .elements import (
    BindParameter,
    ClauseList,
    ColumnClause,
    ColumnElement,
    Grouping,
    Label,
    TextClause,
    TypeClause,
    UnaryExpression,
    WrapsColumnExpression,
)

__all__ = [
    "Tuple", "Case", "Cast", "TryCast", "TypeCoerce", "Extract", "Over", "FrameClause", "FrameClauseType", "WithinGroup",
    "FunctionFilter", "AggregateOrderBy", "TString", "_IdentifiedClause", "SavepointClause", "RollbackToSavepointClause",
    "ReleaseSavepointClause", "literal", "literal_column", "column", "text", "bindparam", "case", "cast", "try_cast",
    "type_coerce", "extract", "over", "within_group", "funcfilter", "tuple_", "label", "null", "true", "false", "not_",
    "desc", "asc", "nulls_first", "nulls_last", "nullsfirst", "nullslast", "distinct", "between", "collate", "any_",
    "all_", "bitwise_not", "outparam", "aggregate_order_by", "tstring",
]
_expression = roles.ExpressionElementRole


class Tuple(ClauseList, ColumnElement):
    """`(a, b)`."""

    __visit_name__ = "tuple"

    def __init__(self, *clauses, types=None):
        init = [coercions.expect(_expression, c) for c in clauses] if types is None else [
            c if coercions.resolve(c) is not None else BindParameter(None, c, type_=types[i], unique=True)
            for i, c in enumerate(clauses)
        ]
        self.type = type_api_tuple(*[getattr(c, "type", type_api.NULLTYPE) if types is None else types[i] for i, c in enumerate(init)])
        ClauseList.__init__(self, *init)

    @property
    def _select_iterable(self):
        return (self,)

    def _bind_param(self, operator, obj, type_=None, expanding=False):
        if expanding:
            return BindParameter(
                None, value=obj, _compared_to_operator=operator, unique=True, expanding=True, type_=type_,
                _compared_to_type=self.type,
            )
        return Tuple(*[
            BindParameter(None, o, _compared_to_operator=operator, _compared_to_type=t, unique=True, type_=type_)
            for o, t in zip(obj, self.type.types)
        ])

    def self_group(self, against=None):
        return self


def type_api_tuple(*types):
    from .sqltypes import TupleType

    return TupleType(*types)


class Case(ColumnElement):
    __visit_name__ = "case"
    _traverse = ("value", "whens", "else_")

    def __init__(self, *whens, value=None, else_=None):
        if len(whens) == 1 and isinstance(whens[0], (list, set)):
            raise exc.ArgumentError(
                'The "whens" argument to case(), when referring to a sequence of items, is now passed as a series of '
                "positional elements, rather than as a list. "
            )
        if len(whens) == 1 and isinstance(whens[0], dict):
            whens = whens[0].items()
        self.whens = [
            (coercions.expect(_expression, c, apply_propagate_attrs=self).self_group(), coercions.expect(_expression, r))
            for c, r in whens
        ]
        self.value = None if value is None else coercions.expect(_expression, value)
        self.else_ = None if else_ is None else coercions.expect(_expression, else_)
        self.type = next(
            (then.type for _, then in reversed(self.whens) if not then.type._isnull),
            self.else_.type if self.else_ is not None else type_api.NULLTYPE,
        )

    @property
    def _from_objects(self):
        return [f for x in self.get_children() for f in x._from_objects]


class Cast(WrapsColumnExpression):
    __visit_name__ = "cast"
    _traverse = ("clause", "type")

    def __init__(self, expression, type_):
        self.type = type_api.to_instance(type_)
        self.clause = coercions.expect(_expression, expression, type_=self.type, apply_propagate_attrs=self)
        self.typeclause = TypeClause(self.type)

    @property
    def _from_objects(self):
        return self.clause._from_objects

    @property
    def wrapped_column_expression(self):
        return self.clause


class TryCast(Cast):
    __visit_name__ = "try_cast"


class TypeCoerce(WrapsColumnExpression):
    __visit_name__ = "type_coerce"
    _traverse = ("clause", "type")

    def __init__(self, expression, type_):
        self.type = type_api.to_instance(type_)
        self.clause = coercions.expect(_expression, expression, type_=self.type, apply_propagate_attrs=self)

    @property
    def _from_objects(self):
        return self.clause._from_objects

    @property
    def typed_expression(self):
        if isinstance(self.clause, BindParameter):
            bp = ClauseElement._clone(self.clause)
            bp.type = self.type
            return bp
        return self.clause

    @property
    def wrapped_column_expression(self):
        return self.clause

    def self_group(self, against=None):
        grouped = self.clause.self_group(against=against)
        return TypeCoerce(grouped, self.type) if grouped is not self.clause else self


class Extract(ColumnElement):
    __visit_name__ = "extract"
    _traverse = ("expr", "field")

    def __init__(self, field, expr):
        self.type = type_api.INTEGERTYPE
        self.field = field
        self.expr = coercions.expect(_expression, expr)

    @property
    def _from_objects(self):
        return self.expr._from_objects


class FrameClauseType(Enum):
    UNBOUNDED = 0
    CURRENT = 1
    PRECEDING = 2
    FOLLOWING = 3


class FrameClause(ClauseElement):
    """The range of rows that a window function looks at."""

    __visit_name__ = "frame_clause"
    _traverse = ("lower_bind", "upper_bind", "lower_type", "upper_type")

    def __init__(self, start, end, start_frame_type, end_frame_type):
        self.lower_bind = self._as_bind(start)
        self.upper_bind = self._as_bind(end)
        self.lower_type = FrameClauseType(start_frame_type)
        self.upper_type = FrameClauseType(end_frame_type)
        for which, type_, bind in (("start", self.lower_type, self.lower_bind), ("end", self.upper_type, self.upper_bind)):
            if type_ in (FrameClauseType.CURRENT, FrameClauseType.UNBOUNDED) and bind is not None:
                raise exc.ArgumentError(f"Cannot specify a value for {which} with frame type {type_.name}")

    @staticmethod
    def _as_bind(value):
        if value is None or isinstance(value, BindParameter):
            return value
        return literal(value, type_api.INTEGERTYPE if isinstance(value, int) else None)

    @classmethod
    def _bound(cls, value, coerce_int):
        if value is None:
            return None, FrameClauseType.UNBOUNDED
        if coerce_int:
            try:
                value = int(value)
            except ValueError as err:
                raise exc.ArgumentError("Integer or None expected for values in rows/groups frame") from err
        elif not isinstance(value, int):
            raise exc.ArgumentError(
                "When using a tuple to specify a range only integer or none values are allowed in the range frame. To "
                "specify a different type use the FrameClause directly."
            )
        if value == 0:
            return None, FrameClauseType.CURRENT
        return abs(value), FrameClauseType.PRECEDING if value < 0 else FrameClauseType.FOLLOWING

    @classmethod
    def _parse(cls, range_, coerce_int):
        if range_ is None or isinstance(range_, FrameClause):
            return range_
        try:
            r0, r1 = range_
        except (ValueError, TypeError) as err:
            raise exc.ArgumentError("2-tuple expected for range/rows/groups") from err
        (lower, lower_type), (upper, upper_type) = cls._bound(r0, coerce_int), cls._bound(r1, coerce_int)
        return FrameClause(lower, upper, lower_type, upper_type)


class Over(ColumnElement):
    __visit_name__ = "over"
    _traverse = ("element", "order_by", "partition_by", "range_", "rows", "groups", "exclude")
    order_by = partition_by = None

    def __init__(self, element, partition_by=None, order_by=None, range_=None, rows=None, groups=None, exclude=None):
        self.element = element
        if order_by is not None:
            self.order_by = ClauseList(*_by_list(order_by), _literal_as_text_role=roles.ByOfRole)
        if partition_by is not None:
            self.partition_by = ClauseList(*_by_list(partition_by), _literal_as_text_role=roles.ByOfRole)
        if sum(item is not None for item in (range_, rows, groups)) > 1:
            raise exc.ArgumentError("only one of 'rows', 'range_', or 'groups' may be provided")
        self.range_ = FrameClause._parse(range_, False)
        self.rows = FrameClause._parse(rows, True)
        self.groups = FrameClause._parse(groups, True)
        self.exclude = exclude
        if exclude is not None and range_ is None and rows is None and groups is None:
            raise exc.ArgumentError("'exclude' requires that one of 'rows', 'range_', or 'groups' is also specified")
        self.type = element.type
        self._propagate_attrs = element._propagate_attrs

    @property
    def _from_objects(self):
        return [f for c in (self.element, self.partition_by, self.order_by) if c is not None for f in c._from_objects]


def _by_list(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]


class _Wrapped(ColumnElement):
    """A function with something after it."""

    @property
    def _from_objects(self):
        return [f for c in self.get_children() for f in c._from_objects]

    def over(self, *, partition_by=None, order_by=None, rows=None, range_=None, groups=None, exclude=None):
        return Over(self, partition_by=partition_by, order_by=order_by, range_=range_, rows=rows, groups=groups, exclude=exclude)


class WithinGroup(_Wrapped):
    __visit_name__ = "withingroup"
    _traverse = ("element", "order_by")

    def __init__(self, element, *order_by):
        self.element = element
        self.order_by = ClauseList(*order_by, _literal_as_text_role=roles.ByOfRole)
        self.type = element.type

    def filter(self, *criterion):
        return FunctionFilter(self, *criterion) if criterion else self


class AggregateOrderBy(_Wrapped):
    __visit_name__ = "aggregateorderby"
    _traverse = ("element", "order_by")

    def __init__(self, element, *order_by):
        if not order_by:
            raise TypeError("at least one ORDER BY element is required")
        self.element = element
        self.order_by = ClauseList(*order_by, _literal_as_text_role=roles.ByOfRole)
        self.type = element.type


class FunctionFilter(Generative, _Wrapped):
    __visit_name__ = "funcfilter"
    _traverse = ("func", "criterion")
    criterion = None

    def __init__(self, func, *criterion):
        self.func = func
        self.type = func.type
        self._propagate_attrs = func._propagate_attrs
        self._add(criterion)

    def _add(self, criterion):
        for c in criterion:
            c = coercions.expect(roles.WhereHavingRole, c)
            self.criterion = c if self.criterion is None else self.criterion & c

    @_generative
    def filter(self, *criterion):
        self._add(criterion)

    def within_group(self, *order_by):
        return WithinGroup(self, *order_by)

    def self_group(self, against=None):
        return Grouping(self) if operators.is_precedent(operators.filter_op, against) else self


class TString(TextClause):
    """SQL made from a template string, whose values become bound parameters."""

    __visit_name__ = "tstring"
    _traverse = ("parts",)

    def __init__(self, template):
        if not hasattr(template, "interpolations"):
            raise exc.ArgumentError("pep-750 Tstring (e.g. t'...') expected")
        self._bindparams = {}
        self.text = ""
        self.parts = [
            part if isinstance(part, str) else coercions.expect(_expression, part.value) for part in template
        ]

    def bindparams(self, *binds, **names_to_values):
        raise NotImplementedError(
            "TString constructs do not support .bindparams(). Bind parameters are automatically created from "
            "interpolated values."
        )


class _IdentifiedClause(Executable, ClauseElement):
    __visit_name__ = "identified"
    _traverse = ("ident",)

    def __init__(self, ident):
        self.ident = ident


class SavepointClause(_IdentifiedClause):
    __visit_name__ = "savepoint"
    inherit_cache = False


class RollbackToSavepointClause(_IdentifiedClause):
    __visit_name__ = "rollback_to_savepoint"
    inherit_cache = False


class ReleaseSavepointClause(_IdentifiedClause):
    __visit_name__ = "release_savepoint"
    inherit_cache = False


# The functions that programs call.


def literal(value, type_=None, literal_execute=False):
    """A bound parameter that holds a value."""
    return coercions.expect(roles.LiteralValueRole, value, type_=type_, literal_execute=literal_execute)


def literal_column(text, type_=None):
    """A column expression that is rendered as it stands."""
    return ColumnClause(text, type_=type_, is_literal=True)


def column(text, type_=None, is_literal=False, _selectable=None):
    return ColumnClause(text, type_, is_literal, _selectable)


def text(text):
    """SQL text, in which `:name` is a bound parameter."""
    return TextClause(text)


def tstring(template):
    return TString(template)


def bindparam(key, value=NO_ARG, type_=None, unique=False, required=NO_ARG, quote=None, callable_=None, expanding=False,
              isoutparam=False, literal_execute=False):
    return BindParameter(key, value, type_, unique, required, quote, callable_, expanding, isoutparam, literal_execute)


def outparam(key, type_=None):
    return BindParameter(key, None, type_=type_, unique=False, isoutparam=True)


def case(*whens, value=None, else_=None):
    return Case(*whens, value=value, else_=else_)


def cast(expression, type_):
    return Cast(expression, type_)


def try_cast(expression, type_):
    return TryCast(expression, type_)


def type_coerce(expression, type_):
    return TypeCoerce(expression, type_)


def extract(field, expr):
    return Extract(field, expr)


def over(element, partition_by=None, order_by=None, range_=None, rows=None, groups=None, exclude=None):
    return Over(coercions.resolve(element), partition_by, order_by, range_, rows, groups, exclude)


def within_group(element, *order_by):
    return WithinGroup(element, *order_by)


def aggregate_order_by(element, *order_by):
    return AggregateOrderBy(element, *order_by)


def funcfilter(func, *criterion):
    return FunctionFilter(func, *criterion)


def tuple_(*clauses, types=None):
    return Tuple(*clauses, types=types)


def label(name, element, type_=None):
    return Label(name, element, type_)


def null():
    return elements.Null()


def true():
    return elements.True_()


def false():
    return elements.False_()


def not_(clause):
    return operators.inv(coercions.expect(_expression, clause))


def _modified(column, modifier):
    return UnaryExpression(coercions.expect(roles.ByOfRole, column), modifier=modifier)


def desc(column):
    return _modified(column, operators.desc_op)


def asc(column):
    return _modified(column, operators.asc_op)


def nulls_first(column):
    return _modified(column, operators.nulls_first_op)


def nulls_last(column):
    return _modified(column, operators.nulls_last_op)


nullsfirst, nullslast = nulls_first, nulls_last


def distinct(expr):
    expr = coercions.expect(_expression, expr)
    return UnaryExpression(expr, operator=operators.distinct_op, type_=expr.type)


def bitwise_not(expr):
    expr = coercions.expect(_expression, expr)
    return UnaryExpression(expr, operator=operators.bitwise_not_op, type_=expr.type)


def between(expr, lower_bound, upper_bound, symmetric=False):
    return coercions.expect(_expression, expr).between(lower_bound, upper_bound, symmetric=symmetric)


def collate(expression, collation):
    return elements.CollationClause._create_collation_expression(expression, collation)


def any_(expr):
    return elements.CollectionAggregate._create(_scalar(expr), operators.any_op)


def all_(expr):
    return elements.CollectionAggregate._create(_scalar(expr), operators.all_op)


def _scalar(expr):
    resolved = coercions.resolve(expr)
    return resolved.scalar_subquery() if resolved is not None and resolved._is_select_base else expr


for _cls in list(globals().values()):
    # Programs know these classes as sqlalchemy.sql.elements'.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.elements"
