"""A mark for defaults that were not given."""


class _DefaultPlaceholder:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return bool(self.value)

    def __eq__(self, other):
        return isinstance(other, _DefaultPlaceholder) and other.value == self.value


def Default(value):
    """A value that can be told from one that was given."""
    return _DefaultPlaceholder(value)
