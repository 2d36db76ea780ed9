"""The parts of an HTTP client that the test client has: requests' bodies, responses, cookies, errors."""

import json as jsonlib
import sys

from starlette.datastructures import MutableHeaders, QueryParams

_HEX = "0123456789abcdefABCDEF"


class HTTPError(Exception):
    """What the client's errors have in common."""

    __module__ = "httpx2"


class HTTPStatusError(HTTPError):
    __module__ = "httpx2"

    def __init__(self, message, *, request, response):
        super().__init__(message)
        self.request = request
        self.response = response


class TooManyRedirects(HTTPError):
    """The answers redirected more often than the client follows."""

    __module__ = "httpx2"


class ClientHeaders(MutableHeaders):
    """A response's headers. Several values of one name read as one, joined by commas."""

    def __init__(self, pairs):
        super().__init__(raw=[(str(name).lower().encode("latin-1"), str(value).encode("latin-1")) for name, value in pairs])

    def clear(self):
        self._list.clear()

    def pop(self, key, default=None):
        value = self.get(key, default)
        del self[key]
        return value

    def multi_items(self):
        return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in self._list]

    def get_list(self, key):
        return self.getlist(key)

    def __getitem__(self, key):
        values = self.getlist(key)
        if not values:
            raise KeyError(key)
        return ", ".join(values)

    def get(self, key, default=None):
        values = self.getlist(key)
        return ", ".join(values) if values else default

    def items(self):
        return [(name, self[name]) for name in self.keys()]

    def keys(self):
        return list(dict.fromkeys(name.decode("latin-1") for name, _ in self._list))

    def values(self):
        return [self[name] for name in self.keys()]

    def __len__(self):
        return len(self.keys())

    def __eq__(self, other):
        if not isinstance(other, ClientHeaders):
            try:
                other = ClientHeaders(dict(other).items())
            except (TypeError, ValueError):
                return False
        return sorted(self._list) == sorted(other._list)

    def __repr__(self):
        pairs = self.multi_items()
        return f"Headers({dict(pairs)!r})" if len(dict(pairs)) == len(pairs) else f"Headers({pairs!r})"


class Cookies(dict):
    """Cookies by name; where they may go is kept beside them."""

    def __init__(self, cookies=None):
        super().__init__()
        self.places = {}
        if cookies is not None:
            pairs = cookies.items() if hasattr(cookies, "items") else cookies
            for name, value in pairs:
                self.set(name, value)

    def set(self, name, value, domain="", path="/"):
        self[name] = value
        self.places[name] = path

    def delete(self, name, domain=None, path=None):
        self.pop(name, None)

    def for_path(self, path):
        found = []
        for name, value in self.items():
            allowed = self.places.get(name, "/")
            if allowed in ("/", path) or path.startswith(allowed if allowed.endswith("/") else allowed + "/"):
                found.append((name, value))
        # The cookie of the longer path comes first.
        found.sort(key=lambda pair: -len(self.places.get(pair[0], "/")))
        return found

    def extract(self, headers, path):
        """Take over what Set-Cookie headers say."""
        for header in headers:
            first, *attributes = header.split(";")
            name, _, value = first.partition("=")
            name, value = name.strip(), value.strip()
            options = {}
            for attribute in attributes:
                key, _, text = attribute.partition("=")
                options[key.strip().lower()] = text.strip()
            if "domain" in options and options["domain"].lstrip(".") not in ("testserver", "testserver.local"):
                continue
            if "secure" in options:
                continue
            place = options.get("path") or path.rpartition("/")[0] or "/"
            if _is_over(options):
                self.pop(name, None)
            else:
                self.set(name, value, path=place)


def _is_over(options):
    if "max-age" in options:
        try:
            return int(options["max-age"]) <= 0
        except ValueError:
            return False
    if "expires" in options:
        from email.utils import parsedate_to_datetime

        try:
            moment = parsedate_to_datetime(options["expires"])
        except (ValueError, TypeError):
            return False
        import time

        return moment.timestamp() <= time.time()
    return False


class ClientRequest:
    def __init__(self, method, url, headers, content):
        self.method = method
        self.url = url
        self.headers = headers
        self.content = content

    def read(self):
        return self.content

    def __repr__(self):
        return f"<Request({self.method!r}, {str(self.url)!r})>"


class Response:
    def __init__(self, status_code, headers=(), content=b"", request=None, history=()):
        self.status_code = status_code
        self.headers = headers if isinstance(headers, ClientHeaders) else ClientHeaders(headers)
        self.content = _decoded(content, self.headers.get("content-encoding"))
        self.request = request
        self.history = list(history)
        self.cookies = Cookies()
        self.cookies.extract(self.headers.getlist("set-cookie"), "/")
        self.http_version = "HTTP/1.1"
        self.next_request = None
        self.is_closed = True
        self.extensions = {}

    @property
    def url(self):
        return self.request.url

    @property
    def reason_phrase(self):
        from starlette.exceptions import status_phrase

        try:
            return status_phrase(self.status_code)
        except ValueError:
            return ""

    @property
    def elapsed(self):
        from datetime import timedelta

        return timedelta(0)

    @property
    def encoding(self):
        content_type = self.headers.get("content-type", "")
        for part in content_type.split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip('"')
        return "utf-8"

    @property
    def charset_encoding(self):
        return self.encoding if "charset=" in self.headers.get("content-type", "") else None

    @property
    def text(self):
        try:
            return self.content.decode(self.encoding, "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")

    def json(self, **options):
        return jsonlib.loads(self.content, **options)

    def read(self):
        return self.content

    @property
    def is_informational(self):
        return 100 <= self.status_code < 200

    @property
    def is_success(self):
        return 200 <= self.status_code < 300

    @property
    def is_redirect(self):
        return 300 <= self.status_code < 400

    @property
    def is_client_error(self):
        return 400 <= self.status_code < 500

    @property
    def is_server_error(self):
        return 500 <= self.status_code < 600

    @property
    def is_error(self):
        return self.status_code >= 400

    @property
    def has_redirect_location(self):
        return self.status_code in (301, 302, 303, 307, 308) and "location" in self.headers

    def raise_for_status(self):
        if self.is_success:
            return self
        kind = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}
        prefix = kind.get(self.status_code // 100, "Invalid status code")
        message = f"{prefix} '{self.status_code} {self.reason_phrase}' for url '{self.url}'"
        if self.has_redirect_location:
            message += f"\nRedirect location: '{self.headers['location']}'"
        message += (
            "\nFor more information check: "
            f"https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}"
        )
        # The real one stands on httpx2: a program that has it expects its errors.
        error = getattr(sys.modules.get("httpx2"), "HTTPStatusError", HTTPStatusError)
        raise error(message, request=self.request, response=self)

    def iter_bytes(self, chunk_size=None):
        size = chunk_size or len(self.content) or 1
        for start in range(0, len(self.content), size):
            yield self.content[start : start + size]

    iter_raw = iter_bytes

    def iter_text(self, chunk_size=None):
        yield self.text

    def iter_lines(self):
        yield from self.text.splitlines()

    def close(self):
        """Nothing is held open."""

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"


def _decoded(content, encoding):
    if not content or not encoding:
        return content
    import zlib

    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        try:
            if name == "gzip":
                content = zlib.decompress(content, 31)
            elif name == "deflate":
                content = zlib.decompress(content)
        except zlib.error as error:
            raise HTTPError(str(error)) from error
    return content


def quoted(text, safe):
    """Percent-encode what must be, and leave what already is."""
    from urllib.parse import quote

    parts = text.split("%")
    result = quote(parts[0], safe=safe)
    for part in parts[1:]:
        is_escape = len(part) >= 2 and part[0] in _HEX and part[1] in _HEX
        result += ("%" + part[:2].upper() + quote(part[2:], safe=safe)) if is_escape else "%25" + quote(part, safe=safe)
    return result


def without_dots(path):
    """The path with its `.` and `..` segments resolved, as clients send it."""
    if "/." not in path:
        return path
    kept = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def primitive(value):
    if value is True:
        return "true"
    if value is False:
        return "false"
    return "" if value is None else str(value)


def query_of(params):
    """Query parameters as a query string."""
    from urllib.parse import urlencode

    if isinstance(params, (str, bytes)):
        return params.decode() if isinstance(params, bytes) else params
    if isinstance(params, QueryParams):
        return str(params)
    pairs = []
    for key, value in params.items() if hasattr(params, "items") else params:
        for item in value if isinstance(value, (list, tuple)) else [value]:
            pairs.append((str(key), primitive(item)))
    return urlencode(pairs)


def encode_body(content, data, files, json):
    """The headers that go with a body, and its bytes."""
    if content is not None:
        if isinstance(content, str):
            content = content.encode("utf-8")
        elif not isinstance(content, (bytes, bytearray)):
            content = b"".join(part.encode("utf-8") if isinstance(part, str) else part for part in content)
        return ([("Content-Length", str(len(content)))] if content else []), bytes(content)
    if files:
        return encode_multipart(data or {}, files)
    if data is not None and not hasattr(data, "items"):
        return encode_body(data, None, None, None)
    if data:
        from urllib.parse import urlencode

        pairs = []
        for key, value in data.items():
            pairs += [(key, primitive(item)) for item in (value if isinstance(value, (list, tuple)) else [value])]
        body = urlencode(pairs).encode("utf-8")
        return [("Content-Length", str(len(body))), ("Content-Type", "application/x-www-form-urlencoded")], body
    if json is not None:
        body = jsonlib.dumps(json, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
        return [("Content-Length", str(len(body))), ("Content-Type", "application/json")], body
    return [], b""


def encode_multipart(data, files):
    import secrets

    boundary = secrets.token_hex(16)
    parts = []

    def part(disposition, body, content_type=None):
        head = f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n"
        if content_type is not None:
            head += f"Content-Type: {content_type}\r\n"
        parts.append(head.encode("utf-8") + b"\r\n" + body + b"\r\n")

    for key, value in data.items():
        for item in value if isinstance(value, (list, tuple)) else [value]:
            part(f'name="{_escaped(key)}"', item if isinstance(item, bytes) else primitive(item).encode("utf-8"))
    for key, value in files.items() if hasattr(files, "items") else files:
        filename, content_type = None, None
        if isinstance(value, (tuple, list)):
            filename, value = value[0], value[1:]
            content_type = value[1] if len(value) > 1 else None
            value = value[0]
            named = True
        else:
            path = getattr(value, "name", None)
            filename = str(path).replace("\\", "/").rpartition("/")[2] if isinstance(path, str) else "upload"
            named = False
        if hasattr(value, "read"):
            value = value.read()
        body = value.encode("utf-8") if isinstance(value, str) else value
        disposition = f'name="{_escaped(key)}"'
        if filename:
            disposition += f'; filename="{_escaped(filename)}"'
            if content_type is None:
                from mimetypes import guess_type

                content_type = guess_type(filename)[0] or "application/octet-stream"
        elif not named:
            content_type = content_type or "application/octet-stream"
        part(disposition, body, content_type)
    parts.append(f"--{boundary}--\r\n".encode("utf-8"))
    body = b"".join(parts)
    return [("Content-Length", str(len(body))), ("Content-Type", f"multipart/form-data; boundary={boundary}")], body


def _escaped(text):
    return str(text).replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
