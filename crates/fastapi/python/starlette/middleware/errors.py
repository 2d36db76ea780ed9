"""The outermost middleware: whatever nothing else took becomes a 500, and is then raised for the server's log."""

from _threads import WORKER, call_in

from starlette._exception_handler import trace_exception
from starlette._utils import is_async_callable
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse


class ServerErrorMiddleware:
    def __init__(self, app, handler=None, debug=False):
        self.app = app
        self.handler = handler
        self.debug = debug

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sender(message):
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
            await send(message)

        try:
            await self.app(scope, receive, sender)
        except Exception as exc:
            # Told without a trace too: the engine says what was raised.
            trace_exception(exc, None if self.debug else self.handler)
            request = Request(scope)
            if self.debug:
                response = self.debug_response(request, exc)
            elif self.handler is None:
                response = self.error_response(request, exc)
            elif is_async_callable(self.handler):
                response = await self.handler(request, exc)
            else:
                response = await call_in(WORKER, self.handler, (request, exc))
            if not started:
                await response(scope, receive, send)
            # The server logs it, and a test client may raise it.
            raise exc

    def generate_plain_text(self, exc):
        import traceback

        return "".join(traceback.format_exception(type(exc), exc, exc.__traceback__))

    def generate_html(self, exc, limit=7):
        from html import escape

        name, trace = escape(type(exc).__name__), escape(self.generate_plain_text(exc))
        return (
            "<html><head><title>Starlette Debugger</title></head><body><h1>500 Server Error</h1>"
            f"<h2>{name}: {escape(str(exc))}</h2><pre>{trace}</pre></body></html>"
        )

    def debug_response(self, request, exc):
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(self.generate_html(exc), status_code=500)
        return PlainTextResponse(self.generate_plain_text(exc), status_code=500)

    def error_response(self, request, exc):
        return PlainTextResponse("Internal Server Error", status_code=500)
