"""Importable, so that programs that only mention it load; using it says that it isn't supported."""

class ProcessError(Exception):
    """A process failed."""


ProcessError.__module__ = "multiprocessing.context"


def cpu_count():
    return 1


def __getattr__(name):
    if name[:2] == "__":
        raise AttributeError(f"module 'multiprocessing' has no attribute {name!r}")
    from _playground import unsupported

    unsupported(f"multiprocessing.{name}", "Use asyncio, or concurrent.futures.ThreadPoolExecutor.")
