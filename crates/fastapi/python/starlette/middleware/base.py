"""BaseHTTPMiddleware: a middleware written as one function that gets the request and `call_next`.

The application runs as a task of its own, so that the function goes on as soon as the response starts; the messages
that follow wait in a queue until the response is sent.
"""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response


class _CachedRequest(Request):
    """The request of the function; what it has read of the body is replayed for the application."""

    _replayed = False
    _disconnected = False

    async def wrapped_receive(self):
        if self._disconnected:
            return {"type": "http.disconnect"}
        if self._replayed or (self._stream_consumed and not hasattr(self, "_body")):
            if self._is_disconnected:
                self._disconnected = True
                return {"type": "http.disconnect"}
            message = await self.receive()
            if message["type"] == "http.disconnect":
                self._disconnected = True
            return message
        if hasattr(self, "_body"):
            self._replayed = True
            return {"type": "http.request", "body": self._body, "more_body": False}
        try:
            message = await self.receive()
        except ClientDisconnect:
            self._disconnected = True
            return {"type": "http.disconnect"}
        if message["type"] == "http.request":
            if not message.get("more_body", False):
                self._stream_consumed = True
                self._replayed = True
        else:
            self._disconnected = True
        return message


class _Channel:
    """Messages from the application to the middleware. A sender goes on when its message was taken, not before."""

    def __init__(self):
        self.queue = asyncio.Queue()
        self.pending = None
        self.closed = False
        self.failure = None

    async def send(self, message):
        if self.closed:
            return
        taken = self.pending = asyncio.get_running_loop().create_future()
        self.queue.put_nowait(message)
        await taken

    async def take(self):
        message = await self.queue.get()
        self.release()
        return message

    def release(self):
        if self.pending is not None and not self.pending.done():
            self.pending.set_result(None)

    def close(self):
        """Nobody will take anything any more: the application may run to its end."""
        self.closed = True
        self.release()


class BaseHTTPMiddleware:
    def __init__(self, app, dispatch=None):
        self.app = app
        self.dispatch_func = self.dispatch if dispatch is None else dispatch

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = _CachedRequest(scope, receive)
        running = []

        async def call_next(request_):
            channel = _Channel()

            async def run_app():
                failure = None
                try:
                    await self.app(scope, request.wrapped_receive, channel.send)
                except Exception as exc:
                    failure = exc
                channel.failure = failure
                channel.queue.put_nowait({"type": "end", "failure": failure})

            running.append((asyncio.ensure_future(run_app()), channel))
            message = await channel.take()
            info = message.get("info")
            while message["type"] == "http.response.debug":
                message = await channel.take()
            if message["type"] == "end":
                if message["failure"] is not None:
                    channel.failure = None
                    raise message["failure"]
                raise RuntimeError("No response returned.")
            response = _StreamingResponse(_body_of(channel), status_code=message["status"], info=info)
            response.raw_headers = message["headers"]
            return response

        try:
            response = await self.dispatch_func(request, call_next)
            await response(scope, receive, send)
            # The application may still be busy, with its background tasks.
            for task, channel in running:
                channel.close()
                await task
                # What a background task raises comes after the response, and is still the server's to log.
                if channel.failure is not None:
                    raise channel.failure
        finally:
            for task, _ in running:
                if not task.done():
                    task.cancel()

    async def dispatch(self, request, call_next):
        raise NotImplementedError()


async def _body_of(channel):
    while True:
        message = await channel.take()
        if message["type"] == "end":
            if message["failure"] is not None:
                channel.failure = None
                raise message["failure"]
            return
        if message["type"] == "http.response.pathsend":
            yield message
            return
        body = message.get("body", b"")
        if body:
            yield body
        if not message.get("more_body", False):
            return


class _StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, info=None):
        self.info = info
        self.body_iterator = content
        self.status_code = status_code
        self.media_type = media_type
        self.init_headers(headers)
        self.background = None

    async def __call__(self, scope, receive, send):
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for chunk in self.body_iterator:
            if isinstance(chunk, dict):
                await send(chunk)
                continue
            if isinstance(chunk, str):
                chunk = chunk.encode(self.charset)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        if self.background:
            await self.background()
