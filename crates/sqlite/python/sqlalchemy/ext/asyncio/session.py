"""`AsyncSession` and what makes it."""

from ... import util
from ...orm.session import Session, close_all_sessions as _close_all, object_session
from . import engine as _engine
from .base import ReversibleProxy, StartableContext, forward
from .exc import AsyncBindNotFound
from .result import AsyncResult, _ensure_sync_result
from .spawn import greenlet_spawn

_EMPTY = {}


class AsyncAttrs:
    """Gives the attributes of an object as something to await."""

    class _AsyncAttrGetitem:
        def __init__(self, instance):
            self._instance = instance

        def __getattr__(self, name):
            return greenlet_spawn(getattr, self._instance, name)

    @property
    def awaitable_attrs(self):
        return AsyncAttrs._AsyncAttrGetitem(self)


class AsyncSession(ReversibleProxy):
    """A session whose statements are awaited."""

    _is_asyncio = True
    sync_session_class = Session

    def __init__(self, bind=None, *, binds=None, sync_session_class=None, **kw):
        self._async_bind = bind
        self._async_binds = dict(binds) if binds else {}
        sync_bind = sync_binds = None
        if bind:
            sync_bind = _engine._get_sync_engine_or_connection(bind)
        if binds:
            sync_binds = {key: _engine._get_sync_engine_or_connection(b) for key, b in binds.items()}
        if sync_session_class:
            self.sync_session_class = sync_session_class
        sync = self.sync_session_class(bind=sync_bind, binds=sync_binds, **kw)
        self.sync_session = self._proxied = self._assign_proxied(sync)

    def _translate_for_bind(self, bind):
        if bind is None:
            return None
        for known in (self._async_bind, *self._async_binds.values()):
            if known is not None and _engine._get_sync_engine_or_connection(known) is bind:
                return known
        name = type(self).__name__
        raise AsyncBindNotFound(
            f"Can't translate bind {bind!r}; it is not among the binds established for this {name}.  Binds should be "
            f"established on the {name} rather than directly on its sync_session, so that the asyncio object each one "
            "was derived from is known."
        )

    @property
    def bind(self):
        return self._translate_for_bind(self.sync_session.bind)

    @bind.setter
    def bind(self, bind):
        self.sync_session.bind = _engine._get_sync_engine_or_connection(bind) if bind is not None else None
        self._async_bind = bind

    @property
    def binds(self):
        return util.immutabledict(
            {key: self._translate_for_bind(bind) for key, bind in self.sync_session.binds.items()}
        )

    def bind_mapper(self, mapper, bind):
        self.sync_session.bind_mapper(mapper, _engine._get_sync_engine_or_connection(bind))
        self._async_binds[mapper] = bind

    def bind_table(self, table, bind):
        self.sync_session.bind_table(table, _engine._get_sync_engine_or_connection(bind))
        self._async_binds[table] = bind

    async def refresh(self, instance, attribute_names=None, with_for_update=None):
        await greenlet_spawn(
            self.sync_session.refresh, instance, attribute_names=attribute_names, with_for_update=with_for_update
        )

    async def run_sync(self, fn, *arg, **kw):
        return await greenlet_spawn(fn, self.sync_session, *arg, **kw)

    async def execute(self, statement, params=None, *, execution_options=_EMPTY, bind_arguments=None, **kw):
        def execute():
            result = self.sync_session.execute(
                statement, params=params, execution_options=execution_options, bind_arguments=bind_arguments, **kw
            )
            return _ensure_sync_result(result)

        return await greenlet_spawn(execute)

    async def scalar(self, statement, params=None, *, execution_options=_EMPTY, bind_arguments=None, **kw):
        return await greenlet_spawn(
            self.sync_session.scalar,
            statement,
            params=params,
            execution_options=execution_options,
            bind_arguments=bind_arguments,
            **kw,
        )

    async def scalars(self, statement, params=None, *, execution_options=_EMPTY, bind_arguments=None, **kw):
        result = await self.execute(
            statement, params=params, execution_options=execution_options, bind_arguments=bind_arguments, **kw
        )
        return result.scalars()

    async def get(self, entity, ident, **kw):
        return await greenlet_spawn(self.sync_session.get, entity, ident, **kw)

    async def get_one(self, entity, ident, **kw):
        return await greenlet_spawn(self.sync_session.get_one, entity, ident, **kw)

    async def stream(self, statement, params=None, *, execution_options=_EMPTY, bind_arguments=None, **kw):
        result = await greenlet_spawn(
            self.sync_session.execute,
            statement,
            params=params,
            execution_options={**execution_options, "stream_results": True},
            bind_arguments=bind_arguments,
            **kw,
        )
        return AsyncResult(result)

    async def stream_scalars(self, statement, params=None, **kw):
        return (await self.stream(statement, params, **kw)).scalars()

    async def delete(self, instance):
        await greenlet_spawn(self.sync_session.delete, instance)

    async def delete_all(self, instances):
        await greenlet_spawn(self.sync_session.delete_all, instances)

    async def merge(self, instance, *, load=True, options=None):
        return await greenlet_spawn(self.sync_session.merge, instance, load=load, options=options)

    async def merge_all(self, instances, *, load=True, options=None):
        return await greenlet_spawn(self.sync_session.merge_all, instances, load=load, options=options)

    async def flush(self, objects=None):
        await greenlet_spawn(self.sync_session.flush, objects)

    def _transaction(self, trans):
        if trans is None:
            return None
        return AsyncSessionTransaction._retrieve_proxy_for_target(trans, async_session=self)

    def get_transaction(self):
        return self._transaction(self.sync_session.get_transaction())

    def get_nested_transaction(self):
        return self._transaction(self.sync_session.get_nested_transaction())

    def get_bind(self, mapper=None, clause=None, bind=None, **kw):
        return self.sync_session.get_bind(mapper=mapper, clause=clause, bind=bind, **kw)

    async def connection(self, bind_arguments=None, execution_options=None, **kw):
        sync = await greenlet_spawn(
            self.sync_session.connection, bind_arguments=bind_arguments, execution_options=execution_options, **kw
        )
        return _engine.AsyncConnection._retrieve_proxy_for_target(sync)

    def begin(self):
        return AsyncSessionTransaction(self)

    def begin_nested(self):
        return AsyncSessionTransaction(self, nested=True)

    async def rollback(self):
        await greenlet_spawn(self.sync_session.rollback)

    async def commit(self):
        await greenlet_spawn(self.sync_session.commit)

    async def close(self):
        await greenlet_spawn(self.sync_session.close)

    async def reset(self):
        await greenlet_spawn(self.sync_session.reset)

    async def aclose(self):
        await self.close()

    async def invalidate(self):
        await greenlet_spawn(self.sync_session.invalidate)

    @classmethod
    async def close_all(cls):
        util.warn_deprecated(
            "The AsyncSession.close_all() method is deprecated and will be removed in a future release.  Please refer "
            "to close_all_sessions().",
            "2.0",
        )
        await close_all_sessions()

    async def __aenter__(self):
        return self

    async def __aexit__(self, type_, value, traceback):
        await self.close()

    def _maker_context_manager(self):
        return _AsyncSessionContextManager(self)

    def __contains__(self, instance):
        return instance in self._proxied

    def __iter__(self):
        return iter(self._proxied)

    @classmethod
    def object_session(cls, instance):
        return Session.object_session(instance)

    @classmethod
    def identity_key(cls, *args, **kw):
        return Session.identity_key(*args, **kw)


forward(
    AsyncSession,
    "_proxied",
    "add add_all expire expire_all expunge expunge_all is_modified in_transaction in_nested_transaction",
    "identity_map autoflush execution_options",
    "dirty deleted new is_active no_autoflush info",
)


class async_sessionmaker:
    """Makes sessions with the same arguments."""

    def __init__(self, bind=None, *, class_=AsyncSession, autoflush=True, expire_on_commit=True, info=None, **kw):
        kw.update(bind=bind, autoflush=autoflush, expire_on_commit=expire_on_commit)
        if info is not None:
            kw["info"] = info
        self.kw = kw
        self.class_ = class_

    def __class_getitem__(cls, item):
        return cls

    def begin(self):
        return self()._maker_context_manager()

    def __call__(self, **local_kw):
        for key, value in self.kw.items():
            if key == "info" and "info" in local_kw:
                local_kw["info"] = {**value, **local_kw["info"]}
            else:
                local_kw.setdefault(key, value)
        return self.class_(**local_kw)

    def configure(self, **new_kw):
        self.kw.update(new_kw)

    def __repr__(self):
        args = ", ".join(f"{k}={v!r}" for k, v in self.kw.items())
        return f"{type(self).__name__}(class_={self.class_.__name__!r}, {args})"


class _AsyncSessionContextManager:
    """A session in a transaction, for `async with maker.begin()`."""

    def __init__(self, async_session):
        self.async_session = async_session

    async def __aenter__(self):
        self.trans = self.async_session.begin()
        await self.trans.__aenter__()
        return self.async_session

    async def __aexit__(self, type_, value, traceback):
        await self.trans.__aexit__(type_, value, traceback)
        await self.async_session.__aexit__(type_, value, traceback)


class AsyncSessionTransaction(ReversibleProxy, StartableContext):
    """A transaction of a session."""

    def __init__(self, session, nested=False):
        self.session = session
        self.nested = nested
        self.sync_transaction = None

    @classmethod
    def _regenerate_proxy_for_target(cls, target, async_session, **kw):
        new = cls(async_session, target.nested)
        new.sync_transaction = new._assign_proxied(target)
        return new

    @property
    def is_active(self):
        return self._sync_transaction().is_active

    def _sync_transaction(self):
        if self.sync_transaction is None:
            self._raise_for_not_started()
        return self.sync_transaction

    async def rollback(self):
        await greenlet_spawn(self._sync_transaction().rollback)

    async def commit(self):
        await greenlet_spawn(self._sync_transaction().commit)

    async def start(self, is_ctxmanager=False):
        sync = self.session.sync_session
        self.sync_transaction = self._assign_proxied(
            await greenlet_spawn(sync.begin_nested if self.nested else sync.begin)
        )
        if is_ctxmanager:
            self.sync_transaction.__enter__()
        return self

    async def __aexit__(self, type_, value, traceback):
        await greenlet_spawn(self._sync_transaction().__exit__, type_, value, traceback)


def async_object_session(instance):
    session = object_session(instance)
    return async_session(session) if session is not None else None


def async_session(session):
    return AsyncSession._retrieve_proxy_for_target(session, regenerate=False)


async def close_all_sessions():
    await greenlet_spawn(_close_all)
