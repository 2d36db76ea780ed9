"""`Session.query()`: the older interface to SELECT, UPDATE and DELETE of mapped classes."""

import warnings

from .. import exc as sa_exc
from .. import inspection, sql, util
from ..sql import coercions, expression, roles
from ..sql.base import _entity_namespace_key
from ..sql.select import ForUpdateArg, Select
from ..sql.selectable import LABEL_STYLE_DISAMBIGUATE_ONLY, LABEL_STYLE_TABLENAME_PLUS_COL, SelectLabelStyle
from . import context
from .base import object_mapper
from .context import ORMSelectState, column_descriptions, with_opts
from .from_statement import FromStatement
from .util import AliasedClass, with_parent

_UNSET = object()
_LEGACY_GET = (
    "The Query.get() method is considered legacy as of the 1.x series of SQLAlchemy and becomes a legacy construct in "
    "2.0. The method is now available as Session.get() (deprecated since: 2.0)"
)
_CLAUSES = (
    "_where_criteria",
    "_having_criteria",
    "_order_by_clauses",
    "_group_by_clauses",
    "_limit_clause",
    "_offset_clause",
    "_distinct",
    "_distinct_on",
    "_for_update_arg",
    "_correlate",
    "_auto_correlate",
    "_from_obj",
    "_setup_joins",
    "_memoized_select_entities",
    "_with_options",
    "_execution_options",
    "_prefixes",
    "_suffixes",
)
_CRITERIA = (
    "_where_criteria",
    "_order_by_clauses",
    "_group_by_clauses",
    "_limit_clause",
    "_offset_clause",
    "_setup_joins",
    "_memoized_select_entities",
    "_distinct",
    "_distinct_on",
    "_having_criteria",
    "_prefixes",
    "_suffixes",
)


class Query:
    """A SELECT that is put together step by step; each step gives a new query."""

    _where_criteria = _having_criteria = _order_by_clauses = _group_by_clauses = ()
    _limit_clause = _offset_clause = _for_update_arg = _statement = None
    _distinct = False
    _distinct_on = _correlate = _from_obj = _setup_joins = _memoized_select_entities = ()
    _with_options = _prefixes = _suffixes = ()
    _auto_correlate = True
    _execution_options = util.immutabledict()
    _label_style = SelectLabelStyle.LABEL_STYLE_LEGACY_ORM
    _params = util.immutabledict()
    _enable_assertions = True
    _opts = context.DEFAULTS
    _load = {}
    supports_execution = True
    is_clause_element = False
    _annotations = util.immutabledict()

    def __init__(self, entities, session=None):
        self.session = session
        self._propagate_attrs = util.immutabledict()
        self._set_entities(entities)

    def __class_getitem__(cls, item):
        return cls

    def _set_propagate_attrs(self, values):
        self._propagate_attrs = util.immutabledict(values)
        return self

    def _set_entities(self, entities):
        self._raw_columns = [self._coerce_column(entity) for entity in util.to_list(entities)]

    def _coerce_column(self, entity):
        insp = inspection.inspect(entity, raiseerr=False)
        if insp is not None and hasattr(insp, "_post_inspect"):
            insp._post_inspect
        return coercions.expect(roles.ColumnsClauseRole, entity, apply_propagate_attrs=self)

    def _clone(self, **changes):
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.__dict__.update(changes)
        return new

    _generate = _clone

    # What may not follow what.

    def _no_criterion(self, method, order_by=True, distinct=True):
        if not self._enable_assertions:
            return
        if (
            self._where_criteria
            or self._statement is not None
            or self._from_obj
            or self._setup_joins
            or self._limit_clause is not None
            or self._offset_clause is not None
            or self._group_by_clauses
            or (order_by and self._order_by_clauses)
            or (distinct and self._distinct)
        ):
            raise sa_exc.InvalidRequestError(
                f"Query.{method}() being called on a Query with existing criterion. "
            )

    def _no_statement(self, method):
        if self._enable_assertions and self._statement is not None:
            raise sa_exc.InvalidRequestError(
                f"Query.{method}() being called on a Query with an existing full statement - can't apply criterion."
            )

    def _no_limit(self, method):
        if self._enable_assertions and (self._limit_clause is not None or self._offset_clause is not None):
            raise sa_exc.InvalidRequestError(
                f"Query.{method}() being called on a Query which already has LIMIT or OFFSET applied.  Call {method}() "
                "before limit() or offset() are applied."
            )

    def _check(self, method):
        self._no_statement(method)
        self._no_limit(method)

    # The statement.

    def _statement_20(self, for_statement=False):
        opts = {**self._opts, "legacy": True, "for_statement": for_statement}
        propagate = self._propagate_attrs
        if "compile_state_plugin" not in propagate:
            propagate = util.immutabledict({**propagate, "compile_state_plugin": "orm", "plugin_subject": None})
        if self._statement is not None:
            made = FromStatement(self._raw_columns, self._statement)
            made._with_options = self._with_options
            made._execution_options = self._execution_options
            made._propagate_attrs = propagate
            return with_opts(made, **opts)
        attrs = {name: self.__dict__[name] for name in _CLAUSES if name in self.__dict__}
        legacy_style = self._label_style is SelectLabelStyle.LABEL_STYLE_LEGACY_ORM
        made = Select._create_raw_select(
            _raw_columns=self._raw_columns,
            _label_style=LABEL_STYLE_DISAMBIGUATE_ONLY if for_statement and legacy_style else self._label_style,
            _propagate_attrs=propagate,
            **attrs,
        )
        return with_opts(made, **opts)

    @property
    def statement(self):
        if self._opts["base_alias"]:
            stmt = ORMSelectState.resolve(self._statement_20(True), toplevel=True)[0]
        else:
            stmt = self._statement_20(True)
        return stmt.params(self._params) if self._params else stmt

    def _select_only(self):
        if self._statement is not None:
            raise sa_exc.InvalidRequestError("Can't call this method on a Query that uses from_statement()")
        return self.statement

    def subquery(self, name=None, with_labels=False, reduce_columns=False):
        query = self.enable_eagerloads(False)
        if with_labels:
            query = query.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
        return query._select_only().subquery(name=name)

    def cte(self, name=None, recursive=False, nesting=False):
        return self.enable_eagerloads(False)._select_only().cte(name=name, recursive=recursive, nesting=nesting)

    def label(self, name):
        return self.enable_eagerloads(False)._select_only().label(name)

    def scalar_subquery(self):
        return self.enable_eagerloads(False)._select_only().scalar_subquery()

    def __clause_element__(self):
        return self.enable_eagerloads(False).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL).statement

    @property
    def selectable(self):
        return self.__clause_element__()

    def __str__(self):
        statement = self._statement_20()
        bind = None
        if self.session is not None:
            try:
                bind = self.session.get_bind(clause=statement)
            except sa_exc.UnboundExecutionError:
                bind = None
        core = ORMSelectState.resolve(statement, toplevel=True)[0] if self._statement is None else self._statement
        return str(core.compile(bind))

    @property
    def column_descriptions(self):
        return column_descriptions(self, legacy=True)

    @property
    def whereclause(self):
        return sql.and_(*self._where_criteria) if self._where_criteria else None

    # Options.

    def _with_opts(self, **opts):
        return self._clone(_opts={**self._opts, **opts})

    def _with_load(self, **load):
        return self._clone(_load={**self._load, **load})

    def only_return_tuples(self, value):
        return self._with_load(_tuples=value)

    def tuples(self):
        return self.only_return_tuples(True)

    def enable_eagerloads(self, value):
        return self._with_opts(eagerloads=value)

    def set_label_style(self, style):
        return self if self._label_style is style else self._clone(_label_style=style)

    def with_labels(self):
        return self.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)

    apply_labels = with_labels

    def enable_assertions(self, value):
        return self._clone(_enable_assertions=value)

    def yield_per(self, count):
        return self._with_load(yield_per=count)

    def autoflush(self, setting):
        return self._with_load(autoflush=setting)

    def populate_existing(self):
        return self._with_load(populate_existing=True)

    def with_session(self, session):
        return self._clone(session=session)

    def options(self, *args):
        options = []
        for arg in args:
            options.extend(arg if isinstance(arg, (list, tuple)) else [arg])
        for option in options:
            if not hasattr(option, "_is_strategy_option"):
                coercions.expect(roles.ExecutableOptionRole, option)
        return self._clone(_with_options=(*self._with_options, *options))

    def with_transformation(self, fn):
        return fn(self)

    def execution_options(self, **kw):
        return self._clone(_execution_options=util.immutabledict({**self._execution_options, **kw}))

    def get_execution_options(self):
        return self._execution_options

    def with_for_update(self, *, nowait=False, read=False, of=None, skip_locked=False, key_share=False):
        return self._clone(
            _for_update_arg=ForUpdateArg(
                read=read, nowait=nowait, of=of, skip_locked=skip_locked, key_share=key_share
            )
        )

    def params(self, params=None, /, **kw):
        return self._clone(_params=util.immutabledict({**self._params, **(params or {}), **kw}))

    def correlate(self, *froms):
        if froms and (froms[0] is None or froms[0] is False):
            return self._clone(_auto_correlate=False, _correlate=())
        coerced = tuple(coercions.expect(roles.FromClauseRole, f) for f in froms)
        return self._clone(_auto_correlate=False, _correlate=(*self._correlate, *coerced))

    # Columns and FROM.

    def add_entity(self, entity, alias=None):
        return self.add_columns(AliasedClass(entity, alias) if alias is not None else entity)

    def add_columns(self, *columns):
        new = self._clone()
        new._raw_columns = [*self._raw_columns, *[new._coerce_column(c) for c in columns]]
        return new

    def add_column(self, column):
        util.warn_deprecated(
            "The Query.add_column() method is deprecated and will be removed in a future release.  Please use "
            "Query.add_columns()",
            "1.4",
        )
        return self.add_columns(column)

    def with_entities(self, *entities):
        new = self._clone()
        if new._setup_joins:
            # The joins belong to the entities that were there.
            memoized = _Memoized(new._raw_columns, new._setup_joins, new._with_options)
            new._memoized_select_entities = (*new._memoized_select_entities, memoized)
            new._setup_joins = ()
        new._set_entities(entities)
        return new

    def _set_select_from(self, froms, base_alias):
        new = self._with_opts(base_alias=base_alias)
        new._from_obj = tuple(
            coercions.expect(roles.FromClauseRole, f, apply_propagate_attrs=new) for f in froms
        )
        return new

    def select_from(self, *froms):
        if self._enable_assertions:
            if self._order_by_clauses:
                raise sa_exc.InvalidRequestError(
                    "Query.select_from() being called on a Query with existing criterion. "
                )
            self._no_criterion("select_from")
        return self._set_select_from(froms, False)

    def join(self, target, onclause=None, *, isouter=False, full=False):
        self._check("join")
        new = self._clone()
        target = coercions.expect(roles.JoinTargetRole, target, apply_propagate_attrs=new, legacy=True)
        if onclause is not None:
            onclause = coercions.expect(roles.OnClauseRole, onclause, legacy=True)
        new._setup_joins = (*self._setup_joins, (target, onclause, None, {"isouter": isouter, "full": full}))
        new.__dict__.pop("_reset_join", None)
        return new

    def outerjoin(self, target, onclause=None, *, full=False):
        return self.join(target, onclause, isouter=True, full=full)

    def reset_joinpoint(self):
        return self._clone(_reset_join=True)

    # Criteria.

    def filter(self, *criteria):
        self._check("filter")
        new = self._clone()
        found = tuple(coercions.expect(roles.WhereHavingRole, c, apply_propagate_attrs=new) for c in criteria)
        new._where_criteria = (*self._where_criteria, *found)
        return new

    where = filter

    def _filter_by_zero(self):
        if self._setup_joins and not self.__dict__.get("_reset_join"):
            target = self._setup_joins[-1][0]
            if hasattr(target, "comparator"):
                return target.comparator.entity
            return target
        if self._from_obj and not self._opts["base_alias"]:
            return self._from_obj[0]
        return self._raw_columns[0]

    def filter_by(self, **kwargs):
        entity = self._filter_by_zero()
        return self.filter(*[_named(entity, key) == value for key, value in kwargs.items()])

    def order_by(self, first=_UNSET, /, *more):
        self._check("order_by")
        if not more and (first is None or first is False):
            return self._clone(_order_by_clauses=())
        if first is _UNSET:
            return self._clone()
        found = tuple(coercions.expect(roles.OrderByRole, c) for c in (first, *more))
        return self._clone(_order_by_clauses=(*self._order_by_clauses, *found))

    def group_by(self, first=_UNSET, /, *more):
        self._check("group_by")
        if not more and (first is None or first is False):
            return self._clone(_group_by_clauses=())
        if first is _UNSET:
            return self._clone()
        found = tuple(coercions.expect(roles.GroupByRole, c) for c in (first, *more))
        return self._clone(_group_by_clauses=(*self._group_by_clauses, *found))

    def having(self, *criteria):
        self._check("having")
        found = tuple(coercions.expect(roles.WhereHavingRole, c) for c in criteria)
        return self._clone(_having_criteria=(*self._having_criteria, *found))

    def limit(self, limit):
        self._no_statement("limit")
        return self._clone(_limit_clause=self._as_limit(limit))

    def offset(self, offset):
        self._no_statement("offset")
        return self._clone(_offset_clause=self._as_limit(offset))

    def _as_limit(self, value):
        return coercions.expect(roles.LimitOffsetRole, value, name=None, type_=None) if value is not None else None

    def slice(self, start, stop):
        from ..sql.util import _make_slice

        self._no_statement("slice")
        limit, offset = _make_slice(self._limit_clause, self._offset_clause, start, stop)
        return self._clone(_limit_clause=limit, _offset_clause=offset)

    def distinct(self, *expr):
        self._no_statement("distinct")
        if expr:
            raise NotImplementedError("DISTINCT ON isn't there in SQLite; use distinct() without arguments.")
        return self._clone(_distinct=True)

    def with_parent(self, instance, property=None, from_entity=None):
        entity = inspection.inspect(from_entity) if from_entity is not None else None
        if entity is None:
            zero = self._filter_by_zero()
            entity = zero._annotations.get("parententity") if hasattr(zero, "_annotations") else zero
        if property is None:
            for prop in object_mapper(instance)._props.values():
                if prop._is_relationship and prop.mapper is entity.mapper:
                    property = prop
                    break
            else:
                raise sa_exc.InvalidRequestError(
                    "Could not locate a property which relates instances of class "
                    f"'{entity.mapper.class_.__name__}' to instances of class '{type(instance).__name__}'"
                )
        return self.filter(with_parent(instance, property, entity.entity))

    # Set operations.

    def _from_selectable(self, from_, base_alias=True):
        new = self._clone()
        for name in _CRITERIA:
            new.__dict__.pop(name, None)
        new = new._set_select_from([from_], base_alias)
        return new._with_opts(single_crit=False)

    def _set_op(self, fn, queries):
        return self._from_selectable(fn(self, *queries).subquery())

    def union(self, *queries):
        return self._set_op(expression.union, queries)

    def union_all(self, *queries):
        return self._set_op(expression.union_all, queries)

    def intersect(self, *queries):
        return self._set_op(expression.intersect, queries)

    def intersect_all(self, *queries):
        return self._set_op(expression.intersect_all, queries)

    def except_(self, *queries):
        return self._set_op(expression.except_, queries)

    def except_all(self, *queries):
        return self._set_op(expression.except_all, queries)

    def _from_self(self, *entities):
        from_ = self.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL).correlate(None).subquery()
        new = self._from_selectable(from_._anonymous_fromclause())
        if entities:
            new._set_entities(entities)
        return new

    def from_statement(self, statement):
        self._no_criterion("from_statement")
        new = self._clone()
        new._statement = coercions.expect(roles.SelectStatementRole, statement, apply_propagate_attrs=new)
        return new

    # Execution.

    def _iter(self):
        result = self.session.execute(
            self._statement_20(),
            self._params or None,
            execution_options={"_sa_orm_load_options": {**self._load, "legacy": True}},
        )
        if result._attributes.get("is_single_entity", False):
            result = result.scalars()
        if result._attributes.get("filtered", False) and not self._load.get("yield_per"):
            result = result.unique()
        return result

    def __iter__(self):
        return iter(self._iter())

    def all(self):
        return self._iter().all()

    def first(self):
        if self._statement is not None:
            return self._iter().first()
        return self.limit(1)._iter().first()

    def one_or_none(self):
        return self._iter().one_or_none()

    def one(self):
        return self._iter().one()

    def scalar(self):
        try:
            found = self.one()
        except sa_exc.NoResultFound:
            return None
        return found[0] if isinstance(found, tuple) or hasattr(found, "_mapping") else found

    def _mapper_zero(self, method):
        columns = self._raw_columns
        if len(columns) != 1 or "parententity" not in columns[0]._annotations or not columns[0].is_selectable:
            raise sa_exc.InvalidRequestError(f"{method}() can only be used against a single mapped class.")
        return columns[0]._annotations["parententity"]

    def get(self, ident):
        warnings.warn(_LEGACY_GET, sa_exc.LegacyAPIWarning, stacklevel=2)
        self._no_criterion("get", order_by=False, distinct=False)
        return self.session.get(
            self._mapper_zero("get"),
            ident,
            populate_existing=self._load.get("populate_existing"),
            with_for_update=self._for_update_arg,
            options=self._with_options,
            execution_options=self._execution_options,
        )

    def exists(self):
        inner = self.enable_eagerloads(False).add_columns(sql.literal_column("1"))
        inner = inner.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)._select_only().with_only_columns(1)
        entity = self._raw_columns[0]._annotations.get("parententity")
        if entity is not None:
            inner = inner.select_from(entity)
        return sql.exists(inner)

    def count(self):
        column = sql.func.count(sql.literal_column("*"))
        return self._from_self(column).enable_eagerloads(False).scalar()

    def __getitem__(self, item):
        if isinstance(item, slice):
            start, stop = item.start, item.stop
            if isinstance(start, int) and isinstance(stop, int) and stop - start <= 0:
                return []
            if (isinstance(start, int) and start < 0) or (isinstance(stop, int) and stop < 0):
                raise IndexError("negative indexes are not accepted by SQL index / slice operators")
            found = list(self.slice(start, stop))
            return found[:: item.step] if item.step is not None else found
        if item == -1:
            raise IndexError("negative indexes are not accepted by SQL index / slice operators")
        return list(self[item : item + 1])[0]

    def _bulk_check(self):
        for name, method in (
            ("_limit_clause", "limit()"),
            ("_offset_clause", "offset()"),
            ("_order_by_clauses", "order_by()"),
            ("_group_by_clauses", "group_by()"),
            ("_distinct", "distinct()"),
            ("_from_obj", "join(), outerjoin(), select_from(), or from_self()"),
            ("_setup_joins", "join(), outerjoin(), select_from(), or from_self()"),
        ):
            value = getattr(self, name)
            if value is not None and value is not False and value != ():
                raise sa_exc.InvalidRequestError(
                    f"Can't call Query.update() or Query.delete() when {method} has been called"
                )

    def _bulk(self, statement, synchronize_session, event):
        statement._where_criteria = self._where_criteria
        result = self.session.execute(
            statement,
            self._params or None,
            execution_options={**self._execution_options, "synchronize_session": synchronize_session},
        )
        self.session._emit(event, _BulkContext(self, result))
        count = result.rowcount
        result.close()
        return count

    def delete(self, synchronize_session="auto", delete_args=None):
        self._bulk_check()
        return self._bulk(sql.delete(*self._raw_columns), synchronize_session, "after_bulk_delete")

    def update(self, values, synchronize_session="auto", update_args=None):
        self._bulk_check()
        statement = sql.update(*self._raw_columns).values(values)
        return self._bulk(statement, synchronize_session, "after_bulk_update")


class _Memoized:
    """The columns and joins that a query had before `with_entities()`."""

    def __init__(self, raw_columns, setup_joins, with_options):
        self._raw_columns = raw_columns
        self._setup_joins = setup_joins
        self._with_options = with_options


def _named(entity, key):
    """The attribute of an entity of `filter_by()`, which may be the FROM element of a mapper or an alias."""
    namespace = getattr(entity, "_annotations", {}).get("entity_namespace")
    found = getattr(getattr(namespace, "entity_namespace", None), key, None)
    return _entity_namespace_key(entity, key) if found is None else found


class _BulkContext:
    """What listeners of `after_bulk_update` and `after_bulk_delete` get."""

    def __init__(self, query, result):
        self.query = query
        self.session = query.session
        self.result = result
        self.mapper = query._raw_columns[0]._annotations.get("parententity")


inspection._self_inspects(Query)

