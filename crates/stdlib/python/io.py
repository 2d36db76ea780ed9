"""Files in text and bytes, over the native `_io`."""

import _io
from _io import BytesIO, StringIO, open  # noqa: F401

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
    "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom",
    "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
    "DEFAULT_BUFFER_SIZE", "text_encoding",
]  # fmt: skip
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 131072
BlockingIOError = BlockingIOError


def _missing_class(name, base):
    if base is None:
        return type(name, (), {"__module__": "io"})
    return type(name, (base,), {"__module__": "io"})


def _collect():
    space = globals()
    unsupported = getattr(_io, "UnsupportedOperation", None)
    if unsupported is None:
        unsupported = type("UnsupportedOperation", (OSError, ValueError), {"__module__": "io"})
    space["UnsupportedOperation"] = unsupported
    for name, base in (
        ("IOBase", None),
        ("RawIOBase", "IOBase"),
        ("BufferedIOBase", "IOBase"),
        ("TextIOBase", "IOBase"),
        ("FileIO", "RawIOBase"),
        ("BufferedReader", "BufferedIOBase"),
        ("BufferedWriter", "BufferedIOBase"),
        ("BufferedRandom", "BufferedIOBase"),
        ("BufferedRWPair", "BufferedIOBase"),
        ("TextIOWrapper", "TextIOBase"),
    ):
        found = getattr(_io, "_" + name, None) or getattr(_io, name, None)
        if name in ("FileIO", "BufferedReader", "BufferedWriter", "BufferedRandom", "TextIOWrapper"):
            found = getattr(_io, name, None)
        if found is None:
            found = _missing_class(name, space.get(base))
        space[name] = found


_collect()
del _collect


def open_code(path):
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    return "utf-8" if encoding is None else encoding
