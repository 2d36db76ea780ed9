from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from main import Base, User, app, get_db


def client_with_users(**credits: int) -> TestClient:
    """A client whose requests go to a new database in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    Base.metadata.create_all(engine)
    with Session(engine) as db:
        db.add_all([User(name=name, credits=number) for name, number in credits.items()])
        db.commit()

    def other_db():
        with Session(engine) as db:
            yield db

    app.dependency_overrides[get_db] = other_db
    return TestClient(app)


def credits(client: TestClient) -> dict:
    return {user["name"]: user["credits"] for user in client.get("/users/").json()}


def test_a_gift_moves_credits():
    client = client_with_users(Joan=4, Mary=0)
    response = client.post("/gifts/", json={"giver": 1, "receiver": 2, "credits": 3})
    assert response.status_code == 200
    assert credits(client) == {"Joan": 1, "Mary": 3}


def test_a_gift_to_nobody_changes_nothing():
    client = client_with_users(Joan=4, Mary=0)
    response = client.post("/gifts/", json={"giver": 1, "receiver": 99, "credits": 3})
    assert response.status_code == 404
    assert credits(client) == {"Joan": 4, "Mary": 0}


def test_too_much_is_refused():
    client = client_with_users(Joan=4, Mary=0)
    response = client.post("/gifts/", json={"giver": 2, "receiver": 1, "credits": 1})
    assert response.status_code == 409
    assert credits(client) == {"Joan": 4, "Mary": 0}
