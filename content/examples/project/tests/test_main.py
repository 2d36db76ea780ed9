from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_a_user_is_found():
    response = client.get("/users/1")
    assert response.status_code == 200
    assert response.json() == {"id": 1, "name": "Ada"}


def test_items_need_a_key():
    assert client.get("/items").status_code == 401
