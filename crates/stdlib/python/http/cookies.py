"""Cookies: reading the header and writing it."""

__all__ = ["CookieError", "BaseCookie", "SimpleCookie", "Morsel"]

_LEGAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~:")
_UNQUOTED = _LEGAL | frozenset("()/<=>?@[]{}")
_RESERVED = {
    "expires": "expires",
    "path": "Path",
    "comment": "Comment",
    "domain": "Domain",
    "max-age": "Max-Age",
    "secure": "Secure",
    "httponly": "HttpOnly",
    "version": "Version",
    "samesite": "SameSite",
    "partitioned": "Partitioned",
}
_FLAGS = frozenset(("secure", "httponly", "partitioned"))


class CookieError(Exception):
    """A name or an attribute that a cookie can't have."""


def _quote(text):
    if text is None or text and all([char in _LEGAL for char in text]):
        return text
    out = []
    for char in text:
        if char == '"' or char == "\\":
            out.append("\\" + char)
        elif char in _UNQUOTED or char == " ":
            out.append(char)
        elif ord(char) < 256:
            out.append(f"\\{ord(char):03o}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def _is_token(char):
    return char.isascii() and (char.isalnum() or char in "!#%&'~_`><@,:/$*+-.^|)(?}{=")


def _unquote(text):
    if text is None or len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    text = text[1:-1]
    out = []
    at = 0
    while at < len(text):
        if text[at] != "\\" or at + 1 == len(text):
            out.append(text[at])
            at += 1
        elif len(text) - at >= 4 and text[at + 1] in "0123" and text[at + 2 : at + 4].isdigit():
            try:
                out.append(chr(int(text[at + 1 : at + 4], 8)))
                at += 4
            except ValueError:
                out.append(text[at + 1])
                at += 2
        else:
            out.append(text[at + 1])
            at += 2
    return "".join(out)


class Morsel(dict):
    """One cookie: a name, a value and its attributes."""

    _reserved = _RESERVED
    _flags = _FLAGS

    def __init__(self):
        self._key = self._value = self._coded_value = None
        for name in _RESERVED:
            dict.__setitem__(self, name, "")

    key = property(lambda self: self._key)
    value = property(lambda self: self._value)
    coded_value = property(lambda self: self._coded_value)

    def __setitem__(self, name, value):
        name = name.lower()
        if name not in _RESERVED:
            raise CookieError(f"Invalid attribute {name!r}")
        dict.__setitem__(self, name, value)

    def setdefault(self, key, val=None):
        key = key.lower()
        if key not in _RESERVED:
            raise CookieError(f"Invalid attribute {key!r}")
        return dict.setdefault(self, key, val)

    def update(self, values):
        for key, value in dict(values).items():
            self[key] = value

    def isReservedKey(self, name):
        return name.lower() in _RESERVED

    def set(self, key, val, coded_val):
        if key.lower() in _RESERVED:
            raise CookieError(f"Attempt to set a reserved key {key!r}")
        if not key or not all([char in _LEGAL for char in key]):
            raise CookieError(f"Illegal key {key!r}")
        self._key, self._value, self._coded_value = key, val, coded_val

    def __eq__(self, other):
        if not isinstance(other, Morsel):
            return NotImplemented
        return (
            self._key == other._key
            and self._value == other._value
            and self._coded_value == other._coded_value
            and dict.__eq__(self, other)
        )

    __hash__ = None

    def copy(self):
        new = Morsel()
        dict.update(new, self)
        new._key, new._value, new._coded_value = self._key, self._value, self._coded_value
        return new

    def output(self, attrs=None, header="Set-Cookie:"):
        return f"{header} {self.OutputString(attrs)}"

    __str__ = output

    def __repr__(self):
        return f"<{type(self).__name__}: {self.OutputString()}>"

    def OutputString(self, attrs=None):
        out = [f"{self._key}={self._coded_value}"]
        for name, value in sorted(self.items()):
            if value == "" or attrs is not None and name not in attrs:
                continue
            shown = _RESERVED[name]
            if name == "expires" and isinstance(value, int):
                from email.utils import formatdate
                from time import time

                date = formatdate(time() + value, usegmt=True)
                out.append(f"{shown}={date}")
            elif name == "max-age" and isinstance(value, int):
                out.append(f"{shown}={value}")
            elif name == "comment" and isinstance(value, str):
                out.append(f"{shown}={_quote(value)}")
            elif name in _FLAGS:
                if value:
                    out.append(shown)
            else:
                out.append(f"{shown}={value}")
        return "; ".join(out)


class BaseCookie(dict):
    """Cookies by name."""

    def value_decode(self, val):
        return val, val

    def value_encode(self, val):
        text = str(val)
        return text, text

    def __init__(self, input=None):
        if input:
            self.load(input)

    def _set(self, key, real_value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, real_value, coded_value)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self._set(key, *self.value_encode(value))

    def output(self, attrs=None, header="Set-Cookie:", sep="\r\n"):
        return sep.join([morsel.output(attrs, header) for _, morsel in sorted(self.items())])

    __str__ = output

    def __repr__(self):
        shown = " ".join([f"{key}={morsel.value!r}" for key, morsel in sorted(self.items())])
        return f"<{type(self).__name__}: {shown}>"

    def load(self, rawdata):
        if isinstance(rawdata, str):
            self._parse(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def _parse(self, text):
        # What comes before a part that can't be read is kept; a part without a value spoils all.
        parsed = []
        seen_name = False
        at, end = 0, len(text)
        while at < end:
            while at < end and text[at] in " \t\r\n":
                at += 1
            start = at
            while at < end and text[at] != "=" and _is_token(text[at]):
                at += 1
            key = text[start:at]
            if not key:
                break
            while at < end and text[at] in " \t":
                at += 1
            value = None
            if at < end and text[at] == "=":
                at += 1
                while at < end and text[at] in " \t":
                    at += 1
                start = at
                if at < end and text[at] == '"':
                    at += 1
                    while at < end and text[at] != '"':
                        at += 2 if text[at] == "\\" else 1
                    at = min(at + 1, end)
                else:
                    if key.lower() == "expires":
                        comma = text.find(",", at)
                        if 0 <= comma <= at + 9:
                            at = comma + 1
                        while at < end and text[at] != ";":
                            at += 1
                    while at < end and (_is_token(text[at]) or text[at] in "[]"):
                        at += 1
                value = text[start:at]
            stop = at
            while at < end and text[at] in " \t\r\n":
                at += 1
            if at < end:
                if text[at] == ";":
                    at += 1
                elif at == stop:
                    break
            if key[0] == "$":
                if seen_name:
                    parsed.append((key[1:], True, value))
            elif key.lower() in _RESERVED:
                if not seen_name:
                    return
                if value is None:
                    if key.lower() in _FLAGS:
                        parsed.append((key, True, True))
                    else:
                        return
                else:
                    parsed.append((key, True, _unquote(value)))
            elif value is not None:
                parsed.append((key, False, self.value_decode(value)))
                seen_name = True
            else:
                return
        morsel = None
        for key, is_attribute, value in parsed:
            if is_attribute:
                morsel[key] = value
            else:
                self._set(key, *value)
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Cookies whose values are text, quoted where it has to be."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
