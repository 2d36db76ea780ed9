"""Routes, mounts, hosts and the router: which path belongs to which endpoint, and what happens when none does."""

import re
from enum import Enum
from functools import partial

import _playground
from _threads import WORKER, call_in

from starlette._exception_handler import wrap_app_handling_exceptions
from starlette._utils import get_route_path, is_async_callable
from starlette.convertors import CONVERTOR_TYPES
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse


class NoMatchFound(Exception):
    """No route has this name and these parameters."""

    def __init__(self, name, path_params):
        params = ", ".join(list(path_params))
        super().__init__(f'No route exists for name "{name}" and params "{params}".')


class Match(Enum):
    NONE = 0
    PARTIAL = 1
    FULL = 2


NONE, PARTIAL, FULL = Match.NONE, Match.PARTIAL, Match.FULL
PARAM_REGEX = re.compile("{([a-zA-Z_][a-zA-Z0-9_]*)(:[a-zA-Z_][a-zA-Z0-9_]*)?}")


def request_response(func):
    """An ASGI application of a function that takes a request and returns a response."""
    run = func if is_async_callable(func) else None

    async def app(scope, receive, send):
        request = Request(scope, receive, send)

        async def inner(scope, receive, send):
            response = await run(request) if run is not None else await call_in(WORKER, func, (request,))
            await response(scope, receive, send)

        await wrap_app_handling_exceptions(inner, request)(scope, receive, send)

    return app


def websocket_session(func):
    from starlette.websockets import WebSocket

    async def app(scope, receive, send):
        session = WebSocket(scope, receive=receive, send=send)

        async def inner(scope, receive, send):
            await func(session)

        await wrap_app_handling_exceptions(inner, session)(scope, receive, send)

    return app


def get_name(endpoint):
    return getattr(endpoint, "__name__", endpoint.__class__.__name__)


def replace_params(path, param_convertors, path_params):
    for key, value in list(path_params.items()):
        if "{" + key + "}" in path:
            path = path.replace("{" + key + "}", param_convertors[key].to_string(value))
            path_params.pop(key)
    return path, path_params


def compile_path(path):
    """The path's regular expression, its format for `url_path_for`, and its convertors."""
    is_host = not path.startswith("/")
    if "{" not in path:
        ending = path.split(":")[0] if is_host else path
        return re.compile("^" + re.escape(ending) + "$"), path, {}
    regex, template, convertors, duplicated = "^", "", {}, set()
    position = 0
    for match in PARAM_REGEX.finditer(path):
        name, kind = match.group(1), (match.group(2) or ":str")[1:]
        assert kind in CONVERTOR_TYPES, f"Unknown path convertor '{kind}'"
        convertor = CONVERTOR_TYPES[kind]
        before = path[position : match.start()]
        regex += re.escape(before) + f"(?P<{name}>{convertor.regex})"
        template += before + "{" + name + "}"
        if name in convertors:
            duplicated.add(name)
        convertors[name] = convertor
        position = match.end()
    if duplicated:
        names = ", ".join(sorted(duplicated))
        ending = "s" if len(duplicated) > 1 else ""
        raise ValueError(f"Duplicated param name{ending} {names} at path {path}")
    rest = path[position:]
    regex += re.escape(rest.split(":")[0] if is_host else rest) + "$"
    return re.compile(regex), template + rest, convertors


def convert(match, convertors):
    params = match.groupdict()
    for key, value in params.items():
        params[key] = convertors[key].convert(value)
    return params


class BaseRoute:
    def matches(self, scope):
        raise NotImplementedError()

    def url_path_for(self, name, /, **path_params):
        raise NotImplementedError()

    async def handle(self, scope, receive, send):
        raise NotImplementedError()

    async def __call__(self, scope, receive, send):
        """Serve this route alone, without a router around it."""
        match, child_scope = self.matches(scope)
        if match is NONE:
            if scope["type"] == "http":
                await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
            elif scope["type"] == "websocket":
                from starlette.websockets import WebSocketClose

                await WebSocketClose()(scope, receive, send)
            return
        scope.update(child_scope)
        await self.handle(scope, receive, send)


def _wrap(app, middleware):
    for entry in reversed(list(middleware or [])):
        app = entry.cls(app, *entry.args, **entry.kwargs)
    return app


class Route(BaseRoute):
    # The pages that the framework adds are in the trace only when they answer.
    internal = False

    def __init__(
        self, path, endpoint, *, methods=None, name=None, include_in_schema=True, middleware=None, max_body_size=None
    ):
        assert path.startswith("/"), "Routed paths must start with '/'"
        self.path = path
        self.endpoint = endpoint
        self.name = get_name(endpoint) if name is None else name
        self.include_in_schema = include_in_schema
        function = endpoint
        while isinstance(function, partial):
            function = function.func
        if hasattr(function, "__code__") or hasattr(function, "__func__"):
            self.app = request_response(endpoint)
            if methods is None:
                methods = ["GET"]
        else:
            self.app = endpoint
        self.app = _wrap(self.app, middleware)
        if max_body_size is not None:
            from starlette.middleware.body_limit import RequestBodyLimitMiddleware

            self.app = RequestBodyLimitMiddleware(self.app, max_body_size)
        if methods is None:
            self.methods = None
        else:
            self.methods = {method.upper() for method in methods}
            if "GET" in self.methods:
                self.methods.add("HEAD")
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)

    def matches(self, scope):
        if scope["type"] != "http":
            return NONE, {}
        path = get_route_path(scope)
        match = self.path_regex.match(path)
        if match is None:
            if _playground.tracing():
                self.trace_tried(scope, "path")
            return NONE, {}
        params = convert(match, self.param_convertors) if self.param_convertors else {}
        earlier = scope.get("path_params")
        if earlier:
            params = {**earlier, **params}
        child_scope = {"endpoint": self.endpoint, "path_params": params, "route": self}
        if self.methods and scope["method"] not in self.methods:
            if _playground.tracing():
                self.trace_tried(scope, "method")
            return PARTIAL, child_scope
        if _playground.tracing():
            self.trace_tried(scope, None)
        return FULL, child_scope

    def trace_tried(self, scope, reason):
        if self.internal and reason is not None:
            return
        method = ",".join(sorted(self.methods or ()))
        _playground.trace(
            "route_tried", self.endpoint, method=method, path=self.path, matched=reason is None, reason=reason
        )

    def url_path_for(self, name, /, **path_params):
        from starlette.datastructures import URLPath

        if name != self.name or set(path_params) != set(self.param_convertors):
            raise NoMatchFound(name, path_params)
        path, remaining = replace_params(self.path_format, self.param_convertors, path_params)
        assert not remaining
        return URLPath(path=path, protocol="http")

    async def handle(self, scope, receive, send):
        if self.methods and scope["method"] not in self.methods:
            headers = {"Allow": ", ".join(sorted(self.methods))}
            if "app" in scope:
                raise HTTPException(status_code=405, headers=headers)
            await PlainTextResponse("Method Not Allowed", status_code=405, headers=headers)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def __eq__(self, other):
        return (
            isinstance(other, Route)
            and self.path == other.path
            and self.endpoint == other.endpoint
            and self.methods == other.methods
        )

    __hash__ = object.__hash__

    def __repr__(self):
        methods = sorted(self.methods or [])
        return f"{self.__class__.__name__}(path={self.path!r}, name={self.name!r}, methods={methods!r})"


class WebSocketRoute(BaseRoute):
    def __init__(self, path, endpoint, *, name=None, middleware=None):
        assert path.startswith("/"), "Routed paths must start with '/'"
        self.path = path
        self.endpoint = endpoint
        self.name = get_name(endpoint) if name is None else name
        function = endpoint
        while isinstance(function, partial):
            function = function.func
        if hasattr(function, "__code__") or hasattr(function, "__func__"):
            self.app = websocket_session(endpoint)
        else:
            self.app = endpoint
        self.app = _wrap(self.app, middleware)
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)

    def matches(self, scope):
        if scope["type"] == "websocket":
            match = self.path_regex.match(get_route_path(scope))
            if match:
                params = {**scope.get("path_params", {}), **convert(match, self.param_convertors)}
                return FULL, {"endpoint": self.endpoint, "path_params": params, "route": self}
        return NONE, {}

    def url_path_for(self, name, /, **path_params):
        from starlette.datastructures import URLPath

        if name != self.name or set(path_params) != set(self.param_convertors):
            raise NoMatchFound(name, path_params)
        path, remaining = replace_params(self.path_format, self.param_convertors, path_params)
        assert not remaining
        return URLPath(path=path, protocol="websocket")

    async def handle(self, scope, receive, send):
        await self.app(scope, receive, send)

    def __repr__(self):
        return f"{self.__class__.__name__}(path={self.path!r}, name={self.name!r})"


class _Container(BaseRoute):
    """What mounts and hosts share: an application under them, whose routes have names too."""

    @property
    def routes(self):
        return getattr(self._base_app, "routes", [])

    def _inner_url(self, name, path_params):
        """The inner routes' path for a name, and their protocol."""
        remaining_name = name if self.name is None else name[len(self.name) + 1 :]
        for route in self.routes or []:
            try:
                return route.url_path_for(remaining_name, **path_params)
            except NoMatchFound:
                pass
        return None

    async def handle(self, scope, receive, send):
        await self.app(scope, receive, send)


class Mount(_Container):
    def __init__(self, path, app=None, routes=None, name=None, *, middleware=None, max_body_size=None):
        assert path == "" or path.startswith("/"), "Routed paths must start with '/'"
        assert app is not None or routes is not None, "Either 'app=...', or 'routes=' must be specified"
        self.path = path.rstrip("/")
        self._base_app = Router(routes=routes) if app is None else app
        self.app = _wrap(self._base_app, middleware)
        if max_body_size is not None:
            from starlette.middleware.body_limit import RequestBodyLimitMiddleware

            self.app = RequestBodyLimitMiddleware(self.app, max_body_size)
        self.name = name
        self.path_regex, self.path_format, self.param_convertors = compile_path(self.path + "/{path:path}")

    def matches(self, scope):
        if scope["type"] not in ("http", "websocket"):
            return NONE, {}
        root_path = scope.get("root_path", "")
        route_path = get_route_path(scope)
        match = self.path_regex.match(route_path)
        if not match:
            return NONE, {}
        params = convert(match, self.param_convertors)
        remaining = "/" + params.pop("path")
        matched = route_path[: -len(remaining)]
        return FULL, {
            "path_params": {**scope.get("path_params", {}), **params},
            # The application that is served at the root keeps its own idea of where that is.
            "app_root_path": scope.get("app_root_path", root_path),
            "root_path": root_path + matched,
            "endpoint": self.app,
        }

    def url_path_for(self, name, /, **path_params):
        from starlette.datastructures import URLPath

        if self.name is not None and name == self.name and "path" in path_params:
            path_params["path"] = path_params["path"].lstrip("/")
            path, remaining = replace_params(self.path_format, self.param_convertors, path_params)
            if not remaining:
                return URLPath(path=path)
        elif self.name is None or name.startswith(self.name + ":"):
            inner_path = path_params.pop("path", None)
            path_params["path"] = ""
            prefix, remaining = replace_params(self.path_format, self.param_convertors, path_params)
            if inner_path is not None:
                remaining["path"] = inner_path
            url = self._inner_url(name, remaining)
            if url is not None:
                return URLPath(path=prefix.rstrip("/") + str(url), protocol=url.protocol)
        raise NoMatchFound(name, path_params)

    def __eq__(self, other):
        return isinstance(other, Mount) and self.path == other.path and self.app == other.app and self.name == other.name

    __hash__ = object.__hash__

    def __repr__(self):
        return f"{self.__class__.__name__}(path={self.path!r}, name={self.name or ''!r}, app={self.app!r})"


class Host(_Container):
    def __init__(self, host, app, name=None):
        assert not host.startswith("/"), "Host must not start with '/'"
        self.host = host
        self.app = self._base_app = app
        self.name = name
        self.host_regex, self.host_format, self.param_convertors = compile_path(host)

    def matches(self, scope):
        if scope["type"] in ("http", "websocket"):
            host = Headers(scope=scope).get("host", "").split(":")[0]
            match = self.host_regex.match(host)
            if match:
                params = {**scope.get("path_params", {}), **convert(match, self.param_convertors)}
                return FULL, {"path_params": params, "endpoint": self.app}
        return NONE, {}

    def url_path_for(self, name, /, **path_params):
        from starlette.datastructures import URLPath

        if self.name is not None and name == self.name and "path" in path_params:
            path = path_params.pop("path")
            host, remaining = replace_params(self.host_format, self.param_convertors, path_params)
            if not remaining:
                return URLPath(path=path, host=host)
        elif self.name is None or name.startswith(self.name + ":"):
            host, remaining = replace_params(self.host_format, self.param_convertors, path_params)
            url = self._inner_url(name, remaining)
            if url is not None:
                return URLPath(path=str(url), protocol=url.protocol, host=host)
        raise NoMatchFound(name, path_params)

    def __repr__(self):
        return f"{self.__class__.__name__}(host={self.host!r}, name={self.name or ''!r}, app={self.app!r})"


class _DefaultLifespan:
    def __init__(self, router):
        self._router = router

    async def __aenter__(self):
        await self._router._startup()

    async def __aexit__(self, *exc_info):
        await self._router._shutdown()

    def __call__(self, app):
        return self


def lifespan_context_of(lifespan):
    """The lifespan as a function that gives an asynchronous context manager, whatever kind of function it was."""
    import inspect
    from contextlib import asynccontextmanager, contextmanager

    if inspect.isasyncgenfunction(lifespan):
        return asynccontextmanager(lifespan)
    if inspect.isgeneratorfunction(lifespan):
        plain = contextmanager(lifespan)

        @asynccontextmanager
        async def lifted(app):
            with plain(app) as value:
                yield value

        return lifted
    return lifespan


class Router:
    def __init__(
        self, routes=None, redirect_slashes=True, default=None, lifespan=None, *, middleware=None, max_body_size=None
    ):
        self.routes = [] if routes is None else list(routes)
        self.redirect_slashes = redirect_slashes
        self.default = self.not_found if default is None else default
        self.on_startup = []
        self.on_shutdown = []
        if lifespan is None:
            self.lifespan_context = _DefaultLifespan(self)
        else:
            self.lifespan_context = lifespan_context_of(lifespan)
        app = self.app
        if max_body_size is not None:
            from starlette.middleware.body_limit import RequestBodyLimitMiddleware

            app = RequestBodyLimitMiddleware(app, max_body_size)
        self.middleware_stack = _wrap(app, middleware)

    async def _startup(self):
        for handler in self.on_startup:
            if is_async_callable(handler):
                await handler()
            else:
                handler()

    async def _shutdown(self):
        for handler in self.on_shutdown:
            if is_async_callable(handler):
                await handler()
            else:
                handler()

    async def not_found(self, scope, receive, send):
        if scope["type"] == "websocket":
            from starlette.websockets import WebSocketClose

            await WebSocketClose()(scope, receive, send)
            return
        if "app" in scope:
            raise HTTPException(status_code=404)
        await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)

    def url_path_for(self, name, /, **path_params):
        for route in self.routes:
            try:
                return route.url_path_for(name, **path_params)
            except NoMatchFound:
                pass
        raise NoMatchFound(name, path_params)

    async def lifespan(self, scope, receive, send):
        started = False
        app = scope.get("app")
        await receive()
        try:
            async with self.lifespan_context(app) as state:
                if state is not None:
                    if "state" not in scope:
                        raise RuntimeError('The server does not support "state" in the lifespan scope.')
                    scope["state"].update(state)
                await send({"type": "lifespan.startup.complete"})
                started = True
                await receive()
        except BaseException:
            import traceback

            text = traceback.format_exc()
            await send({"type": "lifespan.shutdown.failed" if started else "lifespan.startup.failed", "message": text})
            raise
        await send({"type": "lifespan.shutdown.complete"})

    def __call__(self, scope, receive, send):
        return self.middleware_stack(scope, receive, send)

    async def app(self, scope, receive, send):
        assert scope["type"] in ("http", "websocket", "lifespan")
        if "router" not in scope:
            scope["router"] = self
        if scope["type"] == "lifespan":
            await self.lifespan(scope, receive, send)
            return
        partly = None
        for route in self.routes:
            match, child_scope = route.matches(scope)
            if match is FULL:
                scope.update(child_scope)
                await route.handle(scope, receive, send)
                return
            if match is PARTIAL and partly is None:
                partly = route, child_scope
        if partly is not None:
            scope.update(partly[1])
            await partly[0].handle(scope, receive, send)
            return
        if await self.last_resort(scope, receive, send):
            return
        route_path = get_route_path(scope)
        if scope["type"] == "http" and self.redirect_slashes and route_path != "/":
            other = dict(scope)
            if route_path.endswith("/"):
                other["path"] = other["path"].rstrip("/")
            else:
                other["path"] = other["path"] + "/"
            for route in self.routes:
                match, _ = route.matches(other)
                if match is not NONE:
                    from starlette.datastructures import URL

                    await RedirectResponse(url=str(URL(scope=other)))(scope, receive, send)
                    return
        await self.default(scope, receive, send)

    async def last_resort(self, scope, receive, send):
        """Answers what no route took, and says whether it did; for routers that have something behind the routes."""
        return False

    def mount(self, path, app, name=None):
        self.routes.append(Mount(path, app=app, name=name))

    def host(self, host, app, name=None):
        self.routes.append(Host(host, app=app, name=name))

    def add_route(self, path, endpoint, methods=None, name=None, include_in_schema=True):
        self.routes.append(Route(path, endpoint, methods=methods, name=name, include_in_schema=include_in_schema))

    def add_websocket_route(self, path, endpoint, name=None):
        self.routes.append(WebSocketRoute(path, endpoint=endpoint, name=name))
