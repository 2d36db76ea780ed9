import pytest
from fastapi.testclient import TestClient

from app.main import app
from app.store import Store, get_store


@pytest.fixture
def client():
    """A client whose bookings are its own: the store is new for each test."""
    store = Store()
    app.dependency_overrides[get_store] = lambda: store
    yield TestClient(app)
    app.dependency_overrides.clear()
