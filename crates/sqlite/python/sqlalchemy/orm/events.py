"""Events of attributes, objects, mappers, sessions, queries and registries."""

import weakref

from .. import event
from .. import exc as sa_exc
from .base import opt_manager_of_class


class _Own(list):
    """The entries of a list of listeners, from which `event.remove` takes one away."""

    def __init__(self, listeners):
        super().__init__()
        self.listeners = listeners

    def remove(self, entry):
        list.remove(self, entry)
        self.listeners[:] = [e[1] for e in self]


class Listeners(list):
    """The functions to call for one event of one target."""

    def __init__(self):
        super().__init__()
        self.own = _Own(self)

    def put(self, fn, wrapped, propagate=False, insert=False):
        if any(entry[0] is fn for entry in self.own):
            return
        place = 0 if insert else len(self)
        self.own.insert(place, (fn, wrapped, propagate))
        list.insert(self, place, wrapped)

    def __call__(self, *args):
        for fn in list(self):
            fn(*args)


class Dispatch:
    """The listeners of one target, by the names of the events."""

    _family = None

    def __init__(self, family=None):
        if family is not None:
            self._family = family

    def __getattr__(self, name):
        if name.startswith("_") and name != "_sa_event_merge_wo_load":
            raise AttributeError(name)
        self.__dict__[name] = found = Listeners()
        return found

    def _listen(self, event_key, **kw):
        self._family._listen(event_key, **kw)

    def _inherit(self, other, all=False):
        for name, listeners in list(vars(other).items()):
            if isinstance(listeners, Listeners):
                for fn, wrapped, propagate in listeners.own:
                    if propagate or all:
                        getattr(self, name).put(fn, wrapped, propagate)


class AttributeDispatch(Dispatch):
    """The listeners of an attribute; they are looked at whenever it changes."""

    def __init__(self):
        self._active_history = False
        for name in ("append", "append_wo_mutation", "remove", "set", "bulk_replace"):
            setattr(self, name, Listeners())

    def _inherit(self, other, all=False):
        Dispatch._inherit(self, other, all)
        if other._active_history:
            self._active_history = True

    @property
    def _family(self):
        return AttributeEvents


class _Holder:
    """Stands for a class whose listeners wait for what will come of it."""

    def __init__(self, cls, family):
        self.cls = cls
        self.dispatch = Dispatch(family)


def _hold(holders, cls, family):
    holder = holders.get(cls)
    if holder is None:
        holders[cls] = holder = _Holder(cls, family)
    return holder


class AttributeEvents(event.Events):
    """Events of attributes of mapped classes."""

    @classmethod
    def _accept_with(cls, target, identifier):
        from .attributes import InstrumentedAttribute, QueryableAttribute

        if isinstance(target, QueryableAttribute) and not isinstance(target, InstrumentedAttribute):
            return getattr(target.parent.entity, target.key)
        return target if isinstance(target, InstrumentedAttribute) else None

    @classmethod
    def _listen(
        cls,
        event_key,
        active_history=False,
        raw=False,
        retval=False,
        propagate=False,
        include_key=False,
        insert=False,
        named=False,
    ):
        target, fn, name = event_key.dispatch_target, event_key._listen_fn, event_key.identifier

        def wrap(state, *args):
            first = state if raw else state.obj()
            if retval:
                return fn(first, *args)
            value = args[0] if args else None
            fn(first, *args)
            return value

        targets = [target]
        if propagate:
            manager = opt_manager_of_class(target.class_)
            for sub in manager.subclass_managers() if manager is not None else ():
                if target.key in sub:
                    targets.append(sub[target.key])
        for one in targets:
            if active_history:
                one.dispatch._active_history = True
            getattr(one.dispatch, name).put(event_key.fn, wrap, propagate, insert)

    def append(self, target, value, initiator): ...

    def append_wo_mutation(self, target, value, initiator): ...

    def bulk_replace(self, target, values, initiator): ...

    def remove(self, target, value, initiator): ...

    def set(self, target, value, oldvalue, initiator): ...

    def init_scalar(self, target, value, dict_): ...

    def init_collection(self, target, collection, collection_adapter): ...

    def dispose_collection(self, target, collection, collection_adapter): ...

    def modified(self, target, initiator): ...


_instance_holders = weakref.WeakKeyDictionary()
_mapper_holders = weakref.WeakKeyDictionary()


def _mapper_class():
    from .mapper import Mapper

    return Mapper


class _ClassEvents(event.Events):
    """Events whose target is a mapped class: what comes of `Mapper` as a target holds for all classes."""

    @classmethod
    def _spread(cls, event_key, wrapped, propagate, insert):
        """Register for the target, and for the classes below it where it propagates."""
        target, name = event_key.dispatch_target, event_key.identifier
        everywhere = isinstance(target, _Holder) and target.cls is _mapper_class()
        getattr(target.dispatch, name).put(event_key.fn, wrapped, propagate or everywhere, insert)
        if not propagate and not everywhere:
            return
        base = object if everywhere else getattr(target, "cls", None) or target.class_
        for sub in cls._targets():
            if sub is not target and issubclass(sub.class_, base):
                getattr(sub.dispatch, name).put(event_key.fn, wrapped, propagate, insert)

    @classmethod
    def _populate(cls, holders, class_, dispatch):
        everyone = holders.get(_mapper_class())
        if everyone is not None:
            dispatch._inherit(everyone.dispatch, all=True)
        for base in class_.__mro__:
            if base in holders:
                dispatch._inherit(holders[base].dispatch, all=base is class_)


class InstanceEvents(_ClassEvents):
    """Events of mapped objects: load, refresh, expire and so on."""

    @classmethod
    def _accept_with(cls, target, identifier):
        from .instrumentation import ClassManager

        if isinstance(target, ClassManager):
            return target
        if isinstance(target, _mapper_class()):
            return target.class_manager
        if isinstance(target, type):
            return opt_manager_of_class(target) or _hold(_instance_holders, target, cls)
        return None

    @classmethod
    def _targets(cls):
        from .mapper import all_mappers

        return [mapper.class_manager for mapper in all_mappers()]

    @classmethod
    def _listen(
        cls, event_key, raw=False, propagate=False, restore_load_context=False, insert=False, named=False, **kw
    ):
        fn = event_key._listen_fn

        def wrap(state, *args):
            runid = state.runid
            try:
                return fn(state if raw else state.obj(), *args)
            finally:
                if restore_load_context:
                    state.runid = runid

        cls._spread(event_key, wrap, propagate, insert)

    def init(self, target, args, kwargs): ...

    def init_failure(self, target, args, kwargs): ...

    def load(self, target, context): ...

    def refresh(self, target, context, attrs): ...

    def refresh_flush(self, target, flush_context, attrs): ...

    def expire(self, target, attrs): ...


class MapperEvents(_ClassEvents):
    """Events of mappers: their configuration, and the flushing of objects."""

    @classmethod
    def _accept_with(cls, target, identifier):
        if isinstance(target, _mapper_class()):
            return target
        if isinstance(target, type):
            manager = opt_manager_of_class(target)
            if manager is not None and manager.mapper is not None:
                return manager.mapper
            return _hold(_mapper_holders, target, cls)
        return None

    @classmethod
    def _targets(cls):
        from .mapper import all_mappers

        return all_mappers()

    @classmethod
    def _listen(cls, event_key, raw=False, retval=False, propagate=False, insert=False, named=False, **kw):
        fn, name = event_key._listen_fn, event_key.identifier
        if name in ("before_configured", "after_configured"):
            wrap = fn
        else:

            def wrap(*args):
                if not raw and name.split("_")[-1] in ("insert", "update", "delete"):
                    args = (*args[:2], args[2].obj())
                result = fn(*args)
                return result if retval else None

        cls._spread(event_key, wrap, propagate, insert)

    def instrument_class(self, mapper, class_): ...

    def after_mapper_constructed(self, mapper, class_): ...

    def before_mapper_configured(self, mapper, class_): ...

    def mapper_configured(self, mapper, class_): ...

    def before_configured(self): ...

    def after_configured(self): ...

    def before_insert(self, mapper, connection, target): ...

    def after_insert(self, mapper, connection, target): ...

    def before_update(self, mapper, connection, target): ...

    def after_update(self, mapper, connection, target): ...

    def before_delete(self, mapper, connection, target): ...

    def after_delete(self, mapper, connection, target): ...


def mapper_wide(name):
    """The listeners of `Mapper` itself."""
    holder = _mapper_holders.get(_mapper_class())
    return getattr(holder.dispatch, name) if holder is not None else Listeners()


_session_holders = {}
_LIFECYCLE = {
    "before_attach",
    "after_attach",
    "transient_to_pending",
    "pending_to_transient",
    "persistent_to_transient",
    "pending_to_persistent",
    "detached_to_persistent",
    "loaded_as_persistent",
    "persistent_to_deleted",
    "deleted_to_persistent",
    "deleted_to_detached",
    "persistent_to_detached",
}


class SessionEvents(event.Events):
    """Events of sessions."""

    @classmethod
    def _accept_with(cls, target, identifier):
        from .scoping import scoped_session
        from .session import Session, sessionmaker

        if isinstance(target, scoped_session):
            target = target.session_factory
            if not isinstance(target, sessionmaker) and (
                not isinstance(target, type) or not issubclass(target, Session)
            ):
                raise sa_exc.ArgumentError(
                    "Session event listen on a scoped_session requires that its creation callable is associated "
                    "with the Session class."
                )
        if isinstance(target, sessionmaker):
            target = target.class_
        if isinstance(target, type):
            if target is scoped_session or target is sessionmaker:
                target = Session
            return _hold(_session_holders, target, cls) if issubclass(target, Session) else None
        if getattr(target, "_no_async_events", False):
            raise NotImplementedError(
                "asynchronous events are not implemented at this time.  Apply synchronous listeners to the "
                "AsyncEngine.sync_engine or AsyncConnection.sync_connection attributes."
            )
        return target if isinstance(target, Session) else None

    @classmethod
    def _listen(cls, event_key, raw=False, insert=False, propagate=False, named=False, **kw):
        fn, name = event_key._listen_fn, event_key.identifier
        wrap = fn
        if name in _LIFECYCLE and not raw:

            def wrap(session, state):
                target = state.obj()
                return fn(session, target) if target is not None else None

        getattr(event_key.dispatch_target.dispatch, name).put(event_key.fn, wrap, False, insert)

    def do_orm_execute(self, orm_execute_state): ...

    def after_transaction_create(self, session, transaction): ...

    def after_transaction_end(self, session, transaction): ...

    def before_commit(self, session): ...

    def after_commit(self, session): ...

    def after_rollback(self, session): ...

    def after_soft_rollback(self, session, previous_transaction): ...

    def before_flush(self, session, flush_context, instances): ...

    def after_flush(self, session, flush_context): ...

    def after_flush_postexec(self, session, flush_context): ...

    def after_begin(self, session, transaction, connection): ...

    def before_attach(self, session, instance): ...

    def after_attach(self, session, instance): ...

    def after_bulk_update(self, update_context): ...

    def after_bulk_delete(self, delete_context): ...

    def transient_to_pending(self, session, instance): ...

    def pending_to_transient(self, session, instance): ...

    def persistent_to_transient(self, session, instance): ...

    def pending_to_persistent(self, session, instance): ...

    def detached_to_persistent(self, session, instance): ...

    def loaded_as_persistent(self, session, instance): ...

    def persistent_to_deleted(self, session, instance): ...

    def deleted_to_persistent(self, session, instance): ...

    def deleted_to_detached(self, session, instance): ...

    def persistent_to_detached(self, session, instance): ...


def session_listeners(session, name):
    """The listeners of a session and of its classes."""
    found = ()
    if _session_holders:
        for cls in reversed(type(session).__mro__):
            if cls in _session_holders:
                found += tuple(getattr(_session_holders[cls].dispatch, name))
    own = session.__dict__.get("dispatch")
    return found + tuple(getattr(own, name)) if own is not None else found
