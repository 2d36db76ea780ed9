"""The request as a program sees it. Forms are parsed in `starlette.formparsers`, loaded when the first one comes."""

import json
from collections.abc import Mapping

from starlette.datastructures import Address, FormData, Headers, QueryParams, State

SERVER_PUSH_HEADERS_TO_COPY = {"accept", "accept-encoding", "accept-language", "cache-control", "user-agent"}


def cookie_parser(cookie_string):
    """The cookies of a Cookie header, read as browsers write them."""
    cookies = {}
    for chunk in cookie_string.split(";"):
        if "=" in chunk:
            key, value = chunk.split("=", 1)
        else:
            key, value = "", chunk
        key, value = key.strip(), value.strip()
        if key or value:
            if len(value) > 1 and value[0] == '"' and value[-1] == '"':
                from http.cookies import _unquote

                value = _unquote(value)
            cookies[key] = value
    return cookies


class ClientDisconnect(Exception):
    """The client went away while its request was read."""


class HTTPConnection(Mapping):
    """What requests and websockets share: everything that stands in the scope."""

    def __init__(self, scope, receive=None):
        assert scope["type"] in ("http", "websocket")
        self.scope = scope

    def __getitem__(self, key):
        return self.scope[key]

    def __iter__(self):
        return iter(self.scope)

    def __len__(self):
        return len(self.scope)

    # Two requests are equal only when they are one: the mapping's comparison is not wanted.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def app(self):
        return self.scope["app"]

    @property
    def url(self):
        if not hasattr(self, "_url"):
            from starlette._urls import URL

            self._url = URL(scope=self.scope)
        return self._url

    @property
    def base_url(self):
        if not hasattr(self, "_base_url"):
            from starlette._urls import URL

            scope = dict(self.scope)
            root = scope.get("app_root_path", scope.get("root_path", ""))
            scope["path"] = root if root.endswith("/") else root + "/"
            scope["query_string"] = b""
            scope["root_path"] = root
            self._base_url = URL(scope=scope)
        return self._base_url

    @property
    def headers(self):
        if not hasattr(self, "_headers"):
            self._headers = Headers(scope=self.scope)
        return self._headers

    @property
    def query_params(self):
        if not hasattr(self, "_query_params"):
            self._query_params = QueryParams(self.scope["query_string"])
        return self._query_params

    @property
    def path_params(self):
        return self.scope.get("path_params", {})

    @property
    def cookies(self):
        if not hasattr(self, "_cookies"):
            cookies = {}
            for header in self.headers.getlist("cookie"):
                cookies.update(cookie_parser(header))
            self._cookies = cookies
        return self._cookies

    @property
    def client(self):
        client = self.scope.get("client")
        return None if client is None else Address(*client)

    @property
    def session(self):
        assert "session" in self.scope, "SessionMiddleware must be installed to access request.session"
        session = self.scope["session"]
        mark = getattr(session, "mark_accessed", None)
        if mark is not None:
            mark()
        return session

    @property
    def auth(self):
        assert "auth" in self.scope, "AuthenticationMiddleware must be installed to access request.auth"
        return self.scope["auth"]

    @property
    def user(self):
        assert "user" in self.scope, "AuthenticationMiddleware must be installed to access request.user"
        return self.scope["user"]

    @property
    def state(self):
        if not hasattr(self, "_state"):
            self._state = State(self.scope.setdefault("state", {}))
        return self._state

    def url_for(self, name, /, **path_params):
        provider = self.scope.get("router") or self.scope.get("app")
        if provider is None:
            raise RuntimeError("The `url_for` method can only be used inside a Starlette application or with a router.")
        return provider.url_path_for(name, **path_params).make_absolute_url(base_url=self.base_url)


async def empty_receive():
    raise RuntimeError("Receive channel has not been made available")


async def empty_send(message):
    raise RuntimeError("Send channel has not been made available")


class Request(HTTPConnection):
    _form = None

    def __init__(self, scope, receive=empty_receive, send=empty_send):
        assert scope["type"] == "http"
        self.scope = scope
        self._receive = receive
        self._send = send
        self._stream_consumed = False
        self._is_disconnected = False

    @property
    def method(self):
        return self.scope["method"]

    @property
    def receive(self):
        return self._receive

    async def stream(self):
        if hasattr(self, "_body"):
            yield self._body
            yield b""
            return
        if self._stream_consumed:
            raise RuntimeError("Stream consumed")
        while not self._stream_consumed:
            message = await self._receive()
            kind = message["type"]
            if kind == "http.request":
                body = message.get("body", b"")
                if not message.get("more_body", False):
                    self._stream_consumed = True
                if body:
                    yield body
            elif kind == "http.disconnect":
                self._is_disconnected = True
                raise ClientDisconnect()
        yield b""

    async def body(self):
        if not hasattr(self, "_body"):
            chunks = []
            async for chunk in self.stream():
                chunks.append(chunk)
            self._body = b"".join(chunks)
        return self._body

    async def json(self):
        if not hasattr(self, "_json"):
            self._json = json.loads(await self.body())
        return self._json

    async def _get_form(self, max_files=1000, max_fields=1000, max_part_size=1024 * 1024):
        if self._form is None:
            content_type = self.headers.get("content-type", "").split(";")[0].strip().lower()
            if content_type == "multipart/form-data":
                from starlette.exceptions import HTTPException
                from starlette.formparsers import MultiPartException, MultiPartParser

                parser = MultiPartParser(
                    self.headers, self.stream(), max_files=max_files, max_fields=max_fields, max_part_size=max_part_size
                )
                try:
                    self._form = await parser.parse()
                except MultiPartException as error:
                    if "app" in self.scope:
                        raise HTTPException(status_code=400, detail=error.message)
                    raise
            elif content_type == "application/x-www-form-urlencoded":
                from starlette.exceptions import HTTPException
                from starlette.formparsers import FormParser, MultiPartException

                parser = FormParser(self.headers, self.stream(), max_fields=max_fields, max_part_size=max_part_size)
                try:
                    self._form = await parser.parse()
                except MultiPartException as error:
                    if "app" in self.scope:
                        raise HTTPException(status_code=400, detail=error.message)
                    raise
            else:
                self._form = FormData()
        return self._form

    def form(self, *, max_files=1000, max_fields=1000, max_part_size=1024 * 1024):
        from starlette._utils import AwaitableOrContextManagerWrapper

        return AwaitableOrContextManagerWrapper(
            self._get_form(max_files=max_files, max_fields=max_fields, max_part_size=max_part_size)
        )

    async def close(self):
        if self._form is not None:
            await self._form.close()

    async def is_disconnected(self):
        if not self._is_disconnected:
            import asyncio

            # Looks at what has arrived without waiting for more.
            waiting = asyncio.ensure_future(self._receive())
            await asyncio.sleep(0)
            if waiting.done():
                self._is_disconnected = waiting.result().get("type") == "http.disconnect"
            else:
                waiting.cancel()
        return self._is_disconnected

    async def send_push_promise(self, path):
        if "http.response.push" in self.scope.get("extensions", {}):
            raw = []
            for name in sorted(SERVER_PUSH_HEADERS_TO_COPY):
                for value in self.headers.getlist(name):
                    raw.append((name.encode("latin-1"), value.encode("latin-1")))
            await self._send({"type": "http.response.push", "path": path, "headers": raw})
