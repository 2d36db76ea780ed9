"""`literal_eval`: the value of a literal in a text, without running anything. Syntax trees themselves aren't here."""

import re as _re

_TOKEN = _re.compile(
    r"""[ \t\r\n\f]*(?:\#[^\n]*[ \t\r\n\f]*)*(?:
    (?P<text>(?:[rR][bB]?|[bB][rR]?|[uU])?(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))
    |(?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?[jJ]?)
    |(?P<name>[^\W\d]\w*)
    |(?P<mark>\.\.\.|[][(){},:+-])
    |(?P<end>\Z)
    |(?P<other>.)
    )""",
    _re.VERBOSE | _re.DOTALL,
)
_NAMES = {"True": True, "False": False, "None": None}


def __getattr__(name):
    from _playground import unsupported

    if name.startswith("__"):
        raise AttributeError(f"module 'ast' has no attribute {name!r}")
    unsupported(f"ast.{name}", "of this module there is only literal_eval()")


class _Reader:
    """Reads one literal. What is no Python at all has been refused before."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.advance()

    def advance(self):
        match = _TOKEN.match(self.text, self.at)
        self.kind = match.lastgroup
        self.token = match.group(self.kind)
        self.line = self.text.count("\n", 0, match.start(self.kind)) + 1
        self.at = match.end()

    def malformed(self, node):
        address = f"0x{id(self):x}"
        return ValueError(f"malformed node or string on line {self.line}: <ast.{node} object at {address}>")

    def take(self, mark):
        if self.kind == "mark" and self.token == mark:
            self.advance()
            return True
        return False

    def whole(self):
        value = self.items_or_one()
        if self.kind != "end":
            raise self.malformed("BinOp")
        return value

    def items_or_one(self):
        """One value, or a tuple without parentheses."""
        value = self.sum()
        if not (self.kind == "mark" and self.token == ","):
            return value
        values = [value]
        while self.take(","):
            if self.kind == "end" or (self.kind == "mark" and self.token == ")"):
                break
            values.append(self.sum())
        return tuple(values)

    def sum(self):
        """A value; a complex number is written as a sum."""
        left = self.signed()
        while self.kind == "mark" and self.token in "+-":
            sign = self.token
            self.advance()
            right = self.value()
            if type(left) not in (int, float) or type(right) is not complex:
                raise self.malformed("BinOp")
            left = left + right if sign == "+" else left - right
        return left

    def signed(self):
        if self.kind == "mark" and self.token in "+-":
            sign = self.token
            self.advance()
            value = self.signed() if self.kind == "mark" else self.value()
            if type(value) not in (int, float, complex):
                raise self.malformed("UnaryOp")
            return value if sign == "+" else -value
        return self.value()

    def value(self):
        kind, token = self.kind, self.token
        if kind == "number":
            self.advance()
            return self.followed(eval(token), "Attribute")
        if kind == "text":
            return self.followed(self.texts(), "Call")
        if kind == "name":
            return self.name()
        if kind == "mark":
            if token == "...":
                self.advance()
                return ...
            if token == "[":
                return self.followed(list(self.items("]")), "Subscript")
            if token == "(":
                return self.followed(self.group(), "Call")
            if token == "{":
                return self.followed(self.braces(), "Subscript")
        raise self.malformed("BinOp")

    def followed(self, value, node):
        """The value, unless something is done with it."""
        if self.kind == "name" or self.kind == "other" or (self.kind == "mark" and self.token in "[({"):
            raise self.malformed("Compare" if self.kind == "name" else "BinOp" if self.kind == "other" and self.token != "." else node)
        return value

    def texts(self):
        found = []
        while self.kind == "text":
            found.append(eval(self.token))
            self.advance()
        return found[0] if len(found) == 1 else type(found[0])().join(found)

    def name(self):
        token = self.token
        self.advance()
        if token in _NAMES:
            return self.followed(_NAMES[token], "Call")
        if self.kind == "mark" and self.token == "(":
            self.advance()
            if token == "set" and self.take(")"):
                return set()
            raise self.malformed("Call")
        if self.kind == "text":
            raise self.malformed("JoinedStr")
        if self.kind == "other" and self.token == ".":
            raise self.malformed("Attribute")
        raise self.malformed("Lambda" if token == "lambda" else "UnaryOp" if token == "not" else "Name")

    def items(self, end):
        self.advance()
        values = []
        while not self.take(end):
            values.append(self.sum())
            if not self.take(","):
                if self.take(end):
                    break
                raise self.malformed("ListComp" if self.kind == "name" else "BinOp")
        return values

    def group(self):
        self.advance()
        if self.take(")"):
            return ()
        value = self.items_or_one()
        if not self.take(")"):
            raise self.malformed("GeneratorExp" if self.kind == "name" else "BinOp")
        return value

    def braces(self):
        self.advance()
        if self.take("}"):
            return {}
        pairs, values = {}, []
        while True:
            key = self.sum()
            if self.take(":"):
                pairs[key] = self.sum()
            else:
                values.append(key)
            if self.take(","):
                if self.take("}"):
                    break
                continue
            if self.take("}"):
                break
            raise self.malformed("DictComp" if pairs else "SetComp" if self.kind == "name" else "BinOp")
        return pairs if pairs else set(values)


def literal_eval(node_or_string):
    """The value of a text that holds a literal: texts, numbers, tuples, lists, dicts, sets, True, False and None."""
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    text = node_or_string.lstrip(" \t")
    # What is no Python at all is told as such.
    compile(text, "<unknown>", "eval")
    return _Reader(text).whole()
