"""What both clients have in common: configuration, building requests, following redirects."""

import logging
import warnings

from ._auth import Auth, BasicAuth, FunctionAuth
from ._config import DEFAULT_MAX_REDIRECTS, DEFAULT_TIMEOUT_CONFIG, Timeout
from ._exceptions import InvalidURL, RemoteProtocolError, TooManyRedirects
from ._headers import Cookies, Headers
from ._models import Request
from ._status_codes import codes
from ._urls import URL, QueryParams

logger = logging.getLogger("httpx")


class UseClientDefault:
    """Stands for "as the client is configured", since None means "none"."""


USE_CLIENT_DEFAULT = UseClientDefault()
_PORTS = {"http": 80, "https": 443}


class BaseClient:
    """A client without the part that sends."""

    # What differs in httpx2.
    _agent = "python-httpx/0.28.1"
    _codes = codes

    def __init__(
        self,
        *,
        auth=None,
        params=None,
        headers=None,
        cookies=None,
        timeout=DEFAULT_TIMEOUT_CONFIG,
        follow_redirects=False,
        max_redirects=DEFAULT_MAX_REDIRECTS,
        event_hooks=None,
        base_url="",
        trust_env=True,
        default_encoding="utf-8",
        verify=True,
        cert=None,
        http1=True,
        http2=False,
        proxy=None,
        mounts=None,
        limits=None,
        transport=None,
    ):
        if http2:
            raise ImportError(
                "Using http2=True, but the 'h2' package is not installed. Make sure to install httpx using "
                "`pip install httpx[http2]`."
            )
        if proxy is not None:
            from _playground import unsupported

            unsupported("proxy= of httpx", "the playground sends nothing anywhere")
        self.base_url = base_url
        self.auth = auth
        self.params = params
        self.headers = headers
        self.cookies = cookies
        self.timeout = timeout
        self.follow_redirects = follow_redirects
        self.max_redirects = max_redirects
        self.event_hooks = event_hooks or {}
        self._trust_env = trust_env
        self._default_encoding = default_encoding
        self._transport = self._default_transport() if transport is None else transport
        self._mounts = [(_Pattern(key), mounted) for key, mounted in (mounts or {}).items()]
        self._mounts.sort(key=lambda item: item[0].rank)
        self._state = "UNOPENED"

    @property
    def is_closed(self):
        return self._state == "CLOSED"

    trust_env = property(lambda self: self._trust_env)

    @property
    def timeout(self):
        return self._timeout

    @timeout.setter
    def timeout(self, timeout):
        self._timeout = Timeout(timeout)

    @property
    def event_hooks(self):
        return self._event_hooks

    @event_hooks.setter
    def event_hooks(self, hooks):
        self._event_hooks = {name: list(hooks.get(name, [])) for name in ("request", "response")}

    @property
    def auth(self):
        return self._auth

    @auth.setter
    def auth(self, auth):
        self._auth = self._build_auth(auth)

    @property
    def base_url(self):
        return self._base_url

    @base_url.setter
    def base_url(self, url):
        url = URL(url)
        self._base_url = url if url.raw_path.endswith(b"/") else url.copy_with(raw_path=url.raw_path + b"/")

    @property
    def headers(self):
        return self._headers

    @headers.setter
    def headers(self, headers):
        self._headers = Headers(
            {
                "Accept": "*/*",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "keep-alive",
                "User-Agent": self._agent,
            }
        )
        self._headers.update(headers)

    @property
    def cookies(self):
        return self._cookies

    @cookies.setter
    def cookies(self, cookies):
        self._cookies = Cookies(cookies)

    @property
    def params(self):
        return self._params

    @params.setter
    def params(self, params):
        self._params = QueryParams(params)

    def build_request(
        self,
        method,
        url,
        *,
        content=None,
        data=None,
        files=None,
        json=None,
        params=None,
        headers=None,
        cookies=None,
        timeout=USE_CLIENT_DEFAULT,
        extensions=None,
    ):
        """A request with what the client adds to it."""
        extensions = dict(extensions or {})
        if "timeout" not in extensions:
            timeout = self.timeout if isinstance(timeout, UseClientDefault) else Timeout(timeout)
            extensions["timeout"] = timeout.as_dict()
        merged = Headers(self.headers)
        merged.update(headers)
        if cookies or self.cookies:
            both = Cookies(self.cookies)
            both.update(cookies)
            cookies = both
        if params or self.params:
            params = self.params.merge(params)
        return Request(
            method,
            self._merge_url(url),
            content=content,
            data=data,
            files=files,
            json=json,
            params=params,
            headers=merged,
            cookies=cookies,
            extensions=extensions,
        )

    def _merge_url(self, url):
        url = URL(url)
        if url.is_relative_url:
            return self.base_url.copy_with(raw_path=self.base_url.raw_path + url.raw_path.lstrip(b"/"))
        return url

    def _build_auth(self, auth):
        if auth is None or isinstance(auth, Auth):
            return auth
        if isinstance(auth, tuple):
            return BasicAuth(username=auth[0], password=auth[1])
        if callable(auth):
            return FunctionAuth(func=auth)
        raise TypeError(f'Invalid "auth" argument: {auth!r}')

    def _prepared(self, request, auth, follow_redirects):
        """Is the client open? With which authentication and redirects does it send?"""
        if self._state == "CLOSED":
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        self._state = "OPENED"
        if isinstance(follow_redirects, UseClientDefault):
            follow_redirects = self.follow_redirects
        if "timeout" not in request.extensions:
            request.extensions = {**request.extensions, "timeout": self.timeout.as_dict()}
        auth = self._auth if isinstance(auth, UseClientDefault) else self._build_auth(auth)
        if auth is None:
            username, password = request.url.username, request.url.password
            auth = BasicAuth(username=username, password=password) if username or password else Auth()
        return auth, follow_redirects

    def _transport_for_url(self, url):
        for pattern, transport in self._mounts:
            if pattern.matches(url):
                return self._transport if transport is None else transport
        return self._transport

    def _check_history(self, request, history):
        if len(history) > self.max_redirects:
            raise TooManyRedirects("Exceeded maximum allowed redirects.", request=request)

    def _received(self, request, response, started):
        response.request = request
        response._codes = self._codes
        self.cookies.extract_cookies(response)
        response.default_encoding = self._default_encoding
        response._started = started
        logger.info(
            'HTTP Request: %s %s "%s %d %s"',
            request.method,
            request.url,
            response.http_version,
            response.status_code,
            response.reason_phrase,
        )

    def _build_redirect_request(self, request, response):
        method = request.method
        if method != "HEAD" and response.status_code in (302, 303):
            method = "GET"
        elif method == "POST" and response.status_code == 301:
            method = "GET"
        try:
            url = URL(response.headers["Location"])
        except InvalidURL as error:
            raise RemoteProtocolError(f"Invalid URL in location header: {error}.", request=request) from None
        if url.scheme and not url.host:
            url = url.copy_with(host=request.url.host)
        if url.is_relative_url:
            url = request.url.join(url)
        if request.url.fragment and not url.fragment:
            url = url.copy_with(fragment=request.url.fragment)
        headers = Headers(request.headers)
        if _origin(url) != _origin(request.url):
            upgraded = ("http", url.host, 80), ("https", url.host, 443)
            if (_origin(request.url), _origin(url)) != upgraded:
                headers.pop("Authorization", None)
            headers["Host"] = url.netloc.decode("ascii")
        stream = request.stream
        if method != request.method and method == "GET":
            headers.pop("Content-Length", None)
            headers.pop("Transfer-Encoding", None)
            stream = None
        headers.pop("Cookie", None)
        return Request(
            method,
            url,
            headers=headers,
            cookies=Cookies(self.cookies),
            stream=stream,
            extensions=request.extensions,
        )


def _origin(url):
    return url.scheme, url.host, url.port if url.port is not None else _PORTS.get(url.scheme)


class _Pattern:
    """Which addresses a mounted transport serves: `all://`, `https://`, `http://host:port`."""

    def __init__(self, pattern):
        if pattern and ":" not in pattern:
            raise ValueError(
                "Proxy keys should use proper URL forms rather than plain scheme strings. "
                f'Instead of "{pattern}", use "{pattern}://"'
            )
        url = URL(pattern)
        self.scheme = "" if url.scheme == "all" else url.scheme
        self.host = "" if url.host == "*" else url.host
        self.port = url.port
        self.rank = (0 if self.port is not None else 1, -len(self.host), -len(self.scheme))

    def matches(self, url):
        if self.scheme and self.scheme != url.scheme or self.port not in (None, url.port):
            return False
        if self.host.startswith("*"):
            bare = self.host.lstrip("*.")
            return url.host.endswith(f".{bare}") or (not self.host.startswith("*.") and url.host == bare)
        return not self.host or self.host == url.host


def warn_of_cookies(cookies, stacklevel=3):
    if cookies is not None:
        warnings.warn(
            "Setting per-request cookies=<...> is being deprecated, because the expected behaviour on cookie persistence "
            "is ambiguous. Set cookies directly on the client instance instead.",
            DeprecationWarning,
            stacklevel=stacklevel,
        )


def add_methods(cls, kind):
    """The methods that are called after the methods of HTTP."""
    for name in ("get", "options", "head", "post", "put", "patch", "delete"):
        setattr(cls, name, kind(name, name in ("post", "put", "patch")))
        method = getattr(cls, name)
        method.__name__ = name
        method.__qualname__ = f"{cls.__name__}.{name}"
