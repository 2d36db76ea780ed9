"""Finding the modules of a package."""

from collections import namedtuple

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")


def iter_modules(path=None, prefix=""):
    import os

    for folder in path or ():
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        for name in names:
            if name.endswith(".py") and name != "__init__.py":
                yield ModuleInfo(None, prefix + name[:-3], False)
            elif os.path.isfile(os.path.join(folder, name, "__init__.py")):
                yield ModuleInfo(None, prefix + name, True)


def walk_packages(path=None, prefix="", onerror=None):
    from importlib import import_module

    for info in iter_modules(path, prefix):
        yield info
        if info.ispkg:
            module = import_module(info.name)
            yield from walk_packages(module.__path__, info.name + ".", onerror)


def extend_path(path, name):
    return path


def resolve_name(name):
    from importlib import import_module

    module, colon, rest = name.partition(":")
    found = import_module(module)
    for part in rest.split(".") if colon and rest else ():
        found = getattr(found, part)
    return found
