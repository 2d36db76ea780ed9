from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_an_unknown_booking_is_not_found():
    assert client.get("/bookings/999").status_code == 404
    assert client.delete("/bookings/999").status_code == 404


def test_the_number_of_days_has_limits():
    for days in (0, 15):
        response = client.post("/bookings", json={"bicycle": "city", "days": days, "start": "2098-01-01"})
        assert response.status_code == 422
        assert response.json()["detail"][0]["loc"] == ["body", "days"]


def test_the_limits_themselves_are_allowed():
    for start, days in (("2097-01-01", 1), ("2097-02-01", 14)):
        response = client.post("/bookings", json={"bicycle": "city", "days": days, "start": start})
        assert response.status_code == 201


def test_a_taken_bicycle_is_a_conflict():
    booking = {"bicycle": "tandem", "days": 2, "start": "2099-05-01"}
    assert client.post("/bookings", json=booking).status_code == 201
    assert client.post("/bookings", json=booking).status_code == 409


def test_a_cancelled_booking_frees_the_bicycle():
    booking = {"bicycle": "cargo", "days": 2, "start": "2099-05-01"}
    booking_id = client.post("/bookings", json=booking).json()["id"]
    assert client.delete(f"/bookings/{booking_id}").status_code == 204
    assert client.post("/bookings", json=booking).status_code == 201
