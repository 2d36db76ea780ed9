"""Authentication: headers that a client adds to its requests."""

from base64 import b64encode


class Auth:
    """Base of what authenticates requests: a generator of the requests to send."""

    requires_request_body = False
    requires_response_body = False

    def auth_flow(self, request):
        yield request

    def sync_auth_flow(self, request):
        if self.requires_request_body:
            request.read()
        flow = self.auth_flow(request)
        request = next(flow)
        while True:
            response = yield request
            if self.requires_response_body:
                response.read()
            try:
                request = flow.send(response)
            except StopIteration:
                break

    async def async_auth_flow(self, request):
        if self.requires_request_body:
            await request.aread()
        flow = self.auth_flow(request)
        request = next(flow)
        while True:
            response = yield request
            if self.requires_response_body:
                await response.aread()
            try:
                request = flow.send(response)
            except StopIteration:
                break


class FunctionAuth(Auth):
    """A function that changes the request."""

    def __init__(self, func):
        self._func = func

    def auth_flow(self, request):
        yield self._func(request)


class BasicAuth(Auth):
    """A name and a password."""

    def __init__(self, username, password):
        pair = b":".join(item.encode() if isinstance(item, str) else item for item in (username, password))
        self._auth_header = f"Basic {b64encode(pair).decode()}"

    def auth_flow(self, request):
        request.headers["Authorization"] = self._auth_header
        yield request


class _Absent(Auth):
    def __init__(self, *args, **options):
        from _playground import unsupported

        unsupported(f"httpx.{type(self).__name__}", "use httpx.BasicAuth or an Authorization header")


class DigestAuth(_Absent):
    """Digest authentication, which isn't supported."""


class NetRCAuth(_Absent):
    """Passwords of a `.netrc` file, which aren't supported."""
