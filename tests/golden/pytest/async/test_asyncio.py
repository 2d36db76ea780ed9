import asyncio

import pytest
import pytest_asyncio


@pytest_asyncio.fixture
async def number():
    await asyncio.sleep(0)
    return 5


@pytest_asyncio.fixture
async def resource():
    made = []
    yield made
    made.append("closed")


@pytest.mark.asyncio
async def test_number(number):
    assert number == 5


@pytest.mark.asyncio
async def test_number_fails(number):
    assert number == 6


@pytest.mark.asyncio
async def test_resource(resource):
    assert resource == []


@pytest.mark.asyncio
class TestAll:
    async def test_one(self, number):
        await asyncio.sleep(0.01)
        assert number == 5


@pytest.mark.asyncio
async def test_loop(loop_of_fixture):
    assert loop_of_fixture is asyncio.get_running_loop()


@pytest_asyncio.fixture()
async def loop_of_fixture():
    return asyncio.get_running_loop()


@pytest.fixture
async def strict():
    return 1


@pytest.mark.asyncio
async def test_strict(strict):
    assert strict == 1


def test_sync(number):
    assert number == 5


@pytest.mark.asyncio
def test_marked_but_sync():
    pass


async def test_not_marked():
    pass


pytestmark = []
