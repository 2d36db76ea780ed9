"""The state of one mapped object: identity, session, what was changed and what is expired."""

import weakref

from .. import exc as sa_exc
from .. import inspection
from . import exc
from .base import (
    ATTR_WAS_SET,
    INIT_OK,
    NO_VALUE,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
    SQL_OK,
    InspectionAttr,
    state_class_str,
)

# The sessions that live, by number: a state names its session by it, so that it doesn't keep it alive.
_sessions = weakref.WeakValueDictionary()


class InstanceState(InspectionAttr):
    """What the ORM knows of one object. The object owns it; the session holds it by its identity."""

    is_instance = True
    session_id = None
    key = None
    runid = None
    load_options = ()
    load_path = ()
    insert_order = None
    modified = False
    expired = False
    identity_token = None
    _strong_obj = None
    _deleted = False
    _load_pending = False
    _orphaned_outside_of_session = False
    _last_known_values = None
    _map = None
    callables = {}

    def __init__(self, obj, manager):
        self.class_ = type(obj)
        self.manager = manager
        self.obj = weakref.ref(obj, self._cleanup)
        self.committed_state = {}
        self.expired_attributes = set()
        self.parents = {}
        self._pending_mutations = {}
        self._empty_collections = {}

    @property
    def attrs(self):
        return AttributeStates(self)

    @property
    def mapper(self):
        return self.manager.mapper

    @property
    def _attached(self):
        return self.session_id is not None and self.session_id in _sessions

    @property
    def transient(self):
        return self.key is None and not self._attached

    @property
    def pending(self):
        return self.key is None and self._attached

    @property
    def persistent(self):
        return self.key is not None and self._attached and not self._deleted

    @property
    def deleted(self):
        return self.key is not None and self._attached and self._deleted

    @property
    def was_deleted(self):
        return self._deleted

    @property
    def detached(self):
        return self.key is not None and not self._attached

    @property
    def session(self):
        return _sessions.get(self.session_id) if self.session_id else None

    @property
    def async_session(self):
        from ..ext.asyncio import async_session

        session = self.session
        return async_session(session) if session is not None else None

    @property
    def object(self):
        return self.obj()

    @property
    def identity(self):
        return None if self.key is None else self.key[1]

    @property
    def identity_key(self):
        return self.key

    @property
    def has_identity(self):
        return self.key is not None

    @property
    def dict(self):
        obj = self.obj()
        return obj.__dict__ if obj is not None else {}

    @property
    def info(self):
        return self.__dict__.setdefault("_info", {})

    @staticmethod
    def _detach_states(states, session, to_transient=False):
        for state in states:
            pending, deleted = state.key is None, state._deleted
            state.session_id = None
            if to_transient:
                state.key = None
            if pending:
                session._emit("pending_to_transient", state)
            elif deleted:
                session._emit("deleted_to_detached", state)
            else:
                session._emit("persistent_to_transient" if to_transient else "persistent_to_detached", state)
            state._strong_obj = None

    def _cleanup(self, ref):
        identity_map = self._map() if self._map is not None else None
        if identity_map is not None:
            identity_map._fast_discard(self)
        self._map = self.session_id = self._strong_obj = None

    def get_history(self, key, passive):
        return self.manager[key].impl.get_history(self, self.dict, passive)

    def get_impl(self, key):
        return self.manager[key].impl

    def _get_pending_mutation(self, key):
        if key not in self._pending_mutations:
            self._pending_mutations[key] = PendingCollection()
        return self._pending_mutations[key]

    def _track_last_known_value(self, key):
        if self._last_known_values is None:
            self._last_known_values = {}
        self._last_known_values.setdefault(key, NO_VALUE)

    def _set_callable(self, key, fn):
        if "callables" not in self.__dict__:
            self.callables = {}
        self.callables[key] = fn

    def _reset(self, dict_, key):
        """Forget a loaded attribute, so that its loader runs again."""
        old = dict_.pop(key, None)
        impl = self.manager[key].impl
        if old is not None and impl.collection:
            impl._invalidate_collection(old)
        self.expired_attributes.discard(key)
        if self.callables:
            self.callables.pop(key, None)

    def _expire(self, dict_, modified_set):
        self.expired = True
        if self.modified:
            modified_set.discard(self)
            self.committed_state.clear()
            self.modified = False
        self._strong_obj = None
        self._pending_mutations.clear()
        self.parents.clear()
        manager = self.manager
        self.expired_attributes.update(manager._loader_keys)
        if self.callables:
            for key in self.expired_attributes.intersection(self.callables):
                del self.callables[key]
        for key in manager._collection_keys.intersection(dict_):
            dict_.pop(key)._sa_adapter.invalidated = True
        if self._last_known_values:
            self._last_known_values.update({k: dict_[k] for k in self._last_known_values if k in dict_})
        for key in manager._all_keys.intersection(dict_):
            del dict_[key]
        manager.dispatch.expire(self, None)

    def _expire_attributes(self, dict_, keys, no_loader=False):
        for key in keys:
            impl = self.manager[key].impl
            if impl.accepts_scalar_loader:
                if no_loader and (impl.callable_ or key in self.callables):
                    continue
                self.expired_attributes.add(key)
                if self.callables:
                    self.callables.pop(key, None)
            old = dict_.pop(key, NO_VALUE)
            if impl.collection and old is not NO_VALUE:
                impl._invalidate_collection(old)
            known = self._last_known_values
            if known is not None and key in known and old is not NO_VALUE:
                known[key] = old
            self.committed_state.pop(key, None)
            self._pending_mutations.pop(key, None)
        self.manager.dispatch.expire(self, keys)

    def _load_expired(self, state, passive):
        """Load all that is expired, by one statement."""
        if not passive & SQL_OK:
            return PASSIVE_NO_RESULT
        toload = {
            key
            for key in self.expired_attributes
            if key not in self.committed_state and self.manager[key].impl.load_on_unexpire
        }
        self.manager.mapper._load_scalar_attributes(self, toload, passive)
        self.expired_attributes.clear()
        return ATTR_WAS_SET

    @property
    def unmodified(self):
        return set(self.manager).difference(self.committed_state)

    @property
    def unloaded(self):
        return set(self.manager).difference(self.committed_state).difference(self.dict)

    @property
    def _unloaded_non_object(self):
        return {key for key in self.unloaded if self.manager[key].impl.accepts_scalar_loader}

    def _modified_event(self, dict_, attr, previous, collection=False, is_userland=False):
        """Note that an attribute changes: keep its committed value, and tell the session."""
        if attr:
            if not attr.send_modified_events:
                return
            key = attr.key
            if is_userland and key not in dict_:
                raise sa_exc.InvalidRequestError(
                    f"Can't flag attribute '{key}' modified; it's not present in the object state"
                )
            if key not in self.committed_state or is_userland:
                if collection:
                    if previous is NO_VALUE and key in dict_:
                        previous = dict_[key]
                    if previous is not None and previous is not NO_VALUE:
                        previous = attr.copy(previous)
                self.committed_state[key] = previous
            known = self._last_known_values
            if known is not None and key in known:
                known[key] = NO_VALUE
        if (self.session_id and self._strong_obj is None) or not self.modified:
            self.modified = True
            identity_map = self._map() if self._map is not None else None
            had_modified = False
            if identity_map is not None:
                had_modified = bool(identity_map._modified)
                identity_map._modified.add(self)
            obj = self.obj()
            if self.session_id:
                self._strong_obj = obj
                if not had_modified:
                    session = _sessions.get(self.session_id)
                    if session is not None and session._transaction is None:
                        session._autobegin_t()
            if obj is None and attr:
                raise exc.ObjectDereferencedError(
                    f"Can't emit change event for attribute '{self.manager[attr.key]}' - parent object of type "
                    f"{state_class_str(self)} has been garbage collected."
                )

    def _commit(self, dict_, keys):
        """What is loaded for these keys is what the database has."""
        for key in keys:
            self.committed_state.pop(key, None)
        self.expired = False
        self.expired_attributes.difference_update([key for key in keys if key in dict_])
        if self.callables:
            for key in list(self.callables):
                if key in keys and key in dict_:
                    del self.callables[key]

    def _commit_all(self, dict_, identity_map=None):
        self.committed_state.clear()
        self._pending_mutations.clear()
        self.expired_attributes.difference_update(dict_)
        if identity_map is not None and self.modified:
            identity_map._modified.discard(self)
        self.modified = self.expired = False
        self._strong_obj = None


class AttributeStates:
    """`inspect(obj).attrs`: the states of its attributes, by name."""

    def __init__(self, state):
        self._state = state

    def __getattr__(self, key):
        if key not in self._state.manager:
            raise AttributeError(key)
        return AttributeState(self._state, key)

    def __getitem__(self, key):
        if key not in self._state.manager:
            raise KeyError(key)
        return AttributeState(self._state, key)

    def __iter__(self):
        return iter([AttributeState(self._state, key) for key in self._state.manager])

    def __contains__(self, key):
        return key in self._state.manager

    def __len__(self):
        return len(self._state.manager)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return list(self._state.manager)

    def values(self):
        return list(self)

    def items(self):
        return [(attr.key, attr) for attr in self]


class AttributeState:
    """One attribute of one object: its loaded value and its history."""

    def __init__(self, state, key):
        self.state = state
        self.key = key

    @property
    def loaded_value(self):
        return self.state.dict.get(self.key, NO_VALUE)

    @property
    def value(self):
        return self.state.manager[self.key].__get__(self.state.obj(), self.state.class_)

    @property
    def history(self):
        return self.state.get_history(self.key, PASSIVE_NO_INITIALIZE)

    def load_history(self):
        return self.state.get_history(self.key, PASSIVE_OFF ^ INIT_OK)


class PendingCollection:
    """What is added to or removed from a collection before it is loaded."""

    def __init__(self):
        self._deleted = {}
        self._added = {}

    @property
    def added_items(self):
        return list(self._added.values())

    @property
    def deleted_items(self):
        return list(self._deleted.values())

    def merge_with_history(self, history):
        return history._merge(self.added_items, self.deleted_items)

    def append(self, value):
        if self._deleted.pop(id(value), None) is None:
            self._added[id(value)] = value

    def remove(self, value):
        if self._added.pop(id(value), None) is None:
            self._deleted[id(value)] = value


inspection._self_inspects(InstanceState)
