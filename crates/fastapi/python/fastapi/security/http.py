"""The schemes of the Authorization header: Basic, Bearer, Digest."""

from pydantic import BaseModel

from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param
from starlette.requests import Request


class HTTPBasicCredentials(BaseModel):
    username: str
    password: str


class HTTPAuthorizationCredentials(BaseModel):
    scheme: str
    credentials: str


class HTTPBase(SecurityBase):
    def __init__(self, *, scheme, scheme_name=None, description=None, auto_error=True):
        self.describe(scheme_name, type="http", description=description, scheme=scheme)
        self.scheme = scheme
        self.auto_error = auto_error

    @property
    def challenge(self):
        return self.scheme.title()

    async def __call__(self, request: Request):
        authorization = request.headers.get("Authorization")
        scheme, credentials = get_authorization_scheme_param(authorization)
        if not (authorization and scheme and credentials):
            if self.auto_error:
                raise self.make_not_authenticated_error()
            return None
        return HTTPAuthorizationCredentials(scheme=scheme, credentials=credentials)


class HTTPBasic(HTTPBase):
    def __init__(self, *, scheme_name=None, realm=None, description=None, auto_error=True):
        self.describe(scheme_name, type="http", description=description, scheme="basic")
        self.realm = realm
        self.auto_error = auto_error

    @property
    def challenge(self):
        return f'Basic realm="{self.realm}"' if self.realm else "Basic"

    async def __call__(self, request: Request):
        import binascii
        from base64 import b64decode

        authorization = request.headers.get("Authorization")
        scheme, param = get_authorization_scheme_param(authorization)
        if not authorization or scheme.lower() != "basic":
            if self.auto_error:
                raise self.make_not_authenticated_error()
            return None
        try:
            data = b64decode(param).decode("ascii")
        except (ValueError, UnicodeDecodeError, binascii.Error) as error:
            raise self.make_not_authenticated_error() from error
        username, separator, password = data.partition(":")
        if not separator:
            raise self.make_not_authenticated_error()
        return HTTPBasicCredentials(username=username, password=password)


class _Token(HTTPBase):
    """A scheme whose credentials are handed on as they are."""

    scheme = ""

    async def __call__(self, request: Request):
        authorization = request.headers.get("Authorization")
        scheme, credentials = get_authorization_scheme_param(authorization)
        if not (authorization and scheme and credentials) or scheme.lower() != self.scheme:
            if self.auto_error:
                raise self.make_not_authenticated_error()
            return None
        return HTTPAuthorizationCredentials(scheme=scheme, credentials=credentials)


class HTTPBearer(_Token):
    scheme = "bearer"

    def __init__(self, *, bearerFormat=None, scheme_name=None, description=None, auto_error=True):
        self.describe(scheme_name, type="http", description=description, scheme="bearer", bearerFormat=bearerFormat)
        self.auto_error = auto_error


class HTTPDigest(_Token):
    scheme = "digest"

    def __init__(self, *, scheme_name=None, description=None, auto_error=True):
        self.describe(scheme_name, type="http", description=description, scheme="digest")
        self.auto_error = auto_error
