"""Makes objects of rows: sets up the columns to fetch, and fills new and existing objects."""

from itertools import count

from .. import exc as sa_exc
from .. import sql, util
from ..sql.expression import select
from ..sql.selectable import LABEL_STYLE_TABLENAME_PLUS_COL
from . import clauses, exc, strategies
from .base import (
    PASSIVE_CLASS_MISMATCH,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_RESULT,
    RELATED_OBJECT_OK,
    SQL_OK,
    _none_set,
    instance_state,
    state_str,
)
from .context import orm_select, with_opts
from .result import make_result

_runids = count(1)


def setup_entity(state, ent, mapper, path, adapter, collection, poly_mappers=(), only=None, parent=None, outer=False):
    """Add the columns of an entity, and the joins of what is loaded with it."""
    if poly_mappers:
        props = mapper._iterate_polymorphic(poly_mappers)
    else:
        props = mapper._polymorphic_props
    for prop in props:
        if only is not None and prop.key not in only:
            continue
        if prop._is_column:
            opt = state.loader_for(path, prop)
            if strategies.column_is_deferred(state, prop, opt, mapper, only):
                continue
            for column in prop.columns:
                if adapter is not None:
                    column = adapter.columns[column]
                state.append_column(column, collection)
        elif prop._is_relationship:
            opt = state.loader_for(path, prop)
            if strategies.lazy_of(prop, opt) in ("joined", False):
                strategies.setup_joined(state, ent, mapper, path, prop, opt, adapter, parent, outer)


def instances(cursor, context):
    """The result of an ORM statement."""
    state = context.compile_state
    context.runid = next(_runids)
    if context.top_level_context is not None:
        context.post_load_paths = context.top_level_context.post_load_paths
    process = [ent.row_processor(context) for ent in state.entities]
    single = len(state.entities) == 1 and state.entities[0].single and not context.execution_options.get("_tuples")
    if context.yield_per and (context.needs_buffering or context.needs_uniquing):
        cursor.close()
        raise sa_exc.InvalidRequestError(
            "Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() against "
            "collections or subqueryload().  Consider the selectinload() strategy for better flexibility in loading "
            "objects."
        )

    def load(rows):
        context.partials = {}
        if single:
            make = process[0]
            found = [make(row) for row in rows]
        else:
            found = [tuple([make(row) for make in process]) for row in rows]
        if context.top_level_context is None:
            pending = context.post_load_paths
            while pending:
                todo = list(pending.items())
                pending.clear()
                for path, loader in todo:
                    loader.invoke(context, path)
        return found

    def chunks():
        if not context.yield_per:
            yield load(cursor.fetchall())
            return
        loaders = list(context.post_load_paths.items())
        while True:
            rows = cursor.fetchmany(context.yield_per)
            if not rows:
                return
            context.post_load_paths.update(loaders)
            yield load(rows)

    return make_result(context, cursor, chunks, single)


# Loads of single objects.


def get_from_identity(session, mapper, key, passive):
    """The object of a key that the session holds, refreshed where it is expired."""
    instance = session.identity_map.get(key)
    if instance is None:
        return None
    state = instance_state(instance)
    if mapper.inherits is not None and not state.mapper.isa(mapper):
        return PASSIVE_CLASS_MISMATCH
    if state.expired:
        if not passive & SQL_OK:
            return PASSIVE_NO_RESULT
        if not passive & RELATED_OBJECT_OK:
            return instance
        try:
            state._load_expired(state, passive)
        except exc.ObjectDeletedError:
            session._remove_newly_deleted([state])
            return None
    return instance


def load_on_ident(session, mapper, key, **kw):
    identity, token = (key[1], key[2]) if key is not None else (None, None)
    return load_on_pk_identity(session, select(mapper), identity, identity_token=token, **kw)


def load_on_pk_identity(
    session,
    statement,
    identity,
    *,
    refresh_state=None,
    with_for_update=None,
    only_load_props=None,
    identity_token=None,
    no_autoflush=False,
    execution_options=None,
    bind_arguments=None,
    require_pk_cols=False,
    is_user_refresh=False,
    populate_existing=False,
    lazy=False,
):
    """The object of a primary key, by a SELECT; or None."""
    mapper = statement._propagate_attrs["plugin_subject"].mapper
    params = None
    if identity is not None:
        where, get_params = mapper._get_clause
        if None in identity:
            nones = [get_params[c].key for c, value in zip(mapper.primary_key, identity) if value is None]
            where = clauses.adapt_criterion_to_null(where, nones)
            if len(nones) == len(identity):
                util.warn(
                    "fully NULL primary key identity cannot load any object.  This condition may raise an error in a "
                    "future release."
                )
        statement._where_criteria = (where,)
        params = {get_params[c].key: value for c, value in zip(mapper.primary_key, identity)}
    version_check = with_for_update is not None or statement._for_update_arg is not None
    if with_for_update is not None:
        statement._for_update_arg = with_for_update
    if require_pk_cols and only_load_props:
        only_load_props = _with_primary_key(refresh_state, only_load_props)
    opts = {}
    if refresh_state is not None:
        opts["for_refresh"] = True
        if refresh_state.load_options:
            opts["current_path"] = refresh_state.load_path[:-1]
            statement._with_options = (*statement._with_options, *refresh_state.load_options)
    if only_load_props:
        opts["only_load_props"] = frozenset(only_load_props)
    if opts:
        with_opts(statement, **opts)
    options = {
        "version_check": version_check,
        "refresh_state": refresh_state,
        "identity_token": identity_token,
        "is_user_refresh": is_user_refresh,
        "populate_existing": populate_existing,
        "invoke_all_eagers": not lazy,
    }
    execution_options = dict(execution_options or {})
    if no_autoflush:
        execution_options["autoflush"] = False
    execution_options["_sa_orm_load_options"] = options
    result = session.execute(
        statement, params, execution_options=execution_options, bind_arguments=bind_arguments
    )
    return result.unique().scalars().one_or_none()


def _with_primary_key(state, only):
    keys = state.mapper._primary_key_propkeys
    changes = {k for k in keys.difference(only) if state.attrs[k].history.has_changes()}
    if changes:
        raise sa_exc.InvalidRequestError(
            f"Please flush pending primary key changes on attributes {changes} for mapper {state.mapper} before "
            "proceeding with a refresh"
        )
    props = state.mapper._props
    if any(key in props and props[key]._is_relationship for key in only):
        return keys.union(only)
    return only


def load_scalar_attributes(mapper, state, attribute_names, passive):
    """Load expired or deferred columns of one object."""
    session = state.session
    if session is None:
        raise exc.DetachedInstanceError(
            f"Instance {state_str(state)} is not bound to a Session; attribute refresh operation cannot proceed"
        )
    no_autoflush = bool(passive & 64)
    only = {key for key in attribute_names if key in mapper._props}
    if mapper.inherits is not None:
        statement = _subclass_statement(mapper, state, only)
        if statement is not None:
            load_on_pk_identity(
                session, statement, None, only_load_props=only, refresh_state=state, no_autoflush=no_autoflush
            )
            return
    key = state.key
    if key is None:
        if state.expired_attributes.intersection(mapper._primary_key_propkeys):
            raise sa_exc.InvalidRequestError(
                f"Instance {state_str(state)} cannot be refreshed - it's not  persistent and does not contain a full "
                "primary key."
            )
        key = mapper._identity_key_from_state(state)
    if _none_set.issuperset(key[1]):
        util.warn(
            f"Instance {state_str(state)} to be refreshed doesn't contain a full primary key - can't be refreshed (and "
            "shouldn't be expired, either)."
        )
        return
    found = load_on_ident(
        session, mapper, key, refresh_state=state, only_load_props=only, no_autoflush=no_autoflush
    )
    if found is None and state.key is not None:
        raise exc.ObjectDeletedError(state)


def _subclass_statement(mapper, state, names):
    """A SELECT from the inheriting tables alone, by the key that the object has."""
    props = mapper._props
    columns = [c for key in names if key in props and props[key]._is_column for c in props[key].columns]
    names = [key for key in names if key in props and props[key]._is_column]
    tables = {t for c in columns for t in clauses.column_tables(c)}
    if not tables or mapper.base_mapper.local_table in tables:
        return None
    conditions, start = [], False
    for m in reversed(list(mapper.iterate_to_root())):
        if m.local_table in tables:
            start = True
        if start and not m.single:
            conditions.append(m.inherit_condition)
            tables.add(m.local_table)
    if not conditions:
        return None
    first = conditions[0]
    values = {}
    for left, right in clauses.equated_columns(first):
        outside = left if left.table not in tables else right if right.table not in tables else None
        if outside is None:
            continue
        value = mapper._get_committed_state_attr_by_column(state, state.dict, outside, PASSIVE_NO_INITIALIZE)
        if value in _none_set:
            return None
        inside = right if outside is left else left
        values[outside] = sql.bindparam(None, value, type_=inside.type, unique=True)

    from ..sql import visitors

    def replace(el):
        return values.get(el._deannotate()) if el.__visit_name__ == "column" else None

    conditions[0] = visitors.replacement_traverse(first, {}, replace)
    ordered = [c for key in names for c in props[key].columns]
    statement = select(*ordered).where(sql.and_(*conditions))
    statement = statement.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    from .from_statement import from_statement

    return from_statement([mapper.__clause_element__()], statement)


# Rows to objects.


def instance_processor(
    context, ent, mapper, path, adapter, only_load_props=None, refresh_state=None, polymorphic_from=None
):
    """A function that gives the object of a row."""
    state = context.compile_state
    populators = {"quick": [], "expire": [], "new": [], "existing": [], "eager": []}
    quick, expire = populators["quick"], populators["expire"]
    for prop in mapper._props.values():
        if only_load_props is not None and prop.key not in only_load_props:
            continue
        if prop._is_column:
            if prop.key not in mapper.class_manager:
                continue
            opt = state.loader_for(path, prop)
            found = None
            if not strategies.column_is_deferred(state, prop, opt, mapper, only_load_props):
                for column in prop.columns:
                    found = state.position(column, adapter)
                    if found is not None:
                        break
                if found is None:
                    expire.append((prop.key, True))
                else:
                    quick.append((prop.key, found))
            else:
                strategies.deferred_processor(state, prop, opt, populators)
        elif prop._is_relationship:
            strategies.row_processor(context, ent, mapper, path, prop, adapter, populators)
    make = _Instances(context, mapper, path, adapter, populators, only_load_props, refresh_state)
    if mapper.polymorphic_map and polymorphic_from is None and refresh_state is None:
        return _polymorphic(make, context, ent, mapper, path, adapter)
    return make.instance


def _polymorphic(make, context, ent, mapper, path, adapter):
    """Give each row to the mapper of its discriminator."""
    on = mapper.polymorphic_on
    position = context.compile_state.position(on, adapter) if on is not None else None
    if position is None:
        return make.instance
    by_identity = {}

    def configure(discriminator):
        try:
            sub = mapper.polymorphic_map[discriminator]
        except KeyError:
            raise AssertionError(f"No such polymorphic_identity {discriminator!r} is defined") from None
        if sub is mapper:
            return make.instance
        if not sub.isa(mapper):
            return False
        return instance_processor(context, ent, sub, path, adapter, polymorphic_from=mapper)

    def instance(row):
        discriminator = row[position]
        if discriminator is None:
            key = make.identity(row)
            if key is None:
                return None
            raise sa_exc.InvalidRequestError(
                f"Row with identity key {key} can't be loaded into an object; the polymorphic discriminator column "
                f"'{on}' is NULL"
            )
        load = by_identity.get(discriminator)
        if load is None:
            load = by_identity[discriminator] = configure(discriminator)
        if load is False:
            key = make.identity(row)
            if key is None:
                return None
            raise sa_exc.InvalidRequestError(
                f"Row with identity key {key} can't be loaded into an object; the polymorphic discriminator column "
                f"'{on}' refers to {mapper.polymorphic_map[discriminator]}, which is not a sub-mapper of the requested "
                f"{mapper}"
            )
        return load(row)

    return instance


class _Instances:
    """Makes and fills the objects of one entity of one statement."""

    def __init__(self, context, mapper, path, adapter, populators, only_load_props, refresh_state):
        self.context = context
        self.session = context.session
        self.identity_map = context.session.identity_map
        self.mapper = mapper
        self.load_path = (*context.compile_state.current_path, *path)
        self.populators = populators
        self.quick, self.expire = populators["quick"], populators["expire"]
        self.new, self.existing, self.eager = populators["new"], populators["existing"], populators["eager"]
        self.only_load_props = only_load_props
        self.refresh_state = refresh_state
        self.refresh_key = None
        self.populate_existing = context.populate_existing or mapper.always_refresh
        state = context.compile_state
        if refresh_state is not None:
            self.refresh_key = refresh_state.key or mapper._identity_key_from_state(refresh_state)
        else:
            self.pk = [state.position(c, adapter) for c in mapper.primary_key]
            if None in self.pk:
                self.pk = [p for p in self.pk if p is not None]
        self.version_position = None
        if context.version_check and mapper.version_id_col is not None:
            self.version_position = state.position(mapper.version_id_col, adapter)
        self.post_load = strategies.PostLoad.for_context(context, self.load_path, only_load_props)
        dispatch = mapper.class_manager.dispatch
        self.on_load, self.on_refresh = dispatch.load, dispatch.refresh
        self.identity_class = mapper._identity_class

    def identity(self, row):
        """The identity key of a row, or None where it has none, as in an outer join."""
        pk = tuple([row[p] for p in self.pk])
        if None in pk and (not self.mapper.allow_partial_pks or all(v is None for v in pk)):
            return None
        return (self.identity_class, pk, self.context.identity_token)

    def instance(self, row):
        context = self.context
        runid = context.runid
        loaded = False
        if self.refresh_key is not None:
            state = self.refresh_state
            instance = state.obj()
            dict_ = instance.__dict__
            isnew = state.runid != runid
            current = True
        else:
            pk = tuple([row[p] for p in self.pk])
            key = (self.identity_class, pk, context.identity_token)
            instance = self.identity_map.get(key)
            if instance is not None:
                dict_ = instance.__dict__
                state = dict_["_sa_instance_state"]
                isnew = state.runid != runid
                current = not isnew
                if self.version_position is not None and not current:
                    self._check_version(state, dict_, row)
            else:
                if None in pk and (not self.mapper.allow_partial_pks or all(v is None for v in pk)):
                    return None
                isnew = current = loaded = True
                instance = self.mapper.class_manager.new_instance()
                dict_ = instance.__dict__
                state = dict_["_sa_instance_state"]
                state.key = key
                state.identity_token = context.identity_token
                state.session_id = context.session.hash_key
                self.identity_map._add_unpresent(state, key)
        populate_existing = self.populate_existing or self.refresh_state is state
        if current or populate_existing:
            if isnew and (context.propagated_options or not populate_existing):
                state.load_options = context.propagated_options
                state.load_path = self.load_path
            self._populate_full(row, state, dict_, isnew, populate_existing)
            if isnew:
                if loaded:
                    if self.on_load:
                        self.on_load(state, context)
                    context.session._emit("loaded_as_persistent", state)
                elif self.on_refresh:
                    self.on_refresh(state, context, self.only_load_props)
                if populate_existing or state.modified:
                    if self.refresh_state is not None and self.only_load_props:
                        state._commit(dict_, self.only_load_props)
                    else:
                        state._commit_all(dict_, self.identity_map)
            if self.post_load is not None:
                self.post_load.add_state(state, True)
        else:
            self._populate_known(row, state, dict_)
        return instance

    def _populate_full(self, row, state, dict_, isnew, populate_existing):
        if isnew:
            state.runid = self.context.runid
            for key, position in self.quick:
                dict_[key] = row[position]
            for key, set_expired in self.expire:
                if populate_existing:
                    dict_.pop(key, None)
                if set_expired:
                    state.expired_attributes.add(key)
            for key, populate in self.new:
                populate(state, dict_, row)
        else:
            if self.load_path != state.load_path:
                if len(self.load_path) < len(state.load_path):
                    state.load_path = self.load_path
                for key, position in self.quick:
                    if key not in dict_:
                        dict_[key] = row[position]
            for key, populate in self.existing:
                populate(state, dict_, row)

    def _populate_known(self, row, state, dict_):
        """Fill what isn't loaded of an object that the session had already."""
        context = self.context
        unloaded = state.unloaded
        isnew = state not in context.partials
        if not isnew or unloaded or self.eager:
            if isnew:
                to_load = context.partials[state] = unloaded
                for key, position in self.quick:
                    if key in to_load:
                        dict_[key] = row[position]
                for key, set_expired in self.expire:
                    if key in to_load:
                        dict_.pop(key, None)
                        if set_expired:
                            state.expired_attributes.add(key)
                for key, populate in self.new:
                    if key in to_load:
                        populate(state, dict_, row)
            else:
                if unloaded:
                    for key, position in self.quick:
                        if key in unloaded:
                            dict_[key] = row[position]
                to_load = context.partials[state]
                for key, populate in self.existing:
                    if key in to_load:
                        populate(state, dict_, row)
            for key, populate in self.eager:
                if key not in unloaded:
                    populate(state, dict_, row)
            if isnew:
                if self.on_refresh:
                    self.on_refresh(state, context, to_load)
                state._commit(dict_, to_load)
        if self.post_load is not None and context.invoke_all_eagers:
            self.post_load.add_state(state, False)

    def _check_version(self, state, dict_, row):
        have = self.mapper._get_state_attr_by_column(state, dict_, self.mapper.version_id_col)
        found = row[self.version_position]
        if have != found:
            raise exc.StaleDataError(
                f"Instance '{state_str(state)}' has version id '{have}' which does not match database-loaded version id "
                f"'{found}'."
            )

