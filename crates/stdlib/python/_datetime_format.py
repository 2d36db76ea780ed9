"""Text of dates and times: `strftime`, `strptime` and the ISO 8601 forms that `fromisoformat` reads."""

from datetime import _days_in_month, timedelta, timezone

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def strftime(value, format):
    from datetime import _format_offset

    fields = value.timetuple()
    hour, minute, second = fields[3], fields[4], fields[5]
    us = getattr(value, "microsecond", 0)
    zone = value.utcoffset() if hasattr(value, "utcoffset") else None
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != "%" or i >= len(format):
            out.append(c)
            continue
        c = format[i]
        i += 1
        plain = c == "-"
        if c in "-_0^#" and i < len(format):
            c = format[i]
            i += 1
        if c == ":" and format[i : i + 1] == "z":
            i += 1
            text = _format_offset(zone)
        elif c == "Y":
            text = f"{fields[0]:04d}"
        elif c == "m":
            text = f"{fields[1]:02d}"
        elif c == "d":
            text = f"{fields[2]:02d}"
        elif c == "e":
            text = f"{fields[2]:2d}"
        elif c == "H":
            text = f"{hour:02d}"
        elif c == "I":
            text = f"{hour % 12 or 12:02d}"
        elif c == "M":
            text = f"{minute:02d}"
        elif c == "S":
            text = f"{second:02d}"
        elif c == "f":
            text = f"{us:06d}"
        elif c == "y":
            text = f"{fields[0] % 100:02d}"
        elif c == "j":
            text = f"{fields[7]:03d}"
        elif c == "p":
            text = "AM" if hour < 12 else "PM"
        elif c == "a":
            text = _DAYS[fields[6]][:3]
        elif c == "A":
            text = _DAYS[fields[6]]
        elif c in "bh":
            text = _MONTHS[fields[1] - 1][:3]
        elif c == "B":
            text = _MONTHS[fields[1] - 1]
        elif c == "w":
            text = str((fields[6] + 1) % 7)
        elif c == "u":
            text = str(fields[6] + 1)
        elif c == "U":
            text = f"{(fields[7] + 6 - (fields[6] + 1) % 7) // 7:02d}"
        elif c == "W":
            text = f"{(fields[7] + 6 - fields[6]) // 7:02d}"
        elif c == "G":
            text = f"{value.isocalendar()[0]:04d}"
        elif c == "V":
            text = f"{value.isocalendar()[1]:02d}"
        elif c == "C":
            text = f"{fields[0] // 100:02d}"
        elif c == "D":
            text = strftime(value, "%m/%d/%y")
        elif c == "F":
            text = strftime(value, "%Y-%m-%d")
        elif c in "TX":
            text = strftime(value, "%H:%M:%S")
        elif c == "R":
            text = strftime(value, "%H:%M")
        elif c == "x":
            text = strftime(value, "%m/%d/%y")
        elif c == "c":
            text = strftime(value, "%a %b %e %H:%M:%S %Y")
        elif c == "r":
            text = strftime(value, "%I:%M:%S %p")
        elif c == "s":
            text = str(int(value.timestamp()))
        elif c == "z":
            text = _format_offset(zone, "")
        elif c == "Z":
            text = (value.tzname() if hasattr(value, "tzname") else None) or ""
        elif c == "n":
            text = "\n"
        elif c == "t":
            text = "\t"
        elif c == "%":
            text = "%"
        else:
            text = "%" + c
        if plain and text[:1] == "0":
            text = text.lstrip("0") or "0"
        out.append(text)
    return "".join(out)


_PATTERNS = {
    "Y": r"(?P<Y>\d\d\d\d)",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
    "H": r"(?P<H>2[0-3]|[0-1]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])",
    "M": r"(?P<M>[0-5]\d|\d)",
    "S": r"(?P<S>6[0-1]|[0-5]\d|\d)",
    "f": r"(?P<f>[0-9]{1,6})",
    "y": r"(?P<y>\d\d)",
    "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "p": r"(?P<p>am|pm)",
    "a": "(?P<a>mon|tue|wed|thu|fri|sat|sun)",
    "A": "(?P<A>monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    "b": "(?P<b>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    "B": "(?P<B>january|february|march|april|may|june|july|august|september|october|november|december)",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z)",
    "Z": "(?P<Z>utc|gmt)",
    "w": "(?P<w>[0-6])",
    "%": "%",
}


def strptime(text, format):
    """The seven fields and the zone."""
    import re

    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    full = format.replace("%T", "%H:%M:%S").replace("%D", "%m/%d/%y").replace("%F", "%Y-%m-%d").replace("%R", "%H:%M")
    full = full.replace("%c", "%a %b %d %H:%M:%S %Y").replace("%x", "%m/%d/%y").replace("%X", "%H:%M:%S").replace("%e", "%d")
    pattern = ""
    i = 0
    while i < len(full):
        c = full[i]
        i += 1
        if c == "%":
            c = full[i : i + 1]
            i += 1
            if not c:
                raise ValueError(f"stray % in format '{format}'")
            if c not in _PATTERNS:
                raise ValueError(f"'{c}' is a bad directive in format '{format}'")
            pattern += _PATTERNS[c]
        elif c.isspace():
            if not pattern.endswith(r"\s+"):
                pattern += r"\s+"
        else:
            pattern += re.escape(c)
    found = re.match(pattern, text, re.IGNORECASE)
    if found is None:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if found.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[found.end():]}")
    part = {name: value for name, value in found.groupdict().items() if value is not None}
    year, month, day = 1900, 1, 1
    if "Y" in part:
        year = int(part["Y"])
    elif "y" in part:
        year = int(part["y"])
        year += 2000 if year <= 68 else 1900
    if "m" in part:
        month = int(part["m"])
    elif "B" in part:
        month = [name.lower() for name in _MONTHS].index(part["B"].lower()) + 1
    elif "b" in part:
        month = [name[:3].lower() for name in _MONTHS].index(part["b"].lower()) + 1
    if "d" in part:
        day = int(part["d"])
    if "j" in part:
        from datetime import date

        at = date.fromordinal(date(year, 1, 1).toordinal() + int(part["j"]) - 1)
        month, day = at.month, at.day
    hour = int(part.get("H", 0))
    if "I" in part:
        hour = int(part["I"]) % 12 + (12 if part.get("p", "").lower() == "pm" else 0)
    us = int(part["f"].ljust(6, "0")) if "f" in part else 0
    zone = None
    if "z" in part:
        zone = _zone(part["z"])
    elif "Z" in part:
        zone = None
    if day > _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return (year, month, day, hour, int(part.get("M", 0)), int(part.get("S", 0)), us), zone


def _zone(text):
    if text in ("Z", "z"):
        return timezone.utc
    digits = text[1:].replace(":", "")
    seconds = int(digits[:2]) * 3600 + int(digits[2:4] or 0) * 60 + int(digits[4:6] or 0)
    offset = timedelta(seconds=seconds)
    return timezone(-offset if text[0] == "-" else offset)


def _bad(text):
    return ValueError(f"Invalid isoformat string: {text!r}")


def parse_date(text):
    """Year, month and day of `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-Www-D`."""
    import re

    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d{4})(\d\d)(\d\d)", text)
    if found:
        groups = [group for group in found.groups() if group is not None]
        return tuple(map(int, groups))
    found = re.fullmatch(r"(\d{4})-?W(\d\d)(?:-?(\d))?", text)
    if found:
        from datetime import date

        at = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
        return at.year, at.month, at.day
    raise _bad(text)


def parse_time(text):
    """Hour, minute, second, microsecond and zone."""
    import re

    found = re.fullmatch(
        r"T?(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d(?:\.\d+)?)?)?)?", text
    )
    if not found:
        raise _bad(text)
    us = int((found[4] or "0")[:6].ljust(6, "0"))
    return int(found[1]), int(found[2] or 0), int(found[3] or 0), us, _zone(found[5]) if found[5] else None


def parse_datetime(text):
    length = 8
    if len(text) > 4 and text[4] == "-":
        length = 10
        if text[5:6] == "W":
            length = 10 if text[8:9] == "-" else 8
    elif text[4:5] == "W":
        length = 8 if text[7:8].isdigit() else 7
    head, rest = text[:length], text[length + 1 :]
    try:
        day = parse_date(head)
        if not rest:
            if len(text) > length:
                raise _bad(text)
            return day
        return day + parse_time(rest)
    except ValueError as error:
        if "isoformat" in str(error):
            raise _bad(text) from None
        raise
