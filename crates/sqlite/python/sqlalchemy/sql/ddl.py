"""CREATE and DROP: the statements, and what runs them for tables and for a whole schema."""

from enum import Flag

from .. import exc
from ..util import topological, warn
from .base import Executable, _generative
from .elements import ClauseElement


class CheckFirst(Flag):
    NONE = 0
    TABLES = 1
    INDEXES = 2
    SEQUENCES = 4
    TYPES = 8
    ALL = 15


class ExecutableDDLElement(Executable, ClauseElement):
    """A statement that defines something."""

    _ddl_if = None
    inherit_cache = False
    target = None

    def _compiler(self, dialect, **kw):
        return dialect.ddl_compiler(dialect, self, **kw)

    def _execute_on_connection(self, connection, distilled_params, execution_options):
        return connection._execute_ddl(self, distilled_params, execution_options)

    @_generative
    def against(self, target):
        self.target = target

    @_generative
    def execute_if(self, dialect=None, callable_=None, state=None):
        self._ddl_if = (dialect, callable_, state)

    def __call__(self, target, bind, **kw):
        """Run as a listener of an event such as after_create."""
        if self._ddl_if is not None:
            dialect, callable_, state = self._ddl_if
            if dialect is not None and bind.engine.name not in ({dialect} if isinstance(dialect, str) else dialect):
                return None
            if callable_ is not None and not callable_(self, target, bind, state=state, **kw):
                return None
        return bind.execute(self.against(target))


DDLElement = BaseDDLElement = ExecutableDDLElement


class DDL(ExecutableDDLElement):
    """DDL that is given as text, with `%(table)s` and the like."""

    __visit_name__ = "ddl"

    def __init__(self, statement, context=None):
        if not isinstance(statement, str):
            raise exc.ArgumentError(f"Expected a string or unicode SQL statement, got '{statement!r}'")
        self.statement = statement
        self.context = context or {}

    def __repr__(self):
        return f"<DDL@{id(self)}; {self.statement!r}>"


class _OnElement(ExecutableDDLElement):
    def __init__(self, element, if_exists=False, if_not_exists=False):
        self.element = self.target = element
        self.if_exists = if_exists
        self.if_not_exists = if_not_exists


class CreateSchema(_OnElement):
    __visit_name__ = "create_schema"


class DropSchema(_OnElement):
    __visit_name__ = "drop_schema"


class CreateTable(_OnElement):
    __visit_name__ = "create_table"

    def __init__(self, element, include_foreign_key_constraints=None, if_not_exists=False):
        super().__init__(element, if_not_exists=if_not_exists)
        self.include_foreign_key_constraints = include_foreign_key_constraints


class DropTable(_OnElement):
    __visit_name__ = "drop_table"

    def __init__(self, element, if_exists=False):
        super().__init__(element, if_exists=if_exists)


class CreateIndex(_OnElement):
    __visit_name__ = "create_index"

    def __init__(self, element, if_not_exists=False):
        super().__init__(element, if_not_exists=if_not_exists)


class DropIndex(_OnElement):
    __visit_name__ = "drop_index"

    def __init__(self, element, if_exists=False):
        super().__init__(element, if_exists=if_exists)


class AddConstraint(_OnElement):
    __visit_name__ = "add_constraint"


class DropConstraint(_OnElement):
    __visit_name__ = "drop_constraint"

    def __init__(self, element, cascade=False, if_exists=False):
        super().__init__(element, if_exists=if_exists)
        self.cascade = cascade


class CreateColumn(ClauseElement):
    __visit_name__ = "create_column"

    def __init__(self, element):
        self.element = element

    def _compiler(self, dialect, **kw):
        return dialect.ddl_compiler(dialect, self, **kw)


class _ViaSelect(ExecutableDDLElement):
    def __init__(self, selectable, name, *, metadata=None, schema=None, temporary=False, if_not_exists=False, **kw):
        from . import coercions, roles
        from .schema import Table

        self.selectable = coercions.expect(roles.DMLSelectRole, selectable)
        self.name = name
        self.temporary = temporary
        self.if_not_exists = if_not_exists or kw.get("sqlite_if_not_exists", False)
        self.materialized = kw.get("materialized", False)
        self.or_replace = kw.get("or_replace", False)
        from .schema import Column, MetaData

        cols = [Column(c.key, c.type) for c in self.selectable.selected_columns]
        self.table = self.target = self.element = Table(name, metadata if metadata is not None else MetaData(), *cols, schema=schema)


class CreateTableAs(_ViaSelect):
    __visit_name__ = "create_table_as"


class CreateView(_ViaSelect):
    __visit_name__ = "create_view"


class DropView(_OnElement):
    __visit_name__ = "drop_view"
    materialized = False


class _Runner:
    """Runs the statements for tables on a connection."""

    def __init__(self, connection, checkfirst=False, tables=None):
        self.connection = connection
        self.dialect = connection.dialect
        self.checkfirst = CheckFirst.TABLES in checkfirst if isinstance(checkfirst, CheckFirst) else bool(checkfirst)
        self.tables = tables

    def has_table(self, table):
        return self.dialect.has_table(self.connection, table.name, schema=table.schema)

    def run(self, target):
        return self.metadata(target) if target.__visit_name__ == "metadata" else self.table(target, checked=False)


class SchemaGenerator(_Runner):
    def metadata(self, metadata):
        given = self.tables if self.tables is not None else list(metadata.tables.values())
        pairs = sort_tables_and_constraints(
            [t for t in given if not self.checkfirst or not self.has_table(t)],
            filter_fn=None if self.dialect.supports_alter else lambda fk: False,
        )
        shown = [t for t, _ in pairs if t is not None]
        kw = {"tables": shown, "checkfirst": self.checkfirst, "_ddl_runner": self}
        metadata.dispatch.before_create(metadata, self.connection, **kw)
        for table, fkcs in pairs:
            if table is not None:
                self.table(table, fkcs, checked=True)
            elif self.dialect.supports_alter:
                for fkc in fkcs:
                    self.connection.execute(AddConstraint(fkc))
        metadata.dispatch.after_create(metadata, self.connection, **kw)

    def table(self, table, fkcs=None, checked=True):
        if not checked and self.checkfirst and self.has_table(table):
            return
        kw = {"checkfirst": self.checkfirst, "_ddl_runner": self}
        table.dispatch.before_create(table, self.connection, **kw)
        if not self.dialect.supports_alter:
            fkcs = None
        self.connection.execute(CreateTable(table, include_foreign_key_constraints=fkcs))
        for index in _sorted_indexes(table):
            self.connection.execute(CreateIndex(index))
        table.dispatch.after_create(table, self.connection, **kw)


def _sorted_indexes(table):
    return sorted(table.indexes, key=lambda i: i._creation_order)


class SchemaDropper(_Runner):
    def metadata(self, metadata):
        given = self.tables if self.tables is not None else list(metadata.tables.values())
        unsorted = [t for t in given if not self.checkfirst or self.has_table(t)]
        try:
            pairs = list(reversed(sort_tables_and_constraints(
                unsorted, filter_fn=lambda fkc: False if not self.dialect.supports_alter or fkc.name is None else None
            )))
        except exc.CircularDependencyError as err2:
            if not self.dialect.supports_alter:
                warn(
                    f"Can't sort tables for DROP; an unresolvable foreign key dependency exists between tables: {', '.join(sorted(t.fullname for t in err2.cycles))}; and backend does not support ALTER.  To restore at least a partial sort, apply use_alter=True to ForeignKey and ForeignKeyConstraint objects involved in the cycle to mark these as known cycles that will be ignored."
                )
                pairs = [(t, ()) for t in unsorted]
            else:
                raise exc.CircularDependencyError(
                    err2.args[0], err2.cycles, err2.edges,
                    msg=f"Can't sort tables for DROP; an unresolvable foreign key dependency exists between tables: {', '.join(sorted(t.fullname for t in err2.cycles))}.  Please ensure that the ForeignKey and ForeignKeyConstraint objects involved in the cycle have names so that they can be dropped using DROP CONSTRAINT.",
                ) from err2
        kw = {"tables": [t for t, _ in pairs if t is not None], "checkfirst": self.checkfirst, "_ddl_runner": self}
        metadata.dispatch.before_drop(metadata, self.connection, **kw)
        for table, fkcs in pairs:
            if table is not None:
                self.table(table, checked=True)
            elif self.dialect.supports_alter:
                for fkc in fkcs:
                    self.connection.execute(DropConstraint(fkc))
        metadata.dispatch.after_drop(metadata, self.connection, **kw)

    def table(self, table, checked=True):
        if not checked and self.checkfirst and not self.has_table(table):
            return
        kw = {"checkfirst": self.checkfirst, "_ddl_runner": self}
        table.dispatch.before_drop(table, self.connection, **kw)
        self.connection.execute(DropTable(table))
        table.dispatch.after_drop(table, self.connection, **kw)


def run_schema(bind, runner, target, **kw):
    """Run a generator or dropper on an engine, in a transaction of its own, or on a connection."""
    if hasattr(bind, "_run_ddl_visitor"):
        bind._run_ddl_visitor(runner, target, **kw)
    else:
        raise exc.ArgumentError(f"Expected an Engine or a Connection, got {bind!r}")


def run_ddl(bind, element, checkfirst=False):
    """Run one statement on an index."""
    from ..inspection import inspect

    index = element.element

    class Runner(_Runner):
        def run(self, target):
            if self.checkfirst:
                found = any(i["name"] == index.name for i in inspect(self.connection).get_indexes(index.table.name))
                if found == isinstance(element, CreateIndex):
                    return
            self.connection.execute(element)

    bind._run_ddl_visitor(Runner, index, checkfirst=checkfirst)


def sort_tables(tables, skip_fn=None, extra_dependencies=None):
    """Tables after those to which they refer."""
    filter_fn = None
    if skip_fn is not None:
        def filter_fn(fkc):
            return None if not all(skip_fn(fk) for fk in fkc.elements) else True
    return [t for t, _ in sort_tables_and_constraints(tables, filter_fn, extra_dependencies, _warn_for_cycles=True) if t is not None]


def sort_tables_and_constraints(tables, filter_fn=None, extra_dependencies=None, _warn_for_cycles=False):
    """Pairs of table and inline foreign keys in the order of creation; last the foreign keys to be added afterwards."""
    tables = list(tables)
    fixed, mutable, remaining = set(extra_dependencies or ()), set(), set()
    for table in tables:
        for fkc in table.foreign_key_constraints:
            if fkc.use_alter is True or (filter_fn and filter_fn(fkc) is True):
                remaining.add(fkc)
                continue
            if fkc.referred_table is not table:
                mutable.add((fkc.referred_table, table))
        fixed.update((parent, table) for parent in table._extra_dependencies)
    try:
        ordered = list(topological.sort(fixed | mutable, tables))
    except exc.CircularDependencyError as err:
        if _warn_for_cycles:
            warn(
                f'Cannot correctly sort tables; there are unresolvable cycles between tables "{", ".join(sorted(t.fullname for t in err.cycles))}", which is usually caused by mutually dependent foreign key constraints.  Foreign key constraints involving these tables will not be considered; this warning may raise an error in a future release.'
            )
        for edge in err.edges:
            if edge in mutable:
                table = edge[1]
                if table not in err.cycles:
                    continue
                removable = [f for f in table.foreign_key_constraints if filter_fn is None or filter_fn(f) is not False]
                remaining.update(removable)
                for fkc in removable:
                    if fkc.referred_table is not table:
                        mutable.discard((fkc.referred_table, table))
        ordered = list(topological.sort(fixed | mutable, tables))
    return [(t, t.foreign_key_constraints - remaining) for t in ordered] + [(None, list(remaining))]
