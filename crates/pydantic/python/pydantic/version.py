"""The version of Pydantic whose behaviour this package has."""

VERSION = '2.14.3'


def version_short():
    """The version without its last part."""
    return '.'.join(VERSION.split('.')[:2])


def version_info():
    """A text that says which version this is."""
    from pydantic_core import __version__ as core_version

    return f'             pydantic version: {VERSION}\n        pydantic-core version: {core_version}'
