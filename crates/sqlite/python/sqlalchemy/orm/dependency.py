"""What a flush does for relationships: copies keys, deletes orphans, writes rows of secondary tables."""

from .. import exc as sa_exc
from .. import sql, util
from . import exc, sync, unitofwork
from .base import (
    INCLUDE_PENDING_MUTATIONS,
    MANYTOMANY,
    MANYTOONE,
    ONETOMANY,
    PASSIVE_NO_FETCH_RELATED,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
    instance_state,
    state_class_str,
)


class DependencyProcessor:
    """The part of one relationship in a flush."""

    def __init__(self, prop):
        self.prop = prop
        self.cascade = prop.cascade
        self.mapper = prop.mapper
        self.parent = prop.parent
        self.secondary = prop.secondary
        self.direction = prop.direction
        self.post_update = prop.post_update
        self.passive_deletes = prop.passive_deletes
        self.passive_updates = prop.passive_updates
        self.enable_typechecks = prop.enable_typechecks
        self._passive_delete_flag = PASSIVE_NO_INITIALIZE if self.passive_deletes else PASSIVE_OFF
        self._passive_update_flag = PASSIVE_NO_INITIALIZE if self.passive_updates else PASSIVE_OFF
        self.sort_key = f"{self.parent._sort_key}_{prop.key}"
        self.key = prop.key
        if not prop.synchronize_pairs:
            raise sa_exc.ArgumentError(
                f"Can't build a DependencyProcessor for relationship {prop}. No target attributes to populate between "
                "parent and child are present"
            )

    def __repr__(self):
        return f"{type(self).__name__}({self.prop})"

    def hasparent(self, state):
        return self.parent.class_manager.get_impl(self.key).hasparent(state)

    def per_property_preprocessors(self, uow):
        uow.register_preprocessor(self, True)

    def per_property_flush_actions(self, uow):
        parent, child = self.parent.base_mapper, self.mapper.base_mapper
        self.per_property_dependencies(
            uow,
            unitofwork.save_all(uow, parent),
            unitofwork.save_all(uow, child),
            unitofwork.delete_all(uow, parent),
            unitofwork.delete_all(uow, child),
            unitofwork.process_all(uow, self, False, True),
            unitofwork.process_all(uow, self, True, True),
        )

    def per_state_flush_actions(self, uow, states, isdelete):
        """Where mappers depend on each other in a circle, order the work object by object."""
        child_base = self.mapper.base_mapper
        child_saves = unitofwork.save_all(uow, child_base)
        child_deletes = unitofwork.delete_all(uow, child_base)
        unitofwork.process_all(uow, self, isdelete, True).disabled = True
        child_in_cycles = child_saves in uow.cycles
        child_actions = [(child_saves, False), (child_deletes, True)]
        base = self.parent.base_mapper
        parent_action = unitofwork.delete_all(uow, base) if isdelete else unitofwork.save_all(uow, base)
        parent_in_cycles = parent_action in uow.cycles
        for state in states:
            passive = self._passive_delete_flag if isdelete else PASSIVE_NO_INITIALIZE
            related = state.manager[self.key].impl.get_all_pending(state, state.dict, passive)
            if not related:
                continue
            process = unitofwork.process_state(uow, self, isdelete, state)
            action = parent_action
            if parent_in_cycles:
                action = unitofwork.delete_state(uow, state) if isdelete else unitofwork.save_state(uow, state)
            if child_in_cycles:
                child_actions = []
                for child_state, _ in related:
                    if child_state not in uow.states:
                        child_actions.append((None, None))
                    elif uow.states[child_state][0]:
                        child_actions.append((unitofwork.delete_state(uow, child_state), True))
                    else:
                        child_actions.append((unitofwork.save_state(uow, child_state), False))
            for child_action, child_is_delete in child_actions:
                self.per_state_dependencies(
                    uow,
                    None if isdelete else action,
                    action if isdelete else None,
                    child_action,
                    None if isdelete else process,
                    process if isdelete else None,
                    isdelete,
                    child_is_delete,
                )

    def presort_deletes(self, uow, states):
        """Register what deleting these objects brings with it."""

    def presort_saves(self, uow, states):
        """Register what saving these objects brings with it."""

    def process_deletes(self, uow, states):
        """Copy keys before these objects are deleted."""

    def process_saves(self, uow, states):
        """Copy keys after these objects were saved."""

    def prop_has_changes(self, uow, states, isdelete):
        if not isdelete or self.passive_deletes:
            passive = PASSIVE_NO_INITIALIZE | INCLUDE_PENDING_MUTATIONS
        elif self.direction is MANYTOONE:
            passive = PASSIVE_NO_FETCH_RELATED
        else:
            passive = PASSIVE_OFF | INCLUDE_PENDING_MUTATIONS
        for state in states:
            history = uow.get_attribute_history(state, self.key, passive)
            if history and not history.empty():
                return True
        return bool(states) and not self.prop._is_self_referential and self.mapper in uow.mappers

    def _verify_canload(self, state):
        if self.prop.uselist and state is None:
            raise exc.FlushError(f"Can't flush None value found in collection {self.prop}")
        if state is None or self.mapper._canload(state, not self.enable_typechecks):
            return
        name, wanted = state.class_, self.mapper.class_
        message = (
            f'Attempting to flush an item of type {name} as a member of collection "{self.prop}". Expected an object '
            f"of type {wanted} or a polymorphic subclass of this type."
        )
        if self.mapper._canload(state, True):
            message += (
                f' If {name} is a subclass of {wanted}, configure mapper "{self.mapper}" to load this subtype '
                "polymorphically, or set enable_typechecks=False to allow any subtype to be accepted for flush. "
            )
        raise exc.FlushError(message)

    def _get_reversed_processed_set(self, uow):
        if not self.prop._reverse_property:
            return None
        key = tuple(sorted([self.key] + [p.key for p in self.prop._reverse_property]))
        return uow.memo(("reverse_key", key), set)

    def _post_update(self, state, uow, related, is_m2o_delete=False):
        for x in related:
            if not is_m2o_delete or x is not None:
                uow.register_post_update(state, [r for _, r in self.prop.synchronize_pairs])
                break

    def _delete_cascade(self, uow, state):
        for _, _, related, _ in self.mapper.cascade_iterator("delete", state):
            uow.register_object(related, isdelete=True)

    def _pks_changed(self, uow, state):
        return sync.source_modified(uow, state, self.parent, self.prop.synchronize_pairs)


class OneToManyDP(DependencyProcessor):
    """The children hold the foreign key."""

    def per_property_dependencies(
        self, uow, parent_saves, child_saves, parent_deletes, child_deletes, after_save, before_delete
    ):
        if self.post_update:
            child_post = unitofwork.post_update_all(uow, self.mapper.base_mapper, False)
            child_pre = unitofwork.post_update_all(uow, self.mapper.base_mapper, True)
            uow.depend(
                (child_saves, after_save),
                (parent_saves, after_save),
                (after_save, child_post),
                (child_saves, before_delete),
                (before_delete, child_post),
                (child_post, parent_deletes),
                (before_delete, child_pre),
                (child_pre, parent_deletes),
                (child_pre, child_deletes),
            )
        else:
            uow.depend(
                (parent_saves, after_save),
                (after_save, child_saves),
                (after_save, child_deletes),
                (child_saves, parent_deletes),
                (child_deletes, parent_deletes),
                (before_delete, child_saves),
                (before_delete, child_deletes),
            )

    def per_state_dependencies(
        self, uow, save_parent, delete_parent, child_action, after_save, before_delete, isdelete, childisdelete
    ):
        if self.post_update:
            child_post = unitofwork.post_update_all(uow, self.mapper.base_mapper, False)
            child_pre = unitofwork.post_update_all(uow, self.mapper.base_mapper, True)
            if isdelete:
                uow.depend((before_delete, child_pre), (child_pre, delete_parent))
            elif childisdelete:
                uow.depend((child_action, after_save), (after_save, child_post))
            else:
                uow.depend((save_parent, after_save), (child_action, after_save), (after_save, child_post))
        elif isdelete:
            uow.depend((before_delete, child_action), (child_action, delete_parent))
        else:
            uow.depend((save_parent, after_save), (after_save, child_action), (save_parent, child_action))

    def presort_deletes(self, uow, states):
        null_fks = not self.cascade.delete and self.passive_deletes != "all"
        for state in states:
            history = uow.get_attribute_history(state, self.key, self._passive_delete_flag)
            if not history:
                continue
            for child in history.deleted:
                if child is not None and self.hasparent(child) is False:
                    uow.register_object(child, isdelete=bool(self.cascade.delete_orphan))
            if null_fks:
                for child in history.unchanged:
                    if child is not None:
                        uow.register_object(child, operation="delete", prop=self.prop)

    def presort_saves(self, uow, states):
        children_added = uow.memo(("children_added", self), set)
        null_fks = not self.cascade.delete_orphan and self.passive_deletes != "all"
        for state in states:
            pks_changed = self._pks_changed(uow, state)
            passive = PASSIVE_OFF if pks_changed and not self.passive_updates else PASSIVE_NO_INITIALIZE
            history = uow.get_attribute_history(state, self.key, passive | INCLUDE_PENDING_MUTATIONS)
            if not history:
                continue
            for child in history.added:
                if child is not None:
                    uow.register_object(child, cancel_delete=True, operation="add", prop=self.prop)
            children_added.update(history.added)
            for child in history.deleted:
                if not self.cascade.delete_orphan:
                    if null_fks:
                        uow.register_object(child, isdelete=False, operation="delete", prop=self.prop)
                elif self.hasparent(child) is False:
                    uow.register_object(child, isdelete=True, operation="delete", prop=self.prop)
                    self._delete_cascade(uow, child)
            if pks_changed:
                for child in history.unchanged:
                    if child is not None:
                        uow.register_object(child, False, self.passive_updates, operation="pk change", prop=self.prop)

    def process_deletes(self, uow, states):
        if not self.post_update and self.passive_deletes == "all":
            return
        children_added = uow.memo(("children_added", self), set)
        for state in states:
            history = uow.get_attribute_history(state, self.key, self._passive_delete_flag)
            if not history:
                continue
            for child in history.deleted:
                if child is not None and self.hasparent(child) is False:
                    self._synchronize(state, child, True, uow, False)
                    if self.post_update:
                        self._post_update(child, uow, [state])
            if self.post_update or not self.cascade.delete:
                for child in history.unchanged:
                    if child is not None and child not in children_added:
                        self._synchronize(state, child, True, uow, False)
                        if self.post_update:
                            self._post_update(child, uow, [state])

    def process_saves(self, uow, states):
        null_fks = not self.cascade.delete_orphan and self.passive_deletes != "all"
        for state in states:
            history = uow.get_attribute_history(state, self.key, PASSIVE_NO_INITIALIZE)
            if not history:
                continue
            for child in history.added:
                self._synchronize(state, child, False, uow, False)
                if child is not None and self.post_update:
                    self._post_update(child, uow, [state])
            for child in history.deleted:
                if null_fks and not self.hasparent(child):
                    self._synchronize(state, child, True, uow, False)
            if self._pks_changed(uow, state):
                for child in history.unchanged:
                    self._synchronize(state, child, False, uow, True)

    def _synchronize(self, state, child, clearkeys, uow, pks_changed):
        self._verify_canload(child)
        if child is None or (not self.post_update and uow.is_deleted(child)):
            return
        if clearkeys:
            sync.clear(child, self.mapper, self.prop.synchronize_pairs)
        else:
            sync.populate(
                state,
                self.parent,
                child,
                self.mapper,
                self.prop.synchronize_pairs,
                uow,
                self.passive_updates and pks_changed,
            )


class ManyToOneDP(DependencyProcessor):
    """The parent of the relationship holds the foreign key."""

    def __init__(self, prop):
        DependencyProcessor.__init__(self, prop)
        for mapper in self.mapper.self_and_descendants:
            mapper._dependency_processors.append(DetectKeySwitch(prop))

    def per_property_dependencies(
        self, uow, parent_saves, child_saves, parent_deletes, child_deletes, after_save, before_delete
    ):
        if self.post_update:
            parent_post = unitofwork.post_update_all(uow, self.parent.base_mapper, False)
            parent_pre = unitofwork.post_update_all(uow, self.parent.base_mapper, True)
            uow.depend(
                (child_saves, after_save),
                (parent_saves, after_save),
                (after_save, parent_post),
                (after_save, parent_pre),
                (before_delete, parent_pre),
                (parent_pre, child_deletes),
                (parent_pre, parent_deletes),
            )
        else:
            uow.depend(
                (child_saves, after_save),
                (after_save, parent_saves),
                (parent_saves, child_deletes),
                (parent_deletes, child_deletes),
            )

    def per_state_dependencies(
        self, uow, save_parent, delete_parent, child_action, after_save, before_delete, isdelete, childisdelete
    ):
        if self.post_update:
            if isdelete:
                parent_pre = unitofwork.post_update_all(uow, self.parent.base_mapper, True)
                uow.depend((before_delete, parent_pre), (parent_pre, delete_parent), (parent_pre, child_action))
                return
            parent_post = unitofwork.post_update_all(uow, self.parent.base_mapper, False)
            if childisdelete:
                uow.depend((after_save, parent_post), (parent_post, child_action))
            else:
                uow.depend((save_parent, after_save), (child_action, after_save), (after_save, parent_post))
        elif not isdelete:
            uow.depend((after_save, save_parent))
            if not childisdelete:
                uow.depend((child_action, after_save))
        elif childisdelete:
            uow.depend((delete_parent, child_action))

    def presort_deletes(self, uow, states):
        if not self.cascade.delete and not self.cascade.delete_orphan:
            return
        for state in states:
            history = uow.get_attribute_history(state, self.key, self._passive_delete_flag)
            if not history:
                continue
            for child in history.sum() if self.cascade.delete_orphan else history.non_deleted():
                if child is not None:
                    uow.register_object(child, isdelete=True, operation="delete", prop=self.prop)
                    self._delete_cascade(uow, child)

    def presort_saves(self, uow, states):
        for state in states:
            uow.register_object(state, operation="add", prop=self.prop)
            if self.cascade.delete_orphan:
                history = uow.get_attribute_history(state, self.key, self._passive_delete_flag)
                for child in history.deleted if history else ():
                    if self.hasparent(child) is False:
                        uow.register_object(child, isdelete=True, operation="delete", prop=self.prop)
                        self._delete_cascade(uow, child)

    def process_deletes(self, uow, states):
        if not self.post_update or self.cascade.delete_orphan or self.passive_deletes == "all":
            return
        for state in states:
            self._synchronize(state, None, True, uow)
            if state is not None:
                history = uow.get_attribute_history(state, self.key, self._passive_delete_flag)
                if history:
                    self._post_update(state, uow, history.sum(), is_m2o_delete=True)

    def process_saves(self, uow, states):
        for state in states:
            history = uow.get_attribute_history(state, self.key, PASSIVE_NO_INITIALIZE)
            if not history:
                continue
            if history.added:
                for child in history.added:
                    self._synchronize(state, child, False, uow, "add")
            elif history.deleted:
                self._synchronize(state, None, True, uow, "delete")
            if self.post_update:
                self._post_update(state, uow, history.sum())

    def _synchronize(self, state, child, clearkeys, uow, operation=None):
        if state is None or (not self.post_update and uow.is_deleted(state)):
            return
        if operation is not None and child is not None and not uow.session._contains_state(child):
            util.warn(
                f"Object of type {state_class_str(child)} not in session, {operation} operation along '{self.prop}' "
                "won't proceed"
            )
            return
        if clearkeys or child is None:
            sync.clear(state, self.parent, self.prop.synchronize_pairs)
        else:
            self._verify_canload(child)
            sync.populate(child, self.mapper, state, self.parent, self.prop.synchronize_pairs, uow, False)


class DetectKeySwitch(DependencyProcessor):
    """Sees that a primary key changes to which a many-to-one refers that has no other side."""

    def per_property_preprocessors(self, uow):
        if self.prop._reverse_property:
            if self.passive_updates or any(not p.passive_updates for p in self.prop._reverse_property):
                return
        uow.register_preprocessor(self, False)

    def per_property_flush_actions(self, uow):
        saves = unitofwork.save_all(uow, self.parent.base_mapper)
        uow.depend((saves, unitofwork.process_all(uow, self, False, False)))

    def per_state_flush_actions(self, uow, states, isdelete):
        """Nothing is ordered object by object."""

    def presort_saves(self, uow, states):
        if not self.passive_updates:
            self._process_key_switches(states, uow)

    def prop_has_changes(self, uow, states, isdelete):
        return not isdelete and bool(self.passive_updates) and bool(self._switchers(uow, states))

    def process_saves(self, uow, states):
        self._process_key_switches(states, uow)

    def _switchers(self, uow, states):
        switched, same = uow.memo(("pk_switchers", self), lambda: (set(), set()))
        for state in states:
            if state not in switched and state not in same:
                (switched if self._pks_changed(uow, state) else same).add(state)
        return switched

    def _process_key_switches(self, states, uow):
        switchers = self._switchers(uow, list(states))
        if not switchers:
            return
        for state in uow.session.identity_map.all_states():
            if not issubclass(state.class_, self.parent.class_):
                continue
            related = state.get_impl(self.key).get(state, state.dict, self._passive_update_flag)
            if related is PASSIVE_NO_RESULT or related is None:
                continue
            if self.prop.uselist:
                if not related:
                    continue
                related = related[0]
            related_state = instance_state(related)
            if related_state in switchers:
                uow.register_object(state, False, self.passive_updates)
                sync.populate(
                    related_state,
                    self.mapper,
                    state,
                    self.parent,
                    self.prop.synchronize_pairs,
                    uow,
                    self.passive_updates,
                )

    def _pks_changed(self, uow, state):
        return bool(state.key) and sync.source_modified(uow, state, self.mapper, self.prop.synchronize_pairs)


class ManyToManyDP(DependencyProcessor):
    """Rows of a secondary table refer to both sides."""

    def per_property_dependencies(
        self, uow, parent_saves, child_saves, parent_deletes, child_deletes, after_save, before_delete
    ):
        uow.depend(
            (parent_saves, after_save),
            (child_saves, after_save),
            (after_save, child_deletes),
            (before_delete, parent_saves),
            (before_delete, parent_deletes),
            (before_delete, child_deletes),
            (before_delete, child_saves),
        )

    def per_state_dependencies(
        self, uow, save_parent, delete_parent, child_action, after_save, before_delete, isdelete, childisdelete
    ):
        if isdelete:
            uow.depend((before_delete, child_action), (before_delete, delete_parent))
        elif childisdelete:
            uow.depend((save_parent, after_save), (after_save, child_action))
        else:
            uow.depend((save_parent, after_save), (child_action, after_save))

    def presort_deletes(self, uow, states):
        if not self.passive_deletes:
            for state in states:
                uow.get_attribute_history(state, self.key, self._passive_delete_flag)

    def presort_saves(self, uow, states):
        if not self.passive_updates:
            for state in states:
                if self._pks_changed(uow, state):
                    uow.get_attribute_history(state, self.key, PASSIVE_OFF)
        if not self.cascade.delete_orphan:
            return
        for state in states:
            history = uow.get_attribute_history(state, self.key, PASSIVE_NO_INITIALIZE)
            for child in history.deleted if history else ():
                if self.hasparent(child) is False:
                    uow.register_object(child, isdelete=True, operation="delete", prop=self.prop)
                    self._delete_cascade(uow, child)

    def process_deletes(self, uow, states):
        deletes, done = [], self._get_reversed_processed_set(uow)
        seen = set()
        for state in states:
            history = uow.get_attribute_history(state, self.key, self._passive_delete_flag)
            if not history:
                continue
            for child in history.non_added():
                if child is None or (done is not None and (state, child) in done):
                    continue
                row = {}
                if self._synchronize(state, child, row, uow, "delete"):
                    deletes.append(row)
            seen.update((c, state) for c in history.non_added())
        if done is not None:
            done.update(seen)
        self._run_crud(uow, [], [], deletes)

    def process_saves(self, uow, states):
        deletes, inserts, updates = [], [], []
        done, seen = self._get_reversed_processed_set(uow), set()
        for state in states:
            cascade_pks = not self.passive_updates and self._pks_changed(uow, state)
            passive = (PASSIVE_OFF if cascade_pks else PASSIVE_NO_INITIALIZE) | INCLUDE_PENDING_MUTATIONS
            history = uow.get_attribute_history(state, self.key, passive)
            if not history:
                continue
            for children, rows, operation in ((history.added, inserts, "add"), (history.deleted, deletes, "delete")):
                for child in children:
                    if done is not None and (state, child) in done:
                        continue
                    row = {}
                    if self._synchronize(state, child, row, uow, operation):
                        rows.append(row)
            seen.update((c, state) for c in [*history.added, *history.deleted])
            if cascade_pks:
                for child in history.unchanged:
                    row = {}
                    sync.update(state, self.parent, row, "old_", self.prop.synchronize_pairs)
                    sync.update(child, self.mapper, row, "old_", self.prop.secondary_synchronize_pairs)
                    updates.append(row)
        if done is not None:
            done.update(seen)
        self._run_crud(uow, inserts, updates, deletes)

    def _where(self, row, prefix=""):
        columns = [c for c in self.secondary.c if c.key in row]
        return sql.and_(*[c == sql.bindparam(prefix + c.key, type_=c.type) for c in columns])

    def _run_crud(self, uow, inserts, updates, deletes):
        if not inserts and not updates and not deletes:
            return
        connection, table = uow.transaction.connection(self.mapper), self.secondary
        if deletes:
            result = connection.execute(table.delete().where(self._where(deletes[0])), deletes)
            if result.supports_sane_multi_rowcount() and result.rowcount != len(deletes):
                raise exc.StaleDataError(
                    f"DELETE statement on table '{table.description}' expected to delete {len(deletes)} row(s); Only "
                    f"{result.rowcount} were matched."
                )
        if updates:
            result = connection.execute(table.update().where(self._where(updates[0], "old_")), updates)
            if result.supports_sane_multi_rowcount() and result.rowcount != len(updates):
                raise exc.StaleDataError(
                    f"UPDATE statement on table '{table.description}' expected to update {len(updates)} row(s); Only "
                    f"{result.rowcount} were matched."
                )
        if inserts:
            connection.execute(table.insert(), inserts)

    def _synchronize(self, state, child, row, uow, operation):
        self._verify_canload(child)
        if child is None:
            return False
        if not uow.session._contains_state(child):
            if not child.deleted:
                util.warn(
                    f"Object of type {state_class_str(child)} not in session, {operation} operation along "
                    f"'{self.prop}' won't proceed"
                )
            return False
        sync.populate_dict(state, self.parent, row, self.prop.synchronize_pairs)
        sync.populate_dict(child, self.mapper, row, self.prop.secondary_synchronize_pairs)
        return True


def processor_for(prop):
    kinds = {ONETOMANY: OneToManyDP, MANYTOONE: ManyToOneDP, MANYTOMANY: ManyToManyDP}
    return kinds[prop.direction](prop)
