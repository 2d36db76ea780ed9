import sqlite3
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field

DATABASE = "notes.db"

app = FastAPI()

with sqlite3.connect(DATABASE) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, done INTEGER DEFAULT 0)")


def get_db():
    db = sqlite3.connect(DATABASE, check_same_thread=False)
    db.row_factory = sqlite3.Row
    try:
        yield db
    finally:
        db.close()


Db = Annotated[sqlite3.Connection, Depends(get_db)]


class Note(BaseModel):
    title: str = Field(min_length=1)
    done: bool = False


def find(db: sqlite3.Connection, note_id: int) -> sqlite3.Row:
    row = db.execute("SELECT * FROM notes WHERE id = ?", (note_id,)).fetchone()
    if row is None:
        raise HTTPException(404, "No such note")
    return row


@app.post("/notes", status_code=201)
def add(note: Note, db: Db):
    cursor = db.execute("INSERT INTO notes (title, done) VALUES (?, ?)", (note.title, note.done))
    db.commit()
    return {"id": cursor.lastrowid, "rows": cursor.rowcount}


@app.get("/notes")
def list_all(db: Db, done: bool | None = None):
    if done is None:
        rows = db.execute("SELECT * FROM notes ORDER BY id").fetchall()
    else:
        rows = db.execute("SELECT * FROM notes WHERE done = :done ORDER BY id", {"done": done}).fetchall()
    return [dict(row) for row in rows]


@app.get("/notes/{note_id}")
def read(note_id: int, db: Db):
    row = find(db, note_id)
    return {"keys": row.keys(), "first": row[0], "title": row["title"], "count": len(row), "values": tuple(row)}


@app.put("/notes/{note_id}")
def replace(note_id: int, note: Note, db: Db):
    find(db, note_id)
    with db:
        changed = db.execute("UPDATE notes SET title = ?, done = ? WHERE id = ?", (note.title, note.done, note_id)).rowcount
    return {"changed": changed, "total_changes": db.total_changes}


@app.delete("/notes/{note_id}", status_code=204)
def remove(note_id: int, db: Db):
    find(db, note_id)
    db.execute("DELETE FROM notes WHERE id = ?", (note_id,))
    db.commit()

# > POST /notes {"title": "Milk"}
# > POST /notes {"title": "Bread", "done": true}
# > POST /notes {"title": ""}
# > GET /notes
# > GET /notes?done=true
# > GET /notes/1
# > PUT /notes/1 {"title": "Oat milk", "done": true}
# > GET /notes?done=1
# > DELETE /notes/2
# > GET /notes/2
# > POST /notes {"title": "Eggs"}
# > GET /notes
