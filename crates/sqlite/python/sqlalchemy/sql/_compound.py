"""What is made of SELECTs: set operations, scalar subqueries, EXISTS, text with columns."""

from .. import exc
from . import coercions, elements, operators, roles, type_api
from .base import ColumnCollection, Generative, _generative
from .elements import Grouping, UnaryExpression, literal_column
from .select import GenerativeSelect, Select, SelectBase, SelectStatementGrouping


class CompoundSelect(GenerativeSelect):
    """UNION, INTERSECT, EXCEPT."""

    __visit_name__ = "compound_select"
    _traverse = (
        "selects", "_limit_clause", "_offset_clause", "_fetch_clause", "_order_by_clauses", "_group_by_clauses", "keyword",
        "_independent_ctes",
    )
    _auto_correlate = False

    def __init__(self, keyword, *selects):
        self.keyword = keyword
        self.selects = [
            coercions.expect(roles.CompoundElementRole, s, apply_propagate_attrs=self).self_group(against=self)
            for s in selects
        ]

    def _scalar_type(self):
        return self.selects[0]._scalar_type()

    def self_group(self, against=None):
        return SelectStatementGrouping(self)

    def is_derived_from(self, fromclause):
        return any(s.is_derived_from(fromclause) for s in self.selects)

    def set_label_style(self, style):
        if self._label_style is not style:
            self = self._generate()
            self._label_style = style
            self.selects = [self.selects[0].set_label_style(style), *self.selects[1:]]
        return self

    def _ensure_disambiguated_names(self):
        new = self.selects[0]._ensure_disambiguated_names()
        if new is not self.selects[0]:
            self = self._generate()
            self.selects = [new, *self.selects[1:]]
        return self

    def _generate_fromclause_column_proxies(self, subquery, columns, primary_key, foreign_keys, proxy_compound_columns=None):
        first = self.selects[0]
        extra = list(zip(*[[c for c in stmt._all_selected_columns] for stmt in self.selects]))
        first._generate_fromclause_column_proxies(
            subquery, columns, primary_key, foreign_keys, proxy_compound_columns=extra
        )

    @property
    def _all_selected_columns(self):
        return self.selects[0]._all_selected_columns

    @property
    def selected_columns(self):
        return self.selects[0].selected_columns


class ScalarSelect(Generative, Grouping):
    """A SELECT as a column expression."""

    __visit_name__ = "grouping"
    _traverse = ("element",)
    _is_implicitly_boolean = True
    _is_scalar_select = True

    def __init__(self, element):
        self.element = element
        self.type = element._scalar_type()
        self._propagate_attrs = element._propagate_attrs

    @property
    def _from_objects(self):
        return []

    @property
    def _proxies(self):
        return []

    @property
    def columns(self):
        raise exc.InvalidRequestError(
            "Scalar Select expression has no columns; use this object directly within a column-level expression."
        )

    c = columns

    @property
    def _tq_label(self):
        return None

    @property
    def _non_anon_label(self):
        return None

    def __getattr__(self, attr):
        return elements.ColumnElement.__getattr__(self, attr)

    @_generative
    def where(self, crit):
        self.element = self.element.where(crit)

    @_generative
    def correlate(self, *fromclauses):
        self.element = self.element.correlate(*fromclauses)

    @_generative
    def correlate_except(self, *fromclauses):
        self.element = self.element.correlate_except(*fromclauses)

    def self_group(self, against=None):
        return self

    def _ungroup(self):
        return self

    def _with_binary_element_type(self, type_):
        return self


class Exists(UnaryExpression):
    """EXISTS (…)."""

    def __init__(self, argument=None):
        if argument is None:
            s = Select(literal_column("*")).scalar_subquery()
        else:
            resolved = coercions.resolve(argument)
            if isinstance(resolved, SelectBase):
                s = resolved.scalar_subquery()
            elif isinstance(resolved, ScalarSelect):
                s = resolved
            else:
                s = Select(argument).scalar_subquery()
        UnaryExpression.__init__(self, s, operator=operators.exists, type_=type_api.BOOLEANTYPE)

    @property
    def _from_objects(self):
        return []

    def _regroup(self, method, *args):
        select_ = self.element.element
        if not isinstance(select_, Select):
            raise exc.InvalidRequestError("Can only apply this operation to a plain SELECT construct")
        e = self._clone()
        e.element = getattr(select_, method)(*args).scalar_subquery()
        e._propagate_attrs = e.element._propagate_attrs
        return e

    def select(self):
        return Select(self)

    def correlate(self, *fromclauses):
        return self._regroup("correlate", *fromclauses)

    def correlate_except(self, *fromclauses):
        return self._regroup("correlate_except", *fromclauses)

    def select_from(self, *froms):
        return self._regroup("select_from", *froms)

    def where(self, *clause):
        return self._regroup("where", *clause)


class TextualSelect(SelectBase):
    """Text that returns known columns."""

    __visit_name__ = "textual_select"
    _traverse = ("element", "column_args", "_independent_ctes")
    _is_textual = is_text = True

    def __init__(self, text, columns, positional=False):
        self._init(text, [coercions.expect(roles.LabeledColumnExprRole, c) for c in columns], positional)

    def _init(self, text, columns, positional=False):
        self.element = text
        self.column_args = columns
        self.positional = positional

    @property
    def selected_columns(self):
        return ColumnCollection([(c.key, c) for c in self.column_args])

    @property
    def _all_selected_columns(self):
        return self.column_args

    def set_label_style(self, style):
        return self

    @_generative
    def bindparams(self, *binds, **bind_as_values):
        self.element = self.element.bindparams(*binds, **bind_as_values)

    def _generate_fromclause_column_proxies(self, fromclause, columns, primary_key, foreign_keys, proxy_compound_columns=None):
        for c, extra in zip(self.column_args, proxy_compound_columns or [None] * len(self.column_args)):
            key, col = c._make_proxy(fromclause, compound_select_cols=extra)
            columns.add(col, key)

    def _scalar_type(self):
        return self.column_args[0].type


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.selectable.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.selectable"
