import pytest


@pytest.fixture(scope="session")
async def number():
    return []


async def test_async(number):
    number.append(1)
    assert number == [1]


@pytest.mark.slow
async def test_async_again(number):
    number.append(1)
    assert number == [1]
