"""multipart: forms are parsed by Starlette itself here, so the package is there for those who ask whether it is."""

__version__ = "0.0.34"


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'multipart' has no attribute '{name}'")
    from _playground import unsupported

    unsupported(f"multipart.{name}", "declare the parts with Form and File, or read request.form()")
