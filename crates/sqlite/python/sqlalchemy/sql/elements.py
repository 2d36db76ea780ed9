"""The elements of column expressions: columns, labels, operators, bound parameters, text."""

import re

from .. import exc
from ..inspection import _self_inspects
from ..util import EMPTY_DICT, coerce_generator_arg, warn_deprecated
from . import coercions, operators, roles, type_api
from ._labels import _anonymous_label, _truncated_label, conv, prefix_anon_map, quoted_name  # noqa: F401
from .base import (
    NO_ARG,
    ClauseElement,
    Executable,
    Generative,
    Immutable,
    SingletonConstant,
    _expand_cloned,
    _generative,
    _uid,
    memoized_attribute,
)

_expression = roles.ExpressionElementRole


class _DefaultType:
    """NULLTYPE, for elements to which no type was given."""

    def __get__(self, obj, cls):
        return type_api.NULLTYPE


class DQLDMLClauseElement(ClauseElement):
    pass


class SQLCoreOperations:
    pass


@_self_inspects
class ColumnElement(operators.ColumnOperators, DQLDMLClauseElement):
    """A column-like expression: it has a type, takes operators, and can be labelled."""

    __visit_name__ = "column_element"
    primary_key = False
    foreign_keys = frozenset()
    key = None
    table = None
    _is_column_element = True
    _tq_label = None
    _render_label_in_columns_clause = True
    _allow_label_resolve = True
    _is_implicitly_boolean = False
    _alt_names = ()
    _insert_sentinel = _omit_from_statements = False
    _proxies = ()
    __hash__ = ClauseElement.__hash__

    type = _DefaultType()

    @property
    def comparator(self):
        return self.type.comparator_factory(self)

    def __getattr__(self, key):
        if key.startswith("__") or key in ("_sa_instance_state", "type", "comparator"):
            raise AttributeError(key)
        comparator = self.comparator
        try:
            return getattr(comparator, key)
        except AttributeError as err:
            raise AttributeError(
                f"Neither {type(self).__name__!r} object nor {type(comparator).__name__!r} object has an attribute {key!r}"
            ) from err

    def operate(self, op, *other, **kwargs):
        return self.comparator.operate(op, *other, **kwargs)

    def reverse_operate(self, op, other, **kwargs):
        return self.comparator.reverse_operate(op, other, **kwargs)

    def __getitem__(self, index):
        return self.comparator[index] if hasattr(self.comparator, "_setup_getitem") else self.operate(operators.getitem, index)

    def __and__(self, other):
        return and_(self, other)

    def __or__(self, other):
        return or_(self, other)

    def __invert__(self):
        return self.operate(operators.inv)

    def _bind_param(self, operator, obj, type_=None, expanding=False):
        return BindParameter(
            None, obj, _compared_to_operator=operator, type_=type_, _compared_to_type=self.type, unique=True,
            expanding=expanding,
        )

    @property
    def expression(self):
        return self

    @property
    def _select_iterable(self):
        return (self,)

    @memoized_attribute
    def proxy_set(self):
        s = {self._deannotate()}
        for c in self._proxies:
            s |= c.proxy_set
        return frozenset(s)

    @property
    def base_columns(self):
        return frozenset(c for c in self.proxy_set if not c._proxies)

    @memoized_attribute
    def _expanded_proxy_set(self):
        return frozenset(_expand_cloned(self.proxy_set))

    def _uncached_proxy_list(self):
        found = [self]
        for c in self._proxies:
            found.extend(c._uncached_proxy_list())
        return found

    def shares_lineage(self, other):
        return bool(self.proxy_set.intersection(other.proxy_set))

    @property
    def _non_anon_label(self):
        return self.__dict__.get("name")

    @property
    def _proxy_key(self):
        key = self._annotations.get("proxy_key") if self._annotations else None
        if key is not None:
            return key
        name = self.key or self._non_anon_label
        return None if isinstance(name, _anonymous_label) else name

    @property
    def _tq_key_label(self):
        return self._proxy_key

    @property
    def _label(self):
        return self._tq_label

    @property
    def _key_label(self):
        return self._tq_key_label

    @property
    def _expression_label(self):
        if self.__dict__.get("name") is not None:
            return None
        return self._annotations.get("proxy_key") if self._annotations else None

    def _anon_label(self, seed, add_hash=None):
        while self._is_clone_of is not None:
            self = self._is_clone_of
        value = hash(self)
        if add_hash:
            value = f"{value}_{add_hash}"
            seed = seed + "_"
        if isinstance(seed, _anonymous_label):
            return _anonymous_label(f"{str(seed)}%({value} )s")
        return _anonymous_label.safe_construct(value, seed or "anon")

    @memoized_attribute
    def _anon_name_label(self):
        return self._anon_label(self.__dict__.get("name"))

    @property
    def _anon_key_label(self):
        return self._anon_label(self._proxy_key)

    @property
    def _anon_tq_label(self):
        return self._anon_label(self._tq_label)

    @property
    def _anon_tq_key_label(self):
        return self._anon_label(self._tq_key_label)

    def _dedupe_anon_label_idx(self, idx):
        label = self.__dict__.get("name")
        return self._dedupe_anon_tq_label_idx(idx) if label is None else self._anon_label(label, add_hash=idx)

    def _dedupe_anon_tq_label_idx(self, idx):
        return self._anon_label(self._tq_label or "anon", add_hash=idx)

    def self_group(self, against=None):
        if (
            against in (operators.and_, operators.or_, operators._asbool)
            and self.type._type_affinity is type_api.BOOLEANTYPE._type_affinity
        ):
            return AsBoolean(self, operators.is_true, operators.is_false)
        if against in (operators.any_op, operators.all_op):
            return Grouping(self)
        return self

    def _negate(self):
        if self.type._type_affinity is type_api.BOOLEANTYPE._type_affinity:
            return AsBoolean(self, operators.is_false, operators.is_true)
        return UnaryExpression(self.self_group(against=operators.inv), operator=operators.inv)

    def _make_proxy(self, selectable, name=None, key=None, name_is_truncatable=False, compound_select_cols=None, **kw):
        if name is None:
            name = self._anon_name_label
            if key is None:
                key = self._proxy_key
        else:
            key = name
        co = ColumnClause(_truncated_label(name) if name_is_truncatable and not isinstance(name, _truncated_label) else name,
                          type_=self.type, _selectable=selectable)
        return _finish_proxy(self, co, key, selectable, compound_select_cols)

    def cast(self, type_):
        return Cast(self, type_)

    def label(self, name):
        return Label(name, self, self.type)


def _finish_proxy(original, co, key, selectable, compound_select_cols):
    co._propagate_attrs = selectable._propagate_attrs
    co._proxies = list(compound_select_cols) if compound_select_cols else [original]
    if selectable._is_clone_of is not None:
        co._is_clone_of = selectable._is_clone_of.columns.get(key)
    return key, co


class KeyedColumnElement(ColumnElement):
    _is_keyed_column_element = True


class SQLColumnExpression(ColumnElement):
    pass


class WrapsColumnExpression(ColumnElement):
    """An expression around a column that takes the column's name for its label."""

    @property
    def wrapped_column_expression(self):
        raise NotImplementedError()

    @property
    def _tq_label(self):
        wce = self.wrapped_column_expression
        return wce._tq_label if hasattr(wce, "_tq_label") else None

    @property
    def _non_anon_label(self):
        return None

    @memoized_attribute
    def _anon_name_label(self):
        wce = self.wrapped_column_expression
        if not wce._is_text_clause:
            nal = wce._non_anon_label
            if nal:
                return nal
            if hasattr(wce, "_anon_name_label"):
                return wce._anon_name_label
        return super()._anon_label(None)

    def _dedupe_anon_label_idx(self, idx):
        wce = self.wrapped_column_expression
        nal = wce._non_anon_label if not wce._is_text_clause else None
        return self._anon_label(nal + "_") if nal else self._dedupe_anon_tq_label_idx(idx)

    @property
    def _proxy_key(self):
        wce = self.wrapped_column_expression
        return wce._proxy_key if not wce._is_text_clause else super()._proxy_key


class BindParameter(KeyedColumnElement):
    """A value that is sent beside the SQL."""

    __visit_name__ = "bindparam"
    _is_bind_parameter = True
    _is_crud = False
    expand_op = None
    table = None

    def __init__(
        self, key, value=NO_ARG, type_=None, unique=False, required=NO_ARG, quote=None, callable_=None, expanding=False,
        isoutparam=False, literal_execute=False, _compared_to_operator=None, _compared_to_type=None, _is_crud=False,
    ):
        if required is NO_ARG:
            required = value is NO_ARG and callable_ is None
        if value is NO_ARG:
            value = None
        if quote is not None:
            key = quoted_name.construct(key, quote)
        if unique or not key:
            body = key if key is not None and not isinstance(key, _anonymous_label) else "param"
            self.key = _anonymous_label.safe_construct(_uid(), body or "param", sanitize_key=True)
        else:
            self.key = key
        self._orig_key = key or "param"
        self._identifying_key = self.key
        self.unique = unique
        self.value = value
        self.callable = callable_
        self.isoutparam = isoutparam
        self.required = required
        self.expanding = expanding
        self.literal_execute = literal_execute
        self._root = self
        if _is_crud:
            self._is_crud = True
        if type_ is None:
            check = value
            if expanding:
                check = value[0] if value else type_api._NO_VALUE_IN_LIST
            if _compared_to_type is not None:
                self.type = _compared_to_type.coerce_compared_value(_compared_to_operator, check)
            else:
                self.type = type_api._resolve_value_to_type(check)
        else:
            type_ = type_api.to_instance(type_)
            if type_._is_tuple_type and value:
                type_ = type_._resolve_values_to_types(value[0] if expanding else value)
            self.type = type_

    def _with_value(self, value, maintain_key=False, required=NO_ARG):
        cloned = self._clone(maintain_key=maintain_key)
        cloned.value = value
        cloned.callable = None
        cloned._root = cloned
        if required is not NO_ARG:
            cloned.required = required
        if cloned.type._isnull:
            cloned.type = type_api._resolve_value_to_type(value)
        return cloned

    @property
    def effective_value(self):
        return self.callable() if self.callable else self.value

    def render_literal_execute(self):
        c = ClauseElement._clone(self)
        c.literal_execute = True
        return c

    def _negate_in_binary(self, negated_op, original_op):
        if self.expand_op is original_op:
            bind = self._clone()
            bind.expand_op = negated_op
            return bind
        return self

    def _with_binary_element_type(self, type_):
        c = ClauseElement._clone(self)
        c.type = type_
        return c

    def _clone(self, maintain_key=False, **kw):
        c = ClauseElement._clone(self)
        if not maintain_key and self.unique:
            c.key = _anonymous_label.safe_construct(_uid(), c._orig_key or "param", sanitize_key=True)
        return c

    def _convert_to_unique(self):
        if not self.unique:
            self.unique = True
            self.key = _anonymous_label.safe_construct(_uid(), self._orig_key or "param", sanitize_key=True)

    def _gen_cache_key(self, g):
        h = id(self)
        n = g.ids.get(h)
        if n is not None:
            return (n, BindParameter)
        g.ids[h] = n = len(g.ids)
        g.binds.append(self)
        key = self.key
        return (n, self.type._static_cache_key, key.partition(" ")[2] if isinstance(key, _anonymous_label) else key,
                self.literal_execute, self.expanding)

    def __repr__(self):
        return f"{type(self).__name__}({self.key!r}, {self.value!r}, type_={self.type!r})"


class TypeClause(DQLDMLClauseElement):
    __visit_name__ = "typeclause"
    _traverse = ("type",)

    def __init__(self, type_):
        self.type = type_


_bind_re = re.compile(r"(?<![:\w\x5c]):(\w+)(?!:)")


@_self_inspects
class TextClause(Executable, DQLDMLClauseElement):
    """SQL that is given as text."""

    __visit_name__ = "textclause"
    _traverse = ("_bindparams", "text")
    _is_text_clause = _is_textual = is_text = True
    _select_iterable = property(lambda self: (self,))
    _render_label_in_columns_clause = False
    _omit_from_statements = False
    key = None
    _hide_froms = ()
    _allow_label_resolve = False
    named_with_column = False

    def __init__(self, text):
        self._bindparams = {}

        def repl(m):
            self._bindparams[m.group(1)] = BindParameter(m.group(1))
            return ":" + m.group(1)

        self.text = _bind_re.sub(repl, text)

    type = _DefaultType()

    @property
    def comparator(self):
        return self.type.comparator_factory(self)

    @property
    def _is_star(self):
        return self.text == "*"

    @_generative
    def bindparams(self, *binds, **names_to_values):
        self._bindparams = new = dict(self._bindparams)
        for bind in binds:
            if bind._orig_key not in new:
                raise exc.ArgumentError(f"This text() construct doesn't define a bound parameter named {bind._orig_key!r}")
            new[bind._orig_key] = bind
        for key, value in names_to_values.items():
            if key not in new:
                raise exc.ArgumentError(f"This text() construct doesn't define a bound parameter named {key!r}")
            new[key] = new[key]._with_value(value, required=False)

    def columns(self, *cols, **types):
        from .selectable import TextualSelect

        positional = [
            ColumnClause(col.key, types.pop(col.key)) if isinstance(col, ColumnElement) and col.key in types else col
            for col in [coercions.resolve(c) if not isinstance(c, str) else ColumnClause(c) for c in cols]
        ]
        keyed = [ColumnClause(key, type_) for key, type_ in types.items()]
        elem = TextualSelect.__new__(TextualSelect)
        elem._init(self, positional + keyed, positional=bool(positional) and not keyed)
        return elem

    def self_group(self, against=None):
        return Grouping(self) if against is operators.in_op else self

    def __and__(self, other):
        return and_(self, other)

    def __or__(self, other):
        return or_(self, other)


class Null(SingletonConstant, ColumnElement):
    __visit_name__ = "null"
    _instance = None

    def __new__(cls, *a):
        if cls._instance is None:
            cls._instance = object.__new__(cls)
        return cls._instance


class False_(SingletonConstant, ColumnElement):
    __visit_name__ = "false"
    _instance = None

    def __new__(cls):
        if cls.__dict__["_instance"] is None:
            cls._instance = object.__new__(cls)
            cls._instance.type = type_api.BOOLEANTYPE
        return cls._instance

    def _negate(self):
        return True_()


class True_(SingletonConstant, ColumnElement):
    __visit_name__ = "true"
    _instance = None
    __new__ = False_.__new__

    def _negate(self):
        return False_()

    @classmethod
    def _ifnone(cls, other):
        return True_() if other is None else other


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


class NamedColumn(KeyedColumnElement):
    """A column expression that has a name."""

    is_literal = False
    table = None

    @property
    def description(self):
        return self.name

    @property
    def _non_anon_label(self):
        return self.name

    @memoized_attribute
    def _tq_label(self):
        return self._gen_tq_label(self.name)

    @memoized_attribute
    def _tq_key_label(self):
        key = self._proxy_key
        return self._gen_tq_label(key) if key and key != self.name else self._tq_label

    def _gen_tq_label(self, name, dedupe_on_key=True):
        return name

    def _bind_param(self, operator, obj, type_=None, expanding=False):
        return BindParameter(
            self.key, obj, _compared_to_operator=operator, _compared_to_type=self.type, type_=type_, unique=True,
            expanding=expanding,
        )

    def _make_proxy(self, selectable, name=None, key=None, name_is_truncatable=False, compound_select_cols=None,
                    disallow_is_literal=False, **kw):
        text = name or self.name
        c = ColumnClause(_truncated(text) if name_is_truncatable else text, type_=self.type, _selectable=selectable)
        if name is None:
            c.key = self.key
        return _finish_proxy(self, c, c.key, selectable, compound_select_cols)


def _truncated(name):
    return name if isinstance(name, _truncated_label) else _truncated_label(name)


class Label(NamedColumn):
    """`expression AS name`."""

    __visit_name__ = "label"
    _traverse = ("_element", "_label_key")

    def __init__(self, name, element, type_=None):
        element = coercions.expect(_expression, element, apply_propagate_attrs=self)
        while isinstance(element, Label):
            element = element.element
        self.name = name if name else _anonymous_label.safe_construct(_uid(), getattr(element, "name", None) or "anon")
        self.key = self.name
        self._element = element
        self.type = type_api.to_instance(type_) if type_ is not None else element.type
        self._proxies = [element]

    @property
    def _label_key(self):
        return self.name.partition(" ")[2] if isinstance(self.name, _anonymous_label) else self.name

    @property
    def _tq_label(self):
        return self.name

    _tq_key_label = _tq_label

    @property
    def _order_by_label_element(self):
        return self

    @property
    def _is_implicitly_boolean(self):
        return self.element._is_implicitly_boolean

    @property
    def _allow_label_resolve(self):
        return self.element._allow_label_resolve

    def as_reference(self):
        return _label_reference(self)

    def _bind_param(self, operator, obj, type_=None, expanding=False):
        return ColumnElement._bind_param(self, operator, obj, type_, expanding)

    @property
    def element(self):
        return self._element.self_group(against=operators.as_)

    def self_group(self, against=None):
        return self._apply_to_inner(self._element.self_group(against=against))

    def _negate(self):
        return self._apply_to_inner(self._element._negate())

    def _apply_to_inner(self, sub):
        return Label(self.name, sub, type_=self.type) if sub is not self._element else self

    @property
    def primary_key(self):
        return self.element.primary_key

    @property
    def foreign_keys(self):
        return self.element.foreign_keys

    @property
    def _from_objects(self):
        return self.element._from_objects

    def _copy_internals(self, *, clone=None, anonymize_labels=False, **kw):
        self._element = clone(self._element, **kw)
        self._proxies = [self._element]

    def _make_proxy(self, selectable, name=None, compound_select_cols=None, **kw):
        name = name or self.name
        key, e = self.element._make_proxy(
            selectable, name=name, disallow_is_literal=True, name_is_truncatable=isinstance(name, _truncated_label),
            compound_select_cols=compound_select_cols,
        )
        if key != self.name and not isinstance(self.name, _anonymous_label):
            raise exc.InvalidRequestError(
                f"Label name {self.name} is being renamed to an anonymous label due to disambiguation which is not "
                "supported right now.  Please use unique names for explicit labels."
            )
        e._propagate_attrs = selectable._propagate_attrs
        e._proxies.append(self)
        e.type = self.type
        return self.key, e


class ColumnClause(Immutable, NamedColumn):
    """A column by its name: of a table, of a subquery, or on its own."""

    __visit_name__ = "column"
    onupdate = default = server_default = server_onupdate = None
    _is_multiparam_column = False
    nullable = True
    _proxies = ()
    info = EMPTY_DICT

    def __init__(self, text, type_=None, is_literal=False, _selectable=None):
        self.key = self.name = text
        self.table = _selectable
        self.type = type_api.to_instance(type_)
        self.is_literal = is_literal

    @property
    def _is_star(self):
        return self.is_literal and self.name == "*"

    def get_children(self, **kw):
        return []

    @property
    def entity_namespace(self):
        if self.table is not None:
            return self.table.entity_namespace
        return super().entity_namespace

    def _clone(self, detect_subquery_cols=False, **kw):
        return self

    @property
    def _from_objects(self):
        t = self.table
        return [t] if t is not None else []

    @property
    def _render_label_in_columns_clause(self):
        return self.table is not None

    @property
    def _ddl_label(self):
        return self._gen_tq_label(self.name, dedupe_on_key=False)

    def _gen_cache_key(self, g):
        table = self.table
        name = self.name
        if isinstance(name, _anonymous_label):
            name = name.partition(" ")[2]
        own = (ColumnClause, name, self.key if not isinstance(self.key, _anonymous_label) else None, self.is_literal,
               g.key(self.type), None if table is None else table._gen_cache_key(g))
        return (own, self._annotations_key(g)) if self._annotations else own

    def _gen_tq_label(self, name, dedupe_on_key=True):
        t = self.table
        if self.is_literal:
            return None
        if t is None or not t.named_with_column:
            return name
        schema = getattr(t, "schema", None)
        label = (schema.replace(".", "_") + "_" if schema else "") + t.name + ("_" + name)
        quote = getattr(name, "quote", None)
        if quote is None:
            quote = getattr(t.name, "quote", None)
        if quote is not None and not isinstance(label, _anonymous_label):
            label = quoted_name(label, quote)
        if dedupe_on_key and label in t.c:
            base, n = label, 1
            while label in t.c:
                label = base + f"_{n}"
                n += 1
        return _truncated(label)

    def _make_proxy(self, selectable, name=None, key=None, name_is_truncatable=False, compound_select_cols=None,
                    disallow_is_literal=False, **kw):
        is_literal = not disallow_is_literal and self.is_literal and (name is None or name == self.name)
        text = name or self.name
        c = ColumnClause(_truncated(text) if name_is_truncatable else text, type_=self.type, _selectable=selectable,
                         is_literal=is_literal)
        if name is None:
            c.key = self.key
        return _finish_proxy(self, c, c.key, selectable, compound_select_cols)


class CollationClause(ColumnElement):
    __visit_name__ = "collation"
    _traverse = ("collation",)

    def __init__(self, collation):
        self.collation = collation

    @classmethod
    def _create_collation_expression(cls, expression, collation):
        expr = coercions.expect(_expression, expression)
        type_ = expr.type._with_collation(collation) if expr.type._type_affinity is type_api.STRINGTYPE._type_affinity else expr.type
        return BinaryExpression(expr, CollationClause(collation), operators.collate, type_=type_)


from ._expressions import *  # noqa: E402, F401, F403
from ._expressions import Cast  # noqa: E402
