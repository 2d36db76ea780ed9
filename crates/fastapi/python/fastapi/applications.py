"""The FastAPI application."""

from fastapi import routing
from fastapi.datastructures import Default
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from fastapi.routing import ROUTE_OPTIONS, _check_options, add_verbs
from fastapi.utils import generate_unique_id
from starlette.applications import Starlette
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.responses import HTMLResponse, JSONResponse


async def _websocket_validation(websocket, exc):
    from fastapi.exception_handlers import websocket_request_validation_exception_handler

    await websocket_request_validation_exception_handler(websocket, exc)


class FastAPI(Starlette):
    def __init__(
        self,
        *,
        telemetry=None,
        debug=False,
        routes=None,
        title="FastAPI",
        summary=None,
        description="",
        version="0.1.0",
        openapi_url="/openapi.json",
        openapi_tags=None,
        servers=None,
        dependencies=None,
        default_response_class=Default(JSONResponse),
        redirect_slashes=True,
        docs_url="/docs",
        redoc_url="/redoc",
        swagger_ui_oauth2_redirect_url="/docs/oauth2-redirect",
        swagger_ui_init_oauth=None,
        middleware=None,
        exception_handlers=None,
        on_startup=None,
        on_shutdown=None,
        lifespan=None,
        terms_of_service=None,
        contact=None,
        license_info=None,
        root_path="",
        root_path_in_servers=True,
        responses=None,
        callbacks=None,
        webhooks=None,
        deprecated=None,
        include_in_schema=True,
        swagger_ui_parameters=None,
        generate_unique_id_function=Default(generate_unique_id),
        separate_input_output_schemas=True,
        openapi_external_docs=None,
        strict_content_type=True,
        max_body_size=None,
        form_limits=None,
    ):
        if telemetry is not None:
            from fastapi.telemetry import check_config

            check_config(telemetry)
        self.debug = debug
        self.title = title
        self.summary = summary
        self.description = description
        self.version = version
        self.terms_of_service = terms_of_service
        self.contact = contact
        self.license_info = license_info
        self.openapi_url = openapi_url
        self.openapi_tags = openapi_tags
        self.root_path_in_servers = root_path_in_servers
        self.docs_url = docs_url
        self.redoc_url = redoc_url
        self.swagger_ui_oauth2_redirect_url = swagger_ui_oauth2_redirect_url
        self.swagger_ui_init_oauth = swagger_ui_init_oauth
        self.swagger_ui_parameters = swagger_ui_parameters
        self.servers = servers or []
        self.separate_input_output_schemas = separate_input_output_schemas
        self.openapi_external_docs = openapi_external_docs
        self.dependency_overrides = {}
        self.openapi_version = "3.1.0"
        self.openapi_schema = None
        if self.openapi_url:
            assert self.title, "A title must be provided for OpenAPI, e.g.: 'My API'"
            assert self.version, "A version must be provided for OpenAPI, e.g.: '2.1.0'"
        if webhooks is None:
            self._webhooks = None
        else:
            self._webhooks = webhooks
        self.root_path = root_path
        self.state = State()
        self.max_body_size = max_body_size
        self.router = routing.APIRouter(
            routes=routes,
            redirect_slashes=redirect_slashes,
            dependency_overrides_provider=self,
            on_startup=on_startup,
            on_shutdown=on_shutdown,
            lifespan=lifespan,
            default_response_class=default_response_class,
            dependencies=dependencies,
            callbacks=callbacks,
            deprecated=deprecated,
            include_in_schema=include_in_schema,
            responses=responses,
            generate_unique_id_function=generate_unique_id_function,
            strict_content_type=strict_content_type,
            max_body_size=max_body_size,
            form_limits=form_limits,
        )
        self.exception_handlers = dict(exception_handlers or {})
        self.exception_handlers.setdefault(HTTPException, http_exception_handler)
        self.exception_handlers.setdefault(RequestValidationError, request_validation_exception_handler)
        self.exception_handlers.setdefault(WebSocketRequestValidationError, _websocket_validation)
        self.user_middleware = list(middleware or [])
        self.middleware_stack = None
        self.setup()

    @property
    def webhooks(self):
        if self._webhooks is None:
            self._webhooks = routing.APIRouter()
        return self._webhooks

    def build_middleware_stack(self):
        error_handler, handlers = self._error_handlers()
        app = ExceptionMiddleware(self.router, handlers=handlers, debug=self.debug)
        app = self._wrap_user_middleware(app)
        return ServerErrorMiddleware(app, handler=error_handler, debug=self.debug)

    def openapi(self):
        if not self.openapi_schema:
            from fastapi.openapi.utils import get_openapi

            self.openapi_schema = get_openapi(
                title=self.title,
                version=self.version,
                openapi_version=self.openapi_version,
                summary=self.summary,
                description=self.description,
                terms_of_service=self.terms_of_service,
                contact=self.contact,
                license_info=self.license_info,
                routes=self.routes,
                webhooks=[] if self._webhooks is None else self._webhooks.routes,
                tags=self.openapi_tags,
                servers=self.servers,
                separate_input_output_schemas=self.separate_input_output_schemas,
                external_docs=self.openapi_external_docs,
            )
        return self.openapi_schema

    def setup(self):
        """The routes of the document and of the pages that show it."""
        if not self.openapi_url:
            return
        before = len(self.router.routes)

        async def openapi(req):
            root_path = req.scope.get("root_path", "").rstrip("/")
            schema = self.openapi()
            if root_path and self.root_path_in_servers:
                urls = {server.get("url") for server in self.servers}
                if root_path not in urls:
                    schema = {**schema, "servers": [{"url": root_path}, *schema.get("servers", [])]}
            return JSONResponse(schema)

        self.add_route(self.openapi_url, openapi, include_in_schema=False)
        if self.docs_url:

            async def swagger_ui_html(req):
                from fastapi.openapi.docs import get_swagger_ui_html

                root_path = req.scope.get("root_path", "").rstrip("/")
                redirect = self.swagger_ui_oauth2_redirect_url
                return get_swagger_ui_html(
                    openapi_url=root_path + self.openapi_url,
                    title=f"{self.title} - Swagger UI",
                    oauth2_redirect_url=root_path + redirect if redirect else redirect,
                    init_oauth=self.swagger_ui_init_oauth,
                    swagger_ui_parameters=self.swagger_ui_parameters,
                )

            self.add_route(self.docs_url, swagger_ui_html, include_in_schema=False)
            if self.swagger_ui_oauth2_redirect_url:

                async def swagger_ui_redirect(req):
                    from fastapi.openapi.docs import get_swagger_ui_oauth2_redirect_html

                    return get_swagger_ui_oauth2_redirect_html()

                self.add_route(self.swagger_ui_oauth2_redirect_url, swagger_ui_redirect, include_in_schema=False)
        if self.redoc_url:

            async def redoc_html(req):
                from fastapi.openapi.docs import get_redoc_html

                root_path = req.scope.get("root_path", "").rstrip("/")
                return get_redoc_html(openapi_url=root_path + self.openapi_url, title=f"{self.title} - ReDoc")

            self.add_route(self.redoc_url, redoc_html, include_in_schema=False)
        for route in self.router.routes[before:]:
            route.internal = True

    async def __call__(self, scope, receive, send):
        if self.root_path:
            scope["root_path"] = self.root_path
        scope["app"] = self
        if self.middleware_stack is None:
            self.middleware_stack = self.build_middleware_stack()
        await self.middleware_stack(scope, receive, send)

    def add_api_route(self, path, endpoint, **options):
        self.router.add_api_route(path, endpoint, **options)

    def api_route(self, path, **options):
        _check_options("api_route", options, "FastAPI")
        return self.router.api_route(path, **options)

    def add_api_websocket_route(self, path, endpoint, name=None, *, dependencies=None):
        self.router.add_api_websocket_route(path, endpoint, name=name, dependencies=dependencies)

    def websocket(self, path, name=None, *, dependencies=None):
        return self.router.websocket(path, name=name, dependencies=dependencies)

    def websocket_route(self, path, name=None):
        return self.router.websocket_route(path, name=name)

    def include_router(self, router, **options):
        self.router.include_router(router, **options)

    def frontend(self, path, *, directory, fallback="auto", check_dir="auto"):
        self.router.frontend(path, directory=directory, fallback=fallback, check_dir=check_dir)

    def on_event(self, event_type):
        return self.router.on_event(event_type)

    def add_event_handler(self, event_type, func):
        self.router.add_event_handler(event_type, func)

    def route(self, path, methods=None, name=None, include_in_schema=True):
        return self.router.route(path, methods=methods, name=name, include_in_schema=include_in_schema)

    def middleware(self, middleware_type):
        assert middleware_type == "http", 'Currently only middleware("http") is supported.'

        def decorator(func):
            from starlette.middleware.base import BaseHTTPMiddleware

            self.add_middleware(BaseHTTPMiddleware, dispatch=func)
            return func

        return decorator

    def exception_handler(self, exc_class_or_status_code):
        def decorator(func):
            self.add_exception_handler(exc_class_or_status_code, func)
            return func

        return decorator


add_verbs(FastAPI)

__all__ = ["FastAPI", "HTMLResponse", "Middleware", "ROUTE_OPTIONS"]
