"""Notes, each of which belongs to one user."""

from itertools import count

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from .security import CurrentUser

router = APIRouter(prefix="/notes", tags=["notes"])


class NoteIn(BaseModel):
    text: str = Field(min_length=1, max_length=500)


class Note(NoteIn):
    id: int
    owner: str


notes: dict[int, Note] = {}
new_ids = count(1)


def find_note(note_id: int, username: str) -> Note:
    note = notes.get(note_id)
    if note is None or note.owner != username:
        raise HTTPException(404, "No such note")
    return note


@router.get("")
def list_notes(user: CurrentUser) -> list[Note]:
    return [note for note in notes.values() if note.owner == user.username]


@router.post("", status_code=201)
def create_note(new: NoteIn, user: CurrentUser) -> Note:
    note = Note(id=next(new_ids), owner=user.username, text=new.text)
    notes[note.id] = note
    return note


@router.get("/{note_id}")
def read_note(note_id: int, user: CurrentUser) -> Note:
    return find_note(note_id, user.username)


@router.delete("/{note_id}", status_code=204)
def delete_note(note_id: int, user: CurrentUser) -> None:
    find_note(note_id, user.username)
    del notes[note_id]
