"""Path operations that yield: JSON lines, server-sent events, or the chunks of a streaming response."""

import asyncio
import json

from fastapi._handler import finite
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import ResponseValidationError
from starlette.responses import StreamingResponse

# A comment that keeps a silent connection open, sent after this many seconds without an event.
PING_INTERVAL = 15.0
KEEPALIVE_COMMENT = b": ping\n\n"


def respond(handler, solving, values):
    route = handler.route
    generator = handler.dependant.call(**values)
    kind = route.stream_kind
    status = solving.response.status_code if solving.response is not None else None
    status = status or route.status_code or 200
    background = solving.background_tasks
    if kind == "raw":
        response = handler.response_class(generator, status_code=status, background=background)
    else:
        if hasattr(generator, "__aiter__"):
            items = generator
        else:
            from starlette.concurrency import iterate_in_threadpool

            items = iterate_in_threadpool(generator)
        if kind == "json":
            response = StreamingResponse(
                _json_lines(handler, items), status_code=status, media_type="application/jsonl", background=background
            )
        else:
            response = handler.response_class(_events(handler, items), status_code=status, background=background)
            response.headers["cache-control"] = "no-cache"
            response.headers["x-accel-buffering"] = "no"
    if solving.response is not None:
        response.headers.raw.extend(solving.response.headers.raw)
    return response


def _encode(handler, item):
    """One item as JSON text."""
    field = handler.route.stream_item_field
    if field is not None:
        value, errors = field.validate(item, ("response",))
        if errors:
            raise ResponseValidationError(errors=errors, body=item, endpoint_ctx=handler.context())
        return handler.dump(field, value, True)
    return json.dumps(finite(jsonable_encoder(item))).encode("utf-8")


async def _json_lines(handler, items):
    async for item in items:
        yield _encode(handler, item) + b"\n"


def _event(handler, item):
    from fastapi.sse import ServerSentEvent, format_sse_event

    if not isinstance(item, ServerSentEvent):
        return format_sse_event(data_str=_encode(handler, item).decode("utf-8"))
    if item.raw_data is not None:
        data = item.raw_data
    elif item.data is not None:
        data = item.data
        if hasattr(data, "model_dump_json"):
            data = data.model_dump_json()
        else:
            data = json.dumps(finite(jsonable_encoder(data)))
    else:
        data = None
    return format_sse_event(data_str=data, event=item.event, id=item.id, retry=item.retry, comment=item.comment)


async def _events(handler, items):
    iterator = items.__aiter__()
    waiting = None
    try:
        while True:
            waiting = asyncio.ensure_future(_next(iterator))
            while True:
                done, _ = await asyncio.wait([waiting], timeout=PING_INTERVAL)
                if done:
                    break
                yield KEEPALIVE_COMMENT
            ended, item = waiting.result()
            waiting = None
            if ended:
                return
            yield _event(handler, item)
    finally:
        if waiting is not None:
            waiting.cancel()


async def _next(iterator):
    """Whether the iterator has ended, and its next item: a task cannot raise StopAsyncIteration."""
    try:
        return False, await iterator.__anext__()
    except StopAsyncIteration:
        return True, None
