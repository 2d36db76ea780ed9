"""Dates, times and durations from text and numbers, with the wording of errors that programs see."""

import datetime as dt

from ._errors import invalid

_UNIX_LIMIT = 20_000_000_000
_MS_WATERSHED = _UNIX_LIMIT


class TzInfo(dt.tzinfo):
    """A fixed offset from UTC."""

    def __init__(self, seconds=0.0):
        self._seconds = int(seconds)

    def utcoffset(self, _when):
        return dt.timedelta(seconds=self._seconds)

    def dst(self, _when):
        return None

    def tzname(self, _when):
        return str(self)

    def fromutc(self, when):
        return when + dt.timedelta(seconds=self._seconds)

    def __str__(self):
        if self._seconds == 0:
            return 'UTC'
        sign = '-' if self._seconds < 0 else '+'
        minutes = abs(self._seconds) // 60
        return f'{sign}{minutes // 60:02d}:{minutes % 60:02d}'

    def __repr__(self):
        return f'TzInfo({self._seconds})' if self._seconds else 'TzInfo(0)'

    def __eq__(self, other):
        if isinstance(other, TzInfo):
            return self._seconds == other._seconds
        if isinstance(other, dt.tzinfo):
            return other.utcoffset(None) == self.utcoffset(None)
        return NotImplemented

    def __hash__(self):
        return hash(self._seconds)

    def __reduce__(self):
        return (TzInfo, (self._seconds,))

    def __deepcopy__(self, memo):
        return self


class Malformed(Exception):
    """The text isn't of the form; the message says why."""


def _digits(text, at, count, what):
    piece = text[at : at + count]
    if len(piece) < count:
        raise Malformed('input is too short')
    if not (piece.isascii() and piece.isdigit()):
        raise Malformed(f'invalid character in {what}')
    return int(piece)


def _month_days(year, month):
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _date_part(text):
    year = _digits(text, 0, 4, 'year')
    if text[4:5] != '-':
        raise Malformed('input is too short' if len(text) < 5 else 'invalid date separator, expected `-`')
    month = _digits(text, 5, 2, 'month')
    if text[7:8] != '-':
        raise Malformed('input is too short' if len(text) < 8 else 'invalid date separator, expected `-`')
    day = _digits(text, 8, 2, 'day')
    if not 1 <= month <= 12:
        raise Malformed('month value is outside expected range of 1-12')
    if day == 0 or day > _month_days(year, month):
        raise Malformed('day value is outside expected range')
    if year == 0:
        raise Malformed('year 0 is out of range')
    return dt.date(year, month, day)


def parse_date_text(text):
    """A date from `YYYY-MM-DD`."""
    made = _date_part(text)
    if len(text) > 10:
        raise Malformed('unexpected extra characters at the end of the input')
    return made


def _time_part(text, at):
    hour = _digits(text, at, 2, 'hour')
    if hour > 23:
        raise Malformed('hour value is outside expected range of 0-23')
    if text[at + 2 : at + 3] != ':':
        raise Malformed('input is too short' if len(text) <= at + 2 else 'invalid time separator, expected `:`')
    minute = _digits(text, at + 3, 2, 'minute')
    if minute > 59:
        raise Malformed('minute value is outside expected range of 0-59')
    at += 5
    second = micro = 0
    if text[at : at + 1] == ':':
        second = _digits(text, at + 1, 2, 'second')
        if second > 59:
            raise Malformed('second value is outside expected range of 0-59')
        at += 3
        if text[at : at + 1] in ('.', ',') and text[at : at + 1]:
            end = at + 1
            while end < len(text) and text[end] in '0123456789':
                end += 1
            fraction = text[at + 1 : end]
            if not fraction:
                raise Malformed('second fraction value is missing' if end >= len(text) else 'invalid character in second fraction')
            micro = int(fraction[:6].ljust(6, '0'))
            at = end
    zone = None
    if at < len(text):
        mark = text[at]
        if mark in 'zZ':
            zone = 0
            at += 1
        elif mark in '+-\u2212':
            sign = 1 if mark == '+' else -1
            at += 1
            hours = _digits(text, at, 2, 'timezone sign') if False else _zone_digits(text, at)
            at += 2
            if text[at : at + 1] == ':':
                at += 1
            minutes = _zone_digits(text, at)
            if minutes > 59:
                raise Malformed('timezone minute value is outside expected range of 0-59')
            at += 2
            zone = sign * (hours * 3600 + minutes * 60)
            if abs(zone) >= 86400:
                raise Malformed('timezone offset must be less than 24 hours')
    return hour, minute, second, micro, zone, at


def _zone_digits(text, at):
    piece = text[at : at + 2]
    if len(piece) < 2:
        raise Malformed('input is too short')
    if not (piece.isascii() and piece.isdigit()):
        raise Malformed('invalid timezone sign' if False else 'invalid character in timezone')
    return int(piece)


def _zone(seconds):
    return None if seconds is None else TzInfo(seconds)


def parse_datetime_text(text):
    """A datetime from ISO text."""
    made = _date_part(text)
    if len(text) == 10:
        raise Malformed('input is too short')
    if text[10] not in 'Tt _':
        raise Malformed('invalid datetime separator, expected `T`, `t`, `_` or space')
    hour, minute, second, micro, zone, end = _time_part(text, 11)
    if end < len(text):
        raise Malformed('unexpected extra characters at the end of the input')
    return dt.datetime(made.year, made.month, made.day, hour, minute, second, micro, _zone(zone))


def parse_time_text(text):
    """A time from ISO text."""
    hour, minute, second, micro, zone, end = _time_part(text, 0)
    if end < len(text):
        raise Malformed('unexpected extra characters at the end of the input')
    return dt.time(hour, minute, second, micro, _zone(zone))


def datetime_from_number(number):
    """A datetime from seconds (or milliseconds, if they are many) since 1970, in UTC."""
    import math

    if isinstance(number, float) and not math.isfinite(number):
        raise Malformed('NaN values not permitted' if number != number else 'dates after 9999 are not supported as unix timestamps' if number > 0 else 'dates before 1600 are not supported as unix timestamps')
    if abs(number) > _MS_WATERSHED:
        number = number / 1000
    seconds = math.floor(number)
    micro = round((number - seconds) * 1_000_000)
    if micro == 1_000_000:
        seconds, micro = seconds + 1, 0
    if seconds < -11_676_096_000:
        raise Malformed('dates before 1600 are not supported as unix timestamps')
    if seconds > 253_402_300_799:
        raise Malformed('dates after 9999 are not supported as unix timestamps')
    return dt.datetime(1970, 1, 1, tzinfo=TzInfo(0)) + dt.timedelta(seconds=seconds, microseconds=micro)


def number_from_text(text):
    """A number written as text, None if it isn't one."""
    body = text[1:] if text[:1] in ('-', '+') else text
    if body.isascii() and body.isdigit():
        return int(text)
    whole, point, fraction = body.partition('.')
    if point and (whole + fraction).isascii() and (whole + fraction).isdigit():
        return float(text)
    return None


def text_of(value, error):
    """Text from str or bytes."""
    if isinstance(value, str):
        return value
    try:
        return bytes(value).decode()
    except UnicodeDecodeError:
        raise error


def to_datetime(value, state, strict):
    """A datetime from what was given."""
    if isinstance(value, dt.datetime):
        return value
    is_text = isinstance(value, str) or isinstance(value, bytes) and state.mode != 'json'
    if strict and not (state.mode == 'json' and isinstance(value, str)) and state.mode != 'strings':
        raise invalid('datetime_type', value)
    if isinstance(value, dt.date):
        state.lax()
        return dt.datetime(value.year, value.month, value.day)
    if is_text:
        if not (state.mode in ('json', 'strings') and isinstance(value, str)):
            state.lax()
        elif state.mode == 'json':
            state.loose()
        text = text_of(value, invalid('datetime_type', value)).strip()
        number = number_from_text(text)
        try:
            if number is not None:
                return datetime_from_number(number)
            return parse_datetime_text(text)
        except Malformed as problem:
            first = str(problem)
        try:
            made = parse_date_text(text)
        except Malformed as problem:
            raise invalid('datetime_from_date_parsing', value, {'error': str(problem) if len(text) <= 10 or first == str(problem) else first if len(text) > 10 and not _date_is_wrong(text) else str(problem)})
        return dt.datetime(made.year, made.month, made.day)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        state.lax()
        try:
            return datetime_from_number(value)
        except Malformed as problem:
            raise invalid('datetime_parsing', value, {'error': str(problem)})
    raise invalid('datetime_type', value)


def _date_is_wrong(text):
    try:
        _date_part(text)
    except Malformed:
        return True
    return False


def to_date(value, state, strict):
    """A date from what was given."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if strict and not (state.mode == 'json' and isinstance(value, str)) and state.mode != 'strings':
        raise invalid('date_type', value)
    if isinstance(value, dt.datetime):
        state.lax()
        return _exact_date(value, value)
    is_text = isinstance(value, str) or isinstance(value, bytes) and state.mode != 'json'
    if is_text:
        if state.mode == 'json':
            state.loose()
        elif state.mode != 'strings':
            state.lax()
        text = text_of(value, invalid('date_type', value)).strip()
        try:
            return parse_date_text(text)
        except Malformed as problem:
            if strict:
                raise invalid('date_parsing', value, {'error': str(problem)})
        number = number_from_text(text)
        try:
            made = datetime_from_number(number) if number is not None else parse_datetime_text(text)
        except Malformed as problem:
            raise invalid('date_from_datetime_parsing', value, {'error': str(problem)})
        return _exact_date(made, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        state.lax()
        try:
            return _exact_date(datetime_from_number(value), value)
        except Malformed as problem:
            raise invalid('date_from_datetime_parsing', value, {'error': str(problem)})
    raise invalid('date_type', value)


def _exact_date(made, value):
    if made.hour or made.minute or made.second or made.microsecond:
        raise invalid('date_from_datetime_inexact', value)
    return made.date()


def to_time(value, state, strict):
    """A time from what was given."""
    if isinstance(value, dt.time):
        return value
    if strict and not (state.mode == 'json' and isinstance(value, str)) and state.mode != 'strings':
        raise invalid('time_type', value)
    is_text = isinstance(value, str) or isinstance(value, bytes) and state.mode != 'json'
    if is_text:
        if state.mode == 'json':
            state.loose()
        elif state.mode != 'strings':
            state.lax()
        text = text_of(value, invalid('time_type', value)).strip()
        number = number_from_text(text)
        try:
            return _time_from_number(number) if number is not None else parse_time_text(text)
        except Malformed as problem:
            raise invalid('time_parsing', value, {'error': str(problem)})
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        state.lax()
        try:
            return _time_from_number(value)
        except Malformed as problem:
            raise invalid('time_parsing', value, {'error': str(problem)})
    raise invalid('time_type', value)


def _time_from_number(number):
    if number != number:
        raise Malformed('NaN values not permitted')
    if number < 0:
        raise Malformed('time in seconds should be positive')
    if number >= 86400:
        raise Malformed('numeric times may not exceed 86,399 seconds')
    seconds = int(number)
    return dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60, round((number - seconds) * 1_000_000))


def to_timedelta(value, state, strict):
    """A duration from what was given."""
    if isinstance(value, dt.timedelta):
        return value
    if strict and not (state.mode == 'json' and isinstance(value, str)) and state.mode != 'strings':
        raise invalid('time_delta_type', value)
    is_text = isinstance(value, str) or isinstance(value, bytes) and state.mode != 'json'
    if is_text:
        if state.mode == 'json':
            state.loose()
        elif state.mode != 'strings':
            state.lax()
        text = text_of(value, invalid('time_delta_type', value)).strip()
        number = number_from_text(text)
        try:
            return _delta(seconds=number) if number is not None else parse_duration(text)
        except Malformed as problem:
            raise invalid('time_delta_parsing', value, {'error': str(problem)})
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        state.lax()
        if value != value:
            raise invalid('time_delta_parsing', value, {'error': 'NaN values not permitted'})
        try:
            return _delta(seconds=value)
        except Malformed as problem:
            raise invalid('time_delta_parsing', value, {'error': str(problem)})
    raise invalid('time_delta_type', value)


def _delta(**parts):
    try:
        return dt.timedelta(**parts)
    except OverflowError:
        raise Malformed('durations may not exceed 999,999,999 days')


_UNITS = {'Y': 365 * 86400, 'W': 7 * 86400, 'D': 86400, 'H': 3600, 'S': 1}


def parse_duration(text):
    """A duration from ISO 8601 text, or from `[days] HH:MM:SS`."""
    if not text:
        raise Malformed('input is too short')
    sign = 1
    at = 0
    if text[0] in '+-':
        sign = -1 if text[0] == '-' else 1
        at = 1
    if at >= len(text):
        raise Malformed('input is too short')
    if text[at] == 'P':
        return sign * _iso_duration(text, at + 1)
    return sign * _clock_duration(text, at)


def _iso_duration(text, at):
    if at >= len(text):
        raise Malformed('"P" must be followed by a duration' if False else 'input is too short')
    total = dt.timedelta()
    got_time = False
    last = False
    while at < len(text):
        if text[at] == 'T':
            if got_time:
                raise Malformed('"T" may only appear once' if False else 'duration characters "T" repeated')
            got_time = True
            at += 1
            continue
        start = at
        while at < len(text) and text[at] in '0123456789':
            at += 1
        if start == at:
            raise Malformed('invalid digit in duration')
        number = int(text[start:at])
        if at < len(text) and text[at] in '.,':
            begin = at + 1
            at = begin
            while at < len(text) and text[at] in '0123456789':
                at += 1
            number = float(f'{number}.{text[begin:at] or 0}')
        if at >= len(text):
            raise Malformed('input is too short')
        unit = text[at]
        at += 1
        if unit == 'M':
            factor = 60 if got_time else 30 * 86400
        elif unit in 'HS' and got_time or unit in 'YWD' and not got_time:
            factor = _UNITS[unit]
        elif unit in 'HS' or unit in 'YWD':
            raise Malformed('duration characters are in the wrong place' if False else 'invalid duration unit' if False else 'unit is not valid after "T"' if got_time else 'hours, minutes or seconds must be preceded by "T"')
        else:
            raise Malformed('invalid duration character' if False else 'invalid digit in duration' if False else 'unexpected duration unit')
        total += _delta(seconds=number * factor)
    del last
    return total


def _clock_duration(text, at):
    start = at
    while at < len(text) and text[at] in '0123456789':
        at += 1
    if start == at:
        raise Malformed('invalid digit in duration')
    number = int(text[start:at])
    rest = text[at:]
    days = 0
    if rest[:1] == ':':
        return _clock(text[start:])
    word = rest.lstrip(' ')
    if word[:1] in ('d', 'D'):
        days = number
        for name in ('days', 'day', 'd'):
            if word.lower().startswith(name):
                word = word[len(name) :]
                break
    elif rest[:1] == ' ' and ':' in word:
        days = number
    else:
        raise Malformed('unexpected extra characters at the end of the input' if not rest else 'invalid digit in duration')
    word = word.lstrip(', ')
    total = _delta(days=days)
    if word:
        total += _clock(word)
    return total


def _clock(text):
    try:
        hour, minute, second, micro, zone, end = _time_part(text if text[1:2] != ':' else '0' + text, 0)
    except Malformed:
        raise
    if zone is not None or end < len(text if text[1:2] != ':' else '0' + text):
        raise Malformed('unexpected extra characters at the end of the input')
    return dt.timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)


def iso_duration(value):
    """A duration as ISO 8601 text."""
    negative = value.days < 0
    value = -value if negative else value
    days, seconds, micro = value.days, value.seconds, value.microseconds
    text = '-P' if negative else 'P'
    years, days = divmod(days, 365)
    if years:
        text += f'{years}Y'
    if days:
        text += f'{days}D'
    if seconds or micro or not (years or days):
        text += 'T'
        hours, seconds = divmod(seconds, 3600)
        minutes, seconds = divmod(seconds, 60)
        if hours:
            text += f'{hours}H'
        if minutes:
            text += f'{minutes}M'
        if seconds or micro or not (hours or minutes):
            text += f'{seconds}' + (f'.{micro:06d}'.rstrip('0') if micro else '') + 'S'
    return text
