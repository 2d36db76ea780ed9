"""What goes wrong."""


class UnsupportedAlgorithm(Exception):
    """An algorithm isn't there."""

    def __init__(self, message, reason=None):
        super().__init__(message)
        self._reason = reason


class AlreadyFinalized(Exception):
    """An object was used up."""


class AlreadyUpdated(Exception):
    """It's too late for additional data."""


class NotYetFinalized(Exception):
    """It's too early for the tag."""


class InvalidTag(Exception):
    """The data isn't authentic."""


class InvalidSignature(Exception):
    """The signature doesn't fit."""


class InternalError(Exception):
    """Something is wrong inside."""

    def __init__(self, msg, err_code=None):
        super().__init__(msg)
        self.err_code = err_code


class InvalidKey(Exception):
    """A derived key isn't the expected one."""
