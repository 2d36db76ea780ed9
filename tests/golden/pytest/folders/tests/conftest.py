import pytest


@pytest.fixture
def where(where):
    return where + "/tests"


@pytest.fixture
def inner():
    return 1


@pytest.fixture(autouse=True)
def auto_inner(order):
    order.append("tests")
