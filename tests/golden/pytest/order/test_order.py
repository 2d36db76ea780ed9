import pytest

CALLS = []


@pytest.fixture(scope="module", params=["red", "blue"])
def colour(request):
    CALLS.append(f"up {request.param}")
    yield request.param
    CALLS.append(f"down {request.param}")


@pytest.fixture(scope="session", params=[1, 2])
def number(request):
    return request.param


@pytest.fixture(scope="class", params=["x"])
def per_class(request):
    CALLS.append("class")
    return request.param


def test_first(colour):
    pass


def test_plain():
    pass


def test_second(colour):
    pass


def test_both(colour, number):
    pass


def test_number(number):
    pass


class TestOne:
    def test_a(self, per_class, colour):
        pass

    def test_b(self, per_class):
        pass


@pytest.mark.parametrize("number", [5, 6])
def test_own_number(number, colour):
    assert number in (5, 6)


@pytest.mark.parametrize("colour", ["green", "red"], indirect=True)
def test_indirect(colour):
    assert colour == "green"


@pytest.mark.parametrize("a", [1, 2], scope="module")
@pytest.mark.parametrize("b", [3, 4], scope="module")
def test_scoped(a, b):
    pass


def test_last():
    assert CALLS.count("class") == 3
    assert CALLS == []
