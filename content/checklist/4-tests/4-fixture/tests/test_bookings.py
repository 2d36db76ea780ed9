def test_a_booking_is_made(client):
    response = client.post("/bookings", json={"bicycle": "city", "days": 3})
    assert response.status_code == 201
    booking = response.json()
    assert booking["bicycle"] == "city"
    assert booking["days"] == 3
    assert booking["price"] == 36


def test_a_booking_is_found(client):
    booking = client.post("/bookings", json={"bicycle": "cargo", "days": 2}).json()
    response = client.get(f"/bookings/{booking['id']}")
    assert response.status_code == 200
    assert response.json() == booking


def test_a_member_pays_less(client):
    response = client.post("/bookings", json={"bicycle": "tandem", "days": 5, "member": True})
    assert response.json()["price"] == 50
