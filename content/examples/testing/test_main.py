from fastapi.testclient import TestClient

from main import app, current_user

client = TestClient(app)


def test_read_item():
    response = client.get("/items/1")
    assert response.status_code == 200
    assert response.json() == {"id": 1, "name": "cup"}


def test_unknown_item():
    assert client.get("/items/99").status_code == 404


def test_wrong_type():
    response = client.get("/items/first")
    assert response.status_code == 422
    assert response.json()["detail"][0]["type"] == "int_parsing"


def test_rename():
    response = client.put("/items/2", json={"name": "bowl"})
    assert response.status_code == 200
    assert client.get("/items/2").json()["name"] == "bowl"


def test_as_another_user():
    app.dependency_overrides[current_user] = lambda: "Grace"
    try:
        assert client.get("/me").json() == {"user": "Grace"}
    finally:
        app.dependency_overrides.clear()
