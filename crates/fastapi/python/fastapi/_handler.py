"""The way of one request: body, dependencies, the path operation, its response."""

import json

import _playground
from _threads import WORKER, call_in

from fastapi import params
from fastapi._fields import is_subclass
from fastapi.datastructures import DefaultPlaceholder
from fastapi.dependencies.solving import ABSENT, GeneratorStack, Solving
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import FastAPIError, HTTPException, RequestValidationError, ResponseValidationError
from fastapi.utils import is_body_allowed_for_status_code
from starlette._exception_handler import wrap_app_handling_exceptions
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

NOT_AWAITED = (
    "Response not awaited. There's a high chance that the application code is raising an exception and a dependency "
    "with yield has a block with a bare except, or a block with except Exception, and is not raising the exception "
    "again. Read more about it in the docs: "
    "https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/#dependencies-with-yield-and-except"
)


class RequestHandler:
    """Everything that one path operation needs to answer; made once, when the route is."""

    def __init__(self, route):
        self.route = route
        self.dependant = route.dependant
        self.is_coroutine = route.dependant.kind == "coroutine"
        self.body_field = route.body_field
        self.is_body_form = route.body_field is not None and isinstance(route.body_field.field_info, params.Form)
        self.response_field = route.response_field
        self.strict = bool(_value(route.strict_content_type))
        # Only the default class leaves the encoding to us; then pydantic writes the JSON itself.
        self.fast = route.response_field is not None and isinstance(route.response_class, DefaultPlaceholder)
        self.response_class = _value(route.response_class)
        self.single_json = self.response_class is JSONResponse

    async def __call__(self, scope, receive, send):
        request = Request(scope, receive, send)
        await wrap_app_handling_exceptions(self.answer, request)(scope, receive, send)

    async def answer(self, scope, receive, send):
        """Answer within the life of the dependencies: those of the function end before the response is sent."""
        request = Request(scope, receive, send)
        request_stack, function_stack = GeneratorStack(), GeneratorStack()
        scope["fastapi_inner_astack"] = request_stack
        scope["fastapi_function_astack"] = function_stack
        failure = None
        response_awaited = False
        try:
            response = await self._respond(request, request_stack, function_stack)
            await response(scope, receive, send)
            response_awaited = True
        except Exception as error:
            failure = error
        # Reversed life: what the request started last is finished first.
        if request_stack.entries or failure is not None:
            failure = await request_stack.close(failure)
        if failure is not None:
            raise failure
        if not response_awaited:
            raise FastAPIError(NOT_AWAITED)

    async def _respond(self, request, request_stack, function_stack):
        failure = None
        response = None
        try:
            response = await self.route.route_handler(request)
        except Exception as error:
            failure = error
        if function_stack.entries:
            failure = await function_stack.close(failure)
        if failure is not None:
            raise failure
        if response is None:
            raise FastAPIError(NOT_AWAITED)
        return response

    async def handle(self, request):
        """The response to a request. This is what a custom route class gets from `get_route_handler()`."""
        scope = request.scope
        body = ABSENT
        if self.body_field is not None:
            body = await self.read_body(request)
        route = self.route
        overrides = getattr(route.dependency_overrides_provider, "dependency_overrides", None)
        solving = Solving(
            request,
            body,
            overrides,
            route._embed_body_fields,
            scope["fastapi_inner_astack"],
            scope["fastapi_function_astack"],
        )
        values, errors = await solving.solve(self.dependant)
        if errors:
            raise RequestValidationError(errors, body=None if body is ABSENT else body, endpoint_ctx=self.context(scope))
        call = self.dependant.call
        tracing = _playground.tracing()
        if tracing:
            _playground.trace("call", call, name=name_of(call), arguments=[[key, repr(item)] for key, item in values.items()])
        if route.stream_kind is not None:
            from fastapi import _streams

            return _streams.respond(self, solving, values)
        if self.is_coroutine:
            raw = await call(**values)
        else:
            raw = await call_in(WORKER, call, (), values)
        if tracing:
            _playground.trace("return", call, name=name_of(call), value=repr(raw))
        if isinstance(raw, Response):
            if raw.background is None:
                raw.background = solving.background_tasks
            return raw
        return self.build(raw, solving)

    def build(self, raw, solving):
        """The response that holds what the path operation returned."""
        shared = solving.response
        status = None if shared is None else shared.status_code
        if not status:
            status = self.route.status_code
        field = self.response_field
        if field is not None:
            content = self.validated(field, raw, solving.request.scope)
            if self.fast:
                response = Response.__new__(JSONResponse)
                body = self.dump(field, content, True)
                response.status_code = status or 200
                response.background = solving.background_tasks
                response.body = body
                response.init_headers(None)
            else:
                content = self.dump(field, content, False)
                response = self.make(content, status, solving.background_tasks)
        else:
            response = self.make(jsonable_encoder(raw), status, solving.background_tasks)
        if not is_body_allowed_for_status_code(response.status_code):
            response.body = b""
        if shared is not None:
            response.headers.raw.extend(shared.headers.raw)
        return response

    def make(self, content, status, background):
        if status:
            return self.response_class(content, status_code=status, background=background)
        return self.response_class(content, background=background)

    def validated(self, field, raw, scope):
        value, errors = field.validate(raw, ("response",))
        if errors:
            raise ResponseValidationError(errors=errors, body=raw, endpoint_ctx=self.context(scope))
        if _playground.tracing():
            self.trace_model(field, raw, value)
        return value

    def dump(self, field, value, as_json):
        route = self.route
        options = {}
        # Only what differs from pydantic's defaults: most routes set nothing.
        if route.response_model_include is not None:
            options["include"] = as_set(route.response_model_include)
        if route.response_model_exclude is not None:
            options["exclude"] = as_set(route.response_model_exclude)
        options["by_alias"] = route.response_model_by_alias
        if route.response_model_exclude_unset:
            options["exclude_unset"] = True
        if route.response_model_exclude_defaults:
            options["exclude_defaults"] = True
        if route.response_model_exclude_none:
            options["exclude_none"] = True
        if as_json:
            return field.adapter.dump_json(value, **options)
        return field.adapter.dump_python(value, mode="json", **options)

    def trace_model(self, field, raw, value):
        before = _shape(raw)
        after = _shape(self.dump(field, value, False))
        dropped = [path for path in before if path not in after]
        _playground.trace("response_model", self.dependant.call, model=getattr(field.type_, "__name__", str(field.type_)), dropped=dropped)

    def context(self, scope=None):
        method = next(iter(sorted(self.route.methods)), "")
        return endpoint_context(self.dependant.call, method, self.route.path, scope)

    async def read_body(self, request):
        if self.is_body_form:
            limits = self.route.effective_form_limits or {}
            try:
                form = await request.form(**limits)
            except StarletteHTTPException:
                raise
            except Exception as error:
                raise HTTPException(status_code=400, detail="There was an error parsing the body") from error
            return form
        try:
            data = await request.body()
            if not data:
                return ABSENT
            if self.is_json(request):
                return await request.json()
            return data
        except json.JSONDecodeError as error:
            failure = {
                "type": "json_invalid",
                "loc": ("body", error.pos),
                "msg": "JSON decode error",
                "input": {},
                "ctx": {"error": error.msg},
            }
            raise RequestValidationError([failure], body=error.doc, endpoint_ctx=self.context(request.scope)) from error
        except StarletteHTTPException:
            raise
        except Exception as error:
            raise HTTPException(status_code=400, detail="There was an error parsing the body") from error

    def is_json(self, request):
        content_type = request.headers.get("content-type")
        if not content_type:
            return not self.strict
        kind, slash, subtype = content_type.split(";")[0].strip().lower().partition("/")
        return kind == "application" and (subtype == "json" or subtype.endswith("+json"))


def endpoint_context(call, method, path, scope=None):
    """Where the endpoint is, for the text of a validation error that nobody handles."""
    mounted = ""
    if scope is not None and "app_root_path" in scope:
        mounted = scope["root_path"][len(scope["app_root_path"]) :]
    context = {"path": f"{method} {mounted}{path}"}
    code = getattr(call, "__code__", None)
    if code is not None:
        context.update(function=name_of(call), file=code.co_filename, line=code.co_firstlineno)
    return context


def _value(item):
    return item.value if isinstance(item, DefaultPlaceholder) else item


def name_of(call):
    return getattr(call, "__name__", type(call).__name__)


def as_set(selection):
    return set(selection) if isinstance(selection, (list, tuple)) else selection


def finite(data):
    """JSON has no infinity and no NaN: they become null, as pydantic writes them."""
    if isinstance(data, float):
        return None if data != data or data in (float("inf"), float("-inf")) else data
    if isinstance(data, dict):
        return {key: finite(value) for key, value in data.items()}
    if isinstance(data, list):
        return [finite(value) for value in data]
    return data


def _shape(data, prefix=""):
    """The paths of all keys, for the trace."""
    if hasattr(data, "model_dump"):
        data = data.model_dump()
    paths = []
    if isinstance(data, dict):
        for key, value in data.items():
            path = f"{prefix}.{key}" if prefix else str(key)
            paths.append(path)
            paths += _shape(value, path)
    elif isinstance(data, (list, tuple)) and data:
        paths += _shape(data[0], f"{prefix}[]")
    return paths


__all__ = ["RequestHandler", "finite", "is_subclass", "jsonable_encoder"]
