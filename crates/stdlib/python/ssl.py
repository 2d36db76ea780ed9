"""Importable, so that programs that only mention it load; using it says that it isn't supported."""

CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = 0, 1, 2


class SSLError(OSError):
    """An encrypted connection failed."""


def __getattr__(name):
    if name[:2] == "__":
        raise AttributeError(f"module 'ssl' has no attribute {name!r}")
    from _playground import unsupported

    unsupported(f"ssl.{name}", "There is no network here.")
