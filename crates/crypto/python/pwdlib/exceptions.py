"""What goes wrong."""


class PwdlibError(Exception):
    """The base of all."""

    def __init__(self, message):
        self.message = message
        super().__init__(message)


class HasherNotAvailable(PwdlibError):
    """The package of a hasher isn't there."""

    def __init__(self, hasher):
        self.hasher = hasher
        super().__init__(
            f"The {hasher} hash algorithm is not available. Are you sure it's installed? "
            f"Try to run `pip install pwdlib[{hasher}]`."
        )


class UnknownHashError(PwdlibError):
    """No hasher knows the hash."""

    def __init__(self, hash):
        self.hash = hash
        super().__init__(
            "This hash can't be identified. Make sure it's valid and that its corresponding hasher is enabled."
        )
