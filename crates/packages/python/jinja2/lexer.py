"""Cuts a template into tokens: text, and what stands between the marks."""

import re

from .exceptions import TemplateSyntaxError

_NEWLINE = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"\s+")
_FLOAT = re.compile(r"(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+\-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)")
_INTEGER = re.compile(
    r"0b(?:_?[0-1])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*", re.IGNORECASE
)
_NAME = re.compile(r"\w+")
_STRING = re.compile(r"'[^'\\]*(?:\\.[^'\\]*)*'|\"[^\"\\]*(?:\\.[^\"\\]*)*\"", re.DOTALL)
_OPERATOR = re.compile(r"//|\*\*|==|!=|>=|<=|[+\-/*%~\[\](){}><=.:|,;]")
_ESCAPE = re.compile(
    r"\\(?:\n|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(['\"\\abfnrtv])|([xuU]))"
)
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

OPERATORS = {
    "+": "add",
    "-": "sub",
    "/": "div",
    "//": "floordiv",
    "*": "mul",
    "%": "mod",
    "**": "pow",
    "~": "tilde",
    "[": "lbracket",
    "]": "rbracket",
    "(": "lparen",
    ")": "rparen",
    "{": "lbrace",
    "}": "rbrace",
    "==": "eq",
    "!=": "ne",
    ">": "gt",
    ">=": "gteq",
    "<": "lt",
    "<=": "lteq",
    "=": "assign",
    ".": "dot",
    ":": "colon",
    "|": "pipe",
    ",": "comma",
    ";": "semicolon",
}
_SIGNS = {kind: sign for sign, kind in OPERATORS.items()}
_DESCRIPTIONS = {
    "comment_begin": "begin of comment",
    "block_begin": "begin of statement block",
    "block_end": "end of statement block",
    "variable_begin": "begin of print statement",
    "variable_end": "end of print statement",
    "data": "template data / text",
    "eof": "end of template",
}
_CLOSING = {"{": "}", "(": ")", "[": "]"}


def describe(kind):
    """A kind of token in words."""
    return _SIGNS.get(kind) or _DESCRIPTIONS.get(kind, kind)


class Token:
    """A token: its line, its kind and its value."""

    __slots__ = ("lineno", "type", "value")

    def __init__(self, lineno, type, value):
        self.lineno = lineno
        self.type = type
        self.value = value

    def test(self, rule):
        """Is it of this kind, or the name after `name:`?"""
        return self.type == rule or (rule.startswith("name:") and self.type == "name" and self.value == rule[5:])

    def test_any(self, *rules):
        return any(self.test(rule) for rule in rules)

    def describe(self):
        return self.value if self.type == "name" else describe(self.type)


class Lexer:
    """The tokens of one template."""

    def __init__(self, environment, source, name=None, filename=None):
        self.env = environment
        self.name = name
        self.filename = filename
        lines = _NEWLINE.split(source)
        if not environment.keep_trailing_newline and lines[-1] == "":
            del lines[-1]
        self.source = "\n".join(lines)
        self.at = 0
        self.line = 1
        self.tokens = []
        self.starts = self._start_pattern()

    def fail(self, message, line=None):
        raise TemplateSyntaxError(message, self.line if line is None else line, self.name, self.filename)

    def _start_pattern(self):
        env = self.env
        marks = [
            (len(env.comment_start_string), "comment", re.escape(env.comment_start_string)),
            (len(env.block_start_string), "block", re.escape(env.block_start_string)),
            (len(env.variable_start_string), "variable", re.escape(env.variable_start_string)),
        ]
        if env.line_statement_prefix is not None:
            marks.append(
                (len(env.line_statement_prefix), "line", r"^[ \t\v]*" + re.escape(env.line_statement_prefix))
            )
        if env.line_comment_prefix is not None:
            marks.append(
                (len(env.line_comment_prefix), "linecomment", r"(?:^|(?<=\S))[^\S\r\n]*" + re.escape(env.line_comment_prefix))
            )
        # The longest mark is tried first, so that one may begin with another.
        marks.sort(key=lambda mark: mark[:2], reverse=True)
        end = re.escape(env.block_end_string)
        raw = rf"(?P<raw>{re.escape(env.block_start_string)}[-+]?\s*raw\s*(?:-{end}\s*|{end}))"
        rest = "|".join(f"(?P<{kind}>{pattern}[-+]?)" for _, kind, pattern in marks)
        return re.compile(f"{raw}|{rest}", re.MULTILINE)

    def tokenize(self):
        """All tokens, the end of the template last."""
        source = self.source
        while self.at < len(source):
            match = self.starts.search(source, self.at)
            if match is None:
                self._text(source[self.at :], "", "")
                self.at = len(source)
                break
            kind = match.lastgroup
            self._text(source[self.at : match.start()], self._sign(match, kind), kind)
            self._advance(match.end())
            if kind == "raw":
                self._raw()
            elif kind == "comment":
                self._comment()
            elif kind == "linecomment":
                end = source.find("\n", self.at)
                self._advance(len(source) if end < 0 else end)
            else:
                self._inside(kind)
        self.tokens.append(Token(self.line, "eof", ""))
        return self.tokens

    def _sign(self, match, kind):
        if kind == "raw":
            return match[0][len(self.env.block_start_string)]
        return match[0][-1] if kind != "linecomment" else ""

    def _advance(self, to):
        self.line += self.source.count("\n", self.at, to)
        self.at = to

    def _text(self, text, sign, kind):
        """Text before a mark: the mark may take the space before it."""
        line = self.line
        if sign == "-":
            text_kept = text.rstrip()
        elif sign != "+" and self.env.lstrip_blocks and kind and kind != "variable":
            start = text.rfind("\n") + 1
            # Only what stands alone on its line gives up its indentation.
            is_at_line_start = start > 0 or self.at == 0 or self.source[self.at - 1] == "\n"
            text_kept = text[:start] if is_at_line_start and not text[start:].strip() else text
        else:
            text_kept = text
        if text_kept:
            if self.env.newline_sequence != "\n":
                text_kept = text_kept.replace("\n", self.env.newline_sequence)
            self.tokens.append(Token(line, "data", text_kept))
        self._advance(self.at + len(text))

    def _suffix(self):
        return r"\n?" if self.env.trim_blocks else ""

    def _raw(self):
        start, end = re.escape(self.env.block_start_string), re.escape(self.env.block_end_string)
        pattern = re.compile(
            rf"{start}([-+]?)\s*endraw\s*(?:\+{end}|-{end}\s*|{end}{self._suffix()})", re.DOTALL
        )
        match = pattern.search(self.source, self.at)
        if match is None:
            self.fail("Missing end of raw directive")
        self._text(self.source[self.at : match.start()], match[1], "raw")
        self._advance(match.end())

    def _comment(self):
        end = re.escape(self.env.comment_end_string)
        match = re.compile(rf"\+{end}|-{end}\s*|{end}{self._suffix()}").search(self.source, self.at)
        if match is None:
            self.fail("Missing end of comment tag")
        self._advance(match.end())

    def _inside(self, kind):
        """The tokens between a mark and its end."""
        name = "variable" if kind == "variable" else "block"
        self.tokens.append(Token(self.line, f"{name}_begin", ""))
        if kind == "line":
            end = re.compile(r"\s*(?:\n|$)")
        elif kind == "block":
            mark = re.escape(self.env.block_end_string)
            end = re.compile(rf"\+{mark}|-{mark}\s*|{mark}{self._suffix()}")
        else:
            mark = re.escape(self.env.variable_end_string)
            end = re.compile(rf"-{mark}\s*|{mark}")
        source, open_ = self.source, []
        while True:
            match = None if open_ else end.match(source, self.at)
            if match:
                self.tokens.append(Token(self.line, f"{name}_end", ""))
                self._advance(match.end())
                return
            if self.at >= len(source):
                return
            self._one(open_)

    def _one(self, open_):
        source, at, line = self.source, self.at, self.line
        match = _SPACE.match(source, at)
        if match:
            self._advance(match.end())
            return
        match = _FLOAT.match(source, at)
        if match:
            self._add("float", float(match[0].replace("_", "")), match)
            return
        match = _INTEGER.match(source, at)
        if match:
            self._add("integer", int(match[0].replace("_", ""), 0), match)
            return
        match = _NAME.match(source, at)
        if match:
            if not match[0].isidentifier():
                self.fail("Invalid character in identifier")
            self._add("name", match[0], match)
            return
        match = _STRING.match(source, at)
        if match:
            self._add("string", self._unescaped(match[0][1:-1]), match)
            return
        match = _OPERATOR.match(source, at)
        if match is None:
            self.fail(f"unexpected char {source[at]!r} at {at}", line)
        sign = match[0]
        if sign in _CLOSING:
            open_.append(_CLOSING[sign])
        elif sign in "})]":
            if not open_:
                self.fail(f"unexpected '{sign}'")
            expected = open_.pop()
            if expected != sign:
                self.fail(f"unexpected '{sign}', expected '{expected}'")
        self._add(OPERATORS[sign], sign, match)

    def _add(self, kind, value, match):
        self.tokens.append(Token(self.line, kind, value))
        self._advance(match.end())

    def _unescaped(self, text):
        if "\\" not in text:
            return text

        def char(match):
            octal, two, four, eight, simple, broken = match.groups()
            if broken:
                digits = {"x": "\\xXX", "u": "\\uXXXX", "U": "\\UXXXXXXXX"}[broken]
                self.fail(f"truncated {digits} escape")
            if simple:
                return _SIMPLE.get(simple, simple)
            number = int(octal, 8) if octal else int(two or four or eight or "0", 16)
            return "" if match[0] == "\\\n" else chr(number)

        return _ESCAPE.sub(char, text)
