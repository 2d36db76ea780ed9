"""The unit of work: orders what a flush has to do by the dependencies of mappers and relationships."""

from .. import util
from . import topology as topological
from . import exc
from .base import (
    LOAD_AGAINST_COMMITTED,
    NO_RAISE,
    NO_VALUE,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
    SQL_OK,
    instance_state,
    state_class_str,
)


def track_cascade_events(descriptor, prop):
    """Objects that are put into a relationship come into the session; orphans that are pending leave it."""
    key = prop.key

    def related_prop(state):
        return state.manager.mapper._props[key]

    def bring(session, prop, item, initiator):
        state = instance_state(item)
        if prop._cascade.save_update and key == initiator.key and not session._contains_state(state):
            session._save_or_update_state(state)

    def append(state, item, initiator):
        if item is None:
            return None
        session = state.session
        if session is not None:
            if session._warn_on_events:
                session._flush_warning("collection append")
            bring(session, related_prop(state), item, initiator)
        return item

    def remove(state, item, initiator):
        if item is None:
            return
        session, prop = state.session, related_prop(state)
        if session is not None and session._warn_on_events:
            session._flush_warning("collection remove" if prop.uselist else "related attribute delete")
        if item is not NO_VALUE and item is not PASSIVE_NO_RESULT and prop._cascade.delete_orphan:
            item_state = instance_state(item)
            if prop.mapper._is_orphan(item_state):
                if session is not None and item_state in session._new:
                    session.expunge(item)
                else:
                    item_state._orphaned_outside_of_session = True

    def set_(state, new, old, initiator):
        if old is new:
            return new
        session = state.session
        if session is not None:
            if session._warn_on_events:
                session._flush_warning("related attribute set")
            prop = related_prop(state)
            if new is not None:
                bring(session, prop, new, initiator)
            if old is not None and old is not NO_VALUE and old is not PASSIVE_NO_RESULT:
                if prop._cascade.delete_orphan:
                    old_state = instance_state(old)
                    if old_state in session._new and prop.mapper._is_orphan(old_state):
                        session.expunge(old)
        return new

    dispatch = descriptor.dispatch
    dispatch.append_wo_mutation.put(append, append)
    dispatch.append.put(append, append)
    dispatch.remove.put(remove, remove)
    dispatch.set.put(set_, set_)


class UOWTransaction:
    """One flush."""

    def __init__(self, session):
        self.session = session
        self.transaction = None
        self.attributes = {}
        self.deps = {}
        self.mappers = {}
        self.presort_actions = {}
        self.postsort_actions = {}
        # Ordered, so that runs are repeatable.
        self.dependencies = {}
        self.states = {}
        self.post_update_states = {}
        self.cycles = set()

    @property
    def has_work(self):
        return bool(self.states)

    def depend(self, *edges):
        for edge in edges:
            self.dependencies[edge] = None

    def was_already_deleted(self, state):
        if state.expired:
            try:
                state._load_expired(state, PASSIVE_OFF)
            except exc.ObjectDeletedError:
                self.session._remove_newly_deleted([state])
                return True
        return False

    def is_deleted(self, state):
        return state in self.states and self.states[state][0]

    def memo(self, key, make):
        if key not in self.attributes:
            self.attributes[key] = make()
        return self.attributes[key]

    def remove_state_actions(self, state):
        self.states[state] = (self.states[state][0], True)

    def get_attribute_history(self, state, key, passive=PASSIVE_NO_INITIALIZE):
        """The history of an attribute as it was at the begin of the flush, with states in place of objects."""
        slot = ("history", state, key)
        impl = state.manager[key].impl
        if slot in self.attributes:
            found, cached_passive, _ = self.attributes[slot]
            if cached_passive & SQL_OK or not passive & SQL_OK:
                return found
            wanted = PASSIVE_OFF
        else:
            wanted = passive
        history = impl.get_history(state, state.dict, wanted | LOAD_AGAINST_COMMITTED | NO_RAISE)
        # The objects are kept too: nothing else may hold one that was just loaded.
        objects = history
        if history and impl.uses_objects:
            history = history.as_state()
        self.attributes[slot] = (history, passive, objects)
        return history

    def register_preprocessor(self, processor, fromparent):
        key = (processor, fromparent)
        if key not in self.presort_actions:
            self.presort_actions[key] = _Preprocess(processor, fromparent)

    def register_object(
        self, state, isdelete=False, listonly=False, cancel_delete=False, operation=None, prop=None
    ):
        if not self.session._contains_state(state):
            if not state.deleted and operation is not None:
                util.warn(
                    f"Object of type {state_class_str(state)} not in session, {operation} operation along '{prop}' "
                    "will not proceed"
                )
            return False
        if state not in self.states:
            mapper = state.manager.mapper
            if mapper not in self.mappers:
                self.mappers[mapper] = {}
                self._per_mapper_flush_actions(mapper)
            self.mappers[mapper][state] = None
            self.states[state] = (isdelete, listonly)
        elif not listonly and (isdelete or cancel_delete):
            self.states[state] = (isdelete, False)
        return True

    def register_post_update(self, state, columns):
        mapper = state.manager.mapper.base_mapper
        states, found = self.post_update_states.setdefault(mapper, ({}, set()))
        states[state] = None
        found.update(columns)

    def _per_mapper_flush_actions(self, mapper):
        self.depend((save_all(self, mapper.base_mapper), delete_all(self, mapper.base_mapper)))
        for dep in mapper._dependency_processors:
            dep.per_property_preprocessors(self)
        for prop in mapper.relationships:
            if not prop.viewonly and prop._dependency_processor is not None:
                prop._dependency_processor.per_property_preprocessors(self)

    def _mapper_has_dep(self, mapper, dep):
        return mapper._props.get(dep.key) is dep.prop

    def filter_states_for_dep(self, dep, states):
        return [s for s in states if self._mapper_has_dep(s.manager.mapper, dep)]

    def states_for_mapper_hierarchy(self, mapper, isdelete, listonly):
        wanted = (isdelete, listonly)
        for sub in mapper.base_mapper.self_and_descendants:
            for state in list(self.mappers.get(sub, ())):
                if self.states[state] == wanted:
                    yield state

    def _generate_actions(self):
        """Let relationships register what belongs to the flush, then see what depends on itself."""
        while True:
            worked = False
            for action in list(self.presort_actions.values()):
                if action.execute(self):
                    worked = True
            if not worked:
                break
        self.cycles = cycles = set(
            topological.find_cycles(list(self.dependencies), list(self.postsort_actions.values()))
        )
        if cycles:
            ordered = [a for a in list(self.postsort_actions.values()) if a in cycles]
            convert = {rec: list(dict.fromkeys(rec.per_state_flush_actions(self))) for rec in ordered}
            for edge in list(self.dependencies):
                first, second = edge
                if first is None or second is None or first.disabled or second.disabled:
                    del self.dependencies[edge]
                elif first in cycles and second in cycles:
                    del self.dependencies[edge]
                elif first in cycles:
                    del self.dependencies[edge]
                    self.depend(*[(dep, second) for dep in convert[first]])
                elif second in cycles:
                    del self.dependencies[edge]
                    self.depend(*[(first, dep) for dep in convert[second]])
        return [a for a in self.postsort_actions.values() if not a.disabled and a not in cycles]

    def execute(self):
        actions = sorted(self._generate_actions(), key=lambda action: action.sort_key)
        dependencies = [(a, b) for a, b in self.dependencies if a is not None and b is not None]
        if self.cycles:
            for subset in topological.sort_as_subsets(dependencies, actions):
                remaining = dict.fromkeys(subset)
                while remaining:
                    action = next(iter(remaining))
                    del remaining[action]
                    action.execute_aggregate(self, remaining)
        else:
            for action in topological.sort(dependencies, actions):
                action.execute(self)

    def finalize_flush_changes(self):
        if not self.states:
            return
        deleted = [s for s, (isdelete, _) in self.states.items() if isdelete]
        other = [s for s, (isdelete, _) in self.states.items() if not isdelete]
        if deleted:
            self.session._remove_newly_deleted(deleted)
        if other:
            self.session._register_persistent(other)


class _Preprocess:
    """Asks a relationship what it adds to the flush, until nothing new comes."""

    def __init__(self, processor, fromparent):
        self.processor = processor
        self.fromparent = fromparent
        self.processed = set()
        self.set_up = False

    def execute(self, uow):
        deletes, saves = [], []
        for mapper in _mappers_of(self.processor, self.fromparent, uow):
            for state in list(uow.mappers.get(mapper, ())):
                if state not in self.processed:
                    isdelete, listonly = uow.states[state]
                    if not listonly:
                        (deletes if isdelete else saves).append(state)
        if deletes:
            self.processor.presort_deletes(uow, deletes)
            self.processed.update(deletes)
        if saves:
            self.processor.presort_saves(uow, saves)
            self.processed.update(saves)
        if not deletes and not saves:
            return False
        if not self.set_up and (
            self.processor.prop_has_changes(uow, deletes, True) or self.processor.prop_has_changes(uow, saves, False)
        ):
            self.processor.per_property_flush_actions(uow)
            self.set_up = True
        return True


def _mappers_of(processor, fromparent, uow):
    if fromparent:
        return [m for m in processor.parent.self_and_descendants if uow._mapper_has_dep(m, processor)]
    return processor.mapper.self_and_descendants


class _Action:
    """A piece of work of the flush; there's one for each key."""

    disabled = False

    def execute_aggregate(self, uow, recs):
        self.execute(uow)

    def _same(self, recs, attr, value):
        """Take the pieces of the same kind out of `recs`."""
        found = [r for r in recs if type(r) is type(self) and getattr(r, attr) is value]
        for rec in found:
            del recs[rec]
        return found


class _ProcessAll(_Action):
    def __init__(self, uow, processor, isdelete, fromparent):
        self.processor = processor
        self.isdelete = isdelete
        self.fromparent = fromparent
        self.sort_key = ("ProcessAll", processor.sort_key, isdelete)
        uow.deps.setdefault(processor.parent.base_mapper, {})[processor] = None

    def execute(self, uow):
        states = []
        for mapper in _mappers_of(self.processor, self.fromparent, uow):
            for state in list(uow.mappers.get(mapper, ())):
                isdelete, listonly = uow.states[state]
                if isdelete == self.isdelete and not listonly:
                    states.append(state)
        if self.isdelete:
            self.processor.process_deletes(uow, states)
        else:
            self.processor.process_saves(uow, states)

    def per_state_flush_actions(self, uow):
        return iter(())


class _PostUpdateAll(_Action):
    def __init__(self, uow, mapper, isdelete):
        self.mapper = mapper
        self.isdelete = isdelete
        self.sort_key = ("PostUpdateAll", mapper._sort_key, isdelete)

    def execute(self, uow):
        from .persistence import post_update

        states, columns = uow.post_update_states.get(self.mapper, ({}, set()))
        post_update(self.mapper, [s for s in states if uow.states[s][0] == self.isdelete], uow, columns)

    def per_state_flush_actions(self, uow):
        return iter(())


class _SaveUpdateAll(_Action):
    def __init__(self, uow, mapper):
        self.mapper = mapper
        self.sort_key = ("SaveUpdateAll", mapper._sort_key)

    def execute(self, uow):
        from .persistence import save_obj

        save_obj(self.mapper, uow.states_for_mapper_hierarchy(self.mapper, False, False), uow)

    def per_state_flush_actions(self, uow):
        return _per_state(uow, self.mapper, False)


class _DeleteAll(_Action):
    def __init__(self, uow, mapper):
        self.mapper = mapper
        self.sort_key = ("DeleteAll", mapper._sort_key)

    def execute(self, uow):
        from .persistence import delete_obj

        delete_obj(self.mapper, uow.states_for_mapper_hierarchy(self.mapper, True, False), uow)

    def per_state_flush_actions(self, uow):
        return _per_state(uow, self.mapper, True)


def _per_state(uow, mapper, isdelete):
    states = list(uow.states_for_mapper_hierarchy(mapper, isdelete, False))
    base = mapper.base_mapper
    for state in states:
        if isdelete:
            action = delete_state(uow, state)
            uow.depend((save_all(uow, base), action))
        else:
            action = save_state(uow, state)
            uow.depend((action, delete_all(uow, base)))
        yield action
    for dep in list(uow.deps.get(mapper, ())):
        dep.per_state_flush_actions(uow, uow.filter_states_for_dep(dep, states), isdelete)


class _ProcessState(_Action):
    def __init__(self, uow, processor, isdelete, state):
        self.processor = processor
        self.isdelete = isdelete
        self.state = state
        self.sort_key = ("ProcessState", processor.sort_key)

    def execute_aggregate(self, uow, recs):
        same = [
            r
            for r in recs
            if type(r) is _ProcessState and r.processor is self.processor and r.isdelete is self.isdelete
        ]
        for rec in same:
            del recs[rec]
        states = [self.state] + [r.state for r in same]
        if self.isdelete:
            self.processor.process_deletes(uow, states)
        else:
            self.processor.process_saves(uow, states)


class _SaveUpdateState(_Action):
    def __init__(self, uow, state):
        self.state = state
        self.mapper = state.manager.mapper.base_mapper
        self.sort_key = ("ProcessState", self.mapper._sort_key)

    def execute_aggregate(self, uow, recs):
        from .persistence import save_obj

        same = self._same(recs, "mapper", self.mapper)
        save_obj(self.mapper, [self.state] + [r.state for r in same], uow)


class _DeleteState(_Action):
    def __init__(self, uow, state):
        self.state = state
        self.mapper = state.manager.mapper.base_mapper
        self.sort_key = ("DeleteState", self.mapper._sort_key)

    def execute_aggregate(self, uow, recs):
        from .persistence import delete_obj

        same = self._same(recs, "mapper", self.mapper)
        states = [self.state] + [r.state for r in same]
        delete_obj(self.mapper, [s for s in states if uow.states[s][0]], uow)


def _action(kind):
    def make(uow, *args):
        key = (kind, *args)
        found = uow.postsort_actions.get(key)
        if found is None:
            # It is registered before it is made, as making one may ask for it.
            found = uow.postsort_actions[key] = object.__new__(kind)
            found.__init__(uow, *args)
        return found

    return make


process_all = _action(_ProcessAll)
post_update_all = _action(_PostUpdateAll)
save_all = _action(_SaveUpdateAll)
delete_all = _action(_DeleteAll)
process_state = _action(_ProcessState)
save_state = _action(_SaveUpdateState)
delete_state = _action(_DeleteState)

