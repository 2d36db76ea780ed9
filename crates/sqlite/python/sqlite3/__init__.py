"""`sqlite3`: DB-API 2.0 on the engine's part that is SQLite."""

from sqlite3.dbapi2 import *
from sqlite3.dbapi2 import __all__
