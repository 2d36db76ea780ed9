"""Response classes under the names that programs import."""

from starlette.responses import HTMLResponse as HTMLResponse
from starlette.responses import JSONResponse as JSONResponse
from starlette.responses import PlainTextResponse as PlainTextResponse
from starlette.responses import RedirectResponse as RedirectResponse
from starlette.responses import Response as Response
from starlette.responses import StreamingResponse as StreamingResponse


def __getattr__(name):
    if name == "FileResponse":
        from starlette.responses import FileResponse

        return FileResponse
    if name == "EventSourceResponse":
        from fastapi.sse import EventSourceResponse

        return EventSourceResponse
    raise AttributeError(f"module 'fastapi.responses' has no attribute {name!r}")


def _deprecated(name):
    import warnings

    from fastapi.exceptions import FastAPIDeprecationWarning

    warnings.warn(
        f"{name} is deprecated, FastAPI now serializes data directly to JSON bytes via Pydantic when a return type or"
        " response model is set, which is faster and doesn't need a custom response class.",
        category=FastAPIDeprecationWarning,
        stacklevel=3,
    )


class UJSONResponse(JSONResponse):
    def __init__(self, *args, **kwargs):
        _deprecated("UJSONResponse")
        super().__init__(*args, **kwargs)

    def render(self, content):
        import ujson

        return ujson.dumps(content, ensure_ascii=False).encode("utf-8")


class ORJSONResponse(JSONResponse):
    def __init__(self, *args, **kwargs):
        _deprecated("ORJSONResponse")
        super().__init__(*args, **kwargs)

    def render(self, content):
        import orjson

        return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY)


__all__ = [
    "EventSourceResponse",
    "FileResponse",
    "HTMLResponse",
    "JSONResponse",
    "ORJSONResponse",
    "PlainTextResponse",
    "RedirectResponse",
    "Response",
    "StreamingResponse",
    "UJSONResponse",
]
