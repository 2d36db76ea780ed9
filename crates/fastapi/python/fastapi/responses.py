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
        import json

        # ujson escapes the slash, alone among the encoders.
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return text.replace("/", "\\/").encode("utf-8")


class ORJSONResponse(JSONResponse):
    def __init__(self, *args, **kwargs):
        _deprecated("ORJSONResponse")
        super().__init__(*args, **kwargs)

    def render(self, content):
        import json

        from fastapi._handler import finite

        return json.dumps(finite(content), ensure_ascii=False, separators=(",", ":"), default=_orjson_default).encode("utf-8")


def _orjson_default(value):
    """What orjson can encode and json cannot."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "hex") and hasattr(value, "fields"):
        return str(value)
    if hasattr(value, "__dataclass_fields__"):
        import dataclasses

        return dataclasses.asdict(value)
    raise TypeError(f"Type is not JSON serializable: {type(value).__name__}")


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
