"""The classes `date`, `time` and `datetime` of the module `datetime`, which holds what they are built on."""

import datetime as _base
from datetime import _BEFORE_MONTH, _DAY_US, _check_date, _check_offset, _check_time, _check_zone, _days_before_year
from datetime import _format_offset, _format_time, _from_ordinal, _is_leap, _name, _ordinal, timedelta, timezone, tzinfo


class date:
    __slots__ = ("_year", "_month", "_day")
    __module__ = "datetime"

    def __new__(cls, year, month=None, day=None):
        if month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        made = object.__new__(cls)
        made._year, made._month, made._day = _check_date(year, month, day)
        return made

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_now_us() / 1_000_000)

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_from_ordinal(int(timestamp // 86400) + 719163))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        from _datetime_format import parse_date

        return cls(*parse_date(text))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not 1 <= year <= 9999:
            raise ValueError(f"Year is out of range: {year}")
        if not 1 <= week <= 53 or (week == 53 and date(year, 12, 28).isocalendar()[1] < 53):
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        first = _ordinal(year, 1, 4)
        return cls.fromordinal(first - (first - 1) % 7 + (week - 1) * 7 + day - 1)

    @classmethod
    def strptime(cls, text, format):
        from _datetime_format import strptime

        fields, _ = strptime(text, format)
        return cls(*fields[:3])

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        from collections import namedtuple

        kind = namedtuple("IsoCalendarDate", "year week weekday")
        n = self.toordinal()
        thursday = n - (n - 1) % 7 + 3
        year = _from_ordinal(thursday)[0]
        return kind(year, (thursday - _days_before_year(year) - 1) // 7 + 1, (n - 1) % 7 + 1)

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S %Y")

    def strftime(self, format):
        from _datetime_format import strftime

        return strftime(self, format)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        from time import struct_time

        day_of_year = _BEFORE_MONTH[self._month] + (self._month > 2 and _is_leap(self._year)) + self._day
        return struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), day_of_year, -1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day
        )

    __replace__ = replace

    def __repr__(self):
        return f"{_name(self)}({self._year}, {self._month}, {self._day})"

    def _key(self):
        return (self._year, self._month, self._day)

    def __eq__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key() == other._key()
        return NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, date) and not isinstance(other, datetime) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, date) and not isinstance(other, datetime) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, date) and not isinstance(other, datetime) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, date) and not isinstance(other, datetime) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if not 0 < n <= 3652059:
                raise OverflowError("date value out of range")
            return type(self).fromordinal(n)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class time:
    __slots__ = ("_hour", "_minute", "_second", "_us", "_zone", "_fold")
    __module__ = "datetime"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        made = object.__new__(cls)
        made._hour, made._minute, made._second, made._us = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        made._zone = tzinfo
        made._fold = fold
        return made

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        from _datetime_format import parse_time

        return cls(*parse_time(text))

    @classmethod
    def strptime(cls, text, format):
        from _datetime_format import strptime

        fields, zone = strptime(text, format)
        return cls(*fields[3:], tzinfo=zone)

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._us

    @property
    def tzinfo(self):
        return self._zone

    @property
    def fold(self):
        return self._fold

    def utcoffset(self):
        return None if self._zone is None else _check_offset("utcoffset", self._zone.utcoffset(None))

    def dst(self):
        return None if self._zone is None else _check_offset("dst", self._zone.dst(None))

    def tzname(self):
        return None if self._zone is None else self._zone.tzname(None)

    def isoformat(self, timespec="auto"):
        text = _format_time(self._hour, self._minute, self._second, self._us, timespec)
        return text + _format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        from _datetime_format import strftime

        return strftime(datetime(1900, 1, 1, self._hour, self._minute, self._second, self._us, self._zone), format)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._us if microsecond is None else microsecond,
            self._zone if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    __replace__ = replace

    def __repr__(self):
        parts = [str(self._hour), str(self._minute)]
        if self._second or self._us:
            parts.append(str(self._second))
        if self._us:
            parts.append(str(self._us))
        if self._zone is not None:
            parts.append(f"tzinfo={self._zone!r}")
        if self._fold:
            parts.append("fold=1")
        return f"{_name(self)}({', '.join(parts)})"

    def _since_midnight(self, offset):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._us
        return us if offset is None else us - offset._us

    def _compare(self, other, is_equality=False):
        own, others = self.utcoffset(), other.utcoffset()
        if (own is None) != (others is None):
            if is_equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware times")
        a, b = self._since_midnight(own), other._since_midnight(others)
        return (a > b) - (a < b)

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._since_midnight(self.utcoffset()))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class datetime(date):
    __slots__ = ("_hour", "_minute", "_second", "_us", "_zone", "_fold")
    __module__ = "datetime"

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        made = date.__new__(cls, year, month, day)
        made._hour, made._minute, made._second, made._us = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        made._zone = tzinfo
        made._fold = fold
        return made

    hour = time.hour
    minute = time.minute
    second = time.second
    microsecond = time.microsecond
    tzinfo = time.tzinfo
    fold = time.fold

    @classmethod
    def _from_us(cls, us, zone=None):
        """From microseconds since 0001-01-01T00:00."""
        days, us = divmod(us, _DAY_US)
        if not 0 <= days < 3652059:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 1_000_000)
        return cls(*_from_ordinal(days + 1), seconds // 3600, seconds // 60 % 60, seconds % 60, us, zone)

    def _to_us(self):
        return (self.toordinal() - 1) * _DAY_US + ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._us

    @classmethod
    def now(cls, tz=None):
        return cls._at(_now_us(), tz)

    @classmethod
    def utcnow(cls):
        return cls._from_us(_EPOCH_US + _now_us())

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def _at(cls, us, tz):
        _check_zone(tz)
        if tz is None:
            return cls._from_us(_EPOCH_US + us)
        return tz.fromutc(cls._from_us(_EPOCH_US + us, tz))

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        try:
            return cls._at(round(timestamp * 1_000_000) if isinstance(timestamp, float) else int(timestamp) * 1_000_000, tz)
        except OverflowError:
            raise ValueError(f"year {1970 + int(timestamp // 31556952)} is out of range") from None

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        from _datetime_format import parse_datetime

        return cls(*parse_datetime(text))

    @classmethod
    def strptime(cls, text, format):
        from _datetime_format import strptime

        fields, zone = strptime(text, format)
        return cls(*fields, tzinfo=zone)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._us, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._us, self._zone, fold=self._fold)

    def utcoffset(self):
        return None if self._zone is None else _check_offset("utcoffset", self._zone.utcoffset(self))

    def dst(self):
        return None if self._zone is None else _check_offset("dst", self._zone.dst(self))

    def tzname(self):
        return None if self._zone is None else self._zone.tzname(self)

    def timestamp(self):
        offset = self.utcoffset()
        us = self._to_us() - _EPOCH_US
        return (us if offset is None else us - offset._us) / 1_000_000

    def timetuple(self):
        from time import struct_time

        fields = date.timetuple(self)
        saving = self.dst()
        flag = -1 if saving is None else 1 if saving else 0
        return struct_time(tuple(fields[:3]) + (self._hour, self._minute, self._second) + tuple(fields[6:8]) + (flag,))

    def utctimetuple(self):
        offset = self.utcoffset()
        return (self - offset if offset else self).replace(tzinfo=timezone.utc).timetuple()

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        _check_zone(tz)
        if not isinstance(tz, _base.tzinfo):
            raise TypeError("tz argument must be an instance of tzinfo")
        if tz is self._zone:
            return self
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None
    ):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._us if microsecond is None else microsecond,
            self._zone if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    __replace__ = replace

    def isoformat(self, sep="T", timespec="auto"):
        text = date.isoformat(self) + sep + _format_time(self._hour, self._minute, self._second, self._us, timespec)
        return text + _format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._us:
            parts.append(self._second)
        if self._us:
            parts.append(self._us)
        text = ", ".join(map(str, parts))
        if self._zone is not None:
            text += f", tzinfo={self._zone!r}"
        if self._fold:
            text += ", fold=1"
        return f"{_name(self)}({text})"

    def _compare(self, other, is_equality=False):
        own, others = self.utcoffset(), other.utcoffset()
        if (own is None) != (others is None):
            if is_equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        a = self._to_us() - (0 if own is None else own._us)
        b = other._to_us() - (0 if others is None else others._us)
        return (a > b) - (a < b)

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, datetime) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, datetime) else _not_a_date(self, other)

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, datetime) else _not_a_date(self, other)

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, datetime) else _not_a_date(self, other)

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, datetime) else _not_a_date(self, other)

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._to_us() - (0 if offset is None else offset._us))

    def __add__(self, other):
        if isinstance(other, timedelta):
            return type(self)._from_us(self._to_us() + other._us, self._zone)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._from_us(self._to_us() - other._us, self._zone)
        if isinstance(other, datetime):
            own, others = self.utcoffset(), other.utcoffset()
            if (own is None) != (others is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            difference = self._to_us() - other._to_us()
            return timedelta._make(difference if own is None else difference - own._us + others._us)
        return NotImplemented


def _not_a_date(own, other):
    if isinstance(other, date):
        raise TypeError(f"can't compare {type(own).__qualname__} to {type(other).__module__}.{type(other).__qualname__}")
    return NotImplemented


_EPOCH_US = 719162 * _DAY_US


def _now_us():
    import time as clock

    return clock.time_ns() // 1000
