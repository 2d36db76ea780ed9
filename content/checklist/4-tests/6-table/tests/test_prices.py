import pytest

from app.prices import price


@pytest.mark.parametrize(
    ("days", "member", "expected"),
    [
        (1, False, 12),
        (4, False, 48),
        (5, False, 56),
        (14, False, 128),
        (1, True, 10),
        (4, True, 43),
        (5, True, 50),
        (14, True, 115),
    ],
)
def test_price(days, member, expected):
    assert price(days, member) == expected


@pytest.mark.parametrize("days", [0, -1])
def test_a_rental_takes_at_least_one_day(days):
    with pytest.raises(ValueError):
        price(days)
