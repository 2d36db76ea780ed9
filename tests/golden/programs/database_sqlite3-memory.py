import sqlite3

from fastapi import FastAPI, HTTPException

app = FastAPI()
db = sqlite3.connect(":memory:", check_same_thread=False)
db.executescript(
    """
    CREATE TABLE sales (id INTEGER PRIMARY KEY, region TEXT, amount REAL, year INT);
    CREATE INDEX by_region ON sales (region);
    """
)
db.executemany(
    "INSERT INTO sales (region, amount, year) VALUES (?, ?, ?)",
    [("north", 10.5, 2023), ("south", 20, 2023), ("north", 5.25, 2024), ("west", 7, 2024), ("south", None, 2024)],
)
db.commit()


@app.get("/totals")
def totals(minimum: float = 0):
    cursor = db.execute(
        "SELECT region, COUNT(*), SUM(amount), AVG(amount) FROM sales GROUP BY region HAVING TOTAL(amount) >= ? ORDER BY region",
        (minimum,),
    )
    return {"columns": [column[0] for column in cursor.description], "rows": cursor.fetchall()}


@app.get("/summary")
def summary():
    one = db.execute("SELECT COUNT(*), COUNT(amount), MIN(amount), MAX(amount) FROM sales").fetchone()
    typed = db.execute("SELECT 1, 2.0, 'x', NULL, X'00ff', typeof(amount) FROM sales LIMIT 1").fetchone()
    return {"one": one, "types": [type(value).__name__ for value in typed]}


@app.get("/pages/{page}")
def page(page: int, size: int = 2):
    cursor = db.cursor()
    cursor.execute("SELECT id, region FROM sales ORDER BY id LIMIT ? OFFSET ?", (size, (page - 1) * size))
    first, rest = cursor.fetchone(), cursor.fetchmany(10)
    if first is None:
        raise HTTPException(404, "No such page")
    return {"first": first, "rest": rest, "after": cursor.fetchone()}


@app.get("/window")
def window():
    return db.execute(
        """
        WITH ranked AS (
            SELECT id, region, amount, ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC) AS place FROM sales
        )
        SELECT region, id FROM ranked WHERE place = 1 ORDER BY region
        """
    ).fetchall()


@app.get("/tables")
def tables():
    rows = db.execute("SELECT type, name, tbl_name FROM sqlite_master ORDER BY name").fetchall()
    return {"master": rows, "columns": db.execute("PRAGMA table_info(sales)").fetchall()}


@app.get("/json")
def as_json():
    return db.execute("SELECT json_group_array(region), json_extract('{\"a\": [1, 2]}', '$.a[1]') FROM sales").fetchone()

# > GET /totals
# > GET /totals?minimum=15
# > GET /summary
# > GET /pages/1
# > GET /pages/3
# > GET /pages/4
# > GET /window
# > GET /tables
# > GET /json
