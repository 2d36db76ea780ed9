def test_an_unknown_booking_is_not_found(client):
    assert client.get("/bookings/999").status_code == 404
    assert client.delete("/bookings/999").status_code == 404


def test_the_number_of_days_has_limits(client):
    for days in (0, 15):
        response = client.post("/bookings", json={"bicycle": "city", "days": days})
        assert response.status_code == 422
        assert response.json()["detail"][0]["loc"] == ["body", "days"]


def test_the_limits_themselves_are_allowed(client):
    for bicycle, days in (("city", 1), ("cargo", 14)):
        response = client.post("/bookings", json={"bicycle": bicycle, "days": days})
        assert response.status_code == 201


def test_a_taken_bicycle_is_a_conflict(client):
    booking = {"bicycle": "tandem", "days": 2}
    assert client.post("/bookings", json=booking).status_code == 201
    assert client.post("/bookings", json=booking).status_code == 409


def test_a_cancelled_booking_frees_the_bicycle(client):
    booking = {"bicycle": "cargo", "days": 2}
    booking_id = client.post("/bookings", json=booking).json()["id"]
    assert client.delete(f"/bookings/{booking_id}").status_code == 204
    assert client.post("/bookings", json=booking).status_code == 201
