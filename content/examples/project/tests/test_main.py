from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_a_user_is_found():
    response = client.get("/users/1")
    assert response.status_code == 200
    assert response.json() == {"id": 1, "name": "Ada"}


def test_a_user_that_is_not_there():
    assert client.get("/users/99").status_code == 404


def test_items_need_a_key():
    assert client.get("/items").status_code == 401
    assert client.get("/items", headers={"x-key": "open"}).json() == ["cup", "plate"]
