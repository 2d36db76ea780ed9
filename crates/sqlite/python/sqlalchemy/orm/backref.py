"""Keeps both sides of a relationship in step when one of them is changed."""

from .base import NO_VALUE, PASSIVE_NO_FETCH, PASSIVE_NO_RESULT, instance_state, state_str


def _nothing(value):
    return value is None or value is PASSIVE_NO_RESULT or value is NO_VALUE


def backref_listeners(attribute, key, uselist):
    """Listen to one side, and change the attribute `key` of the other."""
    parent_impl = attribute.impl
    parent_token = parent_impl.parent_token

    def check(state, initiator, child_impl):
        if initiator.parent_token is not parent_token and initiator.parent_token is not child_impl.parent_token:
            raise ValueError(
                f'Bidirectional attribute conflict detected: Passing object {state_str(state)} to attribute '
                f'"{initiator.parent_token}" triggers a modify event on attribute "{child_impl.parent_token}" via the '
                f'backref "{parent_token}".'
            )

    def add_to(child, state, initiator):
        child_state, child_dict = instance_state(child), child.__dict__
        child_impl = child_state.manager[key].impl
        return child_state, child_dict, child_impl

    def append_to(state, child, initiator, checked):
        child_state, child_dict, child_impl = add_to(child, state, initiator)
        check(checked if checked is not None else child_state, initiator, child_impl)
        bulk = child_impl._bulk_replace_token if child_impl.collection else None
        if initiator is not child_impl._append_token and initiator is not bulk:
            child_impl.append(child_state, child_dict, state.obj(), initiator, passive=PASSIVE_NO_FETCH)

    def on_set(state, child, old, initiator):
        if old is child:
            return child
        if not _nothing(old):
            old_state, old_dict, impl = add_to(old, state, initiator)
            token = impl._remove_token if impl.collection or impl.dynamic else impl._replace_token
            if initiator is not token:
                impl.pop(old_state, old_dict, state.obj(), parent_impl._append_token, passive=PASSIVE_NO_FETCH)
        if child is not None:
            append_to(state, child, initiator, state)
        return child

    def on_append(state, child, initiator):
        if child is None:
            return None
        append_to(state, child, initiator, None)
        return child

    def on_remove(state, child, initiator):
        if _nothing(child):
            return
        child_state, child_dict, impl = add_to(child, state, initiator)
        dupes = False
        if not impl.collection and not impl.dynamic:
            replace = impl._replace_token
            dupes = uselist and not parent_impl.dynamic
        else:
            replace = impl._bulk_replace_token if impl.collection else None
        if initiator is impl._remove_token or initiator is replace:
            return
        if dupes and _has_dupes(state.dict.get(parent_impl.key), child):
            return
        impl.pop(child_state, child_dict, state.obj(), initiator, passive=PASSIVE_NO_FETCH)

    dispatch = attribute.dispatch
    if uselist:
        dispatch.append.put(on_append, on_append)
    else:
        dispatch.set.put(on_set, on_set)
    dispatch.remove.put(on_remove, on_remove)


def _has_dupes(sequence, target):
    """Whether an object stands more than once in a collection."""
    if sequence is None or len(sequence) < 2:
        return False
    values = sequence.values() if isinstance(sequence, dict) else sequence
    return sum(1 for item in values if item is target) > 1
