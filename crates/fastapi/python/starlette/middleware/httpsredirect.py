"""Sends every plain request to the secure address."""

from starlette.datastructures import URL
from starlette.responses import RedirectResponse


class HTTPSRedirectMiddleware:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] in ("http", "websocket") and scope["scheme"] in ("http", "ws"):
            url = URL(scope=scope)
            scheme = {"http": "https", "ws": "wss"}[url.scheme]
            netloc = url.hostname if url.port in (80, 443) else url.netloc
            response = RedirectResponse(url.replace(scheme=scheme, netloc=netloc), status_code=307)
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)
