"""The application object: its routes, its middleware stack, its exception handlers."""

import _playground

from starlette.datastructures import State
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import Router


class TracedMiddleware:
    """Tells the trace when a request goes through a middleware; otherwise it is not there."""

    def __init__(self, app, name, source):
        self.app = app
        self.name = name
        self.source = source

    def __call__(self, scope, receive, send):
        if _playground.tracing() and scope["type"] == "http":
            return self.traced(scope, receive, send)
        return self.app(scope, receive, send)

    async def traced(self, scope, receive, send):
        _playground.trace("middleware_enter", self.source, name=self.name)
        status = None

        async def sender(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sender)
        finally:
            _playground.trace("middleware_exit", self.source, name=self.name, status=status)

    def __getattr__(self, name):
        return getattr(self.app, name)


class Starlette:
    def __init__(
        self,
        debug=False,
        routes=None,
        middleware=None,
        exception_handlers=None,
        lifespan=None,
        *,
        max_body_size=None,
    ):
        self.debug = debug
        self.state = State()
        self.router = Router(routes, lifespan=lifespan, max_body_size=max_body_size)
        self.exception_handlers = {} if exception_handlers is None else dict(exception_handlers)
        self.user_middleware = [] if middleware is None else list(middleware)
        self.middleware_stack = None

    def _error_handlers(self):
        """The handler of everything unexpected, and the others."""
        error_handler = None
        others = {}
        for key, value in self.exception_handlers.items():
            if key in (500, Exception):
                error_handler = value
            else:
                others[key] = value
        return error_handler, others

    def _wrap_user_middleware(self, app):
        for entry in reversed(self.user_middleware):
            app = entry.cls(app, *entry.args, **entry.kwargs)
            dispatch = entry.kwargs.get("dispatch")
            source = entry.cls if dispatch is None else dispatch
            app = TracedMiddleware(app, getattr(source, "__name__", type(source).__name__), source)
        return app

    def build_middleware_stack(self):
        error_handler, handlers = self._error_handlers()
        app = ExceptionMiddleware(self.router, handlers=handlers, debug=self.debug)
        app = self._wrap_user_middleware(app)
        return ServerErrorMiddleware(app, handler=error_handler, debug=self.debug)

    @property
    def routes(self):
        return self.router.routes

    def url_path_for(self, name, /, **path_params):
        return self.router.url_path_for(name, **path_params)

    async def __call__(self, scope, receive, send):
        scope["app"] = self
        if self.middleware_stack is None:
            self.middleware_stack = self.build_middleware_stack()
        await self.middleware_stack(scope, receive, send)

    def mount(self, path, app, name=None):
        self.router.mount(path, app=app, name=name)

    def host(self, host, app, name=None):
        self.router.host(host, app=app, name=name)

    def add_middleware(self, middleware_class, *args, **kwargs):
        if self.middleware_stack is not None:
            raise RuntimeError("Cannot add middleware after an application has started")
        self.user_middleware.insert(0, Middleware(middleware_class, *args, **kwargs))

    def add_exception_handler(self, exc_class_or_status_code, handler):
        self.exception_handlers[exc_class_or_status_code] = handler

    def add_route(self, path, route, methods=None, name=None, include_in_schema=True):
        self.router.add_route(path, route, methods=methods, name=name, include_in_schema=include_in_schema)

    def add_websocket_route(self, path, route, name=None):
        self.router.add_websocket_route(path, route, name=name)
