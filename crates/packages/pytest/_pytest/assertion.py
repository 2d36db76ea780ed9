"""The message of a failed `assert`: its condition with the values that were noted while it was evaluated.

The compiler of the engine calls `explain` with the shape of the condition: a tuple of its kind, the numbers of its values in the notes, and
the shapes inside. A part becomes its text and the lines that say where its values come from.
"""

import reprlib
import types

WIDTH = 80


class _Repr(reprlib.Repr):
    """Values in few characters; one that can't be shown says so."""

    def __init__(self, size):
        super().__init__()
        self.maxstring = self.maxsize = size

    def repr(self, x):
        try:
            return _cut(super().repr(x), self.maxsize)
        except Exception as exc:
            return _broken(exc, x)

    def repr_dict(self, x, level):
        """As `reprlib` does it, but in the order of the dict."""
        if not x:
            return "{}"
        if level <= 0:
            return "{...}"
        keys = list(x)[: self.maxdict]
        shown = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}" for key in keys]
        if len(x) > self.maxdict:
            shown.append("...")
        return f"{{{', '.join(shown)}}}"

    def repr_instance(self, x, level):
        try:
            return _cut(repr(x), self.maxsize)
        except Exception as exc:
            return _broken(exc, x)


def _broken(exc, value):
    try:
        said = repr(exc)
    except Exception:
        said = f"unpresentable exception ({type(exc).__name__})"
    return f"<[{said} raised in repr()] {type(value).__name__} object at {id(value):#x}>"


def _cut(text, size):
    if len(text) <= size:
        return text
    before = max(0, (size - 3) // 2)
    after = max(0, size - 3 - before)
    return text[:before] + "..." + text[len(text) - after :]


def shown(value, size=240):
    """A value in at most so many characters."""
    return _Repr(size).repr(value)


def _display(value):
    if isinstance(value, types.MethodType):
        return value.__name__
    return shown(value).replace("\n", "\\n")


def _global(value, name):
    """A global name stands for itself where its value says less."""
    if callable(value):
        return name
    try:
        return name if hasattr(value, "__name__") else _display(value)
    except Exception:
        return _display(value)


def _part(shape, notes):
    """The text of a part of the condition, and the lines about it: pairs of a line and the lines about that."""
    kind = shape[0]
    if kind == "value":
        return _display(notes[shape[1]]), []
    if kind == "global":
        return _global(notes[shape[1]], shape[2]), []
    if kind == "attribute":
        text, about = _part(shape[2], notes)
        value = _display(notes[shape[1]])
        return value, [(f"{value} = {text}.{shape[3]}", about)]
    if kind == "call":
        function, about = _part(shape[2], notes)
        arguments = []
        for before, argument in shape[3]:
            text, lines = _part(argument, notes)
            arguments.append(before + text)
            about = about + lines
        value = _display(notes[shape[1]])
        return value, [(f"{value} = {function}({', '.join(arguments)})", about)]
    if kind == "binary":
        left, about = _part(shape[1], notes)
        right, lines = _part(shape[3], notes)
        return f"({left} {shape[2]} {right})", about + lines
    if kind == "unary":
        text, about = _part(shape[2], notes)
        return shape[1] + text, about
    if kind == "bool":
        texts, about = [], []
        for number, part in shape[2]:
            if number in notes:
                text, lines = _part(part, notes)
                texts.append(text)
                about = about + lines
        return f"({shape[1].join(texts)})", about
    return _comparison(shape, notes)


def _comparison(shape, notes):
    operands, operators = shape[1], shape[2]
    # The last one that was evaluated is the one that failed.
    last = max([index for index, (number, _) in enumerate(operands) if number in notes])
    (left_number, left), (right_number, right) = operands[last - 1], operands[last]
    operator = operators[last - 1]
    lines = _difference(operator, notes[left_number], notes[right_number])
    if lines is not None:
        return lines[0], lines[1:]
    left, about = _operand(left, notes)
    right, others = _operand(right, notes)
    return f"{left} {operator} {right}", about + others


def _operand(shape, notes):
    text, about = _part(shape, notes)
    if shape[0] in ("bool", "compare"):
        text = f"({text})"
    return text, about


def _difference(operator, left, right):
    """Both sides and what differs between them, or None where that says nothing more."""
    from _pytest.compare import differences

    size = (WIDTH - 15 - len(operator) - 2) // 2
    try:
        found = differences(operator, left, right)
    except Exception as exc:
        found = [f"(The comparison can't be explained: {shown(exc)} was raised.)"]
    if not found:
        return None
    if found[0] != "":
        found = ["", *found]
    return [line.replace("\n", "\\n") for line in [f"{shown(left, size)} {operator} {shown(right, size)}", *found]]


def _lines(about, depth, result):
    count = 0
    for one in about:
        if isinstance(one, str):
            result.append("  " + one)
            continue
        result.append(f" +{'  ' * depth}{'and   ' if count else 'where '}{one[0]}")
        count += 1
        _lines(one[1], depth + 1, result)


def explain(shape, notes, *message):
    """The text of the AssertionError."""
    text, about = _part(shape, dict(notes))
    result = [f"assert {text}"]
    _lines(about, 1, result)
    if message:
        text = message[0] if isinstance(message[0], str) else _display(message[0])
        result.insert(0, text.replace("\n", "\n  "))
    return "\n".join(result)
