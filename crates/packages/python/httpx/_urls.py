"""URLs and their query parameters."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlencode, urljoin

from ._exceptions import InvalidURL

_URL = re.compile(r"(?:([a-zA-Z][a-zA-Z0-9+.-]*)?:)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_AUTHORITY = re.compile(r"(?:(.*)@)?(\[.*\]|[^:@]*):?(.*)")
_PORTS = {"ftp": 21, "http": 80, "https": 443, "ws": 80, "wss": 443}
_ESCAPE = re.compile("(%[A-Fa-f0-9]{2})")


def _safe(excluded):
    return frozenset(chr(code) for code in range(0x20, 0x7F) if chr(code) not in excluded)


_FRAGMENT = _safe(' "<>`')
_QUERY = _safe(' "#<>')
_PATH = _safe(' "#<>?`{}')
_USER = _safe(' "#<>?`{}/:;=@[\\]^|')
_USERINFO = _safe(' "#<>?`{}/;=@[\\]^|')


def _quoted(text, safe):
    """Percent-encode what isn't safe; escapes that are there stay."""
    if all(char in safe for char in text) and "%" not in text:
        return text
    result = []
    for index, part in enumerate(_ESCAPE.split(text)):
        if index % 2:
            result.append(part)
        else:
            for char in part:
                result.append(char if char in safe else "".join(f"%{byte:02X}" for byte in char.encode("utf-8")))
    return "".join(result)


def _check_printable(text, what):
    for index, char in enumerate(text):
        if char < " " or char == "\x7f":
            raise InvalidURL(f"Invalid non-printable ASCII character in URL{what}, {char!r} at position {index}.")


def _host(text):
    text = text.lower()
    if text.startswith("[") and text.endswith("]"):
        import ipaddress

        try:
            ipaddress.IPv6Address(text[1:-1])
        except ValueError:
            raise InvalidURL(f"Invalid IPv6 address: {text!r}") from None
        return text[1:-1]
    if re.match(r"^\d+\.\d+\.\d+\.\d+$", text):
        if any(int(part) > 255 for part in text.split(".")):
            raise InvalidURL(f"Invalid IPv4 address: {text!r}")
        return text
    if not text.isascii():
        try:
            return text.encode("idna").decode("ascii")
        except (UnicodeError, LookupError):
            raise InvalidURL(f"Invalid IDNA hostname: {text!r}") from None
    return _quoted(text, frozenset(_safe(' "#<>?`{}')) - frozenset("/:@[]\\^|%"))


def _without_dots(path):
    if "." not in path:
        return path
    parts = path.split("/")
    if "." not in parts and ".." not in parts:
        return path
    kept = []
    for part in parts:
        if part == "..":
            if kept and kept != [""]:
                kept.pop()
        elif part != ".":
            kept.append(part)
    return "/".join(kept)


class URL:
    """A URL in its parts, normalized."""

    def __init__(self, url="", **kwargs):
        if isinstance(url, URL):
            parts = dict(url._parts)
        elif isinstance(url, str):
            if len(url) > 65536:
                raise InvalidURL("URL too long")
            _check_printable(url, "")
            scheme, authority, path, query, fragment = _URL.fullmatch(url).groups()
            parts = {"scheme": scheme or "", "path": path, "query": query, "fragment": fragment}
            parts.update(self._authority(authority or ""))
        else:
            raise TypeError(f"Invalid type for url.  Expected str or httpx.URL, got {type(url)}: {url!r}")
        if kwargs:
            self._change(parts, kwargs)
        self._parts = parts if isinstance(url, URL) and not kwargs else self._normalized(parts)

    @staticmethod
    def _authority(text):
        userinfo, host, port = _AUTHORITY.fullmatch(text).groups()
        return {"userinfo": userinfo or "", "host": host, "port": port}

    _KINDS = {
        "scheme": str,
        "username": str,
        "password": str,
        "userinfo": bytes,
        "host": str,
        "port": int,
        "netloc": bytes,
        "path": str,
        "query": bytes,
        "raw_path": bytes,
        "fragment": str,
        "params": object,
    }

    def _change(self, parts, kwargs):
        for key, value in kwargs.items():
            if key not in self._KINDS:
                raise TypeError(f"{key!r} is an invalid keyword argument for URL()")
            if value is not None and not isinstance(value, self._KINDS[key]):
                raise TypeError(f"Argument {key!r} must be {self._KINDS[key].__name__} but got {type(value).__name__}")
            if isinstance(value, bytes):
                value = value.decode("ascii")
            if key == "params":
                parts["query"] = str(QueryParams(value)) if value else None
            elif key == "netloc":
                host, _, port = value.rpartition(":") if re.search(r":\d*$", value) else (value, "", "")
                parts["host"], parts["port"] = host, port
            elif key == "raw_path":
                parts["path"], separator, query = value.partition("?")
                parts["query"] = query if separator else None
            elif key not in ("username", "password"):
                parts[key] = "" if value is None and key not in ("port", "query", "fragment") else value
        if "username" in kwargs or "password" in kwargs:
            user = _quoted(kwargs.pop("username", None) or "", _USER)
            password = _quoted(kwargs.pop("password", None) or "", _USER)
            parts["userinfo"] = f"{user}:{password}" if password else user

    @staticmethod
    def _normalized(parts):
        scheme = parts["scheme"].lower()
        host = _host(f"[{parts['host']}]" if ":" in parts["host"] and "[" not in parts["host"] else parts["host"])
        port = parts["port"]
        if port in ("", None):
            port = None
        else:
            try:
                port = int(port)
            except ValueError:
                raise InvalidURL(f"Invalid port: {port!r}") from None
            if _PORTS.get(scheme) == port:
                port = None
        path = parts["path"]
        has_authority = bool(host or parts["userinfo"] or port is not None)
        if has_authority and path and not path.startswith("/"):
            raise InvalidURL("For absolute URLs, path must be empty or begin with '/'")
        if not scheme and not has_authority:
            if path.startswith("//"):
                raise InvalidURL("Relative URLs cannot have a path starting with '//'")
            if path.startswith(":"):
                raise InvalidURL("Relative URLs cannot have a path starting with ':'")
        elif not has_authority and path.startswith("//"):
            raise InvalidURL("URLs with no authority component cannot have a path starting with '//'")
        if scheme or has_authority:
            path = _without_dots(path)
        return {
            "scheme": scheme,
            "userinfo": _quoted(parts["userinfo"], _USERINFO),
            "host": host,
            "port": port,
            "path": _quoted(path, _PATH),
            "query": None if parts["query"] is None else _quoted(parts["query"], _QUERY),
            "fragment": None if parts["fragment"] is None else _quoted(parts["fragment"], _FRAGMENT),
        }

    scheme = property(lambda self: self._parts["scheme"])
    raw_scheme = property(lambda self: self._parts["scheme"].encode("ascii"))
    userinfo = property(lambda self: self._parts["userinfo"].encode("ascii"))
    username = property(lambda self: unquote(self._parts["userinfo"].partition(":")[0]))
    password = property(lambda self: unquote(self._parts["userinfo"].partition(":")[2]))
    host = property(lambda self: self._parts["host"])
    raw_host = property(lambda self: self._parts["host"].encode("ascii"))
    port = property(lambda self: self._parts["port"])
    path = property(lambda self: unquote(self._parts["path"] or "/"))
    query = property(lambda self: (self._parts["query"] or "").encode("ascii"))
    fragment = property(lambda self: unquote(self._parts["fragment"] or ""))

    def _location(self):
        host, port = self._parts["host"], self._parts["port"]
        return (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")

    @property
    def netloc(self):
        return self._location().encode("ascii")

    @property
    def params(self):
        return QueryParams(self._parts["query"])

    @property
    def raw_path(self):
        query = self._parts["query"]
        return ((self._parts["path"] or "/") + ("" if query is None else f"?{query}")).encode("ascii")

    @property
    def is_absolute_url(self):
        return bool(self._parts["scheme"] and self._parts["host"])

    @property
    def is_relative_url(self):
        return not self.is_absolute_url

    def copy_with(self, **kwargs):
        return URL(self, **kwargs)

    def copy_set_param(self, key, value=None):
        return self.copy_with(params=self.params.set(key, value))

    def copy_add_param(self, key, value=None):
        return self.copy_with(params=self.params.add(key, value))

    def copy_remove_param(self, key):
        return self.copy_with(params=self.params.remove(key))

    def copy_merge_params(self, params):
        return self.copy_with(params=self.params.merge(params))

    def join(self, url):
        return URL(urljoin(str(self), str(URL(url))))

    def _text(self, userinfo):
        parts = self._parts
        authority = (f"{userinfo}@" if userinfo else "") + self._location()
        return "".join(
            [
                f"{parts['scheme']}:" if parts["scheme"] else "",
                f"//{authority}" if authority else "",
                parts["path"],
                "" if parts["query"] is None else f"?{parts['query']}",
                "" if parts["fragment"] is None else f"#{parts['fragment']}",
            ]
        )

    def __str__(self):
        return self._text(self._parts["userinfo"])

    def __repr__(self):
        user, colon, _ = self._parts["userinfo"].partition(":")
        return f"{self.__class__.__name__}({self._text(f'{user}:[secure]' if colon else user)!r})"

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return isinstance(other, (URL, str)) and str(self) == str(URL(other))


def primitive(value):
    """A parameter as text."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return "" if value is None else str(value)


class QueryParams(Mapping):
    """Query parameters: several values for a name, and never changed."""

    def __init__(self, *args, **kwargs):
        assert len(args) < 2, "Too many arguments."
        assert not (args and kwargs), "Cannot mix named and unnamed arguments."
        value = args[0] if args else kwargs
        if value is None or isinstance(value, (str, bytes)):
            value = value.decode("ascii") if isinstance(value, bytes) else value
            self._dict = parse_qs(value or "", keep_blank_values=True)
        elif isinstance(value, QueryParams):
            self._dict = {key: list(values) for key, values in value._dict.items()}
        else:
            found = {}
            if isinstance(value, (list, tuple)):
                for key, item in value:
                    found.setdefault(key, []).append(item)
            else:
                found = {key: item if isinstance(item, (list, tuple)) else [item] for key, item in value.items()}
            self._dict = {str(key): [primitive(item) for item in items] for key, items in found.items()}

    def keys(self):
        return self._dict.keys()

    def values(self):
        return {key: values[0] for key, values in self._dict.items()}.values()

    def items(self):
        return {key: values[0] for key, values in self._dict.items()}.items()

    def multi_items(self):
        return [(key, item) for key, values in self._dict.items() for item in values]

    def get(self, key, default=None):
        return self._dict[str(key)][0] if key in self._dict else default

    def get_list(self, key):
        return list(self._dict.get(str(key), []))

    def _with(self, changed):
        made = QueryParams()
        made._dict = changed
        return made

    def set(self, key, value=None):
        return self._with({**self._dict, str(key): [primitive(value)]})

    def add(self, key, value=None):
        return self._with({**self._dict, str(key): self.get_list(key) + [primitive(value)]})

    def remove(self, key):
        return self._with({name: values for name, values in self._dict.items() if name != str(key)})

    def merge(self, params=None):
        return self._with({**self._dict, **QueryParams(params)._dict})

    def __getitem__(self, key):
        return self._dict[key][0]

    def __contains__(self, key):
        return key in self._dict

    def __iter__(self):
        return iter(self._dict)

    def __len__(self):
        return len(self._dict)

    def __bool__(self):
        return bool(self._dict)

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return isinstance(other, QueryParams) and sorted(self.multi_items()) == sorted(other.multi_items())

    def __str__(self):
        return urlencode(self.multi_items())

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def update(self, params=None):
        raise RuntimeError(
            "QueryParams are immutable since 0.18.0. Use `q = q.merge(...)` to create an updated copy."
        )

    def __setitem__(self, key, value):
        raise RuntimeError(
            "QueryParams are immutable since 0.18.0. Use `q = q.set(key, value)` to create an updated copy."
        )
