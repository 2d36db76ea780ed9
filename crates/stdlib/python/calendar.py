"""Months, weeks and leap years."""

from datetime import date as _date



class Day(int):
    """A day of the week: a number with a name."""

    __slots__ = ()

    @property
    def name(self):
        return _DAY_NAMES[self]

    def __repr__(self):
        return f"calendar.{_DAY_NAMES[self]}"

    __str__ = int.__repr__


_DAY_NAMES = "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY".split()
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = [Day(n) for n in range(7)]
day_name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
day_abbr = [name[:3] for name in day_name]
month_name = [""] + (
    "January February March April May June July August September October November December"
).split()
month_abbr = [name[:3] for name in month_name]
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class IllegalMonthError(ValueError, IndexError):
    def __str__(self):
        return f"bad month number {self.args[0]!r}; must be 1-12"


def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    return sum([isleap(year) for year in range(y1, y2)])


def weekday(year, month, day):
    return Day(_date(year, month, day).weekday())


def monthrange(year, month):
    """The weekday of the first day and the number of days."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _DAYS[month] + (month == 2 and isleap(year))


def monthcalendar(year, month):
    """Weeks as lists of days; 0 stands for days of other months."""
    first, count = monthrange(year, month)
    days = [0] * first + list(range(1, count + 1))
    days += [0] * (-len(days) % 7)
    return [days[at : at + 7] for at in range(0, len(days), 7)]


def timegm(tuple):
    """Seconds since 1970 of a time tuple in UTC."""
    year, month, day, hour, minute, second = tuple[:6]
    days = _date(year, month, 1).toordinal() - 719163 + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def month(theyear, themonth, w=0, l=0):  # noqa: E741
    width = max(2, w)
    title = f"{month_name[themonth]} {theyear}".center((width + 1) * 7 - 1).rstrip()
    lines = [title, " ".join([name[:width] for name in day_abbr])]
    for week in monthcalendar(theyear, themonth):
        lines.append(" ".join([(str(day) if day else "").rjust(width) for day in week]).rstrip())
    return "\n".join(lines) + "\n"
