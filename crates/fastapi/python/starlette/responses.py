"""Responses that hold or stream their content. Files are in `starlette._file_response`, loaded when first asked for."""

import json

from starlette.datastructures import MutableHeaders


__all__ = [
    "FileResponse",
    "HTMLResponse",
    "JSONResponse",
    "PlainTextResponse",
    "RedirectResponse",
    "Response",
    "StreamingResponse",
]


def __getattr__(name):
    if name in ("FileResponse", "MalformedRangeHeader", "RangeNotSatisfiable"):
        from starlette import _file_response

        return getattr(_file_response, name)
    raise AttributeError(f"module 'starlette.responses' has no attribute '{name}'")


class Response:
    media_type = None
    charset = "utf-8"

    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code = status_code
        if media_type is not None:
            self.media_type = media_type
        self.background = background
        self.body = self.render(content)
        self.init_headers(headers)

    def render(self, content):
        if content is None:
            return b""
        if isinstance(content, (bytes, bytearray, memoryview)):
            return content
        return content.encode(self.charset)

    def init_headers(self, headers=None):
        if headers:
            raw = [(key.lower().encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
            names = [name for name, _ in raw]
            want_length = b"content-length" not in names
            want_type = b"content-type" not in names
        else:
            raw = []
            want_length = want_type = True
        body = getattr(self, "body", None)
        status = self.status_code
        if body is not None and want_length and not (status < 200 or status == 204 or status == 304):
            raw.append((b"content-length", str(len(body)).encode("latin-1")))
        content_type = self.media_type
        if content_type is not None and want_type:
            if content_type.startswith("text/") and "charset=" not in content_type.lower():
                content_type += "; charset=" + self.charset
            raw.append((b"content-type", content_type.encode("latin-1")))
        self.raw_headers = raw

    @property
    def headers(self):
        if not hasattr(self, "_headers"):
            self._headers = MutableHeaders(raw=self.raw_headers)
        return self._headers

    def set_cookie(
        self,
        key,
        value="",
        max_age=None,
        expires=None,
        path="/",
        domain=None,
        secure=False,
        httponly=False,
        samesite="lax",
        partitioned=False,
    ):
        from http.cookies import SimpleCookie

        cookie = SimpleCookie()
        cookie[key] = value
        morsel = cookie[key]
        if max_age is not None:
            morsel["max-age"] = max_age
        if expires is not None:
            if hasattr(expires, "utctimetuple"):
                from email.utils import format_datetime

                morsel["expires"] = format_datetime(expires, usegmt=True)
            else:
                morsel["expires"] = expires
        if path is not None:
            morsel["path"] = path
        if domain is not None:
            morsel["domain"] = domain
        if secure:
            morsel["secure"] = True
        if httponly:
            morsel["httponly"] = True
        if samesite is not None:
            assert samesite.lower() in ("strict", "lax", "none"), "samesite must be either 'strict', 'lax' or 'none'"
            morsel["samesite"] = samesite
        text = cookie.output(header="").strip()
        if partitioned:
            text += "; Partitioned"
        self.raw_headers.append((b"set-cookie", text.encode("latin-1")))

    def delete_cookie(
        self, key, path="/", domain=None, secure=False, httponly=False, samesite="lax", partitioned=False
    ):
        self.set_cookie(
            key,
            max_age=0,
            expires=0,
            path=path,
            domain=domain,
            secure=secure,
            httponly=httponly,
            samesite=samesite,
            partitioned=partitioned,
        )

    def _wrap_websocket_denial_send(self, send):
        async def wrapped(message):
            if message["type"] in ("http.response.start", "http.response.body"):
                message = {**message, "type": "websocket." + message["type"]}
            await send(message)

        return wrapped

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":
            send = self._wrap_websocket_denial_send(send)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body})
        if self.background is not None:
            await self.background()


class HTMLResponse(Response):
    media_type = "text/html"


class PlainTextResponse(Response):
    media_type = "text/plain"


class JSONResponse(Response):
    media_type = "application/json"

    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        super().__init__(content, status_code, headers, media_type, background)

    def render(self, content):
        return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=None, separators=(",", ":")).encode("utf-8")


class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        super().__init__(content=b"", status_code=status_code, headers=headers, background=background)
        from urllib.parse import quote

        self.headers["location"] = quote(str(url), safe=":/%#?=@[]!$&'()*+,;")


class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        if hasattr(content, "__aiter__"):
            self.body_iterator = content
        else:
            from starlette.concurrency import iterate_in_threadpool

            self.body_iterator = iterate_in_threadpool(content)
        self.status_code = status_code
        self.media_type = self.media_type if media_type is None else media_type
        self.background = background
        self.init_headers(headers)

    async def listen_for_disconnect(self, receive):
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                break

    async def stream_response(self, send):
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for chunk in self.body_iterator:
            if not isinstance(chunk, (bytes, bytearray, memoryview)):
                chunk = chunk.encode(self.charset)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":
            send = self._wrap_websocket_denial_send(send)
        await self.stream_response(send)
        if self.background is not None:
            await self.background()
