"""MetaData, Table and Column."""

from .. import exc
from ..event import _family_dispatch, Events
from ..inspection import _self_inspects
from . import coercions, roles, type_api
from ._constraints import (  # noqa: F401
    CheckConstraint,
    ColumnCollectionConstraint,
    ColumnCollectionMixin,
    Constraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from ._defaults import (  # noqa: F401
    ColumnDefault,
    Computed,
    DefaultClause,
    DefaultGenerator,
    FetchedValue,
    HasConditionalDDL,
    Identity,
    SchemaItem,
    Sequence,
)
from ._labels import conv, quoted_name  # noqa: F401
from ._metadata import MetaData, _get_table_key  # noqa: F401
from .base import NO_ARG, DialectKWArgs, ReadOnlyColumnCollection, _uid
from .elements import ColumnClause, TextClause
from .selectable import TableClause
from .sqltypes import SchemaType

BLANK_SCHEMA = type("_BlankSchema", (), {"__repr__": lambda self: "BLANK_SCHEMA"})()
SchemaConst = type("SchemaConst", (), {"BLANK_SCHEMA": BLANK_SCHEMA, "RETAIN_SCHEMA": object(), "NULL_UNSPECIFIED": NO_ARG})


class DDLEvents(Events):
    """What happens to tables, columns and the schema as a whole."""

    def before_create(self, target, connection, **kw): ...

    def after_create(self, target, connection, **kw): ...

    def before_drop(self, target, connection, **kw): ...

    def after_drop(self, target, connection, **kw): ...

    def before_parent_attach(self, target, parent): ...

    def after_parent_attach(self, target, parent): ...

    def column_reflect(self, inspector, table, column_info): ...


class Table(DialectKWArgs, HasConditionalDDL, SchemaItem, TableClause):
    """A table of a schema."""

    __visit_name__ = "table"
    _dialect_args = {"sqlite": {"autoincrement", "with_rowid", "strict"}}
    _columns_mode = None
    inherit_cache = True

    def __new__(cls, *args, **kw):
        if not args and not kw:
            return object.__new__(cls)
        try:
            name, metadata, *rest = args
        except ValueError:
            raise TypeError("Table() takes at least two positional-only arguments 'name', and 'metadata'") from None
        schema = kw.get("schema")
        if schema is None:
            schema = metadata.schema
        elif schema is BLANK_SCHEMA:
            schema = None
        keep, extend = kw.get("keep_existing", False), kw.get("extend_existing", False)
        if keep and extend:
            raise exc.ArgumentError("keep_existing and extend_existing are mutually exclusive.")
        key = _get_table_key(name, schema)
        if key in metadata.tables:
            if not keep and not extend and rest:
                raise exc.InvalidRequestError(
                    f"Table '{key}' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine "
                    "options and columns on an existing Table object."
                )
            table = metadata.tables[key]
            if extend:
                table._init_existing(*rest, **kw)
            return table
        if kw.get("must_exist"):
            raise exc.InvalidRequestError(f"Table '{key}' not defined")
        table = object.__new__(cls)
        table._start(name, metadata, schema, kw)
        metadata._add_table(name, schema, table)
        try:
            table._init(*rest, **kw)
        except BaseException:
            metadata._remove_table(name, schema)
            raise
        return table

    def __init__(self, *args, **kw):
        pass

    def _start(self, name, metadata, schema, kw):
        self.name = quoted_name.construct(name, kw.get("quote")) if kw.get("quote") is not None else name
        self.metadata = metadata
        self.schema = schema
        self.fullname = f"{schema}.{name}" if schema is not None else name
        self.key = _get_table_key(name, schema)
        self._columns = ReadOnlyColumnCollection()
        self._fks = set()
        self.indexes = set()
        self.constraints = set()
        self._extra_dependencies = set()
        self._key_id = _uid()
        self._primary_key = None

    def _init(self, *args, listeners=(), info=None, comment=None, prefixes=None, implicit_returning=True, autoload_with=None,
              include_columns=None, resolve_fks=True, autoload_replace=True, **kw):
        self._validate_dialect_kwargs({k: v for k, v in kw.items() if k not in _table_kw})
        self._set_primary_key(PrimaryKeyConstraint(_implicit_generated=True))
        self.implicit_returning = implicit_returning
        self.comment = comment
        self._prefixes = list(prefixes or ())
        if info is not None:
            self.info = info
        for evt, fn in listeners:
            from ..event import listen

            listen(self, evt, fn)
        if autoload_with is not None:
            from ..inspection import inspect

            inspect(autoload_with).reflect_table(self, include_columns=include_columns, resolve_fks=resolve_fks)
        self._items(args, "extend" if autoload_with is not None else "new")

    def _items(self, args, mode):
        """Attach columns and constraints; the mode says what becomes of a column that is there already."""
        self._columns_mode = mode
        try:
            self._init_items(*args)
        finally:
            self._columns_mode = None

    def _init_existing(self, *args, autoload_with=None, autoload_replace=True, info=None, comment=None, prefixes=None, **kw):
        if autoload_with is not None:
            from ..inspection import inspect

            inspect(autoload_with).reflect_table(self)
        if info is not None:
            self.info = info
        if comment is not None:
            self.comment = comment
        self._items(args, "extend")

    def _set_primary_key(self, pk):
        self._primary_key = pk
        self.constraints.add(pk)
        pk.parent = self

    @property
    def primary_key(self):
        return self._primary_key

    @property
    def foreign_keys(self):
        return self._fks

    @property
    def foreign_key_constraints(self):
        return {fk.constraint for fk in self._fks if fk.constraint is not None}

    @property
    def _sorted_constraints(self):
        return sorted(self.constraints, key=lambda c: c._creation_order)

    @property
    def _autoincrement_column(self):
        return self._primary_key._autoincrement_column

    @property
    def autoincrement_column(self):
        return self._autoincrement_column

    def add_is_dependent_on(self, table):
        self._extra_dependencies.add(table)

    def _reset_exported(self):
        self.__dict__.pop("_column_data", None)

    def append_column(self, column, *, replace_existing=False):
        column._set_parent_with_dispatch(self, replace_existing=replace_existing)

    def append_constraint(self, constraint):
        constraint._set_parent_with_dispatch(self)

    def _set_parent(self, metadata, **kw):
        metadata._add_table(self.name, self.schema, self)

    def create(self, bind, checkfirst=False):
        from .ddl import SchemaGenerator, run_schema

        run_schema(bind, SchemaGenerator, self, checkfirst=checkfirst)

    def drop(self, bind, checkfirst=False):
        from .ddl import SchemaDropper, run_schema

        run_schema(bind, SchemaDropper, self, checkfirst=checkfirst)

    def exists(self, bind):
        from ..inspection import inspect

        return inspect(bind).has_table(self.name, schema=self.schema)

    def to_metadata(self, metadata, schema=None, name=None, **kw):
        name = name or self.name
        key = _get_table_key(name, self.schema)
        if key in metadata.tables:
            from ..util import warn

            warn(f"Table '{self.description}' already exists within the given MetaData - not copying.")
            return metadata.tables[key]
        args = [c._copy() for c in self.columns]
        table = Table(name, metadata, *args, schema=self.schema, comment=self.comment, **self.dialect_kwargs)
        for const in self._sorted_constraints:
            if const is self.primary_key or getattr(const, "_type_bound", False):
                continue
            if isinstance(const, ForeignKeyConstraint) and all(fk.parent is not None and fk in fk.parent.foreign_keys for fk in const.elements) and len(const.elements) == 1 and any(
                fk.constraint is not None for fk in table.c[const.column_keys[0]].foreign_keys
            ):
                continue
            if isinstance(const, UniqueConstraint) and getattr(const, "_column_flag", False):
                continue
            table.append_constraint(const._copy(target_table=table))
        for index in self.indexes:
            if not index._column_flag:
                Index(index.name, *[table.c[c.key] for c in index.columns], unique=index.unique, _table=table, **index.dialect_kwargs)
        return table

    tometadata = to_metadata

    def __repr__(self):
        parts = [repr(self.name), repr(self.metadata), *[repr(x) for x in self.columns]]
        parts.append(f"schema={self.schema!r}")
        return f"Table({', '.join(parts)})"

    def __str__(self):
        return f"{self.schema}.{self.name}" if self.schema is not None else self.name

    @property
    def description(self):
        return self.name

    def _annotate(self, values):
        return super()._annotate(values)

    @property
    def entity_namespace(self):
        found = self._annotations.get("entity_namespace") if self._annotations else None
        return found.entity_namespace if found is not None and hasattr(found, "entity_namespace") else self.c if found is None else found


_table_kw = {
    "schema", "keep_existing", "extend_existing", "must_exist", "quote", "quote_schema", "autoload", "sqlite_autoincrement_",
}


@_self_inspects
class Column(DialectKWArgs, SchemaItem, ColumnClause):
    """A column of a table."""

    __visit_name__ = "column"
    inherit_cache = True
    _dialect_args = {"sqlite": {"on_conflict_primary_key", "on_conflict_not_null", "on_conflict_unique"}}

    def __init__(
        self, *args, name=None, type_=None, autoincrement="auto", default=NO_ARG, insert_default=NO_ARG, doc=None, key=None,
        index=None, unique=None, info=None, nullable=NO_ARG, onupdate=None, primary_key=False, server_default=None,
        server_onupdate=None, quote=None, system=False, comment=None, insert_sentinel=False, _omit_from_statements=False,
        _proxies=None, **dialect_kwargs,
    ):
        items = list(args)
        if items and (isinstance(items[0], str) or items[0] is None):
            first = items.pop(0)
            if first is not None and name is not None:
                raise exc.ArgumentError("May not pass name positionally and as a keyword.")
            name = name if first is None else first
        if items and (items[0] is None or hasattr(items[0], "_type_affinity")):
            first = items.pop(0)
            if first is not None and type_ is not None:
                raise exc.ArgumentError("May not pass type_ positionally and as a keyword.")
            type_ = type_ if first is None else first
        if name is not None:
            name = quoted_name(name, quote) if quote is not None else name
        elif quote is not None:
            raise exc.ArgumentError("Explicit 'name' is required when sending 'quote' argument")
        self.table = None
        self.name = name
        self.key = key if key is not None else name
        self.type = type_api.to_instance(type_)
        self.is_literal = False
        self.primary_key = bool(primary_key)
        self._insert_sentinel = insert_sentinel
        self._omit_from_statements = _omit_from_statements
        self._user_defined_nullable = None if nullable is NO_ARG or nullable is None else nullable
        self.nullable = not self.primary_key if self._user_defined_nullable is None else self._user_defined_nullable
        self.index = index
        self.unique = unique
        self.system = system
        self.doc = doc
        self.autoincrement = autoincrement
        self.constraints = set()
        self.foreign_keys = set()
        self.comment = comment
        self.computed = self.identity = None
        self._attach_fns = []
        self._creation_order = _uid()
        self._key_id = _uid()
        self._proxies = list(_proxies) if _proxies is not None else ()
        if info is not None:
            self.info = info
        self._validate_dialect_kwargs(dialect_kwargs)
        if isinstance(self.type, SchemaType):
            self.type._set_parent(self)
        if default is NO_ARG and insert_default is not NO_ARG or (insert_default is not NO_ARG and insert_default is not None):
            default = insert_default
        if default is not NO_ARG and default is not None:
            items.append(default if isinstance(default, (ColumnDefault, Sequence)) else ColumnDefault(default))
        if onupdate is not None:
            items.append(onupdate if isinstance(onupdate, (ColumnDefault, Sequence)) else ColumnDefault(onupdate, for_update=True))
        if server_default is not None:
            items.append(server_default._as_for_update(False) if isinstance(server_default, FetchedValue) else DefaultClause(_server_arg(server_default)))
        if server_onupdate is not None:
            items.append(server_onupdate._as_for_update(True) if isinstance(server_onupdate, FetchedValue) else DefaultClause(_server_arg(server_onupdate), for_update=True))
        self._init_items(*items)

    def _set_type(self, type_):
        self.type = type_api.to_instance(type_)
        if isinstance(self.type, SchemaType):
            self.type._set_parent(self)

    def _on_table_attach(self, fn):
        """Call `fn(column, table)` now or when the column gets its table."""
        if self.table is not None:
            fn(self, self.table)
        else:
            self._attach_fns.append(fn)

    def _set_parent(self, table, replace_existing=False, **kw):
        if self.name is None:
            raise exc.ArgumentError("Column must be constructed with a non-blank name or assign a non-blank .name before adding to a Table.")
        if self.key is None:
            self.key = self.name
        if self.table is not None and self.table is not table:
            raise exc.ArgumentError(f"Column object '{self.key}' already assigned to Table '{self.table.description}'")
        existing = table._columns.get(self.key)
        if existing is not None and existing is not self:
            if not replace_existing and table._columns_mode != "extend":
                hint = (
                    "" if table._columns_mode == "new"
                    else "  Specify replace_existing=True to Table.append_column() to replace an existing column"
                )
                raise exc.DuplicateColumnError(
                    f"A column with {'name' if self.key == self.name else 'key'} '{self.key}' is already present in table "
                    f"'{table.name}'.{hint}"
                )
            for fk in list(existing.foreign_keys):
                table._fks.discard(fk)
                if fk.constraint in table.constraints:
                    table.constraints.discard(fk.constraint)
            table._columns.replace(self)
        else:
            table._columns.add(self)
        self.table = table
        table._reset_exported()
        if self.primary_key:
            table.primary_key._replace(self)
        elif table.primary_key is not None and self.key in table.primary_key._columns:
            raise exc.ArgumentError(f"Trying to redefine primary-key column '{self.key}' as a non-primary-key column on table '{table.fullname}'")
        if self.index:
            if isinstance(self.index, str):
                raise exc.ArgumentError("The 'index' keyword argument on Column is boolean only. To create indexes with a specific name, create an explicit Index object external to the Table.")
            table.append_constraint(Index(None, self.key, unique=bool(self.unique), _column_flag=True))
        elif self.unique:
            if isinstance(self.unique, str):
                raise exc.ArgumentError("The 'unique' keyword argument on Column is boolean only. To create unique constraints or indexes with a specific name, append an explicit UniqueConstraint to the Table's list of elements, or create an explicit Index object external to the Table.")
            const = UniqueConstraint(self.key)
            const._column_flag = True
            table.append_constraint(const)
        self.dispatch.before_parent_attach(self, table)
        fns, self._attach_fns = self._attach_fns, []
        for fn in fns:
            fn(self, table)
        for fk in table.metadata._fk_waiting:
            if fk.parent is not None and fk.parent.type._isnull:
                fk._take_type()

    def _set_parent_with_dispatch(self, parent, **kw):
        self._set_parent(parent, **kw)
        self.dispatch.after_parent_attach(self, parent)

    def references(self, column):
        return any(fk.column == column or fk.column.proxy_set & column.proxy_set for fk in self.foreign_keys)

    def append_foreign_key(self, fk):
        fk._set_parent_with_dispatch(self)

    def _set_type_if_null(self, type_):
        if self.type._isnull:
            self.type = type_

    def _gen_cache_key(self, g):
        if self.table is None or not self.table._is_table:
            return ColumnClause._gen_cache_key(self, g)
        own = ("col", self._key_id)
        return (own, self._annotations_key(g)) if self._annotations else own

    def _copy(self, **kw):
        args = [c._copy(**kw) for c in self.constraints if not getattr(c, "_type_bound", False)]
        args += [fk._copy(**kw) for fk in self.foreign_keys if fk.constraint is None or len(fk.constraint.elements) <= 1 or fk.constraint.parent is None]
        server_default, server_onupdate = self.server_default, self.server_onupdate
        if isinstance(server_default, (Computed, Identity)):
            args.append(server_default._copy())
            server_default = server_onupdate = None
        type_ = self.type
        if isinstance(type_, SchemaType):
            type_ = type_.copy()
        c = Column(
            self.name, type_, *args, key=self.key, primary_key=self.primary_key, unique=self.unique, system=self.system,
            index=self.index, autoincrement=self.autoincrement, default=self.default if self.default is not None else NO_ARG,
            server_default=server_default, onupdate=self.onupdate, server_onupdate=server_onupdate, doc=self.doc,
            comment=self.comment, insert_sentinel=self._insert_sentinel, _omit_from_statements=self._omit_from_statements,
            nullable=self.nullable if self._user_defined_nullable is not None else NO_ARG, **self.dialect_kwargs,
        )
        c.nullable = self.nullable
        if "_info" in self.__dict__:
            c.info = dict(self.info)
        return c

    copy = _copy

    def _merge(self, other, *, omit_defaults=None):
        """Take over into `other` what it doesn't say itself (for annotations with a column of their own)."""
        if self.primary_key:
            other.primary_key = True
        if self.autoincrement != "auto" and other.autoincrement == "auto":
            other.autoincrement = self.autoincrement
        if self.system:
            other.system = True
        if self.info:
            other.info.update(self.info)
        if not self.type._isnull and other.type._isnull:
            other._set_type(self.type)
        if self._user_defined_nullable is not None and other._user_defined_nullable is None:
            other.nullable = self.nullable
            other._user_defined_nullable = self._user_defined_nullable
        if self.default is not None and other.default is None:
            self.default._copy()._set_parent_with_dispatch(other)
        if self.server_default and other.server_default is None:
            self.server_default._copy()._set_parent_with_dispatch(other)
        if self.onupdate is not None and other.onupdate is None:
            self.onupdate._copy()._set_parent_with_dispatch(other)
        if self.index and not other.index:
            other.index = True
        if self.unique and not other.unique:
            other.unique = True
        if self.doc and other.doc is None:
            other.doc = self.doc
        if self.comment and other.comment is None:
            other.comment = self.comment
        for const in self.constraints:
            if not getattr(const, "_type_bound", False):
                const._copy()._set_parent_with_dispatch(other)
        for fk in self.foreign_keys:
            if not other.foreign_keys:
                fk._copy()._set_parent_with_dispatch(other)

    def _make_proxy(self, selectable, name=None, key=None, name_is_truncatable=False, compound_select_cols=None, **kw):
        from .elements import _finish_proxy, _truncated

        if name is None and self.name is None:
            raise exc.InvalidRequestError("Cannot initialize a sub-selectable with this Column object until its 'name' has been assigned.")
        c = Column(
            _truncated(name or self.name) if name_is_truncatable else (name or self.name), self.type,
            *[ForeignKey(fk.column if fk._resolved is not None or fk._table_column is not None else fk._get_colspec(), _constraint=fk.constraint) for fk in self.foreign_keys],
            key=key if key else name if name else self.key, primary_key=self.primary_key, nullable=self.nullable,
            _proxies=list(compound_select_cols) if compound_select_cols else [self],
        )
        c.table = selectable
        for fk in c.foreign_keys:
            original = next(f for f in self.foreign_keys if f._get_colspec() == fk._get_colspec())
            fk._resolve_column = original._resolve_column
        _, c = _finish_proxy(self, c, c.key, selectable, compound_select_cols)
        return c.key, c

    def __str__(self):
        if self.name is None:
            return "(no name)"
        if self.table is not None and self.table.named_with_column:
            return f"{self.table.description}.{self.description}"
        return self.description

    def __repr__(self):
        kw = []
        if self.key != self.name:
            kw.append("key")
        if self.primary_key:
            kw.append("primary_key")
        if not self.nullable:
            kw.append("nullable")
        if self.onupdate is not None:
            kw.append("onupdate")
        if self.default is not None:
            kw.append("default")
        if self.server_default is not None:
            kw.append("server_default")
        if self.comment:
            kw.append("comment")
        parts = [repr(self.name), repr(self.type)]
        parts += [repr(x) for x in self.foreign_keys if x is not None]
        parts += [repr(x) for x in self.constraints]
        parts.append("table=None" if self.table is None else f"table=<{self.table.description}>")
        parts += [f"{k}={getattr(self, k)!r}" for k in kw]
        return f"Column({', '.join(parts)})"


def _server_arg(arg):
    if isinstance(arg, (str, TextClause)):
        return arg
    return coercions.expect(roles.ExpressionElementRole, arg)


def insert_sentinel(name=None, type_=None, *, default=None, omit_from_statements=True):
    from .sqltypes import INTEGERTYPE

    return Column(name=name, type_=type_ or INTEGERTYPE, default=default, _omit_from_statements=omit_from_statements, insert_sentinel=True)


_family_dispatch(SchemaItem)(DDLEvents)
TypedColumns = Named = object
