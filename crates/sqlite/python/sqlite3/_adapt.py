"""Values on their way into SQLite and out of it: adapters and converters (PEP 246, and the module's registries)."""

import datetime
import warnings

from ._errors import ProgrammingError


class PrepareProtocol:
    """The protocol that an object is adapted to."""


PrepareProtocol.__module__ = "sqlite3"
PARSE_DECLTYPES = 1
PARSE_COLNAMES = 2
adapters = {}
converters = {}
_PLAIN = (type(None), int, float, str, bytes)


def register_adapter(type, adapter, /):
    """Register a function that makes a value of SQLite of an object of a type."""
    adapters[(type, PrepareProtocol)] = adapter


def register_converter(typename, converter, /):
    """Register a function that makes an object of the bytes of a column of a declared type."""
    converters[typename.upper()] = converter


_MISSING = object()


def adapt(obj, proto=PrepareProtocol, alt=_MISSING, /):
    """Adapt an object to a protocol."""
    found = adapters.get((type(obj), proto))
    if found is not None:
        return found(obj)
    for method, given in ((getattr(proto, "__adapt__", None), obj), (getattr(obj, "__conform__", None), proto)):
        if method is not None:
            adapted = method(given)
            if adapted is not None:
                return adapted
    if alt is not _MISSING:
        return alt
    raise ProgrammingError("can't adapt")


def bound(value, label):
    """A parameter as the part takes it."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is not bool:
        value = adapt(value, PrepareProtocol, value)
        if isinstance(value, (bytearray, memoryview)):
            return bytes(value)
    for plain in (int, float, str, bytes):
        if isinstance(value, plain):
            return plain(value)
    if value is None:
        return None
    raise ProgrammingError(f"Error binding parameter {label}: type '{type(value).__name__}' is not supported")


def _deprecated(what):
    warnings.warn(
        f"The default {what} is deprecated as of Python 3.12; see the sqlite3 documentation for suggested replacement recipes",
        DeprecationWarning,
        stacklevel=2,
    )


def _adapt_date(value):
    _deprecated("date adapter")
    return value.isoformat()


def _adapt_datetime(value):
    _deprecated("datetime adapter")
    return value.isoformat(" ")


def _convert_date(value):
    _deprecated("date converter")
    return datetime.date(*map(int, value.split(b"-")))


def _convert_timestamp(value):
    _deprecated("timestamp converter")
    day, time = value.split(b" ")
    time, _, fraction = time.partition(b".")
    microseconds = int(f"{fraction.decode():0<6.6}") if fraction else 0
    return datetime.datetime(*map(int, day.split(b"-")), *map(int, time.split(b":")), microseconds)


register_adapter(datetime.date, _adapt_date)
register_adapter(datetime.datetime, _adapt_datetime)
register_converter("date", _convert_date)
register_converter("timestamp", _convert_timestamp)


def chosen(columns, detect_types):
    """The converter of each column, or None."""
    found = []
    for name, declared in columns:
        converter = None
        if detect_types & PARSE_COLNAMES and "[" in name:
            converter = converters.get(name.partition("[")[2].partition("]")[0].upper())
        if converter is None and detect_types & PARSE_DECLTYPES and declared:
            converter = converters.get(declared.replace("(", " ").split(" ", 1)[0].upper())
        found.append(converter)
    return found


def raw(value):
    """A cell as the bytes that a converter is given."""
    return value if isinstance(value, bytes) else str(value).encode()
