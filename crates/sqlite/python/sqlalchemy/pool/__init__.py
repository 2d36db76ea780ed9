"""Pools of connections. There are no threads here, so a pool never waits."""

import threading
from enum import Enum

from .. import exc, log
from ..util import memoized_property


class ResetStyle(Enum):
    reset_rollback = 0
    reset_commit = 1
    reset_none = 2


reset_rollback, reset_commit, reset_none = ResetStyle.reset_rollback, ResetStyle.reset_commit, ResetStyle.reset_none


class PoolResetState:
    def __init__(self, transaction_was_reset, terminate_only, asyncio_safe):
        self.transaction_was_reset = transaction_was_reset
        self.terminate_only = terminate_only
        self.asyncio_safe = asyncio_safe


class ManagesConnection:
    pass


class ConnectionPoolEntry(ManagesConnection):
    pass


class PoolProxiedConnection(ManagesConnection):
    pass


class _ConnectionRecord(ConnectionPoolEntry):
    """A place in the pool with its driver connection."""

    fairy = None

    def __init__(self, pool):
        self.pool = pool
        self.dbapi_connection = None
        self.record_info = {}
        self._connect()

    @memoized_property
    def info(self):
        return {}

    @property
    def driver_connection(self):
        return self.dbapi_connection

    @property
    def connection(self):
        return self.dbapi_connection

    @property
    def in_use(self):
        return self.fairy is not None

    def _connect(self):
        pool = self.pool
        self.__dict__.pop("info", None)
        connection = pool._creator(self)
        self.dbapi_connection = connection
        pool._run_on_connect(connection, self)

    def checkin(self):
        self.fairy = None
        if self.dbapi_connection is not None and self.pool.dispatch.checkin:
            self.pool.dispatch.checkin(self.dbapi_connection, self)
        self.pool._return_conn(self)

    def invalidate(self, e=None, soft=False):
        if self.dbapi_connection is None:
            return
        self.pool.dispatch.invalidate(self.dbapi_connection, self, e)
        self.close()

    def get_connection(self):
        if self.dbapi_connection is None:
            self._connect()
        return self.dbapi_connection

    def close(self):
        connection, self.dbapi_connection = self.dbapi_connection, None
        if connection is not None:
            self.pool._close_connection(connection, self)


class _ConnectionFairy(PoolProxiedConnection):
    """A driver connection while it is out of the pool."""

    _reset_isolation = False
    detached_record = None

    def __init__(self, pool, record):
        self._pool = pool
        self._connection_record = record
        self.dbapi_connection = record.get_connection()
        record.fairy = self

    @property
    def logger(self):
        return self._pool.logger

    @property
    def driver_connection(self):
        return self.dbapi_connection

    @property
    def connection(self):
        return self.dbapi_connection

    @property
    def is_valid(self):
        return self.dbapi_connection is not None

    is_detached = property(lambda self: self._connection_record is None)

    @property
    def info(self):
        return self._connection_record.info if self._connection_record is not None else self.detached_record

    @property
    def record_info(self):
        return self._connection_record.record_info

    def cursor(self, *args, **kwargs):
        return self.dbapi_connection.cursor(*args, **kwargs)

    def __getattr__(self, key):
        if key.startswith("__") or key == "dbapi_connection":
            raise AttributeError(key)
        return getattr(self.dbapi_connection, key)

    def invalidate(self, e=None, soft=False):
        if self.dbapi_connection is None:
            return
        if self._connection_record is not None:
            self._connection_record.invalidate(e=e, soft=soft)
        self.dbapi_connection = None

    def detach(self):
        if self._connection_record is not None:
            record, self._connection_record = self._connection_record, None
            self.detached_record = record.info
            self._pool.dispatch.detach(self.dbapi_connection, record)
            record.dbapi_connection = None
            record.fairy = None
            self._pool._do_detach(record)

    def _close_special(self, transaction_reset=False):
        self._finish(transaction_reset)

    def close(self):
        self._finish(False)

    def _finish(self, transaction_was_reset):
        record, connection = self._connection_record, self.dbapi_connection
        if connection is not None:
            self._pool._reset(self, transaction_was_reset)
            if self._reset_isolation:
                self._pool._dialect.reset_isolation_level(connection)
                self._reset_isolation = False
            if record is None:
                self._pool._close_connection(connection, None)
        self.dbapi_connection = None
        self._connection_record = None
        if record is not None:
            record.checkin()


class Pool(log.Identified):
    """Base of pools."""

    _dialect = None
    _first = True
    echo = log.echo_property()

    def __init__(
        self, creator, recycle=-1, echo=None, logging_name=None, reset_on_return=True, events=None, dialect=None,
        pre_ping=False, **kw,
    ):
        if logging_name:
            self.logging_name = self._orig_logging_name = logging_name
        log.instance_logger(self, echoflag=echo)
        self._given_creator = creator
        self._recycle = recycle
        self._pre_ping = pre_ping
        self._kw = kw
        if reset_on_return in ("rollback", True, reset_rollback):
            self._reset_on_return = reset_rollback
        elif reset_on_return in ("none", None, False, reset_none):
            self._reset_on_return = reset_none
        elif reset_on_return in ("commit", reset_commit):
            self._reset_on_return = reset_commit
        else:
            raise exc.ArgumentError(f"Invalid value for 'reset_on_return': {reset_on_return!r}")
        if dialect is not None:
            self._dialect = dialect
        self._on_connect = []
        for fn, target in events or ():
            from ..event import listen

            listen(self, target, fn)

    def _creator(self, record):
        fn = self._given_creator
        return fn(record) if getattr(fn, "_takes_record", False) else fn()

    def _run_on_connect(self, connection, record):
        for fn in self._on_connect:
            fn(connection, record)
        if self._first:
            self._first = False
            self.dispatch.first_connect(connection, record)
        self.dispatch.connect(connection, record)

    def _reset(self, fairy, transaction_was_reset):
        connection, record = fairy.dbapi_connection, fairy._connection_record
        if self.dispatch.reset:
            self.dispatch.reset(connection, record, PoolResetState(transaction_was_reset, False, True))
        if transaction_was_reset:
            return
        if self._reset_on_return is reset_rollback:
            self._dialect.do_rollback(connection)
        elif self._reset_on_return is reset_commit:
            self._dialect.do_commit(connection)

    def _close_connection(self, connection, record):
        self.dispatch.close(connection, record)
        self._dialect.do_close(connection)

    def _invalidate(self, connection, exception=None, _checkin=True):
        connection.invalidate(exception)

    def connect(self):
        record = self._do_get()
        for _ in range(2):
            fairy = _ConnectionFairy(self, record)
            if self._pre_ping and not self._ping(fairy):
                fairy.invalidate()
                continue
            break
        if self.dispatch.checkout:
            self.dispatch.checkout(fairy.dbapi_connection, record, fairy)
        return fairy

    def _ping(self, fairy):
        try:
            return self._dialect.do_ping(fairy.dbapi_connection)
        except self._dialect.dbapi.Error:
            return False

    def _do_get(self):
        raise NotImplementedError()

    def _return_conn(self, record):
        self._do_return_conn(record)

    def _do_return_conn(self, record):
        raise NotImplementedError()

    def _do_detach(self, record):
        pass

    def dispose(self):
        raise NotImplementedError()

    def status(self):
        raise NotImplementedError()

    def _recreate_kw(self):
        return {}

    def recreate(self):
        self.logger.info("Pool recreating")
        new = type(self)(
            self._given_creator, recycle=self._recycle, echo=self._echo, logging_name=self.logging_name,
            reset_on_return=self._reset_on_return, dialect=self._dialect, pre_ping=self._pre_ping, **self._recreate_kw(),
        )
        new._on_connect = self._on_connect
        new.dispatch._update(self.dispatch, only_propagate=False)
        return new

    def unique_connection(self):
        return self.connect()


class QueuePool(Pool):
    """Keeps up to `pool_size` connections, and makes up to `max_overflow` more."""

    def __init__(self, creator, pool_size=5, max_overflow=10, timeout=30.0, use_lifo=False, **kw):
        super().__init__(creator, **kw)
        self._size, self._max_overflow, self._timeout, self._use_lifo = pool_size, max_overflow, timeout, use_lifo
        self._idle = []
        self._count = 0

    def _do_get(self):
        if self._idle:
            return self._idle.pop() if self._use_lifo else self._idle.pop(0)
        limit = self._size + self._max_overflow
        if self._max_overflow > -1 and self._size and self._count >= limit:
            raise exc.TimeoutError(
                f"QueuePool limit of size {self._size} overflow {self._max_overflow} reached, connection timed out, timeout "
                f"{self._timeout:0.2f}",
                code="3o7r",
            )
        self._count += 1
        try:
            return _ConnectionRecord(self)
        except BaseException:
            self._count -= 1
            raise

    def _do_return_conn(self, record):
        if len(self._idle) < self._size or not self._size:
            self._idle.append(record)
        else:
            self._count -= 1
            record.close()

    def _do_detach(self, record):
        self._count -= 1

    def dispose(self):
        for record in self._idle:
            record.close()
        self._count -= len(self._idle)
        self._idle = []
        self.logger.info("Pool disposed. %s", self.status())

    def _recreate_kw(self):
        return {"pool_size": self._size, "max_overflow": self._max_overflow, "timeout": self._timeout, "use_lifo": self._use_lifo}

    def size(self):
        return self._size

    def checkedin(self):
        return len(self._idle)

    def checkedout(self):
        return self._count - len(self._idle)

    def overflow(self):
        return self._count - self._size

    def timeout(self):
        return self._timeout

    def status(self):
        return (
            f"Pool size: {self.size()}  Connections in pool: {self.checkedin()} Current Overflow: {self.overflow()} Current "
            f"Checked out connections: {self.checkedout()}"
        )


class AsyncAdaptedQueuePool(QueuePool):
    pass


class FallbackAsyncAdaptedQueuePool(AsyncAdaptedQueuePool):
    pass


class NullPool(Pool):
    """Opens a connection each time, and closes it afterwards."""

    def _do_get(self):
        return _ConnectionRecord(self)

    def _do_return_conn(self, record):
        record.close()

    def dispose(self):
        pass

    def status(self):
        return "NullPool"


class SingletonThreadPool(Pool):
    """One connection for each thread."""

    def __init__(self, creator, pool_size=5, **kw):
        super().__init__(creator, **kw)
        self.size = pool_size
        self._conn = threading.local()
        self._all_conns = []

    def _do_get(self):
        record = getattr(self._conn, "current", None)
        if record is None:
            record = _ConnectionRecord(self)
            self._conn.current = record
            self._all_conns.append(record)
        return record

    def _do_return_conn(self, record):
        pass

    def dispose(self):
        for record in self._all_conns:
            record.close()
        self._all_conns.clear()
        self._conn = threading.local()

    def _recreate_kw(self):
        return {"pool_size": self.size}

    def status(self):
        return f"SingletonThreadPool id:{id(self)} size: {len(self._all_conns)}"


class StaticPool(Pool):
    """One connection for all."""

    _record = None

    def _do_get(self):
        if self._record is None:
            self._record = _ConnectionRecord(self)
        return self._record

    def _do_return_conn(self, record):
        pass

    def dispose(self):
        if self._record is not None and self._record.dbapi_connection is not None:
            self._record.close()
        self._record = None

    def status(self):
        return "StaticPool"


class AssertionPool(QueuePool):
    """Allows one connection at a time."""

    def _do_get(self):
        if self.checkedout():
            raise AssertionError("connection is already checked out")
        return super()._do_get()

    def status(self):
        return "AssertionPool"


from . import base, impl  # noqa: E402, F401
