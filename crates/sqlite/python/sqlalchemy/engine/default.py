"""The base of dialects, and the state of one execution."""

from time import perf_counter

from .. import exc, pool
from ..sql import compiler
from ..sql.ddl_compiler import DDLCompiler, GenericTypeCompiler, StrSQLTypeCompiler
from ..sql.base import _uid
from ..util import EMPTY_DICT, memoized_property
from .cursor import CursorResult

CACHE_HIT, CACHE_MISS, CACHING_DISABLED, NO_CACHE_KEY, NO_DIALECT_SUPPORT = "hit", "miss", "disabled", "nokey", "nodialect"


class DefaultDialect:
    """What a kind of database can do, and how to talk to it."""

    name = "default"
    driver = None
    statement_compiler = compiler.SQLCompiler
    ddl_compiler = DDLCompiler
    type_compiler_cls = GenericTypeCompiler
    preparer = compiler.IdentifierPreparer
    dbapi = None
    default_paramstyle = "named"
    positional = False
    colspecs = EMPTY_DICT
    supports_alter = True
    supports_native_boolean = False
    supports_native_enum = False
    supports_native_uuid = False
    supports_identity_columns = False
    supports_default_values = False
    supports_default_metavalue = False
    default_metavalue_token = "DEFAULT"
    supports_empty_insert = True
    supports_multivalues_insert = False
    supports_sane_rowcount = supports_sane_multi_rowcount = True
    supports_statement_cache = _supports_statement_cache = True
    supports_schemas = False
    tuple_in_values = False
    insert_returning = update_returning = delete_returning = False
    insert_executemany_returning = insert_executemany_returning_sort_by_parameter_order = False
    update_executemany_returning = delete_executemany_returning = False
    use_insertmanyvalues = False
    insertmanyvalues_page_size = 1000
    insertmanyvalues_max_parameters = 32700
    postfetch_lastrowid = True
    favor_returning_over_lastrowid = False
    insert_null_pk_still_autoincrements = False
    div_is_floordiv = True
    is_async = False
    has_terminate = False
    skip_autocommit_rollback = False
    max_identifier_length = 9999
    label_length = None
    server_version_info = None
    default_isolation_level = None
    default_schema_name = None
    paramstyle = "named"
    _legacy_binary_type_literal_encoding = "utf-8"
    isolation_level = None
    _on_connect_isolation_level = None
    execution_ctx_cls = None
    supports_for_update_of = False
    _ischema = None
    dbapi_exception_translation_map = EMPTY_DICT

    def __init__(self, dbapi=None, isolation_level=None, label_length=None, paramstyle=None, **kw):
        if dbapi is not None:
            self.dbapi = dbapi
        self._on_connect_isolation_level = isolation_level
        self.identifier_preparer = self.preparer(self)
        self.type_compiler_instance = self.type_compiler_cls(self)
        self._type_key = _uid()

    @property
    def type_compiler(self):
        return self.type_compiler_instance

    @property
    def loaded_dbapi(self):
        return self.dbapi

    @property
    def dialect_description(self):
        return self.name + "+" + self.driver

    def type_descriptor(self, typeobj):
        from ..sql.type_api import adapt_type

        return adapt_type(typeobj, self.colspecs)

    @classmethod
    def get_pool_class(cls, url):
        return pool.QueuePool

    @classmethod
    def load_provisioning(cls):
        pass

    def connect(self, *cargs, **cparams):
        return self.dbapi.connect(*cargs, **cparams)

    def initialize(self, connection):
        self.server_version_info = self._get_server_version_info(connection)
        self.default_isolation_level = self.get_default_isolation_level(connection.connection.dbapi_connection)

    def get_default_isolation_level(self, dbapi_conn):
        return self.get_isolation_level(dbapi_conn)

    def do_begin(self, dbapi_connection):
        pass

    def do_rollback(self, dbapi_connection):
        dbapi_connection.rollback()

    def do_commit(self, dbapi_connection):
        dbapi_connection.commit()

    def do_close(self, dbapi_connection):
        dbapi_connection.close()

    def do_terminate(self, dbapi_connection):
        self.do_close(dbapi_connection)

    def do_ping(self, dbapi_connection):
        cursor = dbapi_connection.cursor()
        try:
            cursor.execute("SELECT 1")
        finally:
            cursor.close()
        return True

    def do_execute(self, cursor, statement, parameters, context=None):
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor, statement, parameters, context=None):
        cursor.executemany(statement, parameters)

    def do_execute_no_params(self, cursor, statement, context=None):
        cursor.execute(statement)

    def do_savepoint(self, connection, name):
        from ..sql.elements import SavepointClause

        connection.execute(SavepointClause(name))

    def do_rollback_to_savepoint(self, connection, name):
        from ..sql.elements import RollbackToSavepointClause

        connection.execute(RollbackToSavepointClause(name))

    def do_release_savepoint(self, connection, name):
        from ..sql.elements import ReleaseSavepointClause

        connection.execute(ReleaseSavepointClause(name))

    def is_disconnect(self, e, connection, cursor):
        return False

    def reset_isolation_level(self, dbapi_conn):
        self.set_isolation_level(dbapi_conn, self.default_isolation_level)

    def get_driver_connection(self, connection):
        return connection


def _savepoint_visits():
    def maker(text):
        return lambda self, stmt, **kw: text + self.preparer.format_savepoint(stmt)

    for name, text in (
        ("savepoint", "SAVEPOINT "), ("rollback_to_savepoint", "ROLLBACK TO SAVEPOINT "),
        ("release_savepoint", "RELEASE SAVEPOINT "),
    ):
        setattr(compiler.SQLCompiler, "visit_" + name, maker(text))


_savepoint_visits()


class StrCompileDialect(DefaultDialect):
    """For `str(statement)`: renders whatever there is."""

    statement_compiler = compiler.StrSQLCompiler
    type_compiler_cls = StrSQLTypeCompiler
    supports_statement_cache = True
    supports_native_boolean = True
    supports_identity_columns = True
    supports_default_values = True
    supports_multivalues_insert = True
    insert_returning = update_returning = delete_returning = True
    use_insertmanyvalues = True
    favor_returning_over_lastrowid = True
    _instance = None

    def __new__(cls, **kw):
        if cls._instance is None:
            cls._instance = object.__new__(cls)
            DefaultDialect.__init__(cls._instance)
        return cls._instance

    def __init__(self, **kw):
        pass


class DefaultExecutionContext:
    """One execution: the text, its parameters, and afterwards what came of it."""

    isinsert = isupdate = isdelete = isddl = is_text = executemany = False
    compiled = None
    statement = ""
    result_column_struct = None
    returned_default_rows = None
    execution_options = EMPTY_DICT
    cache_hit = NO_CACHE_KEY
    _rowcount = None
    insertmany = False
    invoked_statement = None
    _is_implicit_returning = _is_explicit_returning = _is_supplemental_returning = False
    _many_rows = None
    compiled_parameters = ()
    current_parameters = None
    no_parameters = False
    _lastrowid = None
    _num_sentinel = 0

    def __init__(self, dialect, connection, dbapi_connection, execution_options):
        self.dialect = dialect
        self.root_connection = connection
        self._dbapi_connection = dbapi_connection
        self.execution_options = execution_options
        self.cursor = dbapi_connection.cursor()

    @property
    def connection(self):
        return self.root_connection

    @property
    def engine(self):
        return self.root_connection.engine

    @classmethod
    def _init_ddl(cls, dialect, connection, dbapi_connection, execution_options, compiled):
        self = cls(dialect, connection, dbapi_connection, execution_options)
        self.compiled = compiled
        self.isddl = True
        self.statement = compiled.string
        self.parameters = [()]
        return self

    @classmethod
    def _init_compiled(cls, dialect, connection, dbapi_connection, execution_options, compiled, parameters,
                       invoked_statement, extracted_parameters, cache_hit=CACHING_DISABLED):
        self = cls(dialect, connection, dbapi_connection, execution_options)
        self.compiled = compiled
        self.invoked_statement = invoked_statement
        self.cache_hit = cache_hit
        self.isinsert, self.isupdate, self.isdelete = compiled.isinsert, compiled.isupdate, compiled.isdelete
        self.is_text = compiled.isplaintext
        if not parameters:
            self.compiled_parameters = [compiled.construct_params(extracted_parameters=extracted_parameters)]
        else:
            many = len(parameters) > 1
            self.compiled_parameters = [
                compiled.construct_params(m, extracted_parameters, i if many else None)
                for i, m in enumerate(parameters, 1)
            ]
            if many:
                self.executemany = True
                if compiled._insertmanyvalues is not None:
                    self.insertmany = True
                    self._num_sentinel = len(compiled._insertmanyvalues.sentinel_columns or ())
        if self.isinsert or self.isupdate or self.isdelete:
            stmt = compiled.statement
            self._is_explicit_returning = bool(stmt._returning)
            self._is_implicit_returning = bool(compiled.implicit_returning)
            self._is_supplemental_returning = bool(compiled.implicit_returning and stmt._supplemental_returning)
            if compiled.insert_prefetch or compiled.update_prefetch:
                self._process_defaults()
        processors = compiled._bind_processors
        if compiled.post_compile or compiled.literal_execute:
            if self.executemany:
                raise exc.InvalidRequestError(
                    "'literal_execute' or 'expanding' parameters can't be used with executemany()"
                )
            params = self.compiled_parameters[0]
            self.statement, names, extra = compiled.expand(params)
            processors = self._expanded_processors(processors, params, extra)
            values = {**params, **extra}
            self.parameters = [tuple([processors[n](values[n]) if n in processors else values[n] for n in names])]
        else:
            self.statement = compiled.string
            names = compiled.positiontup
            if processors:
                self.parameters = [
                    tuple([processors[n](cp[n]) if n in processors else cp[n] for n in names])
                    for cp in self.compiled_parameters
                ]
            else:
                self.parameters = [tuple([cp[n] for n in names]) for cp in self.compiled_parameters]
        return self

    def _expanded_processors(self, processors, params, extra):
        found = {n: p for n, p in processors.items() if not isinstance(p, tuple)}
        for bind in self.compiled.post_compile:
            name = self.compiled.bind_names[bind]
            proc = processors.get(name)
            if proc is None:
                continue
            for i, value in enumerate(params[name] or (), 1):
                if isinstance(proc, tuple):
                    for j, p in enumerate(proc, 1):
                        if p is not None:
                            found[f"{name}_{i}_{j}"] = p
                else:
                    found[f"{name}_{i}"] = proc
        return found

    @classmethod
    def _init_statement(cls, dialect, connection, dbapi_connection, execution_options, statement, parameters):
        self = cls(dialect, connection, dbapi_connection, execution_options)
        self.is_text = True
        if not parameters:
            self.parameters = [()]
        else:
            self.parameters = [p if isinstance(p, (tuple, dict)) else tuple(p) for p in parameters]
        self.executemany = len(self.parameters) > 1
        self.statement = statement
        return self

    def _get_cache_stats(self):
        if self.compiled is None:
            return "raw sql"
        age = perf_counter() - self.compiled._gen_time
        if self.cache_hit == NO_CACHE_KEY:
            return "no key %.5fs" % age
        if self.cache_hit == CACHE_HIT:
            return "cached since %.4gs ago" % age
        if self.cache_hit == CACHE_MISS:
            return "generated in %.5fs" % age
        return "caching disabled %.5fs" % age

    # Defaults.

    def _process_defaults(self):
        compiled = self.compiled
        insert = self.isinsert
        cols = compiled.insert_prefetch if insert else compiled.update_prefetch
        scalar, other = [], []
        for c in cols:
            default = c.default if insert else c.onupdate
            (scalar if default.is_scalar else other).append((c, default))
        for params in self.compiled_parameters:
            self.current_parameters = params
            for c, default in scalar:
                params[c.key] = default.arg
            for c, default in other:
                params[c.key] = self._exec_default(c, default)
        self.current_parameters = None

    def get_insert_default(self, column):
        return None if column.default is None else self._exec_default(column, column.default)

    def get_update_default(self, column):
        return None if column.onupdate is None else self._exec_default(column, column.onupdate)

    def _exec_default(self, column, default):
        if default.is_callable:
            self.current_column = column
            return default.arg(self)
        if default.is_clause_element:
            from ..sql.selectable import Select

            stmt = default.arg if default.arg._is_select_base else Select(default.arg)
            return self.root_connection._execute_scalar_default(stmt)
        return default.arg

    def get_current_parameters(self, isolate_multiinsert_groups=True):
        params = self.current_parameters
        if params is None:
            raise exc.InvalidRequestError("get_current_parameters() can only be invoked in the context of a Python side column default function")
        stmt = self.compiled.statement
        if isolate_multiinsert_groups and self.isinsert and getattr(stmt, "_multi_values", ()):
            key = self.current_column.key
            index = key.rpartition("_m")[2] if hasattr(self.current_column, "original") else "0"
            suffix = "_m" + index
            return {k[: -len(suffix)]: v for k, v in params.items() if k.endswith(suffix)}
        return params

    # Afterwards.

    def pre_exec(self):
        pass

    def post_exec(self):
        pass

    def handle_dbapi_exception(self, e):
        pass

    @property
    def rowcount(self):
        if self._rowcount is None:
            return self.cursor.rowcount
        return self._rowcount

    def get_lastrowid(self):
        return self._lastrowid if self._lastrowid is not None else self.cursor.lastrowid

    @property
    def postfetch_cols(self):
        return self.compiled.postfetch

    @property
    def prefetch_cols(self):
        return self.compiled.insert_prefetch if self.isinsert else self.compiled.update_prefetch if self.isupdate else ()

    @property
    def returned_defaults(self):
        return self.returned_default_rows[0] if self.returned_default_rows else None

    def _setup_result(self):
        if self.isinsert or self.isupdate or self.isdelete or self.is_text:
            result = self._dml_or_text_result()
        else:
            result = CursorResult(self, self.cursor, self.cursor.description)
        if not result._soft_closed and not result.returns_rows:
            if self._rowcount is None:
                self._rowcount = self.cursor.rowcount
            if self._lastrowid is None:
                self._lastrowid = self.cursor.lastrowid
            result._soft_close()
        yield_per = self.execution_options.get("yield_per")
        if yield_per:
            result = result.yield_per(yield_per)
        return result

    def _dml_or_text_result(self):
        cursor = self.cursor
        if self.isinsert and not self.executemany:
            self._lastrowid = cursor.lastrowid
            if self.compiled.postfetch_lastrowid:
                self._pks_from_lastrowid()
        description = cursor.description
        if self.isupdate or self.isdelete or self.isinsert:
            if not self._is_explicit_returning and not self._is_implicit_returning:
                description = None
        result = CursorResult(self, cursor, description)
        if self._many_rows is not None:
            result._set_rows(self._many_rows)
        if self.isinsert:
            if self._is_implicit_returning:
                rows = result.all()
                self.returned_default_rows = rows
                self._pks_from_returning(result, rows)
                if self._is_supplemental_returning:
                    _rewind(result, rows)
                else:
                    result._soft_close()
            elif not self._is_explicit_returning:
                if self._rowcount is None:
                    self._rowcount = cursor.rowcount
                result._soft_close()
        elif self._is_implicit_returning:
            rows = result.all()
            if rows:
                self.returned_default_rows = rows
            self._rowcount = len(rows)
            if self._is_supplemental_returning:
                _rewind(result, rows)
            else:
                result._soft_close()
        elif self.isupdate or self.isdelete:
            if self._rowcount is None:
                self._rowcount = cursor.rowcount
        return result

    @memoized_property
    def inserted_primary_key_rows(self):
        """The primary keys, as far as they are known without asking the database."""
        return self._pk_rows(lambda params, col: params.get(col.key))

    def _pk_row_type(self):
        from .result import result_tuple

        table = self.compiled.statement.table
        cols = list(table.primary_key)
        return cols, result_tuple([c.key for c in cols])

    def _pk_rows(self, value):
        cols, make = self._pk_row_type()
        return [make([value(params, c) for c in cols]) for params in self.compiled_parameters]

    def _pks_from_lastrowid(self):
        auto = self.compiled.statement.table._autoincrement_column
        lastrowid = self._lastrowid
        if auto is not None:
            proc = auto.type._cached_result_processor(self.dialect, None)
            if proc is not None:
                lastrowid = proc(lastrowid)

        def value(params, col):
            if col is auto:
                given = params.get(col.key)
                return given if given is not None else lastrowid
            return params.get(col.key)

        self.inserted_primary_key_rows = self._pk_rows(value)

    def _pks_from_returning(self, result, rows):
        if not rows:
            self.inserted_primary_key_rows = []
            return
        cols, make = self._pk_row_type()
        index = {}
        for c in cols:
            found = result._metadata._lookup_object(c)
            index[c] = found
        out = []
        for params, row in zip(self.compiled_parameters, rows):
            out.append(make([
                row[index[c]] if index[c] is not None else params.get(c.key) for c in cols
            ]))
        self.inserted_primary_key_rows = out


def _rewind(result, rows):
    """Let a result give its rows again."""
    result._processors = None
    result._set_rows([r._data for r in rows])
    result._closed = False
    result._hard_closed = False


DefaultDialect.execution_ctx_cls = DefaultExecutionContext
