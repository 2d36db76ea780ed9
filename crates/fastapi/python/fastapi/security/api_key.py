"""Keys in a query parameter, a header or a cookie."""

from fastapi.security.base import SecurityBase
from starlette.requests import Request


class APIKeyBase(SecurityBase):
    challenge = "APIKey"
    place = ""

    def __init__(self, *, name, scheme_name=None, description=None, auto_error=True):
        self.describe(scheme_name, type="apiKey", description=description, **{"in": self.place}, name=name)
        self.name = name
        self.auto_error = auto_error

    def check_api_key(self, api_key):
        if not api_key:
            if self.auto_error:
                raise self.make_not_authenticated_error()
            return None
        return api_key


class APIKeyQuery(APIKeyBase):
    place = "query"

    async def __call__(self, request: Request):
        return self.check_api_key(request.query_params.get(self.name))


class APIKeyHeader(APIKeyBase):
    place = "header"

    async def __call__(self, request: Request):
        return self.check_api_key(request.headers.get(self.name))


class APIKeyCookie(APIKeyBase):
    place = "cookie"

    async def __call__(self, request: Request):
        return self.check_api_key(request.cookies.get(self.name))
