"""`inspect(engine)`: what is in the database."""

from enum import Flag

from .. import exc
from ..inspection import _inspects, _self_inspects
from .base import Connection, Engine


class ObjectKind(Flag):
    TABLE = 1
    VIEW = 2
    MATERIALIZED_VIEW = 4
    ANY_VIEW = 6
    ANY = 7


class ObjectScope(Flag):
    DEFAULT = 1
    TEMPORARY = 2
    ANY = 3


def _delegate(name):
    def method(self, *args, **kw):
        key = (name, args, tuple(sorted(kw.items())))
        try:
            found = self.info_cache.get(key)
        except TypeError:
            key = found = None
        if found is None:
            with self._operation() as conn:
                found = getattr(self.dialect, name)(conn, *args, **kw)
            if key is not None:
                self.info_cache[key] = found
        return list(found) if isinstance(found, list) else found

    method.__name__ = name
    return method


class _Operation:
    """A connection for one question: the inspector's own, or a new one of its engine."""

    def __init__(self, bind):
        self.bind = bind

    def __enter__(self):
        if isinstance(self.bind, Connection):
            self.own = None
            return self.bind
        self.own = self.bind.connect()
        return self.own

    def __exit__(self, *exc_info):
        if self.own is not None:
            self.own.close()


@_self_inspects
class Inspector:
    """Answers questions about the schema."""

    def __init__(self, bind):
        self.bind = bind
        self.engine = bind.engine
        self.dialect = bind.dialect
        self.info_cache = {}
        if isinstance(bind, Engine):
            bind.connect().close()

    @classmethod
    def from_engine(cls, bind):
        return Inspector(bind)

    def _operation(self):
        return _Operation(self.bind)

    def clear_cache(self):
        self.info_cache.clear()

    @property
    def default_schema_name(self):
        return self.dialect.default_schema_name

    get_schema_names = _delegate("get_schema_names")
    get_table_names = _delegate("get_table_names")
    get_temp_table_names = _delegate("get_temp_table_names")
    get_view_names = _delegate("get_view_names")
    get_temp_view_names = _delegate("get_temp_view_names")
    get_view_definition = _delegate("get_view_definition")
    get_pk_constraint = _delegate("get_pk_constraint")
    get_foreign_keys = _delegate("get_foreign_keys")
    get_indexes = _delegate("get_indexes")
    get_unique_constraints = _delegate("get_unique_constraints")
    get_check_constraints = _delegate("get_check_constraints")
    get_columns = _delegate("get_columns")

    def get_table_comment(self, table_name, schema=None, **kw):
        raise NotImplementedError()

    def has_table(self, table_name, schema=None, **kw):
        if not isinstance(table_name, str):
            raise exc.ArgumentError(f"the table name must be a string, got {table_name!r}")
        with self._operation() as conn:
            return self.dialect.has_table(conn, table_name, schema, **kw)

    def has_index(self, table_name, index_name, schema=None, **kw):
        return any(i["name"] == index_name for i in self.get_indexes(table_name, schema=schema))

    def has_schema(self, schema_name, **kw):
        return schema_name in self.get_schema_names()

    def _multi(self, method, schema, filter_names):
        names = self.get_table_names(schema=schema)
        return {(schema, n): method(n, schema=schema) for n in names if filter_names is None or n in filter_names}

    def get_multi_columns(self, schema=None, filter_names=None, **kw):
        return self._multi(self.get_columns, schema, filter_names)

    def get_multi_indexes(self, schema=None, filter_names=None, **kw):
        return self._multi(self.get_indexes, schema, filter_names)

    def get_multi_foreign_keys(self, schema=None, filter_names=None, **kw):
        return self._multi(self.get_foreign_keys, schema, filter_names)

    def get_multi_pk_constraint(self, schema=None, filter_names=None, **kw):
        return self._multi(self.get_pk_constraint, schema, filter_names)

    def get_multi_unique_constraints(self, schema=None, filter_names=None, **kw):
        return self._multi(self.get_unique_constraints, schema, filter_names)

    def get_sorted_table_and_fkc_names(self, schema=None, **kw):
        from ..util import topological

        names = self.get_table_names(schema=schema)
        edges, fk_names = set(), {}
        for n in names:
            fks = self.get_foreign_keys(n, schema=schema)
            fk_names[n] = [(n, fk["name"]) for fk in fks]
            edges |= {(fk["referred_table"], n) for fk in fks if fk["referred_table"] != n and fk["referred_table"] in names}
        return [(n, fk_names[n]) for n in topological.sort(edges, names)] + [(None, [])]

    def reflect_table(self, table, include_columns=None, exclude_columns=(), resolve_fks=True, **kw):
        """Fill a Table from the database."""
        from .. import schema as sa

        name, schema = table.name, table.schema
        columns = self.get_columns(name, schema=schema)
        if not columns:
            raise exc.NoSuchTableError(name)
        for col in columns:
            if include_columns is not None and col["name"] not in include_columns:
                continue
            table.dispatch.column_reflect(self, table, col)
            args = []
            if "computed" in col:
                args.append(sa.Computed(col["computed"]["sqltext"], persisted=col["computed"]["persisted"]))
            elif col.get("default") is not None:
                from ..sql.elements import text

                args.append(sa.DefaultClause(text(col["default"]), _reflected=True))
            table.append_column(
                sa.Column(col["name"], col["type"], *args, nullable=col["nullable"], key=col.get("key")), replace_existing=True
            )
        pk = self.get_pk_constraint(name, schema=schema)
        keys = [table.c[c] for c in pk["constrained_columns"] if c in table.c]
        table.primary_key.name = pk.get("name")
        table.primary_key._reload(keys)
        for fk in self.get_foreign_keys(name, schema=schema):
            if any(c not in table.c for c in fk["constrained_columns"]):
                continue
            if resolve_fks and fk["referred_table"] != name:
                sa.Table(fk["referred_table"], table.metadata, autoload_with=self.bind, schema=fk["referred_schema"]) if (
                    sa._get_table_key(fk["referred_table"], fk["referred_schema"]) not in table.metadata.tables
                ) else None
            prefix = f"{fk['referred_schema']}." if fk["referred_schema"] else ""
            table.append_constraint(sa.ForeignKeyConstraint(
                fk["constrained_columns"], [f"{prefix}{fk['referred_table']}.{c}" for c in fk["referred_columns"]],
                name=fk["name"], link_to_name=True, **fk["options"],
            ))
        for index in self.get_indexes(name, schema=schema):
            if all(c in table.c for c in index["column_names"]):
                sa.Index(index["name"], *[table.c[c] for c in index["column_names"]], unique=bool(index["unique"]), _table=table,
                         **index["dialect_options"])
        for const in self.get_unique_constraints(name, schema=schema):
            if all(c in table.c for c in const["column_names"]):
                table.append_constraint(sa.UniqueConstraint(*[table.c[c] for c in const["column_names"]], name=const["name"]))
        for const in self.get_check_constraints(name, schema=schema):
            table.append_constraint(sa.CheckConstraint(const["sqltext"], name=const["name"]))


@_inspects(Engine)
def _engine_inspector(bind):
    return Inspector(bind)


@_inspects(Connection)
def _connection_inspector(bind):
    return Inspector(bind)
