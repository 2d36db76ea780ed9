"""Importing by name."""

import sys


def import_module(name, package=None):
    """Import a module by its full or relative name."""
    if name.startswith("."):
        if not package:
            raise TypeError(
                f"the 'package' argument is required to perform a relative import for {name!r}"
            )
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        base = ".".join(parts[: len(parts) - level + 1])
        rest = name[level:]
        name = f"{base}.{rest}" if rest else base
    found = sys.modules.get(name)
    if found is None:
        __import__(name)
        found = sys.modules[name]
    return found


def invalidate_caches():
    pass


def reload(module):
    """Import a module anew; the old object is replaced in `sys.modules`."""
    name = module.__name__
    sys.modules.pop(name, None)
    new = import_module(name)
    module.__dict__.update(new.__dict__)
    sys.modules[name] = module
    return module
