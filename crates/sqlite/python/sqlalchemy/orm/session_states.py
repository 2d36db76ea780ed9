"""The part of sessions that registers objects and flushes them."""

import itertools

from .. import exc as sa_exc, util
from . import exc
from .base import NO_VALUE, PASSIVE_NO_FETCH, _class_to_mapper, instance_state, object_state, state_str
from .state import _sessions
from .unitofwork import UOWTransaction


class SessionStates:
    """Adding, deleting and flushing objects."""

    # Adding and deleting.

    def add(self, instance, *, _warn=True):
        if _warn and self._warn_on_events:
            self._flush_warning("Session.add()")
        self._save_or_update_state(self._state_of(instance))

    def add_all(self, instances):
        if self._warn_on_events:
            self._flush_warning("Session.add_all()")
        for instance in instances:
            self.add(instance, _warn=False)

    def _save_or_update_state(self, state):
        state._orphaned_outside_of_session = False
        self._save_or_update_impl(state)
        cascade = state.manager.mapper.cascade_iterator("save-update", state, halt_on=self._contains_state)
        for _, _, related, _ in cascade:
            self._save_or_update_impl(related)

    def delete(self, instance):
        if self._warn_on_events:
            self._flush_warning("Session.delete()")
        self._delete_impl(object_state(instance), instance, head=True)

    def delete_all(self, instances):
        for instance in instances:
            self.delete(instance)

    def _delete_impl(self, state, obj, head):
        if state.key is None:
            if head:
                raise sa_exc.InvalidRequestError(f"Instance '{state_str(state)}' is not persisted")
            return
        attach = self._before_attach(state)
        if state in self._deleted:
            return
        self.identity_map.add(state)
        if attach:
            self._after_attach(state, obj)
        cascaded = list(state.manager.mapper.cascade_iterator("delete", state)) if head else ()
        self._deleted[state] = obj
        for related_obj, _, related, _ in cascaded:
            self._delete_impl(related, related_obj, False)

    def _save_impl(self, state):
        if state.key is not None:
            raise sa_exc.InvalidRequestError(
                f"Object '{state_str(state)}' already has an identity - it can't be registered as pending"
            )
        obj = state.obj()
        attach = self._before_attach(state)
        if state not in self._new:
            self._new[state] = obj
            state.insert_order = len(self._new)
        if attach:
            self._after_attach(state, obj)

    def _update_impl(self, state, revert_deletion=False):
        if state.key is None:
            raise sa_exc.InvalidRequestError(f"Instance '{state_str(state)}' is not persisted")
        if state._deleted:
            if not revert_deletion:
                raise sa_exc.InvalidRequestError(
                    f"Instance '{state_str(state)}' has been deleted.  Use the make_transient() function to send this "
                    "object back to the transient state."
                )
            if not state._attached:
                return
            state._deleted = False
        obj = state.obj()
        if obj is None:
            return
        attach = self._before_attach(state)
        self._deleted.pop(state, None)
        if revert_deletion:
            self.identity_map.replace(state)
        else:
            self.identity_map.add(state)
        if attach:
            self._after_attach(state, obj)
        elif revert_deletion:
            self._emit("deleted_to_persistent", state)

    def _save_or_update_impl(self, state):
        if state.key is None:
            self._save_impl(state)
        else:
            self._update_impl(state)

    def enable_relationship_loading(self, obj):
        state = self._state_of(obj)
        attach = self._before_attach(state)
        state._load_pending = True
        if attach:
            self._after_attach(state, obj)

    def _before_attach(self, state):
        self._autobegin_t()
        if state.session_id == self.hash_key:
            return False
        if state.session_id and state.session_id in _sessions:
            raise sa_exc.InvalidRequestError(
                f"Object '{state_str(state)}' is already attached to session '{state.session_id}' (this is "
                f"'{self.hash_key}')"
            )
        self._emit("before_attach", state)
        return True

    def _after_attach(self, state, obj):
        state.session_id = self.hash_key
        if state.modified and state._strong_obj is None:
            state._strong_obj = obj
        self._emit("after_attach", state)
        self._emit("detached_to_persistent" if state.key else "transient_to_pending", state)

    def __contains__(self, instance):
        return self._contains_state(self._state_of(instance))

    def __iter__(self):
        return iter(list(self._new.values()) + self.identity_map.values())

    def _contains_state(self, state):
        return state in self._new or self.identity_map.contains_state(state)

    # Flushing.

    def flush(self, objects=None):
        if self._flushing:
            raise sa_exc.InvalidRequestError("Session is already flushing")
        if self._is_clean():
            return
        self._flushing = True
        try:
            self._flush(objects)
        finally:
            self._flushing = False

    def _flush_warning(self, method):
        util.warn(
            f"Usage of the '{method}' operation is not currently supported within the execution stage of the flush "
            "process. Results may not be consistent.  Consider using alternative event listeners or connection-level "
            "operations instead."
        )

    def _is_clean(self):
        return not self.identity_map._modified and not self._deleted and not self._new

    def _flush(self, objects=None):
        if objects is not None:
            util.warn_deprecated(
                "The `objects` parameter of `Session.flush` is deprecated (deprecated since: 2.1)", "2.1"
            )
        uow = UOWTransaction(self)
        for fn in self._listeners("before_flush"):
            fn(self, uow, objects)
        deleted = dict(self._deleted)
        wanted = {self._state_of(obj) for obj in objects} if objects else None
        changed = list(dict.fromkeys([*self._new, *self.identity_map._modified]))
        for state in changed:
            if state in deleted or (wanted is not None and state not in wanted):
                continue
            orphan = state.manager.mapper._is_orphan(state)
            if orphan and not state.has_identity and state._orphaned_outside_of_session:
                self._expunge_states([state])
                continue
            uow.register_object(state, isdelete=orphan and state.has_identity)
        for state in deleted:
            if wanted is None or state in wanted:
                uow.register_object(state, isdelete=True)
        if not uow.has_work:
            return
        uow.transaction = transaction = self._autobegin_t()._begin()
        try:
            self._warn_on_events = True
            try:
                uow.execute()
            finally:
                self._warn_on_events = False
            self._emit("after_flush", uow)
            uow.finalize_flush_changes()
            if not objects and self.identity_map._modified:
                states = list(self.identity_map._modified)
                for state in states:
                    state._commit_all(state.dict, self.identity_map)
                util.warn(
                    f"Attribute history events accumulated on {len(states)} previously clean instances within "
                    "inner-flush event handlers have been reset, and will not result in database updates. Consider "
                    "using set_committed_value() within inner-flush event handlers to avoid this warning."
                )
            self._emit("after_flush_postexec", uow)
            transaction.commit()
        except BaseException:
            transaction.rollback(_capture_exception=True)
            raise

    def bulk_save_objects(self, objects, return_defaults=False, update_changed_only=True, preserve_order=True):
        states = [instance_state(obj) for obj in objects]
        if not preserve_order:
            states.sort(key=lambda state: (id(state.mapper), state.key is not None))
        for (mapper, isupdate), group in itertools.groupby(states, lambda s: (s.mapper, s.key is not None)):
            self._bulk_save(
                mapper,
                group,
                isupdate,
                isstates=True,
                return_defaults=return_defaults,
                update_changed_only=update_changed_only,
            )

    def bulk_insert_mappings(self, mapper, mappings, return_defaults=False, render_nulls=False):
        self._bulk_save(mapper, mappings, False, return_defaults=return_defaults, render_nulls=render_nulls)

    def bulk_update_mappings(self, mapper, mappings):
        self._bulk_save(mapper, mappings, True)

    def _bulk_save(
        self,
        mapper,
        mappings,
        isupdate,
        isstates=False,
        return_defaults=False,
        update_changed_only=False,
        render_nulls=False,
    ):
        from . import bulk_persistence

        mapper = _class_to_mapper(mapper)
        self._flushing = True
        try:
            transaction = self._autobegin_t()._begin()
            try:
                if isupdate:
                    bulk_persistence.bulk_update(mapper, mappings, transaction, isstates, update_changed_only)
                else:
                    bulk_persistence.bulk_insert(
                        mapper, mappings, transaction, isstates, return_defaults, render_nulls
                    )
                transaction.commit()
            except BaseException:
                transaction.rollback(_capture_exception=True)
                raise
        finally:
            self._flushing = False

    # After a flush.

    def _register_persistent(self, states):
        for state in states:
            mapper = state.manager.mapper
            if state.obj() is None:
                continue
            key = mapper._identity_key_from_state(state)
            nulls = [v is None or v is NO_VALUE for v in key[1]]
            if all(nulls) or (any(nulls) and not mapper.allow_partial_pks):
                raise exc.FlushError(
                    f"Instance {state_str(state)} has a NULL identity key.  If this is an auto-generated value, check "
                    "that the database table allows generation of new primary key values, and that the mapped Column "
                    "object is configured to expect these generated values.  Ensure also that this flush() is not "
                    "occurring at an inappropriate time, such as within a load() event."
                )
            if state.key is None:
                state.key = key
            elif state.key != key:
                # The primary key was changed: the object is known by its new one.
                self.identity_map.safe_discard(state)
                switches = self._transaction._key_switches
                original = switches[state][0] if state in switches else state.key
                switches[state] = (original, key)
                state.key = key
            old = self.identity_map.replace(state)
            if old is not None and old.obj() is not None:
                if mapper._identity_key_from_state(old, PASSIVE_NO_FETCH) == key:
                    util.warn(
                        f"Identity map already had an identity for {key}, replacing it with newly flushed object.   Are "
                        "there load operations occurring inside of an event handler within the flush?"
                    )
            state._orphaned_outside_of_session = False
        for state in states:
            state._commit_all(state.dict, self.identity_map)
        self._register_altered(states)
        for state in states:
            if state in self._new:
                self._emit("pending_to_persistent", state)
        for state in states:
            self._new.pop(state, None)

    def _register_altered(self, states):
        if self._transaction is not None:
            for state in states:
                if state in self._new:
                    self._transaction._new[state] = True
                else:
                    self._transaction._dirty[state] = True

    def _remove_newly_deleted(self, states):
        for state in states:
            if self._transaction is not None:
                self._transaction._deleted[state] = True
            obj = state.obj()
            self.identity_map.safe_discard(state)
            self._deleted.pop(state, None)
            state._deleted = True
            self._emit("persistent_to_deleted", state)
            del obj
