"""JSONDecoder and the error that says where JSON text is wrong."""

from _json import loads as _loads
from _json import scan_once as _scan_once

_SPACE = " \t\n\r"


class JSONDecodeError(ValueError):
    """JSON text that isn't JSON: `msg`, `doc`, `pos`, `lineno`, `colno`."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class JSONDecoder:
    """Decodes JSON text; the hooks see objects, numbers and constants as they're made."""

    def __init__(
        self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
        strict=True, object_pairs_hook=None,
    ):  # fmt: skip
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float
        self.parse_int = parse_int
        self.parse_constant = parse_constant
        self.strict = strict

    def decode(self, s):
        return _loads(
            s, self.object_hook, self.object_pairs_hook, self.parse_float, self.parse_int,
            self.parse_constant, self.strict,
        )  # fmt: skip

    def raw_decode(self, s, idx=0):
        """The first value in the text and where it ends."""
        try:
            return _scan_once(
                s, idx, self.object_hook, self.object_pairs_hook, self.parse_float,
                self.parse_int, self.parse_constant, self.strict,
            )  # fmt: skip
        except StopIteration as stop:
            raise JSONDecodeError("Expecting value", s, stop.value) from None
