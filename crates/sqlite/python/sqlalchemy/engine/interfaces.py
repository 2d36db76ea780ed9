"""The old place of some names."""

from . import Compiled, Dialect, ExceptionContext, ExecutionContext  # noqa: F401

DBAPIConnection = DBAPICursor = DBAPIModule = object
