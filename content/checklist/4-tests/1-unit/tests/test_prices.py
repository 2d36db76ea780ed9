from app.prices import price


def test_a_day_costs_twelve():
    assert price(1) == 12
    assert price(4) == 48


def test_from_the_fifth_day_on_a_day_costs_eight():
    assert price(5) == 56
    assert price(6) == 64


def test_members_pay_less():
    assert price(5, member=True) == 50
