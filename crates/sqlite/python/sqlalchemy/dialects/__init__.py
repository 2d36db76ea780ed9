"""The dialects. SQLite is the one that there is a database for."""

from .. import exc


def load(drivername):
    """The class of a dialect by the first part of a URL."""
    backend, _, driver = drivername.partition("+")
    if backend == "sqlite":
        from .sqlite.base import SQLiteDialect_pysqlite

        if driver in ("", "pysqlite"):
            return SQLiteDialect_pysqlite
        if driver == "aiosqlite":
            try:
                from .sqlite.aiosqlite import SQLiteDialect_aiosqlite

                return SQLiteDialect_aiosqlite
            except ImportError:
                from ..ext.asyncio.aiosqlite import SQLiteDialect_aiosqlite

                return SQLiteDialect_aiosqlite
    elif backend in ("postgresql", "mysql", "mariadb", "oracle", "mssql"):
        raise exc.NoSuchModuleError(
            f"The playground has SQLite only, so it can't connect to {drivername}; use sqlite:///./app.db"
        )
    raise exc.NoSuchModuleError(f"Can't load plugin: sqlalchemy.dialects:{drivername.replace('+', '.')}")


class _Registry:
    """Registering dialects by name, which only SQLite's own go without."""

    def load(self, name):
        return load(name.replace(".", "+"))

    def register(self, name, modulepath, objname):
        raise exc.NoSuchModuleError("The playground has SQLite only; other dialects can't be registered.")


registry = _Registry()
