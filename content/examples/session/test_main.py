from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from main import Base, User, app, get_db


def client_with_users(**credits: int) -> TestClient:
    """A client whose requests go to a new database in memory."""
    engine = create_engine(
        "sqlite://",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    Base.metadata.create_all(engine)
    with Session(engine) as db:
        for name, number in credits.items():
            db.add(User(name=name, credits=number))
        db.commit()

    def other_db():
        with Session(engine) as db:
            yield db

    app.dependency_overrides[get_db] = other_db
    return TestClient(app)


def credits(client: TestClient) -> dict:
    users = client.get("/users/").json()
    return {user["name"]: user["credits"] for user in users}


def test_a_gift_moves_credits():
    client = client_with_users(Joan=4, Mary=0)
    gift = {"giver": 1, "receiver": 2, "credits": 3}
    response = client.post("/gifts/", json=gift)
    assert response.status_code == 200
    assert credits(client) == {"Joan": 1, "Mary": 3}


def test_a_gift_to_nobody_changes_nothing():
    client = client_with_users(Joan=4, Mary=0)
    gift = {"giver": 1, "receiver": 99, "credits": 3}
    response = client.post("/gifts/", json=gift)
    assert response.status_code == 404
    assert credits(client) == {"Joan": 4, "Mary": 0}


def test_too_much_is_refused():
    client = client_with_users(Joan=4, Mary=0)
    gift = {"giver": 2, "receiver": 1, "credits": 1}
    response = client.post("/gifts/", json=gift)
    assert response.status_code == 409
    assert credits(client) == {"Joan": 4, "Mary": 0}
