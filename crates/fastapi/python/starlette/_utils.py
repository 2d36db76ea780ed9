"""Small helpers that several modules share: what can be awaited, and where a route's path begins."""

from functools import partial
from inspect import iscoroutinefunction


def is_async_callable(obj):
    while isinstance(obj, partial):
        obj = obj.func
    if iscoroutinefunction(obj):
        return True
    return callable(obj) and iscoroutinefunction(getattr(type(obj), "__call__", None))


class AwaitableOrContextManagerWrapper:
    """What `request.form()` gives: awaitable, and usable with `async with`, which closes the result."""

    __slots__ = ("aw", "entered")

    def __init__(self, aw):
        self.aw = aw

    def __await__(self):
        return self.aw.__await__()

    async def __aenter__(self):
        self.entered = await self.aw
        return self.entered

    async def __aexit__(self, *args):
        await self.entered.close()
        return None


def get_route_path(scope):
    """The part of the path that the routes of the current application see."""
    path = scope["path"]
    root_path = scope.get("root_path", "")
    if not root_path or not path.startswith(root_path):
        return path
    if path == root_path:
        return ""
    if path[len(root_path)] == "/":
        return path[len(root_path):]
    return path


def is_valid_host(text):
    """Whether a Host header names a host and perhaps a port, and nothing else."""
    host, port = split_host(text)
    if not host or (port is not None and not (port.isdigit() and int(port) < 65536)):
        return False
    for character in host:
        if character in "/?#@\\ \t\r\n" or ord(character) < 33:
            return False
    return True


def split_host(text):
    """The host and the port (None without one) of a Host header; a bracketed address keeps its brackets."""
    if text.startswith("["):
        end = text.find("]")
        if end < 0:
            return "", None
        rest = text[end + 1:]
        if not rest:
            return text, None
        return (text[:end + 1], rest[1:]) if rest.startswith(":") else ("", None)
    host, colon, port = text.partition(":")
    return host, (port if colon else None)
