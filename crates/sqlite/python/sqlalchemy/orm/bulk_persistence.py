"""INSERT, UPDATE and DELETE of many rows at once, and how the objects of the session follow them."""

from .. import exc as sa_exc
from ..sql import coercions, roles
from ..sql.expression import select
from ..sql.elements import BindParameter, ColumnElement
from . import evaluator, persistence
from .base import instance_state
from .context import ORMSelectState, QueryContext
from .evaluator import EXPIRED, UnevaluatableError
from .exc import UnmappedColumnError
from .from_statement import FromStatementState
from .loading import instances


def bulk_insert(
    mapper,
    mappings,
    transaction,
    isstates=False,
    return_defaults=False,
    render_nulls=False,
    use_orm_insert_stmt=None,
    execution_options=None,
):
    base = mapper.base_mapper
    states = None
    if isstates:
        states = list(mappings)
        mappings = [state.dict for state in states]
    else:
        mappings = list(mappings) if return_defaults else [dict(m) for m in mappings]
    connection = transaction.connection(base)
    tables = [(t, m) for t, m in base._sorted_tables.items() if t in mapper._pks_by_table]
    bookkeeping = return_defaults or len(tables) > 1
    answer = None
    for table, sub in tables:
        records = (
            (None, state_dict, params, mapper, conn, value_params, pks, defaults)
            for _, state_dict, params, _, conn, value_params, pks, defaults in persistence.collect_insert_commands(
                table,
                ((None, m, mapper, connection) for m in mappings),
                bulk=True,
                return_defaults=bookkeeping,
                render_nulls=render_nulls,
            )
        )
        statement = use_orm_insert_stmt
        if statement is not None:
            statement = _for_table(statement, table, sub)
        answer = persistence.emit_insert_statements(
            base,
            None,
            sub,
            table,
            records,
            bookkeeping=bookkeeping,
            use_orm_insert_stmt=statement,
            execution_options=execution_options,
        )
    if return_defaults and isstates:
        for state in states:
            key = tuple([state.dict[k] for k in mapper._identity_keys])
            state.key = (mapper._identity_class, key, None)
    return answer


def _for_table(statement, table, mapper):
    new = statement._clone()
    new.table = table
    if new._values:
        new._values = {c: v for c, v in new._values.items() if isinstance(c, str) or c.table is table}
    return new


def bulk_update(
    mapper, mappings, transaction, isstates=False, update_changed_only=False, use_orm_update_stmt=None, check_rows=True
):
    base = mapper.base_mapper
    search = set(mapper._primary_key_propkeys)
    version = mapper._version_id_prop
    if version is not None:
        search.add(version.key)
    if isstates:
        mappings = [
            {k: v for k, v in s.dict.items() if not update_changed_only or k in s.committed_state or k in search}
            for s in mappings
        ]
    else:
        mappings = [dict(m) for m in mappings]
    connection = transaction.connection(base)
    for table, sub in base._sorted_tables.items():
        if not mapper.isa(sub) or table not in mapper._pks_by_table:
            continue
        statement = use_orm_update_stmt
        if statement is not None:
            statement = _for_table(statement, table, sub)
        records = persistence.collect_update_commands(
            None,
            table,
            ((None, m, mapper, connection, m[version.key] if version is not None else None) for m in mappings),
            bulk=True,
            use_orm_update_stmt=statement,
        )
        persistence.emit_update_statements(
            base,
            None,
            sub,
            table,
            records,
            bookkeeping=False,
            use_orm_update_stmt=statement,
            check_rows=check_rows,
        )


# Statements of `insert()`, `update()` and `delete()`.


class _NoRows:
    """The result of an UPDATE by primary key."""

    rowcount = -1
    returns_rows = False

    def close(self):
        """There's nothing to close."""


class _Returning(FromStatementState):
    """The RETURNING of a statement, with entities expanded to their columns."""

    def __init__(self, statement, first=()):
        # The columns that are returned besides, such as the primary key, come first.
        self.first = list(first)
        statement_of = select(*statement._returning)
        statement_of._with_options = statement._with_options
        core, inner = ORMSelectState.resolve(statement_of, toplevel=False)
        del core
        self.__dict__.update(inner.__dict__)
        self.statement = statement
        self.eagerloads = True
        columns = list(self.first)
        for column in inner.primary_columns:
            if column not in columns:
                columns.append(column)
        self.columns_to_return = columns
        self.positions = {c: i for i, c in enumerate(columns)}
        self.core_statement = None
        self.found = {}

    def position(self, column, adapter=None):
        plain = column._deannotate() if column._annotations else column
        return self.positions.get(plain)

    def entity_position(self, ent):
        column = ent.column
        column = column._deannotate() if column._annotations else column
        found = self.positions.get(column)
        return found if found is not None else len(self.first) + ent.fetch


def _resolve_key(mapper, key):
    """The column of a key of `values()`."""
    if isinstance(key, str):
        prop = mapper._props.get(key)
        if prop is None:
            return coercions.expect(roles.DMLColumnRole, key)
        if hasattr(prop, "name") and not prop._is_column:
            prop = mapper._props[prop.name]
        return prop.columns[0] if prop._is_column else key
    if hasattr(key, "__clause_element__"):
        key = key.__clause_element__()
    return key._deannotate() if isinstance(key, ColumnElement) and key._annotations else key


def _typed(column, value):
    if isinstance(value, BindParameter) and value.type._isnull and hasattr(column, "type"):
        return value._with_binary_element_type(column.type)
    return value


def _resolved_values(mapper, statement):
    return {
        (column := _resolve_key(mapper, key)): _typed(column, value)
        for key, value in (statement._values or {}).items()
    }


def _core_statement(mapper, statement, entity):
    """The statement for the table of the mapper, without what is the ORM's."""
    new = statement._clone()
    if not entity.is_aliased_class:
        new.table = mapper.local_table
    new._propagate_attrs = statement._propagate_attrs.__class__()
    new._with_options = ()
    new._returning = ()
    if getattr(statement, "_values", None):
        new._values = _resolved_values(mapper, statement)
    multi = getattr(statement, "_multi_values", None)
    if multi:
        resolved = []
        for group in multi:
            if isinstance(group, dict):
                resolved.append({_resolve_key(mapper, k): v for k, v in group.items()})
            else:
                resolved.append([{_resolve_key(mapper, k): v for k, v in row.items()} for row in group])
        new._multi_values = tuple(resolved)
    return new


def _criteria(mapper, statement):
    found = [opt.criterion(mapper) for opt in statement._with_options if getattr(opt, "_is_criteria_option", False)]
    if mapper._single_table_criterion is not None:
        found.append(mapper._single_table_criterion)
    return found


def execute_dml(session, statement, params, options, bind_arguments, kind, load):
    """Execute an INSERT, UPDATE or DELETE of a mapped class."""
    given = statement._execution_options
    strategy = options.pop("dml_strategy", given.get("dml_strategy", "auto"))
    sync = options.pop("synchronize_session", given.get("synchronize_session", "auto"))
    render_nulls = options.pop("render_nulls", given.get("render_nulls", False))
    entity = statement.table._annotations.get("parententity")
    if entity is None:
        strategy = "core_only"
    mapper = entity.mapper if entity is not None else None
    if kind == "insert":
        if strategy == "auto":
            strategy = "bulk" if params else "orm"
        elif strategy == "bulk" and not params:
            raise sa_exc.InvalidRequestError(
                'Can\'t use "bulk" ORM insert strategy without passing separate parameters'
            )
    else:
        if strategy == "auto":
            strategy = "bulk" if isinstance(params, list) else "orm"
        if sync not in (None, "auto", "evaluate", "fetch", False):
            raise sa_exc.ArgumentError(
                "Valid strategies for session synchronization are 'auto', 'evaluate', 'fetch', False"
            )
        if strategy == "bulk" and sync == "fetch":
            raise sa_exc.InvalidRequestError(
                "The 'fetch' synchronization strategy is not available for 'bulk' ORM updates (i.e. multiple parameter "
                "sets)"
            )
    if load.get("autoflush", True):
        session._autoflush()
    conn = session._connection_for_bind(session.get_bind(**bind_arguments))
    if strategy in ("core_only", "raw"):
        core = statement if mapper is None else _core_statement(mapper, statement, entity)
        core._returning = statement._returning
        core._propagate_attrs = {}
        return conn.execute(core, params or {}, execution_options=options)
    if kind == "insert":
        return _insert(session, statement, params, options, conn, mapper, entity, strategy, render_nulls, load)
    if strategy == "bulk":
        if kind == "delete":
            raise sa_exc.InvalidRequestError(
                "Bulk ORM DELETE not supported right now. Statement may be invoked at the Core level using "
                "session.connection().execute(stmt, parameters)"
            )
        return _bulk_update_statement(session, statement, params, mapper, entity, sync)
    return _update_or_delete(session, statement, params, options, conn, mapper, entity, sync, kind, load)


def _with_objects(session, cursor, returning, load, options):
    load = {k: v for k, v in load.items() if k in ("populate_existing", "identity_token", "yield_per")}
    context = QueryContext(returning, session, None, execution_options=options, **load)
    return instances(cursor, context)


def _insert(session, statement, params, options, conn, mapper, entity, strategy, render_nulls, load):
    core = _core_statement(mapper, statement, entity)
    returning = None
    if statement._returning:
        first = mapper.primary_key if strategy == "bulk" else ()
        returning = _Returning(statement, first)
        core = core.returning(
            *returning.columns_to_return, sort_by_parameter_order=statement._sort_by_parameter_order
        )
        core._propagate_attrs = {}
    if strategy == "bulk":
        if returning is not None and len([t for t in mapper.tables]) > 1:
            raise NotImplementedError(
                "Bulk INSERT with RETURNING isn't supported for joined table inheritance in the playground; add objects "
                "with add_all()."
            )
        mappings = [params] if isinstance(params, dict) else params
        result = bulk_insert(
            mapper,
            mappings,
            session._transaction,
            render_nulls=render_nulls,
            use_orm_insert_stmt=core,
            execution_options=options,
        )
    else:
        result = conn.execute(core, params or {}, execution_options=options)
    if returning is None:
        return result
    return _with_objects(session, result, returning, load, options)


def _bulk_update_statement(session, statement, params, mapper, entity, sync):
    evaluate = sync in ("auto", "evaluate")
    if statement._where_criteria and evaluate:
        raise sa_exc.InvalidRequestError(
            "bulk synchronize of persistent objects not supported when using bulk update with additional WHERE criteria "
            "right now.  add synchronize_session=None execution option to bypass synchronize of persistent objects."
        )
    core = _core_statement(mapper, statement, entity)
    bulk_update(
        mapper,
        params,
        session._transaction,
        use_orm_update_stmt=core,
        check_rows=not statement._where_criteria,
    )
    if evaluate:
        keys = mapper._identity_keys
        for values in params:
            key = mapper.identity_key_from_primary_key([values[k] for k in keys])
            state = session.identity_map._dict.get(key)
            if state is None:
                continue
            changed = set(values).difference(keys)
            _set_values(state, {k: (lambda obj, v=values[k]: v) for k in changed}, changed)
    return _NoRows()


def _set_values(state, evaluators, changed):
    """Carry the values of an UPDATE over to an object; expire what can't be evaluated."""
    dict_, obj = state.dict, state.obj()
    unmodified = state.unmodified
    todo = unmodified.intersection(evaluators)
    for key in todo:
        if key in dict_:
            dict_[key] = evaluators[key](obj)
    state.manager.dispatch.refresh(state, None, todo)
    state._commit(dict_, list(todo))
    rest = [key for key in changed if key in dict_ and key not in todo]
    if rest:
        state._expire_attributes(dict_, rest)


def _update_or_delete(session, statement, params, options, conn, mapper, entity, sync, kind, load):
    extra = _criteria(mapper, statement)
    condition = None
    if sync in ("auto", "evaluate"):
        try:
            condition = evaluator.compile_criteria(mapper.class_, (*statement._where_criteria, *extra))
            sync = "evaluate"
        except UnevaluatableError as err:
            if sync == "evaluate":
                raise sa_exc.InvalidRequestError(
                    f'Could not evaluate current criteria in Python: "{err}". Specify \'fetch\' or False for the '
                    "synchronize_session execution option."
                ) from err
            sync = "fetch"
    core = _core_statement(mapper, statement, entity)
    if extra:
        core = core.where(*extra)
    pk = list(mapper.local_table.primary_key) if sync == "fetch" else []
    returning = None
    if statement._returning:
        returning = _Returning(statement, pk)
        core = core.returning(*returning.columns_to_return)
    elif pk:
        core = core.returning(*pk)
    core._propagate_attrs = {}
    result = conn.execute(core, params or {}, execution_options=options)
    fetched = None
    if sync == "fetch":
        fetched = result.fetchall()
    if sync == "evaluate":
        matched = []
        for state in session.identity_map.all_states():
            if state.mapper.isa(mapper) and not state.expired:
                answer = condition(state.obj())
                if answer is True or answer is EXPIRED:
                    matched.append((state, answer is EXPIRED))
    elif sync == "fetch":
        matched = []
        for row in fetched:
            key = mapper.identity_key_from_primary_key(row[: len(pk)])
            obj = session.identity_map.get(key)
            if obj is not None:
                matched.append((instance_state(obj), False))
    else:
        matched = ()
    if kind == "delete":
        _follow_delete(session, matched)
    elif matched or sync == "evaluate":
        _follow_update(session, mapper, statement, result, [state for state, _ in matched])
    if returning is not None:
        cursor = _Fetched(fetched, result) if fetched is not None else result
        return _with_objects(session, cursor, returning, load, options)
    return _Counted(result, len(fetched)) if fetched is not None else result


class _Fetched:
    """Rows that were fetched already."""

    def __init__(self, rows, result):
        self._rows = rows
        self.context = result.context

    def fetchall(self):
        rows, self._rows = self._rows, []
        return rows

    def fetchmany(self, size):
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    def close(self):
        self._rows = []

    _soft_close = close


class _Counted:
    """The result of a statement whose RETURNING was only for the session."""

    returns_rows = False

    def __init__(self, result, rowcount):
        self._result = result
        self.rowcount = rowcount

    def __getattr__(self, name):
        return getattr(self._result, name)

    def close(self):
        self._result.close()


def _follow_delete(session, matched):
    gone = []
    for state, expired in matched:
        if expired:
            state._expire(state.dict, session.identity_map._modified)
        else:
            gone.append(state)
    if gone:
        session._remove_newly_deleted(gone)


def _follow_update(session, mapper, statement, result, states):
    values = {}
    for key, value in _resolved_values(mapper, statement).items():
        if not isinstance(key, ColumnElement):
            raise sa_exc.InvalidRequestError(
                f"Attribute name not found, can't be synchronized back to objects: {key!r}"
            )
        try:
            values[mapper._columntoproperty[key].key] = value
        except UnmappedColumnError:
            continue
    compiler = evaluator.EvaluatorCompiler(mapper.class_)
    evaluators = {}
    for key, value in values.items():
        try:
            evaluators[key] = compiler.process(coercions.expect(roles.ExpressionElementRole, value))
        except UnevaluatableError:
            continue
    params = result.context.compiled_parameters[0]
    compiled = result.context.compiled
    prefetch = {
        mapper._columntoproperty[c].key: params[c.key]
        for c in compiled.prefetch or ()
        if c.key in params and c in mapper._columntoproperty
    }
    expire = {mapper._columntoproperty[c].key for c in compiled.postfetch or () if c in mapper._columntoproperty}
    for state in states:
        state.dict.update({k: v for k, v in prefetch.items() if k not in evaluators})
        state._expire_attributes(state.dict, expire.difference(evaluators))
        _set_values(state, evaluators, list(values))
    session._register_altered(states)

