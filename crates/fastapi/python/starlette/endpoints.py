"""Endpoints written as classes."""

import json

from _threads import WORKER, call_in

from starlette._utils import is_async_callable
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse


class HTTPEndpoint:
    def __init__(self, scope, receive, send):
        assert scope["type"] == "http"
        self.scope, self.receive, self.send = scope, receive, send
        names = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
        self._allowed_methods = [name for name in names if getattr(self, name.lower(), None) is not None]

    def __await__(self):
        return self.dispatch().__await__()

    async def dispatch(self):
        request = Request(self.scope, receive=self.receive)
        name = "get" if request.method == "HEAD" and not hasattr(self, "head") else request.method.lower()
        handler = getattr(self, name, self.method_not_allowed)
        response = await handler(request) if is_async_callable(handler) else await call_in(WORKER, handler, (request,))
        await response(self.scope, self.receive, self.send)

    async def method_not_allowed(self, request):
        headers = {"Allow": ", ".join(self._allowed_methods)}
        if "app" in self.scope:
            raise HTTPException(status_code=405, headers=headers)
        return PlainTextResponse("Method Not Allowed", status_code=405, headers=headers)


class WebSocketEndpoint:
    encoding = None

    def __init__(self, scope, receive, send):
        assert scope["type"] == "websocket"
        self.scope, self.receive, self.send = scope, receive, send

    def __await__(self):
        return self.dispatch().__await__()

    async def dispatch(self):
        from starlette.websockets import WebSocket

        websocket = WebSocket(self.scope, receive=self.receive, send=self.send)
        await self.on_connect(websocket)
        close_code = 1000
        try:
            while True:
                message = await websocket.receive()
                if message["type"] == "websocket.receive":
                    await self.on_receive(websocket, await self.decode(websocket, message))
                elif message["type"] == "websocket.disconnect":
                    code = message.get("code")
                    close_code = 1000 if code is None else int(code)
                    break
        except Exception as exc:
            close_code = 1011
            raise exc
        finally:
            await self.on_disconnect(websocket, close_code)

    async def decode(self, websocket, message):
        text, data = message.get("text"), message.get("bytes")
        if self.encoding == "text":
            if text is None:
                await websocket.close(code=1003)
                raise RuntimeError("Expected text websocket messages, but got bytes")
            return text
        if self.encoding == "bytes":
            if data is None:
                await websocket.close(code=1003)
                raise RuntimeError("Expected bytes websocket messages, but got text")
            return data
        if self.encoding == "json":
            try:
                return json.loads(text if text is not None else data.decode("utf-8"))
            except ValueError:
                await websocket.close(code=1003)
                raise RuntimeError("Malformed JSON data received.")
        assert self.encoding is None, f"Unsupported 'encoding' attribute {self.encoding}"
        return text if text else data

    async def on_connect(self, websocket):
        await websocket.accept()

    async def on_receive(self, websocket, data):
        """Called with each message."""

    async def on_disconnect(self, websocket, close_code):
        """Called when the websocket is closed."""
