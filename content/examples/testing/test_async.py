import pytest
from httpx2 import ASGITransport, AsyncClient

from main import Item, app, get_items

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def one_jug():
    app.dependency_overrides[get_items] = lambda: {7: Item(name="jug", price=8)}
    yield
    app.dependency_overrides.clear()


async def test_read_item(one_jug):
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.get("/items/7")
    assert response.json()["name"] == "jug"
