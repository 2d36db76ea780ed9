"""orjson: JSON as bytes, strictly, with the standard library's types among it."""

import json as _json
import re as _re
from dataclasses import fields as _fields
from datetime import date as _date
from datetime import datetime as _datetime
from datetime import time as _time
from enum import Enum as _Enum
from uuid import UUID as _UUID

__version__ = "3.13.0"

OPT_INDENT_2 = 1
OPT_NAIVE_UTC = 2
OPT_NON_STR_KEYS = 4
OPT_OMIT_MICROSECONDS = 8
OPT_SERIALIZE_NUMPY = 16
OPT_SORT_KEYS = 32
OPT_STRICT_INTEGER = 64
OPT_UTC_Z = 128
OPT_PASSTHROUGH_SUBCLASS = 256
OPT_PASSTHROUGH_DATETIME = 512
OPT_APPEND_NEWLINE = 1024
OPT_PASSTHROUGH_DATACLASS = 2048
OPT_SERIALIZE_DATACLASS = OPT_SERIALIZE_UUID = 0

JSONEncodeError = TypeError


class JSONDecodeError(_json.JSONDecodeError):
    """What is given isn't JSON."""


class Fragment:
    """JSON that is there already, to be put in as it is."""

    __slots__ = ("contents",)

    def __init__(self, contents):
        self.contents = contents


def _float(value):
    if value != value or value in (float("inf"), float("-inf")):
        return "null"
    text = repr(value)
    mantissa, e, exponent = text.partition("e-")
    if not e:
        return text
    if exponent == "05":
        sign, digits = ("-", mantissa[1:]) if mantissa[0] == "-" else ("", mantissa)
        return f"{sign}0.0000{digits.replace('.', '')}"
    return f"{mantissa}e-{int(exponent)}"


def _moment(value, option):
    """An offset of hours and minutes goes behind; one of seconds can't."""
    if option & OPT_OMIT_MICROSECONDS:
        value = value.replace(microsecond=0)
    if isinstance(value, _time):
        if value.tzinfo is not None:
            raise JSONEncodeError("datetime.time must not have tzinfo set")
        return value.isoformat()
    if value.tzinfo is None:
        text = value.isoformat()
        if option & OPT_NAIVE_UTC:
            text += "+00:00"
    else:
        text = value.isoformat()[: 32 if value.microsecond else 25]
    if option & OPT_UTC_Z and text.endswith("+00:00"):
        text = text[:-6] + "Z"
    return text


class _Writer:
    def __init__(self, default, option):
        self.default = default
        self.option = option
        self.indent = "\n" if option & OPT_INDENT_2 else ""
        self.colon = ": " if self.indent else ":"
        self.limit = 2**53 - 1 if option & OPT_STRICT_INTEGER else None
        self.calls = 0
        self.depth = 0

    def text(self, value):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise JSONEncodeError("str is not valid UTF-8: surrogates not allowed") from None
        return _json.dumps(value, ensure_ascii=False)

    def integer(self, value):
        if not -(2**63) <= value < 2**64:
            raise JSONEncodeError("Integer exceeds 64-bit range")
        if self.limit is not None and abs(value) > self.limit:
            raise JSONEncodeError("Integer exceeds 53-bit range")
        return int.__repr__(value)

    def value(self, value, pad):
        kind = type(value)
        if kind is str:
            return self.text(value)
        if kind is int:
            return self.integer(value)
        if value is None:
            return "null"
        if kind is bool:
            return "true" if value else "false"
        if kind is float:
            return _float(value)
        if kind is list or kind is tuple:
            return self.array(value, pad)
        if kind is dict:
            return self.object(value.items(), pad)
        return self.other(value, kind, pad)

    def other(self, value, kind, pad):
        option = self.option
        if not option & OPT_PASSTHROUGH_DATETIME:
            if kind is _datetime or kind is _time:
                return f'"{_moment(value, option)}"'
            if kind is _date:
                return f'"{value.isoformat()}"'
        if kind is _UUID:
            return f'"{value}"'
        if issubclass(kind, _Enum):
            return self.value(value.value, pad)
        if not option & OPT_PASSTHROUGH_SUBCLASS:
            if issubclass(kind, str):
                return self.text(str.__str__(value))
            if issubclass(kind, int):
                return self.integer(value)
            if issubclass(kind, list):
                return self.array(value, pad)
            if issubclass(kind, dict):
                return self.object(value.items(), pad)
        if not option & OPT_PASSTHROUGH_DATACLASS and hasattr(kind, "__dataclass_fields__"):
            names = [field.name for field in _fields(value) if not field.name.startswith("_")]
            return self.object([(name, getattr(value, name)) for name in names if hasattr(value, name)], pad, True)
        if kind is Fragment:
            contents = value.contents
            return contents.decode() if isinstance(contents, bytes) else contents
        return self.unknown(value, kind, pad)

    def unknown(self, value, kind, pad):
        name = kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else _full_name(kind)
        message = f"Type is not JSON serializable: {name}"
        if self.default is None:
            raise JSONEncodeError(message)
        if self.calls >= 254:
            raise JSONEncodeError("default serializer exceeds recursion limit")
        self.calls += 1
        try:
            replaced = self.default(value)
        except Exception as error:
            raise JSONEncodeError(message) from error
        result = self.value(replaced, pad)
        self.calls -= 1
        return result

    def enter(self):
        self.depth += 1
        if self.depth > 254:
            raise JSONEncodeError("Recursion limit reached")

    def array(self, items, pad):
        if not items:
            return "[]"
        self.enter()
        inner = pad and pad + "  "
        result = "[" + ",".join([inner + self.value(item, inner) for item in items]) + pad + "]"
        self.depth -= 1
        return result

    def object(self, items, pad, is_instance=False):
        option = self.option
        if option & OPT_NON_STR_KEYS and not is_instance:
            items = [(key if type(key) is str else self.key(key), value) for key, value in items]
        if option & OPT_SORT_KEYS and not is_instance:
            items = sorted(items, key=lambda item: _checked_key(item[0]).encode("utf-8", "surrogatepass"))
        self.enter()
        inner = pad and pad + "  "
        colon = self.colon
        parts = [f"{inner}{self.text(_checked_key(key))}{colon}{self.value(value, inner)}" for key, value in items]
        self.depth -= 1
        return "{" + ",".join(parts) + pad + "}" if parts else "{}"

    def key(self, key):
        kind = type(key)
        if isinstance(key, _Enum):
            return self.key(key.value)
        if issubclass(kind, str):
            return str.__str__(key)
        if key is None:
            return "null"
        if kind is bool:
            return "true" if key else "false"
        if kind is int or issubclass(kind, int):
            if not -(2**63) <= key < 2**64:
                raise JSONEncodeError("Dict integer key must be within 64-bit range")
            return int.__repr__(key)
        if kind is float:
            return _float(key)
        if kind is _datetime or kind is _time:
            return _moment(key, self.option)
        if kind is _date:
            return key.isoformat()
        if kind is _UUID:
            return str(key)
        raise JSONEncodeError("Dict key must a type serializable with OPT_NON_STR_KEYS")


def _full_name(kind):
    # Types in C know their module as a part of their name, those in Python don't.
    return f"{kind.__module__}.{kind.__qualname__}" if kind.__module__ in _NATIVE else kind.__qualname__


_NATIVE = ("datetime", "decimal", "collections", "re", "array", "functools", "itertools")


def _checked_key(key):
    if type(key) is not str:
        raise JSONEncodeError("Dict key must be str")
    return key


def dumps(obj, /, default=None, option=None):
    """An object as JSON, in bytes."""
    if option is not None and not isinstance(option, int) or option and not 0 <= option < 4096:
        raise JSONEncodeError("Invalid opts")
    option = option or 0
    writer = _Writer(default, option)
    text = writer.value(obj, writer.indent)
    return (text + "\n" if option & OPT_APPEND_NEWLINE else text).encode("utf-8")


def loads(obj, /):
    """The object that JSON stands for."""
    text = _input(obj)
    if _SURROGATE.search(text):
        # The standard library takes half a pair, which this package doesn't.
        _Finder(text).find(is_certain=False)
    try:
        return _json.loads(text, parse_constant=_refuse, parse_int=_integer, parse_float=_number)
    except (ValueError, RecursionError):
        _Finder(text).find()


_SURROGATE = _re.compile(r"\\u[dD][89a-fA-F]")


def _input(obj):
    if isinstance(obj, str):
        text = obj
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise JSONDecodeError("str is not valid UTF-8: surrogates not allowed", "", 0) from None
    elif isinstance(obj, (bytes, bytearray, memoryview)):
        try:
            text = bytes(obj).decode("utf-8")
        except UnicodeDecodeError:
            raise JSONDecodeError("str is not valid UTF-8: surrogates not allowed", "", 0) from None
    else:
        raise JSONDecodeError("Input must be bytes, bytearray, memoryview, or str", "", 0)
    if not text:
        raise JSONDecodeError("Input is a zero-length, empty document", "", 0)
    return text


def _refuse(name):
    raise ValueError(name)


def _integer(text):
    value = int(text)
    return value if -(2**63) <= value < 2**64 else float(text)


def _number(text):
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


class _Finder:
    """Says what is wrong with a text that isn't JSON, and where."""

    _NUMBER = _re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")

    def __init__(self, text):
        self.text = text + "\0"
        self.end = len(text)

    def find(self, is_certain=True):
        """Raise the error; if it isn't certain that there is one, perhaps none."""
        try:
            if self.text.startswith("\ufeff"):
                raise _Found("UTF-8 byte order mark (BOM) is not supported", 0)
            at = self.blank(0)
            if at == self.end:
                raise _Found("input data is empty", 0)
            self.check_depth()
            at = self.blank(self.value(at, 0))
            if is_certain or at < self.end:
                raise _Found("unexpected content after document", at)
        except _Found as found:
            message, position = found.args
            raise JSONDecodeError(message, self.text[:-1], position) from None

    def check_depth(self):
        depth = 0
        for match in _re.finditer(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', self.text, _re.DOTALL):
            if match[0] in "[{":
                depth += 1
                if depth > 1024:
                    raise _Found("depth limit exceeded", match.start() + 1)
            elif match[0] in "]}":
                depth -= 1

    def blank(self, at):
        while self.text[at] in " \t\n\r":
            at += 1
        return at

    def fail(self, message, at):
        if at >= self.end:
            message, at = "unexpected end of data", self.end
        raise _Found(message, at)

    def value(self, at, depth):
        char = self.text[at]
        if char in "[{":
            return self.container(at + 1, char, depth + 1)
        if char == '"':
            return self.string(at)
        for word in ("true", "false", "null"):
            if char == word[0]:
                if self.text.startswith(word, at):
                    return at + len(word)
                if word.startswith(self.text[at : self.end]):
                    self.fail("", self.end)
        if char in "-." or char.isdigit():
            return self.number(at)
        self.fail("unexpected character, expected a JSON value", at)

    def container(self, at, opening, depth):
        closing = "]" if opening == "[" else "}"
        at = self.blank(at)
        if self.text[at] == closing:
            return at + 1
        while True:
            if opening == "{":
                if self.text[at] != '"':
                    self.fail("unexpected character, expected a string key", at)
                at = self.blank(self.string(at))
                if self.text[at] != ":":
                    self.fail("unexpected character, expected ':' after key", at)
                at = self.blank(at + 1)
            at = self.blank(self.value(at, depth))
            if self.text[at] == closing:
                return at + 1
            if self.text[at] != ",":
                self.fail(f"unexpected character, expected ',' or '{closing}'", at)
            comma = at
            at = self.blank(at + 1)
            if self.text[at] == closing:
                raise _Found("trailing comma is not allowed", comma)

    def string(self, start):
        at = start + 1
        while self.text[at] != '"':
            char = self.text[at]
            if at >= self.end:
                self.fail("", at)
            if char < " ":
                raise _Found("unexpected control character in string", at)
            if char == "\\":
                at = self.escape(at)
            else:
                at += 1
        return at + 1

    def escape(self, at):
        text = self.text
        if text[at + 1] != "u":
            if text[at + 1] not in '"\\/bfnrt':
                self.fail("invalid escaped sequence in string", at)
            return at + 2
        digits = text[at + 2 : at + 6]
        if not _re.fullmatch("[0-9a-fA-F]{4}", digits):
            raise _Found("invalid escaped sequence in string", at)
        if 0xD800 <= int(digits, 16) < 0xE000:
            low = _re.match(r"\\u[dD][c-fC-F][0-9a-fA-F]{2}", text[at + 6 :])
            if int(digits, 16) >= 0xDC00 or not low:
                raise _Found("no low surrogate in string", at)
            return at + 12
        return at + 6

    def number(self, at):
        match = self._NUMBER.match(self.text, at)
        if match is None:
            if at + 1 == self.end:
                self.fail("", self.end)
            raise _Found("no digit after sign", at)
        following = self.text[match.end()]
        if match[1] == "0" and following.isdigit():
            raise _Found("number with leading zero is not allowed", at)
        if following == "." or following in "eE":
            self.fail("no digit after decimal point" if following == "." else "no digit after exponent sign", match.end() + 1)
        if match[2] or match[3]:
            if float(match[0]) in (float("inf"), float("-inf")):
                raise _Found("number is infinity when parsed as double", at)
        return match.end()


class _Found(Exception):
    """What is wrong, and where."""
