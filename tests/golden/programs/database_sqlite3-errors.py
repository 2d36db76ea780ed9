import sqlite3

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()
db = sqlite3.connect(":memory:", check_same_thread=False)
db.execute("PRAGMA foreign_keys = ON")
db.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT UNIQUE NOT NULL, age INT CHECK (age >= 0))")
db.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INT NOT NULL REFERENCES users (id) ON DELETE RESTRICT)")


class User(BaseModel):
    mail: str | None
    age: int = 1


@app.exception_handler(sqlite3.IntegrityError)
def conflict(request: Request, error: sqlite3.IntegrityError):
    db.rollback()
    return JSONResponse({"error": type(error).__name__, "message": str(error), "code": error.sqlite_errorname}, status_code=409)


@app.exception_handler(sqlite3.OperationalError)
def broken(request: Request, error: sqlite3.OperationalError):
    return JSONResponse({"error": type(error).__name__, "message": str(error)}, status_code=500)


@app.post("/users", status_code=201)
def add(user: User):
    with db:
        return {"id": db.execute("INSERT INTO users (mail, age) VALUES (?, ?)", (user.mail, user.age)).lastrowid}


@app.post("/users/{user_id}/posts", status_code=201)
def post(user_id: int):
    with db:
        return {"id": db.execute("INSERT INTO posts (user_id) VALUES (?)", (user_id,)).lastrowid}


@app.delete("/users/{user_id}")
def remove(user_id: int):
    with db:
        return {"deleted": db.execute("DELETE FROM users WHERE id = ?", (user_id,)).rowcount}


@app.get("/query/{kind}")
def query(kind: str):
    statements = {"table": "SELECT * FROM nowhere", "column": "SELECT unknown FROM users", "syntax": "SELEC 1"}
    return db.execute(statements[kind]).fetchall()


@app.get("/binding/{kind}")
def binding(kind: str):
    arguments = {"few": ("SELECT ?, ?", (1,)), "many": ("SELECT 1", (1,)), "name": ("SELECT :a", {"b": 1}), "type": ("SELECT ?", (object,))}
    try:
        return db.execute(*arguments[kind]).fetchall()
    except sqlite3.Error as error:
        raise HTTPException(400, f"{type(error).__name__} {isinstance(error, sqlite3.DatabaseError)}")


@app.get("/hierarchy")
def hierarchy():
    return [c.__name__ for c in sqlite3.IntegrityError.__mro__]

# > POST /users {"mail": "a@b.c", "age": 3}
# > POST /users {"mail": "a@b.c"}
# > POST /users {"mail": null}
# > POST /users {"mail": "x", "age": -1}
# > POST /users {"mail": "d@e.f"}
# > POST /users/1/posts
# > POST /users/9/posts
# > DELETE /users/1
# > DELETE /users/2
# > GET /query/table
# > GET /query/column
# > GET /query/syntax
# > GET /binding/few
# > GET /binding/many
# > GET /binding/name
# > GET /binding/type
# > GET /hierarchy
