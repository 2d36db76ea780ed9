"""Limits on the size of request bodies: the smallest of an application's, a router's and a route's."""

from starlette.responses import PlainTextResponse
from starlette.middleware.body_limit import MAX_BODY_SIZE_SCOPE_KEY, RequestBodyTooLarge, announced_length, limited


def validate_max_body_size(max_body_size):
    if max_body_size is not None and max_body_size < 0:
        raise ValueError("max_body_size must be greater than or equal to 0")


class RouteBodyLimit:
    """Runs a route with its limit; what is too large is a 413."""

    def __init__(self, app, max_body_size):
        validate_max_body_size(max_body_size)
        self.app = app
        self.max_body_size = max_body_size

    async def __call__(self, scope, receive, send):
        scope[MAX_BODY_SIZE_SCOPE_KEY] = self.max_body_size
        length = announced_length(scope)
        refusal = PlainTextResponse("Content Too Large", status_code=413)
        if length is not None and length > self.max_body_size:
            await refusal(scope, receive, send)
            return
        try:
            await self.app(scope, limited(receive, self.max_body_size), send)
        except RequestBodyTooLarge:
            await refusal(scope, receive, send)
