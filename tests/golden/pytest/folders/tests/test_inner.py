from .values import VALUE


def test_where(where, order):
    assert where == "root/tests"
    assert order[-2:] == ["root", "tests"]


def test_value(inner):
    assert inner == VALUE


def test_package(package, order):
    assert "package up" in order
