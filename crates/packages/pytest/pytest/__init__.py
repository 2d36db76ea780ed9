"""pytest, as far as it is needed to write tests: the engine finds and runs them (`_pytest.session`)."""

from _pytest import __version__ as __version__
from _pytest.fixtures import FixtureLookupError as FixtureLookupError
from _pytest.fixtures import FixtureRequest as FixtureRequest
from _pytest.fixtures import fixture as fixture
from _pytest.mark import HIDDEN_PARAM as HIDDEN_PARAM
from _pytest.mark import MARK_GEN as mark
from _pytest.mark import Mark as Mark
from _pytest.mark import MarkDecorator as MarkDecorator
from _pytest.mark import MarkGenerator as MarkGenerator
from _pytest.mark import param as param
from _pytest.outcomes import exit as exit
from _pytest.outcomes import fail as fail
from _pytest.outcomes import importorskip as importorskip
from _pytest.outcomes import skip as skip
from _pytest.outcomes import xfail as xfail

version_tuple = (9, 1, 1)

# Loaded when a test first uses them.
_LATER = {
    "approx": "python_api",
    "raises": "raises",
    "RaisesExc": "raises",
    "RaisesGroup": "raises",
    "ExceptionInfo": "raises",
    "warns": "recwarn",
    "deprecated_call": "recwarn",
    "WarningsRecorder": "recwarn",
    "MonkeyPatch": "monkeypatch",
    "CaptureFixture": "capture",
    "LogCaptureFixture": "logging",
    "TempPathFactory": "builtin",
    "Session": "session",
    "Config": "settings",
    "Metafunc": "collect",
    "Item": "nodes",
    "Function": "nodes",
    "Class": "nodes",
    "Module": "nodes",
    "Package": "nodes",
}
_LACKING = {
    "main": "run the tests from the page",
    "register_assert_rewrite": "asserts say what their values were in files of tests and in conftest.py",
    "freeze_includes": "run the tests from the page",
    "hookimpl": "conftest.py can have some hooks without it",
    "hookspec": "conftest.py can have some hooks without it",
    "Pytester": "write the test without it",
    "Subtests": "use pytest.mark.parametrize",
}


class PytestWarning(UserWarning):
    """What warnings of pytest derive from."""

    __module__ = "pytest"


class PytestDeprecationWarning(PytestWarning, DeprecationWarning):
    __module__ = "pytest"


class PytestUnknownMarkWarning(PytestWarning):
    __module__ = "pytest"


class PytestCollectionWarning(PytestWarning):
    __module__ = "pytest"


class PytestUnraisableExceptionWarning(PytestWarning):
    __module__ = "pytest"


class UsageError(Exception):
    """pytest was asked for something that it can't do."""


def __getattr__(name):
    if name in _LATER:
        import importlib

        found = getattr(importlib.import_module(f"_pytest.{_LATER[name]}"), name if name != "Item" else "Function")
        globals()[name] = found
        return found
    if name in _LACKING:
        from _playground import unsupported

        unsupported(f"pytest.{name}", _LACKING[name])
    raise AttributeError(f"module 'pytest' has no attribute {name!r}")
