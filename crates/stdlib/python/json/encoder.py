"""JSONEncoder, for subclasses that say how to encode more types."""

from _json import dumps as _dumps
from _json import encode_basestring, encode_basestring_ascii  # noqa: F401


class JSONEncoder:
    """Encodes objects; override `default` for types that JSON doesn't know."""

    item_separator = ", "
    key_separator = ": "

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
        sort_keys=False, indent=None, separators=None, default=None,
    ):  # fmt: skip
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return _dumps(
            o, self.skipkeys, self.ensure_ascii, self.check_circular, self.allow_nan, indent,
            self.item_separator, self.key_separator, self.sort_keys, self.default,
        )  # fmt: skip

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)
