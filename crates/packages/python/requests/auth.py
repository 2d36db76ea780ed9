"""Authentication: what adds a header to a request."""

from base64 import b64encode


def _basic_auth_str(username, password):
    pair = b":".join(item.encode("latin1") if isinstance(item, str) else item for item in (username, password))
    return "Basic " + b64encode(pair).strip().decode("ascii")


class AuthBase:
    """Base of what authenticates a request: it is called with it."""

    def __call__(self, r):
        raise NotImplementedError("Auth hooks must be callable.")


class HTTPBasicAuth(AuthBase):
    """A name and a password."""

    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __eq__(self, other):
        return all(getattr(other, name, None) == getattr(self, name) for name in ("username", "password"))

    def __call__(self, r):
        r.headers["Authorization"] = _basic_auth_str(self.username, self.password)
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    """The same for a proxy."""

    def __call__(self, r):
        r.headers["Proxy-Authorization"] = _basic_auth_str(self.username, self.password)
        return r


class HTTPDigestAuth(AuthBase):
    """Digest authentication, which isn't supported."""

    def __init__(self, username, password):
        from _playground import unsupported

        unsupported("requests.auth.HTTPDigestAuth", "use HTTPBasicAuth or an Authorization header")
