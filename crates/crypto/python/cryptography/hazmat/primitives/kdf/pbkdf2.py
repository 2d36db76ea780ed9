"""Keys from passwords, by repetition."""

import hashlib

from _slow import timed_call

from ....utils import check_buffer
from .. import hashes
from . import KeyDerivationFunction


class PBKDF2HMAC(KeyDerivationFunction):
    """PBKDF2 with HMAC."""

    def __init__(self, algorithm, length, salt, iterations, backend=None):
        self._algorithm = hashes.check(algorithm)
        self._length, self._salt, self._iterations = length, check_buffer(salt), iterations

    def _derive(self, key_material):
        name = self._algorithm.name.replace("-", "_")
        what = f"pbkdf2 with {name}, {self._iterations} rounds"
        return timed_call(what, hashlib.pbkdf2_hmac, name, key_material, self._salt, self._iterations, self._length)
