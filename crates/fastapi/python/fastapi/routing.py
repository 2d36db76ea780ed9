"""Path operations and the routers that hold them. What happens in a request is in `fastapi._handler`."""

import inspect
import re

from fastapi import params
from fastapi._fields import create_field, is_subclass
from fastapi._handler import RequestHandler
from fastapi.datastructures import Default, DefaultPlaceholder, first_given
from fastapi.dependencies.utils import (
    EMPTY,
    flat_body_params,
    get_body_field,
    get_dependant,
    get_parameterless_sub_dependant,
    get_stream_item_type,
    get_typed_return_annotation,
    should_embed_body_fields,
)
from fastapi.utils import generate_unique_id, is_body_allowed_for_status_code, smallest
from starlette import routing
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match, Mount, NoMatchFound, Route, compile_path, get_name
from starlette.routing import request_response as request_response
from starlette.routing import websocket_session as websocket_session

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def __getattr__(name):
    if name == "APIWebSocketRoute":
        from fastapi._websocket_route import APIWebSocketRoute

        return APIWebSocketRoute
    raise AttributeError(f"module 'fastapi.routing' has no attribute {name!r}")


class APIRoute(Route):
    def __init__(
        self,
        path,
        endpoint,
        *,
        response_model=Default(None),
        status_code=None,
        tags=None,
        dependencies=None,
        summary=None,
        description=None,
        response_description="Successful Response",
        responses=None,
        deprecated=None,
        name=None,
        methods=None,
        operation_id=None,
        response_model_include=None,
        response_model_exclude=None,
        response_model_by_alias=True,
        response_model_exclude_unset=False,
        response_model_exclude_defaults=False,
        response_model_exclude_none=False,
        include_in_schema=True,
        response_class=Default(JSONResponse),
        dependency_overrides_provider=None,
        callbacks=None,
        openapi_extra=None,
        generate_unique_id_function=Default(generate_unique_id),
        strict_content_type=Default(True),
        max_body_size=None,
        form_limits=None,
    ):
        self.path = path
        self.endpoint = endpoint
        self.stream_kind = None
        self.stream_item_type = None
        self._given_response_model = response_model
        dependant = get_dependant(path=path, call=endpoint, scope="function")
        chosen_class = first_given(response_class)
        if dependant.is_generator:
            self._set_stream(chosen_class, response_class)
        if isinstance(response_model, DefaultPlaceholder):
            response_model = None
            if self.stream_kind is None:
                annotation = get_typed_return_annotation(endpoint)
                if annotation is not EMPTY and not is_subclass(annotation, Response):
                    response_model = annotation
        self.response_model = response_model
        self.summary = summary
        self.response_description = response_description
        self.deprecated = deprecated
        self.operation_id = operation_id
        self.response_model_include = response_model_include
        self.response_model_exclude = response_model_exclude
        self.response_model_by_alias = response_model_by_alias
        self.response_model_exclude_unset = response_model_exclude_unset
        self.response_model_exclude_defaults = response_model_exclude_defaults
        self.response_model_exclude_none = response_model_exclude_none
        self.include_in_schema = include_in_schema
        self.response_class = response_class
        self.dependency_overrides_provider = dependency_overrides_provider
        self.callbacks = callbacks
        self.openapi_extra = openapi_extra
        self.generate_unique_id_function = generate_unique_id_function
        self.strict_content_type = strict_content_type
        self.max_body_size = max_body_size
        self.form_limits = form_limits
        self.effective_form_limits = form_limits
        self.tags = tags or []
        self.responses = responses or {}
        self.name = get_name(endpoint) if name is None else name
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self.methods = {method.upper() for method in (methods or ["GET"])}
        self.unique_id = self.operation_id or first_given(generate_unique_id_function)(self)
        # An IntEnum's member is a status code too.
        if status_code is not None:
            status_code = int(status_code)
        self.status_code = status_code
        if self.response_model is not None:
            assert is_body_allowed_for_status_code(status_code), f"Status code {status_code} must not have a response body"
            self.response_field = create_field("Response_" + self.unique_id, self.response_model, mode="serialization")
        else:
            self.response_field = None
        self.stream_item_field = None
        if self.stream_item_type is not None:
            self.stream_item_field = create_field(
                "StreamItem_" + self.unique_id, self.stream_item_type, mode="serialization"
            )
        self.dependencies = list(dependencies or [])
        if description is None:
            description = inspect.cleandoc(endpoint.__doc__ or "")
        # What follows a form feed is for readers of the source only.
        self.description = description.split("\f")[0].strip()
        self.response_fields = {}
        for code, answer in self.responses.items():
            assert isinstance(answer, dict), "An additional response must be a dict"
            model = answer.get("model")
            if model:
                assert is_body_allowed_for_status_code(code), f"Status code {code} must not have a response body"
                self.response_fields[code] = create_field(
                    f"Response_{code}_{self.unique_id}", model, mode="serialization"
                )
        assert callable(endpoint), "An endpoint must be a callable"
        dependant.path = self.path_format
        for depends in reversed(self.dependencies):
            dependant.dependencies.insert(0, get_parameterless_sub_dependant(depends=depends, path=self.path_format))
        self.dependant = dependant
        body_params = flat_body_params(dependant) if dependant.body_params or dependant.dependencies else []
        self.body_params = body_params
        self._embed_body_fields = should_embed_body_fields(body_params)
        self.body_field = get_body_field(
            body_params=body_params, name=self.unique_id, embed_body_fields=self._embed_body_fields
        )
        self.handler = RequestHandler(self)
        # A subclass may wrap it; that is done once.
        self.route_handler = self.get_route_handler()
        self.app = self.handler
        if max_body_size is not None:
            from fastapi._body_limit import RouteBodyLimit

            self.app = RouteBodyLimit(self.handler, max_body_size)

    def _set_stream(self, chosen_class, response_class):
        """What a generator's items become: JSON lines, events, or a response class's own stream."""
        item_type = get_stream_item_type(get_typed_return_annotation(self.endpoint))
        if isinstance(response_class, DefaultPlaceholder):
            self.stream_kind = "json"
        elif hasattr(chosen_class, "is_event_source"):
            self.stream_kind = "sse"
            from fastapi.sse import ServerSentEvent

            if is_subclass(item_type, ServerSentEvent):
                item_type = None
        else:
            self.stream_kind = "raw"
            item_type = None
        if self.stream_kind != "raw":
            from typing import Any

            if item_type is not None and item_type is not Any:
                self.stream_item_type = item_type

    def get_route_handler(self):
        return self.handler.handle

    def options(self):
        """What this route was made of, for making it again under a router's prefix."""
        return {
            "response_model": self._given_response_model,
            "status_code": self.status_code,
            "summary": self.summary,
            "description": self.description,
            "response_description": self.response_description,
            "methods": self.methods,
            "operation_id": self.operation_id,
            "response_model_include": self.response_model_include,
            "response_model_exclude": self.response_model_exclude,
            "response_model_by_alias": self.response_model_by_alias,
            "response_model_exclude_unset": self.response_model_exclude_unset,
            "response_model_exclude_defaults": self.response_model_exclude_defaults,
            "response_model_exclude_none": self.response_model_exclude_none,
            "name": self.name,
            "openapi_extra": self.openapi_extra,
        }


class APIRouter(routing.Router):
    def __init__(
        self,
        *,
        prefix="",
        tags=None,
        dependencies=None,
        default_response_class=Default(JSONResponse),
        responses=None,
        callbacks=None,
        routes=None,
        redirect_slashes=True,
        default=None,
        dependency_overrides_provider=None,
        route_class=APIRoute,
        on_startup=None,
        on_shutdown=None,
        lifespan=None,
        deprecated=None,
        include_in_schema=True,
        generate_unique_id_function=Default(generate_unique_id),
        strict_content_type=Default(True),
        max_body_size=None,
        form_limits=None,
    ):
        super().__init__(routes=routes, redirect_slashes=redirect_slashes, default=default, lifespan=lifespan)
        self.on_startup = list(on_startup or [])
        self.on_shutdown = list(on_shutdown or [])
        if prefix:
            assert prefix.startswith("/"), "A path prefix must start with '/'"
            assert not prefix.endswith("/"), "A path prefix must not end with '/', as the routes will start with '/'"
        self.prefix = prefix
        self.tags = list(tags or [])
        self.dependencies = list(dependencies or [])
        self.deprecated = deprecated
        self.include_in_schema = include_in_schema
        self.responses = responses or {}
        self.callbacks = callbacks or []
        self.dependency_overrides_provider = dependency_overrides_provider
        self.route_class = route_class
        self.default_response_class = default_response_class
        self.generate_unique_id_function = generate_unique_id_function
        self.strict_content_type = strict_content_type
        self.max_body_size = max_body_size
        self.form_limits = form_limits
        self.frontends = []
        # Grows with every change, so that routers which include this one notice.
        self.version = 0

    def add_api_route(
        self,
        path,
        endpoint,
        *,
        response_class=Default(JSONResponse),
        tags=None,
        dependencies=None,
        responses=None,
        callbacks=None,
        deprecated=None,
        include_in_schema=True,
        route_class_override=None,
        generate_unique_id_function=Default(generate_unique_id),
        strict_content_type=Default(True),
        max_body_size=None,
        form_limits=None,
        **options,
    ):
        route_class = route_class_override or self.route_class
        limits = {**(self.form_limits or {}), **(form_limits or {})} or None
        route = route_class(
            self.prefix + path,
            endpoint=endpoint,
            tags=[*self.tags, *(tags or [])],
            dependencies=[*self.dependencies, *(dependencies or [])],
            responses={**self.responses, **(responses or {})},
            deprecated=deprecated or self.deprecated,
            include_in_schema=include_in_schema and self.include_in_schema,
            response_class=first_placeholder(response_class, self.default_response_class),
            dependency_overrides_provider=self.dependency_overrides_provider,
            callbacks=[*self.callbacks, *(callbacks or [])],
            generate_unique_id_function=first_placeholder(generate_unique_id_function, self.generate_unique_id_function),
            strict_content_type=first_placeholder(strict_content_type, self.strict_content_type),
            max_body_size=smallest(max_body_size, self.max_body_size),
            form_limits=limits,
            **options,
        )
        self.routes.append(route)
        self.version += 1

    def api_route(self, path, **options):
        _check_options("api_route", options)

        def decorator(func):
            self.add_api_route(path, func, **options)
            return func

        return decorator

    def add_api_websocket_route(self, path, endpoint, name=None, *, dependencies=None):
        from fastapi._websocket_route import APIWebSocketRoute

        self.routes.append(
            APIWebSocketRoute(
                self.prefix + path,
                endpoint=endpoint,
                name=name,
                dependencies=[*self.dependencies, *(dependencies or [])],
                dependency_overrides_provider=self.dependency_overrides_provider,
            )
        )
        self.version += 1

    def websocket(self, path, name=None, *, dependencies=None):
        def decorator(func):
            self.add_api_websocket_route(path, func, name=name, dependencies=dependencies)
            return func

        return decorator

    def websocket_route(self, path, name=None):
        def decorator(func):
            self.add_websocket_route(path, func, name=name)
            return func

        return decorator

    def route(self, path, methods=None, name=None, include_in_schema=True):
        def decorator(func):
            self.add_route(path, func, methods=methods, name=name, include_in_schema=include_in_schema)
            return func

        return decorator

    def add_route(self, path, endpoint, methods=None, name=None, include_in_schema=True):
        super().add_route(path, endpoint, methods=methods, name=name, include_in_schema=include_in_schema)
        self.version += 1

    def _contains_router(self, router):
        from fastapi._include import contains

        return contains(self, router)

    def include_router(self, router, **options):
        from fastapi._include import include

        include(self, router, **options)
        self.version += 1

    def frontend(self, path, *, directory, fallback="auto", check_dir="auto"):
        from fastapi._frontend import add_frontend

        add_frontend(self, path, directory=directory, fallback=fallback, check_dir=check_dir)
        self.version += 1

    async def last_resort(self, scope, receive, send):
        if scope["type"] != "http":
            return False
        from fastapi._frontend import serve

        return await serve(self, scope, receive, send)

    def add_event_handler(self, event_type, func):
        assert event_type in ("startup", "shutdown")
        (self.on_startup if event_type == "startup" else self.on_shutdown).append(func)

    def on_event(self, event_type):
        def decorator(func):
            self.add_event_handler(event_type, func)
            return func

        return decorator


def first_placeholder(*items):
    """Like `first_given`, but an outcome that nobody gave keeps saying so."""
    for item in items:
        if not isinstance(item, DefaultPlaceholder):
            return item
    return items[0]


ROUTE_OPTIONS = frozenset(
    "response_model status_code tags dependencies summary description response_description responses deprecated methods"
    " operation_id response_model_include response_model_exclude response_model_by_alias response_model_exclude_unset"
    " response_model_exclude_defaults response_model_exclude_none include_in_schema response_class name callbacks"
    " openapi_extra generate_unique_id_function max_body_size form_limits".split()
)


def _check_options(method, options, owner="APIRouter"):
    for name in options:
        if name not in ROUTE_OPTIONS:
            raise TypeError(f"{owner}.{method}() got an unexpected keyword argument {name!r}")


def _verb(owner, verb):
    """The decorator method of one HTTP method. A router and an application have the same ones."""
    methods = [verb.upper()]

    def method(self, path, **options):
        if "methods" in options:
            raise TypeError(f"{type(self).__name__}.{verb}() got an unexpected keyword argument 'methods'")
        _check_options(verb, options, type(self).__name__)

        def decorator(func):
            self.add_api_route(path, func, methods=methods, **options)
            return func

        return decorator

    method.__name__ = verb
    method.__qualname__ = f"{owner}.{verb}"
    return method


def add_verbs(cls):
    for verb in VERBS:
        setattr(cls, verb, _verb(cls.__name__, verb))


add_verbs(APIRouter)

__all__ = ["APIRoute", "APIRouter", "BaseRoute", "Match", "Mount", "NoMatchFound", "params", "re"]
