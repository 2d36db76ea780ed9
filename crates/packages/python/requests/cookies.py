"""Cookies by name, over the jar that httpx uses too."""

from httpx._headers import Cookie, Cookies


class RequestsCookieJar(Cookies):
    """Cookies that can be used as a dict."""

    def __init__(self, cookies=None):
        super().__init__(cookies)

    def set(self, name, value, domain="", path="/", **options):
        if value is None:
            self.delete(name)
        else:
            super().set(name, value, domain or "", path or "/")

    def set_cookie(self, cookie):
        self.jar.set_cookie(cookie)

    def keys(self):
        return [cookie.name for cookie in self.jar]

    def values(self):
        return [cookie.value for cookie in self.jar]

    def items(self):
        return [(cookie.name, cookie.value) for cookie in self.jar]

    def get_dict(self, domain=None, path=None):
        return {
            cookie.name: cookie.value
            for cookie in self.jar
            if domain in (None, cookie.domain) and path in (None, cookie.path)
        }

    def __iter__(self):
        return iter(self.jar)

    def __contains__(self, name):
        return any(cookie.name == name for cookie in self.jar)

    def copy(self):
        return RequestsCookieJar(self)

    def __repr__(self):
        shown = [
            f"<Cookie {cookie.name}={cookie.value} for {cookie.domain}{cookie.path}>" for cookie in self.jar
        ]
        return f"<RequestsCookieJar[{', '.join(shown)}]>"


def cookiejar_from_dict(cookie_dict, cookiejar=None, overwrite=True):
    jar = RequestsCookieJar() if cookiejar is None else cookiejar
    for name, value in (cookie_dict or {}).items():
        if overwrite or name not in jar:
            jar.set(name, value)
    return jar


def create_cookie(name, value, domain="", path="/", **options):
    return Cookie(name, value, domain, path)


def merge_cookies(jar, cookies):
    """Add cookies, a dict or a jar, to a jar."""
    if isinstance(cookies, RequestsCookieJar):
        for cookie in cookies:
            jar.set_cookie(cookie)
    else:
        cookiejar_from_dict(cookies, jar)
    return jar
