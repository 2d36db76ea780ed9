"""`async_scoped_session`: one session for each task, or for whatever the program calls a scope."""

from ... import exc as sa_exc
from ... import util
from ...orm.scoping import _Registry
from .base import forward
from .session import AsyncSession


class async_scoped_session:
    """Stands for the session of the current scope."""

    _support_async = True

    def __init__(self, session_factory, scopefunc):
        self.session_factory = session_factory
        self.registry = _Registry(session_factory, scopefunc)

    @property
    def _proxied(self):
        return self.registry()

    def __call__(self, **kw):
        if not kw:
            return self.registry()
        if self.registry.has():
            raise sa_exc.InvalidRequestError("Scoped session is already present; no new arguments may be specified.")
        session = self.session_factory(**kw)
        self.registry.set(session)
        return session

    def configure(self, **kwargs):
        if self.registry.has():
            util.warn(
                "At least one scoped session is already present.  configure() can not affect sessions that have already "
                "been created."
            )
        self.session_factory.configure(**kwargs)

    async def remove(self):
        if self.registry.has():
            await self.registry().close()
        self.registry.clear()

    def __contains__(self, instance):
        return instance in self._proxied

    def __iter__(self):
        return iter(self._proxied)


forward(
    async_scoped_session,
    "_proxied",
    "add add_all aclose begin begin_nested close reset commit connection delete delete_all execute expire expire_all "
    "expunge expunge_all flush get get_bind get_one invalidate is_modified merge merge_all refresh rollback run_sync "
    "scalar scalars stream stream_scalars in_transaction",
    "bind identity_map autoflush",
    "dirty deleted new is_active no_autoflush info",
)
for _name in ("close_all", "object_session", "identity_key"):
    setattr(async_scoped_session, _name, staticmethod(getattr(AsyncSession, _name)))
