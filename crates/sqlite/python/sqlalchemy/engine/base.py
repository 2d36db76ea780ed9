"""Connections and engines."""


from .. import exc
from ..inspection import inspect  # noqa: F401
from ..sql import util as sql_util
from ..util import EMPTY_DICT
from .insertmany import deliver
from .transaction import NestedTransaction, RootTransaction, TransactionalContext
from .transaction import Transaction, TwoPhaseTransaction  # noqa: F401

NO_OPTIONS = EMPTY_DICT


def _distill_params(params):
    """Parameters as a list of dictionaries or tuples."""
    if params is None:
        return []
    if isinstance(params, list):
        if params and not hasattr(params[0], "keys") and not isinstance(params[0], (tuple, dict)):
            raise exc.ArgumentError("List argument must consist only of dictionaries")
        if params and isinstance(params[0], tuple):
            raise exc.ArgumentError("List argument must consist only of dictionaries")
        return params
    if isinstance(params, tuple):
        if params and not hasattr(params[0], "keys"):
            raise exc.ArgumentError("List argument must consist only of dictionaries")
        return list(params)
    if hasattr(params, "keys"):
        return [params]
    raise exc.ArgumentError("mapping or list expected for parameters")


def _distill_raw_params(params):
    if params is None:
        return []
    if isinstance(params, list):
        if params and not isinstance(params[0], (tuple, dict)) and not hasattr(params[0], "keys"):
            raise exc.ArgumentError("List argument must consist only of tuples or dictionaries")
        return params
    if isinstance(params, (tuple, dict)) or hasattr(params, "keys"):
        return [params]
    raise exc.ArgumentError("mapping or sequence expected for parameters")


class ExceptionContextImpl:
    """What a listener of handle_error gets."""

    def __init__(self, exception, sqlalchemy_exception, connection, cursor, statement, parameters, context, is_disconnect):
        self.engine = connection.engine
        self.dialect = connection.dialect
        self.connection = connection
        self.sqlalchemy_exception = sqlalchemy_exception
        self.original_exception = exception
        self.execution_context = context
        self.statement = statement
        self.parameters = parameters
        self.cursor = cursor
        self.is_disconnect = is_disconnect
        self.invalidate_pool_on_disconnect = True
        self.is_pre_ping = False
        self.chained_exception = None


class Connection:
    """A connection of the pool, in use."""

    _transaction = _nested_transaction = _trans_context_manager = None
    _in_begin = False
    _savepoint_seq = 0
    _reentrant_error = False
    _allow_autobegin = True

    def __init__(self, engine, connection=None, _allow_autobegin=True, **kw):
        self.engine = engine
        self.dialect = engine.dialect
        self._dbapi_connection = connection if connection is not None else engine.raw_connection()
        self._execution_options = engine._execution_options
        self._closed = False
        self._allow_autobegin = _allow_autobegin
        self._echo = engine._should_log_info()
        self.dispatch = engine._connection_dispatch(self)
        if engine.dispatch.engine_connect:
            self.dispatch.engine_connect(self)

    # Logging.

    @property
    def _message_formatter(self):
        token = self._execution_options.get("logging_token")
        return (lambda msg: f"[{token}] {msg}") if token else None

    def _log_info(self, message, *arg):
        token = self._execution_options.get("logging_token")
        if token:
            message = f"[{token}] {message}"
        self.engine.logger.info(message, *arg)

    def _log_debug(self, message, *arg):
        self.engine.logger.debug(message, *arg)

    def _log_parameters(self, parameters, stats, ismulti):
        if self.engine.hide_parameters:
            self._log_info("[%s] [SQL parameters hidden due to hide_parameters=True]", stats)
        else:
            self._log_info("[%s] %r", stats, sql_util._repr_params(parameters, 10, ismulti=ismulti))

    # State.

    def __enter__(self):
        return self

    def __exit__(self, type_, value, traceback):
        self.close()

    @property
    def closed(self):
        return self._closed

    @property
    def invalidated(self):
        return self._dbapi_connection is not None and not self._dbapi_connection.is_valid and not self._closed

    @property
    def connection(self):
        if self._closed:
            raise exc.ResourceClosedError("This Connection is closed")
        return self._dbapi_connection

    @property
    def info(self):
        return self.connection.info

    @property
    def should_close_with_result(self):
        return False

    def execution_options(self, **opt):
        if self._has_listeners("set_connection_execution_options"):
            self.dispatch.set_connection_execution_options(self, opt)
        level = opt.get("isolation_level")
        self._execution_options = self._execution_options.union(opt)
        if level is not None:
            if self._transaction is not None:
                raise exc.InvalidRequestError(
                    "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; "
                    "isolation_level may not be altered unless rollback() or commit() is called first."
                )
            self.dialect._assert_and_set_isolation_level(self.connection.dbapi_connection, level)
            self._dbapi_connection._reset_isolation = True
        return self

    def get_execution_options(self):
        return self._execution_options

    def get_isolation_level(self):
        return self.dialect.get_isolation_level(self.connection.dbapi_connection)

    @property
    def default_isolation_level(self):
        return self.dialect.default_isolation_level

    def get_transaction(self):
        return self._transaction

    def get_nested_transaction(self):
        return self._nested_transaction

    def in_transaction(self):
        return self._transaction is not None and self._transaction.is_active

    def in_nested_transaction(self):
        return self._nested_transaction is not None and self._nested_transaction.is_active

    def detach(self):
        self.connection.detach()

    def invalidate(self, exception=None):
        if self.invalidated:
            return
        self.connection.invalidate(exception)

    def _invalid_transaction(self):
        raise exc.PendingRollbackError(
            f"Can't reconnect until invalid {'savepoint ' if self._nested_transaction is not None else ''}transaction is rolled "
            "back.  Please rollback() fully before proceeding",
            code="8s2b",
        )

    def close(self):
        if self._transaction:
            self._transaction.close()
            skip_reset = True
        else:
            skip_reset = False
        if self._dbapi_connection is not None and not self._closed:
            conn = self._dbapi_connection
            if skip_reset:
                conn._close_special(transaction_reset=True)
            else:
                conn.close()
            self._dbapi_connection = None
        self._closed = True

    # Transactions.

    def _is_autocommit(self):
        level = self._execution_options.get("isolation_level", self.dialect._on_connect_isolation_level)
        return level == "AUTOCOMMIT"

    def _has_listeners(self, name):
        return bool(getattr(self.dispatch, name))

    def begin(self):
        if self._transaction is None:
            RootTransaction(self)
            return self._transaction
        raise exc.InvalidRequestError(
            "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; can't call "
            "begin() here unless rollback() or commit() is called first."
        )

    def begin_nested(self):
        if self._transaction is None:
            self._autobegin()
        return NestedTransaction(self)

    def begin_twophase(self, xid=None):
        raise NotImplementedError()

    def _autobegin(self):
        if self._allow_autobegin and not self._in_begin:
            self.begin()

    def commit(self):
        if self._transaction:
            self._transaction.commit()

    def rollback(self):
        if self._transaction:
            self._transaction.rollback()

    def _begin_impl(self, transaction):
        if self._echo:
            self._log_info(
                "BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)"
                if self._is_autocommit()
                else "BEGIN (implicit)"
            )
        self._in_begin = True
        try:
            self.dispatch.begin(self)
            try:
                self.dialect.do_begin(self.connection)
            except BaseException as e:
                self._handle_dbapi_exception(e, None, None, None, None)
        finally:
            self._in_begin = False

    def _rollback_impl(self):
        self.dispatch.rollback(self)
        if self._closed or not self._dbapi_connection.is_valid:
            return
        if self._echo:
            self._log_info(
                "ROLLBACK using DBAPI connection.rollback(); set skip_autocommit_rollback to prevent fully"
                if self._is_autocommit()
                else "ROLLBACK"
            )
        try:
            self.dialect.do_rollback(self.connection)
        except BaseException as e:
            self._handle_dbapi_exception(e, None, None, None, None)

    def _commit_impl(self):
        self.dispatch.commit(self)
        if self._echo:
            self._log_info(
                "COMMIT using DBAPI connection.commit(), has no effect due to autocommit mode"
                if self._is_autocommit()
                else "COMMIT"
            )
        try:
            self.dialect.do_commit(self.connection)
        except BaseException as e:
            self._handle_dbapi_exception(e, None, None, None, None)

    def _savepoint_impl(self, name=None):
        self.dispatch.savepoint(self, name)
        if name is None:
            self._savepoint_seq += 1
            name = f"sa_savepoint_{self._savepoint_seq}"
        self.dialect.do_savepoint(self, name)
        return name

    def _rollback_to_savepoint_impl(self, name):
        self.dispatch.rollback_savepoint(self, name, None)
        if not self._closed and self._dbapi_connection.is_valid:
            self.dialect.do_rollback_to_savepoint(self, name)

    def _release_savepoint_impl(self, name):
        self.dispatch.release_savepoint(self, name, None)
        if not self._closed and self._dbapi_connection.is_valid:
            self.dialect.do_release_savepoint(self, name)

    # Executing.

    def scalar(self, statement, parameters=None, *, execution_options=None):
        meth = getattr(statement, "_execute_on_scalar", None)
        if meth is None:
            raise exc.ObjectNotExecutableError(statement)
        return meth(self, _distill_params(parameters), execution_options or NO_OPTIONS)

    def scalars(self, statement, parameters=None, *, execution_options=None):
        return self.execute(statement, parameters, execution_options=execution_options).scalars()

    def execute(self, statement, parameters=None, *, execution_options=None):
        meth = getattr(statement, "_execute_on_connection", None)
        if meth is None:
            raise exc.ObjectNotExecutableError(statement)
        return meth(self, _distill_params(parameters), execution_options or NO_OPTIONS)

    def _execute_function(self, func, distilled, options):
        return self._execute_clauseelement(func.select(), distilled, options)

    def _execute_default(self, default, distilled, options):
        return self._execute_scalar_default(default)

    def _execute_scalar_default(self, stmt):
        return self._execute_clauseelement(stmt, [], NO_OPTIONS).scalar()

    def _merged_options(self, elem, options):
        return self._execution_options.merge_with(getattr(elem, "_execution_options", None), options)

    def _execute_ddl(self, ddl, distilled, options):
        opts = self._merged_options(ddl, options)
        ddl, distilled = self._before_execute(ddl, distilled, opts)
        from time import perf_counter

        compiled = ddl.compile(dialect=self.dialect)
        compiled._gen_time = perf_counter()
        result = self._execute_context(
            self.dialect.execution_ctx_cls._init_ddl, compiled, None, opts, compiled
        )
        return self._after_execute(ddl, distilled, opts, result)

    def _before_execute(self, elem, distilled, opts):
        if self._has_listeners("before_execute"):
            for fn in self.dispatch.before_execute:
                multi, params = (distilled, {}) if len(distilled) != 1 else ([], distilled[0])
                found = fn(self, elem, multi, params, opts)
                if found is not None:
                    elem, multi, params = found
                    distilled = multi or ([params] if params else [])
        return elem, distilled

    def _after_execute(self, elem, distilled, opts, result):
        if self._has_listeners("after_execute"):
            multi, params = (distilled, {}) if len(distilled) != 1 else ([], distilled[0])
            self.dispatch.after_execute(self, elem, multi, params, opts, result)
        return result

    def _execute_clauseelement(self, elem, distilled, options):
        opts = self._merged_options(elem, options)
        elem, distilled = self._before_execute(elem, distilled, opts)
        many = len(distilled) > 1
        keys = sorted(distilled[0]) if distilled else []
        plugin = elem._propagate_attrs.get("compile_state_plugin") if elem._propagate_attrs else None
        if plugin is not None:
            from ..sql.compiler import SQLCompiler

            elem = SQLCompiler._resolve(elem)
        from time import perf_counter

        cache = opts.get("compiled_cache", self.engine._compiled_cache)
        compiled, extracted, hit = elem._compile_w_cache(
            self.dialect, compiled_cache=cache, column_keys=keys, for_executemany=many
        )
        if "_gen_time" not in compiled.__dict__:
            compiled._gen_time = perf_counter()
        result = self._execute_context(
            self.dialect.execution_ctx_cls._init_compiled, compiled, distilled, opts, compiled, distilled, elem,
            extracted, hit,
        )
        return self._after_execute(elem, distilled, opts, result)

    def _execute_compiled(self, compiled, distilled, options):
        from time import perf_counter

        compiled.__dict__.setdefault("_gen_time", perf_counter())
        return self._execute_context(
            self.dialect.execution_ctx_cls._init_compiled, compiled, distilled, self._merged_options(compiled, options),
            compiled, distilled, compiled.statement, None,
        )

    def exec_driver_sql(self, statement, parameters=None, execution_options=None):
        distilled = _distill_raw_params(parameters)
        opts = self._execution_options.merge_with(execution_options)
        return self._execute_context(
            self.dialect.execution_ctx_cls._init_statement, statement, distilled, opts, statement, distilled
        )

    def _execute_context(self, constructor, statement, parameters, opts, *args):
        if self._closed:
            raise exc.ResourceClosedError("This Connection is closed")
        conn = self._dbapi_connection
        try:
            if not conn.is_valid:
                if self._transaction is not None:
                    self._invalid_transaction()
                conn = self._dbapi_connection = self.engine.raw_connection()
            context = constructor(self.dialect, self, conn, opts, *args)
        except (exc.PendingRollbackError, exc.ResourceClosedError):
            raise
        except BaseException as e:
            self._handle_dbapi_exception(e, str(statement), parameters, None, None)
        if (self._transaction and not self._transaction.is_active) or (
            self._nested_transaction and not self._nested_transaction.is_active
        ):
            self._invalid_transaction()
        elif self._trans_context_manager:
            TransactionalContext._trans_ctx_check(self)
        if self._transaction is None:
            self._autobegin()
        context.pre_exec()
        if context.insertmany:
            return self._exec_insertmany(context)
        return self._exec_single(context)

    def _exec_single(self, context):
        cursor, statement = context.cursor, context.statement
        many = context.executemany
        params = context.parameters if many else context.parameters[0]
        try:
            if self._has_listeners("before_cursor_execute"):
                for fn in self.dispatch.before_cursor_execute:
                    changed = fn(self, cursor, statement, params, context, many)
                    if changed is not None:
                        statement, params = changed
            if self._echo:
                self._log_info(statement)
                self._log_parameters(params, context._get_cache_stats(), many)
            if many:
                self.dialect.do_executemany(cursor, statement, params, context)
            else:
                self.dialect.do_execute(cursor, statement, params, context)
            if self._has_listeners("after_cursor_execute"):
                self.dispatch.after_cursor_execute(self, cursor, statement, params, context, many)
            context.post_exec()
            return context._setup_result()
        except BaseException as e:
            self._handle_dbapi_exception(e, statement, params, cursor, context)

    def _exec_insertmany(self, context):
        cursor = context.cursor
        stats = context._get_cache_stats() + " (insertmanyvalues)" if self._echo else ""
        rows = []
        sub_statement, sub_params = context.statement, context.parameters
        try:
            for batch in deliver(context, context.statement, context.parameters, rows):
                sub_statement, sub_params = batch.statement, batch.parameters
                for fn in self.dispatch.before_cursor_execute:
                    changed = fn(self, cursor, sub_statement, sub_params, context, True)
                    if changed is not None:
                        sub_statement, sub_params = changed
                if self._echo:
                    self._log_info(str(sql_util._long_statement(sub_statement)))
                    how = (
                        f" {batch.number}/{batch.total} ({'ordered' if batch.rows_sorted else 'unordered'}"
                        f"{'; batch not supported' if batch.downgraded else ''})"
                    )
                    stats = stats + how if batch.number == 1 else "insertmanyvalues" + how
                    self._log_parameters(sub_params, stats, False)
                self.dialect.do_execute(cursor, sub_statement, sub_params, context)
                self.dispatch.after_cursor_execute(self, cursor, sub_statement, sub_params, context, True)
        except BaseException as e:
            self._handle_dbapi_exception(
                e, str(sql_util._long_statement(sub_statement)), sub_params, cursor, context, is_sub_exec=True
            )
        try:
            n = context._num_sentinel
            context._many_rows = [r[:-n] for r in rows] if n else rows
            context.post_exec()
            return context._setup_result()
        except BaseException as e:
            self._handle_dbapi_exception(e, context.statement, context.parameters, cursor, context)

    def _safe_close_cursor(self, cursor):
        try:
            cursor.close()
        except Exception:
            self._dbapi_connection.logger.error("Error closing cursor", exc_info=True)

    def _handle_dbapi_exception(self, e, statement, parameters, cursor, context, is_sub_exec=False):
        if self._reentrant_error:
            raise exc.DBAPIError.instance(statement, parameters, e, self.dialect.dbapi.Error, dialect=self.dialect) from e
        self._reentrant_error = True
        try:
            is_driver = isinstance(e, self.dialect.dbapi.Error)
            disconnect = is_driver and not self._closed and self.dialect.is_disconnect(e, self._dbapi_connection, cursor)
            wrap = is_driver or (
                statement is not None and context is None and not is_sub_exec and not isinstance(e, (TypeError, KeyboardInterrupt, SystemExit)) and isinstance(e, Exception)
            ) or (statement is not None and context is None and isinstance(e, TypeError))
            wrapped = None
            if wrap:
                ismulti = None
                if is_sub_exec:
                    ismulti = False
                elif context is not None:
                    ismulti = context.executemany
                wrapped = exc.DBAPIError.instance(
                    statement, parameters, e, self.dialect.dbapi.Error, hide_parameters=self.engine.hide_parameters,
                    connection_invalidated=disconnect, dialect=self.dialect, ismulti=ismulti,
                )
            new = None
            if self._has_listeners("handle_error") and not self._execution_options.get("skip_user_error_events"):
                ctx = ExceptionContextImpl(e, wrapped, self, cursor, statement, parameters, context, disconnect)
                for fn in self.dispatch.handle_error:
                    try:
                        found = fn(ctx)
                        if found is not None:
                            ctx.chained_exception = new = found
                    except Exception as raised:
                        new = raised
                        break
            if wrap and context is not None:
                context.handle_dbapi_exception(e)
            if cursor is not None:
                self._safe_close_cursor(cursor)
            if not self.in_transaction() and not self._in_begin and not self._closed and self._transaction is None:
                self._rollback_impl()
            if disconnect:
                self.invalidate(e)
            if new is not None:
                raise new from e
            if wrapped is not None:
                raise wrapped.with_traceback(e.__traceback__) from e
            raise e
        finally:
            self._reentrant_error = False

    def _run_ddl_visitor(self, runner, target, **kw):
        runner(self, **kw).run(target)


from ._engine import Engine, OptionEngine, OptionEngineMixin  # noqa: E402, F401
from . import events as _events  # noqa: E402

Connection._events = _events.ConnectionEvents
