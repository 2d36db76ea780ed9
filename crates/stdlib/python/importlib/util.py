"""Finding modules without running the program's own machinery."""

import sys


class _Spec:
    """What is known about a module before it's imported."""

    def __init__(self, name, origin=None, locations=None):
        self.name = name
        self.origin = origin
        self.submodule_search_locations = locations
        self.loader = None
        self.parent = name if locations is not None else name.rpartition(".")[0]
        self.has_location = origin is not None

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, loader=None, origin={self.origin!r})"


def find_spec(name, package=None):
    """The spec of a module, or None where it can't be imported."""
    module = sys.modules.get(name)
    if module is None:
        try:
            from importlib import import_module

            module = import_module(name, package)
        except ImportError:
            return None
    path = getattr(module, "__path__", None)
    return _Spec(name, getattr(module, "__file__", None), None if path is None else list(path))


def module_from_spec(spec):
    from types import ModuleType

    return ModuleType(spec.name)


def spec_from_file_location(name, location=None, **kwargs):
    from _playground import unsupported

    unsupported("importlib.util.spec_from_file_location", "Import the module by its name.")


def resolve_name(name, package):
    if not name.startswith("."):
        return name
    level = len(name) - len(name.lstrip("."))
    parts = package.split(".")
    return ".".join(parts[: len(parts) - level + 1]) + "." + name[level:]
