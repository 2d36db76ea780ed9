"""Turns a SELECT of mapped classes into one of tables, and keeps what loading its rows needs to know."""

from .. import exc as sa_exc
from ..sql import coercions, roles
from ..sql.base import CompileState
from ..sql.selectable import (
    LABEL_STYLE_DISAMBIGUATE_ONLY,
    LABEL_STYLE_NONE,
    LABEL_STYLE_TABLENAME_PLUS_COL,
    FromClause,
)
from ..sql.select import Select
from . import clauses
from .attributes import QueryableAttribute
from .clauses import ClauseAdapter
from .entities import BundleEntity, ColumnEntity, MapperEntity, label_convention, make_entities
from .join_resolution import JoinResolution

DEFAULTS = {
    "current_path": (),
    "only_load_props": None,
    "for_refresh": False,
    "eagerloads": True,
    "legacy": False,
    "single_crit": True,
    "for_statement": False,
    "eager_order_by": (),
    "lazy_reverse": None,
    "base_alias": False,
}


def orm_opts(statement):
    return statement.__dict__.get("_orm_opts", DEFAULTS)


# Criteria of the statement that is being compiled around others.
outer_criteria = []


def with_opts(statement, **opts):
    """Set options of the ORM on a statement that is ours."""
    statement.__dict__["_orm_opts"] = {**orm_opts(statement), **opts}
    return statement


def orm_select(entity_or_columns, style=LABEL_STYLE_NONE, **opts):
    """A SELECT for a load by the ORM itself."""
    columns = entity_or_columns if isinstance(entity_or_columns, list) else [entity_or_columns]
    subject = columns[-1]._propagate_attrs
    statement = Select._create_raw_select(
        _raw_columns=columns, _propagate_attrs=subject, _label_style=style
    )
    return with_opts(statement, **opts) if opts else statement


class BaseState:
    """What compiling and loading have in common for all ORM statements."""

    compound_adapter = None
    from_obj_alias = None
    multi_row_loaders = eager_adding_joins = False
    is_dml = False

    def __init__(self, statement, opts, toplevel=True):
        self.statement = statement
        self.opts = opts
        self.attributes = {}
        self.loaders = {}
        self.current_path = opts["current_path"]
        self.for_refresh = opts["for_refresh"]
        self.eagerloads = opts["eagerloads"] and toplevel
        self.for_subquery = not toplevel
        self.primary_columns, self.secondary_columns = [], []
        self.dedupe = set()
        self.eager_joins = {}
        self.create_eager_joins = []
        self.eager_order_by = ()
        self.extra_entities = {}
        self.fallback_froms = []
        self.criteria = [o for o in statement._with_options if getattr(o, "_is_criteria_option", False)]
        if outer_criteria and not toplevel:
            self.criteria += [o for o in outer_criteria[-1] if o not in self.criteria]
        self.positions = None
        self.primary_entity = None

    def mapper_entities(self):
        return [ent for ent in self.entities if isinstance(ent, MapperEntity)]

    def set_loader(self, path, element):
        existing = self.loaders.get(path)
        if existing is not None and existing.strategy != element.strategy:
            if element.opts_only:
                element = element.at(path)
                element.strategy, element.opts = existing.strategy, {**existing.opts, **element.opts}
            elif existing.opts_only:
                element = element.at(path)
                element.opts = {**existing.opts, **element.opts}
            elif not element.token:
                raise sa_exc.InvalidRequestError(
                    f"Loader strategy replacement {element.describe()} is in conflict with existing strategy "
                    f"{existing.describe()}"
                )
        elif existing is not None and element.opts_only and not element.opts:
            return
        self.loaders[path] = element

    def loader_for(self, path, prop):
        """The strategy that options give to a property, or None."""
        if not self.loaders:
            return None
        found = self.loaders.get((*path, prop))
        if found is None:
            kind = "relationship" if prop._is_relationship else "column"
            found = self.loaders.get((*path, kind + ":*")) or self.loaders.get((kind + ":_sa_default",))
        return found

    def append_column(self, column, collection):
        if column not in self.dedupe:
            self.dedupe.add(column)
            collection.append(column)

    def adapter_for(self, ent):
        adapter = ent.adapter
        if adapter is None:
            return self.from_obj_alias
        if self.from_obj_alias is not None:
            return clauses.WrappedAdapter(adapter, self.from_obj_alias)
        return adapter

    def position(self, column, adapter=None):
        """Where a column stands in the rows, or None."""
        if adapter is not None:
            column = adapter.columns[column]
        if self.compound_adapter is not None:
            found = self.positions.get(column)
            if found is not None:
                return found
            column = self.compound_adapter.columns[column]
        return self.positions.get(column)

    def entity_position(self, ent):
        return ent.fetch


@CompileState.plugin_for("orm", "select")
class ORMSelectState(BaseState, JoinResolution):
    """A SELECT of mapped classes while it is turned into one of tables."""

    @classmethod
    def resolve(cls, statement, toplevel=False):
        state = cls(statement, orm_opts(statement), toplevel)
        # A statement that was compiled itself has another key from then on, as with the real one.
        statement.__dict__["_extra_cache_key"] = ("compiled",)
        return state.core_statement, state

    @classmethod
    def of(cls, statement):
        """The state of a statement that a session executes."""
        return cls(statement, orm_opts(statement), True)

    @classmethod
    def _get_filter_by_entities(cls, statement):
        """All in which `filter_by()` looks for a name."""
        return filter_by_entities(statement)

    @classmethod
    def from_statement(cls, statement, from_statement):
        from .from_statement import FromStatement

        element = coercions.expect(roles.ReturnsRowsRole, from_statement)
        made = FromStatement(statement._raw_columns, element)
        made._with_options = statement._with_options
        made._execution_options = statement._execution_options
        made._propagate_attrs = statement._propagate_attrs
        return made

    @classmethod
    def get_column_descriptions(cls, statement):
        return column_descriptions(statement)

    @classmethod
    def all_selected_columns(cls, statement):
        found = []
        for element in statement._raw_columns:
            entity = element._annotations.get("parententity")
            if getattr(element, "is_selectable", False) and entity is not None:
                found.extend(_rendered_columns(entity))
            else:
                found.extend(element._select_iterable)
        return found

    def __init__(self, statement, opts, toplevel=True):
        BaseState.__init__(self, statement, opts, toplevel)
        legacy = opts["legacy"]
        style = statement._label_style
        if legacy and style.name == "LABEL_STYLE_LEGACY_ORM":
            style = LABEL_STYLE_DISAMBIGUATE_ONLY if opts["for_statement"] else LABEL_STYLE_TABLENAME_PLUS_COL
        self.label_style = style
        label = label_convention(statement._label_style, legacy)
        self.entities = make_entities(self, statement._raw_columns, label)
        for ent in self.entities:
            if isinstance(ent, MapperEntity):
                self.primary_entity = ent
                break
        self.eager_order_by = tuple(opts["eager_order_by"])
        self._process_options()
        self.from_clauses = [_selectable(f) for f in statement._from_obj]
        self.join_entities = set()
        self.joined_edges = set()
        self._build()

    def _process_options(self):
        raiseerr = not self.current_path and not self.for_refresh
        if self.eagerloads:
            for opt in self.statement._with_options:
                if getattr(opt, "_is_strategy_option", False):
                    opt.process(self, raiseerr)
        reverse = self.opts["lazy_reverse"]
        if reverse is not None:
            # What refers back to the object by its key is in the session already.
            for rev in reverse._reverse_property:
                if rev.direction.name == "MANYTOONE" and rev.use_get and rev.lazy not in ("select", True, "raise"):
                    from .strategy_options import LoadElement

                    path = (rev.parent, rev)
                    self.set_loader(path, LoadElement(path, "select"))

    @property
    def current_adapter(self):
        adapter = self.from_obj_alias
        return None if adapter is None else adapter.traverse

    def _build(self):
        stmt = self.statement
        if self.opts["base_alias"]:
            self._set_base_alias()
        for memoized in stmt._memoized_select_entities:
            if memoized._setup_joins:
                label = label_convention(LABEL_STYLE_DISAMBIGUATE_ONLY, True)
                self.join_all(memoized._setup_joins, make_entities(self, memoized._raw_columns, label))
        if stmt._setup_joins:
            self.join_all(stmt._setup_joins, self.entities)
        adapt = self.current_adapter
        self.where = tuple(stmt._where_criteria)
        self.having = tuple(stmt._having_criteria)
        self.order_by = tuple(stmt._order_by_clauses or ())
        self.group_by = tuple(stmt._group_by_clauses or ())
        if adapt is not None:
            self.where = tuple(adapt(c) for c in self.where)
            self.having = tuple(adapt(c) for c in self.having)
            self.order_by = tuple(adapt(c) for c in self.order_by)
            self.group_by = tuple(adapt(c) for c in self.group_by)
        if self.eager_order_by and self.from_clauses:
            adapter = getattr(self.from_clauses[0], "_target_adapter", None)
            if adapter is not None:
                self.eager_order_by = tuple(adapter.traverse_all(self.eager_order_by))
        for ent in self.entities:
            ent.setup(self)
        for make in self.create_eager_joins:
            make(self)
        if self.opts["single_crit"]:
            self._add_entity_criteria()
        if not self.primary_columns:
            raise sa_exc.InvalidRequestError("Query contains no columns with which to SELECT from.")
        if not self.from_clauses:
            self.from_clauses = _unique_froms(self.fallback_froms)
        if self.nests:
            self.core_statement = self._compound_statement()
        else:
            self.core_statement = self._simple_statement()
        key = (
            tuple(id(p) for p in self.current_path),
            self.opts["only_load_props"],
            self.for_refresh,
            self.opts["legacy"],
            tuple([type(ent).__name__ for ent in self.entities]),
            tuple((isinstance(t, QueryableAttribute), isinstance(on, QueryableAttribute)) for t, on, *_ in stmt._setup_joins),
            tuple(o._cache_key() for o in stmt._with_options if hasattr(o, "_cache_key")),
        )
        self.core_statement.__dict__["_extra_cache_key"] = (*key, *stmt.__dict__.get("_extra_cache_key", ()))

    def _set_base_alias(self):
        from_ = self.statement._from_obj[0]
        info = from_._annotations.get("parententity", from_)
        if hasattr(info, "mapper"):
            if not info.is_aliased_class:
                raise sa_exc.ArgumentError(
                    "A selectable (FromClause) instance is expected when the base alias is being set."
                )
            self.from_obj_alias = info._adapter
        else:
            equivalents = {}
            for ent in self.mapper_entities():
                equivalents.update(ent.mapper._equivalent_columns)
            self.from_obj_alias = ClauseAdapter(info, equivalents)
        self.opts = {**self.opts, "single_crit": False}

    def _add_entity_criteria(self):
        """The criteria of single-table subclasses, and of `with_loader_criteria()`."""
        found = dict(self.extra_entities)
        for from_ in self.from_clauses:
            owner = from_._annotations.get("parententity")
            if owner is not None:
                found.setdefault(owner, owner._adapter if owner.is_aliased_class else None)
        for crit in self.statement._where_criteria:
            for owner in _surface_owners(crit):
                if owner.mapper._single_table_criterion is not None or self.criteria:
                    found.setdefault(owner, owner._adapter if owner.is_aliased_class else None)
        merged = {}
        for owner, adapter in found.items():
            if owner in self.join_entities:
                continue
            single = owner.mapper._single_table_criteria
            if single is not None:
                column, identities = single
                entry = merged.setdefault((owner.mapper.base_mapper, id(adapter)), (column, {}, adapter))
                entry[1].update(dict.fromkeys(identities))
            if not self.for_refresh:
                self.where += self.extra_criteria(owner)
        for column, identities, adapter in merged.values():
            crit = column.in_(list(identities))
            if adapter is not None:
                crit = adapter.traverse(crit)
            self.where += (crit if self.current_adapter is None else self.current_adapter(crit),)

    def extra_criteria(self, owner):
        return tuple(opt.criterion(owner) for opt in self.criteria if opt.applies_to(owner))

    @property
    def nests(self):
        """Whether the rows have to be limited before the collections are joined."""
        stmt = self.statement
        if not self.eager_adding_joins:
            return False
        limited = stmt._limit_clause is not None or stmt._offset_clause is not None
        return (limited and self.multi_row_loaders) or bool(stmt._distinct) or bool(stmt._group_by_clauses)

    def _select(self, columns, froms):
        stmt = self.statement
        made = Select._create_raw_select(_raw_columns=columns, _from_obj=tuple(froms), _label_style=self.label_style)
        made._where_criteria = self.where
        made._having_criteria = self.having
        made._order_by_clauses = self.order_by
        made._group_by_clauses = self.group_by
        for name in _COPIED:
            value = getattr(stmt, name, None)
            if value is not None:
                setattr(made, name, value)
        return made

    def _simple_statement(self):
        columns = self.primary_columns + self.secondary_columns
        made = self._select(columns, [*self.from_clauses, *self.eager_joins.values()])
        if self.eager_order_by:
            made._order_by_clauses = (*made._order_by_clauses, *self.eager_order_by)
        self.positions = _positions(columns)
        return made

    def _compound_statement(self):
        order_by = [getattr(c, "element", c) if _is_label_reference(c) else c for c in self.order_by]
        extra = _order_by_columns(self.primary_columns, order_by)
        extra = [c for c in extra if c not in self.dedupe]
        columns = self.primary_columns + extra
        inner = self._select(columns, self.from_clauses)
        inner = inner.subquery()
        equivalents = {}
        for ent in self.mapper_entities():
            equivalents.update(ent.mapper._equivalent_columns)
        self.compound_adapter = adapter = ClauseAdapter(inner, equivalents)
        made = Select._create_raw_select(
            _raw_columns=[inner, *self.secondary_columns], _label_style=self.label_style
        )
        from_ = inner
        for join in self.eager_joins.values():
            from_ = _splice(from_, join, join.stop_on, adapter)
        made._from_obj = (from_,)
        if order_by:
            made._order_by_clauses = tuple(adapter.traverse_all(order_by))
        made._order_by_clauses = (*made._order_by_clauses, *self.eager_order_by)
        self.positions = _positions([*inner.c, *self.secondary_columns])
        return made


_COPIED = (
    "_limit_clause",
    "_offset_clause",
    "_fetch_clause",
    "_fetch_clause_options",
    "_distinct",
    "_distinct_on",
    "_prefixes",
    "_suffixes",
    "_for_update_arg",
    "_correlate",
    "_correlate_except",
    "_auto_correlate",
    "_hints",
    "_statement_hints",
    "_independent_ctes",
    "_independent_ctes_opts",
    "_execution_options",
)


def _positions(columns):
    found = {}
    for i, column in enumerate(columns):
        found.setdefault(column, i)
    return found


def _selectable(from_):
    owner = from_._annotations.get("parententity")
    return owner.selectable._annotate(from_._annotations) if owner is not None and from_._annotations else from_


def _unique_froms(froms):
    found = []
    for from_ in froms:
        if not any(f is from_ for f in found):
            found.append(from_)
    return found


def _surface_owners(crit):
    """The entities of the columns of a criterion, without those in subqueries."""
    stack, found = [crit], {}
    while stack:
        el = stack.pop()
        owner = el._annotations.get("parententity")
        if owner is not None:
            found[owner] = None
        if getattr(el, "_is_select_base", False) or isinstance(el, FromClause):
            continue
        stack.extend(c for c in el.get_children() if not getattr(c, "_is_select_base", False))
    return found


def _is_label_reference(element):
    return element.__visit_name__ == "label_reference"


def _order_by_columns(columns, order_by):
    """Columns in ORDER BY that the columns clause lacks."""
    have = {c._deannotate() if c._annotations else c for c in columns}
    found = []
    for element in order_by:
        while getattr(element, "modifier", None) is not None and hasattr(element, "element"):
            element = element.element
        plain = element._deannotate() if element._annotations else element
        if plain not in have and getattr(plain, "_is_column_element", True) and not getattr(plain, "_is_text_clause", 0):
            have.add(plain)
            found.append(plain)
    return found


def _splice(left, right, stop_on, adapter):
    """Put a subquery in the place of the leftmost element of a join."""
    from ..sql.selectable import Join

    if right is stop_on or (right._annotations and right._deannotate() is stop_on):
        return left
    if isinstance(right, Join):
        new_left = _splice(left, right.left, stop_on, adapter)
        return Join(new_left, right.right, adapter.traverse(right.onclause), right.isouter, right.full)
    return left


def _rendered_columns(entity):
    entity._post_inspect
    return entity._all_column_expressions


def filter_by_entities(statement):
    found = {}
    for joins in [statement._setup_joins, *[m._setup_joins for m in statement._memoized_select_entities]]:
        for target, *_ in joins:
            if isinstance(target, QueryableAttribute):
                found[_joined_entity(target)] = None
            else:
                found[target._annotations.get("parententity", target)] = None
    for from_ in statement._from_obj:
        found[from_._annotations.get("parententity", from_)] = None
    for element in statement._raw_columns:
        if "entity_namespace" in element._annotations:
            found[element._annotations["entity_namespace"]] = None
        else:
            found.update(dict.fromkeys(element._from_objects))
    return list(found)


def _joined_entity(attr):
    return attr.comparator.entity


def column_descriptions(statement, legacy=False):
    state = object.__new__(ORMSelectState)
    entities = make_entities(state, statement._raw_columns, label_convention(statement._label_style, legacy))
    found = []
    for ent in entities:
        zero = ent.entity_zero
        found.append(
            {
                "name": ent.label,
                "type": ent.type,
                "aliased": bool(zero is not None and zero.is_aliased_class),
                "expr": ent.expr,
                "entity": zero.entity if zero is not None else None,
            }
        )
    return found


class QueryContext:
    """One execution of an ORM statement: the session and how to load."""

    def __init__(self, compile_state, session, params=None, **options):
        self.compile_state = compile_state
        self.statement = compile_state.statement
        self.session = session
        self.params = params
        self.populate_existing = options.get("populate_existing", False)
        self.refresh_state = options.get("refresh_state")
        self.is_user_refresh = options.get("is_user_refresh", False)
        self.version_check = options.get("version_check", False)
        self.identity_token = options.get("identity_token")
        self.yield_per = options.get("yield_per")
        self.invoke_all_eagers = options.get("invoke_all_eagers", True)
        self.top_level_context = options.get("top_level_context")
        self.execution_options = options.get("execution_options", {})
        self.attributes = {}
        self.partials = {}
        self.post_load_paths = {}
        self.needs_uniquing = self.needs_buffering = False
        self.propagated_options = tuple(
            opt for opt in self.statement._with_options if getattr(opt, "propagate_to_loaders", False)
        )

    @property
    def top(self):
        return self.top_level_context or self

    def loader_options(self):
        return self.statement._with_options

