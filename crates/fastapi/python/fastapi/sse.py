"""Server-sent events: the response class that asks for them, and one event."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, model_validator

from starlette.responses import StreamingResponse


class EventSourceResponse(StreamingResponse):
    media_type = "text/event-stream"
    is_event_source = True


def _single_line(value, name):
    if value is not None and ("\n" in value or "\r" in value):
        raise ValueError(f"SSE '{name}' must be a single line")
    return value


def _check_event(value):
    return _single_line(value, "event")


def _check_id(value):
    if value is not None and "\0" in value:
        raise ValueError("SSE 'id' must not contain null characters")
    return _single_line(value, "id")


class ServerSentEvent(BaseModel):
    data: Any = None
    raw_data: str | None = None
    event: Annotated[str | None, AfterValidator(_check_event)] = None
    id: Annotated[str | None, AfterValidator(_check_id)] = None
    retry: Annotated[int | None, Field(ge=0)] = None
    comment: str | None = None

    @model_validator(mode="after")
    def _check_data_exclusive(self):
        if self.data is not None and self.raw_data is not None:
            raise ValueError(
                "Cannot set both 'data' and 'raw_data' on the same "
                "ServerSentEvent. Use 'data' for JSON-serialized payloads "
                "or 'raw_data' for pre-formatted strings."
            )
        return self


def _lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def format_sse_event(*, data_str=None, event=None, id=None, retry=None, comment=None):
    lines = []
    if comment is not None:
        lines += [f": {line}" for line in _lines(comment)]
    if event is not None:
        lines.append(f"event: {event}")
    if data_str is not None:
        lines += [f"data: {line}" for line in _lines(data_str)]
    if id is not None:
        lines.append(f"id: {id}")
    if retry is not None:
        lines.append(f"retry: {retry}")
    return ("\n".join([*lines, "", ""]) if lines else "\n").encode("utf-8")
