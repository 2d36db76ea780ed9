"""The hashes, each loaded when it is asked for."""

from .registry import MODULES, get_crypt_handler


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    found = get_crypt_handler(name, None)
    if found is None:
        raise AttributeError(f"unknown password hash: {name!r}")
    return found


def __dir__():
    return sorted(MODULES)
