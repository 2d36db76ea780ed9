"""The plain operands of expressions: bound parameters, text, NULL, true and false."""

import re

from .. import exc
from ..inspection import _self_inspects
from . import coercions, elements, operators, type_api
from ._labels import _anonymous_label, quoted_name
from .base import NO_ARG, ClauseElement, Executable, SingletonConstant, _generative, _uid
from .elements import ColumnClause, ColumnElement, DQLDMLClauseElement, KeyedColumnElement, _DefaultType

_bind_re = re.compile(r"(?<![:\w\x5c]):(\w+)(?!:)")


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
        return elements.Grouping(self) if against is operators.in_op else self

    def __and__(self, other):
        return elements.and_(self, other)

    def __or__(self, other):
        return elements.or_(self, other)


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


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.elements.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.elements"
