"""`Connection` and `Cursor`."""

import asyncio
import sqlite3


async def _call(fn, *args, **kw):
    result = fn(*args, **kw)
    await asyncio.sleep(0)
    return result


class _Context:
    """Awaited for its object, or entered, as `async with db.execute(...)`."""

    def __init__(self, coroutine):
        self._coroutine = coroutine
        self._obj = None

    def __await__(self):
        return self._coroutine.__await__()

    async def __aenter__(self):
        self._obj = await self._coroutine
        return self._obj

    async def __aexit__(self, exc_type, exc, tb):
        if hasattr(self._obj, "close"):
            await self._obj.close()
        self._obj = None


def _contextmanager(method):
    def call(self, *args, **kwargs):
        return _Context(method(self, *args, **kwargs))

    call.__name__, call.__doc__ = method.__name__, method.__doc__
    return call


class Cursor:
    """A cursor whose methods are coroutines."""

    def __init__(self, conn, cursor):
        self.iter_chunk_size = conn._iter_chunk_size
        self._conn = conn
        self._cursor = cursor

    def __aiter__(self):
        return self._chunks()

    async def _chunks(self):
        while True:
            rows = await self.fetchmany(self.iter_chunk_size)
            if not rows:
                return
            for row in rows:
                yield row

    async def execute(self, sql, parameters=None):
        await self._conn._execute(self._cursor.execute, sql, [] if parameters is None else parameters)
        return self

    async def executemany(self, sql, parameters):
        await self._conn._execute(self._cursor.executemany, sql, parameters)
        return self

    async def executescript(self, sql_script):
        await self._conn._execute(self._cursor.executescript, sql_script)
        return self

    async def fetchone(self):
        return await self._conn._execute(self._cursor.fetchone)

    async def fetchmany(self, size=None):
        return await self._conn._execute(self._cursor.fetchmany, *(() if size is None else (size,)))

    async def fetchall(self):
        return await self._conn._execute(self._cursor.fetchall)

    async def close(self):
        await self._conn._execute(self._cursor.close)

    @property
    def rowcount(self):
        return self._cursor.rowcount

    @property
    def lastrowid(self):
        return self._cursor.lastrowid

    @property
    def arraysize(self):
        return self._cursor.arraysize

    @arraysize.setter
    def arraysize(self, value):
        self._cursor.arraysize = value

    @property
    def description(self):
        return self._cursor.description

    @property
    def row_factory(self):
        return self._cursor.row_factory

    @row_factory.setter
    def row_factory(self, factory):
        self._cursor.row_factory = factory

    @property
    def connection(self):
        return self._cursor.connection

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self.close()


class Connection:
    """A connection whose methods are coroutines; it's opened when it is awaited or entered."""

    def __init__(self, connector, iter_chunk_size, loop=None):
        self._connector = connector
        self._iter_chunk_size = iter_chunk_size
        self._connection = None
        self._running = True

    @property
    def _conn(self):
        if self._connection is None:
            raise ValueError("no active connection")
        return self._connection

    async def _execute(self, fn, *args, **kwargs):
        if not self._running or self._connection is None:
            raise ValueError("Connection closed")
        return await _call(fn, *args, **kwargs)

    def _open(self):
        if self._connection is None:
            self._connection = self._connector()
        return self

    async def _connect(self):
        self._open()
        await asyncio.sleep(0)
        return self

    def __await__(self):
        return self._connect().__await__()

    async def __aenter__(self):
        return await self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self.close()

    def stop(self):
        self._running = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @_contextmanager
    async def cursor(self):
        return Cursor(self, await self._execute(self._conn.cursor))

    async def commit(self):
        await self._execute(self._conn.commit)

    async def rollback(self):
        await self._execute(self._conn.rollback)

    async def close(self):
        self.stop()
        await asyncio.sleep(0)

    @_contextmanager
    async def execute(self, sql, parameters=None):
        return Cursor(self, await self._execute(self._conn.execute, sql, [] if parameters is None else parameters))

    @_contextmanager
    async def execute_insert(self, sql, parameters=None):
        def insert():
            cursor = self._conn.execute(sql, [] if parameters is None else parameters)
            cursor.execute("SELECT last_insert_rowid()")
            return cursor.fetchone()

        return await self._execute(insert)

    @_contextmanager
    async def execute_fetchall(self, sql, parameters=None):
        return await self._execute(lambda: self._conn.execute(sql, [] if parameters is None else parameters).fetchall())

    @_contextmanager
    async def executemany(self, sql, parameters):
        return Cursor(self, await self._execute(self._conn.executemany, sql, parameters))

    @_contextmanager
    async def executescript(self, sql_script):
        return Cursor(self, await self._execute(self._conn.executescript, sql_script))

    async def interrupt(self):
        return self._conn.interrupt()

    async def create_function(self, name, num_params, func, deterministic=False):
        await self._execute(self._conn.create_function, name, num_params, func, deterministic=deterministic)

    async def set_progress_handler(self, handler, n):
        await self._execute(self._conn.set_progress_handler, handler, n)

    async def set_trace_callback(self, handler):
        await self._execute(self._conn.set_trace_callback, handler)

    async def iterdump(self):
        for line in await self._execute(lambda: list(self._conn.iterdump())):
            yield line

    async def backup(self, target, *, pages=0, progress=None, name="main", sleep=0.25):
        if isinstance(target, Connection):
            target = target._conn
        await self._execute(self._conn.backup, target, pages=pages, progress=progress, name=name, sleep=sleep)

    @property
    def in_transaction(self):
        return self._conn.in_transaction

    @property
    def isolation_level(self):
        return self._conn.isolation_level

    @isolation_level.setter
    def isolation_level(self, value):
        self._conn.isolation_level = value

    @property
    def row_factory(self):
        return self._conn.row_factory

    @row_factory.setter
    def row_factory(self, factory):
        self._conn.row_factory = factory

    @property
    def text_factory(self):
        return self._conn.text_factory

    @text_factory.setter
    def text_factory(self, factory):
        self._conn.text_factory = factory

    @property
    def total_changes(self):
        return self._conn.total_changes


def connect(database, *, iter_chunk_size=64, loop=None, **kwargs):
    """A connection to an SQLite database, not opened yet."""

    def connector():
        if isinstance(database, str):
            path = database
        elif isinstance(database, bytes):
            path = database.decode("utf-8")
        else:
            path = str(database)
        # All calls go through the connection's own thread, whoever awaits them.
        return sqlite3.connect(path, **{**kwargs, "check_same_thread": False})

    return Connection(connector, iter_chunk_size)
