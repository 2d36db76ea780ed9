"""Reads the statements of a `.env` file, one binding each, with the text that they came from."""

import re
from typing import NamedTuple, Optional

_BLANK = re.compile(r"\s*")
_EXPORT = re.compile(r"(?:export[^\S\r\n]+)?")
_KEY = re.compile(r"'([^']+)'|([^=\#\s]+)")
_EQUALS = re.compile(r"[^\S\r\n]*(=[^\S\r\n]*)?")
_SINGLE = re.compile(r"'((?:\\.|[^'\\])*)'", re.DOTALL)
_DOUBLE = re.compile(r'"((?:\\.|[^"\\])*)"', re.DOTALL)
_PLAIN = re.compile(r"[^\r\n]*")
_END = re.compile(r"(?:[^\S\r\n]*#[^\r\n]*)?[^\S\r\n]*(?:\r\n|\n|\r|$)")
_REST = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class Original(NamedTuple):
    string: str
    line: int


class Binding(NamedTuple):
    key: Optional[str]
    value: Optional[str]
    original: Original
    error: bool


def parse_stream(stream):
    """The bindings of a text stream; a statement that can't be read is one with `error`."""
    text = stream.read().removeprefix("\ufeff")
    at, line = 0, 1
    while at < len(text):
        found = _statement(text, at)
        if found is None:
            key, value, end, error = None, None, _REST.match(text, _BLANK.match(text, at).end()).end(), True
        else:
            (key, value, end), error = found, False
        original = text[at:end]
        yield Binding(key, value, Original(original, line), error)
        line += len(re.findall(r"\r\n|\n|\r", original))
        at = end


def _statement(text, at):
    at = _BLANK.match(text, at).end()
    if at == len(text):
        return None, None, at
    at = _EXPORT.match(text, at).end()
    key = value = None
    if not text.startswith("#", at):
        match = _KEY.match(text, at)
        if match is None:
            return None
        key, at = match[1] or match[2], match.end()
    match = _EQUALS.match(text, at)
    at = match.end()
    if match[1]:
        if len(match[1]) > 1 and text.startswith("#", at):
            value = ""
        else:
            found = _value(text, at)
            if found is None:
                return None
            value, at = found
    match = _END.match(text, at)
    return None if match is None else (key, value, match.end())


def _value(text, at):
    quote = text[at : at + 1]
    if quote == "'":
        match = _SINGLE.match(text, at)
        return match and (re.sub(r"\\([\\'])", r"\1", match[1]), match.end())
    if quote == '"':
        match = _DOUBLE.match(text, at)
        return match and (
            re.sub(r"\\([\\'\"abfnrtv])", lambda escape: _ESCAPES.get(escape[1], escape[1]), match[1]),
            match.end(),
        )
    match = _PLAIN.match(text, at)
    return re.sub(r"\s+#.*", "", match[0]).rstrip(), match.end()
