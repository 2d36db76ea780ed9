"""What a log record holds, and how its parts are formatted."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections import namedtuple
from datetime import datetime, timezone

_TOKENS = r"H{1,2}|h{1,2}|m{1,2}|s{1,2}|S+|YYYY|YY|M{1,4}|D{1,4}|Z{1,2}|zz|A|X|x|E|Q|dddd|ddd|d"
_PATTERN = re.compile(rf"(?:{_TOKENS})|\[(?:{_TOKENS}|!UTC|)\]")


def _zone(moment, separator):
    seconds = (moment.tzinfo or timezone.utc).utcoffset(None).total_seconds()
    hours, minutes = divmod(int(abs(seconds)) // 60, 60)
    return f"{'+' if seconds >= 0 else '-'}{hours:02d}{separator}{minutes:02d}"


_PARTS = {
    "YYYY": lambda m: f"{m.year:04d}",
    "YY": lambda m: f"{m.year % 100:02d}",
    "Q": lambda m: str((m.month - 1) // 3 + 1),
    "MMMM": lambda m: month_name[m.month],
    "MMM": lambda m: month_abbr[m.month],
    "MM": lambda m: f"{m.month:02d}",
    "M": lambda m: str(m.month),
    "DDDD": lambda m: f"{m.timetuple().tm_yday:03d}",
    "DDD": lambda m: str(m.timetuple().tm_yday),
    "DD": lambda m: f"{m.day:02d}",
    "D": lambda m: str(m.day),
    "dddd": lambda m: day_name[m.weekday()],
    "ddd": lambda m: day_abbr[m.weekday()],
    "d": lambda m: str(m.weekday()),
    "E": lambda m: str(m.weekday() + 1),
    "HH": lambda m: f"{m.hour:02d}",
    "H": lambda m: str(m.hour),
    "hh": lambda m: f"{(m.hour - 1) % 12 + 1:02d}",
    "h": lambda m: str((m.hour - 1) % 12 + 1),
    "mm": lambda m: f"{m.minute:02d}",
    "m": lambda m: str(m.minute),
    "ss": lambda m: f"{m.second:02d}",
    "s": lambda m: str(m.second),
    "A": lambda m: "AM" if m.hour < 12 else "PM",
    "Z": lambda m: _zone(m, ":"),
    "ZZ": lambda m: _zone(m, ""),
    "zz": lambda m: (m.tzinfo or timezone.utc).tzname(m) or "",
    "X": lambda m: str(int(m.timestamp())),
    "x": lambda m: str(int(m.timestamp() * 1000000 + m.microsecond)),
}


class Time(datetime):
    """A moment that is formatted with tokens such as `YYYY-MM-DD`."""

    def __format__(self, spec):
        moment = self
        if spec.endswith("!UTC"):
            spec, moment = spec[:-4], self.astimezone(timezone.utc)
        if not spec:
            spec = "%Y-%m-%dT%H:%M:%S.%f%z"
        if "%" in spec:
            return moment.strftime(spec)
        if "SSSSSSS" in spec:
            raise ValueError(
                "Invalid time format: the provided format string contains more than six successive 'S' characters. This "
                "may be due to an attempt to use nanosecond precision, which is not supported."
            )

        def part(match):
            token = match[0]
            if token[0] == "[":
                return token[1:-1]
            if token[0] == "S":
                return f"{moment.microsecond:06d}"[: len(token)]
            return _PARTS[token](moment)

        return _PATTERN.sub(part, spec)


class _Named:
    """Some attributes, of which one stands for the whole where it is formatted."""

    __slots__ = ()
    shown = "name"

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return f"({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"

    def __format__(self, spec):
        return getattr(self, self.shown).__format__(spec)


class RecordLevel(_Named):
    """The level of a record."""

    __slots__ = ("name", "no", "icon")


class RecordFile(_Named):
    """The file that a record comes from."""

    __slots__ = ("name", "path")


class RecordThread(_Named):
    """The thread that a record comes from."""

    __slots__ = ("id", "name")
    shown = "id"


class RecordProcess(_Named):
    """The process that a record comes from."""

    __slots__ = ("id", "name")
    shown = "id"


class RecordException(namedtuple("RecordException", ("type", "value", "traceback"))):
    """The exception of a record."""

    __slots__ = ()

    def __repr__(self):
        return f"(type={self.type!r}, value={self.value!r}, traceback={self.traceback!r})"


def exception_text(exception, is_plain, skip):
    """A traceback as the handlers write it: with room around the frames, unless it is to be plain."""
    import traceback

    if exception.value is None:
        return "NoneType: None\n" if exception.type is None else f"{exception.type.__name__}\n"
    stack = exception.traceback
    for _ in range(skip):
        stack = stack.tb_next if stack is not None and stack.tb_next is not None else stack
    lines = traceback.format_exception(exception.type, exception.value, stack)
    if is_plain:
        return "".join(lines)
    text = []
    is_first = True
    for line in lines:
        if line.startswith("  File "):
            text.append(("\n> " if is_first else "\n  ") + line[2:])
            is_first = False
        elif line.startswith("Traceback "):
            is_first = True
            text.append(line)
        else:
            text.append("\n" + line if text and not line.startswith("\n") else line)
    return "".join(text)
