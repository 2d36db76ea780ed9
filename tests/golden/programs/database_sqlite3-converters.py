import datetime
import json
import sqlite3

from fastapi import FastAPI

app = FastAPI()


class Point:
    def __init__(self, x: float, y: float):
        self.x, self.y = x, y

    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return f"{self.x};{self.y}"


sqlite3.register_adapter(datetime.date, lambda day: day.isoformat())
sqlite3.register_converter("day", lambda raw: datetime.date.fromisoformat(raw.decode()))
sqlite3.register_converter("point", lambda raw: [float(part) for part in raw.split(b";")])
sqlite3.register_adapter(dict, json.dumps)

db = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES, check_same_thread=False)
db.execute("CREATE TABLE visits (place point, at day, extra TEXT)")
db.execute("INSERT INTO visits VALUES (?, ?, ?)", (Point(1, 2.5), datetime.date(2024, 2, 29), {"a": [1]}))


@app.get("/visits")
def visits():
    place, day, extra = db.execute("SELECT * FROM visits").fetchone()
    return {"place": place, "day": day, "weekday": day.weekday(), "extra": json.loads(extra)}


@app.get("/factory")
def factory():
    cursor = db.cursor()
    cursor.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row)}
    return cursor.execute("SELECT 1 AS one, 'x' AS letter, '2024-01-02' AS 'when [day]'").fetchall()


@app.get("/text")
def text():
    other = sqlite3.connect(":memory:")
    other.text_factory = bytes
    raw = other.execute("SELECT 'é'").fetchone()[0]
    other.text_factory = lambda data: data.decode().upper()
    loud = other.execute("SELECT 'abc'").fetchone()[0]
    other.close()
    try:
        other.execute("SELECT 1")
    except sqlite3.ProgrammingError as error:
        return {"raw": list(raw), "loud": loud, "error": str(error)}


@app.get("/adapt")
def adapt():
    try:
        db.execute("SELECT ?", (object(),))
    except sqlite3.ProgrammingError as error:
        return {"error": str(error), "blob": list(db.execute("SELECT ?", (bytearray(b"ab"),)).fetchone()[0])}


@app.get("/script")
def script():
    copy = sqlite3.connect(":memory:")
    copy.executescript("CREATE TABLE a (x); INSERT INTO a VALUES (1), (2); CREATE VIEW v AS SELECT SUM(x) AS s FROM a;")
    dump = list(copy.iterdump())
    restored = sqlite3.connect(":memory:")
    restored.executescript("".join(dump))
    return {"dump": dump, "restored": restored.execute("SELECT s FROM v").fetchone()}


# > GET /visits
# > GET /factory
# > GET /text
# > GET /adapt
# > GET /script
