import pytest
from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient

from main import app, get_user


def test_root(client):
    response = client.get("/")
    assert response.status_code == 200
    assert response.json() == {"message": "Hello"}


def test_wrong_status(client):
    response = client.get("/items/1")
    assert response.status_code == 200


def test_wrong_status_at_once(client):
    assert client.get("/items/1", headers={"a": "b"}).status_code == 200, "the item should be there"


def test_wrong_json(client):
    response = client.get("/")
    assert response.json() == {"message": "Hi"}


def test_wrong_part(client):
    assert client.get("/").json()["message"] == "Hi"


def test_create(client, store):
    response = client.post("/items", json={"name": "Tea", "price": 2.5})
    assert response.status_code == 201
    assert response.json() == {"id": 1, "name": "Tea", "price": 2.5}
    assert store == {1: {"name": "Tea", "price": 2.5}}


def test_store_is_new(store):
    assert not store


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({"price": 1}, ["body", "name"]),
        ({"name": "Tea", "price": "much"}, ["body", "price"]),
        pytest.param({}, ["body", "name"], id="empty"),
    ],
)
def test_invalid(client, body, location):
    response = client.post("/items", json=body)
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == location


@pytest.mark.parametrize("token, status", [("secret", 200), ("wrong", 401), ("", 401)])
def test_token(client, token, status):
    assert client.get("/me", headers={"X-Token": token}).status_code == status


def test_override(client):
    app.dependency_overrides[get_user] = lambda: "bob"
    assert client.get("/me").json() == {"user": "bob"}


def test_override_gone(client):
    assert client.get("/me").status_code == 422


def test_boom(client):
    with pytest.raises(RuntimeError, match="boom"):
        client.get("/boom")


def test_boom_unexpected(client):
    client.get("/boom")


def test_boom_as_answer():
    client = TestClient(app, raise_server_exceptions=False)
    assert client.get("/boom").status_code == 500


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
async def test_async():
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.get("/")
    assert response.status_code == 200
    assert response.json()["message"] == "Hallo"


def test_approx(client):
    price = client.post("/items", json={"name": "Tea", "price": 0.1 + 0.2}).json()["price"]
    assert price == pytest.approx(0.3)


def test_header(client):
    assert client.get("/").headers["content-type"] == "text/plain"


def test_detail(client):
    response = client.get("/items/7")
    assert response.json()["detail"] == "Item 7 not found"


def test_in(client):
    assert "Bye" in client.get("/").text
