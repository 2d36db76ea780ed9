"""What our packages ask of the parts of the engine that are binaries of their own."""

import _part

ticks = _part.ticks


class Failure(Exception):
    """A part couldn't do it: `kind` names an exception of the package that asked."""

    def __init__(self, kind, message, details=()):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.details = details


def call(part, function, *arguments):
    """Ask a function of a part: None, bool, int, float, str, bytes, and lists of these; lists come back as tuples."""
    told = _part.call(part, function, arguments)
    if told[0]:
        return told[1]
    raise Failure(*told[1:])
