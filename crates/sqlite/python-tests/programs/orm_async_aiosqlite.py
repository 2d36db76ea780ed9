"""aiosqlite by itself."""
import asyncio
import sqlite3

import aiosqlite


async def main():
    async with aiosqlite.connect(":memory:") as db:
        await db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
        cursor = await db.execute("INSERT INTO t (name) VALUES (?)", ("a",))
        print(cursor.lastrowid, cursor.rowcount)
        await db.executemany("INSERT INTO t (name) VALUES (?)", [("b",), ("c",)])
        await db.commit()
        async with db.execute("SELECT * FROM t") as cursor:
            async for row in cursor:
                print(row)
        db.row_factory = aiosqlite.Row
        async with db.execute("SELECT * FROM t WHERE id = ?", (2,)) as cursor:
            row = await cursor.fetchone()
            print(row["name"], tuple(row), row.keys(), [d[0] for d in cursor.description])
        print([tuple(r) for r in await db.execute_fetchall("SELECT name FROM t")])
        print(tuple(await db.execute_insert("INSERT INTO t (name) VALUES ('d')")), db.total_changes, db.in_transaction)
        await db.rollback()
        cursor = await db.cursor()
        await cursor.execute("SELECT count(*) FROM t")
        print(tuple(await cursor.fetchone()), await cursor.fetchall(), await cursor.fetchmany(2))
        await db.executescript("CREATE TABLE u (x); INSERT INTO u VALUES (1);")
        try:
            await db.execute("SELECT nope")
        except sqlite3.OperationalError as error:
            print(type(error).__name__, error, isinstance(error, aiosqlite.Error))
    try:
        await db.execute("SELECT 1")
    except Exception as error:
        print(type(error).__name__, error)


asyncio.run(main())
