"""pytest-asyncio: asynchronous fixtures for tests with the mark `asyncio`, which the engine runs (`_pytest.session`)."""

from _pytest.fixtures import fixture as _fixture

__version__ = "1.4.0"


def fixture(fixture_function=None, *, loop_scope=None, **options):
    """A fixture that may be a coroutine or an asynchronous generator."""
    return _fixture(fixture_function, _plugin="asyncio", **options)
