"""Hash functions."""

import hashlib

from ...exceptions import AlreadyFinalized
from ...utils import check_buffer


class HashAlgorithm:
    """A hash function: it has a name and sizes."""

    name = None
    digest_size = None
    block_size = None

    def __eq__(self, other):
        return type(self) is type(other) if isinstance(other, HashAlgorithm) else NotImplemented

    def __hash__(self):
        return hash(type(self))


class HashContext:
    """A hash that is being computed."""


class ExtendableOutputFunction:
    """A hash function whose output is as long as one likes."""


def _make(label, name, digest_size, block_size=64):
    fields = {"name": name, "digest_size": digest_size, "block_size": block_size, "__doc__": f"{label}."}
    return type(label, (HashAlgorithm,), {"__module__": __name__, **fields})


SHA1 = _make("SHA1", "sha1", 20)
SHA224 = _make("SHA224", "sha224", 28)
SHA256 = _make("SHA256", "sha256", 32)
SHA384 = _make("SHA384", "sha384", 48, 128)
SHA512 = _make("SHA512", "sha512", 64, 128)
SHA3_224 = _make("SHA3_224", "sha3-224", 28, None)
SHA3_256 = _make("SHA3_256", "sha3-256", 32, None)
SHA3_384 = _make("SHA3_384", "sha3-384", 48, None)
SHA3_512 = _make("SHA3_512", "sha3-512", 64, None)
MD5 = _make("MD5", "md5", 16)


def check(algorithm):
    if not isinstance(algorithm, HashAlgorithm):
        raise TypeError("Expected instance of hashes.HashAlgorithm.")
    return algorithm


def digest(algorithm, data):
    return hashlib.new(check(algorithm).name.replace("-", "_"), data).digest()


class Hash(HashContext):
    """Computes a hash, piece by piece."""

    def __init__(self, algorithm, backend=None, *, _state=None):
        self._algorithm = check(algorithm)
        self._state = _state or hashlib.new(algorithm.name.replace("-", "_"))

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
        return Hash(self._algorithm, _state=self._live().copy())

    def finalize(self):
        state, self._state = self._live(), None
        return state.digest()

    @staticmethod
    def hash(algorithm, data):
        return digest(algorithm, check_buffer(data))
