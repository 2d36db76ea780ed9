from datetime import date

import pytest

from app.clock import get_today
from app.main import app


@pytest.fixture
def client(client):
    """The client of the other tests, for which today is the 10th of May 2026."""
    app.dependency_overrides[get_today] = lambda: date(2026, 5, 10)
    return client


def test_a_rental_begins_today_if_nothing_is_said(client):
    response = client.post("/bookings", json={"bicycle": "city", "days": 1})
    assert response.json()["start"] == "2026-05-10"


def test_today_is_allowed(client):
    response = client.post("/bookings", json={"bicycle": "city", "days": 1, "start": "2026-05-10"})
    assert response.status_code == 201


def test_yesterday_is_refused(client):
    response = client.post("/bookings", json={"bicycle": "city", "days": 1, "start": "2026-05-09"})
    assert response.status_code == 400
