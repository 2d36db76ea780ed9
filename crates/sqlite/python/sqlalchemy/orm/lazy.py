"""Lazy loading of relationships: by identity where the key is known, by a SELECT elsewhere."""

from .. import exc as sa_exc
from .. import sql, util
from ..sql import expression, operators, visitors
from . import exc
from .base import (
    ATTR_EMPTY,
    ATTR_WAS_SET,
    DEFERRED_HISTORY_LOAD,
    INIT_OK,
    LOAD_AGAINST_COMMITTED,
    NO_AUTOFLUSH,
    NO_RAISE,
    NO_VALUE,
    NON_PERSISTENT_OK,
    PASSIVE_CLASS_MISMATCH,
    PASSIVE_NO_RESULT,
    RELATED_OBJECT_OK,
    SQL_OK,
    state_str,
)
from .context import orm_select, with_opts


class LazyStrategy:
    """The criterion of a relationship's lazy load."""

    def __init__(self, prop):
        self.prop = prop
        self.names = {}

        def make_bind(column):
            # The names are fixed, so that one statement serves for all objects.
            name = f"param_{len(self.names) + 1}"
            self.names[name] = column
            return sql.bindparam(name, type_=column.type)

        self.where, _ = prop._join_condition.lazy_clause(make_bind)
        # Parameters in the criterion of the relationship itself keep their values.
        self.equated = {remote: local for local, remote in prop.local_remote_pairs}
        entity = prop.entity
        self.use_get = not entity.is_aliased_class and not prop.uselist and self._is_get(prop.mapper)
        if self.use_get:
            for column in list(self.equated):
                for other in prop.mapper._equivalent_columns.get(column, ()):
                    self.equated[other] = self.equated[column]

    def _is_get(self, mapper):
        """Whether the criterion is that the primary key equals known values, and nothing else."""
        columns = set()
        for el in visitors.iterate(self.where):
            if isinstance(el, expression.BindParameter) and el.key not in self.names:
                return False
            if isinstance(el, expression.ColumnClause):
                columns.add(el._deannotate())
        conditions = _conjuncts(self.where)
        if len(conditions) != len(mapper.primary_key):
            return False
        for el in conditions:
            if getattr(el, "operator", None) is not operators.eq:
                return False
            if not any(isinstance(side, expression.BindParameter) for side in (el.left, el.right)):
                return False
        equivalents = mapper._equivalent_columns
        for key in mapper.primary_key:
            if key not in columns and not columns.intersection(equivalents.get(key, ())):
                return False
        return len(columns) == len(mapper.primary_key)


def _conjuncts(where):
    if getattr(where, "operator", None) is operators.and_ and hasattr(where, "clauses"):
        return [c for clause in where.clauses for c in _conjuncts(clause)]
    return [getattr(where, "element", where) if where.__visit_name__ == "grouping" else where]


def strategy(prop):
    found = prop.__dict__.get("_lazy_strategy")
    if found is None:
        found = prop.__dict__["_lazy_strategy"] = LazyStrategy(prop)
        prop.__dict__["use_get"] = found.use_get
    return found


def loader(prop, kind=None, opt=None):
    """A function that loads the attribute of one object."""
    kind = prop.lazy if kind is None else kind
    criteria = opt.criteria if opt is not None else ()

    def load(state, passive):
        return load_lazy(prop, state, passive, kind, criteria)

    return load


def _raise(prop, kind):
    raise sa_exc.InvalidRequestError(f"'{prop}' is not available due to lazy='{kind}'")


def load_lazy(prop, state, passive, kind="select", criteria=(), path=None, options=(), execution_options=None):
    """The related object or objects, or why there's none."""
    if not state.key and (not prop.load_on_pending and (not state._load_pending or not state.session_id)):
        return ATTR_EMPTY
    lazy = strategy(prop)
    pending = not state.key
    use_get = lazy.use_get and not criteria
    if (not passive & SQL_OK and not use_get) or (not passive & NON_PERSISTENT_OK and pending):
        return PASSIVE_NO_RESULT
    if kind == "raise" and not passive & NO_RAISE and (not use_get or passive & RELATED_OBJECT_OK):
        _raise(prop, "raise")
    session = state.session
    if session is None:
        if passive & NO_RAISE:
            return PASSIVE_NO_RESULT
        raise exc.DetachedInstanceError(
            f"Parent instance {state_str(state)} is not bound to a Session; lazy load operation of attribute "
            f"'{prop.key}' cannot proceed"
        )
    identity = None
    if use_get:
        mapper = state.manager.mapper
        committed = passive & LOAD_AGAINST_COMMITTED
        get = mapper._get_committed_state_attr_by_column if committed else mapper._get_state_attr_by_column
        dict_ = state.dict
        identity = [get(state, dict_, lazy.equated[pk], passive) for pk in prop.mapper.primary_key]
        if PASSIVE_NO_RESULT in identity:
            return PASSIVE_NO_RESULT
        if NO_VALUE in identity:
            return NO_VALUE
        if None in identity and (not prop.mapper.allow_partial_pks or all(v is None for v in identity)):
            return None
        if prop.key in state.dict and not passive & DEFERRED_HISTORY_LOAD:
            return ATTR_WAS_SET
        instance = session._identity_lookup(prop.entity, identity, passive=passive)
        if instance is not None:
            return None if instance is PASSIVE_CLASS_MISMATCH else instance
        if not passive & SQL_OK or not passive & RELATED_OBJECT_OK:
            return PASSIVE_NO_RESULT
    return _emit(prop, lazy, session, state, identity, passive, kind, criteria, path, options, execution_options)


def _emit(prop, lazy, session, state, identity, passive, kind, criteria, path, options, execution_options):
    statement = orm_select(prop.entity.__clause_element__())
    pending = not state.key
    execution_options = dict(execution_options or {})
    if pending or passive & NO_AUTOFLUSH:
        execution_options["autoflush"] = False
    with_options = ()
    if path is not None:
        current = (*path, prop)
    elif state.load_options:
        current = (*state.load_path, prop)
    else:
        current = (state.mapper, prop)
    if state.load_options:
        with_options = state.load_options
    statement._with_options = (*with_options, *options)
    with_opts(statement, current_path=current)
    raises = kind == "raise_on_sql" and not passive & NO_RAISE
    if identity is not None and not criteria:
        if raises:
            _raise(prop, "raise_on_sql")
        from .loading import load_on_pk_identity

        return load_on_pk_identity(
            session, statement, identity, execution_options=execution_options, lazy=True
        )
    if prop.secondary is not None:
        statement._from_obj = (prop.mapper.__clause_element__(), prop.secondary)
    if prop.order_by:
        statement._order_by_clauses = prop.order_by
    with_opts(statement, lazy_reverse=prop)
    mapper, dict_ = prop.parent, state.dict
    params = {}
    wanted = passive & ~INIT_OK
    for name, column in lazy.names.items():
        if passive & LOAD_AGAINST_COMMITTED:
            params[name] = mapper._get_committed_state_attr_by_column(state, dict_, column, wanted)
        else:
            params[name] = mapper._get_state_attr_by_column(state, dict_, column, wanted)
    if prop.key in state.dict and not passive & DEFERRED_HISTORY_LOAD:
        return ATTR_WAS_SET
    values = list(params.values())
    if pending:
        if any(v is None or v is NO_VALUE or v is PASSIVE_NO_RESULT for v in values):
            return None
    elif any(v is NO_VALUE or v is PASSIVE_NO_RESULT for v in values):
        return None
    if raises:
        _raise(prop, "raise_on_sql")
    where = lazy.where
    statement._where_criteria = (where, *criteria)
    execution_options["_sa_orm_load_options"] = {"invoke_all_eagers": False}
    result = session.execute(statement, params, execution_options=execution_options).unique().scalars().all()
    if prop.uselist:
        return result
    if not result:
        return None
    if len(result) > 1:
        util.warn(f"Multiple rows returned with uselist=False for lazily-loaded attribute '{prop}' ")
    return result[0]

