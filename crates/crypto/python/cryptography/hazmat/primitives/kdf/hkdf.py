"""Keys from other keys."""

import hmac

from ....utils import check_buffer
from .. import hashes
from . import KeyDerivationFunction


class HKDFExpand(KeyDerivationFunction):
    """The second half: from a good key as many bytes as needed."""

    def __init__(self, algorithm, length, info, backend=None):
        self._algorithm = hashes.check(algorithm)
        limit = 255 * algorithm.digest_size
        if length > limit:
            raise ValueError(f"Cannot derive keys larger than {limit} octets.")
        self._length = length
        self._info = b"" if info is None else check_buffer(info)

    def _derive(self, key_material):
        name = self._algorithm.name.replace("-", "_")
        out = block = b""
        counter = 1
        while len(out) < self._length:
            block = hmac.digest(key_material, block + self._info + bytes((counter,)), name)
            out += block
            counter += 1
        return out[: self._length]


class HKDF(HKDFExpand):
    """Both halves."""

    def __init__(self, algorithm, length, salt, info, backend=None):
        super().__init__(algorithm, length, info)
        self._salt = bytes(algorithm.digest_size) if salt is None else check_buffer(salt)

    def _derive(self, key_material):
        name = self._algorithm.name.replace("-", "_")
        return super()._derive(hmac.digest(self._salt, key_material, name))
