"""How HTTP clients reach the loaded program, the only thing they can reach: its application is called, nothing is sent.

The clients give what they know of a request; an `Exchange` is one request and its response, of which the body comes in
pieces. `block_on` waits for a coroutine from an ordinary function, as a thread would, while the event loop goes on.
"""

import asyncio
from urllib.parse import unquote

LOCAL_HOSTS = ("testserver", "localhost", "127.0.0.1", "0.0.0.0", "::1")


class Unreachable(Exception):
    """Nothing answers at that host; its text says why."""


class Held(Exception):
    """The caller holds the event loop that would have to answer."""


class TimedOut(Exception):
    """The application took longer than the client waits."""


def application(package, host):
    """The loaded program's application and the state of its lifespan."""
    if host not in LOCAL_HOSTS:
        raise Unreachable(
            f"The playground sends nothing anywhere: {package} can reach this program itself only, for example at "
            f"http://localhost:8000, and not {host or 'a host without a name'}"
        )
    from starlette import _served

    if _served.app is None:
        raise Unreachable(
            f"The playground sends nothing anywhere: {package} can reach this program itself only, and it isn't "
            "loaded yet. Send the request from a path operation"
        )
    return _served.app, _served.state


class Exchange:
    """One request to an application, and its response as it comes."""

    def __init__(self, package, method, scheme, host, port, path, query, headers, body):
        app, state = application(package, host)
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "headers": [(name.lower(), value) for name, value in headers],
            "scheme": scheme,
            "path": unquote(path),
            "raw_path": path.encode("ascii"),
            "query_string": query,
            "server": ("127.0.0.1", port or 8000),
            "client": ("127.0.0.1", 50000),
            "root_path": "",
            "state": dict(state or {}),
        }
        self.app = app
        self.body = body
        self.is_head = method == "HEAD"
        self.task = None
        self.status = None
        self.headers = []

    async def start(self, timeout=None):
        """Run the application until the response begins."""
        self.messages = asyncio.Queue()
        self.gone = asyncio.Event()
        self.task = asyncio.ensure_future(self._run())
        message = await self._next(timeout)
        if message is None:
            self.status, self.headers = 500, [(b"content-type", b"text/plain; charset=utf-8")]
            self.messages.put_nowait({"body": b"Internal Server Error"})
        else:
            self.status, self.headers = message["status"], list(message.get("headers", []))

    async def _run(self):
        parts = [self.body]

        async def receive():
            if parts:
                return {"type": "http.request", "body": parts.pop(), "more_body": False}
            await self.gone.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            if message["type"] in ("http.response.start", "http.response.body"):
                self.messages.put_nowait(message)

        try:
            await self.app(self.scope, receive, send)
        except Exception:
            # The server has logged it; the client sees a response, or that there is none.
            pass
        finally:
            self.messages.put_nowait(None)

    async def _next(self, timeout):
        try:
            return await asyncio.wait_for(self.messages.get(), timeout)
        except asyncio.TimeoutError:
            self.close()
            raise TimedOut from None

    async def chunk(self, timeout=None):
        """The next piece of the body, or None at its end."""
        while True:
            message = await self._next(timeout)
            if message is None:
                return None
            body = bytes(message.get("body", b""))
            if not message.get("more_body", False):
                self.gone.set()
                self.messages.put_nowait(None)
            if body and not self.is_head:
                return body

    def close(self):
        """The client goes away, which the application may notice."""
        if self.task is not None:
            self.gone.set()


def block_on(coroutine, package):
    """The result of a coroutine, for an ordinary function."""
    import _threads
    from _playground import blocks_loop

    loop = _threads.waiting_loop()
    if loop is None:
        return asyncio.run(coroutine)
    if _threads.current[0] == _threads.MAIN and blocks_loop():
        coroutine.close()
        raise Held(
            f"An ordinary call of {package} inside `async def` holds the event loop that would have to answer, so the "
            "answer never comes: await httpx.AsyncClient instead, or make the path operation an ordinary `def`"
        )
    task = loop.create_task(coroutine)
    current, loop._current_task = loop._current_task, None
    try:
        while not task.done():
            if not loop._has_work():
                task.cancel()
                raise Held(f"{package} waits for an answer that waits for what the caller of {package} holds")
            _threads.turn(loop)
    finally:
        loop._current_task = current
    return task.result()
