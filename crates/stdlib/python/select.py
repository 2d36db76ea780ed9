"""Importable, so that programs that only mention it load; using it says that it isn't supported."""

error = OSError


def __getattr__(name):
    if name[:2] == "__":
        raise AttributeError(f"module 'select' has no attribute {name!r}")
    from _playground import unsupported

    unsupported(f"select.{name}", "Use asyncio.")
