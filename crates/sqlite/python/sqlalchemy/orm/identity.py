"""The identity map of a session: one object for each row, held weakly."""

import weakref

from .. import exc as sa_exc
from .base import state_str


class WeakInstanceDict:
    """States by identity key. Objects that are changed are held strongly by their states."""

    def __init__(self):
        self._dict = {}
        self._modified = set()
        self._wr = weakref.ref(self)
        self._killed = False

    def _kill(self):
        self._killed = True

    def __len__(self):
        return len(self.all_states())

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        self.all_states()
        return self._dict.keys()

    def __contains__(self, key):
        state = self._dict.get(key)
        return state is not None and state.obj() is not None

    has_key = __contains__

    def __getitem__(self, key):
        obj = self._dict[key].obj()
        if obj is None:
            raise KeyError(key)
        return obj

    def get(self, key, default=None):
        state = self._dict.get(key)
        if state is None:
            return default
        obj = state.obj()
        return default if obj is None else obj

    def contains_state(self, state):
        return state.key is not None and self._dict.get(state.key) is state

    def values(self):
        return [obj for obj in (state.obj() for state in list(self._dict.values())) if obj is not None]

    def items(self):
        pairs = [(state.key, state.obj()) for state in list(self._dict.values())]
        return [(key, obj) for key, obj in pairs if obj is not None]

    def all_states(self):
        # Where a weak reference doesn't tell that its object has gone, the state is still here.
        for key in [key for key, state in self._dict.items() if state.obj() is None]:
            del self._dict[key]
        return list(self._dict.values())

    def replace(self, state):
        existing = self._dict.get(state.key)
        if existing is state:
            return None
        if existing is not None:
            self._removed(existing)
        self._dict[state.key] = state
        self._incoming(state)
        return existing

    def add(self, state):
        existing = self._dict.get(state.key)
        if existing is state:
            return False
        if existing is not None and existing.obj() is not None:
            raise sa_exc.InvalidRequestError(
                f"Can't attach instance {state_str(state)}; another instance with key {state.key} is already present "
                "in this session."
            )
        self._dict[state.key] = state
        self._incoming(state)
        return True

    def _add_unpresent(self, state, key):
        if self._killed:
            raise sa_exc.InvalidRequestError(
                f"Object {state_str(state)} cannot be converted to 'persistent' state, as this identity map is no "
                "longer valid.  Has the owning Session been closed?",
                code="lkrp",
            )
        self._dict[key] = state
        state._map = self._wr

    def _incoming(self, state):
        state._map = self._wr
        if state.modified:
            self._modified.add(state)

    def _removed(self, state):
        state._map = None
        if state.modified:
            self._modified.discard(state)

    def _fast_discard(self, state):
        if self._dict.get(state.key) is state:
            del self._dict[state.key]

    def safe_discard(self, state):
        if self._dict.get(state.key) is state:
            del self._dict[state.key]
            self._removed(state)

    discard = safe_discard

    def check_modified(self):
        return bool(self._modified)


IdentityMap = WeakInstanceDict
