"""The SQLite dialect: its SQL, its DDL, and how its driver is called."""

import os
import re

from ... import exc, pool
from ...engine.default import DefaultDialect
from ...sql import elements, sqltypes
from ...sql.compiler import IdentifierPreparer, SQLCompiler
from ...sql.ddl_compiler import DDLCompiler, GenericTypeCompiler
from ...util import asbool, warn
from .reflect import SQLiteReflection
from .types import JSON, JSONB, _DateTimeMixin, colspecs, ischema_names  # noqa: F401


class SQLiteCompiler(SQLCompiler):
    extract_map = {
        "month": "%m", "day": "%d", "year": "%Y", "second": "%S", "hour": "%H", "doy": "%j", "minute": "%M",
        "epoch": "%s", "dow": "%w", "week": "%W",
    }
    _returning_kw = {"include_table": False}

    def visit_truediv_binary(self, binary, operator, **kw):
        return self.process(binary.left, **kw) + " / (" + self.process(binary.right, **kw) + " + 0.0)"

    def visit_now_func(self, fn, **kw):
        return "CURRENT_TIMESTAMP"

    def visit_localtimestamp_func(self, func, **kw):
        return "DATETIME(CURRENT_TIMESTAMP, 'localtime')"

    def visit_char_length_func(self, fn, **kw):
        return "length" + self.function_argspec(fn, **kw)

    def visit_aggregate_strings_func(self, fn, **kw):
        expr, delimiter = list(fn.clauses)[:2]
        return f"group_concat({self.process(expr, **kw)}, {self.process(delimiter, **{**kw, 'literal_execute': True})})"

    def visit_extract(self, extract, **kw):
        try:
            field = self.extract_map[extract.field]
        except KeyError as err:
            raise exc.CompileError(f"{extract.field} is not a valid extract argument.") from err
        return f"CAST(STRFTIME('{field}', {self.process(extract.expr, **kw)}) AS INTEGER)"

    def limit_clause(self, select, **kw):
        text = ""
        if select._limit_clause is not None:
            text += "\n LIMIT " + self.process(select._limit_clause, **kw)
        if select._offset_clause is not None:
            if select._limit_clause is None:
                text += "\n LIMIT " + self.process(elements.literal(-1))
            return text + " OFFSET " + self.process(select._offset_clause, **kw)
        return text + " OFFSET " + self.process(elements.literal(0), **kw)

    def for_update_clause(self, select, **kw):
        return ""

    def visit_is_distinct_from_binary(self, binary, operator, **kw):
        return self.process(binary.left) + " IS NOT " + self.process(binary.right)

    def visit_is_not_distinct_from_binary(self, binary, operator, **kw):
        return self.process(binary.left) + " IS " + self.process(binary.right)

    def visit_json_getitem_op_binary(self, binary, operator, _cast_applied=False, **kw):
        is_json = binary.type._type_affinity is sqltypes.JSON
        if not _cast_applied and not is_json:
            return self.process(elements.cast(binary, binary.type), _cast_applied=True, **kw)
        text = f"JSON_EXTRACT({self.process(binary.left, **kw)}, {self.process(binary.right, **kw)})"
        return f"JSON_QUOTE({text})" if is_json else text

    visit_json_path_getitem_op_binary = visit_json_getitem_op_binary

    def visit_empty_set_expr(self, count):
        ones = ", ".join(["1"] * count)
        return f"SELECT {ones} FROM (SELECT {ones}) WHERE 1!=1"

    def visit_regexp_match_op_binary(self, binary, operator, **kw):
        return self._generic_binary(binary, " REGEXP ", **kw)

    def visit_not_regexp_match_op_binary(self, binary, operator, **kw):
        return self._generic_binary(binary, " NOT REGEXP ", **kw)

    def visit_bitwise_xor_op_binary(self, binary, operator, **kw):
        kw["eager_grouping"] = True
        either = self._generic_binary(binary, " | ", **kw)
        both = self._generic_binary(binary, " & ", **kw)
        return f"({either} - {both})"

    def _conflict_target(self, clause, **kw):
        if clause.inferred_target_elements is None:
            return ""
        names = ", ".join([
            self.preparer.quote(c) if isinstance(c, str) else self.process(c, include_table=False)
            for c in clause.inferred_target_elements
        ])
        text = f"({names})"
        if clause.inferred_target_whereclause is not None:
            where = self.process(clause.inferred_target_whereclause, **{**kw, "include_table": False, "literal_execute": True})
            text += " WHERE " + where
        return text

    def visit_on_conflict_clauses(self, clauses, **kw):
        return " ".join([self.process(c, **kw) for c in clauses.clauses])

    def visit_on_conflict_do_nothing(self, clause, **kw):
        target = self._conflict_target(clause, **kw)
        return f"ON CONFLICT {target} DO NOTHING" if target else "ON CONFLICT DO NOTHING"

    def visit_on_conflict_do_update(self, clause, **kw):
        target = self._conflict_target(clause, **kw)
        values = dict(clause.update_values_to_set)
        table = self.stack[-1]["selectable"].table
        sets = []
        for c in table.c:
            if c.key in values:
                value = values.pop(c.key)
            elif c in values:
                value = values.pop(c)
            else:
                continue
            if value._is_bind_parameter and value.type._isnull:
                value = value._with_binary_element_type(c.type)
            sets.append(f"{self.preparer.quote(c.name)} = {self.process(value.self_group(), **kw)}")
        if values:
            names = ", ".join([f"'{c}'" for c in values])
            warn(f"Additional column names not matching any column keys in table '{table.name}': {names}")
            for k, v in values.items():
                key = self.preparer.quote(k) if isinstance(k, str) else self.process(k, **kw)
                sets.append(f"{key} = {self.process(v, **kw)}")
        text = ", ".join(sets)
        if clause.update_whereclause is not None:
            text += " WHERE " + self.process(clause.update_whereclause, **{**kw, "include_table": True})
        return f"ON CONFLICT {target} DO UPDATE SET {text}"


class SQLiteDDLCompiler(DDLCompiler):
    def get_column_specification(self, column, **kw):
        text = self.preparer.format_column(column) + " " + self.type_compiler.process(column.type, type_expression=column)
        default = self.get_column_default_string(column)
        if default is not None:
            if not re.match(r"""^\s*[\'\"\(]""", default) and re.match(r".*\W.*", default):
                default = f"({default})"
            text += f" DEFAULT {default}"
        options = column.dialect_options["sqlite"]
        if not column.nullable:
            text += " NOT NULL"
            if options["on_conflict_not_null"] is not None:
                text += " ON CONFLICT " + options["on_conflict_not_null"]
        if column.primary_key:
            single = len(column.table.primary_key.columns) == 1
            if column.autoincrement is True and not single:
                raise exc.CompileError("SQLite does not support autoincrement for composite primary keys")
            if self._inline_pk(column):
                text += " PRIMARY KEY"
                if options["on_conflict_primary_key"] is not None:
                    text += " ON CONFLICT " + options["on_conflict_primary_key"]
                text += " AUTOINCREMENT"
        if column.computed is not None:
            text += " " + self.process(column.computed)
        return text

    def _inline_pk(self, c):
        return (
            c.table.dialect_options["sqlite"]["autoincrement"]
            and len(c.table.primary_key.columns) == 1
            and issubclass(c.type._type_affinity, sqltypes.Integer)
            and not c.foreign_keys
        )

    def _on_conflict(self, constraint, option):
        text = constraint.dialect_options["sqlite"]["on_conflict"]
        if text is None and option and len(constraint.columns) == 1:
            text = list(constraint)[0].dialect_options["sqlite"][option]
        return "" if text is None else " ON CONFLICT " + text

    def visit_primary_key_constraint(self, constraint, **kw):
        if len(constraint.columns) == 1 and self._inline_pk(list(constraint)[0]):
            return None
        text = super().visit_primary_key_constraint(constraint)
        return text + self._on_conflict(constraint, "on_conflict_primary_key") if text else text

    def visit_unique_constraint(self, constraint, **kw):
        return super().visit_unique_constraint(constraint) + self._on_conflict(constraint, "on_conflict_unique")

    def visit_check_constraint(self, constraint, **kw):
        return super().visit_check_constraint(constraint) + self._on_conflict(constraint, None)

    def visit_foreign_key_constraint(self, constraint, **kw):
        if constraint.elements[0].parent.table.schema != constraint.elements[0].column.table.schema:
            return None
        return super().visit_foreign_key_constraint(constraint)

    def remote_table(self, constraint, table):
        return self.preparer.format_table(table, use_schema=False)

    def visit_create_index(self, create, **kw):
        index = create.element
        text = super().visit_create_index(create)
        where = index.dialect_options["sqlite"]["where"]
        if where is not None:
            if isinstance(where, str):
                where = elements.TextClause(where)
            text += " WHERE " + self._sql(where)
        return text

    def post_create_table(self, table):
        options = table.dialect_options["sqlite"]
        found = []
        if options["with_rowid"] is False:
            found.append("WITHOUT ROWID")
        if options["strict"]:
            found.append("STRICT")
        return "\n " + ",\n ".join(found) if found else ""


class SQLiteTypeCompiler(GenericTypeCompiler):
    def _text(self, type_, word):
        return word if not isinstance(type_, _DateTimeMixin) or type_.format_is_text_affinity else word + "_CHAR"

    def visit_DATETIME(self, type_, **kw):
        return self._text(type_, "DATETIME")

    def visit_DATE(self, type_, **kw):
        return self._text(type_, "DATE")

    def visit_TIME(self, type_, **kw):
        return self._text(type_, "TIME")

    visit_datetime, visit_date, visit_time = visit_DATETIME, visit_DATE, visit_TIME

    def visit_JSONB(self, type_, **kw):
        return "JSONB"


class SQLiteIdentifierPreparer(IdentifierPreparer):
    reserved_words = frozenset(
        "add after all alter analyze and as asc attach autoincrement before begin between by cascade case cast check collate "
        "column commit conflict constraint create cross current_date current_time current_timestamp database default "
        "deferrable deferred delete desc detach distinct drop each else end escape except exclusive exists explain false fail "
        "for foreign from full glob group having if ignore immediate in index indexed initially inner insert instead intersect "
        "into is isnull join key left like limit match natural not notnull null of offset on or order outer plan pragma primary "
        "query raise references reindex rename replace restrict right rollback row select set table temp temporary then to "
        "transaction trigger true union unique update using vacuum values view virtual when where".split()
    )


class SQLiteDialect(SQLiteReflection, DefaultDialect):
    name = "sqlite"
    statement_compiler = SQLiteCompiler
    ddl_compiler = SQLiteDDLCompiler
    type_compiler_cls = SQLiteTypeCompiler
    preparer = SQLiteIdentifierPreparer
    colspecs = colspecs
    ischema_names = ischema_names
    default_paramstyle = paramstyle = "qmark"
    positional = True
    supports_alter = False
    default_schema_name = "main"
    supports_default_values = True
    supports_default_metavalue = True
    default_metavalue_token = "NULL"
    supports_empty_insert = False
    supports_multivalues_insert = True
    tuple_in_values = True
    use_insertmanyvalues = True
    insert_returning = update_returning = delete_returning = True
    insert_executemany_returning = insert_executemany_returning_sort_by_parameter_order = True
    insert_null_pk_still_autoincrements = True
    insertmanyvalues_max_parameters = 32766
    _isolation_lookup = {"READ UNCOMMITTED": 1, "SERIALIZABLE": 0, "AUTOCOMMIT": None}

    def __init__(self, native_datetime=False, json_serializer=None, json_deserializer=None, insertmanyvalues_page_size=None,
                 use_insertmanyvalues=None, **kw):
        super().__init__(**kw)
        self._json_serializer = json_serializer
        self._json_deserializer = json_deserializer
        self.native_datetime = native_datetime
        if insertmanyvalues_page_size is not None:
            self.insertmanyvalues_page_size = insertmanyvalues_page_size
        level = self._on_connect_isolation_level
        if level is not None:
            self._check_level(level)

    def get_isolation_level_values(self, dbapi_connection=None):
        return list(self._isolation_lookup)

    def _check_level(self, level):
        if level not in self._isolation_lookup:
            raise exc.ArgumentError(
                f"Invalid value {level!r} for isolation_level. Valid isolation levels for '{self.name}' are "
                f"{', '.join(self._isolation_lookup)}"
            )

    def _assert_and_set_isolation_level(self, dbapi_connection, level):
        level = level.replace("_", " ")
        self._check_level(level)
        self.set_isolation_level(dbapi_connection, level)

    def set_isolation_level(self, dbapi_connection, level):
        if level == "AUTOCOMMIT":
            dbapi_connection.isolation_level = None
            return
        dbapi_connection.isolation_level = ""
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA read_uncommitted = {self._isolation_lookup[level]}")
        cursor.close()

    def get_isolation_level(self, dbapi_connection):
        cursor = dbapi_connection.cursor()
        cursor.execute("PRAGMA read_uncommitted")
        row = cursor.fetchone()
        cursor.close()
        return "READ UNCOMMITTED" if row and row[0] == 1 else "SERIALIZABLE"


class SQLiteDialect_pysqlite(SQLiteDialect):
    driver = "pysqlite"

    @classmethod
    def import_dbapi(cls):
        import sqlite3

        return sqlite3

    @classmethod
    def _is_url_file_db(cls, url):
        return bool(url.database and url.database != ":memory:" and url.query.get("mode") != "memory")

    @classmethod
    def get_pool_class(cls, url):
        return pool.QueuePool if cls._is_url_file_db(url) else pool.SingletonThreadPool

    def _get_server_version_info(self, connection):
        return self.dbapi.sqlite_version_info

    def initialize_from(self, dbapi_connection):
        """With the first connection: what the server is and how it is set."""
        self.server_version_info = self._get_server_version_info(None)
        if self._on_connect_isolation_level is None:
            self.default_isolation_level = self.get_isolation_level(dbapi_connection)
        else:
            self.default_isolation_level = "SERIALIZABLE"

    def on_connect_url(self, url):
        return self.on_connect()

    def on_connect(self):
        def regexp(a, b):
            return None if b is None else re.search(a, b) is not None

        level = self._on_connect_isolation_level

        def connect(connection):
            connection.create_function("regexp", 2, regexp, deterministic=True)
            # No floor is registered: the browser's SQLite has its own, which can't be replaced, and nothing registered can be called.
            if level is not None:
                self._assert_and_set_isolation_level(connection, level)

        return connect

    def create_connect_args(self, url):
        if url.username or url.password or url.host or url.port:
            raise exc.ArgumentError(
                f"Invalid SQLite URL: {url}\nValid SQLite URL forms are:\n sqlite:///:memory: (or, sqlite://)\n "
                "sqlite:///relative/path/to/file.db\n sqlite:////absolute/path/to/file.db"
            )
        known = {
            "uri": asbool, "timeout": float, "isolation_level": str, "detect_types": int, "check_same_thread": asbool,
            "cached_statements": int,
        }
        opts = {k: known[k](v) for k, v in url.query.items() if k in known}
        rest = {k: v for k, v in url.query.items() if k not in known}
        if opts.get("uri"):
            filename = url.database
            if rest:
                filename += "?" + "&".join([f"{k}={rest[k]}" for k in sorted(rest)])
        else:
            if rest:
                warn(
                    f"Query string argument(s) {', '.join(repr(k) for k in sorted(rest))} are not accepted by the pysqlite driver "
                    "and are being ignored; SQLite URI arguments require that 'uri=true' also be present in the URL.",
                    code="squa",
                )
            filename = url.database or ":memory:"
            if filename != ":memory:":
                filename = os.path.abspath(filename)
        opts.setdefault("check_same_thread", not self._is_url_file_db(url))
        return [filename], opts

    def is_disconnect(self, e, connection, cursor):
        return isinstance(e, self.dbapi.ProgrammingError) and "Cannot operate on a closed database." in str(e)


dialect = SQLiteDialect_pysqlite
