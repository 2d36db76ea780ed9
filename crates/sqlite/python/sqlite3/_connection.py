"""Connections: transactions, and what is set for all their cursors."""

import os

from _playground import unsupported
from _threads import current as _thread

from . import _errors
from ._cursor import Cursor, send
from ._errors import ProgrammingError, ask
from ._row import Row

LEGACY_TRANSACTION_CONTROL = -1
_LEVELS = ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")


def _located(database, is_uri):
    """The name of a database in the program's own folder, and how it is opened: `(name, must_exist, read_only)`."""
    name, mode = os.fsdecode(database), "rwc"
    if is_uri and name.startswith("file:"):
        from urllib.parse import parse_qs, unquote

        name, _, query = name[5:].partition("?")
        options = {key: values[-1] for key, values in parse_qs(query).items()}
        mode = options.get("mode", mode)
        name = unquote(name)
        if mode == "memory" or name == ":memory:":
            # With a shared cache, connections of one name see the same database.
            return (":memory: " + name if options.get("cache") == "shared" else ":memory:"), False, False
        if name.startswith("//"):
            name = "/" + name.lstrip("/")
    if name in ("", ":memory:"):
        return ":memory:", False, False
    path = os.path.normpath(os.path.join("/app", name))
    if not os.path.isdir(os.path.dirname(path)) or os.path.isdir(path):
        raise _cannot_open()
    name = path[5:] if path.startswith("/app/") else path
    return name, mode in ("ro", "rw"), mode == "ro"


def _cannot_open():
    error = _errors.OperationalError("unable to open database file")
    error.sqlite_errorcode, error.sqlite_errorname = 14, "SQLITE_CANTOPEN"
    return error


class Connection:
    """A connection to a database in memory."""

    def __init__(
        self,
        database,
        timeout=5.0,
        detect_types=0,
        isolation_level="",
        check_same_thread=True,
        factory=None,
        cached_statements=128,
        uri=False,
        *,
        autocommit=LEGACY_TRANSACTION_CONTROL,
    ):
        self._number = None
        self._thread = _thread[0] if check_same_thread else None
        self._autocommit = LEGACY_TRANSACTION_CONTROL
        self._isolation_level = None
        self.isolation_level = isolation_level
        self.row_factory = None
        self.text_factory = str
        self._detect_types = detect_types
        self._trace_callback = None
        self._registered = {}
        name, must_exist, read_only = _located(database, uri)
        self._name = name
        self._number = ask("open", name, must_exist, read_only)
        self._closed = False
        self.autocommit = autocommit

    _closed = True

    def __del__(self):
        if not self._closed:
            self._closed = True
            ask("close", self._number)

    _thread = None

    def _check(self):
        if self._thread is not None and self._thread != _thread[0]:
            raise ProgrammingError(
                "SQLite objects created in a thread can only be used in that same thread. The object was created in "
                f"thread id {self._thread} and this is thread id {_thread[0]}."
            )
        self._check_open()

    def _check_open(self):
        if self._closed:
            if self._number is None:
                raise ProgrammingError("Base Connection.__init__ not called.")
            raise ProgrammingError("Cannot operate on a closed database.")

    @property
    def isolation_level(self):
        """How transactions are begun, or None for autocommit."""
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, level):
        if level is None:
            self._isolation_level = None
            if not self._closed and self.in_transaction and self._autocommit == LEGACY_TRANSACTION_CONTROL:
                self.commit()
            return
        if not isinstance(level, str):
            raise TypeError("isolation_level must be str or None")
        if level.upper() not in _LEVELS:
            raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
        self._isolation_level = level

    @property
    def autocommit(self):
        """True, False, or LEGACY_TRANSACTION_CONTROL."""
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        if value is not True and value is not False and value != LEGACY_TRANSACTION_CONTROL:
            raise ValueError("autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL")
        self._autocommit = value
        if value is True and self.in_transaction:
            send(self, "run", "COMMIT", [()])
        elif value is False and not self.in_transaction:
            send(self, "run", "BEGIN", [()])

    @property
    def in_transaction(self):
        """Whether a transaction is open."""
        self._check_open()
        return ask("in_transaction", self._number)

    @property
    def total_changes(self):
        """How many rows were changed since the connection was opened."""
        self._check_open()
        return ask("total_changes", self._number)

    def _begin(self):
        """Begin a transaction before a DML statement, as the isolation level has it."""
        level = self._isolation_level
        if self._autocommit == LEGACY_TRANSACTION_CONTROL and level is not None and not self.in_transaction:
            send(self, "run", f"BEGIN {level}" if level else "BEGIN ", [()])

    def cursor(self, factory=Cursor):
        """A new cursor."""
        self._check()
        cursor = factory(self)
        if not isinstance(cursor, Cursor):
            raise TypeError(f"factory must return a cursor, not {type(cursor).__name__}")
        if self.row_factory is not None:
            cursor.row_factory = self.row_factory
        return cursor

    def execute(self, sql, parameters=(), /):
        """Run one statement with a new cursor."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Run a DML statement many times with a new cursor."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Run several statements with a new cursor."""
        return self.cursor().executescript(sql_script)

    def _end(self, how):
        self._check()
        if self._autocommit is True:
            return
        if self.in_transaction:
            send(self, "run", how, [()])
        if self._autocommit is False:
            send(self, "run", "BEGIN", [()])

    def commit(self):
        """Commit the open transaction, if there is one."""
        self._end("COMMIT")

    def rollback(self):
        """Roll the open transaction back, if there is one."""
        self._end("ROLLBACK")

    def close(self):
        """Close the connection; what wasn't committed is lost."""
        if self._number is None or not self._closed:
            self._check()
        if not self._closed:
            if self._autocommit is False and self.in_transaction:
                send(self, "run", "ROLLBACK", [()])
            self._closed = True
            ask("close", self._number)

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            self.commit()
        else:
            self.rollback()
        return False

    def __call__(self, sql):
        unsupported("sqlite3.Connection.__call__", "use Connection.execute")

    def set_trace_callback(self, trace_callback, /):
        """Call a function with each statement that is sent."""
        self._trace_callback = trace_callback

    def iterdump(self, *, filter=None):
        """The statements that make the database again."""
        from ._dump import dump

        return dump(self, filter)

    def serialize(self, *, name="main"):
        """The database as the bytes of a file."""
        self._check()
        return ask("serialize", self._number, name)

    def deserialize(self, data, /, *, name="main"):
        """Put the bytes of a file in the place of the database."""
        self._check()
        ask("deserialize", self._number, name, bytes(data))

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.25):
        """Copy the database to another connection."""
        self._check()
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        ask("backup", self._number, target._number)
        if progress is not None:
            count = self.execute("PRAGMA page_count").fetchone()[0]
            progress(101, 0, count)

    # SQLite can't call into the program from here: it is a module of its own. What is registered is known by its name, so that the
    # statement that uses it can be told why it can't.
    def create_function(self, name, narg, func, /, *, deterministic=False):
        """Register a function; a statement that calls it is refused."""
        self._register("create_function", name)

    def create_aggregate(self, name, n_arg, aggregate_class, /):
        """Register an aggregate; a statement that calls it is refused."""
        self._register("create_aggregate", name)

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Register a window function; a statement that calls it is refused."""
        self._register("create_window_function", name)

    def create_collation(self, name, callable, /):
        """Register a collation; a statement that uses it is refused."""
        self._register("create_collation", name)

    def _register(self, method, name):
        self._check()
        key = name.lower()
        builtin = "SELECT name FROM pragma_function_list UNION SELECT name FROM pragma_collation_list"
        if any(row[0].lower() == key for row in ask("run", self._number, builtin, [()])[1]):
            unsupported(f"sqlite3.Connection.{method} in the place of SQLite's own {name}", "give yours another name")
        self._registered[key] = method

    def interrupt(self):
        """Nothing runs beside the statement that runs: there is nothing to interrupt."""
        self._check_open()


def _missing(name, instead):
    def method(self, *args, **kwargs):
        unsupported(f"sqlite3.Connection.{name}", instead)

    return method


for _name in ("set_authorizer", "set_progress_handler", "load_extension", "enable_load_extension", "setlimit", "getlimit"):
    setattr(Connection, _name, _missing(_name, "leave it out: the playground watches over its SQLite itself"))
Connection.blobopen = _missing("blobopen", "read and write the whole value with SQL")
for _class in _errors.ALL:
    setattr(Connection, _class.__name__, _class)
Connection.__module__ = "sqlite3"


def connect(database, *args, factory=Connection, **kwargs):
    """Open a connection."""
    return factory(database, *args, **kwargs)
