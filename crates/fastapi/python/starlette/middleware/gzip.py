"""Compresses responses for clients that accept gzip."""

from starlette.datastructures import Headers, MutableHeaders

DEFAULT_EXCLUDED_CONTENT_TYPES = (
    "application/grpc",
    "application/gzip",
    "application/x-gzip",
    "application/zip",
    "audio/*",
    "font/woff",
    "font/woff2",
    "image/avif",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "text/event-stream",
    "video/*",
)


class GZipMiddleware:
    def __init__(
        self,
        app,
        minimum_size=500,
        compresslevel=9,
        thread_minimum_size=128 * 1024,
        *,
        exclude_content_types=DEFAULT_EXCLUDED_CONTENT_TYPES,
    ):
        self.app = app
        self.minimum_size = minimum_size
        self.compresslevel = compresslevel
        self.exclude_content_types = tuple(kind.strip().lower() for kind in exclude_content_types)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        accepts = "gzip" in Headers(scope=scope).get("Accept-Encoding", "")
        level = self.compresslevel if accepts else None
        responder = _Responder(self.app, self.minimum_size, level, self.exclude_content_types)
        await responder(scope, receive, send)


class _Responder:
    """Sends one response on, compressed when it should be; always says that the answer varies."""

    def __init__(self, app, minimum_size, level, excluded):
        self.app = app
        self.minimum_size = minimum_size
        self.level = level
        self.excluded = excluded
        self.initial = None
        self.started = False
        self.plain = False
        self.compressor = None

    async def __call__(self, scope, receive, send):
        self.send = send
        await self.app(scope, receive, self.on_message)

    def _is_excluded(self, headers):
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        family = kind.split("/")[0] + "/*"
        return kind in self.excluded or family in self.excluded

    async def on_message(self, message):
        kind = message["type"]
        if kind == "http.response.start":
            self.initial = message
            headers = Headers(raw=message["headers"])
            self.plain = "content-encoding" in headers or self._is_excluded(headers)
            return
        if kind == "http.response.body" and self.plain:
            if not self.started:
                self.started = True
                await self.send(self.initial)
            await self.send(message)
            return
        if kind != "http.response.body":
            if self.initial is not None and not self.started:
                self.started = True
                await self.send(self.initial)
            await self.send(message)
            return
        body = message.get("body", b"")
        more = message.get("more_body", False)
        if not self.started:
            self.started = True
            headers = MutableHeaders(raw=self.initial["headers"])
            if len(body) < self.minimum_size and not more:
                await self.send(self.initial)
                await self.send(message)
                return
            headers.add_vary_header("Accept-Encoding")
            if self.level is None:
                self.plain = True
                await self.send(self.initial)
                await self.send(message)
                return
            body = self.compress(body, more)
            headers["Content-Encoding"] = "gzip"
            if more:
                del headers["Content-Length"]
            else:
                headers["Content-Length"] = str(len(body))
            await self.send(self.initial)
            await self.send({**message, "body": body})
            return
        await self.send({**message, "body": self.compress(body, more)})

    def compress(self, body, more):
        import zlib

        if self.compressor is None:
            # 31 asks zlib for gzip's header and trailer.
            self.compressor = zlib.compressobj(self.level, zlib.DEFLATED, 31)
        data = self.compressor.compress(body)
        data += self.compressor.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)
        return data
