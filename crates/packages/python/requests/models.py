"""Requests, prepared requests and responses."""

import datetime
import json as jsonlib
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit, urlunsplit, unquote

from httpx._content import encode_multipart
from httpx._urls import URL as _URL

from .auth import HTTPBasicAuth
from .cookies import RequestsCookieJar, cookiejar_from_dict
from .exceptions import (
    HTTPError,
    InvalidHeader,
    InvalidJSONError,
    InvalidURL,
    JSONDecodeError,
    MissingSchema,
    StreamConsumedError,
)
from .structures import CaseInsensitiveDict

REDIRECT_STATI = (301, 302, 303, 307, 308)


def _pairs(data):
    return list(data.items()) if isinstance(data, Mapping) else list(data)


def encode_params(data):
    """A query or a form as text; text stays as it is."""
    if isinstance(data, (str, bytes)) or hasattr(data, "read"):
        return data
    found = []
    for key, values in _pairs(data):
        if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
            values = [values]
        found += [(key, value) for value in values if value is not None]
    return urlencode(found, doseq=True)


def requote(url):
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~")


class _Hooks:
    def register_hook(self, event, hook):
        """Have a function called with each response."""
        if event not in self.hooks:
            raise ValueError(f'Unsupported event specified, with event name "{event}"')
        self.hooks[event].extend([hook] if callable(hook) else hook)


class Request(_Hooks):
    """A request as it was asked for."""

    def __init__(
        self,
        method=None,
        url=None,
        headers=None,
        files=None,
        data=None,
        params=None,
        auth=None,
        cookies=None,
        hooks=None,
        json=None,
    ):
        self.method = method
        self.url = url
        self.headers = headers or {}
        self.files = files or []
        self.data = data or []
        self.json = json
        self.params = params or {}
        self.auth = auth
        self.cookies = cookies
        self.hooks = {"response": []}
        for event, hook in (hooks or {}).items():
            self.register_hook(event, hook)

    def prepare(self):
        prepared = PreparedRequest()
        prepared.prepare(
            self.method,
            self.url,
            self.headers,
            self.files,
            self.data,
            self.params,
            self.auth,
            self.cookies,
            self.hooks,
            self.json,
        )
        return prepared

    def __repr__(self):
        return f"<Request [{self.method}]>"


class PreparedRequest(_Hooks):
    """A request as it is sent."""

    def __init__(self):
        self.method = self.url = self.headers = self.body = self._cookies = None
        self.hooks = {"response": []}

    def prepare(
        self,
        method=None,
        url=None,
        headers=None,
        files=None,
        data=None,
        params=None,
        auth=None,
        cookies=None,
        hooks=None,
        json=None,
    ):
        self.method = method.upper() if method is not None else None
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        self.prepare_auth(auth)
        for event, hook in (hooks or {}).items():
            self.register_hook(event, hook)

    def copy(self):
        made = PreparedRequest()
        made.__dict__.update(self.__dict__)
        made.headers = self.headers.copy() if self.headers is not None else None
        made._cookies = self._cookies.copy() if self._cookies is not None else None
        return made

    def prepare_url(self, url, params):
        url = (url.decode("utf8") if isinstance(url, bytes) else str(url)).lstrip()
        if ":" in url and not url.lower().startswith("http"):
            self.url = url
            return
        scheme, netloc, path, query, fragment = urlsplit(url)
        if not scheme:
            raise MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        auth, at, host = netloc.rpartition("@")
        if not host:
            raise InvalidURL(f"Invalid URL {url!r}: No host supplied")
        if host.startswith(("*", ".")):
            raise InvalidURL("URL has an invalid label.")
        more = encode_params(params or {})
        more = more.decode() if isinstance(more, bytes) else more
        query = "&".join(part for part in (query, more) if part)
        self.url = requote(urlunsplit((scheme.lower(), auth + at + host.lower(), path or "/", query, fragment)))

    def prepare_headers(self, headers):
        self.headers = CaseInsensitiveDict()
        for name, value in (headers or {}).items():
            if not isinstance(value, (str, bytes)):
                raise InvalidHeader(
                    f"Header part ({value!r}) from ({name!r}, {value!r}) must be of type str or bytes, "
                    f"not {type(value)}"
                )
            if (value[:1] in (" ", "\t", b" ", b"\t")) or "\n" in str(value) or "\r" in str(value):
                raise InvalidHeader(
                    f"Invalid leading whitespace, reserved character(s), or return character(s) in header value: {value!r}"
                )
            self.headers[name] = value

    def prepare_body(self, data, files, json=None):
        body = content_type = None
        if not data and json is not None:
            content_type = "application/json"
            try:
                body = jsonlib.dumps(json, allow_nan=False).encode("utf-8")
            except ValueError as error:
                raise InvalidJSONError(error, request=self) from None
        if data and not isinstance(data, (str, bytes, list, tuple, Mapping)) and hasattr(data, "__iter__"):
            if files:
                raise NotImplementedError("Streamed bodies and files are mutually exclusive.")
            whole = data.read() if hasattr(data, "read") else b"".join(data)
            self.body = whole.encode("utf-8") if isinstance(whole, str) else whole
            if hasattr(data, "read"):
                self.headers["Content-Length"] = str(len(self.body))
            else:
                self.headers["Transfer-Encoding"] = "chunked"
            return
        if files:
            if isinstance(data, (str, bytes)):
                raise ValueError("Data must not be a string.")
            fields = {}
            for key, values in _pairs(data or {}):
                if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
                    values = [values]
                fields.setdefault(key, []).extend(
                    value if isinstance(value, bytes) else str(value) for value in values if value is not None
                )
            headers, stream = encode_multipart(fields, [(key, _file(key, value)) for key, value in _pairs(files)])
            body, content_type = b"".join(stream), headers["Content-Type"]
        elif data:
            body = encode_params(data)
            if not isinstance(data, (str, bytes)):
                content_type = "application/x-www-form-urlencoded"
        self.prepare_content_length(body)
        if content_type and "content-type" not in self.headers:
            self.headers["Content-Type"] = content_type
        self.body = body

    def prepare_content_length(self, body):
        if body is not None:
            length = len(body.encode("utf-8") if isinstance(body, str) else body)
            if length:
                self.headers["Content-Length"] = str(length)
        elif self.method not in ("GET", "HEAD") and self.headers.get("Content-Length") is None:
            self.headers["Content-Length"] = "0"

    def prepare_auth(self, auth, url=""):
        if auth is None:
            parts = urlsplit(self.url)
            if parts.username or parts.password:
                auth = unquote(parts.username or ""), unquote(parts.password or "")
        if auth:
            handler = HTTPBasicAuth(*auth) if isinstance(auth, tuple) and len(auth) == 2 else auth
            self.__dict__.update(handler(self).__dict__)
            self.prepare_content_length(self.body)

    def prepare_cookies(self, cookies):
        self._cookies = cookies if isinstance(cookies, RequestsCookieJar) else cookiejar_from_dict(cookies)
        header = self._cookies.jar.header(_URL(self.url)) if len(self._cookies) else None
        if header is not None and "Cookie" not in self.headers:
            self.headers["Cookie"] = header

    @property
    def path_url(self):
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def __repr__(self):
        return f"<PreparedRequest [{self.method}]>"


def _file(key, value):
    """A file as the encoder wants it; without a name of its own it is called after its field."""
    if isinstance(value, (tuple, list)):
        name, file, *rest = value
        if not rest:
            rest = [""]
    else:
        name = getattr(value, "name", None)
        name = name.rpartition("/")[2] if isinstance(name, str) and name else key
        file, rest = value, [""]
    if hasattr(file, "read"):
        file = file.read()
    headers = dict(rest[1]) if len(rest) > 1 else {}
    if rest[0]:
        headers["Content-Type"] = rest[0]
    return _Part((name, file, None, headers))


class _Part(tuple):
    """A part of a form whose type isn't guessed."""

    is_typed = True


class Response:
    """A response."""

    def __init__(self):
        self._content = False
        self._content_consumed = False
        self._next = None
        self.status_code = None
        self.headers = CaseInsensitiveDict()
        self.raw = None
        self.url = None
        self.encoding = None
        self.history = []
        self.reason = None
        self.cookies = RequestsCookieJar()
        self.elapsed = datetime.timedelta(0)
        self.request = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        return f"<Response [{self.status_code}]>"

    def __bool__(self):
        return self.ok

    def __iter__(self):
        return self.iter_content(128)

    @property
    def ok(self):
        return self.status_code < 400 or self.status_code >= 600

    @property
    def is_redirect(self):
        return "location" in self.headers and self.status_code in REDIRECT_STATI

    @property
    def is_permanent_redirect(self):
        return "location" in self.headers and self.status_code in (301, 308)

    @property
    def next(self):
        return self._next

    @property
    def apparent_encoding(self):
        try:
            self.content.decode("ascii")
            return "ascii"
        except UnicodeDecodeError:
            return "utf-8"

    def iter_content(self, chunk_size=1, decode_unicode=False):
        if self._content_consumed and isinstance(self._content, bool):
            raise StreamConsumedError()
        if chunk_size is not None and not isinstance(chunk_size, int):
            raise TypeError(f"chunk_size must be an int, it is instead a {type(chunk_size)}.")
        chunks = self._slices(chunk_size) if self._content_consumed else self._pieces(chunk_size)
        if decode_unicode and self.encoding is not None:
            import codecs

            decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
            return (text for text in map(decoder.decode, chunks) if text)
        return chunks

    def _slices(self, size):
        size = size or len(self._content) or 1
        for start in range(0, len(self._content), size):
            yield self._content[start : start + size]

    def _pieces(self, size):
        held = b""
        for chunk in self.raw:
            if size is None:
                yield chunk
                continue
            held += chunk
            while len(held) >= size:
                yield held[:size]
                held = held[size:]
            if held and size > 1 and self._is_streamed:
                # What has come is handed on: a stream may take long until it has filled a chunk.
                yield held
                held = b""
        if held:
            yield held
        self._content_consumed = True

    _is_streamed = False

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        pending = None
        for chunk in self.iter_content(chunk_size, decode_unicode):
            if pending is not None:
                chunk = pending + chunk
            lines = chunk.split(delimiter) if delimiter else chunk.splitlines()
            pending = lines.pop() if lines and lines[-1] and chunk and lines[-1][-1] == chunk[-1] else None
            yield from lines
        if pending is not None:
            yield pending

    @property
    def content(self):
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError("The content for this response was already consumed")
            self._content = None if self.raw is None else b"".join(self.iter_content(10240)) or b""
        self._content_consumed = True
        return self._content

    @property
    def text(self):
        if not self.content:
            return ""
        encoding = self.encoding or self.apparent_encoding
        try:
            return str(self.content, encoding, errors="replace")
        except LookupError:
            return str(self.content, errors="replace")

    def json(self, **kwargs):
        try:
            if not self.encoding:
                try:
                    return jsonlib.loads(self.content.decode("utf-8"), **kwargs)
                except UnicodeDecodeError:
                    return jsonlib.loads(self.text, **kwargs)
            return jsonlib.loads(self.text, **kwargs)
        except jsonlib.JSONDecodeError as error:
            raise JSONDecodeError(error.msg, error.doc, error.pos) from None

    @property
    def links(self):
        from httpx import Response as _Response

        return _Response(200, headers={"link": self.headers.get("link", "")}).links

    def raise_for_status(self):
        """Raise an `HTTPError` if the status is one of an error."""
        reason = self.reason.decode("utf-8", "replace") if isinstance(self.reason, bytes) else self.reason
        kind = {4: "Client Error", 5: "Server Error"}.get(self.status_code // 100)
        if kind:
            raise HTTPError(f"{self.status_code} {kind}: {reason} for url: {self.url}", response=self)

    def close(self):
        close = getattr(self.raw, "close", None)
        if close is not None and not self._content_consumed:
            close()
