"""What is known about installed packages: those that the playground offers."""

_VERSIONS = {
    "annotated-doc": "0.0.4",
    "annotated-types": "0.7.0",
    "anyio": "4.12.0",
    "fastapi": "0.165.0",
    "httpx": "0.28.1",
    "pydantic": "2.14.3",
    "pydantic-settings": "2.12.0",
    "python-multipart": "0.0.20",
    "sqlalchemy": "2.1.9",
    "starlette": "1.10.0",
    "typing-extensions": "4.15.0",
    "uvicorn": "0.38.0",
}


class PackageNotFoundError(ModuleNotFoundError):
    """There is no such package."""

    def __str__(self):
        return f"No package metadata was found for {self.name}"

    @property
    def name(self):
        return self.args[0]


def version(distribution_name):
    """The version of a package."""
    found = _VERSIONS.get(distribution_name.lower().replace("_", "-").replace(".", "-"))
    if found is None:
        raise PackageNotFoundError(distribution_name)
    return found


class Distribution:
    """One installed package."""

    def __init__(self, name):
        self.version = version(name)
        self.name = name
        self.metadata = {"Name": name, "Version": self.version}

    entry_points = ()
    files = None
    requires = None


def distribution(distribution_name):
    return Distribution(distribution_name)


def distributions(**kwargs):
    return iter([Distribution(name) for name in _VERSIONS])


def metadata(distribution_name):
    return Distribution(distribution_name).metadata


class EntryPoints(tuple):
    """Entry points; there are none."""

    def select(self, **params):
        return self


def entry_points(**params):
    return EntryPoints()


def packages_distributions():
    return {name.replace("-", "_"): [name] for name in _VERSIONS}
