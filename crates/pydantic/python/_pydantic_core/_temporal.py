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
    if len(text.encode()) < 10:
        raise Malformed('input is too short')
    year = _digits(text, 0, 4, 'year')
    if text[4] != '-':
        raise Malformed('invalid date separator, expected `-`')
    month = _digits(text, 5, 2, 'month')
    if text[7] != '-':
        raise Malformed('invalid date separator, expected `-`')
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


def _clock_part(text, at):
    """Hour, minute, second and microsecond, and where they end."""
    if len(text.encode()) < at + 5:
        raise Malformed('input is too short')
    hour = _digits(text, at, 2, 'hour')
    if text[at + 2] != ':':
        raise Malformed('invalid time separator, expected `:`')
    minute = _digits(text, at + 3, 2, 'minute')
    if hour > 23:
        raise Malformed('hour value is outside expected range of 0-23')
    return (hour, *_after_hour(text, at + 5, minute))


def _after_hour(text, at, minute):
    if minute > 59:
        raise Malformed('minute value is outside expected range of 0-59')
    second = micro = 0
    if text[at : at + 1] == ':':
        second = _digits(text, at + 1, 2, 'second')
        if second > 59:
            raise Malformed('second value is outside expected range of 0-59')
        at += 3
        if at < len(text) and text[at] in '.,':
            end = at + 1
            while end < len(text) and text[end] in '0123456789':
                end += 1
            fraction = text[at + 1 : end]
            if not fraction:
                raise Malformed('second fraction digits missing after `.`')
            micro = int(fraction[:6].ljust(6, '0'))
            at = end
    return minute, second, micro, at


def _time_part(text, at):
    hour, minute, second, micro, at = _clock_part(text, at)
    zone = None
    if at < len(text):
        mark = text[at]
        if mark in 'zZ':
            zone = 0
            at += 1
        elif mark in '+-\u2212':
            sign = 1 if mark == '+' else -1
            hours = _zone_digits(text, at + 1, 'hour')
            at += 3
            if text[at : at + 1] == ':':
                at += 1
            minutes = _zone_digits(text, at, 'minute')
            if minutes > 59:
                raise Malformed('timezone minute value is outside expected range of 0-59')
            at += 2
            zone = sign * (hours * 3600 + minutes * 60)
            if abs(zone) >= 86400:
                raise Malformed('timezone offset must be less than 24 hours')
        else:
            raise Malformed('invalid timezone sign')
    return hour, minute, second, micro, zone, at


def _zone_digits(text, at, what):
    piece = text[at : at + 2]
    if not (len(piece) == 2 and piece.isascii() and piece.isdigit()):
        raise Malformed(f'invalid timezone {what}')
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
        if number != number:
            raise Malformed('NaN values not permitted')
        side = 'after 9999' if number > 0 else 'before 0000'
        raise Malformed(f'dates {side} are not supported as unix timestamps')
    if abs(number) > _MS_WATERSHED:
        number = number / 1000
    seconds = math.floor(number)
    micro = round((number - seconds) * 1_000_000)
    if micro == 1_000_000:
        seconds, micro = seconds + 1, 0
    if seconds < -62_167_219_200:
        raise Malformed('dates before 0000 are not supported as unix timestamps')
    if seconds > 253_402_300_799:
        raise Malformed('dates after 9999 are not supported as unix timestamps')
    return dt.datetime(1970, 1, 1, tzinfo=TzInfo(0)) + dt.timedelta(seconds=seconds, microseconds=micro)


def number_from_text(text):
    """A number written as text, None if it isn't one."""
    body = text[1:] if text[:1] in ('-', '+') else text
    if len(body) > 19 and '.' not in body:
        return None
    if body.isascii() and body.isdigit():
        return int(text)
    whole, point, fraction = body.partition('.')
    if point and (whole or fraction) and (whole + fraction).isascii() and (whole + fraction).isdigit():
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
        text = text_of(value, invalid('datetime_type', value))
        number = number_from_text(text)
        try:
            if number is not None:
                return datetime_from_number(number)
            return parse_datetime_text(text)
        except Malformed:
            pass
        try:
            made = parse_date_text(text)
        except Malformed as problem:
            raise invalid('datetime_from_date_parsing', value, {'error': str(problem)})
        return dt.datetime(made.year, made.month, made.day)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        state.lax()
        try:
            return datetime_from_number(value)
        except Malformed as problem:
            raise invalid('datetime_parsing', value, {'error': str(problem)})
    raise invalid('datetime_type', value)


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
        text = text_of(value, invalid('date_type', value))
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
        text = text_of(value, invalid('time_type', value))
        try:
            return parse_time_text(text)
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
    micro = round((number - seconds) * 1_000_000)
    return dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60, micro, TzInfo(0))


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
        text = text_of(value, invalid('time_delta_type', value))
        try:
            return parse_duration(text)
        except Malformed as problem:
            raise invalid('time_delta_parsing', value, {'error': str(problem)})
    if isinstance(value, (int, float)):
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
    body = text[at:]
    if 'd' in body or 'D' in body or len(text.encode()) < 5:
        return sign * _days_duration(body)
    return sign * _clock(body)


def _leading_digits(text, at):
    start = at
    while at < len(text) and text[at] in '0123456789':
        at += 1
    if start == at:
        raise Malformed('input is too short' if at >= len(text) else 'invalid digit in duration')
    if at - start > 10:
        raise Malformed('a numeric value in the duration is too large')
    return int(text[start:at]), at


def _iso_duration(text, at):
    if at >= len(text):
        raise Malformed('input is too short')
    total = dt.timedelta()
    if text[at:] == 'T':
        raise Malformed('input is too short')
    got_time = False
    while at < len(text):
        if text[at] == 'T':
            if got_time:
                raise Malformed('`t` character repeated in duration')
            got_time = True
            at += 1
            continue
        if text[at] not in '0123456789':
            raise Malformed('invalid digit in duration')
        number, at = _leading_digits(text, at)
        if at < len(text) and text[at] in '.,':
            begin = at = at + 1
            while at < len(text) and text[at] in '0123456789':
                at += 1
            number = float(f'{number}.{text[begin:at] or 0}')
        if at >= len(text):
            raise Malformed(f'quantity invalid in {"time" if got_time else "date"} part of duration')
        unit = text[at]
        at += 1
        if unit == 'M':
            factor = 60 if got_time else 30 * 86400
        elif unit in _UNITS and (unit in 'HS') == got_time:
            factor = _UNITS[unit]
        elif got_time:
            raise Malformed('quantity invalid in time part of duration')
        else:
            raise Malformed('quantity invalid in date part of duration')
        total += _delta(seconds=number * factor)
    return total


def _days_duration(text):
    days, at = _leading_digits(text, 0)
    rest = text[at:].lstrip(' ')
    if rest[:1] not in ('d', 'D') or not rest:
        raise Malformed('"day" identifier in duration not correctly formatted')
    lowered = rest.lower()
    for name in ('days', 'day', 'd'):
        if lowered.startswith(name):
            rest = rest[len(name) :]
            break
    total = _delta(days=days)
    rest = rest.lstrip(' ').removeprefix(',').lstrip(' ')
    if rest:
        total += _clock(rest)
    return total


def _clock(text):
    """`HH:MM[:SS[.ffffff]]`; a duration may have any number of hours."""
    if len(text.encode()) < 5:
        raise Malformed('input is too short')
    hours, colon, _rest = text.partition(':')
    if not colon:
        raise Malformed('invalid character in hour')
    if len(hours) > 9:
        raise Malformed('durations may not exceed 999,999,999 hours')
    if not (hours.isascii() and hours.isdigit()):
        raise Malformed('invalid character in hour')
    at = len(hours) + 1
    minute = _digits(text, at, 2, 'minute')
    minute, second, micro, end = _after_hour(text, at + 2, minute)
    if end < len(text):
        raise Malformed('unexpected extra characters at the end of the input')
    return dt.timedelta(hours=int(hours), minutes=minute, seconds=second, microseconds=micro)


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
