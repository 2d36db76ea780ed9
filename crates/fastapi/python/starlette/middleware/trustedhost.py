"""Refuses requests whose Host header names a host that isn't ours."""

from starlette._utils import split_host
from starlette.datastructures import URL, Headers
from starlette.responses import PlainTextResponse, RedirectResponse


class TrustedHostMiddleware:
    def __init__(self, app, allowed_hosts=None, www_redirect=True):
        if allowed_hosts is None:
            allowed_hosts = ["*"]
        for pattern in allowed_hosts:
            assert "*" not in pattern[1:], "Domain wildcard patterns must be like '*.example.com'."
            if pattern.startswith("*") and pattern != "*":
                assert pattern.startswith("*."), "Domain wildcard patterns must be like '*.example.com'."
        self.app = app
        self.allowed_hosts = list(allowed_hosts)
        self.allow_any = "*" in allowed_hosts
        self.www_redirect = www_redirect

    async def __call__(self, scope, receive, send):
        if self.allow_any or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        host = split_host(Headers(scope=scope).get("host", ""))[0]
        valid = redirect = False
        for pattern in self.allowed_hosts:
            if host == pattern or (pattern.startswith("*") and host.endswith(pattern[1:])):
                valid = True
                break
            if "www." + host == pattern:
                redirect = True
        if valid:
            await self.app(scope, receive, send)
            return
        if redirect and self.www_redirect:
            url = URL(scope=scope)
            response = RedirectResponse(url=str(url.replace(netloc="www." + url.netloc)))
        else:
            response = PlainTextResponse("Invalid host header", status_code=400)
        await response(scope, receive, send)
