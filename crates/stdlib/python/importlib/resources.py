"""Files inside packages."""


def files(package):
    """The folder of a package."""
    import sys
    from importlib import import_module
    from pathlib import Path

    if isinstance(package, str):
        package = sys.modules.get(package) or import_module(package)
    return Path(package.__file__).parent
