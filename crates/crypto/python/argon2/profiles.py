"""Parameters that others recommend."""

from ._utils import Parameters
from .low_level import Type


def _profile(time_cost, memory_cost, parallelism=4, salt_len=16, hash_len=32):
    return Parameters(
        type=Type.ID,
        version=19,
        salt_len=salt_len,
        hash_len=hash_len,
        time_cost=time_cost,
        memory_cost=memory_cost,
        parallelism=parallelism,
    )


RFC_9106_HIGH_MEMORY = _profile(1, 2097152)
RFC_9106_LOW_MEMORY = _profile(3, 65536)
PRE_21_2 = _profile(2, 102400, 8, 16, 16)
CHEAPEST = _profile(1, 8, 1, 8, 4)


def get_default_parameters():
    return RFC_9106_LOW_MEMORY
