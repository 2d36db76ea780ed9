"""What goes wrong, and what is only warned of."""


class UnknownBackendError(ValueError):
    """A hash has no such backend."""


class MissingBackendError(RuntimeError):
    """No backend of a hash is there."""


class InternalBackendError(RuntimeError):
    """A backend doesn't do what it should."""


class PasswordValueError(ValueError):
    """A password has something that the hash can't take."""


class PasswordSizeError(PasswordValueError):
    """A password is too long."""

    def __init__(self, max_size, msg=None):
        self.max_size = max_size
        super().__init__(msg or "password exceeds maximum allowed size")


class PasswordTruncateError(PasswordSizeError):
    """A password is longer than what the hash reads of it."""

    def __init__(self, cls, msg=None):
        size = cls.truncate_size
        super().__init__(size, msg or f"Password too long ({cls.name} truncates to {size} characters)")


class PasslibSecurityError(RuntimeError):
    """Something would be insecure."""


class UnknownHashError(ValueError):
    """No scheme knows the hash."""

    def __init__(self, message=None, value=None):
        self.value = value
        self.message = message or "unable to identify hash"
        super().__init__(self.message, value) if value is not None else super().__init__(self.message)

    def __str__(self):
        return self.message


class PasslibWarning(UserWarning):
    """The base of all warnings."""


class PasslibConfigWarning(PasslibWarning):
    """Options that are better not given."""


class PasslibHashWarning(PasslibWarning):
    """Settings that were adjusted."""


class PasslibRuntimeWarning(PasslibWarning):
    """Something unexpected."""


class PasslibSecurityWarning(PasslibWarning):
    """Something insecure."""
