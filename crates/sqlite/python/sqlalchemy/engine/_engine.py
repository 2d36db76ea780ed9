"""Engines."""

import contextlib

from .. import exc, log
from ..util import LRUCache, immutabledict
from .base import Connection


class OptionEngineMixin:
    pass


class Engine(log.Identified):
    """A pool of connections and the dialect to speak with them."""

    _sqla_logger_namespace = "sqlalchemy.engine.Engine"
    _connection_cls = Connection
    _execution_options = immutabledict()
    echo = log.echo_property()

    def __init__(self, pool, dialect, url, logging_name=None, echo=None, query_cache_size=500, execution_options=None, hide_parameters=False):
        self.pool = pool
        self.url = url
        self.dialect = dialect
        if logging_name:
            self.logging_name = logging_name
        self.hide_parameters = hide_parameters
        self._compiled_cache = LRUCache(query_cache_size) if query_cache_size else None
        log.instance_logger(self, echoflag=echo)
        if execution_options:
            self.update_execution_options(**execution_options)

    @property
    def engine(self):
        return self

    @property
    def name(self):
        return self.dialect.name

    @property
    def driver(self):
        return self.dialect.driver

    def __repr__(self):
        return f"Engine({self.url!r})"

    def clear_compiled_cache(self):
        if self._compiled_cache is not None:
            self._compiled_cache.clear()

    def update_execution_options(self, **opt):
        self._execution_options = self._execution_options.union(opt)

    def execution_options(self, **opt):
        return OptionEngine(self, opt)

    def get_execution_options(self):
        return self._execution_options

    def dispose(self, close=True):
        if close:
            self.pool.dispose()
        self.pool = self.pool.recreate()
        if self.dispatch.engine_disposed:
            self.dispatch.engine_disposed(self)

    def connect(self):
        return self._connection_cls(self)

    @contextlib.contextmanager
    def begin(self):
        with self.connect() as conn:
            with conn.begin():
                yield conn

    def raw_connection(self):
        try:
            return self.pool.connect()
        except self.dialect.dbapi.Error as e:
            raise exc.DBAPIError.instance(
                None, None, e, self.dialect.dbapi.Error, hide_parameters=self.hide_parameters, dialect=self.dialect
            ).with_traceback(e.__traceback__) from e

    def _connection_dispatch(self, connection):
        return type(connection).__dict__["_events"]._dispatch_for(connection, self)

    def _run_ddl_visitor(self, runner, target, **kw):
        with self.begin() as conn:
            conn._run_ddl_visitor(runner, target, **kw)


class OptionEngine(OptionEngineMixin, Engine):
    """An engine with other execution options and the same pool."""

    def __init__(self, proxied, options):
        self._proxied = proxied
        self.url, self.dialect = proxied.url, proxied.dialect
        self.logging_name = proxied.logging_name
        self.hide_parameters = proxied.hide_parameters
        self._compiled_cache = proxied._compiled_cache
        log.instance_logger(self, echoflag=proxied._echo)
        self.dispatch = proxied.dispatch
        self._execution_options = proxied._execution_options.union(options)
        level = options.get("isolation_level")
        self._level = level

    @property
    def pool(self):
        return self._proxied.pool

    @pool.setter
    def pool(self, value):
        self._proxied.pool = value

    def connect(self):
        conn = super().connect()
        if self._execution_options.get("isolation_level"):
            conn.execution_options(isolation_level=self._execution_options["isolation_level"])
        return conn


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.engine.base.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.engine.base"
