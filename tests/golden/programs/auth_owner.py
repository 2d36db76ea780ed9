"""Only who owns a thing may change it; who may not even see it gets 404."""

from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, Path
from fastapi.security import HTTPBearer
from pydantic import BaseModel

SECRET = "a-secret-of-a-course-that-is-long-enough"
app = FastAPI()
notes = {1: {"owner": "ann", "text": "mine", "public": False}, 2: {"owner": "bob", "text": "ours", "public": True}}


class Note(BaseModel):
    owner: str
    text: str
    public: bool = False


def username(credentials=Depends(HTTPBearer(auto_error=False))) -> str | None:
    if credentials is None:
        return None
    try:
        return jwt.decode(credentials.credentials, SECRET, ["HS256"])["sub"]
    except jwt.PyJWTError:
        raise HTTPException(401, "Bad token")


User = Annotated[str | None, Depends(username)]


def visible(user: User, note_id: Annotated[int, Path(ge=1)]) -> dict:
    note = notes.get(note_id)
    if note is None or not (note["public"] or note["owner"] == user):
        raise HTTPException(404, "No such note")
    return note


def owned(user: User, note: Annotated[dict, Depends(visible)]) -> dict:
    if user is None:
        raise HTTPException(401, "Log in first")
    if note["owner"] != user:
        raise HTTPException(403, "Not yours")
    return note


@app.get("/notes/{note_id}")
def read(note: Annotated[dict, Depends(visible)]) -> Note:
    return note


@app.put("/notes/{note_id}")
def change(note: Annotated[dict, Depends(owned)], text: str) -> Note:
    note["text"] = text
    return note


@app.delete("/notes/{note_id}", status_code=204, dependencies=[Depends(owned)])
def delete(note_id: int):
    del notes[note_id]

# > GET /notes/1
# > GET /notes/2
# > GET /notes/1 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET /notes/1 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJib2IifQ.bM2tt8-Zn1rdYxu_G87qvOAsztFsMjQxQ2IdBTohhFo]
# > PUT /notes/2?text=new [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > PUT /notes/2?text=new [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJib2IifQ.bM2tt8-Zn1rdYxu_G87qvOAsztFsMjQxQ2IdBTohhFo]
# > PUT /notes/2?text=x
# > DELETE /notes/1 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET /notes/1 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET /notes/0 [authorization: Bearer zz]
# > GET /notes/0
