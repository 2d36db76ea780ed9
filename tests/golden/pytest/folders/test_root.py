from helpers import check


def test_where(where):
    assert where == "root"


def test_not_seen(inner):
    pass


def test_helper():
    check(2)
