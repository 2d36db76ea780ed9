"""httpx: an HTTP client that reaches the loaded program, applications of one's own, and functions that play a server."""

from ._api import delete, get, head, options, patch, post, put, request, stream
from ._auth import Auth, BasicAuth, DigestAuth, FunctionAuth, NetRCAuth
from ._client import USE_CLIENT_DEFAULT
from ._clients import AsyncClient, Client
from ._config import Limits, Proxy, Timeout, create_ssl_context
from ._content import AsyncByteStream, ByteStream, SyncByteStream
from ._exceptions import (
    CloseError,
    ConnectError,
    ConnectTimeout,
    CookieConflict,
    DecodingError,
    HTTPError,
    HTTPStatusError,
    InvalidURL,
    LocalProtocolError,
    NetworkError,
    PoolTimeout,
    ProtocolError,
    ProxyError,
    ReadError,
    ReadTimeout,
    RemoteProtocolError,
    RequestError,
    RequestNotRead,
    ResponseNotRead,
    StreamClosed,
    StreamConsumed,
    StreamError,
    TimeoutException,
    TooManyRedirects,
    TransportError,
    UnsupportedProtocol,
    WriteError,
    WriteTimeout,
)
from ._headers import Cookies, Headers
from ._models import Request, Response
from ._status_codes import codes
from ._transports import (
    ASGITransport,
    AsyncBaseTransport,
    AsyncHTTPTransport,
    BaseTransport,
    HTTPTransport,
    MockTransport,
    WSGITransport,
)
from ._urls import URL, QueryParams

__title__ = "httpx"
__version__ = "0.28.1"
__description__ = "A next generation HTTP client, for Python 3."

__all__ = [name for name in dir() if not name.startswith("_")]

for _name in __all__:
    _item = globals()[_name]
    if getattr(_item, "__module__", "").startswith("httpx."):
        _item.__module__ = "httpx"
