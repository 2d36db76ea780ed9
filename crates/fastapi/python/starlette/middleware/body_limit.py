"""Refuses request bodies that are larger than allowed, by their announced length or while they are read."""

from starlette.exceptions import HTTPException

MAX_BODY_SIZE_SCOPE_KEY = "starlette.max_body_size"


class RequestBodyTooLarge(HTTPException):
    def __init__(self):
        super().__init__(413)


def announced_length(scope):
    for name, value in scope["headers"]:
        if name == b"content-length":
            try:
                return int(value)
            except ValueError:
                return None
    return None


class RequestBodyLimitMiddleware:
    def __init__(self, app, max_body_size):
        self.app = app
        self.max_body_size = max_body_size

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from starlette.responses import PlainTextResponse

        scope[MAX_BODY_SIZE_SCOPE_KEY] = self.max_body_size
        refusal = PlainTextResponse("Content Too Large", status_code=413)
        length = announced_length(scope)
        if length is not None and length > self.max_body_size:
            await refusal(scope, receive, send)
            return
        started = False

        async def sender(message):
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, limited(receive, self.max_body_size), sender)
        except RequestBodyTooLarge:
            if started:
                raise
            await refusal(scope, receive, send)


def limited(receive, limit):
    """`receive`, which raises when more than `limit` bytes have come."""
    seen = 0

    async def limited_receive():
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > limit:
                raise RequestBodyTooLarge()
        return message

    return limited_receive
