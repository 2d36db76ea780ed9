"""Names for the shapes that ASGI passes around; annotations only, nothing at run time depends on them."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]
StatelessLifespan = Callable[[Any], Any]
StatefulLifespan = Callable[[Any], Any]
Lifespan = Callable[[Any], Any]
HTTPExceptionHandler = Callable[..., Any]
WebSocketExceptionHandler = Callable[..., Awaitable[None]]
ExceptionHandler = Callable[..., Any]
