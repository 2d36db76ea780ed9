"""Ending a test from inside: `skip`, `fail`, `xfail`, `importorskip`, `exit`, and what they raise."""


class OutcomeException(BaseException):
    """A test says itself what becomes of it."""

    def __init__(self, msg=None, pytrace=True):
        super().__init__(msg)
        self.msg = msg
        self.pytrace = pytrace

    def __repr__(self):
        return f"<{self.__class__.__name__} instance>" if self.msg is None else str(self.msg)

    __str__ = __repr__


class Skipped(OutcomeException):
    """The test isn't run to its end."""

    __module__ = "builtins"

    def __init__(self, msg=None, pytrace=True, allow_module_level=False):
        super().__init__(msg, pytrace)
        self.allow_module_level = allow_module_level


class Failed(OutcomeException):
    """The test fails."""

    __module__ = "builtins"


class XFailed(Failed):
    """The test fails, as was expected."""


class Exit(Exception):
    """No further test is run."""

    def __init__(self, msg="unknown reason", returncode=None):
        super().__init__(msg)
        self.msg = msg
        self.returncode = returncode


def skip(reason="", *, allow_module_level=False):
    """Skip the rest of the test."""
    raise Skipped(reason, allow_module_level=allow_module_level)


def fail(reason="", pytrace=True):
    """Fail the test."""
    raise Failed(reason, pytrace)


def xfail(reason=""):
    """The rest of the test is known not to work."""
    raise XFailed(reason)


def exit(reason="", returncode=None):
    """End the run."""
    raise Exit(reason, returncode)


def importorskip(modname, minversion=None, reason=None, *, exc_type=None):
    """Import a module, or skip where it isn't there."""
    import importlib

    try:
        module = importlib.import_module(modname)
    except exc_type or ModuleNotFoundError as exc:
        reason = reason or f"could not import {modname!r}: {exc}"
        raise Skipped(reason, allow_module_level=True) from None
    if minversion is not None:
        version = getattr(module, "__version__", None)
        if version is None or _numbers(version) < _numbers(minversion):
            raise Skipped(
                f"module {modname!r} has __version__ {version!r}, required is: {minversion!r}", allow_module_level=True
            )
    return module


def _numbers(version):
    return [int(part) for part in version.split(".") if part.isdigit()]


skip.Exception = Skipped
fail.Exception = Failed
xfail.Exception = XFailed
exit.Exception = Exit
