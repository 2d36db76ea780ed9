"""The events of engines and connections, and of pools."""

from .. import event, pool
from ..event import _Dispatch, dispatcher
from .base import Connection, Engine


class ConnectionEvents(event.Events):
    """Listeners on an engine hold for its connections."""

    def before_execute(self, conn, clauseelement, multiparams, params, execution_options): ...

    def after_execute(self, conn, clauseelement, multiparams, params, execution_options, result): ...

    def before_cursor_execute(self, conn, cursor, statement, parameters, context, executemany): ...

    def after_cursor_execute(self, conn, cursor, statement, parameters, context, executemany): ...

    def handle_error(self, exception_context): ...

    def engine_connect(self, conn): ...

    def set_connection_execution_options(self, conn, opts): ...

    def set_engine_execution_options(self, engine, opts): ...

    def engine_disposed(self, engine): ...

    def begin(self, conn): ...

    def rollback(self, conn): ...

    def commit(self, conn): ...

    def savepoint(self, conn, name): ...

    def rollback_savepoint(self, conn, name, context): ...

    def release_savepoint(self, conn, name, context): ...

    @classmethod
    def _accept_with(cls, target, identifier):
        if isinstance(target, type):
            return target if issubclass(target, (Engine, Connection)) else None
        if isinstance(target, (Engine, Connection)):
            return target
        sync = getattr(target, "sync_engine", None) or getattr(target, "sync_connection", None)
        return sync if isinstance(sync, (Engine, Connection)) else None

    @classmethod
    def _listen(cls, event_key, *, retval=False, **kw):
        name, fn = event_key.identifier, event_key._listen_fn
        if not retval and name in ("before_execute", "before_cursor_execute"):
            def wrapped(*args, **kw):
                fn(*args, **kw)

            event_key = event_key.with_wrapper(wrapped)
        event_key.base_listen(**{k: v for k, v in kw.items() if k in ("propagate", "insert", "named")})

    @classmethod
    def _dispatch_for(cls, connection, engine):
        """A connection's own dispatch, behind that of its engine."""
        return _Dispatch(cls, type(connection), (engine.dispatch,))


class PoolEvents(event.Events):
    """Listeners on an engine are put on its pool."""

    def connect(self, dbapi_connection, connection_record): ...

    def first_connect(self, dbapi_connection, connection_record): ...

    def checkout(self, dbapi_connection, connection_record, connection_proxy): ...

    def checkin(self, dbapi_connection, connection_record): ...

    def reset(self, dbapi_connection, connection_record, reset_state): ...

    def invalidate(self, dbapi_connection, connection_record, exception): ...

    def soft_invalidate(self, dbapi_connection, connection_record, exception): ...

    def close(self, dbapi_connection, connection_record): ...

    def detach(self, dbapi_connection, connection_record): ...

    def close_detached(self, dbapi_connection): ...

    @classmethod
    def _accept_with(cls, target, identifier):
        if isinstance(target, type):
            if issubclass(target, Engine):
                return pool.Pool
            return target if issubclass(target, pool.Pool) else None
        if isinstance(target, Engine):
            return target.pool
        if isinstance(target, pool.Pool):
            return target
        sync = getattr(target, "sync_engine", None)
        return sync.pool if isinstance(sync, Engine) else None


class DialectEvents(event.Events):
    """Listeners for what the dialect is about to do."""

    def do_connect(self, dialect, conn_rec, cargs, cparams): ...

    @classmethod
    def _accept_with(cls, target, identifier):
        return target.dialect if isinstance(target, Engine) else None


Engine.dispatch = dispatcher(ConnectionEvents)
pool.Pool.dispatch = dispatcher(PoolEvents)
from .default import DefaultDialect  # noqa: E402

DefaultDialect.dispatch = dispatcher(DialectEvents)
