import warnings

import pytest


@pytest.mark.filterwarnings("error")
class TestErrors:
    @pytest.mark.filterwarnings("ignore")
    def test_inner(self):
        warnings.warn("x")

    def test_outer(self):
        warnings.warn("x")


@pytest.mark.filterwarnings("error:x.*:DeprecationWarning", "ignore")
def test_later_first():
    warnings.warn("xy", DeprecationWarning)


@pytest.mark.filterwarnings("ignore", "error:x.*:DeprecationWarning")
def test_last_counts():
    warnings.warn("xy", DeprecationWarning)


def test_filters_are_back():
    warnings.warn("x")


@pytest.mark.filterwarnings("error::UserWarning")
def test_expected():
    with pytest.warns(UserWarning, match="x"):
        warnings.warn("xy")


def test_nested():
    with pytest.warns(UserWarning):
        with pytest.warns(DeprecationWarning):
            warnings.warn("one", UserWarning)
            warnings.warn("two", DeprecationWarning)


def test_records():
    with pytest.warns() as record:
        warnings.warn("one", UserWarning)
        warnings.warn("two", RuntimeWarning)
    assert [str(one.message) for one in record] == ["one", "two"]
    assert record.pop(RuntimeWarning).category is RuntimeWarning
    assert len(record.list) == 1


def test_wrong_class():
    with pytest.warns(ValueError):
        pass


def test_raises_inside():
    with pytest.warns(UserWarning):
        raise ValueError("first")
