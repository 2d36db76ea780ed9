import pytest
from fastapi.testclient import TestClient

from main import app, get_items


@pytest.fixture
def store():
    return {}


@pytest.fixture
def client(store):
    app.dependency_overrides[get_items] = lambda: store
    with TestClient(app) as client:
        yield client
    app.dependency_overrides.clear()
