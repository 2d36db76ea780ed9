"""MetaData: the tables of a schema."""

from .. import exc
from ..util import immutabledict
from ._defaults import SchemaItem

_default_naming = immutabledict({"ix": "ix_%(column_0_label)s"})


def _get_table_key(name, schema):
    return name if schema is None else f"{schema}.{name}"


class MetaData(SchemaItem):
    """A collection of tables."""

    __visit_name__ = "metadata"

    def __init__(self, schema=None, quote_schema=None, naming_convention=None, info=None):
        if schema is not None and not isinstance(schema, str):
            raise exc.ArgumentError(f"expected schema argument to be a string, got {type(schema)}.")
        self._tables = {}
        self.schema = schema
        self.naming_convention = immutabledict(naming_convention) if naming_convention else _default_naming
        if info:
            self.info = info
        self._sequences = {}
        self._fk_waiting = []

    @property
    def tables(self):
        return _Tables(self._tables)

    def __repr__(self):
        return "MetaData()"

    def __contains__(self, table_or_key):
        return (table_or_key if isinstance(table_or_key, str) else table_or_key.key) in self._tables

    def _add_table(self, name, schema, table):
        self._tables[_get_table_key(name, schema)] = table

    def _remove_table(self, name, schema):
        self._tables.pop(_get_table_key(name, schema), None)

    def clear(self):
        self._tables.clear()
        self._fk_waiting.clear()

    def remove(self, table):
        self._remove_table(table.name, table.schema)

    @property
    def sorted_tables(self):
        from .ddl import sort_tables

        return sort_tables(sorted(self._tables.values(), key=lambda t: t.key))

    def reflect(self, bind, schema=None, views=False, only=None, extend_existing=False, autoload_replace=True, resolve_fks=True, **dialect_kwargs):
        from ..inspection import inspect

        insp = inspect(bind)
        names = insp.get_table_names(schema=schema) + (insp.get_view_names(schema=schema) if views else [])
        if callable(only):
            names = [n for n in names if only(n, self)]
        elif only is not None:
            missing = [n for n in only if n not in names]
            if missing:
                raise exc.InvalidRequestError(f"Could not reflect: requested table(s) not available in {bind.engine!r}: ({', '.join(missing)})")
            names = list(only)
        for name in names:
            if extend_existing or _get_table_key(name, schema) not in self._tables:
                from .schema import Table

                Table(name, self, autoload_with=bind, schema=schema, extend_existing=extend_existing)

    def create_all(self, bind, tables=None, checkfirst=True):
        from .ddl import SchemaGenerator, run_schema

        run_schema(bind, SchemaGenerator, self, checkfirst=checkfirst, tables=tables)

    def drop_all(self, bind, tables=None, checkfirst=True):
        from .ddl import SchemaDropper, run_schema

        run_schema(bind, SchemaDropper, self, checkfirst=checkfirst, tables=tables)


class _Tables(dict):
    """`metadata.tables`: a view for reading."""

    def __repr__(self):
        return f"FacadeDict({dict.__repr__(self)})"

    def _immutable(self, *arg, **kw):
        raise TypeError("FacadeDict object is immutable")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = _immutable


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.schema.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.schema"
