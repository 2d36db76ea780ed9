"""Foreign keys, constraints and indexes."""

from .. import exc
from . import coercions, roles, visitors
from ._defaults import HasConditionalDDL, SchemaItem
from .base import DedupeColumnCollection, DialectKWArgs, _uid
from .naming import apply_naming


class ForeignKey(DialectKWArgs, SchemaItem):
    """A column that refers to another one."""

    __visit_name__ = "foreign_key"
    parent = None

    def __init__(
        self, column, _constraint=None, use_alter=False, name=None, onupdate=None, ondelete=None, deferrable=None,
        initially=None, link_to_name=False, match=None, info=None, comment=None, _unresolvable=False, **dialect_kw,
    ):
        resolved = None if isinstance(column, str) else coercions.resolve(column)
        self._colspec = column if isinstance(column, str) else resolved
        if not isinstance(column, str):
            if resolved is None or not resolved._is_column_element:
                raise exc.ArgumentError(
                    f"String column name or Column object for DDL foreign key constraint expected, got {column!r}."
                )
            if resolved.table is not None and not resolved.table._is_table:
                raise exc.ArgumentError(
                    f"ForeignKey received Column not bound to a Table, got: {resolved.table!r}"
                )
        self._table_column = None if isinstance(column, str) else resolved
        self.constraint = _constraint
        self.use_alter = use_alter
        self.name = name
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.deferrable = deferrable
        self.initially = initially
        self.link_to_name = link_to_name
        self.match = match
        self.comment = comment
        if info:
            self.info = info
        self._validate_dialect_kwargs(dialect_kw)
        self._resolved = None

    def __repr__(self):
        return f"ForeignKey({self._get_colspec()!r})"

    def _copy(self, *, schema=None, **kw):
        fk = ForeignKey(
            self._get_colspec(schema=schema), use_alter=self.use_alter, name=self.name, onupdate=self.onupdate,
            ondelete=self.ondelete, deferrable=self.deferrable, initially=self.initially, link_to_name=self.link_to_name,
            match=self.match, comment=self.comment, **self.dialect_kwargs,
        )
        if "_info" in self.__dict__:
            fk.info = self.info
        return fk

    def _get_colspec(self, schema=None, table_name=None):
        if self._table_column is not None:
            col = self._table_column
            if col.table is None:
                return col.key
            return f"{table_name or col.table.fullname}.{col.key}"
        if table_name:
            return f"{table_name}.{self._colspec.rsplit('.', 1)[-1]}"
        return self._colspec

    target_fullname = property(_get_colspec)

    def _tokens(self):
        """The schema, table and column that a specification names; the column may be left out."""
        parts = self._get_colspec().split(".")
        if len(parts) == 1:
            return None, parts[0], None
        return (".".join(parts[:-2]) or None), parts[-2], parts[-1]

    def _target_table_name(self):
        return self._table_column.table.name if self._table_column is not None else self._tokens()[1]

    def _table_key(self):
        if self._table_column is not None:
            return None if self._table_column.table is None else self._table_column.table.key
        schema, table, _ = self._tokens()
        if schema is None and self.parent is not None and getattr(self.parent, "table", None) is not None:
            schema = self.parent.table.metadata.schema
        return f"{schema}.{table}" if schema else table

    _referred_table_key = property(_table_key)

    def references(self, table):
        return table.corresponding_column(self.column) is not None

    def get_referent(self, table):
        return table.c.corresponding_column(self.column)

    @property
    def column(self):
        if self._resolved is None:
            self._resolved = self._resolve_column()
        return self._resolved

    def _resolve_column(self, raiseerr=True):
        if self._table_column is not None:
            return self._table_column
        parent = self.parent
        if parent is None:
            raise exc.InvalidRequestError("this ForeignKey object does not yet have a parent Column associated with it.")
        if parent.table is None:
            raise exc.InvalidRequestError("this ForeignKey's parent column is not yet associated with a Table.")
        table_key, colname = self._table_key(), self._tokens()[2]
        metadata = parent.table.metadata
        table = metadata.tables.get(table_key)
        if table is None:
            raise exc.NoReferencedTableError(
                f"Foreign key associated with column '{parent}' could not find table '{table_key}' with which to generate "
                f"a foreign key to target column '{colname if colname else parent.key}'",
                table_key,
            )
        key = colname or parent.key
        column = None
        if self.link_to_name:
            column = next((c for c in table.c if c.name == key), None)
        else:
            column = table.c.get(key)
        if column is None:
            raise exc.NoReferencedColumnError(
                f"Could not initialize target column for ForeignKey '{self._get_colspec()}' on table '{parent.table.name}': "
                f"table '{table.name}' has no column named '{key}'",
                table.name,
                key,
            )
        return column

    def _set_parent(self, column, **kw):
        if self.parent is not None and self.parent is not column:
            raise exc.InvalidRequestError("This ForeignKey already has a parent !")
        self.parent = column
        if not isinstance(column.foreign_keys, set):
            column.foreign_keys = set()
        column.foreign_keys.add(self)
        column._on_table_attach(self._set_table)

    def _set_table(self, column, table):
        if self.constraint is None:
            self.constraint = ForeignKeyConstraint(
                [], [], use_alter=self.use_alter, name=self.name, onupdate=self.onupdate, ondelete=self.ondelete,
                deferrable=self.deferrable, initially=self.initially, match=self.match, comment=self.comment,
                **self.dialect_kwargs,
            )
            self.constraint._append_element(column, self)
            self.constraint._set_parent_with_dispatch(table)
        table._fks.add(self)
        self._take_type()
        table.metadata._fk_waiting.append(self)

    def _take_type(self):
        """A column without a type takes that of the column to which it refers."""
        column = self.parent
        if column is not None and column.type._isnull:
            try:
                target = self._resolve_column()
            except exc.NoReferenceError:
                return
            except exc.InvalidRequestError:
                return
            if not target.type._isnull:
                column.type = target.type


class Constraint(DialectKWArgs, HasConditionalDDL, SchemaItem):
    """Base of table constraints."""

    __visit_name__ = "constraint"
    _dialect_args = {"sqlite": {"on_conflict"}}
    parent = None

    def __init__(
        self, name=None, deferrable=None, initially=None, info=None, comment=None, _create_rule=None, _type_bound=False,
        **dialect_kw,
    ):
        self.name = name
        self.deferrable = deferrable
        self.initially = initially
        if info:
            self.info = info
        self._create_rule = _create_rule
        self._type_bound = _type_bound
        self._creation_order = _uid()
        self.comment = comment
        self._validate_dialect_kwargs(dialect_kw)

    def _should_create_for_compiler(self, compiler):
        if self._create_rule is not None and not self._create_rule(compiler):
            return False
        return super()._should_create_for_compiler(compiler)

    @property
    def table(self):
        from .schema import Table

        if isinstance(self.parent, Table):
            return self.parent
        if self.parent is not None and getattr(self.parent, "table", None) is not None:
            return self.parent.table
        raise exc.InvalidRequestError("This constraint is not bound to a table.  Did you mean to call table.append_constraint(constraint) ?")

    def _set_parent_with_dispatch(self, parent, **kw):
        self._set_parent(parent, **kw)
        if getattr(parent, "_is_table", False):
            apply_naming(self, parent)
        else:
            parent._on_table_attach(lambda col, table: apply_naming(self, table))

    def _set_parent(self, parent, **kw):
        self.parent = parent
        parent.constraints.add(self)


class ColumnCollectionMixin:
    """Columns given by name or as objects, found when the table is known."""

    _allow_multiple_tables = False

    def __init__(self, *columns, _autoattach=True, _column_flag=False, _gather_expressions=None):
        self._pending_colargs = []
        self._columns = DedupeColumnCollection()
        for expr in columns:
            resolved = coercions.expect(roles.DDLConstraintColumnRole, expr)
            if isinstance(resolved, str):
                self._pending_colargs.append(resolved)
                if _gather_expressions is not None:
                    _gather_expressions.append(resolved)
                continue
            cols = []
            visitors.traverse(resolved, {}, {"column": cols.append})
            self._pending_colargs.append(cols[0] if cols else None)
            if _gather_expressions is not None:
                _gather_expressions.append(resolved)
        if _autoattach and self._pending_colargs:
            self._check_attach()

    def _check_attach(self):
        """Attach to the table once all columns that are given as objects have one."""
        cols = [c for c in self._pending_colargs if c is not None and not isinstance(c, str) and hasattr(c, "_on_table_attach")]
        waiting = [c for c in cols if c.table is None]
        if waiting:
            left = set(map(id, waiting))

            def attached(column, table):
                left.discard(id(column))
                if not left and self.parent is None:
                    self._set_parent_with_dispatch(table)

            for c in waiting:
                c._on_table_attach(attached)
        elif cols and len(cols) == len([c for c in self._pending_colargs if c is not None]):
            tables = {id(c.table): c.table for c in cols}
            if len(tables) == 1:
                self._set_parent_with_dispatch(next(iter(tables.values())))
            elif not self._allow_multiple_tables:
                table = cols[0].table
                others = [c for c in cols[1:] if c.table is not table]
                names = ", ".join(f"'{c}'" for c in others)
                raise exc.ArgumentError(f"Column(s) {names} are not part of table '{table.description}'.")

    @property
    def columns(self):
        return self._columns

    c = columns

    def _resolve_cols(self, table):
        found = []
        for col in self._pending_colargs:
            if isinstance(col, str):
                try:
                    col = table._columns[col]
                except KeyError as err:
                    raise exc.ConstraintColumnNotFoundError(
                        f"Can't create {type(self).__name__} on table '{table.description}': no column named '{col}' is present."
                    ) from err
            found.append(col)
        return found

    def _set_parent_cols(self, table):
        for col in self._resolve_cols(table):
            if col is not None:
                self._columns.add(col)


class ColumnCollectionConstraint(ColumnCollectionMixin, Constraint):
    def __init__(self, *columns, name=None, deferrable=None, initially=None, info=None, _autoattach=True, _column_flag=False, _gather_expressions=None, **kw):
        Constraint.__init__(self, name=name, deferrable=deferrable, initially=initially, info=info, **kw)
        ColumnCollectionMixin.__init__(self, *columns, _autoattach=_autoattach, _gather_expressions=_gather_expressions)

    def _set_parent(self, parent, **kw):
        Constraint._set_parent(self, parent)
        self._set_parent_cols(parent)

    def __contains__(self, x):
        return self._columns.contains_column(x)

    def contains_column(self, col):
        return self._columns.contains_column(col)

    def __iter__(self):
        return iter(self._columns)

    def __len__(self):
        return len(self._columns)

    def __bool__(self):
        return True

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(repr(c) for c in self._columns)})"

    def _copy(self, *, target_table=None, **kw):
        names = [c.key for c in self._columns] or [c if isinstance(c, str) else c.key for c in self._pending_colargs]
        return type(self)(
            *names, name=self.name, deferrable=self.deferrable, initially=self.initially, comment=self.comment,
            **self.dialect_kwargs,
        )


class CheckConstraint(ColumnCollectionConstraint):
    __visit_name__ = "check_constraint"
    _allow_multiple_tables = True

    def __init__(self, sqltext, name=None, deferrable=None, initially=None, table=None, info=None, _create_rule=None, _autoattach=True, _type_bound=False, **dialect_kw):
        self.sqltext = coercions.expect(roles.DDLExpressionRole, sqltext)
        columns = []
        visitors.traverse(self.sqltext, {}, {"column": columns.append})
        super().__init__(
            *columns, name=name, deferrable=deferrable, initially=initially, info=info, _create_rule=_create_rule,
            _type_bound=_type_bound, _autoattach=False, **dialect_kw,
        )
        if table is not None:
            self._set_parent_with_dispatch(table)
        elif _autoattach and not _type_bound and columns:
            self._check_attach()

    @property
    def is_column_level(self):
        return not getattr(self.parent, "_is_table", False)

    def __repr__(self):
        parts = [repr(self.sqltext)]
        if self.name is not None:
            parts.append(f"name={self.name!r}")
        if getattr(getattr(self, "parent", None), "_is_table", False):
            parts.append(f"table={self.parent!r}")
        return f"CheckConstraint({', '.join(parts)})"

    def _set_parent(self, parent, **kw):
        Constraint._set_parent(self, parent)
        if getattr(parent, "_is_table", False):
            self._set_parent_cols(parent)
        else:
            self._columns.add(parent)

    def _copy(self, *, target_table=None, **kw):
        sqltext = self.sqltext
        if target_table is not None:
            source = next((c.table for c in self._columns if c.table is not None), None)
            if source is not None:
                sqltext = visitors.replacement_traverse(
                    sqltext, {}, lambda e: target_table.c.get(e.key) if getattr(e, "table", None) is source and e.__visit_name__ == "column" else None
                )
        return CheckConstraint(sqltext, name=self.name, initially=self.initially, deferrable=self.deferrable, _autoattach=False, _type_bound=self._type_bound)


class ForeignKeyConstraint(ColumnCollectionConstraint):
    __visit_name__ = "foreign_key_constraint"

    def __init__(
        self, columns, refcolumns, name=None, onupdate=None, ondelete=None, deferrable=None, initially=None,
        use_alter=False, link_to_name=False, match=None, table=None, info=None, comment=None, **dialect_kw,
    ):
        Constraint.__init__(
            self, name=name, deferrable=deferrable, initially=initially, info=info, comment=comment, **dialect_kw
        )
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.link_to_name = link_to_name
        self.use_alter = use_alter
        self.match = match
        if len(set(columns)) != len(refcolumns):
            if len(set(columns)) != len(columns):
                raise exc.ArgumentError("ForeignKeyConstraint on %s(%s) has duplicate column references specified" % (
                    table.fullname if table is not None else "", ", ".join(map(str, columns))))
            raise exc.ArgumentError(
                "ForeignKeyConstraint number of constrained columns must match the number of referenced columns."
            )
        self.elements = [
            ForeignKey(
                refcol, _constraint=self, name=name, onupdate=onupdate, ondelete=ondelete, use_alter=use_alter,
                link_to_name=link_to_name, match=match, deferrable=deferrable, initially=initially, **dialect_kw,
            )
            for refcol in refcolumns
        ]
        ColumnCollectionMixin.__init__(self, *columns, _autoattach=True)
        if table is not None:
            self._set_parent_with_dispatch(table)

    def _append_element(self, column, fk):
        self._columns.add(column)
        self.elements.append(fk)

    @property
    def column_keys(self):
        if self.parent is not None:
            return [c.key for c in self._columns]
        return [c.key if hasattr(c, "key") else str(c) for c in self._pending_colargs]

    @property
    def _referred_schema(self):
        return self.elements[0]._tokens()[0] if self.elements else None

    @property
    def referred_table(self):
        return self.elements[0].column.table

    def _set_parent(self, table, **kw):
        Constraint._set_parent(self, table)
        if self._pending_colargs:
            self._set_parent_cols(table)
        for col, fk in zip(self._columns, self.elements):
            if fk.parent is not col:
                fk._set_parent(col)
                table._fks.add(fk)

    def _copy(self, *, schema=None, target_table=None, **kw):
        return ForeignKeyConstraint(
            self.column_keys, [x._get_colspec(schema=schema) for x in self.elements], name=self.name, onupdate=self.onupdate,
            ondelete=self.ondelete, use_alter=self.use_alter, deferrable=self.deferrable, initially=self.initially,
            link_to_name=self.link_to_name, match=self.match, comment=self.comment, **self.dialect_kwargs,
        )


class PrimaryKeyConstraint(ColumnCollectionConstraint):
    __visit_name__ = "primary_key_constraint"

    def __init__(self, *columns, name=None, deferrable=None, initially=None, info=None, _implicit_generated=False, **dialect_kw):
        self._implicit_generated = _implicit_generated
        super().__init__(*columns, name=name, deferrable=deferrable, initially=initially, info=info, **dialect_kw)

    def _set_parent(self, table, **kw):
        Constraint._set_parent(self, table)
        if table.primary_key is not self:
            table.constraints.discard(table.primary_key)
            table._primary_key = self
            table.constraints.add(self)
        cols = self._resolve_cols(table)
        marked = [c for c in table._columns if c.primary_key]
        if cols:
            for c in cols:
                c.primary_key = True
                if c._user_defined_nullable is None:
                    c.nullable = False
            if marked and {*marked} != {*cols} and not set(marked) <= set(cols):
                from ..util import warn

                warn(
                    f"Table '{table.name}' specifies columns {', '.join(repr(c.name) for c in marked)} as primary_key=True, not "
                    f"matching locally specified columns {', '.join(repr(c.name) for c in cols)}; setting the current primary key "
                    f"columns to {', '.join(repr(c.name) for c in cols)}. This warning may become an exception in a future release"
                )
            self._columns = DedupeColumnCollection([(c.key, c) for c in cols])
        else:
            self._columns = DedupeColumnCollection([(c.key, c) for c in marked])

    def _reload(self, columns):
        for col in columns:
            col.primary_key = True
        self._columns = DedupeColumnCollection([(c.key, c) for c in columns])

    def _replace(self, col):
        if not self._columns.contains_column(col):
            self._columns.add(col)
        if self._implicit_generated and self.parent is not None and self.parent.metadata.naming_convention:
            self.name = None
            apply_naming(self, self.parent)

    def add(self, col):
        self._columns.add(col)

    @property
    def columns_autoinc_first(self):
        auto = self._autoincrement_column
        return [auto, *[c for c in self._columns if c is not auto]] if auto is not None else list(self._columns)

    @property
    def _autoincrement_column(self):
        from .sqltypes import Integer, Numeric

        def validate(col, explicit):
            affinity = col.type._type_affinity
            if not issubclass(affinity, (Integer, Numeric)):
                if explicit:
                    raise exc.ArgumentError(f"Column type {col.type} on column '{col}' is not compatible with autoincrement=True")
                return False
            if not issubclass(affinity, Integer) and not explicit:
                return False
            if (col.default is not None and not getattr(col.default, "optional", False)) and not explicit:
                return False
            if col.server_default is not None and not explicit and not col.server_default.is_identity:
                return False
            return True

        cols = list(self._columns)
        if len(cols) == 1:
            col = cols[0]
            if col.autoincrement is True:
                validate(col, True)
                return col
            if col.autoincrement in ("auto", "ignore_fk") and validate(col, False) and (
                not col.foreign_keys or col.autoincrement == "ignore_fk"
            ):
                return col
            return None
        auto = None
        for col in cols:
            if col.autoincrement is True:
                validate(col, True)
                if auto is not None:
                    raise exc.ArgumentError(
                        f"Only one Column may be marked autoincrement=True, found both {col.name} and {auto.name}."
                    )
                auto = col
        return auto


class UniqueConstraint(ColumnCollectionConstraint):
    __visit_name__ = "unique_constraint"


class Index(DialectKWArgs, ColumnCollectionMixin, HasConditionalDDL, SchemaItem):
    __visit_name__ = "index"
    _dialect_args = {"sqlite": {"where"}}
    table = parent = None

    def __init__(self, name, *expressions, unique=False, quote=None, info=None, _table=None, _column_flag=False, **dialect_kw):
        from ._labels import quoted_name

        self.table = None
        self.name = quoted_name.construct(name, quote)
        self.unique = unique
        self._creation_order = _uid()
        if info is not None:
            self.info = info
        self.expressions = []
        self._column_flag = _column_flag
        self._validate_dialect_kwargs(dialect_kw)
        ColumnCollectionMixin.__init__(self, *expressions, _gather_expressions=self.expressions)
        if _table is not None:
            self._set_parent_with_dispatch(_table)

    def _set_parent_with_dispatch(self, parent, **kw):
        self._set_parent(parent, **kw)
        apply_naming(self, parent)

    def _set_parent(self, table, **kw):
        if self.table is not None and table is not self.table:
            raise exc.ArgumentError(
                f"Index '{self.name}' is against table '{self.table.description}', and cannot be associated with table '{table.description}'."
            )
        self.table = self.parent = table
        self._set_parent_cols(table)
        table.indexes.add(self)
        self.expressions = [table._columns[e] if isinstance(e, str) else e for e in self.expressions]

    def create(self, bind, checkfirst=False):
        from .ddl import CreateIndex, run_ddl

        run_ddl(bind, CreateIndex(self), checkfirst)

    def drop(self, bind, checkfirst=False):
        from .ddl import DropIndex, run_ddl

        run_ddl(bind, DropIndex(self), checkfirst)

    def __repr__(self):
        exprs = [repr(self.name), *[repr(e) for e in self.expressions]]
        if self.unique:
            exprs.append("unique=True")
        return f"Index({', '.join(exprs)})"


for _cls in (
    ForeignKey, Constraint, ColumnCollectionConstraint, CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint,
    UniqueConstraint, Index,
):
    # Programs know these classes as sqlalchemy.sql.schema's.
    _cls.__module__ = "sqlalchemy.sql.schema"
