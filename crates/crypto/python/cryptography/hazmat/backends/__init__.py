"""There is one backend, and it needs no name."""


class _Backend:
    name = "openssl"


_backend = _Backend()


def default_backend():
    return _backend
