"""Requests and responses."""

import codecs
import json as jsonlib
import time
from datetime import timedelta

from ._content import (
    AsyncByteStream,
    ByteStream,
    Decoder,
    LineDecoder,
    SyncByteStream,
    boundary_of,
    encode_request,
    encode_response,
    pieces,
)
from ._exceptions import HTTPStatusError, RequestNotRead, ResponseNotRead, StreamClosed, StreamConsumed, request_context
from ._headers import Cookies, Headers
from ._status_codes import codes
from ._urls import URL


class Request:
    """A request, complete with its headers and body."""

    def __init__(
        self,
        method,
        url,
        *,
        params=None,
        headers=None,
        cookies=None,
        content=None,
        data=None,
        files=None,
        json=None,
        stream=None,
        extensions=None,
    ):
        self.method = method.upper()
        self.url = URL(url) if params is None else URL(url, params=params)
        self.headers = Headers(headers)
        self.extensions = {} if extensions is None else dict(extensions)
        if cookies:
            Cookies(cookies).set_cookie_header(self)
        if stream is None:
            defaults, stream = encode_request(
                content, data, files, json, boundary_of(self.headers.get("content-type"))
            )
            self._prepare(defaults)
            self.stream = stream
            if isinstance(stream, ByteStream):
                self.read()
        else:
            self.stream = stream

    def _prepare(self, defaults):
        for key, value in defaults.items():
            if not (key == "Transfer-Encoding" and "Content-Length" in self.headers):
                self.headers.setdefault(key, value)
        more = []
        if "Host" not in self.headers and self.url.host:
            more.append((b"Host", self.url.netloc))
        if self.method in ("POST", "PUT", "PATCH"):
            if "Content-Length" not in self.headers and "Transfer-Encoding" not in self.headers:
                more.append((b"Content-Length", b"0"))
        self.headers = Headers(more + self.headers.raw)

    @property
    def content(self):
        if not hasattr(self, "_content"):
            raise RequestNotRead()
        return self._content

    def read(self):
        if not hasattr(self, "_content"):
            self._content = b"".join(self.stream)
            self.stream = ByteStream(self._content)
        return self._content

    async def aread(self):
        if not hasattr(self, "_content"):
            self._content = b"".join([part async for part in self.stream])
            self.stream = ByteStream(self._content)
        return self._content

    def __repr__(self):
        return f"<{self.__class__.__name__}({self.method!r}, {str(self.url)!r})>"


class Response:
    """A response: at hand, or as a stream."""

    _codes = codes

    def __init__(
        self,
        status_code,
        *,
        headers=None,
        content=None,
        text=None,
        html=None,
        json=None,
        stream=None,
        request=None,
        extensions=None,
        history=None,
        default_encoding="utf-8",
    ):
        self.status_code = status_code
        self.headers = Headers(headers)
        self._request = request
        self.next_request = None
        self.extensions = {} if extensions is None else dict(extensions)
        self.history = [] if history is None else list(history)
        self.is_closed = False
        self.is_stream_consumed = False
        self.default_encoding = default_encoding
        self.num_bytes_downloaded = 0
        if stream is None:
            defaults, stream = encode_response(content, text, html, json)
            for key, value in defaults.items():
                if not (key == "Transfer-Encoding" and "content-length" in self.headers):
                    self.headers.setdefault(key, value)
            self.stream = stream
            if isinstance(stream, ByteStream):
                self.read()
        else:
            self.stream = stream

    @property
    def elapsed(self):
        if not hasattr(self, "_elapsed"):
            raise RuntimeError("'.elapsed' may only be accessed after the response has been read or closed.")
        return self._elapsed

    @elapsed.setter
    def elapsed(self, elapsed):
        self._elapsed = elapsed

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The request instance has not been set on this response.")
        return self._request

    @request.setter
    def request(self, value):
        self._request = value

    @property
    def http_version(self):
        return self.extensions.get("http_version", b"HTTP/1.1").decode("ascii", "ignore")

    @property
    def reason_phrase(self):
        if "reason_phrase" in self.extensions:
            return self.extensions["reason_phrase"].decode("ascii", "ignore")
        return self._codes.get_reason_phrase(self.status_code)

    @property
    def url(self):
        return self.request.url

    @property
    def content(self):
        if not hasattr(self, "_content"):
            raise ResponseNotRead()
        return self._content

    @property
    def text(self):
        if not hasattr(self, "_text"):
            self._text = self.content.decode(self.encoding or "utf-8", "replace")
        return self._text

    @property
    def encoding(self):
        if not hasattr(self, "_encoding"):
            encoding = self.charset_encoding
            try:
                known = encoding is not None and codecs.lookup(encoding)
            except LookupError:
                known = False
            if not known:
                default = self.default_encoding
                encoding = default if isinstance(default, str) else default(getattr(self, "_content", b""))
            self._encoding = encoding or "utf-8"
        return self._encoding

    @encoding.setter
    def encoding(self, value):
        if hasattr(self, "_text"):
            raise ValueError("Setting encoding after `text` has been accessed is not allowed.")
        self._encoding = value

    @property
    def charset_encoding(self):
        for part in self.headers.get("Content-Type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip('"').lower()
        return None

    @property
    def is_informational(self):
        return codes.is_informational(self.status_code)

    @property
    def is_success(self):
        return codes.is_success(self.status_code)

    @property
    def is_redirect(self):
        return codes.is_redirect(self.status_code)

    @property
    def is_client_error(self):
        return codes.is_client_error(self.status_code)

    @property
    def is_server_error(self):
        return codes.is_server_error(self.status_code)

    @property
    def is_error(self):
        return codes.is_error(self.status_code)

    @property
    def has_redirect_location(self):
        return self.status_code in (301, 302, 303, 307, 308) and "Location" in self.headers

    def raise_for_status(self):
        """Raise an `HTTPStatusError` unless the status says success."""
        request = self._request
        if request is None:
            raise RuntimeError(
                "Cannot call `raise_for_status` as the request instance has not been set on this response."
            )
        if self.is_success:
            return self
        kinds = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}
        kind = kinds.get(self.status_code // 100, "Invalid status code")
        message = f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'\n"
        if self.has_redirect_location:
            message += f"Redirect location: '{self.headers['location']}'\n"
        message += (
            f"For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}"
        )
        raise HTTPStatusError(message, request=request, response=self)

    def json(self, **kwargs):
        return jsonlib.loads(self.content, **kwargs)

    @property
    def cookies(self):
        if not hasattr(self, "_cookies"):
            self._cookies = Cookies()
            self._cookies.extract_cookies(self)
        return self._cookies

    @property
    def links(self):
        import re

        found = {}
        value = self.headers.get("link", "").strip(" '\"")
        for item in re.split(", *<", value) if value else []:
            url, *params = item.split(";")
            link = {"url": url.strip("<> '\"")}
            for param in params:
                key, equals, text = param.partition("=")
                if not equals:
                    break
                link[key.strip(" '\"")] = text.strip(" '\"")
            found[link.get("rel") or link.get("url")] = link
        return found

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"

    def _ended(self):
        self.is_closed = True
        if hasattr(self, "_started"):
            self._elapsed = timedelta(seconds=time.perf_counter() - self._started)

    def _decoder(self):
        return Decoder(name.strip().lower() for name in self.headers.get_list("content-encoding", split_commas=True))

    def _text_decoder(self):
        return codecs.getincrementaldecoder(self.encoding or "utf-8")(errors="replace")

    def _kept(self, chunk_size):
        size = len(self._content) if chunk_size is None else chunk_size
        for start in range(0, len(self._content), max(size, 1)):
            yield self._content[start : start + size]

    def _begin(self, kind, what, other):
        if self.is_stream_consumed:
            raise StreamConsumed()
        if self.is_closed:
            raise StreamClosed()
        if not isinstance(self.stream, kind):
            raise RuntimeError(f"Attempted to call {what} iterator on an {other} stream.")
        self.is_stream_consumed = True
        self.num_bytes_downloaded = 0

    # -- ordinary code -----------------------------------------------------------------------------------------------

    def read(self):
        """The whole body."""
        if not hasattr(self, "_content"):
            self._content = b"".join(self.iter_bytes())
        return self._content

    def iter_bytes(self, chunk_size=None):
        if hasattr(self, "_content"):
            yield from self._kept(chunk_size)
            return
        decoder, take = self._decoder(), pieces(chunk_size, b"")
        with request_context(self._request):
            for raw in self.iter_raw():
                yield from take(decoder.decode(raw))
            yield from take(decoder.flush())
            yield from take(None)

    def iter_text(self, chunk_size=None):
        decoder, take = self._text_decoder(), pieces(chunk_size, "")
        for chunk in self.iter_bytes():
            yield from take(decoder.decode(chunk))
        yield from take(decoder.decode(b"", True))
        yield from take(None)

    def iter_lines(self):
        decoder = LineDecoder()
        for text in self.iter_text():
            yield from decoder.decode(text)
        yield from decoder.flush()

    def iter_raw(self, chunk_size=None):
        self._begin(SyncByteStream, "a sync", "async")
        take = pieces(chunk_size, b"")
        with request_context(self._request):
            for raw in self.stream:
                self.num_bytes_downloaded += len(raw)
                yield from take(raw)
        yield from take(None)
        self.close()

    def close(self):
        if not isinstance(self.stream, SyncByteStream):
            raise RuntimeError("Attempted to call an sync close on an async stream.")
        if not self.is_closed:
            self._ended()
            self.stream.close()

    # -- coroutines --------------------------------------------------------------------------------------------------

    async def aread(self):
        """The whole body."""
        if not hasattr(self, "_content"):
            self._content = b"".join([part async for part in self.aiter_bytes()])
        return self._content

    async def aiter_bytes(self, chunk_size=None):
        if hasattr(self, "_content"):
            for chunk in self._kept(chunk_size):
                yield chunk
            return
        decoder, take = self._decoder(), pieces(chunk_size, b"")
        with request_context(self._request):
            async for raw in self.aiter_raw():
                for chunk in take(decoder.decode(raw)):
                    yield chunk
            for chunk in take(decoder.flush()) + take(None):
                yield chunk

    async def aiter_text(self, chunk_size=None):
        decoder, take = self._text_decoder(), pieces(chunk_size, "")
        async for data in self.aiter_bytes():
            for chunk in take(decoder.decode(data)):
                yield chunk
        for chunk in take(decoder.decode(b"", True)) + take(None):
            yield chunk

    async def aiter_lines(self):
        decoder = LineDecoder()
        async for text in self.aiter_text():
            for line in decoder.decode(text):
                yield line
        for line in decoder.flush():
            yield line

    async def aiter_raw(self, chunk_size=None):
        self._begin(AsyncByteStream, "an async", "sync")
        take = pieces(chunk_size, b"")
        with request_context(self._request):
            async for raw in self.stream:
                self.num_bytes_downloaded += len(raw)
                for chunk in take(raw):
                    yield chunk
        for chunk in take(None):
            yield chunk
        await self.aclose()

    async def aclose(self):
        if not isinstance(self.stream, AsyncByteStream):
            raise RuntimeError("Attempted to call an async close on an sync stream.")
        if not self.is_closed:
            self._ended()
            await self.stream.aclose()
