"""Settings under their inner address."""

from ..config import CONFIG_KEYS

config_keys = set(CONFIG_KEYS)
