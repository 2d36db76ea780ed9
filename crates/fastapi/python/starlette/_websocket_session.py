"""The test client's side of a websocket: the application is a task, which goes on whenever the test waits for a message."""

import asyncio
import json as jsonlib

from starlette._client import Response
from starlette.websockets import WebSocketDisconnect


class WebSocketDenialResponse(Response, WebSocketDisconnect):
    """The application answered instead of accepting."""


class WebSocketTestSession:
    def __init__(self, client, scope):
        self.client = client
        self.scope = scope
        self.accepted_subprotocol = None
        self.extra_headers = None
        self.should_close = False

    def __enter__(self):
        self.client._run(self._connect())
        return self

    def __exit__(self, *args):
        if self.task is not None:
            self.client._run(self._leave())
        return None

    async def _connect(self):
        self.to_app, self.from_app = asyncio.Queue(), asyncio.Queue()

        async def run():
            try:
                await self.client.app(self.scope, self.to_app.get, self.from_app.put)
            except BaseException as error:
                self.from_app.put_nowait(error)
                raise
            finally:
                self.from_app.put_nowait(None)

        self.task = asyncio.ensure_future(run())
        self.to_app.put_nowait({"type": "websocket.connect"})
        message = await self._receive()
        await self._raise_on_close(message)
        self.accepted_subprotocol = message.get("subprotocol", None)
        self.extra_headers = message.get("headers", None)

    async def _leave(self):
        self.to_app.put_nowait({"type": "websocket.disconnect", "code": 1000, "reason": ""})
        task, self.task = self.task, None
        try:
            await task
        except asyncio.CancelledError:
            pass

    async def _receive(self):
        message = await self.from_app.get()
        if isinstance(message, BaseException):
            self._ended()
            raise message
        if message is None:
            self._ended()
            raise WebSocketDisconnect(code=1000, reason="")
        return message

    def _ended(self):
        # Its exception is raised here; the loop must not also report it as never retrieved.
        task, self.task = self.task, None
        if task is not None:
            task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _raise_on_close(self, message):
        kind = message["type"]
        if kind == "websocket.close":
            raise WebSocketDisconnect(code=message.get("code", 1000), reason=message.get("reason", ""))
        if kind == "websocket.http.response.start":
            body = []
            while True:
                part = await self._receive()
                body.append(part.get("body", b""))
                if not part.get("more_body", False):
                    break
            pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
            raise WebSocketDenialResponse(message["status"], pairs, b"".join(body))

    def send(self, message):
        self.to_app.put_nowait(message)

    def send_text(self, data):
        self.send({"type": "websocket.receive", "text": data})

    def send_bytes(self, data):
        self.send({"type": "websocket.receive", "bytes": data})

    def send_json(self, data, mode="text"):
        text = jsonlib.dumps(data, separators=(",", ":"), ensure_ascii=False)
        if mode == "text":
            self.send_text(text)
        else:
            self.send_bytes(text.encode("utf-8"))

    def close(self, code=1000, reason=None):
        self.send({"type": "websocket.disconnect", "code": code, "reason": reason})

    def receive(self):
        return self.client._run(self._receive())

    def _message(self):
        async def receive():
            message = await self._receive()
            await self._raise_on_close(message)
            return message

        return self.client._run(receive())

    def receive_text(self):
        return self._message()["text"]

    def receive_bytes(self):
        return self._message()["bytes"]

    def receive_json(self, mode="text"):
        message = self._message()
        text = message["text"] if mode == "text" else message["bytes"].decode("utf-8")
        return jsonlib.loads(text)
