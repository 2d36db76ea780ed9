"""ujson: JSON as text, with its own habits about slashes and unknown objects."""

import json as _json
import re as _re

__version__ = "6.1.0"


class JSONDecodeError(ValueError):
    """What is given isn't JSON."""


def _float(value, allow_nan):
    if value != value or value in (float("inf"), float("-inf")):
        if not allow_nan:
            raise OverflowError("Invalid value when encoding double")
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    text = repr(value)
    mantissa, e, exponent = text.partition("e-")
    if not e:
        return text
    if int(exponent) < 7:
        sign, digits = ("-", mantissa[1:]) if mantissa[0] == "-" else ("", mantissa)
        return f"{sign}0.{'0' * (int(exponent) - 1)}{digits.replace('.', '')}"
    return f"{mantissa}e-{int(exponent)}"


class _Writer:
    def __init__(self, ensure_ascii, html, slashes, sort_keys, indent, allow_nan, reject_bytes, default, separators):
        self.ensure_ascii = ensure_ascii
        self.html = html
        self.slashes = slashes
        self.sort_keys = sort_keys
        self.step = " " * indent if indent > 0 else ""
        self.allow_nan = allow_nan
        self.reject_bytes = reject_bytes
        self.default = default
        comma, colon = separators or (",", ": " if indent > 0 else ":")
        self.comma, self.colon = comma, colon

    def text(self, value):
        text = _json.dumps(value, ensure_ascii=False)
        if self.ensure_ascii and not text.isascii():
            text = _re.sub("[^\x00-\x7f]", lambda match: _json.dumps(match[0])[1:-1], text)
        if self.slashes:
            text = text.replace("/", "\\/")
        if self.html:
            text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return text

    def value(self, value, pad):
        if value is None:
            return "null"
        if value is True or value is False:
            return "true" if value else "false"
        if isinstance(value, str):
            return self.text(str.__str__(value))
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return _float(value, self.allow_nan)
        if isinstance(value, bytes) and not self.reject_bytes:
            return self.text(value.decode("utf-8"))
        if isinstance(value, dict):
            return self.object(value, pad)
        if isinstance(value, (list, tuple)):
            return self.group("[", [self.value(item, pad and pad + self.step) for item in value], "]", pad)
        return self.other(value, pad)

    def other(self, value, pad):
        if type(value).__module__ == "decimal" and type(value).__name__ == "Decimal":
            return _float(float(value), self.allow_nan)
        if hasattr(value, "toDict"):
            return self.value(value.toDict(), pad)
        if hasattr(value, "__json__"):
            text = value.__json__()
            if not isinstance(text, (str, bytes)):
                raise TypeError("expected string")
            return text.decode() if isinstance(text, bytes) else text
        if self.default is not None:
            return self.value(self.default(value), pad)
        raise TypeError(f"{value!r} is not JSON serializable")

    def group(self, opening, parts, closing, pad):
        if not parts:
            return opening + closing
        inner = pad and pad + self.step
        return opening + inner + (self.comma + inner).join(parts) + pad + closing

    def object(self, mapping, pad):
        named = {}
        for key, value in sorted(mapping.items(), key=lambda item: item[0]) if self.sort_keys else mapping.items():
            if key is True or key is False:
                key = "true" if key else "false"
            elif key is None:
                key = "null"
            elif isinstance(key, bytes):
                key = key.decode("utf-8")
            elif not isinstance(key, str):
                key = str(key)
            named[key] = value
        inner = pad and pad + self.step
        parts = [self.text(key) + self.colon + self.value(value, inner) for key, value in named.items()]
        return self.group("{", parts, "}", pad)


def dumps(
    obj,
    ensure_ascii=True,
    encode_html_chars=False,
    escape_forward_slashes=True,
    sort_keys=False,
    indent=0,
    allow_nan=True,
    reject_bytes=True,
    default=None,
    separators=None,
):
    """An object as JSON."""
    writer = _Writer(
        ensure_ascii,
        encode_html_chars,
        escape_forward_slashes,
        sort_keys,
        indent or 0,
        allow_nan,
        reject_bytes,
        default,
        separators,
    )
    return writer.value(obj, "\n" if writer.step else "")


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


def loads(obj):
    """The object that JSON stands for."""
    if not isinstance(obj, (str, bytes, bytearray)):
        raise TypeError("Expected string, bytes, or bytearray")
    text = obj if isinstance(obj, str) else bytes(obj).decode("utf-8")
    try:
        return _json.loads(text, strict=False)
    except ValueError:
        return _Reader(text).whole()
    except RecursionError:
        raise JSONDecodeError("Reached object decoding depth limit") from None


def load(fp):
    return loads(fp.read())


encode, decode = dumps, loads


class _Reader:
    """Reads what the standard library refuses, where this package is more lenient, and says what is wrong."""

    _WORDS = {"true": True, "false": False, "null": None, "NaN": float("nan"), "Infinity": float("inf")}
    _NUMBER = _re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")

    def __init__(self, text):
        self.text = text + "\0"
        self.at = 0

    def whole(self):
        value = self.value()
        self.blank()
        if self.at < len(self.text) - 1:
            raise JSONDecodeError("Trailing data")
        return value

    def blank(self):
        while self.text[self.at] in " \t\r\n":
            self.at += 1

    def value(self):
        self.blank()
        text, at = self.text, self.at
        char = text[at]
        for word, value in self._WORDS.items():
            if char == word[0]:
                if not text.startswith(word, at):
                    raise JSONDecodeError(f"Unexpected character found when decoding '{word}'")
                self.at += len(word)
                return value
        if char == "-" and text[at + 1] == "I":
            if not text.startswith("-Infinity", at):
                raise JSONDecodeError("Unexpected character found when decoding '-Infinity'")
            self.at += 9
            return float("-inf")
        if char == '"':
            return self.string()
        if char == "[":
            return self.array()
        if char == "{":
            return self.object()
        if char == "-" or char.isdigit():
            return self.number()
        raise JSONDecodeError("Expected object or value")

    def number(self):
        match = self._NUMBER.match(self.text, self.at)
        if match is None:
            self.at += 1
            return 0
        self.at = match.end()
        return float(match[0]) if set(match[0]) & set(".eE") else int(match[0])

    def string(self):
        at = self.at + 1
        text = self.text
        while text[at] != '"':
            if at >= len(text) - 1:
                raise JSONDecodeError("Unmatched '\"' when decoding 'string'")
            if text[at] == "\\":
                at += 1
                if text[at] not in '"\\/bfnrtu':
                    raise JSONDecodeError("Unrecognized escape sequence when decoding 'string'")
                if text[at] == "u" and not _re.fullmatch("[0-9a-fA-F]{4}", text[at + 1 : at + 5]):
                    raise JSONDecodeError("Unexpected character in unicode escape sequence when decoding 'string'")
            at += 1
        whole, self.at = text[self.at : at + 1], at + 1
        return _json.loads(whole, strict=False)

    def array(self):
        self.at += 1
        found = []
        self.blank()
        if self.text[self.at] == "]":
            self.at += 1
            return found
        while True:
            self.blank()
            if self.text[self.at] == "]":
                raise JSONDecodeError("Unexpected character found when decoding array value (1)")
            found.append(self.value())
            self.blank()
            if self.text[self.at] == "]":
                self.at += 1
                return found
            if self.text[self.at] != ",":
                raise JSONDecodeError("Unexpected character found when decoding array value (2)")
            self.at += 1

    def object(self):
        self.at += 1
        found = {}
        self.blank()
        if self.text[self.at] == "}":
            self.at += 1
            return found
        while True:
            self.blank()
            if self.text[self.at] != '"':
                if self.at >= len(self.text) - 1 or self.text[self.at] not in "}":
                    raise JSONDecodeError("Expected object or value")
                raise JSONDecodeError("Key name of object must be 'string' when decoding 'object'")
            key = self.string()
            self.blank()
            if self.text[self.at] != ":":
                raise JSONDecodeError("No ':' found when decoding object value")
            self.at += 1
            found[key] = self.value()
            self.blank()
            if self.text[self.at] == "}":
                self.at += 1
                return found
            if self.text[self.at] != ",":
                raise JSONDecodeError("Unexpected character found when decoding object value")
            self.at += 1
