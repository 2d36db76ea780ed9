"""JSON: a thin front over the native encoder and decoder (`_json`)."""

from _json import dumps as _dumps
from _json import loads as _loads

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]


def __getattr__(name):
    if name in ("JSONDecoder", "JSONDecodeError"):
        import json.decoder as module
    elif name == "JSONEncoder":
        import json.encoder as module
    else:
        raise AttributeError(f"module 'json' has no attribute {name!r}")
    value = globals()[name] = getattr(module, name)
    return value


def dumps(
    obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None,
    indent=None, separators=None, default=None, sort_keys=False, **kw,
):  # fmt: skip
    """The JSON text of an object."""
    if cls is not None or kw:
        if cls is None:
            from json.encoder import JSONEncoder as cls
        return cls(
            skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
            allow_nan=allow_nan, indent=indent, separators=separators, default=default,
            sort_keys=sort_keys, **kw,
        ).encode(obj)  # fmt: skip
    if separators is None:
        item, key = (", " if indent is None else ","), ": "
    else:
        item, key = separators
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return _dumps(obj, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item, key, sort_keys, default)  # fmt: skip


def dump(obj, fp, **options):
    """Write the JSON text of an object to a file."""
    fp.write(dumps(obj, **options))


def _decoded(s):
    if s.startswith(b"\xef\xbb\xbf"):
        return s.decode("utf-8-sig", "surrogatepass")
    if s.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return s.decode("utf-32", "surrogatepass")
    if s.startswith((b"\xff\xfe", b"\xfe\xff")):
        return s.decode("utf-16", "surrogatepass")
    # Without a mark, zero bytes among the first four tell how wide the characters are.
    if len(s) >= 4:
        if not s[0]:
            return s.decode("utf-16-be" if s[1] else "utf-32-be", "surrogatepass")
        if not s[1]:
            return s.decode("utf-16-le" if s[2] or s[3] else "utf-32-le", "surrogatepass")
    elif len(s) == 2:
        if not s[0]:
            return s.decode("utf-16-be", "surrogatepass")
        if not s[1]:
            return s.decode("utf-16-le", "surrogatepass")
    return s.decode("utf-8", "surrogatepass")


def detect_encoding(b):
    """The name of the encoding of JSON bytes."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if b.startswith(mark):
            return name
    return "utf-8"


def loads(
    s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
    object_pairs_hook=None, **kw,
):  # fmt: skip
    """The object that JSON text, or bytes, stands for."""
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            from json.decoder import JSONDecodeError

            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = _decoded(bytes(s))
    else:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    if cls is None and not kw:
        return _loads(s, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, True)
    if cls is None:
        from json.decoder import JSONDecoder as cls
    for name, value in (
        ("object_hook", object_hook),
        ("object_pairs_hook", object_pairs_hook),
        ("parse_float", parse_float),
        ("parse_int", parse_int),
        ("parse_constant", parse_constant),
    ):
        if value is not None:
            kw[name] = value
    return cls(**kw).decode(s)


def load(fp, **options):
    """The object that a file of JSON stands for."""
    return loads(fp.read(), **options)
