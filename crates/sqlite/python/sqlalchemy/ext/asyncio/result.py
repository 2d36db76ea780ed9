"""Results whose rows are awaited."""

from .spawn import greenlet_spawn


class AsyncCommon:
    """Fetching from the synchronous result inside."""

    def __init__(self, result):
        self._sync = result

    def unique(self, strategy=None):
        self._sync = self._sync.unique(strategy)
        return self

    async def close(self):
        await greenlet_spawn(self._sync._source().close)

    @property
    def closed(self):
        return self._sync._source().closed

    def __aiter__(self):
        return self

    async def __anext__(self):
        def one():
            for row in self._sync:
                return (row,)
            return None

        found = await greenlet_spawn(one)
        if found is None:
            raise StopAsyncIteration
        return found[0]

    async def partitions(self, size=None):
        while True:
            rows = await greenlet_spawn(self._sync.fetchmany, size)
            if not rows:
                return
            yield rows


def _awaited(name):
    async def call(self, *args, **kw):
        return await greenlet_spawn(getattr(self._sync, name), *args, **kw)

    call.__name__ = name
    return call


def _with(*names):
    def decorate(cls):
        for name in names:
            setattr(cls, name, _awaited(name))
        return cls

    return decorate


_ALL = ("fetchall", "fetchmany", "all", "first", "one_or_none", "one")


class _Keys:
    def keys(self):
        return self._sync.keys()

    def columns(self, *col_expressions):
        self._sync = self._sync.columns(*col_expressions)
        return self


@_with(*_ALL)
class AsyncScalarResult(AsyncCommon):
    """The values of one column."""


@_with(*_ALL, "fetchone")
class AsyncMappingResult(_Keys, AsyncCommon):
    """Rows as mappings."""


class AsyncTupleResult(AsyncCommon):
    """Named for annotations."""


@_with(*_ALL, "fetchone", "scalar_one", "scalar_one_or_none", "scalar", "freeze")
class AsyncResult(_Keys, AsyncCommon):
    """The rows of a statement."""

    def scalars(self, index=0):
        return AsyncScalarResult(self._sync.scalars(index))

    def mappings(self):
        return AsyncMappingResult(self._sync.mappings())

    def tuples(self):
        return self

    t = property(tuples)


def _ensure_sync_result(result):
    """Load all objects of an ORM result while the driver may still be used."""
    iterator = getattr(result, "iterator", None)
    if iterator is not None and not result._is_closed():
        result.iterator = iter(list(iterator))
    return result
