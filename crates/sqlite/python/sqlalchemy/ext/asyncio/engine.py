"""`AsyncEngine`, `AsyncConnection` and `AsyncTransaction`."""

import contextlib

from ... import exc, inspection
from ...engine.base import NestedTransaction
from ...engine.create import create_engine as _create_engine
from .base import GeneratorStartableContext, ProxyComparable, StartableContext, forward
from .exc import AsyncMethodRequired
from .result import AsyncResult, _ensure_sync_result
from .spawn import greenlet_spawn

_EMPTY = {}


def create_async_engine(url, **kw):
    """An engine whose connections are awaited."""
    if kw.get("server_side_cursors", False):
        raise AsyncMethodRequired(
            "Can't set server_side_cursors for async engine globally; use the connection.stream() method for an async "
            "streaming result set"
        )
    creator = kw.pop("async_creator", None)
    if creator:
        if kw.get("creator"):
            raise exc.ArgumentError("Can only specify one of 'async_creator' or 'creator', not both.")
        kw["creator"] = lambda: sync_engine.dialect.dbapi.connect(async_creator_fn=creator)
    sync_engine = _create_engine(url, **kw)
    return AsyncEngine(sync_engine)


def async_engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    options = {key[len(prefix) :]: value for key, value in configuration.items() if key.startswith(prefix)}
    options["_coerce_config"] = True
    options.update(kwargs)
    return create_async_engine(options.pop("url"), **options)


def create_async_pool_from_url(url, **kwargs):
    return create_async_engine(url, **kwargs).pool


class AsyncConnection(ProxyComparable, StartableContext):
    """A connection whose statements are awaited."""

    def __init__(self, async_engine, sync_connection=None):
        self.engine = async_engine
        self.sync_engine = async_engine.sync_engine
        self.sync_connection = self._assign_proxied(sync_connection)

    @classmethod
    def _regenerate_proxy_for_target(cls, target, **kw):
        return AsyncConnection(AsyncEngine._retrieve_proxy_for_target(target.engine), target)

    async def start(self, is_ctxmanager=False):
        if self.sync_connection:
            raise exc.InvalidRequestError("connection is already started")
        self.sync_connection = self._assign_proxied(await greenlet_spawn(self.sync_engine.connect))
        return self

    @property
    def connection(self):
        raise exc.InvalidRequestError(
            "AsyncConnection.connection accessor is not implemented as the attribute may need to reconnect on an "
            "invalidated connection.  Use the get_raw_connection() method."
        )

    async def get_raw_connection(self):
        return await greenlet_spawn(getattr, self._proxied, "connection")

    @property
    def _proxied(self):
        if self.sync_connection is None:
            self._raise_for_not_started()
        return self.sync_connection

    def begin(self):
        assert self._proxied is not None
        return AsyncTransaction(self)

    def begin_nested(self):
        assert self._proxied is not None
        return AsyncTransaction(self, nested=True)

    async def invalidate(self, exception=None):
        return await greenlet_spawn(self._proxied.invalidate, exception=exception)

    async def get_isolation_level(self):
        return await greenlet_spawn(self._proxied.get_isolation_level)

    def _transaction(self, trans):
        return AsyncTransaction._retrieve_proxy_for_target(trans) if trans is not None else None

    def get_transaction(self):
        return self._transaction(self._proxied.get_transaction())

    def get_nested_transaction(self):
        return self._transaction(self._proxied.get_nested_transaction())

    async def execution_options(self, **opt):
        await greenlet_spawn(self._proxied.execution_options, **opt)
        return self

    async def commit(self):
        await greenlet_spawn(self._proxied.commit)

    async def rollback(self):
        await greenlet_spawn(self._proxied.rollback)

    async def close(self):
        await greenlet_spawn(self._proxied.close)

    async def aclose(self):
        await self.close()

    async def exec_driver_sql(self, statement, parameters=None, execution_options=None):
        return await greenlet_spawn(self._proxied.exec_driver_sql, statement, parameters, execution_options)

    async def execute(self, statement, parameters=None, *, execution_options=None):
        def execute():
            result = self._proxied.execute(statement, parameters, execution_options=execution_options)
            return _ensure_sync_result(result)

        return await greenlet_spawn(execute)

    async def scalar(self, statement, parameters=None, *, execution_options=None):
        result = await self.execute(statement, parameters, execution_options=execution_options)
        return result.scalar()

    async def scalars(self, statement, parameters=None, *, execution_options=None):
        result = await self.execute(statement, parameters, execution_options=execution_options)
        return result.scalars()

    def stream(self, statement, parameters=None, *, execution_options=None):
        return GeneratorStartableContext(self._stream(statement, parameters, execution_options))

    async def _stream(self, statement, parameters, execution_options):
        options = {**(execution_options or _EMPTY), "stream_results": True}
        result = AsyncResult(
            await greenlet_spawn(self._proxied.execute, statement, parameters, execution_options=options)
        )
        try:
            yield result
        except GeneratorExit:
            pass
        else:
            await result.close()

    def stream_scalars(self, statement, parameters=None, *, execution_options=None):
        return GeneratorStartableContext(self._stream_scalars(statement, parameters, execution_options))

    async def _stream_scalars(self, statement, parameters, execution_options):
        async with self.stream(statement, parameters, execution_options=execution_options) as result:
            yield result.scalars()

    async def run_sync(self, fn, *arg, **kw):
        return await greenlet_spawn(fn, self._proxied, *arg, **kw)

    async def __aexit__(self, type_, value, traceback):
        await self.close()


forward(
    AsyncConnection,
    "_proxied",
    "in_transaction in_nested_transaction",
    read_only="info closed invalidated dialect default_isolation_level",
)


class AsyncEngine(ProxyComparable):
    """An engine whose connections are awaited."""

    _connection_cls = AsyncConnection

    def __init__(self, sync_engine):
        if not sync_engine.dialect.is_async:
            raise exc.InvalidRequestError(
                "The asyncio extension requires an async driver to be used. The loaded "
                f"{sync_engine.dialect.driver!r} is not async."
            )
        self.sync_engine = self._assign_proxied(sync_engine)

    @property
    def _proxied(self):
        return self.sync_engine

    @property
    def engine(self):
        return self

    @classmethod
    def _regenerate_proxy_for_target(cls, target, **kw):
        return AsyncEngine(target)

    @contextlib.asynccontextmanager
    async def begin(self):
        connection = self.connect()
        async with connection:
            async with connection.begin():
                yield connection

    def connect(self):
        return self._connection_cls(self)

    async def raw_connection(self):
        return await greenlet_spawn(self.sync_engine.raw_connection)

    def execution_options(self, **opt):
        return AsyncEngine(self.sync_engine.execution_options(**opt))

    async def dispose(self, close=True):
        await greenlet_spawn(self.sync_engine.dispose, close=close)


forward(
    AsyncEngine,
    "sync_engine",
    "clear_compiled_cache update_execution_options get_execution_options",
    "url pool dialect echo",
    "name driver",
)


class AsyncTransaction(ProxyComparable, StartableContext):
    """A transaction of a connection."""

    def __init__(self, connection, nested=False):
        self.connection = connection
        self.sync_transaction = None
        self.nested = nested

    @classmethod
    def _regenerate_proxy_for_target(cls, target, **kw):
        new = cls(AsyncConnection._retrieve_proxy_for_target(target.connection), isinstance(target, NestedTransaction))
        new.sync_transaction = new._assign_proxied(target)
        return new

    @property
    def _proxied(self):
        if self.sync_transaction is None:
            self._raise_for_not_started()
        return self.sync_transaction

    async def close(self):
        await greenlet_spawn(self._proxied.close)

    async def rollback(self):
        await greenlet_spawn(self._proxied.rollback)

    async def commit(self):
        await greenlet_spawn(self._proxied.commit)

    async def start(self, is_ctxmanager=False):
        connection = self.connection._proxied
        begin = connection.begin_nested if self.nested else connection.begin
        self.sync_transaction = self._assign_proxied(await greenlet_spawn(begin))
        if is_ctxmanager:
            self.sync_transaction.__enter__()
        return self

    async def __aexit__(self, type_, value, traceback):
        await greenlet_spawn(self._proxied.__exit__, type_, value, traceback)


forward(AsyncTransaction, "_proxied", read_only="is_valid is_active")


def _get_sync_engine_or_connection(async_engine):
    if isinstance(async_engine, AsyncConnection):
        return async_engine._proxied
    try:
        return async_engine.sync_engine
    except AttributeError as e:
        raise exc.ArgumentError(f"AsyncEngine expected, got {async_engine!r}") from e


@inspection._inspects(AsyncConnection)
def _no_inspection_of_connection(subject):
    raise exc.NoInspectionAvailable(
        "Inspection on an AsyncConnection is currently not supported. Please use ``run_sync`` to pass a callable where "
        "it's possible to call ``inspect`` on the passed connection.",
        code="xd3s",
    )


@inspection._inspects(AsyncEngine)
def _no_inspection_of_engine(subject):
    raise exc.NoInspectionAvailable(
        "Inspection on an AsyncEngine is currently not supported. Please obtain a connection then use "
        "``conn.run_sync`` to pass a callable where it's possible to call ``inspect`` on the passed connection.",
        code="xd3s",
    )
