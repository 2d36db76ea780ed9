"""What carries prepared requests: to the loaded program, since there is nothing else."""

import datetime
import time
from http import HTTPStatus
from urllib.parse import urlsplit

import _loopback
from httpx._content import Decoder
from httpx._headers import Headers
from httpx._urls import URL

from .exceptions import ConnectionError, InvalidSchema, ReadTimeout
from .models import Response


class BaseAdapter:
    """Base of what carries requests."""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError


class _Body:
    """The body as it comes, decoded."""

    def __init__(self, exchange, timeout, encodings):
        self._exchange = exchange
        self._timeout = timeout
        self._decoder = Decoder(encodings)

    def __iter__(self):
        while (chunk := wait_for(self._exchange.chunk(self._timeout))) is not None:
            if chunk := self._decoder.decode(chunk):
                yield chunk
        if chunk := self._decoder.flush():
            yield chunk

    def close(self):
        self._exchange.close()


def wait_for(coroutine):
    try:
        return _loopback.block_on(coroutine, "requests")
    except _loopback.Held as error:
        raise ReadTimeout(str(error)) from None
    except _loopback.TimedOut:
        raise ReadTimeout("Read timed out.") from None


class HTTPAdapter(BaseAdapter):
    """Carries requests to the loaded program."""

    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=0, pool_block=False):
        self.max_retries = max_retries

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        started = time.perf_counter()
        parts = urlsplit(request.url)
        body = request.body or b""
        headers = [(b"host", parts.netloc.rpartition("@")[2].encode())]
        for name, value in request.headers.items():
            if name.lower() != "host":
                headers.append((name.encode("latin-1"), value if isinstance(value, bytes) else value.encode("latin-1")))
        patience = timeout[1] if isinstance(timeout, tuple) else timeout
        try:
            exchange = _loopback.Exchange(
                "requests",
                request.method,
                parts.scheme,
                parts.hostname,
                parts.port,
                parts.path or "/",
                parts.query.encode("ascii"),
                headers,
                body.encode("utf-8") if isinstance(body, str) else bytes(body),
            )
        except _loopback.Unreachable as error:
            raise ConnectionError(str(error), request=request) from None
        wait_for(exchange.start(patience))
        response = self.build_response(request, exchange, patience)
        response.elapsed = datetime.timedelta(seconds=time.perf_counter() - started)
        return response

    def build_response(self, request, exchange, timeout):
        response = Response()
        response.status_code = exchange.status
        headers = Headers(exchange.headers)
        response.headers.update(dict(headers.items()))
        response.encoding = encoding_of(response.headers.get("content-type"))
        response.raw = _Body(exchange, timeout, (part.lower() for part in headers.get_list("content-encoding", True)))
        response._is_streamed = True
        try:
            response.reason = HTTPStatus(exchange.status).phrase
        except ValueError:
            response.reason = ""
        response.url = request.url
        response.request = request
        response.connection = self
        response.cookies.jar.extract(headers, URL(request.url))
        return response

    def close(self):
        """Nothing is held."""




def encoding_of(content_type):
    """What the content type says about the encoding."""
    if not content_type:
        return None
    kind, *params = content_type.split(";")
    for param in params:
        name, _, value = param.partition("=")
        if name.strip().lower() == "charset":
            return value.strip("'\" ")
    if "text" in kind:
        return "ISO-8859-1"
    return "utf-8" if "application/json" in kind else None


def refuse_scheme(url):
    raise InvalidSchema(f"No connection adapters were found for {url!r}")
