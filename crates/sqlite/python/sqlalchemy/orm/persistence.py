"""Writes objects: collects the INSERT, UPDATE and DELETE parameters of each table, and sends them in batches."""

from itertools import groupby, zip_longest

from .. import exc as sa_exc
from .. import sql, util
from ..sql.elements import ClauseElement
from . import exc, sync
from .base import PASSIVE_NO_INITIALIZE, PASSIVE_OFF, state_str


def save_obj(base_mapper, states, uow, single=False):
    """Insert what is new and update what was changed."""
    if not single and not base_mapper.batch:
        for state in sort_states(base_mapper, states):
            save_obj(base_mapper, [state], uow, single=True)
        return
    updates, inserts = [], []
    for state, dict_, mapper, connection, has_identity, row_switch, version in _organize(base_mapper, states, uow):
        if has_identity or row_switch:
            updates.append((state, dict_, mapper, connection, version))
        else:
            inserts.append((state, dict_, mapper, connection))
    for table, mapper in base_mapper._sorted_tables.items():
        if table in mapper._pks_by_table:
            insert = collect_insert_commands(table, inserts)
            update = collect_update_commands(uow, table, updates)
            emit_update_statements(base_mapper, uow, mapper, table, update)
            emit_insert_statements(base_mapper, uow, mapper, table, insert)
    _finalize(base_mapper, uow, [(*rec[:4], False) for rec in inserts] + [(*rec[:4], True) for rec in updates])


def post_update(base_mapper, states, uow, columns):
    """The second UPDATE of objects that refer to each other."""
    found = list(_connections(base_mapper, uow, states))
    for table, mapper in base_mapper._sorted_tables.items():
        if table not in mapper._pks_by_table:
            continue
        records = []
        for state, dict_, sub, connection in found:
            if table in sub._pks_by_table:
                version = None
                if mapper.version_id_col is not None:
                    version = mapper._get_committed_state_attr_by_column(state, dict_, mapper.version_id_col)
                rec = _post_update_params(uow, table, state, dict_, sub, connection, version, columns)
                if rec is not None:
                    records.append(rec)
        _emit_post_update(base_mapper, uow, mapper, table, records)


def delete_obj(base_mapper, states, uow):
    """Delete rows, those of inheriting tables first."""
    records = []
    for state, dict_, mapper, connection in _connections(base_mapper, uow, states):
        mapper.dispatch.before_delete(mapper, connection, state)
        version = None
        if mapper.version_id_col is not None:
            version = mapper._get_committed_state_attr_by_column(state, dict_, mapper.version_id_col)
        records.append((state, dict_, mapper, connection, version))
    tables = base_mapper._sorted_tables
    for table in reversed(list(tables)):
        mapper = tables[table]
        if table not in mapper._pks_by_table or (mapper.inherits is not None and mapper.passive_deletes):
            continue
        _emit_delete(base_mapper, uow, mapper, table, list(_delete_params(table, records)))
    for state, _, mapper, connection, _ in records:
        mapper.dispatch.after_delete(mapper, connection, state)


def sort_states(mapper, states):
    """Pending objects in the order in which they were added, then persistent ones by their keys."""
    states = list(states)
    pending = [s for s in states if s.key is None]
    persistent = [s for s in states if s.key is not None]
    try:
        persistent.sort(key=lambda state: state.key[1])
    except TypeError as err:
        raise sa_exc.InvalidRequestError(
            f"Could not sort objects by primary key; primary key values must be sortable in Python (was: {err})"
        ) from err
    return sorted(pending, key=lambda state: state.insert_order) + persistent


def key_label(column):
    """The name of the parameter that tells the row of an UPDATE, beside those of the new values."""
    name = f"{column.table.name}_{column.name}"
    return name + "_1" if name in column.table.c else name


def _key(column):
    return column.key


def _connections(base_mapper, uow, states):
    connection = uow.transaction.connection(base_mapper)
    for state in sort_states(base_mapper, states):
        yield state, state.dict, state.manager.mapper, connection


def _organize(base_mapper, states, uow):
    identity_map = uow.session.identity_map
    for state, dict_, mapper, connection in _connections(base_mapper, uow, states):
        has_identity = bool(state.key)
        key = state.key or mapper._identity_key_from_state(state)
        row_switch = version = None
        if has_identity:
            mapper.dispatch.before_update(mapper, connection, state)
        else:
            mapper.dispatch.before_insert(mapper, connection, state)
        if mapper._validate_polymorphic_identity:
            mapper._validate_polymorphic_identity(mapper, state, dict_)
        if not has_identity and key in identity_map:
            existing = identity_map[key]._sa_instance_state
            if not uow.was_already_deleted(existing):
                if not uow.is_deleted(existing):
                    util.warn(
                        f"New instance {state_str(state)} with identity key {key} conflicts with persistent instance "
                        f"{state_str(existing)}"
                    )
                else:
                    # The row of an object that is deleted in the same flush is updated instead.
                    uow.remove_state_actions(existing)
                    row_switch = existing
        if (has_identity or row_switch) and mapper.version_id_col is not None:
            source = row_switch or state
            version = mapper._get_committed_state_attr_by_column(source, source.dict, mapper.version_id_col)
        yield state, dict_, mapper, connection, has_identity, row_switch, version


def _set_value(column, value, params, value_params):
    if hasattr(value, "__clause_element__"):
        value_params[column] = value.__clause_element__()
    elif isinstance(value, ClauseElement):
        value_params[column] = value
    else:
        params[column.key] = value


def collect_insert_commands(
    table, states, *, bulk=False, return_defaults=False, render_nulls=False, include_bulk_keys=()
):
    """`(state, dict, params, mapper, connection, value_params, has_all_pks, has_all_defaults)` for each row."""
    for state, state_dict, mapper, connection in states:
        if table not in mapper._pks_by_table:
            continue
        params, value_params = {}, {}
        evaluating_none = mapper._insert_cols_evaluating_none[table]
        for key, column in mapper._propkey_to_col[table].items():
            if key not in state_dict:
                continue
            value = state_dict[key]
            if value is None and column not in evaluating_none and not render_nulls:
                continue
            if bulk:
                params[column.key] = value
            else:
                _set_value(column, value, params, value_params)
        if not bulk:
            for _, column, value in mapper._insert_orm_defaults[table]:
                if column.key not in params and column not in value_params:
                    _set_value(column, value, params, value_params)
            given = {c.key for c in value_params}
            for key in mapper._insert_cols_as_none[table]:
                if key not in params and key not in given:
                    params[key] = None
        has_all_pks = has_all_defaults = True
        if not bulk or return_defaults:
            has_all_pks = mapper._pk_keys_by_table[table].issubset(params)
            if mapper.base_mapper._prefer_eager_defaults(connection.dialect, table):
                has_all_defaults = mapper._server_default_col_keys[table].issubset(params)
        version = mapper.version_id_col
        if mapper.version_id_generator is not False and version is not None:
            if version in mapper._cols_by_table[table]:
                params[version.key] = mapper.version_id_generator(None)
        if bulk:
            if mapper._set_polymorphic_identity:
                params.setdefault(mapper._polymorphic_attr_key, mapper.polymorphic_identity)
            params.update((k, state_dict[k]) for k in include_bulk_keys)
        yield state, state_dict, params, mapper, connection, value_params, has_all_pks, has_all_defaults


def collect_update_commands(uow, table, states, *, bulk=False, use_orm_update_stmt=None, include_bulk_keys=()):
    """`(state, dict, params, mapper, connection, value_params, has_all_defaults, has_all_pks)` for each row."""
    for state, state_dict, mapper, connection, version in states:
        if table not in mapper._pks_by_table:
            continue
        pks = mapper._pks_by_table[table]
        params, value_params = {}, {}
        if use_orm_update_stmt is not None:
            value_params = dict(use_orm_update_stmt._values or {})
        propkey_to_col = mapper._propkey_to_col[table]
        has_all_defaults = True
        if bulk:
            pk_keys = mapper._pk_attr_keys_by_table[table]
            params = {c.key: state_dict[k] for k, c in propkey_to_col.items() if k in state_dict and k not in pk_keys}
        else:
            for key, column in propkey_to_col.items():
                if key not in state.committed_state:
                    continue
                value = state_dict[key]
                if hasattr(value, "__clause_element__") or isinstance(value, ClauseElement):
                    _set_value(column, value, params, value_params)
                elif state.manager[key].impl.is_equal(value, state.committed_state[key]) is not True:
                    params[column.key] = value
            if mapper.base_mapper.eager_defaults is True:
                has_all_defaults = mapper._server_onupdate_default_col_keys[table].issubset(params)
        if version is not None and mapper.version_id_col in mapper._cols_by_table[table]:
            if not bulk and not params and not value_params:
                # Another table of the object may be updated, and then the version counts.
                for prop in mapper._columntoproperty.values():
                    impl = state.manager[prop.key].impl
                    if impl.get_history(state, state_dict, PASSIVE_NO_INITIALIZE).added:
                        break
                else:
                    continue
            column = mapper.version_id_col
            no_params = not params and not value_params
            params[key_label(column)] = version
            if (bulk or column.key not in params) and mapper.version_id_generator is not False:
                params[column.key] = mapper.version_id_generator(version)
            elif mapper.version_id_generator is False and no_params:
                params[column.key] = version
        elif not params and not value_params:
            continue
        has_all_pks, pk_cascaded = True, False
        pk_params = {}
        if bulk:
            for key, column in propkey_to_col.items():
                if key in mapper._pk_attr_keys_by_table[table]:
                    pk_params[key_label(column)] = state_dict.get(key)
            if None in pk_params.values():
                missing = ", ".join(str(c) for c in pks if pk_params[key_label(c)] is None)
                raise sa_exc.InvalidRequestError(
                    f"No primary key value supplied for column(s) {missing}; per-row ORM Bulk UPDATE by Primary Key "
                    "requires that records contain primary key values",
                    code="bupq",
                )
        else:
            for column in pks:
                key = mapper._columntoproperty[column].key
                history = state.manager[key].impl.get_history(state, state_dict, PASSIVE_OFF)
                if not history.added:
                    value = history.unchanged[0]
                elif not history.deleted or ("pk_cascaded", state, column) in uow.attributes:
                    pk_cascaded = True
                    value = history.added[0]
                    params.pop(column.key, None)
                else:
                    value = history.deleted[0]
                    if column in value_params:
                        has_all_pks = False
                pk_params[key_label(column)] = value
                if value is None:
                    raise exc.FlushError(
                        f"Can't update table {table} using NULL for primary key value on column {column}"
                    )
        params.update((k, state_dict[k]) for k in include_bulk_keys)
        if params or value_params:
            params.update(pk_params)
            yield state, state_dict, params, mapper, connection, value_params, has_all_defaults, has_all_pks
        elif pk_cascaded:
            for m, pairs in mapper._table_to_equated[table]:
                sync.populate(state, m, state, m, pairs, uow, mapper.passive_updates)


def _pk_where(mapper, table, needs_version, label):
    """The criterion of an UPDATE or DELETE of one row."""
    where = [c == sql.bindparam(label(c), type_=c.type) for c in mapper._pks_by_table[table]]
    if needs_version:
        version = mapper.version_id_col
        where.append(version == sql.bindparam(label(version), type_=version.type))
    return sql.and_(*where)


def _needs_version(mapper, table):
    return mapper.version_id_col is not None and mapper.version_id_col in mapper._cols_by_table[table]


def emit_update_statements(
    base_mapper, uow, mapper, table, update, *, bookkeeping=True, use_orm_update_stmt=None, check_rows=True
):
    needs_version = _needs_version(mapper, table)
    options = {"compiled_cache": base_mapper._compiled_cache}
    if use_orm_update_stmt is not None:
        cached = use_orm_update_stmt.where(_pk_where(mapper, table, needs_version, key_label))
    else:
        cached = base_mapper._memo(
            ("update", table), lambda: table.update().where(_pk_where(mapper, table, needs_version, key_label))
        )
    for (connection, _, hasvalue, has_all_defaults, has_all_pks), records in groupby(
        update, lambda rec: (rec[4], set(rec[2]), bool(rec[5]), rec[6], rec[7])
    ):
        records, rows, statement = list(records), 0, cached
        return_defaults = False
        if not has_all_pks:
            statement = statement.return_defaults(*mapper._pks_by_table[table])
            return_defaults = True
        if (
            bookkeeping
            and not has_all_defaults
            and mapper.base_mapper.eager_defaults is True
            and table.implicit_returning
            and connection.dialect.update_returning
        ):
            statement = statement.return_defaults(*mapper._server_onupdate_default_cols[table])
            return_defaults = True
        if mapper._version_id_has_server_side_value:
            statement = statement.return_defaults(mapper.version_id_col)
            return_defaults = True
        if hasvalue or return_defaults or needs_version:
            check = check_rows
            for state, state_dict, params, sub, connection, value_params, _, _ in records:
                one = statement.values(value_params) if hasvalue else statement
                result = connection.execute(one, params, execution_options=options)
                if bookkeeping:
                    done = result.context.compiled_parameters[0]
                    _postfetch(
                        sub, uow, table, state, state_dict, result, done, value_params, True, result.returned_defaults
                    )
                rows += result.rowcount
        else:
            multi = [rec[2] for rec in records]
            check = check_rows and (connection.dialect.supports_sane_multi_rowcount or len(multi) == 1)
            result = connection.execute(statement, multi, execution_options=options)
            rows = result.rowcount
            if bookkeeping:
                defaults = None if result.context.executemany else result.returned_defaults
                done = result.context.compiled_parameters[0]
                for state, state_dict, _, sub, _, value_params, _, _ in records:
                    _postfetch(sub, uow, table, state, state_dict, result, done, value_params, True, defaults)
        if check and rows != len(records):
            raise exc.StaleDataError(
                f"UPDATE statement on table '{table.description}' expected to update {len(records)} row(s); {rows} were "
                "matched."
            )


def emit_insert_statements(
    base_mapper, uow, mapper, table, insert, *, bookkeeping=True, use_orm_insert_stmt=None, execution_options=None
):
    returning, ordered = False, bookkeeping
    if use_orm_insert_stmt is not None:
        cached, options = use_orm_insert_stmt, {}
        returning = bool(use_orm_insert_stmt._returning)
        ordered = returning and use_orm_insert_stmt._sort_by_parameter_order or bookkeeping
    else:
        cached = base_mapper._memo(("insert", table), table.insert)
        options = {"compiled_cache": base_mapper._compiled_cache}
    if execution_options:
        options = {**options, **execution_options}
    answer = None
    for (connection, _, hasvalue, has_all_pks, has_all_defaults), records in groupby(
        insert, lambda rec: (rec[4], set(rec[2]), bool(rec[5]), rec[6], rec[7])
    ):
        records, statement = list(records), cached
        eager = base_mapper._prefer_eager_defaults(connection.dialect, table)
        plain = not bookkeeping or has_all_defaults or not eager or not table.implicit_returning
        if plain and not returning and has_all_pks and not hasvalue:
            result = connection.execute(statement, [rec[2] for rec in records], execution_options=options)
            if bookkeeping:
                defaults = None if result.context.executemany else result.returned_defaults
                for rec, done in zip(records, result.context.compiled_parameters):
                    _after_insert(rec, uow, table, result, done, defaults)
            continue
        many = returning or (table.implicit_returning and not hasvalue and len(records) > 1)
        if use_orm_insert_stmt is None and not has_all_defaults and eager:
            statement = statement.return_defaults(
                *mapper._server_default_cols[table], sort_by_parameter_order=bookkeeping
            )
        if returning:
            # What it returns was put together with the primary key.
            pass
        elif mapper.version_id_col is not None:
            statement = statement.return_defaults(mapper.version_id_col, sort_by_parameter_order=bookkeeping)
        elif many:
            statement = statement.return_defaults(*table.primary_key, sort_by_parameter_order=bookkeeping)
        if many:
            result = connection.execute(statement, [rec[2] for rec in records], execution_options=options)
            if use_orm_insert_stmt is not None:
                answer = result if answer is None else _splice(answer, result)
            if bookkeeping:
                _many_inserted(records, uow, table, result)
            continue
        for rec in records:
            state, state_dict, params, sub, connection, value_params = rec[:6]
            one = statement.values(value_params) if value_params else statement
            result = connection.execute(one, params, execution_options=options)
            primary_key = result.inserted_primary_key
            if primary_key is None:
                raise exc.FlushError(
                    f"Single-row INSERT statement for {sub} did not produce a new primary key result being invoked.  "
                    "Ensure there are no triggers or special driver issues preventing INSERT from functioning properly."
                )
            for value, column in zip(primary_key, sub._pks_by_table[table]):
                key = sub._columntoproperty[column].key
                if column in value_params or state_dict.get(key) is None:
                    state_dict[key] = value
            if bookkeeping:
                defaults = None if result.context.executemany else result.returned_defaults
                _after_insert(rec, uow, table, result, result.context.compiled_parameters[0], defaults)
    return answer


def _after_insert(rec, uow, table, result, done, defaults):
    state, state_dict, _, mapper, _, value_params = rec[:6]
    if state:
        _postfetch(mapper, uow, table, state, state_dict, result, done, value_params, False, defaults)
    else:
        _inherit_keys(mapper, state_dict, table)


def _many_inserted(records, uow, table, result):
    for rec, done, primary_key, defaults in zip_longest(
        records,
        result.context.compiled_parameters,
        result.inserted_primary_key_rows,
        result.returned_defaults_rows or (),
    ):
        mapper, state_dict = rec[3], rec[1]
        if primary_key is None:
            raise exc.FlushError(
                f"Multi-row INSERT statement for {mapper} did not produce the correct number of INSERTed rows for "
                "RETURNING.  Ensure there are no triggers or special driver issues preventing INSERT from functioning "
                "properly."
            )
        for value, column in zip(primary_key, mapper._pks_by_table[table]):
            key = mapper._columntoproperty[column].key
            if state_dict.get(key) is None:
                state_dict[key] = value
        _after_insert(rec, uow, table, result, done, defaults)


def _post_update_params(uow, table, state, dict_, mapper, connection, version, columns):
    pks = mapper._pks_by_table[table]
    params, found = {}, False
    for column in mapper._cols_by_table[table]:
        if column in pks:
            params[key_label(column)] = mapper._get_state_attr_by_column(state, dict_, column, PASSIVE_OFF)
        elif column in columns or column.onupdate is not None:
            prop = mapper._columntoproperty[column]
            history = state.manager[prop.key].impl.get_history(state, dict_, PASSIVE_NO_INITIALIZE)
            if history.added:
                params[column.key] = history.added[0]
                found = True
    if not found:
        return None
    if version is not None and mapper.version_id_col in mapper._cols_by_table[table]:
        column = mapper.version_id_col
        params[key_label(column)] = version
        if state.key and column.key not in params and mapper.version_id_generator is not False:
            params[column.key] = mapper.version_id_generator(version)
    return state, dict_, mapper, connection, params


def _emit_post_update(base_mapper, uow, mapper, table, records):
    options = {"compiled_cache": base_mapper._compiled_cache}
    needs_version = _needs_version(mapper, table)
    statement = base_mapper._memo(
        ("post_update", table), lambda: table.update().where(_pk_where(mapper, table, needs_version, key_label))
    )
    for (connection, _), group in groupby(records, lambda rec: (rec[3], set(rec[4]))):
        group = list(group)
        batches = [[rec] for rec in group] if needs_version else [group]
        rows = 0
        for batch in batches:
            params = [rec[4] for rec in batch]
            result = connection.execute(
                statement, params[0] if needs_version else params, execution_options=options
            )
            rows += result.rowcount
            for state, dict_, sub, _, _ in batch:
                if not uow.is_deleted(state):
                    done = result.context.compiled_parameters[0]
                    _set_prefetched(sub, dict_, done, list(result.context.compiled.prefetch or ()), None)
                    expire = [c for c in result.context.compiled.postfetch or () if c in sub._columntoproperty]
                    if expire:
                        state._expire_attributes(dict_, [sub._columntoproperty[c].key for c in expire])
        if rows != len(group) and (needs_version or len(group) == 1):
            raise exc.StaleDataError(
                f"UPDATE statement on table '{table.description}' expected to update {len(group)} row(s); {rows} were "
                "matched."
            )


def _delete_params(table, records):
    for state, dict_, mapper, connection, version in records:
        if table not in mapper._pks_by_table:
            continue
        params = {}
        for column in mapper._pks_by_table[table]:
            params[column.key] = value = mapper._get_committed_state_attr_by_column(state, dict_, column)
            if value is None:
                raise exc.FlushError(
                    f"Can't delete from table {table} using NULL for primary key value on column {column}"
                )
        if version is not None and mapper.version_id_col in mapper._cols_by_table[table]:
            params[mapper.version_id_col.key] = version
        yield params, connection


def _emit_delete(base_mapper, uow, mapper, table, records):
    needs_version = _needs_version(mapper, table)
    options = {"compiled_cache": base_mapper._compiled_cache}
    statement = base_mapper._memo(
        ("delete", table), lambda: table.delete().where(_pk_where(mapper, table, needs_version, _key))
    )
    for connection, group in groupby(records, lambda rec: rec[1]):
        params = [rec[0] for rec in group]
        multi = connection.dialect.supports_sane_multi_rowcount
        if needs_version and not multi:
            rows = 0
            for one in params:
                rows += connection.execute(statement, one, execution_options=options).rowcount
        else:
            rows = connection.execute(statement, params, execution_options=options).rowcount
        if base_mapper.confirm_deleted_rows and -1 < rows != len(params) and (multi or len(params) == 1):
            message = (
                f"DELETE statement on table '{table.description}' expected to delete {len(params)} row(s); {rows} were "
                "matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this "
                "warning."
            )
            if needs_version:
                raise exc.StaleDataError(message)
            util.warn(message)


def _finalize(base_mapper, uow, states):
    """Load what the database made, where that is wanted, and call the listeners."""
    for state, state_dict, mapper, connection, has_identity in states:
        if mapper._readonly_props:
            readonly = [
                p.key
                for p in mapper._readonly_props
                if p.key in mapper.class_manager
                and p.key not in state.committed_state
                and getattr(p, "expire_on_flush", True)
                and (not p.deferred or p.key in state_dict)
            ]
            if readonly:
                state._expire_attributes(state_dict, readonly)
        toload = []
        if base_mapper.eager_defaults is True:
            toload.extend(state._unloaded_non_object & mapper._server_default_plus_onupdate_propkeys)
        if mapper.version_id_col is not None and mapper.version_id_generator is False:
            if mapper._version_id_prop.key in state.unloaded:
                toload.append(mapper._version_id_prop.key)
        if toload:
            from .loading import load_on_ident

            state.key = base_mapper._identity_key_from_state(state)
            load_on_ident(uow.session, mapper, state.key, refresh_state=state, only_load_props=toload)
        if has_identity:
            mapper.dispatch.after_update(mapper, connection, state)
        else:
            mapper.dispatch.after_insert(mapper, connection, state)


def _splice(first, second):
    """One result with the rows of both."""
    rows = []
    for result in (first, second):
        rows += result.cursor.fetchall() if result._rows is None else result._rows
    second.close()
    first._set_rows(rows)
    return first


def _set_prefetched(mapper, dict_, params, columns, state):
    found = []
    for column in columns:
        if column.key in params and column in mapper._columntoproperty:
            key = mapper._columntoproperty[column].key
            dict_[key] = params[column.key]
            if state is not None:
                state.committed_state.pop(key, None)
            found.append(key)
    return found


def _postfetch(mapper, uow, table, state, dict_, result, params, value_params, isupdate, returned):
    """Take over the defaults that were sent, and expire those that the database made."""
    compiled = result.context.compiled
    prefetch = list(compiled.prefetch or ())
    postfetch = list(compiled.postfetch or ())
    returning = list(compiled.effective_returning or ())
    if _needs_version(mapper, table):
        prefetch.append(mapper.version_id_col)
    if not isupdate:
        for key, column, _ in mapper._insert_orm_defaults[table]:
            if dict_.get(key) is None and params.get(column.key) is not None:
                prefetch.append(column)
    loaded = []
    if returning and returned is not None:
        for value, column in zip(returned, returning):
            if column.primary_key and result.context.isinsert:
                continue
            prop = mapper._columntoproperty.get(column)
            if prop is not None:
                dict_[prop.key] = value
                loaded.append(prop.key)
    loaded += _set_prefetched(mapper, dict_, params, prefetch, state)
    if loaded and mapper.class_manager.dispatch.refresh_flush:
        mapper.class_manager.dispatch.refresh_flush(state, uow, loaded)
    if isupdate and value_params:
        postfetch.extend(c for c in value_params if c.primary_key and c not in returning)
    if postfetch:
        state._expire_attributes(
            dict_, [mapper._columntoproperty[c].key for c in postfetch if c in mapper._columntoproperty]
        )
    for m, pairs in mapper._table_to_equated[table]:
        sync.populate(state, m, state, m, pairs, uow, mapper.passive_updates)


def _inherit_keys(mapper, dict_, table):
    for m, pairs in mapper._table_to_equated[table]:
        sync.bulk_populate_inherit_keys(dict_, m, pairs)
