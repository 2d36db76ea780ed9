import logging
import warnings

import pytest


async def test_async_without_mark():
    assert True


@pytest.fixture
async def number():
    return 1


async def test_async_fixture(number):
    assert number == 2


@pytest.mark.xfail
def test_strict():
    pass


def check_function():
    pass


class UserSuite:
    def check_method(self):
        pass

    def test_method(self, logged):
        assert logged[-1] == "used"


@pytest.mark.slow
@pytest.mark.db("x")
def test_marks():
    pass


def test_warning():
    warnings.warn("an error now")


def test_old_warning():
    warnings.warn("old thing", DeprecationWarning)


def test_log(caplog):
    logging.getLogger("x").info("seen")
    logging.getLogger("x").debug("not seen")
    assert caplog.messages == ["seen"]
