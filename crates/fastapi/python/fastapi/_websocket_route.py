"""Websocket operations: their parameters and dependencies are those of path operations, without a body."""

from fastapi._handler import endpoint_context
from fastapi.dependencies.solving import GeneratorStack, solve_dependencies
from fastapi.dependencies.utils import flat_body_params, get_dependant, get_parameterless_sub_dependant, should_embed_body_fields
from fastapi.exceptions import WebSocketRequestValidationError
from starlette._exception_handler import wrap_app_handling_exceptions
from starlette.routing import WebSocketRoute, compile_path, get_name
from starlette.websockets import WebSocket


class APIWebSocketRoute(WebSocketRoute):
    def __init__(self, path, endpoint, *, name=None, dependencies=None, dependency_overrides_provider=None):
        self.path = path
        self.endpoint = endpoint
        self.name = get_name(endpoint) if name is None else name
        self.dependencies = list(dependencies or [])
        self.dependency_overrides_provider = dependency_overrides_provider
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self.dependant = get_dependant(path=self.path_format, call=endpoint, scope="function")
        for depends in reversed(self.dependencies):
            self.dependant.dependencies.insert(
                0, get_parameterless_sub_dependant(depends=depends, path=self.path_format)
            )
        self._embed_body_fields = should_embed_body_fields(flat_body_params(self.dependant))
        self.app = self.serve

    async def serve(self, scope, receive, send):
        session = WebSocket(scope, receive=receive, send=send)

        async def run(scope, receive, send):
            request_stack, function_stack = GeneratorStack(), GeneratorStack()
            scope["fastapi_inner_astack"] = request_stack
            scope["fastapi_function_astack"] = function_stack
            failure = None
            try:
                solved = await solve_dependencies(
                    request=session,
                    dependant=self.dependant,
                    dependency_overrides_provider=self.dependency_overrides_provider,
                    embed_body_fields=self._embed_body_fields,
                    request_stack=request_stack,
                    function_stack=function_stack,
                )
                if solved.errors:
                    raise WebSocketRequestValidationError(
                        solved.errors, endpoint_ctx=endpoint_context(self.dependant.call, "WS", self.path, scope)
                    )
                await self.dependant.call(**solved.values)
            except Exception as error:
                failure = error
            failure = await function_stack.close(failure)
            failure = await request_stack.close(failure)
            if failure is not None:
                raise failure

        await wrap_app_handling_exceptions(run, session)(scope, receive, send)
