"""Cursors: run statements, and hand out their rows."""

import _parts
from _playground import caller_source, trace, tracing, unsupported

from ._adapt import bound, chosen, raw
from ._errors import OperationalError, ProgrammingError, ask

_DML = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# How many rows and parameter lists a trace shows.
_SAMPLE = 5


def first_word(sql):
    """The first word of a statement, in capitals; comments before it are passed over."""
    sql = sql.lstrip()
    while sql.startswith(("--", "/*")):
        sql = sql.partition("\n" if sql.startswith("--") else "*/")[2].lstrip()
    return sql[:8].split(None, 1)[0].rstrip("(;").upper() if sql else ""


def _short(value):
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "…"


class Cursor:
    """A cursor of a connection."""

    def __init__(self, connection, /):
        self.connection = connection
        self.arraysize = 1
        self.row_factory = None
        self.description = None
        self.lastrowid = None
        self.rowcount = -1
        self._rows = None
        self._at = 0
        self._pending = None
        self._open = True

    def _check(self):
        if not self._open:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        self.connection._check()

    def execute(self, sql, parameters=(), /):
        """Run one statement."""
        return self._execute("execute", sql, [parameters])

    def executemany(self, sql, parameters, /):
        """Run a DML statement once for each item."""
        return self._execute("executemany", sql, list(parameters))

    def _execute(self, function, sql, runs):
        self._check()
        if not isinstance(sql, str):
            raise TypeError(f"{function}() argument 1 must be str, not {type(sql).__name__}")
        if "\0" in sql:
            raise ProgrammingError("the query contains a null character")
        connection = self.connection
        word = first_word(sql)
        is_dml = word in _DML
        if function == "executemany" and not is_dml and runs:
            raise ProgrammingError("executemany() can only execute DML statements.")
        runs = [self._bound(sql, parameters) for parameters in runs]
        self.description, self._rows, self._at, self._pending, self.rowcount = None, None, 0, None, -1
        if is_dml:
            connection._begin()
        columns, rows, changed = send(connection, "run", sql, runs)
        if columns:
            self.description = tuple((_label(name, connection), None, None, None, None, None, None) for name, _ in columns)
            self._rows = self._converted(columns, rows)
        if is_dml:
            self.rowcount = changed
            if columns:
                # Rows that are returned have yet to be stepped through.
                self.rowcount, self._pending = 0, changed
                if not rows:
                    self.rowcount = changed
        if function == "execute" and word in ("INSERT", "REPLACE"):
            self.lastrowid = ask("last_row_id", connection._number)
        return self

    def _bound(self, sql, parameters):
        if isinstance(parameters, dict) or not hasattr(parameters, "__len__") and hasattr(parameters, "keys"):
            values = []
            for index, name in enumerate(ask("names", self.connection._number, sql), 1):
                if name is None:
                    raise ProgrammingError(
                        f"Binding {index} has no name, but you supplied a dictionary (which has only names)."
                    )
                try:
                    value = parameters[name[1:]]
                except LookupError:
                    raise ProgrammingError(f"You did not supply a value for binding parameter :{name[1:]}.") from None
                values.append(bound(value, f"':{name[1:]}'"))
            return values
        if not hasattr(parameters, "__len__") or not hasattr(parameters, "__getitem__"):
            raise ProgrammingError("parameters are of unsupported type")
        values = [bound(value, index) for index, value in enumerate(parameters, 1)]
        if values and (":" in sql or "@" in sql or "$" in sql):
            for index, name in enumerate(ask("names", self.connection._number, sql), 1):
                if name is not None and not name.startswith("?"):
                    raise ProgrammingError(
                        f"Binding {index} ('{name}') is a named parameter, but you supplied a sequence which requires "
                        "nameless (qmark) placeholders."
                    )
        return values

    def _converted(self, columns, rows):
        connection = self.connection
        text = connection.text_factory
        found = chosen(columns, connection._detect_types) if connection._detect_types else ()
        if not any(found) and text is str:
            return rows

        def cell(value, converter):
            if value is None:
                return None
            if converter is not None:
                return converter(raw(value))
            return text(value.encode()) if isinstance(value, str) and text is not str else value

        found = found or [None] * len(columns)
        return [tuple(map(cell, row, found)) for row in rows]

    def executescript(self, sql_script, /):
        """Run several statements, after a commit."""
        self._check()
        if not isinstance(sql_script, str):
            raise TypeError(f"executescript() argument 1 must be str, not {type(sql_script).__name__}")
        connection = self.connection
        if connection.autocommit == -1 and connection.in_transaction:
            send(connection, "script", "COMMIT")
        send(connection, "script", sql_script)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self._check()
        if self._rows is None or self._at >= len(self._rows):
            self._rows = None
            raise StopIteration
        row = self._rows[self._at]
        self._at += 1
        if self._at >= len(self._rows) and self._pending is not None:
            self.rowcount, self._pending = self._pending, None
        factory = self.row_factory
        return row if factory is None else factory(self, row)

    def fetchone(self):
        """The next row, or None."""
        return next(self, None)

    def fetchmany(self, size=None):
        """The next rows."""
        size = self.arraysize if size is None else size
        rows = []
        while len(rows) < size:
            row = next(self, None)
            if row is None:
                break
            rows.append(row)
        return rows

    def fetchall(self):
        """The rows that are left."""
        return list(self)

    def setinputsizes(self, sizes, /):
        """Required by DB-API; does nothing."""

    def setoutputsize(self, size, column=None, /):
        """Required by DB-API; does nothing."""

    def close(self):
        """Close the cursor."""
        self._open, self._rows = False, None


Cursor.__module__ = "sqlite3"


def _label(name, connection):
    return name.partition(" [")[0] if connection._detect_types & 2 else name


def _refuse_registered(connection, error):
    """Say why a statement can't use what the program has registered."""
    said, _, name = str(error).partition(": ")
    method = connection._registered.get(name.partition("(")[0].lower())
    if method is not None and said in ("no such function", "no such collation sequence"):
        unsupported(f"calling {name} from SQL (sqlite3.Connection.{method})", "compute it in Python after the query")


def send(connection, function, sql, runs=()):
    """Send a statement to SQLite, and tell the trace of it."""
    try:
        return _send(connection, function, sql, runs)
    except OperationalError as error:
        if connection._registered:
            _refuse_registered(connection, error)
        raise


def _send(connection, function, sql, runs):
    callback = connection._trace_callback
    if callback is not None:
        for values in runs or ((),):
            callback(ask("expanded", connection._number, sql, values) if function == "run" else sql)
    arguments = (runs,) if function == "run" else ()
    if not tracing():
        return ask(function, connection._number, sql, *arguments)
    source, started = caller_source(), _parts.ticks()
    said = {"database": connection._name, "statement": sql, "parameters": [_short(run) for run in runs[:_SAMPLE] if run]}
    try:
        told = ask(function, connection._number, sql, *arguments)
    except Exception as error:
        trace("sql", source, error=str(error), elapsed_us=_parts.ticks() - started, **said)
        raise
    if told is not None:
        columns, rows, changed = told
        said["columns"] = [name for name, _ in columns]
        said["sample"] = [[_short(cell) for cell in row] for row in rows[:_SAMPLE]]
        said["rows"] = len(rows) if columns else changed
    trace("sql", source, elapsed_us=_parts.ticks() - started, **said)
    return told
