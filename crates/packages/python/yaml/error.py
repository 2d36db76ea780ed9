"""What can be wrong with YAML, and where."""

BREAKS = "\r\n\x85\u2028\u2029"


class Mark:
    """A place in a text."""

    def __init__(self, name, index, line, column, buffer, pointer):
        self.name = name
        self.index = index
        self.line = line
        self.column = column
        self.buffer = buffer
        self.pointer = pointer

    def get_snippet(self, indent=4, max_length=75):
        """The line around the place, and a caret below it."""
        if self.buffer is None:
            return None
        head = tail = ""
        start = end = self.pointer
        while start > 0 and self.buffer[start - 1] not in "\0" + BREAKS:
            start -= 1
            if self.pointer - start > max_length / 2 - 1:
                head = " ... "
                start += 5
                break
        while end < len(self.buffer) and self.buffer[end] not in "\0" + BREAKS:
            end += 1
            if end - self.pointer > max_length / 2 - 1:
                tail = " ... "
                end -= 5
                break
        caret = " " * (indent + self.pointer - start + len(head)) + "^"
        return f"{' ' * indent}{head}{self.buffer[start:end]}{tail}\n{caret}"

    def __str__(self):
        where = f'  in "{self.name}", line {self.line + 1}, column {self.column + 1}'
        snippet = self.get_snippet()
        return where if snippet is None else f"{where}:\n{snippet}"


class YAMLError(Exception):
    """Base of all of them."""


class MarkedYAMLError(YAMLError):
    """An error with a place."""

    def __init__(self, context=None, context_mark=None, problem=None, problem_mark=None, note=None):
        self.context = context
        self.context_mark = context_mark
        self.problem = problem
        self.problem_mark = problem_mark
        self.note = note

    def __str__(self):
        lines = []
        here, there = self.context_mark, self.problem_mark
        if self.context is not None:
            lines.append(self.context)
        if here is not None and (
            self.problem is None
            or there is None
            or (here.name, here.line, here.column) != (there.name, there.line, there.column)
        ):
            lines.append(str(here))
        lines += [str(item) for item in (self.problem, there, self.note) if item is not None]
        return "\n".join(lines)


class ScannerError(MarkedYAMLError):
    """Characters that make no token."""


class ParserError(MarkedYAMLError):
    """Tokens that make no node."""


class ComposerError(MarkedYAMLError):
    """Anchors and aliases that don't fit."""


class ConstructorError(MarkedYAMLError):
    """Nodes that make no object."""


class ReaderError(YAMLError):
    """Characters that YAML doesn't allow."""

    def __init__(self, name, position, character, encoding, reason):
        self.name = name
        self.character = character
        self.position = position
        self.encoding = encoding
        self.reason = reason

    def __str__(self):
        return (
            f"unacceptable character #x{self.character:04x}: {self.reason}\n"
            f'  in "{self.name}", position {self.position}'
        )


class EmitterError(YAMLError):
    """A document that can't be written."""


class SerializerError(YAMLError):
    """A document that can't be put in order."""


class RepresenterError(YAMLError):
    """An object that YAML has no form for."""
