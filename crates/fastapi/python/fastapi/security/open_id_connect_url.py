"""OpenID Connect, found by its discovery document's address."""

from fastapi.security.base import SecurityBase
from starlette.requests import Request


class OpenIdConnect(SecurityBase):
    challenge = "Bearer"

    def __init__(self, *, openIdConnectUrl, scheme_name=None, description=None, auto_error=True):
        self.describe(
            scheme_name, type="openIdConnect", description=description, openIdConnectUrl=openIdConnectUrl
        )
        self.auto_error = auto_error

    async def __call__(self, request: Request):
        authorization = request.headers.get("Authorization")
        if not authorization:
            if self.auto_error:
                raise self.make_not_authenticated_error()
            return None
        return authorization
