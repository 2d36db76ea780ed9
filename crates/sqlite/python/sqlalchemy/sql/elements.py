"""The elements of column expressions: columns, labels, operators, bound parameters, text."""


from .. import exc
from ..inspection import _self_inspects
from ..util import EMPTY_DICT
from . import coercions, operators, roles, type_api
from ._labels import _anonymous_label, _truncated_label, conv, prefix_anon_map, quoted_name  # noqa: F401
from .base import (
    ClauseElement,
    Immutable,
    _expand_cloned,
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


from ._operands import BindParameter, False_, Null, TextClause, True_, TypeClause  # noqa: E402, F401
from ._operations import (  # noqa: E402, F401
    AsBoolean,
    BinaryExpression,
    BooleanClauseList,
    ClauseList,
    CollectionAggregate,
    ExpressionClauseList,
    Grouping,
    OperatorExpression,
    OrderByList,
    UnaryExpression,
    _label_reference,
    _textual_label_reference,
    and_,
    or_,
)
from ._expressions import *  # noqa: E402, F401, F403
from ._expressions import Cast  # noqa: E402
