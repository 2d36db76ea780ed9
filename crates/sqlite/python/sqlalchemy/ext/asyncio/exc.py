"""Errors of the asynchronous interface."""

from ... import exc


class AsyncMethodRequired(exc.InvalidRequestError):
    """The result of this method can't be used asynchronously."""


class AsyncContextNotStarted(exc.InvalidRequestError):
    """The object was neither awaited nor entered."""


class AsyncContextAlreadyStarted(exc.InvalidRequestError):
    """The object was started before."""


class AsyncBindNotFound(exc.InvalidRequestError):
    """An engine of the inner session that the asynchronous one doesn't know."""
