"""Wrapping, filling, shortening and indenting text."""

_SPACE = "\t\n\x0b\x0c\r "


class TextWrapper:
    """Breaks text into lines of a width."""

    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
        replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
        drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
        placeholder=" [...]",
    ):  # fmt: skip
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        """Words, the pieces of words with hyphens, and the white space between."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for char in "\t\n\x0b\x0c\r":
                text = text.replace(char, " ")
        chunks = []
        at, end = 0, len(text)
        while at < end:
            start = at
            space = text[at] in _SPACE
            while at < end and (text[at] in _SPACE) == space:
                at += 1
            if space or not self.break_on_hyphens:
                chunks.append(text[start:at])
            else:
                chunks += _hyphenated(text[start:at])
        return chunks

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks = self._chunks(text)[::-1]
        lines = []
        while chunks:
            line = []
            length = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                room = max(width - length, 1) if width >= 1 else 1
                if self.break_long_words:
                    chunk = chunks[-1]
                    cut = room
                    if self.break_on_hyphens and len(chunk) > room:
                        hyphen = chunk.rfind("-", 0, room)
                        if hyphen > 0 and any([c != "-" for c in chunk[:hyphen]]):
                            cut = hyphen + 1
                    line.append(chunk[:cut])
                    chunks[-1] = chunk[cut:]
                elif not line:
                    line.append(chunks.pop())
                length = sum([len(chunk) for chunk in line])
            if self.drop_whitespace and line and line[-1].strip() == "":
                length -= len(line[-1])
                line.pop()
            if not line:
                continue
            more = chunks and not (
                self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            )
            if self.max_lines is None or len(lines) + 1 < self.max_lines or not more and length <= width:  # fmt: skip
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                length -= len(line[-1])
                line.pop()
            else:
                if lines:
                    previous = lines[-1].rstrip()
                    if len(previous) + len(self.placeholder) <= self.width:
                        lines[-1] = previous + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return "\n".join(self.wrap(text))


def _hyphenated(word):
    pieces = []
    start = 0
    for at in range(1, len(word) - 1):
        if word[at] == "-" and at > start and word[at - 1].isalpha() and word[at + 1].isalpha():
            if at - start >= 2 or start:
                pieces.append(word[start : at + 1])
                start = at + 1
    pieces.append(word[start:])
    return pieces


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Remove the white space that every line begins with."""
    lines = text.split("\n")
    margin = None
    for line in lines:
        if not line.strip():
            continue
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        else:
            size = 0
            while size < min(len(margin), len(indent)) and margin[size] == indent[size]:
                size += 1
            margin = margin[:size]
    margin = margin or ""
    return "\n".join([line[len(margin) :] if line.strip() else "" for line in lines])


def indent(text, prefix, predicate=None):
    """Put a prefix before every line that isn't blank."""
    out = []
    for line in text.splitlines(True):
        if predicate(line) if predicate is not None else line.strip():
            out.append(prefix)
        out.append(line)
    return "".join(out)
