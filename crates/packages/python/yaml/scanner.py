"""Turns the text of a stream into tokens; where indentation changes, blocks begin and end."""

import re

from .error import BREAKS, Mark, ReaderError, ScannerError

SPACES = "\0 \t" + BREAKS
_PLAIN_BLOCK = re.compile(rf"(?:[^\0 \t{BREAKS}:]|:(?![\0 \t{BREAKS}]))+")
_PLAIN_FLOW = re.compile(rf"(?:[^\0 \t{BREAKS}:,?\[\]{{}}]|:(?![\0 \t{BREAKS},\[\]{{}}]))+")
_REST = re.compile(rf"[^\0{BREAKS}]*")
_QUOTED = re.compile(rf"[^'\"\\\0 \t{BREAKS}]+")
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_URI = re.compile(r"[0-9A-Za-z\-;/?:@&=+$,_.!~*'()\[\]%]*")
_ESCAPES = dict(zip("0abt\tnvfre \"\\/N_LP", "\0\a\b\t\t\n\v\f\r\x1b \"\\/\x85\xa0\u2028\u2029"))
_CODES = {"x": 2, "u": 4, "U": 8}


class Token:
    """A token: what it is, where it stands, and what it says."""

    __slots__ = ("id", "start", "end", "value", "is_plain", "style")

    def __init__(self, id, start, end, value=None, is_plain=False, style=None):
        self.id = id
        self.start = start
        self.end = end
        self.value = value
        self.is_plain = is_plain
        self.style = style


class _Key:
    """A place where a key may have begun."""

    def __init__(self, number, required, mark):
        self.number = number
        self.required = required
        self.mark = mark


class Scanner:
    """The tokens of a text, made as they are asked for."""

    def __init__(self, stream):
        text, self.name, self.has_snippets = _text_of(stream)
        bad = _NOT_ALLOWED.search(text)
        if bad and not (bad.start() == 0 and bad[0] == "\ufeff"):
            raise ReaderError(
                self.name, bad.start(), ord(bad[0]), "unicode", "special characters are not allowed"
            )
        self.text = text.removeprefix("\ufeff") + "\0"
        self.at = self.line = self.column = 0
        self.tokens = []
        self.taken = 0
        self.done = False
        self.flow_level = 0
        self.indent = -1
        self.indents = []
        self.allow_key = True
        self.keys = {}

    # -- for the parser ----------------------------------------------------------------------------------------------

    def peek(self):
        """The next token."""
        while self._needs_more():
            self._fetch()
        return self.tokens[0]

    def get(self):
        token = self.peek()
        self.taken += 1
        return self.tokens.pop(0)

    def _needs_more(self):
        if self.done:
            return False
        if not self.tokens:
            return True
        self._drop_stale_keys()
        return bool(self.keys) and min(key.number for key in self.keys.values()) == self.taken

    # -- the text ----------------------------------------------------------------------------------------------------

    def mark(self):
        return Mark(self.name, self.at, self.line, self.column, self.text if self.has_snippets else None, self.at)

    def _forward(self, count=1):
        self.at += count
        self.column += count

    def _break(self):
        """Step over a line break; returns it as a newline, unless it is a rare one."""
        char = self.text[self.at]
        if char not in BREAKS:
            return ""
        self.at += 2 if self.text.startswith("\r\n", self.at) else 1
        self.line += 1
        self.column = 0
        return char if char in "\u2028\u2029" else "\n"

    def _fail(self, context, start, problem):
        raise ScannerError(context, start, problem, self.mark())

    def _is_separator(self):
        return self.text.startswith(("---", "..."), self.at) and self.text[self.at + 3] in SPACES

    # -- keys and indentation ----------------------------------------------------------------------------------------

    def _drop_stale_keys(self):
        for level, key in list(self.keys.items()):
            if key.mark.line != self.line or self.at - key.mark.index > 1024:
                if key.required:
                    self._fail("while scanning a simple key", key.mark, "could not find expected ':'")
                del self.keys[level]

    def _save_key(self):
        if self.allow_key:
            required = not self.flow_level and self.indent == self.column
            self._remove_key()
            self.keys[self.flow_level] = _Key(self.taken + len(self.tokens), required, self.mark())

    def _remove_key(self):
        key = self.keys.pop(self.flow_level, None)
        if key is not None and key.required:
            self._fail("while scanning a simple key", key.mark, "could not find expected ':'")

    def _unwind(self, column):
        if not self.flow_level:
            while self.indent > column:
                mark = self.mark()
                self.indent = self.indents.pop()
                self.tokens.append(Token("<block end>", mark, mark))

    def _add_indent(self, column):
        if self.indent < column:
            self.indents.append(self.indent)
            self.indent = column
            return True
        return False

    # -- tokens ------------------------------------------------------------------------------------------------------

    def _fetch(self):
        self._skip()
        self._drop_stale_keys()
        self._unwind(self.column)
        text, at = self.text, self.at
        char, after = text[at], text[at + 1 : at + 2] or "\0"
        if char == "\0" and at == len(text) - 1:
            return self._stream_end()
        if self.column == 0:
            if char == "%":
                return self._directive()
            if char in "-." and self._is_separator():
                return self._document("<document start>" if char == "-" else "<document end>")
        if char in "[{":
            self._save_key()
            self.flow_level += 1
            self.allow_key = True
            return self._add(char)
        if char in "]}":
            self._remove_key()
            self.flow_level = max(self.flow_level - 1, 0)
            self.allow_key = False
            return self._add(char)
        if char == ",":
            self.allow_key = True
            self._remove_key()
            return self._add(",")
        is_apart = after in SPACES
        if char == "-" and is_apart:
            return self._entry()
        if char == "?" and (self.flow_level or is_apart):
            return self._question()
        if char == ":" and (self.flow_level or is_apart):
            return self._colon()
        if char in "*&!":
            self._save_key()
            self.allow_key = False
            return self.tokens.append(self._tag() if char == "!" else self._anchor(char))
        if char in "|>" and not self.flow_level:
            self.allow_key = True
            self._remove_key()
            return self.tokens.append(self._block_scalar(char))
        if char in "'\"":
            self._save_key()
            self.allow_key = False
            return self.tokens.append(self._quoted(char))
        if char not in SPACES + "-?:,[]{}#&*!|>'\"%@`" or (
            not is_apart and (char == "-" or (not self.flow_level and char in "?:"))
        ):
            self._save_key()
            self.allow_key = False
            return self.tokens.append(self._plain())
        self._fail("while scanning for the next token", None, f"found character {char!r} that cannot start any token")

    def _add(self, id, length=1):
        start = self.mark()
        self._forward(length)
        self.tokens.append(Token(id, start, self.mark()))

    def _skip(self):
        text = self.text
        while True:
            while text[self.at] == " ":
                self._forward()
            if text[self.at] == "#":
                self._forward(len(_REST.match(text, self.at)[0]))
            if not self._break():
                return
            if not self.flow_level:
                self.allow_key = True

    def _stream_end(self):
        self._unwind(-1)
        self._remove_key()
        self.allow_key = False
        self.keys = {}
        mark = self.mark()
        self.tokens.append(Token("<stream end>", mark, mark))
        self.done = True

    def _document(self, id):
        self._unwind(-1)
        self._remove_key()
        self.allow_key = False
        self._add(id, 3)

    def _entry(self):
        if not self.flow_level:
            if not self.allow_key:
                self._fail(None, None, "sequence entries are not allowed here")
            if self._add_indent(self.column):
                self.tokens.append(Token("<block sequence start>", self.mark(), self.mark()))
        self.allow_key = True
        self._remove_key()
        self._add("-")

    def _question(self):
        if not self.flow_level:
            if not self.allow_key:
                self._fail(None, None, "mapping keys are not allowed here")
            if self._add_indent(self.column):
                self.tokens.append(Token("<block mapping start>", self.mark(), self.mark()))
        self.allow_key = not self.flow_level
        self._remove_key()
        self._add("?")

    def _colon(self):
        key = self.keys.pop(self.flow_level, None)
        if key is not None:
            place = key.number - self.taken
            self.tokens.insert(place, Token("?", key.mark, key.mark))
            if not self.flow_level and self._add_indent(key.mark.column):
                self.tokens.insert(place, Token("<block mapping start>", key.mark, key.mark))
            self.allow_key = False
        else:
            if not self.flow_level:
                if not self.allow_key:
                    self._fail(None, None, "mapping values are not allowed here")
                if self._add_indent(self.column):
                    self.tokens.append(Token("<block mapping start>", self.mark(), self.mark()))
            self.allow_key = not self.flow_level
            self._remove_key()
        self._add(":")

    def _directive(self):
        self._unwind(-1)
        self._remove_key()
        self.allow_key = False
        start = self.mark()
        line = _REST.match(self.text, self.at)[0]
        self._forward(len(line))
        end = self.mark()
        words = line[1:].partition(" #")[0].split()
        if not words:
            char = self.text[start.index + 1]
            self._fail(
                "while scanning a directive", start, f"expected alphabetic or numeric character, but found {char!r}"
            )
        self.tokens.append(Token("<directive>", start, end, words))

    def _anchor(self, char):
        kind, id = ("alias", "<alias>") if char == "*" else ("anchor", "<anchor>")
        start = self.mark()
        self._forward()
        match = re.compile(r"[0-9A-Za-z_-]*").match(self.text, self.at)
        self._forward(len(match[0]))
        char = self.text[self.at]
        if not match[0] or char not in SPACES + "?:,]}%@`":
            self._fail(
                f"while scanning an {kind}", start, f"expected alphabetic or numeric character, but found {char!r}"
            )
        return Token(id, start, self.mark(), match[0])

    def _tag(self):
        start = self.mark()
        text = self.text
        if text[self.at + 1] == "<":
            handle = None
            self._forward(2)
            suffix = self._uri("tag", start)
            if text[self.at] != ">":
                self._fail("while parsing a tag", start, f"expected '>', but found {text[self.at]!r}")
            self._forward()
        elif text[self.at + 1] in SPACES:
            handle, suffix = None, "!"
            self._forward()
        else:
            match = re.compile(r"![0-9A-Za-z_-]*!").match(text, self.at)
            handle = match[0] if match else "!"
            self._forward(len(handle))
            suffix = self._uri("tag", start)
        char = text[self.at]
        if char not in SPACES and not (self.flow_level and char == ","):
            self._fail("while scanning a tag", start, f"expected ' ', but found {char!r}")
        return Token("<tag>", start, self.mark(), (handle, suffix))

    def _uri(self, name, start):
        from urllib.parse import unquote

        found = _URI.match(self.text, self.at)[0]
        if not found:
            self._fail(f"while parsing a {name}", start, f"expected URI, but found {self.text[self.at]!r}")
        self._forward(len(found))
        return unquote(found)

    # -- scalars -----------------------------------------------------------------------------------------------------

    def _block_scalar(self, style):
        text = self.text
        start = self.mark()
        self._forward()
        chomping, increment = self._block_header(start)
        indent = max(self.indent + 1, 1)
        if increment is None:
            breaks, deepest, end = self._first_breaks()
            indent = max(indent, deepest)
        else:
            indent += increment - 1
            breaks, end = self._block_breaks(indent)
        parts = []
        line_break = ""
        while self.column == indent and text[self.at] != "\0":
            parts += breaks
            leads_with_text = text[self.at] not in " \t"
            line = _REST.match(text, self.at)[0]
            parts.append(line)
            self._forward(len(line))
            line_break = self._break()
            breaks, end = self._block_breaks(indent)
            if self.column != indent or text[self.at] == "\0":
                break
            if style == ">" and line_break == "\n" and leads_with_text and text[self.at] not in " \t":
                if not breaks:
                    parts.append(" ")
            else:
                parts.append(line_break)
        if chomping is not False:
            parts.append(line_break)
        if chomping is True:
            parts += breaks
        return Token("<scalar>", start, end, "".join(parts), False, style)

    def _block_header(self, start):
        context = "while scanning a block scalar"
        chomping = increment = None
        for _ in range(2):
            char = self.text[self.at]
            if char in "+-" and chomping is None:
                chomping = char == "+"
                self._forward()
            elif char in "0123456789" and increment is None:
                increment = int(char)
                if increment == 0:
                    self._fail(context, start, "expected indentation indicator in the range 1-9, but found 0")
                self._forward()
        char = self.text[self.at]
        if char not in "\0 " + BREAKS:
            self._fail(context, start, f"expected chomping or indentation indicators, but found {char!r}")
        while self.text[self.at] == " ":
            self._forward()
        if self.text[self.at] == "#":
            self._forward(len(_REST.match(self.text, self.at)[0]))
        char = self.text[self.at]
        if char not in "\0" + BREAKS:
            self._fail(context, start, f"expected a comment or a line break, but found {char!r}")
        self._break()
        return chomping, increment

    def _first_breaks(self):
        breaks, deepest, end = [], 0, self.mark()
        while self.text[self.at] in " " + BREAKS:
            if self.text[self.at] == " ":
                self._forward()
                deepest = max(deepest, self.column)
            else:
                breaks.append(self._break())
                end = self.mark()
        return breaks, deepest, end

    def _block_breaks(self, indent):
        breaks, end = [], self.mark()
        while True:
            while self.column < indent and self.text[self.at] == " ":
                self._forward()
            if self.text[self.at] not in BREAKS:
                return breaks, end
            breaks.append(self._break())
            end = self.mark()

    def _quoted(self, quote):
        start = self.mark()
        self._forward()
        parts = []
        self._quoted_text(quote, start, parts)
        while self.text[self.at] != quote:
            self._quoted_spaces(start, parts)
            self._quoted_text(quote, start, parts)
        self._forward()
        return Token("<scalar>", start, self.mark(), "".join(parts), False, quote)

    def _quoted_text(self, quote, start, parts):
        text = self.text
        while True:
            match = _QUOTED.match(text, self.at)
            if match:
                parts.append(match[0])
                self._forward(len(match[0]))
            char = text[self.at]
            if quote == "'":
                if text.startswith("''", self.at):
                    parts.append("'")
                    self._forward(2)
                elif char in '"\\':
                    parts.append(char)
                    self._forward()
                else:
                    return
            elif char == "'":
                parts.append(char)
                self._forward()
            elif char == "\\":
                self._escape(start, parts)
            else:
                return

    def _escape(self, start, parts):
        self._forward()
        char = self.text[self.at]
        context = "while scanning a double-quoted scalar"
        if char in _ESCAPES:
            parts.append(_ESCAPES[char])
            self._forward()
        elif char in _CODES:
            length = _CODES[char]
            self._forward()
            digits = self.text[self.at : self.at + length]
            for digit in digits:
                if digit not in "0123456789ABCDEFabcdef":
                    self._fail(
                        context,
                        start,
                        f"expected escape sequence of {length} hexadecimal numbers, but found {digit!r}",
                    )
            if int(digits, 16) > 0x10FFFF:
                self._fail(context, start, "found an escape of a character that doesn't exist")
            parts.append(chr(int(digits, 16)))
            self._forward(length)
        elif char in BREAKS:
            self._break()
            parts += self._quoted_breaks(start)
        else:
            self._fail(context, start, f"found unknown escape character {char!r}")

    def _quoted_spaces(self, start, parts):
        begin = self.at
        while self.text[self.at] in " \t":
            self._forward()
        char = self.text[self.at]
        if char == "\0":
            self._fail("while scanning a quoted scalar", start, "found unexpected end of stream")
        if char not in BREAKS:
            parts.append(self.text[begin : self.at])
            return
        line_break = self._break()
        breaks = self._quoted_breaks(start)
        if line_break != "\n":
            parts.append(line_break)
        elif not breaks:
            parts.append(" ")
        parts += breaks

    def _quoted_breaks(self, start):
        breaks = []
        while True:
            if self._is_separator():
                self._fail("while scanning a quoted scalar", start, "found unexpected document separator")
            while self.text[self.at] in " \t":
                self._forward()
            if self.text[self.at] not in BREAKS:
                return breaks
            breaks.append(self._break())

    def _plain(self):
        start = end = self.mark()
        pattern = _PLAIN_FLOW if self.flow_level else _PLAIN_BLOCK
        indent = self.indent + 1
        parts, spaces = [], []
        while self.text[self.at] != "#":
            match = pattern.match(self.text, self.at)
            if match is None:
                break
            self.allow_key = False
            parts += spaces
            parts.append(match[0])
            self._forward(len(match[0]))
            end = self.mark()
            spaces = self._plain_spaces()
            if not spaces or self.text[self.at] == "#" or (not self.flow_level and self.column < indent):
                break
        return Token("<scalar>", start, end, "".join(parts), True)

    def _plain_spaces(self):
        begin = self.at
        while self.text[self.at] == " ":
            self._forward()
        if self.text[self.at] not in BREAKS:
            return [self.text[begin : self.at]] if self.at > begin else []
        line_break = self._break()
        self.allow_key = True
        if self._is_separator():
            return []
        breaks = []
        while self.text[self.at] in " " + BREAKS:
            if self.text[self.at] == " ":
                self._forward()
            else:
                breaks.append(self._break())
                if self._is_separator():
                    return []
        if line_break != "\n":
            return [line_break, *breaks]
        return breaks or [" "]


def _text_of(stream):
    """The text of a stream, its name, and whether errors may quote from it."""
    if isinstance(stream, str):
        return stream, "<unicode string>", True
    if isinstance(stream, bytes):
        return _decoded(stream, "<byte string>"), "<byte string>", True
    name = getattr(stream, "name", "<file>")
    data = stream.read()
    return (data if isinstance(data, str) else _decoded(data, name)), name, False


def _decoded(data, name):
    encoding = "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReaderError(name, error.start, data[error.start], encoding, error.reason) from None
