"""`create_engine`."""

from .. import exc
from ..util import asbool
from .base import Engine
from .url import make_url


def create_engine(url, **kwargs):
    """An engine for a database URL."""
    if "strategy" in kwargs:
        kwargs.pop("strategy")
    if "empty_in_strategy" in kwargs:
        kwargs.pop("empty_in_strategy")
    u = make_url(url)
    cls = u.get_dialect()
    if kwargs.pop("_coerce_config", False):
        _coerce(kwargs)
    future = kwargs.pop("future", True)
    if not future:
        raise exc.ArgumentError("The 'future' parameter passed to create_engine() may only be set to True.")
    pop = kwargs.pop
    dbapi = pop("module", None) or cls.import_dbapi()
    dialect_args = {
        k: pop(k) for k in ("isolation_level", "json_serializer", "json_deserializer", "native_datetime", "label_length",
                            "paramstyle", "insertmanyvalues_page_size", "use_insertmanyvalues") if k in kwargs
    }
    for ignored in ("convert_unicode", "enable_from_linting", "max_identifier_length", "skip_autocommit_rollback", "_initialize"):
        pop(ignored, None)
    dialect = cls(dbapi=dbapi, **dialect_args)
    cargs, cparams = dialect.create_connect_args(u)
    cparams.update(pop("connect_args", {}))
    cparams = dict(cparams)
    pool = pop("pool", None)
    if pool is None:
        creator = pop("creator", None)
        if creator is None:
            def creator(record):
                for fn in dialect.dispatch.do_connect:
                    connection = fn(dialect, record, cargs, cparams)
                    if connection is not None:
                        return connection
                return dialect.connect(*cargs, **cparams)

            creator._takes_record = True
        poolclass = pop("poolclass", None) or dialect.get_pool_class(u)
        pool_args = {"dialect": dialect, "pre_ping": asbool(pop("pool_pre_ping", False))}
        for k, name in (
            ("logging_name", "pool_logging_name"), ("echo", "echo_pool"), ("timeout", "pool_timeout"),
            ("recycle", "pool_recycle"), ("events", "pool_events"), ("reset_on_return", "pool_reset_on_return"),
            ("use_lifo", "pool_use_lifo"), ("pool_size", "pool_size"), ("max_overflow", "max_overflow"),
        ):
            if name in kwargs:
                if k in ("timeout", "use_lifo", "max_overflow", "pool_size") and not _accepts(poolclass, k):
                    continue
                pool_args[k] = pop(name)
        pool = poolclass(creator, **pool_args)
    else:
        pool._dialect = dialect
        pop("pool_pre_ping", None)
    engine_args = {
        k: pop(k) for k in ("echo", "logging_name", "query_cache_size", "execution_options", "hide_parameters") if k in kwargs
    }
    pop("plugins", None)
    if kwargs:
        raise TypeError(
            f"Invalid argument(s) {','.join(repr(k) for k in kwargs)} sent to create_engine(), using configuration "
            f"{cls.__name__}/{type(pool).__name__}/Engine.  Please check that the keyword arguments are appropriate for this "
            "combination of components."
        )
    engine = Engine(pool, dialect, u, **engine_args)
    on_connect = dialect.on_connect_url(u)
    pool._on_connect.append(_Initialize(engine, dialect, on_connect))
    return engine


class _Initialize:
    """What is done to each new driver connection, and once with the first."""

    def __init__(self, engine, dialect, on_connect):
        self.dialect = dialect
        self.on_connect = on_connect
        self.done = False

    def __call__(self, connection, record):
        if self.on_connect is not None:
            self.on_connect(connection)
        if not self.done:
            self.done = True
            self.dialect.initialize_from(connection)


def _accepts(poolclass, name):
    from ..pool import QueuePool, SingletonThreadPool

    return issubclass(poolclass, QueuePool) or (name == "pool_size" and issubclass(poolclass, SingletonThreadPool))


def _coerce(kwargs):
    for key, type_ in (
        ("echo", asbool), ("echo_pool", asbool), ("future", asbool), ("pool_pre_ping", asbool), ("pool_recycle", int),
        ("pool_size", int), ("max_overflow", int), ("pool_timeout", int), ("query_cache_size", int), ("hide_parameters", asbool),
    ):
        if key in kwargs and isinstance(kwargs[key], str):
            kwargs[key] = "debug" if kwargs[key] == "debug" else type_(kwargs[key])


def engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    """An engine from settings whose names begin with a prefix."""
    options = {k[len(prefix) :]: v for k, v in configuration.items() if k.startswith(prefix)}
    options["_coerce_config"] = True
    options.update(kwargs)
    return create_engine(options.pop("url"), **options)


def create_pool_from_url(url, **kwargs):
    return create_engine(url, **kwargs).pool


def create_mock_engine(url, executor, **kw):
    """An engine that hands statements to a function."""
    return MockConnection(make_url(url).get_dialect()(), executor)


class MockConnection:
    def __init__(self, dialect, execute):
        self._dialect = dialect
        self._execute_impl = execute

    @property
    def engine(self):
        return self

    @property
    def dialect(self):
        return self._dialect

    @property
    def name(self):
        return self._dialect.name

    def connect(self, **kwargs):
        return self

    def execution_options(self, **kw):
        return self

    def _run_ddl_visitor(self, runner, target, **kwargs):
        kwargs["checkfirst"] = False
        runner(self, **kwargs).run(target)

    def execute(self, obj, parameters=None, execution_options=None):
        return self._execute_impl(obj, parameters)
