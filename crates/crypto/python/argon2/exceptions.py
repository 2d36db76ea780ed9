"""What goes wrong."""


class Argon2Error(Exception):
    """The base of all that come from Argon2 itself."""


class VerificationError(Argon2Error):
    """A hash can't be verified."""


class VerifyMismatchError(VerificationError):
    """The password doesn't fit."""


class HashingError(Argon2Error):
    """A hash can't be made."""


class InvalidHashError(ValueError):
    """A text is no hash of Argon2."""


class UnsupportedParametersError(ValueError):
    """Parameters that this platform doesn't have."""


InvalidHash = InvalidHashError
