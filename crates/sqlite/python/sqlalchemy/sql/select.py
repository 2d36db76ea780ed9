"""SELECT and its kin: set operations, text with columns, scalar subqueries, EXISTS."""

from .. import exc
from ..util import warn_deprecated
from . import coercions, operators, roles, type_api
from ._mixins import ForUpdateArg, HasCTE, HasHints, HasPrefixes, HasSuffixes
from .base import (
    ClauseElement,
    ColumnCollection,
    CompileState,
    Executable,
    _entity_namespace,
    _generative,
    memoized_attribute,
)
from .elements import BooleanClauseList, ClauseList
from .selectable import (
    LABEL_STYLE_DEFAULT,
    LABEL_STYLE_DISAMBIGUATE_ONLY,
    LABEL_STYLE_NONE,
    Lateral,
    Selectable,
    Subquery,
)


class SelectBase(HasCTE, Executable, Selectable):
    """Base of what returns rows as a SELECT does."""

    _is_select_base = True
    is_select = True
    _label_style = LABEL_STYLE_NONE

    @property
    def selected_columns(self):
        raise NotImplementedError()

    @property
    def exported_columns(self):
        return self.selected_columns

    def get_label_style(self):
        return self._label_style

    def exists(self):
        return Exists(self)

    def scalar_subquery(self):
        if self._label_style is not LABEL_STYLE_NONE:
            self = self.set_label_style(LABEL_STYLE_NONE)
        return ScalarSelect(self)

    def label(self, name):
        return self.scalar_subquery().label(name)

    def lateral(self, name=None):
        return Lateral._construct(self, name=name)

    def subquery(self, name=None):
        return Subquery._construct(self._ensure_disambiguated_names(), name=name)

    def alias(self, name=None, flat=False):
        return self.subquery(name=name)

    def _ensure_disambiguated_names(self):
        return self

    @property
    def _from_objects(self):
        return [self]

    def select(self, *arg, **kw):
        return self.subquery().select(*arg, **kw)


class SelectStatementGrouping(SelectBase):
    """A SELECT in brackets within a set operation."""

    __visit_name__ = "select_statement_grouping"
    _traverse = ("element",)

    def __init__(self, element):
        self.element = coercions.expect(roles.SelectStatementRole, element)
        self._propagate_attrs = self.element._propagate_attrs

    def _ensure_disambiguated_names(self):
        new = self.element._ensure_disambiguated_names()
        return SelectStatementGrouping(new) if new is not self.element else self

    def get_label_style(self):
        return self.element.get_label_style()

    @property
    def _label_style(self):
        return self.element._label_style

    def set_label_style(self, style):
        return SelectStatementGrouping(self.element.set_label_style(style))

    @property
    def select_statement(self):
        return self.element

    def self_group(self, against=None):
        return self

    def _ungroup(self):
        return self.element

    def _generate_fromclause_column_proxies(self, subquery, columns, primary_key, foreign_keys, **kw):
        self.element._generate_fromclause_column_proxies(subquery, columns, primary_key, foreign_keys, **kw)

    @property
    def _all_selected_columns(self):
        return self.element._all_selected_columns

    @property
    def selected_columns(self):
        return self.element.selected_columns

    @property
    def _from_objects(self):
        return self.element._from_objects

    def _scalar_type(self):
        return self.element._scalar_type()


class GenerativeSelect(SelectBase):
    """What SELECT and set operations have in common: ORDER BY, LIMIT, labels."""

    _order_by_clauses = _group_by_clauses = ()
    _limit_clause = _offset_clause = _fetch_clause = _fetch_clause_options = _for_update_arg = None
    _label_style = LABEL_STYLE_DEFAULT

    @_generative
    def with_for_update(self, *, nowait=False, read=False, of=None, skip_locked=False, key_share=False):
        self._for_update_arg = ForUpdateArg(nowait=nowait, read=read, of=of, skip_locked=skip_locked, key_share=key_share)

    def set_label_style(self, style):
        if self._label_style is not style:
            self = self._generate()
            self._label_style = style
        return self

    @property
    def _group_by_clause(self):
        return ClauseList._construct_raw(operators.comma_op, self._group_by_clauses)

    @property
    def _order_by_clause(self):
        return ClauseList._construct_raw(operators.comma_op, self._order_by_clauses)

    def _offset_or_limit_clause(self, element, name=None, type_=None):
        return coercions.expect(roles.LimitOffsetRole, element, name=name, type_=type_)

    def _asint(self, clause, attrname):
        if clause is None:
            return None
        try:
            return int(clause._limit_offset_value)
        except AttributeError as err:
            raise exc.CompileError(f"This SELECT structure does not use a simple integer value for {attrname}") from err

    @property
    def _limit(self):
        return self._asint(self._limit_clause, "limit")

    @property
    def _offset(self):
        return self._asint(self._offset_clause, "offset")

    @property
    def _has_row_limiting_clause(self):
        return self._limit_clause is not None or self._offset_clause is not None or self._fetch_clause is not None

    @_generative
    def limit(self, limit):
        self._fetch_clause = self._fetch_clause_options = None
        self._limit_clause = self._offset_or_limit_clause(limit)

    @_generative
    def fetch(self, count, with_ties=False, percent=False, **dialect_kw):
        self._limit_clause = None
        if count is None:
            self._fetch_clause = self._fetch_clause_options = None
        else:
            self._fetch_clause = self._offset_or_limit_clause(count)
            self._fetch_clause_options = {"with_ties": with_ties, "percent": percent}

    @_generative
    def offset(self, offset):
        self._offset_clause = self._offset_or_limit_clause(offset)

    @_generative
    def slice(self, start, stop):
        from .util import _make_slice

        self._fetch_clause = self._fetch_clause_options = None
        self._limit_clause, self._offset_clause = _make_slice(self._limit_clause, self._offset_clause, start, stop)

    @_generative
    def order_by(self, *clauses):
        if len(clauses) == 1 and clauses[0] is None:
            self._order_by_clauses = ()
        else:
            self._order_by_clauses += tuple(
                [coercions.expect(roles.OrderByRole, c, apply_propagate_attrs=self) for c in clauses]
            )

    @_generative
    def group_by(self, *clauses):
        if len(clauses) == 1 and clauses[0] is None:
            self._group_by_clauses = ()
        else:
            self._group_by_clauses += tuple(
                [coercions.expect(roles.GroupByRole, c, apply_propagate_attrs=self) for c in clauses]
            )


class _MemoizedSelectEntities(ClauseElement):
    """What a SELECT had before its columns were replaced."""

    __visit_name__ = "memoized_select_entities"
    _traverse = ("_raw_columns", "_setup_joins", "_with_options")

    @classmethod
    def _generate_for_statement(cls, stmt):
        if stmt._setup_joins or stmt._with_options:
            self = cls()
            self._raw_columns, self._setup_joins, self._with_options = stmt._raw_columns, stmt._setup_joins, stmt._with_options
            stmt._memoized_select_entities += (self,)
            stmt._raw_columns = []
            stmt._setup_joins = stmt._with_options = ()


class Select(HasPrefixes, HasSuffixes, HasHints, GenerativeSelect):
    """SELECT."""

    __visit_name__ = "select"
    _is_select_statement = True
    _setup_joins = _memoized_select_entities = ()
    _auto_correlate = True
    _correlate = ()
    _correlate_except = None
    _from_obj = _where_criteria = _having_criteria = ()
    _distinct = False
    _distinct_on = ()
    _traverse = (
        "_raw_columns", "_memoized_select_entities", "_from_obj", "_where_criteria", "_having_criteria",
        "_order_by_clauses", "_group_by_clauses", "_setup_joins", "_correlate", "_correlate_except", "_limit_clause",
        "_offset_clause", "_fetch_clause", "_for_update_arg", "_distinct", "_distinct_on", "_label_style", "_prefixes",
        "_suffixes", "_independent_ctes", "_with_options", "_compile_options", "_auto_correlate", "_hints",
        "_propagate_key",
    )

    def __init__(self, *entities):
        self._raw_columns = [
            coercions.expect(roles.ColumnsClauseRole, ent, apply_propagate_attrs=self) for ent in entities
        ]

    @classmethod
    def _create_raw_select(cls, **kw):
        stmt = cls.__new__(cls)
        stmt.__dict__.update(kw)
        return stmt

    @property
    def _propagate_key(self):
        return self._propagate_attrs.get("compile_state_plugin")

    def _scalar_type(self):
        cols = list(self._all_selected_columns)
        return cols[0].type if cols else type_api.NULLTYPE

    def filter(self, *criteria):
        return self.where(*criteria)

    def _filter_by_entities(self):
        plugin = CompileState.get_plugin_class(self)
        if plugin is not None and hasattr(plugin, "_get_filter_by_entities"):
            return plugin._get_filter_by_entities(self)
        found = {join[0]: None for join in self._setup_joins}
        for memoized in self._memoized_select_entities:
            found.update((join[0], None) for join in memoized._setup_joins)
        found.update((f, None) for f in self._from_obj)
        for col in self._raw_columns:
            found.update((f, None) for f in col._from_objects)
        return list(found)

    def filter_by(self, **kwargs):
        entities = self._filter_by_entities()
        return self.filter(*[_filter_by_attribute(entities, key) == value for key, value in kwargs.items()])

    @property
    def column_descriptions(self):
        plugin = CompileState.get_plugin_class(self)
        if plugin is not None and hasattr(plugin, "get_column_descriptions"):
            return plugin.get_column_descriptions(self)
        return [{"name": n, "type": e.type, "expr": e} for _, n, _, e, _ in self._generate_columns_plus_names(False)]

    def from_statement(self, statement):
        plugin = CompileState.get_plugin_class(self)
        if plugin is None:
            raise NotImplementedError("The default SELECT construct without plugins does not implement this method.")
        return plugin.from_statement(self, statement)

    @_generative
    def join(self, target, onclause=None, *, isouter=False, full=False):
        target = coercions.expect(roles.JoinTargetRole, target, apply_propagate_attrs=self)
        if onclause is not None:
            onclause = coercions.expect(roles.OnClauseRole, onclause)
        self._setup_joins += ((target, onclause, None, {"isouter": isouter, "full": full}),)

    def outerjoin(self, target, onclause=None, *, full=False):
        return self.join(target, onclause=onclause, isouter=True, full=full)

    @_generative
    def join_from(self, from_, target, onclause=None, *, isouter=False, full=False):
        target = coercions.expect(roles.JoinTargetRole, target, apply_propagate_attrs=self)
        from_ = coercions.expect(roles.FromClauseRole, from_, apply_propagate_attrs=self)
        if onclause is not None:
            onclause = coercions.expect(roles.OnClauseRole, onclause)
        self._setup_joins += ((target, onclause, from_, {"isouter": isouter, "full": full}),)

    def outerjoin_from(self, from_, target, onclause=None, *, full=False):
        return self.join_from(from_, target, onclause=onclause, isouter=True, full=full)

    def get_final_froms(self):
        from .select_state import SelectState

        return SelectState(_resolve_plugin(self)).display_froms()

    @property
    def froms(self):
        return self.get_final_froms()

    @property
    def columns_clause_froms(self):
        from .select_state import normalize_froms

        return normalize_froms([f for element in self._raw_columns for f in element._from_objects])

    @property
    def inner_columns(self):
        return iter(self._all_selected_columns)

    def is_derived_from(self, fromclause):
        return any(f.is_derived_from(fromclause) for f in self._iterate_from_elements())

    def _iterate_from_elements(self):
        seen = set()
        for element in [*self._raw_columns, *self._where_criteria]:
            for fr in element._from_objects:
                if fr not in seen:
                    seen.add(fr)
                    yield fr
        for element in self._from_obj:
            if element not in seen:
                seen.add(element)
                yield element
        for join in self._setup_joins:
            if join[0] not in seen:
                seen.add(join[0])
                yield join[0]

    def _copy_internals(self, *, clone=None, **kw):
        from .select_state import replace_froms

        clone = replace_froms(self, clone, kw)
        super()._copy_internals(clone=clone, **kw)

    @_generative
    def add_columns(self, *entities):
        self._raw_columns = self._raw_columns + [
            coercions.expect(roles.ColumnsClauseRole, c, apply_propagate_attrs=self) for c in entities
        ]

    column = add_columns

    def _set_entities(self, entities):
        self._raw_columns = [
            coercions.expect(roles.ColumnsClauseRole, ent, apply_propagate_attrs=self)
            for ent in (entities if isinstance(entities, (list, tuple)) else [entities])
        ]

    def reduce_columns(self, only_synonyms=True):
        from .util import reduce_columns

        return self.with_only_columns(
            *reduce_columns(self._all_selected_columns, *(self._where_criteria + self._from_obj), only_synonyms=only_synonyms)
        )

    @_generative
    def with_only_columns(self, *entities, maintain_column_froms=False):
        if len(entities) == 1 and isinstance(entities[0], (list, set)):
            raise exc.ArgumentError(
                'The "entities" argument to Select.with_only_columns(), when referring to a sequence of items, is now '
                "passed as a series of positional elements, rather than as a list. "
            )
        if maintain_column_froms:
            self._from_obj += tuple(self.columns_clause_froms)
        _MemoizedSelectEntities._generate_for_statement(self)
        self._raw_columns = [coercions.expect(roles.ColumnsClauseRole, c, apply_propagate_attrs=self) for c in entities]

    @property
    def whereclause(self):
        return BooleanClauseList._construct_for_whereclause(self._where_criteria)

    _whereclause = whereclause

    @_generative
    def where(self, *whereclause):
        for criterion in whereclause:
            self._where_criteria += (
                coercions.expect(roles.WhereHavingRole, criterion, apply_propagate_attrs=self),
            )

    @_generative
    def having(self, *having):
        for criterion in having:
            self._having_criteria += (
                coercions.expect(roles.WhereHavingRole, criterion, apply_propagate_attrs=self),
            )

    @_generative
    def distinct(self, *expr):
        self._distinct = True
        if expr:
            warn_deprecated(
                "Passing expression to ``distinct`` to generate a DISTINCT ON clause is deprecated. Use instead the "
                "``postgresql.distinct_on`` function as an extension.",
                "2.1",
            )
            self._distinct_on += tuple(coercions.expect(roles.ByOfRole, e, apply_propagate_attrs=self) for e in expr)

    @_generative
    def select_from(self, *froms):
        self._from_obj += tuple(
            [coercions.expect(roles.FromClauseRole, f, apply_propagate_attrs=self) for f in froms]
        )

    @_generative
    def correlate(self, *fromclauses):
        self._auto_correlate = False
        if fromclauses and fromclauses[0] in (None, False):
            if len(fromclauses) > 1:
                raise exc.ArgumentError("additional FROM objects not accepted when passing None/False to correlate()")
            self._correlate = ()
        else:
            self._correlate += tuple(coercions.expect(roles.FromClauseRole, f) for f in fromclauses)

    @_generative
    def correlate_except(self, *fromclauses):
        self._auto_correlate = False
        if fromclauses and fromclauses[0] in (None, False):
            self._correlate_except = ()
        else:
            self._correlate_except = (self._correlate_except or ()) + tuple(
                coercions.expect(roles.FromClauseRole, f) for f in fromclauses
            )

    @memoized_attribute
    def selected_columns(self):
        from .select_state import column_naming_convention

        name = column_naming_convention(self._label_style)
        return ColumnCollection([(name(c), c) for c in self._all_selected_columns if not c._is_text_clause])

    @memoized_attribute
    def _all_selected_columns(self):
        stmt = _resolve_plugin(self)
        return [c for element in stmt._raw_columns for c in element._select_iterable]

    def _ensure_disambiguated_names(self):
        if self._label_style is LABEL_STYLE_NONE:
            self = self.set_label_style(LABEL_STYLE_DISAMBIGUATE_ONLY)
        return self

    def _generate_columns_plus_names(self, anon_for_dupe_key, cols=None):
        from .select_state import columns_plus_names

        return columns_plus_names(self, anon_for_dupe_key, cols)

    def _generate_fromclause_column_proxies(self, subquery, columns, primary_key, foreign_keys, proxy_compound_columns=None):
        named = self._generate_columns_plus_names(False)
        extras = proxy_compound_columns or [None] * len(named)
        for (required, proxy_key, _fallback, c, _repeated), extra in zip(named, extras):
            if c._is_text_clause:
                continue
            key, col = c._make_proxy(
                subquery, key=proxy_key, name=required, name_is_truncatable=True, compound_select_cols=extra
            )
            columns.add(col, key)
            if c.primary_key:
                primary_key.add(col)
            foreign_keys.update(col.foreign_keys)

    def _needs_parens_for_grouping(self):
        return self._has_row_limiting_clause or bool(self._order_by_clauses)

    def self_group(self, against=None):
        if isinstance(against, CompoundSelect) and not self._needs_parens_for_grouping():
            return self
        return SelectStatementGrouping(self)

    def union(self, *other):
        return CompoundSelect("UNION", self, *other)

    def union_all(self, *other):
        return CompoundSelect("UNION ALL", self, *other)

    def except_(self, *other):
        return CompoundSelect("EXCEPT", self, *other)

    def except_all(self, *other):
        return CompoundSelect("EXCEPT ALL", self, *other)

    def intersect(self, *other):
        return CompoundSelect("INTERSECT", self, *other)

    def intersect_all(self, *other):
        return CompoundSelect("INTERSECT ALL", self, *other)


def _resolve_plugin(statement):
    """The Core statement for one that a plugin, such as the ORM, has to translate first."""
    plugin = CompileState.get_plugin_class(statement)
    return statement if plugin is None else plugin.resolve(statement)[0]


def _filter_by_attribute(entities, key):
    match, found = None, False
    for entity in entities:
        ns = _entity_namespace(entity)
        if hasattr(ns, key):
            if found:
                raise exc.AmbiguousColumnError(
                    f'Attribute name "{key}" is ambiguous; it exists in multiple FROM clause entities '
                    f"({_names(entities)}). Use filter() with explicit column references instead of filter_by()."
                )
            match, found = getattr(ns, key), True
    if not found:
        raise exc.InvalidRequestError(
            f'None of the FROM clause entities have a property "{key}". Searched entities: {_names(entities)}'
        )
    return match


def _names(entities):
    text = ", ".join(str(e) for e in entities[:3])
    return text + f", ... ({len(entities)} total)" if len(entities) > 3 else text


for _cls in (SelectBase, SelectStatementGrouping, GenerativeSelect, Select):
    # Programs know these classes as sqlalchemy.sql.selectable's.
    _cls.__module__ = "sqlalchemy.sql.selectable"


def select(*entities):
    """SELECT of these columns, tables or entities."""
    return Select(*entities)


def exists(argument=None):
    return Exists(argument)


def union(*selects):
    return CompoundSelect("UNION", *selects)


def union_all(*selects):
    return CompoundSelect("UNION ALL", *selects)


def except_(*selects):
    return CompoundSelect("EXCEPT", *selects)


def except_all(*selects):
    return CompoundSelect("EXCEPT ALL", *selects)


def intersect(*selects):
    return CompoundSelect("INTERSECT", *selects)


def intersect_all(*selects):
    return CompoundSelect("INTERSECT ALL", *selects)


from ._compound import (  # noqa: E402, F401
    CompoundSelect,
    Exists,
    ScalarSelect,
    TextualSelect,
)
