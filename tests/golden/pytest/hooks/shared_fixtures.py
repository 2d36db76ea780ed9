import pytest


@pytest.fixture
def shared():
    return "shared"
