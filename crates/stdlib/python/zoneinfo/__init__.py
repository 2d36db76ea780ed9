"""Time zones by name: UTC, zones without a daylight time, and those with the rules of today."""

from datetime import datetime, timedelta, tzinfo

TZPATH = ()


class ZoneInfoNotFoundError(KeyError):
    """There is no such zone here."""


ZoneInfoNotFoundError.__module__ = "zoneinfo._common"


class InvalidTZPathWarning(RuntimeWarning):
    """A path for zone files is wrong; none is used here."""


InvalidTZPathWarning.__module__ = "zoneinfo._tzpath"


# Name: (offset in minutes, abbreviation) or (offset, abbreviation, rule, abbreviation in summer).
_ZONES = {}
for _line in (
    "UTC 0 UTC|Etc/UTC 0 UTC|GMT 0 GMT|Etc/GMT 0 GMT|Europe/London 0 GMT eu BST|Europe/Dublin 0 GMT eu IST|"
    "Europe/Lisbon 0 WET eu WEST|Europe/Paris 60 CET eu CEST|Europe/Berlin 60 CET eu CEST|"
    "Europe/Madrid 60 CET eu CEST|Europe/Rome 60 CET eu CEST|Europe/Amsterdam 60 CET eu CEST|"
    "Europe/Brussels 60 CET eu CEST|Europe/Vienna 60 CET eu CEST|Europe/Zurich 60 CET eu CEST|"
    "Europe/Stockholm 60 CET eu CEST|Europe/Oslo 60 CET eu CEST|Europe/Copenhagen 60 CET eu CEST|"
    "Europe/Prague 60 CET eu CEST|Europe/Warsaw 60 CET eu CEST|Europe/Budapest 60 CET eu CEST|"
    "Europe/Athens 120 EET eu EEST|Europe/Helsinki 120 EET eu EEST|Europe/Kyiv 120 EET eu EEST|"
    "Europe/Istanbul 180 +03|Europe/Moscow 180 MSK|America/New_York -300 EST us EDT|"
    "America/Toronto -300 EST us EDT|America/Chicago -360 CST us CDT|America/Denver -420 MST us MDT|"
    "America/Phoenix -420 MST|America/Los_Angeles -480 PST us PDT|America/Vancouver -480 PST us PDT|"
    "America/Anchorage -540 AKST us AKDT|Pacific/Honolulu -600 HST|America/Halifax -240 AST us ADT|"
    "America/Sao_Paulo -180 -03|America/Argentina/Buenos_Aires -180 -03|America/Bogota -300 -05|"
    "America/Mexico_City -360 CST|Asia/Tokyo 540 JST|Asia/Seoul 540 KST|Asia/Shanghai 480 CST|"
    "Asia/Hong_Kong 480 HKT|Asia/Singapore 480 +08|Asia/Taipei 480 CST|Asia/Manila 480 PST|"
    "Asia/Jakarta 420 WIB|Asia/Bangkok 420 +07|Asia/Ho_Chi_Minh 420 +07|Asia/Dhaka 360 +06|"
    "Asia/Kolkata 330 IST|Asia/Calcutta 330 IST|Asia/Karachi 300 PKT|Asia/Dubai 240 +04|"
    "Africa/Nairobi 180 EAT|Africa/Johannesburg 120 SAST|Africa/Lagos 60 WAT|Australia/Brisbane 600 AEST|"
    "Australia/Perth 480 AWST|Australia/Sydney 600 AEST au AEDT|Australia/Melbourne 600 AEST au AEDT|"
    "Pacific/Auckland 720 NZST nz NZDT"
).split("|"):
    _name, _offset, *_rest = _line.split(" ")
    _ZONES[_name] = (int(_offset), *_rest)
del _line, _name, _offset, _rest

_ZERO = timedelta(0)
_HOUR = timedelta(hours=1)


def _sunday(year, month, number, hour):
    """The n-th Sunday of a month, or the last one, at an hour."""
    if number > 0:
        first = datetime(year, month, 1, hour)
        return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))
    after = datetime(year + month // 12, month % 12 + 1, 1, hour)
    return after - timedelta(days=(after.weekday() - 6) % 7 or 7)


def _summer(rule, year, standard):
    """When daylight time begins and ends in a year, in standard time."""
    if rule == "eu":
        return _sunday(year, 3, -1, 1) + standard, _sunday(year, 10, -1, 1) + standard
    if rule == "us":
        return _sunday(year, 3, 2, 2), _sunday(year, 11, 1, 1)
    if rule == "au":
        return _sunday(year, 10, 1, 2), _sunday(year, 4, 1, 2)
    return _sunday(year, 9, -1, 2), _sunday(year, 4, 1, 2)


class ZoneInfo(tzinfo):
    """A time zone by its name."""

    _cache = {}

    def __new__(cls, key):
        found = cls._cache.get(key)
        if found is None:
            found = cls._cache[key] = cls.no_cache(key)
        return found

    @classmethod
    def no_cache(cls, key):
        if not isinstance(key, str):
            raise TypeError(f"expected str, bytes or os.PathLike object, not {type(key).__name__}")
        if key not in _ZONES:
            raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
        self = tzinfo.__new__(cls)
        self.key = key
        self._zone = _ZONES[key]
        self._standard = timedelta(minutes=self._zone[0])
        return self

    def __init__(self, key):
        pass

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        cls._cache.clear()

    def _is_summer(self, dt):
        if len(self._zone) < 4 or dt is None:
            return False
        start, end = _summer(self._zone[2], dt.year, self._standard)
        wall = dt.replace(tzinfo=None, fold=0)
        # The hour that the clock skips counts as standard time, the one that comes twice as summer first.
        start_wall = start if dt.fold else start + _HOUR
        end_wall = end + _HOUR
        if end <= wall < end_wall:
            return not dt.fold
        if start < end:
            return start_wall <= wall < end_wall
        return wall >= start_wall or wall < end_wall

    def _is_constant(self):
        # Zones of places had other offsets once; only these answer without a date.
        return self.key in ("UTC", "GMT") or self.key.startswith("Etc/")

    def utcoffset(self, dt):
        if dt is None:
            return self._standard if self._is_constant() else None
        return self._standard + _HOUR if self._is_summer(dt) else self._standard

    def dst(self, dt):
        if dt is None:
            return _ZERO if self._is_constant() else None
        return _HOUR if self._is_summer(dt) else _ZERO

    def tzname(self, dt):
        if dt is None:
            return self._zone[1] if self._is_constant() else None
        return self._zone[3] if self._is_summer(dt) else self._zone[1]

    def fromutc(self, dt):
        local = dt.replace(tzinfo=None) + self._standard
        if len(self._zone) == 4:
            start, end = _summer(self._zone[2], local.year, self._standard)
            summer = start <= local < end if start < end else local >= start or local < end
            if summer:
                return (local + _HOUR).replace(tzinfo=self)
            if end <= local < end + _HOUR:
                return local.replace(tzinfo=self, fold=1)
        return local.replace(tzinfo=self)

    def __str__(self):
        return self.key

    def __repr__(self):
        return f"zoneinfo.ZoneInfo(key={self.key!r})"

    def __reduce__(self):
        return ZoneInfo, (self.key,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def available_timezones():
    return set(_ZONES)


def reset_tzpath(to=None):
    pass
