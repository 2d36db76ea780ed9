"""Attributes of mapped classes: descriptors, how they are read, set and loaded, and their history."""

import operator

from . import collections, exc
from .base import *  # noqa: F403
from .base import (
    ATTR_EMPTY,
    ATTR_WAS_SET,
    CALLABLES_OK,
    DEFERRED_HISTORY_LOAD,
    INCLUDE_PENDING_MUTATIONS,
    INIT_OK,
    LOAD_AGAINST_COMMITTED,
    NO_AUTOFLUSH,
    NO_KEY,
    NO_RAISE,
    NO_VALUE,
    PASSIVE_NO_FETCH,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
    PASSIVE_ONLY_PERSISTENT,
    PASSIVE_RETURN_NO_VALUE,
    instance_state,
    instance_str,
    manager_of_class,
    state_str,
)
from .history import _NO_HISTORY, HISTORY_BLANK, History, _is_nothing, _state_or_none
from .queryable import DerivedAttribute as DerivedAttribute
from .queryable import InstrumentedAttribute
from .queryable import QueryableAttribute as QueryableAttribute

DONT_SET = object()
_NOTHING = (None, PASSIVE_NO_RESULT, NO_VALUE)


class AttributeEventToken:
    """Names the attribute and the operation with which a chain of events began."""

    __slots__ = ("impl", "op", "parent_token")

    def __init__(self, impl, op):
        self.impl = impl
        self.op = op
        self.parent_token = impl.parent_token

    @property
    def key(self):
        return self.impl.key

    def hasparent(self, state):
        return self.impl.hasparent(state)


Event = AttributeEvent = AttributeEventToken


class AttributeImpl:
    """How an attribute is read, set and loaded: one for each attribute of each class."""

    collection = dynamic = uses_objects = default_accepts_scalar_loader = False
    supports_population = True

    def __init__(
        self,
        class_,
        key,
        callable_,
        dispatch,
        trackparent=False,
        compare_function=None,
        active_history=False,
        parent_token=None,
        load_on_unexpire=True,
        send_modified_events=True,
        accepts_scalar_loader=None,
        _deferred_history=False,
    ):
        self.class_ = class_
        self.key = key
        self.callable_ = callable_
        self.dispatch = dispatch
        self.trackparent = trackparent
        self.parent_token = parent_token or self
        self.is_equal = compare_function or operator.eq
        self.send_modified_events = send_modified_events
        self.load_on_unexpire = load_on_unexpire
        if accepts_scalar_loader is None:
            accepts_scalar_loader = self.default_accepts_scalar_loader
        self.accepts_scalar_loader = accepts_scalar_loader
        self._deferred_history = _deferred_history
        if active_history:
            dispatch._active_history = True
        self._replace_token = AttributeEventToken(self, "REPLACE")
        self._append_token = AttributeEventToken(self, "APPEND") if self.collection else self._replace_token
        self._remove_token = AttributeEventToken(self, "REMOVE")
        self._bulk_replace_token = AttributeEventToken(self, "BULK_REPLACE")
        self._modified_token = AttributeEventToken(self, "MODIFIED")

    def __str__(self):
        return f"{self.class_.__name__}.{self.key}"

    @property
    def active_history(self):
        return self.dispatch._active_history

    def hasparent(self, state, optimistic=False):
        return state.parents.get(id(self.parent_token), optimistic) is not False

    def sethasparent(self, state, parent_state, value):
        ident = id(self.parent_token)
        if value:
            state.parents[ident] = parent_state
            return
        if ident in state.parents:
            last = state.parents[ident]
            if last is not False and last.key != parent_state.key:
                if last.obj() is None:
                    raise exc.StaleDataError(
                        f"Removing state {state_str(state)} from parent state {state_str(parent_state)} along "
                        f"attribute '{self.key}', but the parent record has gone stale, can't be sure this is the "
                        "most recent parent."
                    )
                return
        state.parents[ident] = False

    def get(self, state, dict_, passive=PASSIVE_OFF):
        key = self.key
        if key in dict_:
            return dict_[key]
        if key not in state.committed_state or state.committed_state[key] is NO_VALUE:
            if not passive & CALLABLES_OK:
                return PASSIVE_NO_RESULT
            value = self._fire_loader_callables(state, key, passive)
            if value is PASSIVE_NO_RESULT or value is NO_VALUE:
                return value
            if value is ATTR_WAS_SET:
                try:
                    return dict_[key]
                except KeyError as err:
                    raise KeyError(f"Deferred loader for attribute {key!r} failed to populate correctly") from err
            if value is not ATTR_EMPTY:
                return self.set_committed_value(state, dict_, value)
        if not passive & INIT_OK:
            return NO_VALUE
        return self._default_value(state, dict_)

    def _fire_loader_callables(self, state, key, passive):
        if self.accepts_scalar_loader and self.load_on_unexpire and key in state.expired_attributes:
            return state._load_expired(state, passive)
        if key in state.callables:
            return state.callables[key](state, passive)
        if self.callable_:
            return self.callable_(state, passive)
        return ATTR_EMPTY

    def append(self, state, dict_, value, initiator, passive=PASSIVE_OFF):
        self.set(state, dict_, value, initiator, passive=passive)

    def remove(self, state, dict_, value, initiator, passive=PASSIVE_OFF):
        self.set(state, dict_, None, initiator, passive=passive, check_old=value)

    def pop(self, state, dict_, value, initiator, passive=PASSIVE_OFF):
        self.set(state, dict_, None, initiator, passive=passive, check_old=value, pop=True)

    def get_committed_value(self, state, dict_, passive=PASSIVE_OFF):
        if self.key in state.committed_state:
            value = state.committed_state[self.key]
            return None if value is NO_VALUE else value
        return self.get(state, dict_, passive=passive)

    def set_committed_value(self, state, dict_, value):
        dict_[self.key] = value
        state._commit(dict_, [self.key])
        return value


class ScalarAttributeImpl(AttributeImpl):
    """A plain value, as of a column."""

    default_accepts_scalar_loader = True

    def __init__(self, *args, default_scalar_value=None, **kw):
        super().__init__(*args, **kw)
        self._default_scalar_value = default_scalar_value

    def _default_value(self, state, dict_):
        value = self._default_scalar_value
        for fn in self.dispatch.init_scalar:
            given = fn(state, value, dict_)
            if given is not ATTR_EMPTY:
                value = given
        return value

    def _old_value(self, state, dict_):
        if self.dispatch._active_history:
            return self.get(state, dict_, PASSIVE_RETURN_NO_VALUE)
        return dict_.get(self.key, NO_VALUE)

    def delete(self, state, dict_):
        old = self._old_value(state, dict_)
        for fn in self.dispatch.remove:
            fn(state, old, self._remove_token)
        state._modified_event(dict_, self, old)
        existing = dict_.pop(self.key, NO_VALUE)
        if (
            existing is NO_VALUE
            and old is NO_VALUE
            and not state.expired
            and self.key not in state.expired_attributes
        ):
            raise AttributeError(f"{self} object does not have a value")

    def get_history(self, state, dict_, passive=PASSIVE_OFF):
        if self.key in dict_:
            return History.from_scalar_attribute(self, state, dict_[self.key])
        if self.key in state.committed_state:
            return History.from_scalar_attribute(self, state, NO_VALUE)
        current = self.get(state, dict_, passive & ~INIT_OK)
        if current is PASSIVE_NO_RESULT:
            return HISTORY_BLANK
        return History.from_scalar_attribute(self, state, current)

    def set(self, state, dict_, value, initiator=None, passive=PASSIVE_OFF, check_old=None, pop=False):
        if value is DONT_SET:
            return
        old = self._old_value(state, dict_)
        for fn in self.dispatch.set:
            value = fn(state, value, old, initiator or self._replace_token)
        state._modified_event(dict_, self, old)
        dict_[self.key] = value


class ScalarObjectAttributeImpl(ScalarAttributeImpl):
    """One related object."""

    default_accepts_scalar_loader = False
    uses_objects = True

    def _old_value(self, state, dict_):
        if self.dispatch._active_history:
            return self.get(state, dict_, PASSIVE_ONLY_PERSISTENT | NO_AUTOFLUSH | LOAD_AGAINST_COMMITTED)
        return self.get(state, dict_, PASSIVE_NO_FETCH ^ INIT_OK | LOAD_AGAINST_COMMITTED | NO_RAISE)

    def delete(self, state, dict_):
        old = self._old_value(state, dict_)
        self.fire_remove_event(state, dict_, old, self._remove_token)
        existing = dict_.pop(self.key, NO_VALUE)
        if existing is NO_VALUE and old is not PASSIVE_NO_RESULT and state.key is None:
            raise AttributeError(f"{self} object does not have a value")

    def get_history(self, state, dict_, passive=PASSIVE_OFF):
        if self.key in dict_:
            current = dict_[self.key]
        else:
            passive &= ~INIT_OK
            current = self.get(state, dict_, passive)
            if current is PASSIVE_NO_RESULT:
                return HISTORY_BLANK
        original = _NO_HISTORY
        if self._deferred_history:
            original = state.committed_state.get(self.key, _NO_HISTORY)
            if original is PASSIVE_NO_RESULT:
                loader_passive = passive | (
                    PASSIVE_ONLY_PERSISTENT
                    | NO_AUTOFLUSH
                    | LOAD_AGAINST_COMMITTED
                    | NO_RAISE
                    | DEFERRED_HISTORY_LOAD
                )
                original = self._fire_loader_callables(state, self.key, loader_passive)
        return History.from_object_attribute(self, state, current, original)

    def get_all_pending(self, state, dict_, passive=PASSIVE_NO_INITIALIZE):
        if self.key in dict_:
            current = dict_[self.key]
        elif passive & CALLABLES_OK:
            current = self.get(state, dict_, passive)
        else:
            return []
        found = [(None, None) if _is_nothing(current) else (instance_state(current), current)]
        original = state.committed_state.get(self.key)
        if not _is_nothing(original) and original is not current:
            found.append((instance_state(original), original))
        return found

    def set(self, state, dict_, value, initiator=None, passive=PASSIVE_OFF, check_old=None, pop=False):
        if value is DONT_SET:
            return
        old = self._old_value(state, dict_)
        if check_old is not None and old is not PASSIVE_NO_RESULT and check_old is not old:
            if pop:
                return
            raise ValueError(
                f"Object {instance_str(check_old)} not associated with {state_str(state)} on attribute '{self.key}'"
            )
        dict_[self.key] = self.fire_replace_event(state, dict_, value, old, initiator)

    def fire_remove_event(self, state, dict_, value, initiator):
        if self.trackparent and not _is_nothing(value):
            self.sethasparent(instance_state(value), state, False)
        for fn in self.dispatch.remove:
            fn(state, value, initiator or self._remove_token)
        state._modified_event(dict_, self, value)

    def fire_replace_event(self, state, dict_, value, previous, initiator):
        if self.trackparent and previous is not value and not _is_nothing(previous):
            self.sethasparent(instance_state(previous), state, False)
        for fn in self.dispatch.set:
            value = fn(state, value, previous, initiator or self._replace_token)
        state._modified_event(dict_, self, previous)
        if self.trackparent and value is not None:
            self.sethasparent(instance_state(value), state, True)
        return value


class CollectionAttributeImpl(AttributeImpl):
    """A collection of related objects."""

    collection = uses_objects = True

    def __init__(self, *args, typecallable=None, **kw):
        super().__init__(*args, **kw)
        self.collection_factory = typecallable
        self._duck_typed_as = collections.duck_type_collection(typecallable())

    def copy(self, item):
        return list(item._sa_adapter)

    def get_history(self, state, dict_, passive=PASSIVE_OFF):
        current = self.get(state, dict_, passive)
        if current is PASSIVE_NO_RESULT:
            if passive & INCLUDE_PENDING_MUTATIONS and self.key in state._pending_mutations:
                return state._pending_mutations[self.key].merge_with_history(HISTORY_BLANK)
            return HISTORY_BLANK
        return History.from_collection(self, state, current)

    def get_all_pending(self, state, dict_, passive=PASSIVE_NO_INITIALIZE):
        if self.key not in dict_:
            return []
        current = [(_state_or_none(c), c) for c in dict_[self.key]._sa_adapter]
        original = state.committed_state.get(self.key, NO_VALUE)
        if original is not NO_VALUE and original is not None:
            before = [(_state_or_none(c), c) for c in original]
            now, had = dict(current), dict(before)
            return (
                [pair for pair in current if pair[0] not in had]
                + [pair for pair in current if pair[0] in had]
                + [pair for pair in before if pair[0] not in now]
            )
        return current

    def fire_append_event(self, state, dict_, value, initiator, key):
        for fn in self.dispatch.append:
            value = fn(state, value, initiator or self._append_token)
        state._modified_event(dict_, self, NO_VALUE, True)
        if self.trackparent and value is not None:
            self.sethasparent(instance_state(value), state, True)
        return value

    def fire_append_wo_mutation_event(self, state, dict_, value, initiator, key):
        for fn in self.dispatch.append_wo_mutation:
            value = fn(state, value, initiator or self._append_token)
        return value

    def fire_pre_remove_event(self, state, dict_, initiator, key):
        state._modified_event(dict_, self, NO_VALUE, True)

    def fire_remove_event(self, state, dict_, value, initiator, key):
        if self.trackparent and value is not None:
            self.sethasparent(instance_state(value), state, False)
        for fn in self.dispatch.remove:
            fn(state, value, initiator or self._remove_token)
        state._modified_event(dict_, self, NO_VALUE, True)

    def delete(self, state, dict_):
        if self.key not in dict_:
            return
        state._modified_event(dict_, self, NO_VALUE, True)
        self.get_collection(state, dict_).clear_with_event()
        del dict_[self.key]

    def _default_value(self, state, dict_):
        if self.key in state._empty_collections:
            return state._empty_collections[self.key]
        adapter, user_data = self._initialize_collection(state)
        adapter._set_empty(user_data)
        return user_data

    def _initialize_collection(self, state):
        user_data = self.collection_factory()
        adapter = collections.CollectionAdapter(self, state, user_data)
        for fn in self.dispatch.init_collection:
            fn(state, user_data, adapter)
        return adapter, user_data

    def append(self, state, dict_, value, initiator, passive=PASSIVE_OFF):
        collection = self.get_collection(state, dict_, None, passive)
        if collection is PASSIVE_NO_RESULT:
            value = self.fire_append_event(state, dict_, value, initiator, NO_KEY)
            state._get_pending_mutation(self.key).append(value)
        else:
            collection.append_with_event(value, initiator)

    def remove(self, state, dict_, value, initiator, passive=PASSIVE_OFF):
        collection = self.get_collection(state, dict_, None, passive)
        if collection is PASSIVE_NO_RESULT:
            self.fire_remove_event(state, dict_, value, initiator, NO_KEY)
            state._get_pending_mutation(self.key).remove(value)
        else:
            collection.remove_with_event(value, initiator)

    def pop(self, state, dict_, value, initiator, passive=PASSIVE_OFF):
        try:
            self.remove(state, dict_, value, initiator, passive)
        except (ValueError, KeyError, IndexError):
            return

    def set(
        self, state, dict_, value, initiator=None, passive=PASSIVE_OFF, check_old=None, pop=False, _adapt=True
    ):
        if value is DONT_SET:
            return
        iterable = value
        new_collection, user_data = self._initialize_collection(state)
        if _adapt:
            kind = collections.duck_type_collection(iterable)
            if kind is not self._duck_typed_as:
                given = "None" if iterable is None else type(iterable).__name__
                wanted = "None" if self._duck_typed_as is None else self._duck_typed_as.__name__
                raise TypeError(f"Incompatible collection type: {given} is not {wanted}-like")
            if hasattr(iterable, "_sa_iterator"):
                iterable = iterable._sa_iterator()
            elif kind is dict:
                iterable = iterable.values()
        new_values = list(iterable)
        token = self._bulk_replace_token
        for fn in self.dispatch.bulk_replace:
            fn(state, new_values, token)
        old = self.get(state, dict_, PASSIVE_ONLY_PERSISTENT ^ passive & NO_RAISE)
        if old is PASSIVE_NO_RESULT:
            old = self._default_value(state, dict_)
        elif old is value:
            return
        state._modified_event(dict_, self, old, True)
        old_collection = old._sa_adapter
        dict_[self.key] = user_data
        collections.bulk_replace(new_values, old_collection, new_collection, token)
        old._sa_adapter = None
        state._empty_collections.pop(self.key, None)
        for fn in self.dispatch.dispose_collection:
            fn(state, old, old_collection)

    def _invalidate_collection(self, collection):
        collection._sa_adapter.invalidated = True

    def set_committed_value(self, state, dict_, value):
        collection, user_data = self._initialize_collection(state)
        if value:
            collection.append_multiple_without_event(value)
        dict_[self.key] = user_data
        state._commit(dict_, [self.key])
        if self.key in state._pending_mutations:
            state._modified_event(dict_, self, user_data, True)
            pending = state._pending_mutations.pop(self.key)
            for item in pending.added_items:
                collection.append_without_event(item)
            for item in pending.deleted_items:
                collection.remove_without_event(item)
        return user_data

    def get_collection(self, state, dict_, user_data=None, passive=PASSIVE_OFF):
        if user_data is None:
            user_data = self.get(state, dict_, passive)
            if user_data is PASSIVE_NO_RESULT:
                return user_data
        return user_data._sa_adapter


def get_history(obj, key, passive=PASSIVE_OFF):
    return instance_state(obj).get_history(key, passive)


def register_descriptor(class_, key, *, comparator, parententity, doc=None):
    manager = manager_of_class(class_)
    descriptor = InstrumentedAttribute(class_, key, comparator=comparator, parententity=parententity)
    descriptor._doc = doc
    manager.instrument_attribute(key, descriptor)
    return descriptor


def init_state_collection(state, dict_, key):
    """A new empty collection in place of what was loaded."""
    impl = state.manager[key].impl
    old = dict_.pop(key, None)
    if old is not None:
        old._sa_adapter = None
        state._empty_collections.pop(key, None)
    user_data = impl._default_value(state, dict_)
    adapter = user_data._sa_adapter
    adapter._reset_empty()
    return adapter


def init_collection(obj, key):
    state = instance_state(obj)
    return init_state_collection(state, state.dict, key)


def set_committed_value(instance, key, value):
    state = instance_state(instance)
    state.manager[key].impl.set_committed_value(state, instance.__dict__, value)


def set_attribute(instance, key, value, initiator=None):
    state = instance_state(instance)
    state.manager[key].impl.set(state, instance.__dict__, value, initiator)


def get_attribute(instance, key):
    state = instance_state(instance)
    return state.manager[key].impl.get(state, instance.__dict__)


def del_attribute(instance, key):
    state = instance_state(instance)
    state.manager[key].impl.delete(state, instance.__dict__)


def flag_modified(instance, key):
    state = instance_state(instance)
    impl = state.manager[key].impl
    for fn in impl.dispatch.modified:
        fn(state, impl._modified_token)
    state._modified_event(instance.__dict__, impl, NO_VALUE, is_userland=True)


def flag_dirty(instance):
    instance_state(instance)._modified_event(instance.__dict__, None, NO_VALUE, is_userland=True)


def has_parent(cls, obj, key, optimistic=False):
    return manager_of_class(cls).has_parent(instance_state(obj), key, optimistic)
