"""The warnings of this package."""


class RemovedInPyjwt3Warning(DeprecationWarning):
    """It won't be there in version 3."""


class InsecureKeyLengthWarning(UserWarning):
    """A key is shorter than it should be."""
