"""httpx2: the continuation of httpx, with the same names. Here both are one client, which says to servers which of them was imported."""

import httpx as _httpx
from httpx import *
from httpx._status_codes import later as codes

__title__ = "httpx2"
__version__ = "2.16.2"
__description__ = _httpx.__description__


class _Later:
    _agent = "python-httpx2/2.16.2"
    _codes = codes


class Client(_Later, _httpx.Client):
    """A client for ordinary code."""


class AsyncClient(_Later, _httpx.AsyncClient):
    """A client for coroutines."""


class Response(_httpx.Response):
    """An answer."""

    _codes = codes


__all__ = _httpx.__all__


def __getattr__(name):
    if name in ("EventSource", "ServerSentEvent", "SSEError", "Origin", "alias_httpx", "query", "websocket"):
        from _playground import unsupported

        unsupported(f"httpx2.{name}", "use what httpx2 has in common with httpx")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
