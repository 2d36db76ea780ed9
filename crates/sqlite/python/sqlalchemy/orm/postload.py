"""Loads that follow a statement: `selectinload()` by an IN of keys, `immediateload()` object by object."""

from .. import exc as sa_exc
from .. import inspection, sql, util
from . import clauses, lazy
from .base import (
    ATTR_WAS_SET,
    MANYTOMANY,
    MANYTOONE,
    NO_RAISE,
    PASSIVE_NO_FETCH,
    PASSIVE_NO_FETCH_RELATED,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
)
from .context import orm_select, with_opts
from .strategies import PostLoad
from .util import AliasedClass, entity_isa

_CHUNK = 500


def _effective(context, path):
    return (*context.compile_state.current_path, *path)


def _follow(context, path, prop):
    """Whether the relationship is to be followed here: not in a circle, unless an option says so."""
    effective = _effective(context, path)
    if PostLoad.path_exists(context, effective, prop):
        return False
    if context.compile_state.loaders.get((*path, prop)) is None:
        here = (*effective, prop)
        if prop.join_depth:
            return len(here) / 2 <= prop.join_depth
        return prop.mapper not in [entity.mapper for entity in here[::2]]
    return True


def immediate_processor(context, path, prop, opt):
    flags = PASSIVE_OFF if _follow(context, path, prop) else PASSIVE_NO_FETCH_RELATED
    if PostLoad.path_exists(context, _effective(context, path), prop):
        return
    PostLoad.add(context, _effective(context, path), prop, _load_immediate, prop.parent, prop, flags | NO_RAISE)


def _load_immediate(context, path, states, load_only, prop, flags):
    options = {"sa_top_level_orm_context": context.top}
    for state, overwrite in states:
        dict_ = state.dict
        if overwrite or prop.key not in dict_:
            value = lazy.load_lazy(prop, state, flags, "select", path=path, execution_options=options)
            if value is not ATTR_WAS_SET and value is not PASSIVE_NO_RESULT:
                state.get_impl(prop.key).set_committed_value(state, dict_, value)


def selectin_processor(context, ent, path, prop, opt):
    if not _follow(context, path, prop):
        return
    parent = ent.entity_zero if len(path) == 1 else path[-1]
    if not entity_isa(parent, prop.parent) and not prop.parent.isa(parent.mapper):
        return
    entity = opt.of_type if opt is not None and opt.of_type is not None else prop.entity
    PostLoad.add(context, _effective(context, path), prop, _load_selectin, prop.parent, prop, entity, opt)


class _SelectInQuery:
    """What a relationship's SELECT by keys looks like."""

    def __init__(self, prop):
        self.prop = prop
        found = lazy.strategy(prop)
        direction = prop.direction
        if prop.omit_join is not None:
            omit = prop.omit_join
        elif direction is MANYTOONE:
            omit = found.use_get
        elif direction is MANYTOMANY:
            omit = not prop._is_self_referential and prop._join_condition.secondary_can_be_used_for_related_join
        else:
            omit = self._reverse_is_get()
        self.by_child = self.with_join = False
        if omit and direction is MANYTOONE:
            self.by_child = True
            self.pk_cols = list(prop.mapper.primary_key)
            self.lookup = [found.equated[pk] for pk in self.pk_cols]
        elif omit:
            to_fk = dict(prop.local_remote_pairs)
            for key in list(to_fk):
                for other in prop.parent._equivalent_columns.get(key, ()):
                    to_fk[other] = to_fk[key]
            self.pk_cols = [to_fk[c] for c in prop.parent.primary_key if c in to_fk]
        else:
            self._use_join()

    def _use_join(self):
        self.by_child, self.with_join = False, True
        self.alias = AliasedClass(self.prop.parent.class_)
        insp = inspection.inspect(self.alias)
        self.pk_cols = [insp._adapt_element(c) for c in self.prop.parent.primary_key]

    def _reverse_is_get(self):
        """Whether the foreign keys of the children alone tell their parent."""
        prop = self.prop
        parent = prop.parent
        if len(prop.local_remote_pairs) != len(parent.primary_key):
            return False
        pairs = clauses.equated_columns(prop.primaryjoin)
        if len(pairs) != len(prop.local_remote_pairs) or len(lazy._conjuncts(prop.primaryjoin)) != len(pairs):
            return False
        equivalents = parent._equivalent_columns
        local = {left for left, _ in prop.local_remote_pairs}
        return all(pk in local or local.intersection(equivalents.get(pk, ())) for pk in parent.primary_key)

    @property
    def in_expr(self):
        return self.pk_cols[0] if len(self.pk_cols) == 1 else sql.tuple_(*self.pk_cols)


def _query(prop):
    found = prop.__dict__.get("_selectin_query")
    if found is None:
        found = prop.__dict__["_selectin_query"] = _SelectInQuery(prop)
    return found


def _chunk_size(opt):
    size = opt.opts.get("chunksize") if opt is not None else None
    if size is None:
        return _CHUNK
    if not isinstance(size, int) or size < 1:
        raise sa_exc.ArgumentError(
            f"'chunksize={size}' is not an appropriate input, please use a positive non-zero integer."
        )
    return size


def _load_selectin(context, path, states, load_only, prop, entity, opt):
    if load_only and prop.key not in load_only:
        return
    query = _query(prop)
    by_key, none_states = {}, []
    if query.by_child:
        get = prop.parent
        for state, overwrite in states:
            dict_ = state.dict
            key = tuple([get._get_state_attr_by_column(state, dict_, c, PASSIVE_NO_FETCH) for c in query.lookup])
            if PASSIVE_NO_RESULT in key:
                # The key itself would have to be loaded: join from the parents instead.
                query = object.__new__(_SelectInQuery)
                query.prop = prop
                query._use_join()
                break
            if None in key:
                none_states.append((state, dict_, overwrite))
            else:
                by_key.setdefault(key, []).append((state, dict_, overwrite))
    statement = _statement(context, path, prop, entity, opt, query)
    size = _chunk_size(opt)
    options = {"sa_top_level_orm_context": context.top}
    if query.by_child:
        _load_by_child(context, prop, query, statement, by_key, none_states, options, size)
    else:
        ours = [(state.key[1], state, state.dict, overwrite) for state, overwrite in states]
        _load_by_parent(context, prop, query, statement, ours, options, size)


def _statement(context, path, prop, entity, opt, query):
    pk_cols, in_expr = list(query.pk_cols), query.in_expr
    secondary = not query.with_join and prop.secondary is not None
    if not query.with_join and not secondary and entity.is_aliased_class:
        pk_cols = [entity._adapt_element(c) for c in pk_cols]
        in_expr = pk_cols[0] if len(pk_cols) == 1 else sql.tuple_(*pk_cols)
    clause = entity.__clause_element__()
    statement = orm_select([*pk_cols, clause])
    if secondary:
        join = prop._join_condition.secondaryjoin
        if entity.is_aliased_class:
            join = entity._adapter.traverse(join)
        statement = statement.select_from(prop.secondary).join(clause, join)
    elif not query.with_join:
        statement = statement.select_from(clause)
    else:
        statement = statement.select_from(query.alias).join(getattr(query.alias, prop.key).of_type(entity.entity))
    statement = statement.where(in_expr.in_(sql.bindparam("primary_keys", expanding=True)))
    if opt is not None and opt.criteria:
        statement = statement.where(*opt.criteria)
    statement._with_options = context.loader_options()
    with_opts(statement, current_path=(*path, prop))
    if context.populate_existing:
        statement = statement.execution_options(populate_existing=True)
    if prop.order_by:
        if query.with_join:
            with_opts(statement, eager_order_by=prop.order_by)
        else:
            order_by = prop.order_by
            if entity.is_aliased_class:
                order_by = [entity._adapt_element(c) for c in order_by]
            statement = statement.order_by(*order_by)
    return statement


def _rows(context, statement, keys, options):
    result = context.session.execute(statement, {"primary_keys": keys}, execution_options=options)
    if result.context is not None and result.context.needs_uniquing:
        result = result.unique()
    return result


def _load_by_child(context, prop, query, statement, by_key, none_states, options, size):
    n = len(query.pk_cols)
    keys = list(by_key)
    while keys:
        chunk, keys = keys[:size], keys[size:]
        found = {}
        for row in _rows(context, statement, [key[0] if n == 1 else key for key in chunk], options):
            found[tuple(row[:n])] = row[n]
        for key in chunk:
            related = found.get(key)
            for state, dict_, overwrite in by_key[key]:
                if overwrite or prop.key not in dict_:
                    value = related if not prop.uselist else [related]
                    state.get_impl(prop.key).set_committed_value(state, dict_, value)
    for state, dict_, overwrite in none_states:
        if overwrite or prop.key not in dict_:
            state.get_impl(prop.key).set_committed_value(state, dict_, None)


def _load_by_parent(context, prop, query, statement, ours, options, size):
    n = len(query.pk_cols)
    empty = () if prop.uselist else None
    while ours:
        chunk, ours = ours[:size], ours[size:]
        found = {}
        for row in _rows(context, statement, [o[0][0] if n == 1 else o[0] for o in chunk], options):
            found.setdefault(tuple(row[:n]), []).append(row[n])
        for key, state, dict_, overwrite in chunk:
            if not overwrite and prop.key in dict_:
                continue
            value = found.get(key, empty)
            if not prop.uselist and value:
                if len(value) > 1:
                    util.warn(f"Multiple rows returned with uselist=False for eagerly-loaded attribute '{prop}' ")
                value = value[0]
            state.get_impl(prop.key).set_committed_value(state, dict_, value)

