"""`subqueryload()`: one more SELECT that has the original one as a subquery."""

from .. import inspection, util
from ..sql.selectable import LABEL_STYLE_TABLENAME_PLUS_COL
from .context import column_descriptions
from .postload import _follow
from .query import Query
from .util import AliasedClass, entity_isa

_ORIGINAL = "_sa_orm_subquery_original"
_REWRITTEN = "_sa_orm_subquery_path"


class _Collections:
    """What the second SELECT gave, by the keys of the parents; it is executed when it is first needed."""

    def __init__(self, context, query):
        self.context = context
        self.query = query
        self.data = None

    def get(self, key, default):
        if self.data is None:
            self.load()
        return self.data.get(key, default)

    def load(self, *_):
        if self.data is not None:
            return
        self.data = {}
        query = self.query.with_session(self.context.session)
        if self.context.populate_existing:
            query = query.populate_existing()
        for row in query.params(dict(self.context.params or {})):
            row = tuple(row)
            self.data.setdefault(row[1:], []).append(row[0])


def subquery_processor(context, ent, path, prop, opt, adapter, populators):
    state = context.compile_state
    if not _follow(context, path, prop) or not hasattr(state, "from_clauses") or state.for_refresh:
        return
    parent = ent.entity_zero if len(path) == 1 else path[-1]
    if not entity_isa(parent, prop.parent) and not prop.parent.isa(parent.mapper):
        return
    here = (*path, prop)
    collections = context.attributes.get(("subquery", here))
    if collections is None:
        collections = _Collections(context, _query(context, ent, path, prop, opt))
        context.attributes[("subquery", here)] = collections
    context.needs_buffering = True
    positions = [state.position(c, adapter) for c in _local_columns(prop)]
    key = prop.key

    def value_of(row):
        return tuple([row[p] for p in positions])

    if prop.uselist:

        def populate(state, dict_, row):
            state.get_impl(key).set_committed_value(state, dict_, collections.get(value_of(row), ()))

    else:

        def populate(state, dict_, row):
            found = collections.get(value_of(row), (None,))
            if len(found) > 1:
                util.warn(f"Multiple rows returned with uselist=False for eagerly-loaded attribute '{prop}' ")
            state.get_impl(key).set_committed_value(state, dict_, found[0])

    def existing(state, dict_, row):
        if key not in dict_:
            populate(state, dict_, row)

    populators["new"].append((key, populate))
    populators["existing"].append((key, existing))
    if context.invoke_all_eagers:
        populators["eager"].append((key, collections.load))


def _local_columns(prop):
    return [left for left in dict.fromkeys(left for left, _ in prop.local_remote_pairs) if left in prop.local_columns]


def _query(context, ent, path, prop, opt):
    state, statement = context.compile_state, context.statement
    options = {**statement._execution_options, **context.execution_options}
    rewritten = options.get(_REWRITTEN, ())
    is_root = _REWRITTEN not in options
    subq_path = (*(() if is_root else state.current_path), *path, prop)
    rewritten = (*rewritten, *path, prop)
    original = options.get(_ORIGINAL, statement)
    entity = opt.of_type if opt is not None and opt.of_type is not None else prop.entity
    first, first_prop = rewritten[0], rewritten[1]
    root = ent.entity_zero if is_root else first
    root_entity = root.entity if is_root else first.entity
    attrs = [
        getattr(root_entity, first.mapper._columntoproperty[c].key) for c in _local_columns(first_prop)
    ]
    left = _embed(original, first, first_prop, attrs, context.loader_options())
    query = Query([entity.entity])
    query._execution_options = util.immutabledict({**options, _ORIGINAL: original, _REWRITTEN: rewritten})
    query = query._with_opts(single_crit=False)
    joins, local, parent_alias = _joins(left, subq_path, prop)
    query = query.add_columns(*local)
    query = _apply(query, joins, left, parent_alias, entity)
    query = query._with_opts(current_path=subq_path)
    query = query._clone(_with_options=context.loader_options())
    if prop.order_by:
        query = query._with_opts(eager_order_by=prop.order_by)
    return query


def _embed(original, mapper, prop, attrs, options):
    """The original statement as a subquery that has only the keys of the first relationship."""
    query = Query(attrs)
    for name in (
        "_where_criteria",
        "_having_criteria",
        "_order_by_clauses",
        "_group_by_clauses",
        "_limit_clause",
        "_offset_clause",
        "_distinct",
        "_from_obj",
        "_setup_joins",
        "_memoized_select_entities",
    ):
        value = getattr(original, name, None)
        if value is not None:
            query.__dict__[name] = value
    query._with_options = options
    if not query._from_obj:
        entities = dict.fromkeys(d["entity"] for d in column_descriptions(original) if d["entity"] is not None)
        query._enable_assertions = False
        query = query.select_from(*entities)
    columns = {a.__clause_element__()._deannotate() for a in attrs}
    if prop.distinct_target_key is True:
        query._distinct = True
    elif prop.distinct_target_key is None:
        for table in {getattr(c, "table", None) for c in columns}:
            if table is not None and not columns.issuperset(table.primary_key):
                query._distinct = True
                break
    if query._limit_clause is None and query._offset_clause is None:
        query._order_by_clauses = ()
    if query._distinct and query._order_by_clauses:
        from .context import _order_by_columns

        extra = _order_by_columns(query._raw_columns, query._order_by_clauses)
        query._raw_columns = [*query._raw_columns, *extra]
    query = query.enable_eagerloads(False).correlate(None)
    embedded = query.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL).subquery()
    return AliasedClass(mapper.entity, embedded, use_mapper_path=True)


def _joins(left, path, prop):
    pairs = [(path[i], path[i + 1]) for i in range(0, len(path), 2)]
    joins = []
    for i, (entity, step) in enumerate(pairs):
        if i > 0:
            previous = pairs[i - 1][1].mapper
            entity = previous if entity.is_mapper and previous.isa(entity) else entity
        joins.append((entity, step.key))
    if len(joins) < 2:
        alias = left
    else:
        info = inspection.inspect(joins[-1][0])
        alias = info.entity if info.is_aliased_class else AliasedClass(info.entity, use_mapper_path=True)
    local = [getattr(alias, prop.parent._columntoproperty[c].key) for c in _local_columns(prop)]
    return joins, local, alias


def _apply(query, joins, left, parent_alias, entity):
    if len(joins) == 1:
        steps = [getattr(left, joins[0][1]).of_type(entity)]
    elif len(joins) == 2:
        steps = [
            getattr(left, joins[0][1]).of_type(parent_alias),
            getattr(parent_alias, joins[1][1]).of_type(entity),
        ]
    else:
        middle = [(AliasedClass(inspection.inspect(e).entity), key) for e, key in joins[1:-1]]
        targets = [alias for alias, _ in middle] + [parent_alias]
        steps = [getattr(left, joins[0][1]).of_type(middle[0][0])]
        for i, (alias, key) in enumerate(middle):
            steps.append(getattr(alias, key).of_type(targets[i + 1]))
        steps.append(getattr(parent_alias, joins[-1][1]).of_type(entity))
    for step in steps:
        query = query.join(step)
    return query

