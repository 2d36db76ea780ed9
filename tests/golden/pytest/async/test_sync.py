import pytest


@pytest.fixture
async def number():
    return 5


def test_sync_with_async(number):
    pass
