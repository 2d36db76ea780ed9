"""A client that calls the application directly, with the methods that programs know from httpx.

The application runs on one event loop that the client keeps; nothing runs in another thread. Websocket sessions are in
`starlette._websocket_session`.
"""

import asyncio

from starlette import _client
from starlette._client import ClientHeaders, ClientRequest, Cookies, Response
from starlette.datastructures import Headers

_UNSET = object()


def __getattr__(name):
    if name in ("WebSocketTestSession", "WebSocketDenialResponse"):
        from starlette import _websocket_session

        return getattr(_websocket_session, name)
    raise AttributeError(f"module 'starlette.testclient' has no attribute '{name}'")


class TestClient:
    __test__ = False  # pytest must not collect it

    def __init__(
        self,
        app,
        base_url="http://testserver",
        raise_server_exceptions=True,
        root_path="",
        backend="asyncio",
        backend_options=None,
        cookies=None,
        headers=None,
        follow_redirects=True,
        client=("testclient", 50000),
    ):
        self.app = app
        self.base_url = str(base_url).rstrip("/")
        self.raise_server_exceptions = raise_server_exceptions
        self.root_path = root_path
        self.follow_redirects = follow_redirects
        self.client_address = client
        self.app_state = {}
        self.max_redirects = 20
        self._loop = None
        self._lifespan = None
        self.headers = ClientHeaders(
            [("accept", "*/*"), ("accept-encoding", "gzip, deflate"), ("connection", "keep-alive"), ("user-agent", "testclient")]
        )
        for name, value in _pairs(headers):
            self.headers[name] = value
        self.cookies = Cookies(cookies)
        self.auth = None
        self.params = None

    @property
    def cookies(self):
        return self._cookies

    @cookies.setter
    def cookies(self, cookies):
        self._cookies = Cookies(cookies)

    def _run(self, coroutine):
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        return self._loop.run_until_complete(coroutine)

    def __enter__(self):
        self._lifespan = _Lifespan(self)
        try:
            self._run(self._lifespan.startup())
        except BaseException:
            self._lifespan = None
            raise
        return self

    def __exit__(self, *args):
        lifespan, self._lifespan = self._lifespan, None
        if lifespan is not None:
            self._run(lifespan.shutdown())
        self.close()

    def close(self):
        if self._loop is not None:
            self._loop.close()
            self._loop = None

    def request(
        self,
        method,
        url,
        *,
        content=None,
        data=None,
        files=None,
        json=None,
        params=None,
        headers=None,
        cookies=None,
        auth=_UNSET,
        follow_redirects=_UNSET,
        timeout=_UNSET,
        extensions=None,
    ):
        request = self.build_request(
            method, url, content=content, data=data, files=files, json=json, params=params, headers=headers, cookies=cookies, auth=auth
        )
        follow = self.follow_redirects if follow_redirects is _UNSET else follow_redirects
        return self.send(request, follow_redirects=follow)

    def build_request(
        self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None, auth=_UNSET
    ):
        url = self._merge_url(str(url), params)
        method = method.upper()
        own, body = _client.encode_body(content, data, files, json)
        given = [(str(name), str(value)) for name, value in _pairs(headers)]
        names = {name.lower() for name, _ in given}
        pairs = [] if "host" in names else [("host", url.netloc)]
        if not body and method in ("POST", "PUT", "PATCH") and "content-length" not in names:
            pairs.append(("content-length", "0"))
        for name, value in self.headers.multi_items():
            if name not in names:
                pairs.append((name, value))
        pairs += given
        pairs += [(name, value) for name, value in own if name.lower() not in names]
        jar = Cookies(self.cookies)
        jar.places.update(self.cookies.places)
        for name, value in _pairs(cookies):
            jar.set(name, value)
        sent = jar.for_path(url.path or "/")
        if sent and "cookie" not in names:
            pairs.append(("cookie", "; ".join(f"{name}={value}" for name, value in sent)))
        auth = self.auth if auth is _UNSET else auth
        if isinstance(auth, tuple):
            from base64 import b64encode

            token = b64encode(f"{auth[0]}:{auth[1]}".encode()).decode("ascii")
            pairs.append(("authorization", f"Basic {token}"))
        elif url.username and "authorization" not in names:
            from base64 import b64encode

            token = b64encode(f"{url.username}:{url.password or ''}".encode()).decode("ascii")
            pairs.append(("authorization", f"Basic {token}"))
        return ClientRequest(method, url, ClientHeaders(pairs), body)

    def _merge_url(self, url, params):
        from starlette.datastructures import URL

        if "://" not in url.split("?")[0]:
            url = self.base_url + (url if url.startswith("/") else "/" + url)
        parsed = URL(url)
        query = parsed.query
        if params is not None or self.params is not None:
            query = _client.query_of(params if params is not None else self.params)
        path = _client.quoted(_client.without_dots(parsed.path or "/"), safe="/!$&'()*+,;=:@~")
        return parsed.replace(path=path, query=_client.quoted(query, safe="!$&'()*+,;=:@/?~[]|"), fragment="")

    def send(self, request, *, follow_redirects=True, stream=False, auth=_UNSET):
        history = []
        while True:
            response = self._run(self._answer(request))
            response.history = list(history)
            self.cookies.extract(response.headers.getlist("set-cookie"), request.url.path)
            if not response.has_redirect_location:
                return response
            following = self._redirected(request, response)
            if not follow_redirects:
                response.next_request = following
                return response
            if len(history) >= self.max_redirects:
                raise _client.TooManyRedirects("Exceeded maximum allowed redirects.")
            history.append(response)
            request = following

    def _redirected(self, request, response):
        from urllib.parse import urljoin

        from starlette.datastructures import URL

        url = URL(urljoin(str(request.url), response.headers["location"]))
        method, body = request.method, request.content
        if (response.status_code == 303 and method != "HEAD") or (response.status_code == 302 and method != "HEAD"):
            method = "GET"
        elif response.status_code == 301 and method == "POST":
            method = "GET"
        dropped = {"cookie", "host"}
        if method != request.method:
            body = b""
            dropped |= {"content-length", "content-type", "transfer-encoding"}
        if url.netloc != request.url.netloc:
            dropped.add("authorization")
        pairs = [("host", url.netloc)]
        pairs += [(name, value) for name, value in request.headers.multi_items() if name not in dropped]
        sent = self.cookies.for_path(url.path or "/")
        if sent:
            pairs.append(("cookie", "; ".join(f"{name}={value}" for name, value in sent)))
        return ClientRequest(method, url, ClientHeaders(pairs), body)

    def _scope(self, url, headers, kind):
        from urllib.parse import unquote

        secure = url.scheme in ("https", "wss")
        host, port = url.hostname, url.port
        return {
            "type": kind,
            "http_version": "1.1",
            "path": unquote(url.path),
            "raw_path": url.path.encode("ascii"),
            "root_path": self.root_path,
            "scheme": url.scheme,
            "query_string": url.query.encode("ascii"),
            "headers": list(headers.raw),
            "client": self.client_address,
            "server": [host, port or (443 if secure else 80)],
            "state": dict(self.app_state),
        }

    async def _answer(self, request):
        scope = self._scope(request.url, request.headers, "http")
        scope["method"] = request.method
        scope["extensions"] = {"http.response.debug": {}, "http.response.trailers": {}}
        sent = False
        complete = asyncio.Event()
        status = None
        headers = []
        chunks = []

        async def receive():
            nonlocal sent
            if sent:
                await complete.wait()
                return {"type": "http.disconnect"}
            sent = True
            return {"type": "http.request", "body": request.content, "more_body": False}

        async def send(message):
            nonlocal status, headers
            kind = message["type"]
            if kind == "http.response.start":
                assert status is None, 'Received multiple "http.response.start" messages.'
                status = message["status"]
                headers = message.get("headers", [])
            elif kind == "http.response.body":
                assert status is not None, 'Received "http.response.body" without "http.response.start".'
                assert not complete.is_set(), 'Received "http.response.body" after response completed.'
                if request.method != "HEAD":
                    chunks.append(message.get("body", b""))
                if not message.get("more_body", False):
                    complete.set()

        try:
            await self.app(scope, receive, send)
        except Exception:
            if self.raise_server_exceptions:
                raise
        if status is None:
            assert not self.raise_server_exceptions, "TestClient did not receive any response."
            status = 500
        pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
        return Response(status, pairs, b"".join(bytes(chunk) for chunk in chunks), request)

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def options(self, url, **options):
        return self.request("OPTIONS", url, **options)

    def head(self, url, **options):
        return self.request("HEAD", url, **options)

    def post(self, url, **options):
        return self.request("POST", url, **options)

    def put(self, url, **options):
        return self.request("PUT", url, **options)

    def patch(self, url, **options):
        return self.request("PATCH", url, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    def stream(self, method, url, **options):
        return self.request(method, url, **options)

    def websocket_connect(self, url, subprotocols=None, **options):
        from urllib.parse import urljoin

        from starlette._websocket_session import WebSocketTestSession

        url = urljoin("ws://testserver", url)
        headers = [(name, value) for name, value in _pairs(options.pop("headers", None))]
        headers += [("connection", "upgrade"), ("sec-websocket-key", "testserver=="), ("sec-websocket-version", "13")]
        if subprotocols is not None:
            headers.append(("sec-websocket-protocol", ", ".join(subprotocols)))
        request = self.build_request("GET", url, headers=headers, **options)
        scope = self._scope(request.url, request.headers, "websocket")
        scope["subprotocols"] = list(subprotocols or [])
        scope["extensions"] = {"websocket.http.response": {}}
        return WebSocketTestSession(self, scope)


def _pairs(mapping):
    if mapping is None:
        return []
    if isinstance(mapping, Headers):
        return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in mapping.raw]
    return list(mapping.items()) if hasattr(mapping, "items") else list(mapping)


class _Lifespan:
    """The application's lifespan, as a task that waits between startup and shutdown."""

    def __init__(self, client):
        self.client = client

    async def startup(self):
        self.to_app, self.from_app = asyncio.Queue(), asyncio.Queue()
        scope = {"type": "lifespan", "state": self.client.app_state}

        async def run():
            try:
                await self.client.app(scope, self.to_app.get, self.from_app.put)
            finally:
                self.from_app.put_nowait(None)

        self.task = asyncio.ensure_future(run())
        await self._step("startup")

    async def shutdown(self):
        await self._step("shutdown")
        await self.task

    async def _step(self, name):
        self.to_app.put_nowait({"type": "lifespan." + name})
        message = await self.from_app.get()
        if message is None:
            # The application ended by itself; if by an exception, this raises it.
            await self.task
        elif message["type"].endswith(".failed"):
            await self.task
