import pytest

other = pytest.importorskip("no_such_module")


def test_never():
    pass
