"""The dialect `sqlite+aiosqlite`, and its driver as the synchronous inside sees it."""

from ... import pool
from ...dialects.sqlite.base import SQLiteDialect_pysqlite
from .spawn import check_greenlet


class AsyncAdapt_aiosqlite_cursor:
    """A cursor that has fetched all of its rows when it was executed."""

    server_side = False

    def __init__(self, connection):
        check_greenlet()
        self._adapt_connection = connection
        self._cursor = connection._connection._conn.cursor()
        self._rows = []
        self.description = None
        self.lastrowid = self.rowcount = -1
        self.arraysize = 1

    def execute(self, operation, parameters=None):
        check_greenlet()
        cursor = self._cursor
        if parameters is None:
            cursor.execute(operation)
        else:
            cursor.execute(operation, parameters)
        self.description = cursor.description
        if cursor.description:
            self._rows = cursor.fetchall()
            self.lastrowid = self.rowcount = -1
            self.rowcount = cursor.rowcount
        else:
            self.lastrowid, self.rowcount = cursor.lastrowid, cursor.rowcount

    def executemany(self, operation, parameters):
        check_greenlet()
        self._cursor.executemany(operation, parameters)
        self.description = None
        self.lastrowid, self.rowcount = self._cursor.lastrowid, self._cursor.rowcount

    def fetchone(self):
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size=None):
        size = self.arraysize if size is None else size
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    def fetchall(self):
        rows, self._rows = self._rows, []
        return rows

    def setinputsizes(self, *inputsizes):
        """The types of parameters don't matter to SQLite."""

    def close(self):
        self._rows = []
        self._cursor.close()


class AsyncAdapt_aiosqlite_connection:
    """A driver connection for the synchronous inside."""

    def __init__(self, dbapi, connection):
        self.dbapi = dbapi
        self._connection = connection

    @property
    def driver_connection(self):
        return self._connection

    @property
    def isolation_level(self):
        return self._connection.isolation_level

    @isolation_level.setter
    def isolation_level(self, value):
        check_greenlet()
        self._connection.isolation_level = value

    def run_async(self, fn):
        from .spawn import await_

        return await_(fn(self._connection))

    def create_function(self, *args, **kw):
        check_greenlet()
        self._connection._conn.create_function(*args, **kw)

    def cursor(self, server_side=False):
        return AsyncAdapt_aiosqlite_cursor(self)

    def execute(self, operation, parameters=None):
        cursor = self.cursor()
        cursor.execute(operation, parameters)
        return cursor

    def rollback(self):
        check_greenlet()
        if self._connection._connection is not None:
            self._connection._connection.rollback()

    def commit(self):
        check_greenlet()
        if self._connection._connection is not None:
            self._connection._connection.commit()

    def close(self):
        self._connection.stop()

    terminate = close


class AsyncAdapt_aiosqlite_dbapi:
    """The module of the driver, with what `sqlite3` has too."""

    paramstyle = "qmark"
    has_stop = True

    def __init__(self, aiosqlite, sqlite):
        self.aiosqlite, self.sqlite = aiosqlite, sqlite

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.sqlite, name)

    def connect(self, *args, async_creator_fn=None, **kw):
        check_greenlet()
        if async_creator_fn is not None:
            from .spawn import await_

            return AsyncAdapt_aiosqlite_connection(self, await_(async_creator_fn(*args, **kw)))
        return AsyncAdapt_aiosqlite_connection(self, self.aiosqlite.connect(*args, **kw)._open())


class SQLiteDialect_aiosqlite(SQLiteDialect_pysqlite):
    """SQLite by the driver aiosqlite."""

    driver = "aiosqlite"
    is_async = True
    supports_server_side_cursors = True
    has_terminate = True

    @classmethod
    def import_dbapi(cls):
        import sqlite3

        import aiosqlite

        return AsyncAdapt_aiosqlite_dbapi(aiosqlite, sqlite3)

    @classmethod
    def get_pool_class(cls, url):
        return pool.AsyncAdaptedQueuePool if cls._is_url_file_db(url) else pool.StaticPool

    def get_driver_connection(self, connection):
        return connection._connection

    def do_terminate(self, dbapi_connection):
        dbapi_connection.terminate()


dialect = SQLiteDialect_aiosqlite
