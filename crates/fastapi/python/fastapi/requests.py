"""Re-exports what programs import from here."""

from starlette.requests import HTTPConnection as HTTPConnection
from starlette.requests import Request as Request
