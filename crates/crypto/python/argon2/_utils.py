"""The parameters of a hash."""

from dataclasses import dataclass

from .exceptions import InvalidHashError
from .low_level import Type


@dataclass
class Parameters:
    """What a hash was made with."""

    type: Type
    version: int
    salt_len: int
    hash_len: int
    time_cost: int
    memory_cost: int
    parallelism: int

    __slots__ = ("hash_len", "memory_cost", "parallelism", "salt_len", "time_cost", "type", "version")


def _decoded_length(text):
    return len(text) // 4 * 3 + (0, 0, 1, 2)[len(text) % 4]


def extract_parameters(hash):
    parts = hash.split("$")
    if len(parts) == 5:
        parts.insert(2, "v=18")
    if len(parts) != 6 or parts[0]:
        raise InvalidHashError
    try:
        kind = {"argon2id": Type.ID, "argon2i": Type.I, "argon2d": Type.D}[parts[1]]
        pairs = [text.split("=") for text in (parts[2], *parts[3].split(","))]
        values = {name: int(value) for name, value in pairs}
    except (KeyError, ValueError):
        raise InvalidHashError from None
    if sorted(values) != ["m", "p", "t", "v"]:
        raise InvalidHashError
    return Parameters(
        type=kind,
        salt_len=_decoded_length(parts[4]),
        hash_len=_decoded_length(parts[5]),
        version=values["v"],
        time_cost=values["t"],
        memory_cost=values["m"],
        parallelism=values["p"],
    )
