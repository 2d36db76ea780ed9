"""Runs an application and turns an exception for which there is a handler into that handler's response."""

import _playground
from _threads import WORKER, call_in

from starlette._utils import is_async_callable
from starlette.exceptions import HTTPException


def _lookup_exception_handler(handlers, exc):
    for kind in type(exc).__mro__:
        if kind in handlers:
            return handlers[kind]
    return None


def trace_exception(exc, handler):
    """The event that says which handler took an exception, None when nothing did."""
    name = None if handler is None else getattr(handler, "__name__", type(handler).__name__)
    # A handler of the framework has no place that the learner could look at.
    module = getattr(handler, "__module__", "") or ""
    source = None if module.startswith(("fastapi.", "starlette.")) else handler
    _playground.trace("exception", source, type=type(exc).__name__, message=str(exc), handler=name)


def wrap_app_handling_exceptions(app, conn):
    try:
        exception_handlers, status_handlers = conn.scope["starlette.exception_handlers"]
    except KeyError:
        exception_handlers, status_handlers = {}, {}

    async def wrapped_app(scope, receive, send):
        started = False

        async def sender(message):
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
            await send(message)

        try:
            await app(scope, receive, sender)
        except Exception as exc:
            handler = None
            if isinstance(exc, HTTPException):
                handler = status_handlers.get(exc.status_code)
            if handler is None:
                handler = _lookup_exception_handler(exception_handlers, exc)
            if handler is None:
                raise exc
            if started:
                raise RuntimeError("Caught handled exception, but response already started.") from exc
            if _playground.tracing():
                trace_exception(exc, handler)
            if is_async_callable(handler):
                response = await handler(conn, exc)
            else:
                response = await call_in(WORKER, handler, (conn, exc))
            if response is not None:
                await response(scope, receive, sender)

    return wrapped_app
