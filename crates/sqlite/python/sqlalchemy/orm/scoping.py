"""`scoped_session`: one session for each thread, or for whatever the program calls a scope."""

from .. import exc as sa_exc
from .. import util
from .session import Session


class _Registry:
    """Holds one object for each scope."""

    def __init__(self, createfunc, scopefunc):
        self.createfunc = createfunc
        self.scopefunc = scopefunc or (lambda: None)
        self.registry = {}

    def __call__(self):
        key = self.scopefunc()
        if key not in self.registry:
            self.registry[key] = self.createfunc()
        return self.registry[key]

    def has(self):
        return self.scopefunc() in self.registry

    def set(self, obj):
        self.registry[self.scopefunc()] = obj

    def clear(self):
        self.registry.pop(self.scopefunc(), None)


class scoped_session:
    """Stands for the session of the current scope."""

    def __init__(self, session_factory, scopefunc=None):
        self.session_factory = session_factory
        self.registry = _Registry(session_factory, scopefunc)

    @property
    def _proxied(self):
        return self.registry()

    def __call__(self, **kw):
        if kw:
            if self.registry.has():
                raise sa_exc.InvalidRequestError("Scoped session is already present; no new arguments may be specified.")
            session = self.session_factory(**kw)
            self.registry.set(session)
        else:
            session = self.registry()
        return session

    def configure(self, **kwargs):
        if self.registry.has():
            util.warn(
                "At least one scoped session is already present.  configure() can not affect sessions that have already "
                "been created."
            )
        self.session_factory.configure(**kwargs)

    def remove(self):
        if self.registry.has():
            self.registry().close()
        self.registry.clear()

    def query_property(self, query_cls=None):
        scoped = self

        class query:
            def __get__(self, instance, owner):
                if query_cls:
                    return query_cls(owner, session=scoped.registry())
                return scoped.registry().query(owner)

        return query()

    def __contains__(self, instance):
        return instance in self._proxied

    def __iter__(self):
        return iter(self._proxied)


def _method(name):
    def method(self, *args, **kw):
        return getattr(self._proxied, name)(*args, **kw)

    method.__name__ = name
    return method


def _property(name):
    return property(
        lambda self: getattr(self._proxied, name), lambda self, value: setattr(self._proxied, name, value)
    )


for _name in (
    "add add_all begin begin_nested close reset commit connection delete delete_all execute expire expire_all expunge "
    "expunge_all flush get get_one get_bind is_modified bulk_save_objects bulk_insert_mappings bulk_update_mappings "
    "merge merge_all query refresh rollback scalar scalars"
).split():
    setattr(scoped_session, _name, _method(_name))
for _name in "bind dirty deleted new identity_map is_active autoflush no_autoflush info".split():
    setattr(scoped_session, _name, _property(_name))
for _name in ("object_session", "identity_key"):
    setattr(scoped_session, _name, staticmethod(getattr(Session, _name)))
ScopedSession = scoped_session
