"""What day it is."""

from datetime import date


def get_today() -> date:
    return date.today()


def is_past(start: date, today: date) -> bool:
    return start < today
