"""What was added to an attribute and taken from it since the last flush."""

from .base import NO_VALUE, PASSIVE_NO_RESULT, instance_state
from typing import NamedTuple

_NO_HISTORY = object()


def _is_nothing(value):
    return value is None or value is NO_VALUE or value is PASSIVE_NO_RESULT



def _state_or_none(obj):
    return None if obj is None else instance_state(obj)


class History(NamedTuple):
    """What was added to, is unchanged in, and was deleted from an attribute."""

    added: object
    unchanged: object
    deleted: object

    def __bool__(self):
        return self != HISTORY_BLANK

    def empty(self):
        return not bool((self.added or self.deleted) or self.unchanged)

    def sum(self):
        return list(self.added or []) + list(self.unchanged or []) + list(self.deleted or [])

    def non_deleted(self):
        return list(self.added or []) + list(self.unchanged or [])

    def non_added(self):
        return list(self.unchanged or []) + list(self.deleted or [])

    def has_changes(self):
        return bool(self.added or self.deleted)

    def _merge(self, added, deleted):
        return History(list(self.added) + list(added), self.unchanged, list(self.deleted) + list(deleted))

    def as_state(self):
        return History(*([_state_or_none(c) for c in part] for part in self))

    @classmethod
    def from_scalar_attribute(cls, attribute, state, current):
        original = state.committed_state.get(attribute.key, _NO_HISTORY)
        if original is _NO_HISTORY:
            return cls((), (), ()) if current is NO_VALUE else cls((), [current], ())
        if current is not NO_VALUE and attribute.is_equal(current, original) is True:
            return cls((), [current], ())
        if original is NO_VALUE or original is PASSIVE_NO_RESULT:
            deleted = ()
            if current is NO_VALUE or current is PASSIVE_NO_RESULT:
                current = None
        else:
            deleted = [original]
        return cls((), (), deleted) if current is NO_VALUE else cls([current], (), deleted)

    @classmethod
    def from_object_attribute(cls, attribute, state, current, original=_NO_HISTORY):
        if original is _NO_HISTORY:
            original = state.committed_state.get(attribute.key, _NO_HISTORY)
        if original is _NO_HISTORY:
            return cls((), (), ()) if current is NO_VALUE else cls((), [current], ())
        if current is original and current is not NO_VALUE:
            return cls((), [current], ())
        if _is_nothing(original):
            deleted = ()
            if current is NO_VALUE or current is PASSIVE_NO_RESULT:
                current = None
        else:
            deleted = [original]
        return cls((), (), deleted) if current is NO_VALUE else cls([current], (), deleted)

    @classmethod
    def from_collection(cls, attribute, state, current):
        if current is NO_VALUE:
            return cls((), (), ())
        original = state.committed_state.get(attribute.key, _NO_HISTORY)
        now = list(current._sa_adapter)
        if original is NO_VALUE:
            return cls(now, (), ())
        if original is _NO_HISTORY:
            return cls((), now, ())
        had, have = {id(c) for c in original}, {id(c) for c in now}
        return cls(
            [c for c in now if id(c) not in had],
            [c for c in now if id(c) in had],
            [c for c in original if id(c) not in have],
        )


HISTORY_BLANK = History((), (), ())
