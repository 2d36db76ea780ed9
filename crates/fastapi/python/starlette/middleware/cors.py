"""Cross-origin resource sharing: answers preflight requests, and adds the headers that let a browser read an answer."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

ALL_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY")
SAFELISTED_HEADERS = {"Accept", "Accept-Language", "Content-Language", "Content-Type"}

# What the answer to a preflight request depends on: caches must keep the answers apart.
PREFLIGHT_VARY = (
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network"
)


class CORSMiddleware:
    def __init__(
        self,
        app,
        allow_origins=(),
        allow_methods=("GET",),
        allow_headers=(),
        allow_credentials=False,
        allow_origin_regex=None,
        allow_private_network=False,
        expose_headers=(),
        max_age=600,
    ):
        if "*" in allow_methods:
            allow_methods = ALL_METHODS
        pattern = None
        if allow_origin_regex is not None:
            import re

            pattern = re.compile(allow_origin_regex)
        all_origins = "*" in allow_origins
        all_headers = "*" in allow_headers
        explicit = not all_origins or allow_credentials

        simple = {}
        if all_origins:
            simple["Access-Control-Allow-Origin"] = "*"
        if allow_credentials:
            simple["Access-Control-Allow-Credentials"] = "true"
        if expose_headers:
            simple["Access-Control-Expose-Headers"] = ", ".join(expose_headers)

        preflight = {}
        preflight["Vary"] = PREFLIGHT_VARY
        if not explicit:
            preflight["Access-Control-Allow-Origin"] = "*"
        preflight["Access-Control-Allow-Methods"] = ", ".join(allow_methods)
        preflight["Access-Control-Max-Age"] = str(max_age)
        allow_headers = sorted(SAFELISTED_HEADERS | set(allow_headers))
        if allow_headers and not all_headers:
            preflight["Access-Control-Allow-Headers"] = ", ".join(allow_headers)
        if allow_credentials:
            preflight["Access-Control-Allow-Credentials"] = "true"

        self.app = app
        self.allow_origins = allow_origins
        self.allow_methods = allow_methods
        self.allow_headers = [name.lower() for name in allow_headers]
        self.allow_all_origins = all_origins
        self.allow_all_headers = all_headers
        self.preflight_explicit_allow_origin = explicit
        self.allow_origin_regex = pattern
        self.allow_private_network = allow_private_network
        self.simple_headers = simple
        self.preflight_headers = preflight

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["method"] == "OPTIONS" and "origin" in headers and "access-control-request-method" in headers:
            await self.preflight_response(headers)(scope, receive, send)
            return
        await self.simple_response(scope, receive, send, request_headers=headers)

    def is_allowed_origin(self, origin):
        if self.allow_all_origins:
            return True
        if self.allow_origin_regex is not None and self.allow_origin_regex.fullmatch(origin):
            return True
        return origin in self.allow_origins

    def preflight_response(self, request_headers):
        origin = request_headers["origin"]
        method = request_headers["access-control-request-method"]
        wanted = request_headers.get("access-control-request-headers")
        headers = dict(self.preflight_headers)
        failures = []
        if self.is_allowed_origin(origin=origin):
            if self.preflight_explicit_allow_origin:
                headers["Access-Control-Allow-Origin"] = origin
        else:
            failures.append("origin")
        if method not in self.allow_methods:
            failures.append("method")
        if self.allow_all_headers and wanted is not None:
            headers["Access-Control-Allow-Headers"] = wanted
        elif wanted is not None:
            if any(name.lower().strip() not in self.allow_headers for name in wanted.split(",")):
                failures.append("headers")
        if request_headers.get("access-control-request-private-network") is not None:
            if self.allow_private_network:
                headers["Access-Control-Allow-Private-Network"] = "true"
            else:
                failures.append("private-network")
        if failures:
            return PlainTextResponse("Disallowed CORS " + ", ".join(failures), status_code=400, headers=headers)
        return PlainTextResponse("OK", status_code=200, headers=headers)

    async def simple_response(self, scope, receive, send, request_headers):
        async def sender(message):
            await self.send(message, send=send, request_headers=request_headers)

        await self.app(scope, receive, sender)

    async def send(self, message, send, request_headers):
        if message["type"] != "http.response.start":
            await send(message)
            return
        headers = MutableHeaders(raw=list(message.get("headers", [])))
        origin = request_headers.get("origin")
        if origin is not None:
            headers.update(self.simple_headers)
            # A browser that sends credentials refuses "*".
            if self.preflight_explicit_allow_origin and self.is_allowed_origin(origin=origin):
                headers["Access-Control-Allow-Origin"] = origin
        headers.add_vary_header("Origin")
        message["headers"] = headers.raw
        await send(message)
