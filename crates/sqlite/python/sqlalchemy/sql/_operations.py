"""Operators with their operands, lists of expressions, and references to labels."""

from .. import exc
from ..util import EMPTY_DICT, coerce_generator_arg, warn_deprecated
from . import coercions, operators, roles, type_api
from ._operands import False_, TextClause, True_
from .elements import ColumnElement, DQLDMLClauseElement, WrapsColumnExpression, _DefaultType

_expression = roles.ExpressionElementRole


class ClauseList(DQLDMLClauseElement):
    """Elements with an operator between them."""

    __visit_name__ = "clauselist"
    _is_clause_list = True
    _traverse = ("clauses", "operator")
    group = True

    def __init__(self, *clauses, operator=operators.comma_op, group=True, group_contents=True,
                 _literal_as_text_role=roles.ExpressionElementRole, **kw):
        self.operator = operator
        self.group = group
        self.group_contents = group_contents
        clauses = [coercions.expect(_literal_as_text_role, c, apply_propagate_attrs=self) for c in clauses]
        self.clauses = [c.self_group(against=operator) for c in clauses] if group_contents else clauses

    @classmethod
    def _construct_raw(cls, operator, clauses=None):
        self = cls.__new__(cls)
        self.clauses = list(clauses) if clauses else []
        self.group = self.group_contents = True
        self.operator = operator
        return self

    type = _DefaultType()

    def __iter__(self):
        return iter(self.clauses)

    def __len__(self):
        return len(self.clauses)

    def __bool__(self):
        return True

    def append(self, clause):
        clause = coercions.expect(_expression, clause)
        self.clauses.append(clause.self_group(against=self.operator) if self.group_contents else clause)

    @property
    def _select_iterable(self):
        return [e for elem in self.clauses for e in elem._select_iterable]

    @property
    def _from_objects(self):
        return [f for c in self.clauses for f in c._from_objects]

    def self_group(self, against=None):
        return Grouping(self) if self.group and operators.is_precedent(self.operator, against) else self


class OrderByList(ClauseList):
    pass


class OperatorExpression(ColumnElement):
    """An operator and its operands."""

    group = True

    @property
    def is_comparison(self):
        return operators.is_comparison(self.operator)

    def self_group(self, against=None):
        if self.group and operators.is_precedent(self.operator, against) or (
            against is operators.inv and not operators.is_boolean(self.operator)
        ):
            return Grouping(self)
        return self

    @classmethod
    def _construct_for_op(cls, left, right, op, *, type_, negate=None, modifiers=None):
        if operators.is_associative(op):
            parts, multi = [], False
            for side in (left, right):
                if side.__dict__.get("operator") is op and type_._compare_type_affinity(side.type):
                    parts.extend(side._flattened_operator_clauses)
                    multi = True
                else:
                    parts.append(side)
            if multi:
                return ExpressionClauseList._construct_for_list(op, type_, *parts)
        return BinaryExpression(left, right, op, type_=type_, negate=negate, modifiers=modifiers)


class ExpressionClauseList(OperatorExpression):
    """Several operands with the same operator between them."""

    __visit_name__ = "expression_clauselist"
    _traverse = ("clauses", "operator")

    def __init__(self, operator, *clauses, type_=None):
        self.operator = operator
        self.clauses = tuple(coercions.expect(_expression, c, apply_propagate_attrs=self) for c in clauses)
        self._is_implicitly_boolean = operators.is_boolean(operator)
        self.type = type_api.to_instance(type_)

    @classmethod
    def _construct_for_list(cls, operator, type_, *clauses, group=True):
        self = cls.__new__(cls)
        self.group = group
        self.clauses = tuple([c.self_group(against=operator) for c in clauses]) if group else clauses
        self.operator = operator
        self.type = type_
        for c in clauses:
            if c._propagate_attrs:
                self._propagate_attrs = c._propagate_attrs
                break
        return self

    @property
    def _flattened_operator_clauses(self):
        return self.clauses

    def __iter__(self):
        return iter(self.clauses)

    def __len__(self):
        return len(self.clauses)

    @property
    def _from_objects(self):
        return [f for c in self.clauses for f in c._from_objects]

    def _negate(self):
        return UnaryExpression(self.self_group(against=operators.inv), operator=operators.inv)


class BooleanClauseList(ExpressionClauseList):
    """Conditions joined by AND or OR."""

    __visit_name__ = "expression_clauselist"
    _is_implicitly_boolean = True

    def __init__(self, *arg, **kw):
        raise NotImplementedError("BooleanClauseList has a private constructor")

    @classmethod
    def _process(cls, operator, continue_on, skip_on, clauses):
        has_continue_on, kept, against, count = None, [], operators._asbool, 0
        for clause in clauses:
            if clause is continue_on:
                has_continue_on = clause
            elif clause is skip_on:
                kept, count = [clause], 1
                break
            else:
                if count:
                    against = operator
                count = min(count + 1, 2)
                kept.append(clause)
        if not kept and has_continue_on is not None:
            kept, count = [has_continue_on], 1
        return count, [c.self_group(against=against) for c in kept]

    @classmethod
    def _construct(cls, operator, continue_on, skip_on, clauses):
        if not clauses:
            name = operator.__name__
            const = "true" if continue_on is True_() else "false"
            warn_deprecated(
                f"Invoking {name}() without arguments is deprecated, and will be disallowed in a future release.   For an "
                f"empty {name}() construct, use '{name}({const}(), *args)' or '{name}({const.title()}, *args)'.",
                "1.4",
            )
            return cls._construct_raw(operator)
        clauses = [coercions.expect(roles.WhereHavingRole, c) for c in coerce_generator_arg(clauses)]
        count, kept = cls._process(operator, continue_on, skip_on, clauses)
        if count <= 1:
            return kept[0]
        flat = []
        for c in kept:
            if getattr(c, "operator", None) is operator:
                flat.extend(c._flattened_operator_clauses)
            else:
                flat.append(c)
        return cls._construct_raw(operator, flat)

    @classmethod
    def _construct_for_whereclause(cls, clauses):
        count, kept = cls._process(operators.and_, True_(), False_(), clauses)
        if count > 1:
            return cls._construct_raw(operators.and_, kept)
        return kept[0] if count else None

    @classmethod
    def _construct_raw(cls, operator, clauses=()):
        self = cls.__new__(cls)
        self.clauses = tuple(clauses)
        self.operator = operator
        self.type = type_api.BOOLEANTYPE
        for c in self.clauses:
            if c._propagate_attrs:
                self._propagate_attrs = c._propagate_attrs
                break
        return self

    @classmethod
    def and_(cls, *clauses):
        return cls._construct(operators.and_, True_(), False_(), clauses)

    @classmethod
    def or_(cls, *clauses):
        return cls._construct(operators.or_, False_(), True_(), clauses)

    def self_group(self, against=None):
        return self if not self.clauses else super().self_group(against=against)


and_ = BooleanClauseList.and_
or_ = BooleanClauseList.or_


class _label_reference(ColumnElement):
    """An expression in ORDER BY that may be rendered as the name of a label."""

    __visit_name__ = "label_reference"
    _traverse = ("element",)
    _is_label_reference = True

    def __init__(self, element):
        self.element = element
        self._propagate_attrs = element._propagate_attrs

    @property
    def _from_objects(self):
        return []


class _textual_label_reference(ColumnElement):
    """A string in ORDER BY or GROUP BY that names a label or a column."""

    __visit_name__ = "textual_label_reference"
    _traverse = ("element",)
    _is_label_reference = True

    def __init__(self, element):
        self.element = element

    @property
    def _text_clause(self):
        return TextClause(self.element)


class UnaryExpression(ColumnElement):
    """One operand with an operator before it, or a modifier after it."""

    __visit_name__ = "unary"
    _traverse = ("element", "operator", "modifier")

    def __init__(self, element, *, operator=None, modifier=None, type_=None, wraps_column_expression=False):
        self.operator = operator
        self.modifier = modifier
        self._propagate_attrs = element._propagate_attrs
        self.element = element.self_group(against=operator or modifier)
        self.type = type_api.to_instance(type_)

    @property
    def _order_by_label_element(self):
        return self.element._order_by_label_element if operators.is_order_by_modifier(self.modifier) else None

    @property
    def _from_objects(self):
        return self.element._from_objects

    def _negate(self):
        if self.type._type_affinity is type_api.BOOLEANTYPE._type_affinity:
            return UnaryExpression(
                self.self_group(against=operators.inv), operator=operators.inv, type_=type_api.BOOLEANTYPE
            )
        return ColumnElement._negate(self)

    def self_group(self, against=None):
        return Grouping(self) if self.operator and operators.is_precedent(self.operator, against) else self


class CollectionAggregate(UnaryExpression):
    """ANY and ALL."""

    _is_collection_aggregate = True

    @classmethod
    def _create(cls, expr, op):
        expr = coercions.expect(_expression, expr).self_group()
        return CollectionAggregate(expr, operator=op, type_=type_api.BOOLEANTYPE)

    def operate(self, op, *other, **kwargs):
        if not operators.is_comparison(op):
            raise exc.ArgumentError("Only comparison operators may be used with ANY/ALL")
        return self.comparator.operate(operators.mirror(op), *other, reverse=True, **kwargs)


class AsBoolean(WrapsColumnExpression, UnaryExpression):
    """A boolean column where a condition is expected; databases without booleans compare it with 1."""

    modifier = None

    def __init__(self, element, operator, negate):
        self.element = element
        self.type = type_api.BOOLEANTYPE
        self.operator = operator
        self.negate = negate
        self._is_implicitly_boolean = element._is_implicitly_boolean
        self._propagate_attrs = element._propagate_attrs

    @property
    def wrapped_column_expression(self):
        return self.element

    def self_group(self, against=None):
        return self

    def _negate(self):
        if isinstance(self.element, (True_, False_)):
            return self.element._negate()
        return AsBoolean(self.element, self.negate, self.operator)


class BinaryExpression(OperatorExpression):
    """`left operator right`."""

    __visit_name__ = "binary"
    _traverse = ("left", "right", "operator", "modifiers", "type")

    def __init__(self, left, right, operator, type_=None, negate=None, modifiers=None):
        if isinstance(operator, str):
            operator = operators.custom_op(operator)
        self._orig_hash = (left.__hash__(), right.__hash__())
        self._propagate_attrs = left._propagate_attrs or right._propagate_attrs
        self.left = left.self_group(against=operator)
        self.right = right.self_group(against=operator)
        self.operator = operator
        self.type = type_api.to_instance(type_)
        self.negate = negate
        self._is_implicitly_boolean = operators.is_boolean(operator)
        self.modifiers = modifiers or EMPTY_DICT

    @property
    def _flattened_operator_clauses(self):
        return (self.left, self.right)

    def __bool__(self):
        # Columns stand in sets and dictionaries, which ask whether two of them are equal.
        if self.operator in (operators.eq, operators.ne):
            return self.operator(*self._orig_hash)
        raise TypeError("Boolean value of this clause is not defined")

    @property
    def _from_objects(self):
        return self.left._from_objects + self.right._from_objects

    def _negate(self):
        if self.negate is not None:
            return BinaryExpression(
                self.left, self.right._negate_in_binary(self.negate, self.operator), self.negate, negate=self.operator,
                type_=self.type, modifiers=self.modifiers,
            )
        return self.self_group()._negate()


class Grouping(ColumnElement):
    """An expression in brackets."""

    __visit_name__ = "grouping"
    _traverse = ("element",)

    def __init__(self, element):
        self.element = element
        self.type = element.type
        self._propagate_attrs = element._propagate_attrs

    def _with_binary_element_type(self, type_):
        return Grouping(self.element._with_binary_element_type(type_))

    def _ungroup(self):
        return self.element._ungroup()

    def self_group(self, against=None):
        return self

    @property
    def _is_implicitly_boolean(self):
        return getattr(self.element, "_is_implicitly_boolean", False)

    @property
    def _tq_label(self):
        return getattr(self.element, "_tq_label", None) or self._anon_name_label

    @property
    def _proxies(self):
        return [self.element] if isinstance(self.element, ColumnElement) else []

    @property
    def _from_objects(self):
        return self.element._from_objects

    def __getattr__(self, attr):
        if attr.startswith("__") or attr == "element":
            raise AttributeError(attr)
        return getattr(self.element, attr)


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.elements.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.elements"
