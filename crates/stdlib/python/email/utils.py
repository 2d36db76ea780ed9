"""Dates and addresses as mail and HTTP headers write them."""

import time

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_ZONES = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -500, "EDT": -400, "CST": -600, "CDT": -500}
_ZONES.update({"MST": -700, "MDT": -600, "PST": -800, "PDT": -700})


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time as `Fri, 09 Nov 2001 01:08:47 -0000`."""
    if timeval is None:
        timeval = time.time()
    when = time.gmtime(timeval)
    zone = "GMT" if usegmt else "+0000" if localtime else "-0000"
    return (
        f"{_DAYS[when[6]]}, {when[2]:02d} {_MONTHS[when[1] - 1]} {when[0]:04d} "
        f"{when[3]:02d}:{when[4]:02d}:{when[5]:02d} {zone}"
    )


def format_datetime(dt, usegmt=False):
    when = dt.timetuple()
    if usegmt:
        offset = dt.utcoffset()
        if dt.tzinfo is None or offset is None or offset.total_seconds() != 0:
            raise ValueError("usegmt option requires a UTC datetime")
        zone = "GMT"
    elif dt.tzinfo is None:
        zone = "-0000"
    else:
        zone = dt.strftime("%z")
    return (
        f"{_DAYS[when[6]]}, {when[2]:02d} {_MONTHS[when[1] - 1]} {when[0]:04d} "
        f"{when[3]:02d}:{when[4]:02d}:{when[5]:02d} {zone}"
    )


def parsedate_tz(data):
    """The ten numbers of a date in a header; the last is the offset in seconds."""
    found = _parsed(data)
    if found is not None and found[9] is None:
        return found[:9] + (0,)
    return found


def _parsed(data):
    # An offset of `-0000`, or none at all, says that the zone isn't known: None here.
    if not data:
        return None
    words = data.replace(",", " ").split()
    if words and words[0][:3].capitalize() in _DAYS and not words[0].isdigit():
        words = words[1:]
    if words and "-" in words[0] and words[0].count("-") == 2:
        words = words[0].split("-") + words[1:]
    if len(words) < 3:
        return None
    if words[0][:3].capitalize() in _MONTHS:
        # The order of C's asctime: month, day, time, year.
        if len(words) < 4:
            return None
        words = [words[1], words[0], words[3], words[2]] + words[4:]
    month = words[1][:3].capitalize()
    if month not in _MONTHS:
        return None
    try:
        day, year = int(words[0]), int(words[2])
        clock = [int(part) for part in words[3].split(":")] if len(words) > 3 else [0, 0, 0]
    except ValueError:
        return None
    if len(clock) not in (2, 3):
        return None
    hour, minute, second = clock + [0] * (3 - len(clock))
    if year < 100:
        year += 1900 if year > 68 else 2000
    offset = None
    if len(words) > 4:
        zone = words[4].upper()
        number = _ZONES.get(zone)
        if number is None:
            try:
                number = int(zone)
            except ValueError:
                number = None
            if number == 0 and zone.startswith("-"):
                number = None
        if number is not None:
            sign = -1 if number < 0 else 1
            number = abs(number)
            offset = sign * (number // 100 * 3600 + number % 100 * 60)
    elif len(words) == 4:
        offset = None
    return (year, _MONTHS.index(month) + 1, day, hour, minute, second, 0, 1, -1, offset)


def parsedate(data):
    found = parsedate_tz(data)
    return None if found is None else found[:9]


def mktime_tz(data):
    import calendar

    return calendar.timegm(data[:6] + (0, 0, 0)) - (data[9] or 0)


def parsedate_to_datetime(data):
    """A date in a header as a datetime."""
    found = _parsed(data)
    if found is None:
        raise ValueError(f'Invalid date value or format "{data}"')
    from datetime import datetime, timedelta, timezone

    if found[9] is None:
        return datetime(*found[:6])
    return datetime(*found[:6], tzinfo=timezone(timedelta(seconds=found[9])))


def quote(str):
    return str.replace("\\", "\\\\").replace('"', '\\"')


def unquote(str):
    if len(str) > 1:
        if str[0] == '"' == str[-1]:
            return str[1:-1].replace("\\\\", "\\").replace('\\"', '"')
        if str[0] == "<" and str[-1] == ">":
            return str[1:-1]
    return str


def formataddr(pair, charset="utf-8"):
    """`Name <address>` of a pair."""
    name, address = pair
    address.encode("ascii")
    if not name:
        return address
    if not name.isascii():
        from base64 import b64encode

        encoded = b64encode(name.encode(charset)).decode("ascii")
        return f"=?{charset}?b?{encoded}?= <{address}>"
    if any([char in '()<>@,:;".[]\\' for char in name]):
        return f'"{quote(name)}" <{address}>'
    return f"{name} <{address}>"


def parseaddr(addr, *, strict=True):
    """The name and the address of `Name <address>`."""
    if isinstance(addr, list):
        addr = addr[0] if addr else ""
    addr = addr.strip()
    if addr.endswith(">") and "<" in addr:
        name, _, address = addr[:-1].rpartition("<")
        return unquote(name.strip()), address.strip()
    if addr.endswith(")") and "(" in addr:
        address, _, name = addr[:-1].partition("(")
        return name.strip(), address.strip()
    if not addr or strict and " " in addr:
        return "", ""
    return "", addr


def getaddresses(fieldvalues, *, strict=True):
    found = []
    for value in fieldvalues:
        depth = False
        part = ""
        for char in str(value):
            if char == '"':
                depth = not depth
            if char == "," and not depth:
                found.append(parseaddr(part))
                part = ""
            else:
                part += char
        if part.strip():
            found.append(parseaddr(part))
    return found


def make_msgid(idstring=None, domain=None):
    import random

    middle = "" if idstring is None else "." + idstring
    return f"<{int(time.time() * 100)}.1.{random.getrandbits(64)}{middle}@{domain or 'localhost'}>"


def collapse_rfc2231_value(value, errors="replace", fallback_charset="us-ascii"):
    return unquote(value)
