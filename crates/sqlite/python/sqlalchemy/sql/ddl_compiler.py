"""Compiling DDL statements and the names of types."""

import re

from .. import exc
from . import sqltypes
from .compiler import Compiled
from .naming import constraint_name

_phrase = re.compile(r"^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT|DEFERRED|IMMEDIATE|FULL|PARTIAL|SIMPLE)$", re.I)


class DDLCompiler(Compiled):
    """Compiles DDL statements."""

    is_sql = False
    isddl = True
    isinsert = isupdate = isdelete = isplaintext = False
    positional = False

    def __init__(self, dialect, statement, schema_translate_map=None, compile_kwargs=None, **kw):
        self.dialect = dialect
        self.preparer = dialect.identifier_preparer
        self.statement = statement
        self.execution_options = getattr(statement, "_execution_options", {})
        self.string = self.process(statement, **(compile_kwargs or {}))

    @property
    def sql_compiler(self):
        found = self.__dict__.get("_sql_compiler")
        if found is None:
            found = self.__dict__["_sql_compiler"] = self.dialect.statement_compiler(self.dialect, None)
        return found

    @property
    def type_compiler(self):
        return self.dialect.type_compiler_instance

    def construct_params(self, params=None, extracted_parameters=None, **kw):
        return None

    @property
    def params(self):
        return None

    def process(self, obj, **kw):
        from .compiler import _custom_compilers

        custom = _custom_compilers.get(type(obj))
        if custom is not None:
            return custom(obj, self, **kw)
        fn = getattr(self, "visit_" + obj.__visit_name__, None)
        if fn is None:
            raise exc.UnsupportedCompilationError(self, type(obj))
        return fn(obj, **kw)

    def _sql(self, element):
        """An expression within DDL, with its values in the text."""
        text = self.sql_compiler.process(element, include_table=False, literal_binds=True)
        return text

    def visit_ddl(self, ddl, **kw):
        context = dict(ddl.context)
        target = ddl.target
        if target is not None and getattr(target, "_is_table", False):
            context.setdefault("table", self.preparer.quote(target.name))
            context.setdefault("schema", target.schema or "")
            context.setdefault("fullname", self.preparer.format_table(target))
        return ddl.statement % context

    def visit_create_schema(self, create, **kw):
        return "CREATE SCHEMA " + self.preparer.quote(create.element)

    def visit_drop_schema(self, drop, **kw):
        return "DROP SCHEMA " + self.preparer.quote(drop.element)

    def visit_create_table(self, create, **kw):
        table = create.element
        text = "\nCREATE "
        if table._prefixes:
            text += " ".join(table._prefixes) + " "
        text += "TABLE "
        if create.if_not_exists:
            text += "IF NOT EXISTS "
        text += self.preparer.format_table(table) + " ("
        separator, first_pk = "\n", False
        for column in table.columns:
            try:
                part = self._column(column, first_pk=column.primary_key and not first_pk)
            except exc.CompileError as ce:
                raise exc.CompileError(f"(in table '{table.description}', column '{column.name}'): {ce.args[0]}") from ce
            if part is not None:
                text += separator + "\t" + part
                separator = ", \n"
            if column.primary_key:
                first_pk = True
        const = self.create_table_constraints(table, create.include_foreign_key_constraints)
        if const:
            text += separator + "\t" + const
        return text + f"\n){self.post_create_table(table)}\n\n"

    def visit_create_column(self, create, **kw):
        return self._column(create.element)

    def _column(self, column, first_pk=False):
        if column.system:
            return None
        text = self.get_column_specification(column, first_pk=first_pk)
        const = " ".join([self.process(c) for c in column.constraints])
        return text + " " + const if const else text

    def post_create_table(self, table):
        return ""

    def create_table_constraints(self, table, include_fks=None):
        constraints = [table.primary_key] if table.primary_key is not None else []
        fkcs = table.foreign_key_constraints
        omit = fkcs - set(include_fks) if include_fks is not None else set()
        constraints += [c for c in table._sorted_constraints if c is not table.primary_key and c not in omit]
        parts = [
            self.process(c) for c in constraints
            if c._should_create_for_compiler(self)
            and (not self.dialect.supports_alter or not getattr(c, "use_alter", False))
        ]
        return ", \n\t".join([p for p in parts if p])

    def visit_drop_table(self, drop, **kw):
        return "\nDROP TABLE " + ("IF EXISTS " if drop.if_exists else "") + self.preparer.format_table(drop.element)

    def visit_drop_view(self, drop, **kw):
        return "\nDROP VIEW " + ("IF EXISTS " if drop.if_exists else "") + self.preparer.format_table(drop.element)

    def visit_create_view(self, create, word="VIEW", **kw):
        parts = ["CREATE"]
        if create.or_replace:
            parts.append("OR REPLACE")
        if create.temporary:
            parts.append("TEMPORARY")
        parts.append(word)
        if create.if_not_exists:
            parts.append("IF NOT EXISTS")
        select = self.dialect.statement_compiler(self.dialect, create.selectable, compile_kwargs={"literal_binds": True})
        return " ".join([*parts, self.preparer.format_table(create.table), "AS", str(select)])

    def visit_create_table_as(self, create, **kw):
        return self.visit_create_view(create, word="TABLE")

    def visit_create_index(self, create, **kw):
        index = create.element
        if index.table is None:
            raise exc.CompileError(f"Index '{index.name}' is not associated with any table.")
        if index.name is None:
            raise exc.CompileError("CREATE INDEX requires that the index have a name")
        text = "CREATE " + ("UNIQUE " if index.unique else "") + "INDEX " + ("IF NOT EXISTS " if create.if_not_exists else "")
        columns = ", ".join([self._sql(e) for e in index.expressions])
        return text + f"{self._index_name(index)} ON {self.preparer.format_table(index.table)} ({columns})"

    def _index_name(self, index):
        name = self.preparer.quote(index.name)
        schema = index.table.schema if index.table is not None else None
        return self.preparer.quote(schema) + "." + name if schema else name

    def visit_drop_index(self, drop, **kw):
        if drop.element.name is None:
            raise exc.CompileError("DROP INDEX requires that the index have a name")
        return "\nDROP INDEX " + ("IF EXISTS " if drop.if_exists else "") + self._index_name(drop.element)

    def visit_add_constraint(self, create, **kw):
        return f"ALTER TABLE {self.preparer.format_table(create.element.table)} ADD {self.process(create.element)}"

    def visit_drop_constraint(self, drop, **kw):
        name = self.preparer.format_constraint(drop.element)
        if name is None:
            raise exc.CompileError(f"Can't emit DROP CONSTRAINT for constraint {drop.element!r}; it has no name")
        return (
            f"ALTER TABLE {self.preparer.format_table(drop.element.table)} DROP CONSTRAINT "
            f"{'IF EXISTS ' if drop.if_exists else ''}{name}{' CASCADE' if drop.cascade else ''}"
        )

    def get_column_specification(self, column, **kw):
        text = self.preparer.format_column(column) + " " + self.type_compiler.process(column.type, type_expression=column)
        default = self.get_column_default_string(column)
        if default is not None:
            text += " DEFAULT " + default
        if column.computed is not None:
            text += " " + self.process(column.computed)
        identity = column.identity is not None and self.dialect.supports_identity_columns
        if identity:
            text += " " + self.process(column.identity)
        if not column.nullable and not identity:
            text += " NOT NULL"
        return text

    def visit_identity_column(self, identity, **kw):
        text = f"GENERATED {'ALWAYS' if identity.always else 'BY DEFAULT'} AS IDENTITY"
        options = []
        if identity.increment is not None:
            options.append(f"INCREMENT BY {identity.increment}")
        if identity.start is not None:
            options.append(f"START WITH {identity.start}")
        return text + f" ({' '.join(options)})" if options else text

    def get_column_default_string(self, column):
        default = column.server_default
        if default is None or not hasattr(default, "arg"):
            return None
        if isinstance(default.arg, str):
            return self.sql_compiler.render_literal_value(default.arg, sqltypes.STRINGTYPE)
        return self.sql_compiler.process(default.arg, literal_binds=True)

    def _preamble(self, constraint):
        name = constraint_name(constraint)
        return f"CONSTRAINT {self.preparer.quote(name)} " if name is not None else ""

    def _deferrability(self, constraint):
        text = ""
        if constraint.deferrable is not None:
            text += " DEFERRABLE" if constraint.deferrable else " NOT DEFERRABLE"
        if constraint.initially is not None:
            text += " INITIALLY " + self._validated(constraint.initially)
        return text

    def _validated(self, phrase):
        if not _phrase.match(phrase):
            raise exc.CompileError(f"Unexpected SQL phrase: {phrase!r} (matching against {_fk_re_text!r})")
        return phrase

    def visit_check_constraint(self, constraint, **kw):
        return self._preamble(constraint) + f"CHECK ({self._sql(constraint.sqltext)})" + self._deferrability(constraint)

    def visit_primary_key_constraint(self, constraint, **kw):
        if not len(constraint):
            return ""
        cols = constraint.columns_autoinc_first if constraint._implicit_generated else constraint.columns
        names = ", ".join([self.preparer.quote(c.name) for c in cols])
        return self._preamble(constraint) + f"PRIMARY KEY ({names})" + self._deferrability(constraint)

    def remote_table(self, constraint, table):
        return self.preparer.format_table(table)

    def visit_foreign_key_constraint(self, constraint, **kw):
        quote = self.preparer.quote
        remote = constraint.elements[0].column.table
        text = self._preamble(constraint) + "FOREIGN KEY({}) REFERENCES {} ({})".format(
            ", ".join([quote(f.parent.name) for f in constraint.elements]),
            self.remote_table(constraint, remote),
            ", ".join([quote(f.column.name) for f in constraint.elements]),
        )
        if constraint.match is not None:
            text += " MATCH " + self._validated(constraint.match)
        if constraint.ondelete is not None:
            text += " ON DELETE " + self._validated(constraint.ondelete)
        if constraint.onupdate is not None:
            text += " ON UPDATE " + self._validated(constraint.onupdate)
        return text + self._deferrability(constraint)

    def visit_unique_constraint(self, constraint, **kw):
        if not len(constraint):
            return ""
        names = ", ".join([self.preparer.quote(c.name) for c in constraint])
        return self._preamble(constraint) + f"UNIQUE ({names})" + self._deferrability(constraint)

    def visit_computed_column(self, generated, **kw):
        text = f"GENERATED ALWAYS AS ({self._sql(generated.sqltext)})"
        if generated.persisted is True:
            text += " STORED"
        elif generated.persisted is False:
            text += " VIRTUAL"
        return text


_fk_re_text = r"^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)$"


def _length(word, type_):
    text = word
    if type_.length:
        text += f"({type_.length})"
    if getattr(type_, "collation", None):
        text += f' COLLATE "{type_.collation}"'
    return text


class GenericTypeCompiler:
    """The names of types in SQL."""

    def __init__(self, dialect):
        self.dialect = dialect

    def process(self, type_, **kw):
        variant = type_._variant_mapping.get(self.dialect.name)
        if variant is not None:
            type_ = variant
        from .compiler import _custom_compilers

        custom = _custom_compilers.get(type(type_))
        if custom is not None:
            return custom(type_, self, **kw)
        fn = getattr(self, "visit_" + type_.__visit_name__, None)
        if fn is None:
            raise exc.UnsupportedCompilationError(self, type(type_))
        return fn(type_, **kw)

    def visit_type_decorator(self, type_, **kw):
        return self.process(type_.type_engine(self.dialect), **kw)

    def visit_user_defined(self, type_, **kw):
        return _col_spec(type_, kw)

    def visit_null(self, type_, **kw):
        raise exc.CompileError(
            f"Can't generate DDL for {type_!r}; did you forget to specify a type on this Column?"
        )

    def visit_FLOAT(self, type_, **kw):
        return "FLOAT"

    def visit_NUMERIC(self, type_, word="NUMERIC", **kw):
        if type_.precision is None:
            return word
        if type_.scale is None:
            return f"{word}({type_.precision})"
        return f"{word}({type_.precision}, {type_.scale})"

    def visit_DECIMAL(self, type_, **kw):
        return self.visit_NUMERIC(type_, "DECIMAL")

    def visit_TEXT(self, type_, **kw):
        return _length("TEXT", type_)

    def visit_CLOB(self, type_, **kw):
        return _length("CLOB", type_)

    def visit_VARCHAR(self, type_, **kw):
        return _length("VARCHAR", type_)

    def visit_CHAR(self, type_, **kw):
        return _length("CHAR", type_)

    def visit_NVARCHAR(self, type_, **kw):
        return _length("NVARCHAR", type_)

    def visit_NCHAR(self, type_, **kw):
        return _length("NCHAR", type_)

    def visit_BINARY(self, type_, **kw):
        return _length("BINARY", type_)

    def visit_VARBINARY(self, type_, **kw):
        return _length("VARBINARY", type_)

    def visit_uuid(self, type_, **kw):
        return "CHAR(32)"

    def visit_enum(self, type_, **kw):
        return _length("VARCHAR", type_)

    def visit_ARRAY(self, type_, **kw):
        raise exc.UnsupportedCompilationError(self, type(type_))

    visit_unicode = visit_string = visit_VARCHAR
    visit_text = visit_unicode_text = visit_TEXT
    visit_numeric = visit_NUMERIC


def _col_spec(type_, kw):
    code = getattr(type_.get_col_spec, "__code__", None)
    return type_.get_col_spec(**kw) if code is not None and code.co_flags & 0x08 else type_.get_col_spec()


for _name, _text in {
    "REAL": "REAL", "DOUBLE": "DOUBLE", "DOUBLE_PRECISION": "DOUBLE PRECISION", "INTEGER": "INTEGER", "SMALLINT": "SMALLINT",
    "BIGINT": "BIGINT", "TIMESTAMP": "TIMESTAMP", "DATETIME": "DATETIME", "DATE": "DATE", "TIME": "TIME", "BLOB": "BLOB",
    "BOOLEAN": "BOOLEAN", "UUID": "UUID", "large_binary": "BLOB", "boolean": "BOOLEAN", "time": "TIME",
    "datetime": "DATETIME", "date": "DATE", "big_integer": "BIGINT", "small_integer": "SMALLINT", "integer": "INTEGER",
    "float": "FLOAT", "double": "DOUBLE", "JSON": "JSON",
}.items():
    setattr(GenericTypeCompiler, "visit_" + _name, lambda self, type_, _text=_text, **kw: _text)


class StrSQLTypeCompiler(GenericTypeCompiler):
    """Names for `str(type)`; a type that no database is known to have shows its own name."""

    def process(self, type_, **kw):
        fn = getattr(self, "visit_" + type_.__visit_name__, None)
        return fn(type_, **kw) if fn else type_.__visit_name__

    def visit_null(self, type_, **kw):
        return "NULL"

    def visit_user_defined(self, type_, **kw):
        return _col_spec(type_, kw) if hasattr(type_, "get_col_spec") else type(type_).__name__

    def visit_ARRAY(self, type_, **kw):
        return "ARRAY"
