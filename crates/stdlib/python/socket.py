"""Importable, so that programs that only mention it load; using it says that it isn't supported."""

AF_INET, AF_INET6, SOCK_STREAM, SOCK_DGRAM = 2, 10, 1, 2
error = OSError
timeout = TimeoutError


class gaierror(OSError):
    """A name could not be looked up."""


def gethostname():
    return "playground"


def __getattr__(name):
    if name[:2] == "__":
        raise AttributeError(f"module 'socket' has no attribute {name!r}")
    from _playground import unsupported

    unsupported(f"socket.{name}", "There is no network here; call your own app with TestClient.")
