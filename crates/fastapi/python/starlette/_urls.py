"""URL and URLPath: a request's address, taken apart and changed. Re-exported by `starlette.datastructures`."""

from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit


class URL:
    def __init__(self, url="", scope=None, **components):
        if scope is not None:
            assert not url, 'Cannot set both "url" and "scope".'
            assert not components, 'Cannot set both "scope" and "**components".'
            url = _url_of_scope(scope)
        elif components:
            assert not url, 'Cannot set both "url" and "**components".'
            url = URL("").replace(**components).components.geturl()
        self._url = url

    @property
    def components(self):
        parts = self.__dict__.get("_components")
        if parts is None:
            parts = self._components = urlsplit(self._url)
        return parts

    @property
    def scheme(self):
        return self.components.scheme

    @property
    def netloc(self):
        return self.components.netloc

    @property
    def path(self):
        return self.components.path

    @property
    def query(self):
        return self.components.query

    @property
    def fragment(self):
        return self.components.fragment

    @property
    def username(self):
        return self.components.username

    @property
    def password(self):
        return self.components.password

    @property
    def hostname(self):
        return self.components.hostname

    @property
    def port(self):
        return self.components.port

    @property
    def is_secure(self):
        return self.scheme in ("https", "wss")

    def replace(self, **kwargs):
        authority = {"username", "password", "hostname", "port"}
        if authority.intersection(kwargs):
            hostname = kwargs.pop("hostname", None)
            port = kwargs.pop("port", self.port)
            username = kwargs.pop("username", self.username)
            password = kwargs.pop("password", self.password)
            if hostname is None:
                netloc = self.netloc
                _, _, hostname = netloc.rpartition("@")
                if hostname and hostname[-1] != "]":
                    hostname = hostname.rsplit(":", 1)[0]
            netloc = hostname
            if port is not None:
                netloc += f":{port}"
            if username is not None:
                secret = "" if password is None else f":{password}"
                netloc = f"{username}{secret}@{netloc}"
            kwargs["netloc"] = netloc
        return self.__class__(self.components._replace(**kwargs).geturl())

    def include_query_params(self, **kwargs):
        from starlette.datastructures import MultiDict

        params = MultiDict(parse_qsl(self.query, keep_blank_values=True))
        params.update({str(key): str(value) for key, value in kwargs.items()})
        return self.replace(query=urlencode(params.multi_items()))

    def replace_query_params(self, **kwargs):
        return self.replace(query=urlencode([(str(key), str(value)) for key, value in kwargs.items()]))

    def remove_query_params(self, keys):
        from starlette.datastructures import MultiDict

        params = MultiDict(parse_qsl(self.query, keep_blank_values=True))
        for key in [keys] if isinstance(keys, str) else keys:
            params.pop(key, None)
        return self.replace(query=urlencode(params.multi_items()))

    def __eq__(self, other):
        return str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def __str__(self):
        return self._url

    def __repr__(self):
        url = str(self)
        if self.password:
            url = str(self.replace(password="********"))
        return f"{self.__class__.__name__}({url!r})"


def _url_of_scope(scope):
    scheme = scope.get("scheme", "http")
    path = scope["path"]
    host = None
    for key, value in scope["headers"]:
        if key == b"host":
            host = value.decode("latin-1")
            break
    if host is not None:
        url = f"{scheme}://{host}{path}"
    elif scope.get("server") is None:
        url = path
    else:
        name, port = scope["server"]
        usual = {"http": 80, "https": 443, "ws": 80, "wss": 443}.get(scheme)
        url = f"{scheme}://{name}{path}" if port in (usual, None) else f"{scheme}://{name}:{port}{path}"
    query = scope.get("query_string", b"")
    return f"{url}?{query.decode()}" if query else url


class URLPath(str):
    """The path that a name stands for, which can be made absolute."""

    def __new__(cls, path, protocol="", host=""):
        assert protocol in ("http", "websocket", "")
        self = str.__new__(cls, path)
        self.protocol = protocol
        self.host = host
        return self

    def make_absolute_url(self, base_url):
        if isinstance(base_url, str):
            base_url = URL(base_url)
        if self.protocol:
            scheme = {("http", True): "https", ("http", False): "http", ("websocket", True): "wss", ("websocket", False): "ws"}[
                (self.protocol, base_url.is_secure)
            ]
        else:
            scheme = base_url.scheme
        path = base_url.path.rstrip("/") + str(self)
        return URL(SplitResult(scheme, self.host or base_url.netloc, path, "", "").geturl())
