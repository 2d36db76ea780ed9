"""Argon2."""

import base64
import re

from argon2.low_level import Type, hash_secret_raw

from ._base import Parsed, Salted, malformed

_HASH = re.compile(
    r"\$argon2([a-z]+)\$(?:v=(\d+)\$)?m=(\d+),t=(\d+),p=(\d+)(?:,keyid=[^,$]+)?(?:,data=[^,$]+)?(?:\$([^$]+)(?:\$(.+))?)?"
)


def _encode(data):
    return base64.b64encode(data).rstrip(b"=").decode("ascii")


def _decode(text):
    return base64.b64decode(text + "=" * (-len(text) % 4))


class argon2(Salted):
    """Argon2 with its three costs."""

    name = "argon2"
    setting_kwds = (
        "salt",
        "salt_size",
        "salt_len",
        "rounds",
        "time_cost",
        "memory_cost",
        "parallelism",
        "digest_size",
        "hash_len",
        "type",
    )
    idents = ("$argon2id$", "$argon2i$", "$argon2d$")
    checksum_size = 32
    min_salt_size = 8
    max_salt_size = (1 << 32) - 1
    default_salt_size = 16
    default_rounds = 3
    type = "id"
    memory_cost = 65536
    parallelism = 4
    version = 19

    @classmethod
    def _use(cls, settings, relaxed):
        for alias, name in (("time_cost", "rounds"), ("salt_len", "salt_size"), ("hash_len", "digest_size")):
            if alias in settings:
                if name in settings:
                    raise TypeError(f"{alias!r} and {name!r} are mutually exclusive")
                settings[name] = settings.pop(alias)
        super()._use(settings, relaxed)
        kind = settings.pop("type", None)
        if kind is not None:
            cls.type = cls._norm_type(kind)
        size = settings.pop("digest_size", None)
        if size is not None:
            cls.checksum_size = cls._norm_integer(int(size), 16, (1 << 32) - 1, "digest_size", relaxed)
        parallelism = settings.pop("parallelism", None)
        if parallelism is not None:
            cls.parallelism = cls._norm_integer(int(parallelism), 1, (1 << 24) - 1, "parallelism", relaxed)
        memory_cost = settings.pop("memory_cost", None)
        if memory_cost is not None:
            cls.memory_cost = cls._norm_integer(int(memory_cost), 8, None, "memory_cost", relaxed)
        least = 8 * cls.parallelism
        if cls.memory_cost < least:
            raise ValueError(
                f"{cls.name}: memory_cost ({cls.memory_cost}) is too low, must be at least "
                f"8 * parallelism (8 * {cls.parallelism} = {least})"
            )

    @classmethod
    def _norm_type(cls, value):
        kind = value.decode("ascii") if isinstance(value, bytes) else value
        if not isinstance(kind, str):
            raise TypeError(f"type must be str, not {kind.__class__.__name__}")
        if kind.lower() not in ("i", "d", "id"):
            raise ValueError(f"unknown argon2 hash type: {kind!r}")
        return kind.lower()

    @classmethod
    def _generate(cls):
        return Parsed(
            cls.default_rounds,
            cls._new_salt(),
            type=cls.type,
            version=cls.version,
            memory_cost=cls.memory_cost,
            parallelism=cls.parallelism,
            size=cls.checksum_size,
        )

    @classmethod
    def _parse(cls, hash):
        found = _HASH.fullmatch(hash)
        if not found:
            raise malformed(cls)
        kind, version, memory_cost, rounds, parallelism, salt, digest = found.groups()
        checksum = _decode(digest) if digest else None
        return Parsed(
            int(rounds),
            _decode(salt) if salt else b"",
            checksum,
            type=cls._norm_type(kind),
            version=int(version) if version else 16,
            memory_cost=int(memory_cost),
            parallelism=int(parallelism),
            size=len(checksum) if checksum else cls.checksum_size,
        )

    @classmethod
    def _digest(cls, secret, parsed):
        return hash_secret_raw(
            secret,
            parsed.salt,
            parsed.rounds,
            parsed.memory_cost,
            parsed.parallelism,
            parsed.size,
            Type[parsed.type.upper()],
            parsed.version,
        )

    @classmethod
    def _render(cls, parsed):
        costs = f"m={parsed.memory_cost},t={parsed.rounds},p={parsed.parallelism}"
        return f"$argon2{parsed.type}$v={parsed.version}${costs}${_encode(parsed.salt)}${_encode(parsed.checksum)}"

    @classmethod
    def _is_old(cls, parsed):
        return (
            parsed.type != cls.type
            or parsed.version < cls.version
            or parsed.memory_cost != cls.memory_cost
            or parsed.size != cls.checksum_size
            or super()._is_old(parsed)
        )
