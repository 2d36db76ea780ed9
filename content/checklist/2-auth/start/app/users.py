"""The users, in memory."""

from pydantic import BaseModel


class User(BaseModel):
    username: str
    hashed_password: str
    role: str = "user"


# Ada is an admin. Her password is "lovelace-1843"; only its hash is stored.
users = {
    "ada": User(
        username="ada",
        hashed_password="$argon2id$v=19$m=65536,t=3,p=4$58aOP0Fnn3nYRRQUJALPZA$GC5CIAbQie45sm0ofcODc1Ve/Tg3zqGq021uBK1cRuI",
        role="admin",
    ),
}
