"""Reading TOML: `load` and `loads`."""

import re

__all__ = ("loads", "load", "TOMLDecodeError")

_MISSING = object()
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_NUMBER = re.compile(
    r"0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*"
    r"|[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)"
)
_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_LOCAL_TIME = re.compile(_TIME)
_DATETIME = re.compile(
    r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    rf"(?:[Tt ]{_TIME}(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?"
)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_CONTROL = frozenset(chr(code) for code in (*range(32), 127)) - {"\t"}
_END_OF_BASIC = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')


class TOMLDecodeError(ValueError):
    """The text isn't TOML: `msg`, and where."""

    def __init__(self, msg="", doc="", pos=0):
        before = doc[:pos]
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = before.count("\n") + 1
        self.colno = pos - before.rfind("\n")
        where = "end of document" if pos >= len(doc) else f"line {self.lineno}, column {self.colno}"
        super().__init__(f"{msg} (at {where})")


def load(fp, /, *, parse_float=float):
    """Read a file that is open for bytes."""
    text = fp.read()
    try:
        text = text.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """Read a text."""
    try:
        text = s.replace("\r\n", "\n")
    except (AttributeError, TypeError):
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'") from None
    return _Parser(text, parse_float).document()


class _Parser:
    """A text and the place up to which it has been read."""

    def __init__(self, text, parse_float):
        self.text = text
        self.at = 0
        self.parse_float = parse_float
        self.root = {}
        # What has been said of tables, by their ids: those with a header of their own, and those that nothing may be added to.
        self.declared = set()
        self.closed = set()
        self.dotted = set()
        self.arrays = set()

    def fail(self, message, at=None):
        return TOMLDecodeError(message, self.text, self.at if at is None else at)

    def peek(self, count=1):
        return self.text[self.at : self.at + count]

    def blanks(self):
        while self.peek() in (" ", "\t") and self.at < len(self.text):
            self.at += 1

    def comment(self):
        if self.peek() != "#":
            return
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        self.check(self.at + 1, end, _CONTROL)
        self.at = end

    def lines(self):
        """Blanks, comments and ends of lines: inside of arrays."""
        while True:
            before = self.at
            while self.at < len(self.text) and self.text[self.at] in " \t\n":
                self.at += 1
            self.comment()
            if self.at == before:
                return

    def document(self):
        table, header = self.root, ()
        while True:
            self.blanks()
            char = self.peek()
            if char == "[":
                array = self.peek(2) == "[["
                table, header = self.header(array)
                self.blanks()
            elif char not in ("", "\n", "#"):
                if char not in "\"'" and not _BARE.match(char):
                    raise self.fail("Invalid statement")
                self.pair(table, header)
                self.blanks()
            self.comment()
            if self.at >= len(self.text):
                return self.root
            if self.peek() != "\n":
                raise self.fail("Expected newline or end of document after a statement")
            self.at += 1

    def header(self, array):
        self.at += 2 if array else 1
        self.blanks()
        parts = self.key()
        table = self.root
        for part in parts[:-1]:
            table = table.setdefault(part, {})
            if isinstance(table, list) and id(table) in self.arrays:
                table = table[-1]
            if not isinstance(table, dict):
                raise self.fail("Cannot overwrite a value")
            if id(table) in self.closed:
                what = "Cannot mutate immutable namespace {}" if array else "Cannot declare {} twice"
                raise self.fail(what.format(parts))
        found = table.get(parts[-1], _MISSING)
        if array:
            if found is _MISSING:
                found = table[parts[-1]] = []
                self.arrays.add(id(found))
            elif not isinstance(found, list):
                raise self.fail("Cannot overwrite a value")
            elif id(found) not in self.arrays:
                raise self.fail(f"Cannot mutate immutable namespace {parts}")
            found.append({})
            made = found[-1]
        else:
            if found is _MISSING:
                found = table[parts[-1]] = {}
            elif isinstance(found, dict):
                if id(found) in self.declared or id(found) in self.closed or id(found) in self.dotted:
                    raise self.fail(f"Cannot declare {parts} twice")
            elif isinstance(found, list) and id(found) in self.arrays:
                raise self.fail(f"Cannot declare {parts} twice")
            else:
                raise self.fail("Cannot overwrite a value")
            made = found
        closing = "]]" if array else "]"
        if self.peek(len(closing)) != closing:
            kind = "an array declaration" if array else "a table declaration"
            raise self.fail(f"Expected '{closing}' at the end of {kind}")
        self.declared.add(id(made))
        self.at += len(closing)
        return made, parts

    def key(self):
        """A key with dots: its parts."""
        parts = [self.key_part()]
        self.blanks()
        while self.peek() == ".":
            self.at += 1
            self.blanks()
            parts.append(self.key_part())
            self.blanks()
        return tuple(parts)

    def key_part(self):
        char = self.peek()
        found = _BARE.match(self.text, self.at)
        if found:
            self.at = found.end()
            return found.group()
        if char == "'":
            return self.literal()
        if char == '"':
            return self.basic()
        raise self.fail("Invalid initial character for a key part")

    def key_and_value(self):
        parts = self.key()
        if self.peek() != "=":
            raise self.fail("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.blanks()
        return parts, self.value()

    def pair(self, table, header):
        parts, value = self.key_and_value()
        inner = table
        for part in parts[:-1]:
            known = part in inner
            inner = inner.setdefault(part, {})
            if not isinstance(inner, dict):
                raise self.fail("Cannot overwrite a value")
            if known and id(inner) in self.closed:
                raise self.fail(f"Cannot mutate immutable namespace {parts[:-1]}")
            if known and id(inner) in self.declared:
                raise self.fail(f"Cannot redefine namespace {header + parts[:-1]}")
            self.dotted.add(id(inner))
        if parts[-1] in inner:
            raise self.fail("Cannot overwrite a value")
        inner[parts[-1]] = value

    def value(self):
        char = self.peek()
        text, at = self.text, self.at
        if char == '"':
            return self.long('"""') if self.peek(3) == '"""' else self.basic()
        if char == "'":
            return self.long("'''") if self.peek(3) == "'''" else self.literal()
        for word, value in (("true", True), ("false", False)):
            if text.startswith(word, at):
                self.at += len(word)
                return value
        if char == "[":
            return self.array()
        if char == "{":
            return self.inline()
        found = _DATETIME.match(text, at)
        if found:
            self.at = found.end()
            return self.moment(found, at)
        found = _LOCAL_TIME.match(text, at)
        if found:
            from datetime import time

            self.at = found.end()
            hour, minute, second, fraction = found.groups()
            return time(int(hour), int(minute), int(second), int((fraction or "0").ljust(6, "0")))
        found = _NUMBER.match(text, at)
        if found:
            self.at = found.end()
            digits = found.group().replace("_", "")
            if found.group("float"):
                return self.parse_float(digits)
            return int(digits, 0 if digits[1:2] in ("x", "o", "b") else 10)
        for word in ("inf", "nan", "+inf", "-inf", "+nan", "-nan"):
            if text.startswith(word, at):
                self.at += len(word)
                return self.parse_float(word)
        raise self.fail("Invalid value")

    def moment(self, found, at):
        from datetime import date, datetime, timedelta, timezone

        year, month, day, hour, minute, second, fraction, zulu, sign, hours, minutes = found.groups()
        try:
            if hour is None:
                return date(int(year), int(month), int(day))
            zone = None
            if zulu:
                zone = timezone.utc
            elif sign:
                offset = timedelta(hours=int(hours), minutes=int(minutes))
                zone = timezone(offset if sign == "+" else -offset)
            parts = [int(part) for part in (year, month, day, hour, minute, second)]
            return datetime(*parts, int((fraction or "0").ljust(6, "0")), tzinfo=zone)
        except ValueError as exc:
            raise self.fail("Invalid date or datetime", at) from exc

    def array(self):
        self.at += 1
        found = []
        self.lines()
        while self.peek() != "]":
            found.append(self.value())
            self.lines()
            if self.peek() == "]":
                break
            if self.peek() != ",":
                raise self.fail("Unclosed array")
            self.at += 1
            self.lines()
        self.at += 1
        return found

    def inline(self):
        self.at += 1
        found = {}
        self.blanks()
        if self.peek() == "}":
            self.at += 1
        else:
            while True:
                self.inline_pair(found)
                self.blanks()
                if self.peek() == "}":
                    self.at += 1
                    break
                if self.peek() != ",":
                    raise self.fail("Unclosed inline table")
                self.at += 1
                self.blanks()
        self.close(found)
        return found

    def inline_pair(self, table):
        parts, value = self.key_and_value()
        for part in parts[:-1]:
            table = table.setdefault(part, {})
            if not isinstance(table, dict):
                raise self.fail("Cannot overwrite a value")
            if id(table) in self.closed:
                raise self.fail(f"Cannot mutate immutable namespace {parts[:-1]}")
        if parts[-1] in table:
            raise self.fail(f"Duplicate inline table key {parts[-1]!r}")
        table[parts[-1]] = value

    def close(self, table):
        """Nothing may be added to a table that was written in one line."""
        self.closed.add(id(table))
        for value in table.values():
            if isinstance(value, dict):
                self.close(value)

    def literal(self):
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise self.fail('Expected "\'"', len(self.text))
        found = self.text[self.at + 1 : end]
        self.check(self.at + 1, end, _CONTROL)
        self.at = end + 1
        return found

    def check(self, start, end, illegal):
        for position in range(start, end):
            if self.text[position] in illegal:
                raise self.fail(f"Found invalid character {self.text[position]!r}", position)

    def basic(self):
        self.at += 1
        return self.escaped('"', False)

    def escaped(self, closing, multiline):
        parts = []
        while True:
            found = _END_OF_BASIC.search(self.text, self.at)
            if found is None:
                raise self.fail("Unterminated string", len(self.text))
            parts.append(self.text[self.at : found.start()])
            self.at = found.start()
            char = found.group()
            if char == '"':
                if self.text.startswith(closing, self.at):
                    self.at += len(closing)
                    return "".join(parts)
                parts.append(char)
                self.at += 1
            elif char == "\\":
                parts.append(self.escape(multiline))
            elif char == "\n" and multiline:
                parts.append(char)
                self.at += 1
            else:
                raise self.fail(f"Illegal character {char!r}")

    def escape(self, multiline):
        start = self.at
        char = self.text[start + 1 : start + 2]
        self.at += 2
        if multiline and char in (" ", "\t", "\n") and char:
            if char != "\n":
                self.blanks()
                if self.peek() == "":
                    return ""
                if self.peek() != "\n":
                    raise self.fail("Unescaped '\\' in a string")
                self.at += 1
            while self.at < len(self.text) and self.text[self.at] in " \t\n":
                self.at += 1
            return ""
        if char in ("u", "U"):
            return self.code_point(4 if char == "u" else 8)
        if char in _ESCAPES:
            return _ESCAPES[char]
        if not char:
            raise self.fail("Unterminated string", len(self.text))
        raise self.fail("Unescaped '\\' in a string")

    def code_point(self, length):
        digits = self.peek(length)
        if len(digits) != length or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
            raise self.fail("Invalid hex value")
        self.at += length
        code = int(digits, 16)
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            raise self.fail("Escaped character is not a Unicode scalar value")
        return chr(code)

    def long(self, closing):
        """A string of several lines; quotes right before its end belong to it."""
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        if closing == '"""':
            found = self.escaped(closing, True)
        else:
            end = self.text.find(closing, self.at)
            if end < 0:
                raise self.fail(f"Expected {closing!r}", len(self.text))
            self.check(self.at, end, _CONTROL - {"\n"})
            found = self.text[self.at : end]
            self.at = end + 3
        for _ in range(2):
            if self.peek() == closing[0]:
                self.at += 1
                found += closing[0]
        return found
