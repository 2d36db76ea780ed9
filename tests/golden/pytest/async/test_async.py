import asyncio

import pytest

LOG = []


@pytest.fixture
async def number():
    await asyncio.sleep(0.01)
    return 5


@pytest.fixture
async def resource():
    LOG.append("open")
    yield "resource"
    await asyncio.sleep(0)
    LOG.append("close")


@pytest.fixture
def plain(number):
    return number + 1


@pytest.mark.anyio
async def test_number(number):
    assert number == 5


@pytest.mark.anyio
async def test_fails(number):
    await asyncio.sleep(0)
    assert number == 6


@pytest.mark.anyio
async def test_resource(resource):
    assert LOG == ["open"]


def test_closed():
    assert LOG == ["open", "close"]


@pytest.mark.anyio
async def test_plain(plain):
    assert await double(plain) == 11


async def double(value):
    return value * 2


@pytest.mark.anyio
async def test_same_loop(loop_of_fixture):
    assert loop_of_fixture is asyncio.get_running_loop()


@pytest.fixture
async def loop_of_fixture():
    return asyncio.get_running_loop()


async def test_without_mark():
    assert True


def test_sync_with_backend(anyio_backend, number):
    assert number == 5


@pytest.mark.anyio
class TestAll:
    async def test_one(self, number):
        assert number == 5

    def test_sync(self):
        pass


@pytest.mark.anyio
@pytest.mark.parametrize("n", [1, 2])
async def test_param(n):
    with pytest.raises(ZeroDivisionError):
        n / 0
    assert n == 1


@pytest.mark.anyio
async def test_raises():
    async def fail():
        raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        await fail()
    await fail()


@pytest.fixture
async def broken():
    raise RuntimeError("broken")
    yield


@pytest.mark.anyio
async def test_broken(broken):
    pass


@pytest.fixture
async def broken_down():
    yield 1
    raise RuntimeError("broken at the end")


@pytest.mark.anyio
async def test_broken_down(broken_down):
    pass
