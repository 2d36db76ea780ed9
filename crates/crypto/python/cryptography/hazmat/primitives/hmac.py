"""Keyed hashes."""

import hmac

from ...exceptions import AlreadyFinalized, InvalidSignature
from ...utils import check_buffer
from . import hashes


class HMAC(hashes.HashContext):
    """Computes a keyed hash, piece by piece."""

    def __init__(self, key, algorithm, backend=None, *, _state=None):
        self._algorithm = hashes.check(algorithm)
        self._state = _state or hmac.new(check_buffer(key), digestmod=algorithm.name.replace("-", "_"))

    @property
    def algorithm(self):
        return self._algorithm

    def _live(self):
        if self._state is None:
            raise AlreadyFinalized("Context was already finalized.")
        return self._state

    def update(self, data):
        self._live().update(check_buffer(data))

    def copy(self):
        return HMAC(b"", self._algorithm, _state=self._live().copy())

    def finalize(self):
        state, self._state = self._live(), None
        return state.digest()

    def verify(self, signature):
        if not hmac.compare_digest(self.finalize(), signature):
            raise InvalidSignature("Signature did not match digest.")
