"""What carries requests: to the loaded program, to an application of one's own, or to a function."""

import asyncio

import _loopback

from ._content import AsyncByteStream, SyncByteStream
from ._exceptions import ConnectError, ReadTimeout, UnsupportedProtocol
from ._models import Response


class BaseTransport:
    """Base of what carries requests of `Client`."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def handle_request(self, request):
        raise NotImplementedError("The 'handle_request' method must be implemented.")

    def close(self):
        """Let go of what it holds."""


class AsyncBaseTransport:
    """Base of what carries requests of `AsyncClient`."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.aclose()

    async def handle_async_request(self, request):
        raise NotImplementedError("The 'handle_async_request' method must be implemented.")

    async def aclose(self):
        """Let go of what it holds."""


def _exchange(request, body):
    url = request.url
    if url.scheme not in ("http", "https"):
        if not url.scheme:
            raise UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol.")
        raise UnsupportedProtocol(f"Request URL has an unsupported protocol '{url.scheme}://'.")
    path = url.raw_path.partition(b"?")[0].decode("ascii")
    try:
        return _loopback.Exchange(
            "httpx", request.method, url.scheme, url.host, url.port, path, url.query, request.headers.raw, body
        )
    except _loopback.Unreachable as error:
        raise ConnectError(str(error), request=request) from None


def _check_options(proxy=None, uds=None, local_address=None, http2=False, **options):
    """Of how connections are made only what would change an answer is refused: there are none."""
    for name, value in (("proxy", proxy), ("uds", uds), ("local_address", local_address), ("http2", http2)):
        if value:
            from _playground import unsupported

            unsupported(f"{name}= of httpx", "the playground sends nothing anywhere")


def _patience(request):
    return request.extensions.get("timeout", {}).get("read")


def _blocking(coroutine):
    try:
        return _loopback.block_on(coroutine, "httpx")
    except _loopback.Held as error:
        raise ReadTimeout(str(error)) from None
    except _loopback.TimedOut:
        raise ReadTimeout("timed out") from None


async def _waiting(coroutine):
    try:
        return await coroutine
    except _loopback.TimedOut:
        raise ReadTimeout("") from None


class _SyncStream(SyncByteStream):
    """The body of a response of the loaded program, for ordinary code."""

    def __init__(self, exchange, timeout):
        self._exchange = exchange
        self._timeout = timeout

    def __iter__(self):
        while (chunk := _blocking(self._exchange.chunk(self._timeout))) is not None:
            yield chunk

    def close(self):
        self._exchange.close()


class _AsyncStream(AsyncByteStream):
    """The same for coroutines."""

    def __init__(self, exchange, timeout):
        self._exchange = exchange
        self._timeout = timeout

    async def __aiter__(self):
        while (chunk := await _waiting(self._exchange.chunk(self._timeout))) is not None:
            yield chunk

    async def aclose(self):
        self._exchange.close()


class HTTPTransport(BaseTransport):
    """Carries requests to the loaded program; an ordinary function waits while the event loop goes on."""

    def __init__(self, verify=True, cert=None, trust_env=True, **options):
        _check_options(**options)

    def handle_request(self, request):
        exchange = _exchange(request, b"".join(request.stream))
        _blocking(exchange.start(_patience(request)))
        return Response(exchange.status, headers=exchange.headers, stream=_SyncStream(exchange, _patience(request)))


class AsyncHTTPTransport(AsyncBaseTransport):
    """Carries requests to the loaded program."""

    def __init__(self, verify=True, cert=None, trust_env=True, **options):
        _check_options(**options)

    async def handle_async_request(self, request):
        exchange = _exchange(request, b"".join([part async for part in request.stream]))
        await _waiting(exchange.start(_patience(request)))
        return Response(exchange.status, headers=exchange.headers, stream=_AsyncStream(exchange, _patience(request)))


class _Parts(AsyncByteStream):
    def __init__(self, parts):
        self._parts = parts

    async def __aiter__(self):
        yield b"".join(self._parts)


class ASGITransport(AsyncBaseTransport):
    """Calls an application directly; its lifespan isn't run."""

    def __init__(self, app, raise_app_exceptions=True, root_path="", client=("127.0.0.1", 123)):
        self.app = app
        self.raise_app_exceptions = raise_app_exceptions
        self.root_path = root_path
        self.client = client

    async def handle_async_request(self, request):
        assert isinstance(request.stream, AsyncByteStream)
        url = request.url
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "headers": [(key.lower(), value) for key, value in request.headers.raw],
            "scheme": url.scheme,
            "path": url.path,
            "raw_path": url.raw_path.split(b"?")[0],
            "query_string": url.query,
            "server": (url.host, url.port),
            "client": self.client,
            "root_path": self.root_path,
        }
        chunks = request.stream.__aiter__()
        is_sent = False
        status = headers = None
        parts = []
        complete = asyncio.Event()

        async def receive():
            nonlocal is_sent
            if is_sent:
                await complete.wait()
                return {"type": "http.disconnect"}
            try:
                body = await chunks.__anext__()
            except StopAsyncIteration:
                is_sent = True
                return {"type": "http.request", "body": b"", "more_body": False}
            return {"type": "http.request", "body": body, "more_body": True}

        async def send(message):
            nonlocal status, headers
            if message["type"] == "http.response.start":
                assert status is None
                status, headers = message["status"], message.get("headers", [])
            elif message["type"] == "http.response.body":
                assert not complete.is_set()
                body = message.get("body", b"")
                if body and request.method != "HEAD":
                    parts.append(bytes(body))
                if not message.get("more_body", False):
                    complete.set()

        try:
            await self.app(scope, receive, send)
        except Exception:
            if self.raise_app_exceptions:
                raise
            complete.set()
            status = 500 if status is None else status
            headers = headers or []
        assert complete.is_set()
        assert status is not None
        return Response(status, headers=headers, stream=_Parts(parts))


class MockTransport(AsyncBaseTransport, BaseTransport):
    """Answers with what a function returns."""

    def __init__(self, handler):
        self.handler = handler

    def handle_request(self, request):
        request.read()
        response = self.handler(request)
        if not isinstance(response, Response):
            raise TypeError("Cannot use an async handler in a sync Client")
        return response

    async def handle_async_request(self, request):
        await request.aread()
        response = self.handler(request)
        return response if isinstance(response, Response) else await response


class WSGITransport(BaseTransport):
    """Would call a WSGI application."""

    def __init__(self, *args, **options):
        from _playground import unsupported

        unsupported("httpx.WSGITransport", "WSGI applications don't run here; use ASGITransport with an ASGI application")
