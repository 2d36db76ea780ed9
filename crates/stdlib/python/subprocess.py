"""Importable, so that programs that only mention it load; using it says that it isn't supported."""

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    """A process failed."""


class CalledProcessError(SubprocessError):
    """A process ended with an error."""


class TimeoutExpired(SubprocessError):
    """A process took too long."""


def __getattr__(name):
    if name[:2] == "__":
        raise AttributeError(f"module 'subprocess' has no attribute {name!r}")
    from _playground import unsupported

    unsupported(f"subprocess.{name}", "Other processes can'\''t be started here.")
