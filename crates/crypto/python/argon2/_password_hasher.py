"""The class that programs use."""

import os

from ._utils import Parameters, extract_parameters
from .exceptions import InvalidHashError
from .low_level import Type, hash_secret, verify_secret
from .profiles import get_default_parameters

_default = get_default_parameters()
DEFAULT_RANDOM_SALT_LENGTH = _default.salt_len
DEFAULT_HASH_LENGTH = _default.hash_len
DEFAULT_TIME_COST = _default.time_cost
DEFAULT_MEMORY_COST = _default.memory_cost
DEFAULT_PARALLELISM = _default.parallelism


def _to_bytes(text, encoding):
    return text if isinstance(text, bytes) else text.encode(encoding)


class PasswordHasher:
    """Hashes passwords, and verifies them, with the parameters that it was made with."""

    __slots__ = ["_parameters", "encoding"]
    _header_to_type = {b"$argon2i$": Type.I, b"$argon2d$": Type.D, b"$argon2id": Type.ID}

    def __init__(
        self,
        time_cost=DEFAULT_TIME_COST,
        memory_cost=DEFAULT_MEMORY_COST,
        parallelism=DEFAULT_PARALLELISM,
        hash_len=DEFAULT_HASH_LENGTH,
        salt_len=DEFAULT_RANDOM_SALT_LENGTH,
        encoding="utf-8",
        type=Type.ID,
    ):
        given = (
            ("time_cost", time_cost, int),
            ("memory_cost", memory_cost, int),
            ("parallelism", parallelism, int),
            ("hash_len", hash_len, int),
            ("salt_len", salt_len, int),
            ("encoding", encoding, str),
            ("type", type, Type),
        )
        wrong = [
            f"'{name}' must be a {wanted.__name__} (got {value.__class__.__name__})"
            for name, value, wanted in given
            if not isinstance(value, wanted)
        ]
        if wrong:
            raise TypeError(", ".join(wrong) + ".")
        self._parameters = Parameters(
            type=type,
            version=19,
            salt_len=salt_len,
            hash_len=hash_len,
            time_cost=time_cost,
            memory_cost=memory_cost,
            parallelism=parallelism,
        )
        self.encoding = encoding

    @classmethod
    def from_parameters(cls, params):
        names = ("time_cost", "memory_cost", "parallelism", "hash_len", "salt_len", "type")
        return cls(**{name: getattr(params, name) for name in names})

    @property
    def time_cost(self):
        return self._parameters.time_cost

    @property
    def memory_cost(self):
        return self._parameters.memory_cost

    @property
    def parallelism(self):
        return self._parameters.parallelism

    @property
    def hash_len(self):
        return self._parameters.hash_len

    @property
    def salt_len(self):
        return self._parameters.salt_len

    @property
    def type(self):
        return self._parameters.type

    def hash(self, password, *, salt=None):
        return hash_secret(
            secret=_to_bytes(password, self.encoding),
            salt=salt or os.urandom(self.salt_len),
            time_cost=self.time_cost,
            memory_cost=self.memory_cost,
            parallelism=self.parallelism,
            hash_len=self.hash_len,
            type=self.type,
        ).decode("ascii")

    def verify(self, hash, password):
        hash = _to_bytes(hash, "ascii")
        kind = self._header_to_type.get(hash[:9])
        if kind is None:
            raise InvalidHashError
        return verify_secret(hash, _to_bytes(password, self.encoding), kind)

    def check_needs_rehash(self, hash):
        if isinstance(hash, bytes):
            hash = hash.decode("ascii")
        return self._parameters != extract_parameters(hash)
