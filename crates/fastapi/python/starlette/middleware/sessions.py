"""Sessions kept in a signed cookie."""

import json
from base64 import b64decode, b64encode

import itsdangerous
from itsdangerous.exc import BadSignature

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection


class Session(dict):
    """The session's data, which remembers whether it was read and changed."""

    accessed = False
    modified = False

    def mark_accessed(self):
        self.accessed = True

    def mark_modified(self):
        self.accessed = self.modified = True

    def __setitem__(self, key, value):
        self.mark_modified()
        super().__setitem__(key, value)

    def __delitem__(self, key):
        self.mark_modified()
        super().__delitem__(key)

    def clear(self):
        self.mark_modified()
        super().clear()

    def pop(self, key, *args):
        if key in self:
            self.mark_modified()
        return super().pop(key, *args)

    def popitem(self):
        self.mark_modified()
        return super().popitem()

    def setdefault(self, key, default=None):
        if key not in self:
            self.mark_modified()
        return super().setdefault(key, default)

    def update(self, *args, **kwargs):
        self.mark_modified()
        super().update(*args, **kwargs)

    def __ior__(self, other):
        self.mark_modified()
        self.update(other)
        return self


class SessionMiddleware:
    def __init__(
        self,
        app,
        secret_key,
        session_cookie="session",
        max_age=14 * 24 * 60 * 60,
        path="/",
        same_site="lax",
        https_only=False,
        domain=None,
        partitioned=False,
    ):
        self.app = app
        self.signer = itsdangerous.TimestampSigner(str(secret_key))
        self.session_cookie = session_cookie
        self.max_age = max_age
        self.path = path
        self.security_flags = "httponly; samesite=" + same_site
        if https_only:
            self.security_flags += "; secure"
        if domain is not None:
            self.security_flags += f"; domain={domain}"
        if partitioned:
            self.security_flags += "; partitioned"

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        was_empty = True
        session = Session()
        if self.session_cookie in connection.cookies:
            data = connection.cookies[self.session_cookie].encode("utf-8")
            try:
                data = self.signer.unsign(data, max_age=self.max_age)
                session = Session(json.loads(b64decode(data)))
                was_empty = False
            except (BadSignature, ValueError):
                session = Session()
        scope["session"] = session

        async def sender(message):
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                current = scope["session"]
                if getattr(current, "accessed", True):
                    headers.add_vary_header("Cookie")
                if getattr(current, "modified", True) and current:
                    data = self.signer.sign(b64encode(json.dumps(current).encode("utf-8")))
                    headers.append("Set-Cookie", self.cookie(data.decode("utf-8"), True))
                elif getattr(current, "modified", True) and not was_empty:
                    headers.append("Set-Cookie", self.cookie("null", False))
                message["headers"] = headers.raw
            await send(message)

        await self.app(scope, receive, sender)

    def cookie(self, data, keep):
        """The Set-Cookie header's value: the data, or the order to forget it."""
        if not keep:
            life = "expires=Thu, 01 Jan 1970 00:00:00 GMT; "
        else:
            life = f"Max-Age={self.max_age}; " if self.max_age else ""
        return f"{self.session_cookie}={data}; path={self.path}; {life}{self.security_flags}"
