import pytest

LOG = []


@pytest.fixture
def logged():
    LOG.append("used")
    return LOG
