import pytest


@pytest.mark.parametrize(
    ("start", "days", "status"),
    [
        ("2099-05-08", 2, 201),  # ends when the other one begins
        ("2099-05-08", 3, 409),
        ("2099-05-10", 1, 409),
        ("2099-05-11", 1, 409),
        ("2099-05-01", 14, 409),  # all around it
        ("2099-05-12", 1, 201),  # begins when the other one has ended
    ],
)
def test_bookings_must_not_overlap(client, start, days, status):
    client.post("/bookings", json={"bicycle": "tandem", "days": 2, "start": "2099-05-10"})
    response = client.post("/bookings", json={"bicycle": "tandem", "days": days, "start": start})
    assert response.status_code == status
