import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient

from main import app, current_user


@pytest.fixture
def client():
    with TestClient(app) as client:
        yield client


@pytest.fixture
def grace():
    app.dependency_overrides[current_user] = lambda: "Grace"
    yield
    app.dependency_overrides.clear()


def test_read_item(client):
    response = client.get("/items/1")
    assert response.status_code == 200
    item = response.json()
    assert item == {"name": "cup", "price": 1.1}


def test_unknown_item(client):
    assert client.get("/items/99").status_code == 404


@pytest.mark.parametrize("item_id", ["first", "1.5", "1e3"])
def test_whole_number(client, item_id):
    response = client.get(f"/items/{item_id}")
    assert response.status_code == 422
    error = response.json()["detail"][0]
    assert error["type"] == "int_parsing"


def test_total(client):
    response = client.get("/items/1/total", params={"count": 3})
    assert response.json() == {"total": pytest.approx(3.3)}


def test_change_needs_a_key(client):
    response = client.put("/items/2", json={"name": "bowl", "price": 5}, headers={"x-key": "guess"})
    assert response.status_code == 401


def test_change(client, grace):
    response = client.put("/items/2", json={"name": "bowl", "price": 5})
    assert response.status_code == 200
    assert response.json()["by"] == "Grace"
    assert client.get("/items/2").json()["name"] == "bowl"


def test_starts_anew(client):
    assert client.get("/items/2").json()["name"] == "plate"


def test_current_user():
    assert current_user("key-of-ada") == "Ada"
    with pytest.raises(HTTPException) as caught:
        current_user("guess")
    assert caught.value.status_code == 401
