"""The time zone of validated times: a fixed offset."""

from datetime import timedelta, tzinfo


class TzInfo(tzinfo):
    """An offset from UTC in seconds."""

    def __init__(self, seconds=0.0):
        seconds = int(seconds)
        if abs(seconds) >= 86400:
            raise ValueError(f"TzInfo offset must be strictly between -86400 and 86400 (24 hours) seconds, got {seconds}")
        self._seconds = seconds

    def utcoffset(self, dt):
        return timedelta(seconds=self._seconds)

    def tzname(self, dt):
        return str(self)

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + timedelta(seconds=self._seconds)

    def __repr__(self):
        return f"TzInfo({self._seconds})"

    def __str__(self):
        if self._seconds == 0:
            return "UTC"
        sign = "-" if self._seconds < 0 else "+"
        minutes, seconds = divmod(abs(self._seconds), 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{sign}{hours:02}:{minutes:02}"
        return f"{text}:{seconds:02}" if seconds else text

    def __eq__(self, other):
        if isinstance(other, TzInfo):
            return self._seconds == other._seconds
        if isinstance(other, tzinfo):
            return other.utcoffset(None) == timedelta(seconds=self._seconds)
        return NotImplemented

    def __hash__(self):
        return hash(self._seconds)

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return TzInfo, (self._seconds,)
