"""`Connection.iterdump`: a database as the statements that make it again."""


def _name(name):
    return '"' + name.replace('"', '""') + '"'


def dump(connection, pattern=None):
    """The statements, one at a time."""
    cursor = connection.cursor()
    cursor.row_factory = None
    where, given = ("", ()) if pattern is None else (" AND name LIKE ?", (pattern,))
    if cursor.execute("PRAGMA foreign_key_check").fetchall():
        yield "PRAGMA foreign_keys=OFF;"
    yield "BEGIN TRANSACTION;"
    listed = f"SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND type = 'table'{where} ORDER BY name"
    has_sequence = False
    for table, sql in cursor.execute(listed, given).fetchall():
        if table == "sqlite_sequence":
            has_sequence = True
            continue
        if table.startswith("sqlite_"):
            continue
        yield f"{sql};"
        columns = [row[1] for row in cursor.execute(f"PRAGMA table_info({_name(table)})").fetchall()]
        cells = " || ',' || ".join(f"quote({_name(column)})" for column in columns)
        for (cells,) in cursor.execute(f"SELECT {cells} FROM {_name(table)}").fetchall():
            yield f"INSERT INTO {_name(table)} VALUES({cells});"
    if has_sequence:
        yield 'DELETE FROM "sqlite_sequence";'
        for table, number in cursor.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
            yield f"INSERT INTO \"sqlite_sequence\" VALUES('{table}',{number});"
    others = f"SELECT sql FROM sqlite_master WHERE sql NOT NULL AND type IN ('index', 'trigger', 'view'){where}"
    for (sql,) in cursor.execute(others, given).fetchall():
        yield f"{sql};"
    yield "COMMIT;"
