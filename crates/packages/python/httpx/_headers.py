"""Headers and cookies."""

from collections.abc import Mapping, MutableMapping

from ._exceptions import CookieConflict

_SECRET = {"authorization", "proxy-authorization"}


def _name(key, encoding):
    return key if isinstance(key, bytes) else key.encode(encoding or "ascii")


def _value(value, encoding):
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise TypeError(f"Header value must be str or bytes, not {type(value)}")
    return value.encode(encoding or "ascii")


class Headers(MutableMapping):
    """Headers by name, whatever its case; a name may have several values."""

    def __init__(self, headers=None, encoding=None):
        if isinstance(headers, Headers):
            self._list = list(headers._list)
        else:
            pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
            self._list = []
            for key, value in pairs:
                key = _name(key, encoding)
                self._list.append((key, key.lower(), _value(value, encoding)))
        self._encoding = encoding

    @property
    def encoding(self):
        if self._encoding is None:
            for encoding in ("ascii", "utf-8"):
                try:
                    for key, _, value in self._list:
                        key.decode(encoding)
                        value.decode(encoding)
                except UnicodeDecodeError:
                    continue
                self._encoding = encoding
                break
            else:
                self._encoding = "iso-8859-1"
        return self._encoding

    @encoding.setter
    def encoding(self, value):
        self._encoding = value

    @property
    def raw(self):
        return [(key, value) for key, _, value in self._list]

    def _joined(self):
        joined = {}
        for key, value in self.multi_items():
            joined[key] = f"{joined[key]}, {value}" if key in joined else value
        return joined

    def keys(self):
        return self._joined().keys()

    def values(self):
        return self._joined().values()

    def items(self):
        return self._joined().items()

    def multi_items(self):
        encoding = self.encoding
        return [(key.decode(encoding), value.decode(encoding)) for _, key, value in self._list]

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def get_list(self, key, split_commas=False):
        wanted = key.lower().encode(self.encoding)
        found = [value.decode(self.encoding) for _, name, value in self._list if name == wanted]
        return [part.strip() for value in found for part in value.split(",")] if split_commas else found

    def update(self, headers=None):
        headers = Headers(headers)
        replaced = {name for _, name, _ in headers._list}
        self._list = [item for item in self._list if item[1] not in replaced] + headers._list

    def copy(self):
        return Headers(self, encoding=self.encoding)

    def __getitem__(self, key):
        found = self.get_list(key)
        if not found:
            raise KeyError(key)
        return ", ".join(found)

    def __setitem__(self, key, value):
        key, value = key.encode(self._encoding or "utf-8"), value.encode(self._encoding or "utf-8")
        item = (key, key.lower(), value)
        places = [index for index, (_, name, _) in enumerate(self._list) if name == item[1]]
        for index in reversed(places[1:]):
            del self._list[index]
        if places:
            self._list[places[0]] = item
        else:
            self._list.append(item)

    def __delitem__(self, key):
        wanted = key.lower().encode(self.encoding)
        kept = [item for item in self._list if item[1] != wanted]
        if len(kept) == len(self._list):
            raise KeyError(key)
        self._list = kept

    def __contains__(self, key):
        wanted = key.lower().encode(self.encoding)
        return any(name == wanted for _, name, _ in self._list)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._list)

    def __eq__(self, other):
        try:
            other = Headers(other)
        except ValueError:
            return False
        return sorted(item[1:] for item in self._list) == sorted(item[1:] for item in other._list)

    def __repr__(self):
        pairs = [(key, "[secure]" if key in _SECRET else value) for key, value in self.multi_items()]
        as_dict = dict(pairs)
        encoding = "" if self.encoding == "ascii" else f", encoding={self.encoding!r}"
        shown = as_dict if len(as_dict) == len(pairs) else pairs
        return f"{self.__class__.__name__}({shown!r}{encoding})"


class Cookie:
    """One cookie: where it belongs, and until when."""

    def __init__(self, name, value, domain="", path="/", secure=False, expires=None, rest=None):
        self.name = name
        self.value = value
        self.domain = domain
        self.path = path
        self.secure = secure
        self.expires = expires
        self._rest = rest or {}

    def is_expired(self, now=None):
        import time

        return self.expires is not None and self.expires <= (time.time() if now is None else now)

    def goes_to(self, host, path, scheme):
        """Is it sent to this address?"""
        if self.domain:
            domain = self.domain.lstrip(".")
            host = host if "." in host else f"{host}.local"
            if host != domain and not (self.domain.startswith(".") and host.endswith(self.domain)):
                return False
        if self.secure and scheme not in ("https", "wss"):
            return False
        inside = path.startswith(self.path) and (self.path.endswith("/") or path[len(self.path) :][:1] in ("", "/"))
        return inside and not self.is_expired()


def parse_cookie(header, host, path):
    """A cookie from a `Set-Cookie` header of that address."""
    first, *attributes = header.split(";")
    name, equals, value = first.partition("=")
    if not equals:
        return None
    options = {}
    for attribute in attributes:
        key, _, text = attribute.partition("=")
        options[key.strip().lower()] = text.strip()
    host = host if "." in host else f"{host}.local"
    domain = options.get("domain", "").lower()
    if domain:
        domain = domain if domain.startswith(".") else f".{domain}"
        if host != domain[1:] and not host.endswith(domain):
            return None
    expires = None
    if "max-age" in options:
        import time

        try:
            expires = int(time.time()) + int(options["max-age"])
        except ValueError:
            return None
    elif "expires" in options:
        from email.utils import parsedate_to_datetime

        try:
            expires = int(parsedate_to_datetime(options["expires"]).timestamp())
        except (ValueError, TypeError):
            expires = None
    place = options.get("path") or path.rpartition("/")[0] or "/"
    rest = {"HttpOnly": None} if "httponly" in options else {}
    return Cookie(name.strip(), value.strip(), domain or host, place, "secure" in options, expires, rest)


class Jar:
    """Cookies by domain, path and name."""

    def __init__(self):
        self._cookies = {}

    def set_cookie(self, cookie):
        self._cookies[cookie.domain, cookie.path, cookie.name] = cookie

    def extract(self, headers, url):
        for header in headers.get_list("set-cookie"):
            cookie = parse_cookie(header, url.host, url.path)
            if cookie is not None:
                if cookie.is_expired():
                    self._cookies.pop((cookie.domain, cookie.path, cookie.name), None)
                else:
                    self.set_cookie(cookie)

    def header(self, url):
        """What the `Cookie` header of a request to that address says, or None."""
        sent = [cookie for cookie in self if cookie.goes_to(url.host, url.path, url.scheme)]
        sent.sort(key=lambda cookie: -len(cookie.path))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in sent) or None

    def clear(self, domain=None, path=None, name=None):
        wanted = (domain, path, name)
        self._cookies = {
            key: cookie
            for key, cookie in self._cookies.items()
            if any(want is not None and want != have for want, have in zip(wanted, key))
        }

    def __iter__(self):
        return iter(list(self._cookies.values()))

    def __len__(self):
        return len(self._cookies)


class Cookies(MutableMapping):
    """Cookies by name."""

    def __init__(self, cookies=None):
        if isinstance(cookies, Jar):
            self.jar = cookies
            return
        self.jar = Jar()
        if isinstance(cookies, Cookies):
            for cookie in cookies.jar:
                self.jar.set_cookie(cookie)
        elif cookies is not None:
            for key, value in cookies.items() if isinstance(cookies, dict) else cookies:
                self.set(key, value)

    def extract_cookies(self, response):
        self.jar.extract(response.headers, response.request.url)

    def set_cookie_header(self, request):
        header = self.jar.header(request.url)
        if header is not None and "Cookie" not in request.headers:
            request.headers["Cookie"] = header

    def set(self, name, value, domain="", path="/"):
        self.jar.set_cookie(Cookie(name, value, domain, path, rest={"HttpOnly": None}))

    def get(self, name, default=None, domain=None, path=None):
        found = self._found(name, domain, path)
        if len(found) > 1:
            raise CookieConflict(f"Multiple cookies exist with name={name}")
        return found[0].value if found else default

    def _found(self, name, domain, path):
        return [
            cookie
            for cookie in self.jar
            if cookie.name == name and domain in (None, cookie.domain) and path in (None, cookie.path)
        ]

    def delete(self, name, domain=None, path=None):
        for cookie in self._found(name, domain, path):
            self.jar.clear(cookie.domain, cookie.path, cookie.name)

    def clear(self, domain=None, path=None):
        self.jar.clear(domain, path)

    def update(self, cookies=None):
        for cookie in Cookies(cookies).jar:
            self.jar.set_cookie(cookie)

    def __setitem__(self, name, value):
        self.set(name, value)

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __delitem__(self, name):
        self.delete(name)

    def __len__(self):
        return len(self.jar)

    def __iter__(self):
        return (cookie.name for cookie in self.jar)

    def __bool__(self):
        return len(self.jar) > 0

    def __repr__(self):
        shown = ", ".join(f"<Cookie {cookie.name}={cookie.value} for {cookie.domain} />" for cookie in self.jar)
        return f"<Cookies[{shown}]>"
