"""The exceptions of FastAPI: those a program raises, and those that validation raises."""

from starlette.exceptions import HTTPException as _StarletteHTTPException
from starlette.exceptions import WebSocketException as _StarletteWebSocketException


class HTTPException(_StarletteHTTPException):
    def __init__(self, status_code, detail=None, headers=None):
        super().__init__(status_code=status_code, detail=detail, headers=headers)


class WebSocketException(_StarletteWebSocketException):
    def __init__(self, code, reason=None):
        super().__init__(code=code, reason=reason)


class FastAPIError(RuntimeError):
    """Something about the program or the framework itself is wrong."""


class DependencyScopeError(FastAPIError):
    """A dependency that lives longer depends on one that lives shorter."""


class FastAPIDeprecationWarning(UserWarning):
    """Says that something of FastAPI is on its way out."""


class PydanticV1NotSupportedError(FastAPIError):
    """A model of pydantic.v1 was used."""


class ValidationException(Exception):
    def __init__(self, errors, *, endpoint_ctx=None):
        self._errors = errors
        self.endpoint_ctx = endpoint_ctx
        context = endpoint_ctx or {}
        self.endpoint_function = context.get("function")
        self.endpoint_path = context.get("path")
        self.endpoint_file = context.get("file")
        self.endpoint_line = context.get("line")

    def errors(self):
        return self._errors

    def __str__(self):
        count = len(self._errors)
        message = f"{count} validation error{'s' if count != 1 else ''}:\n"
        message += "".join(f"  {error}\n" for error in self._errors)
        return (message + self._place()).rstrip()

    def _place(self):
        if self.endpoint_file and self.endpoint_line and self.endpoint_function:
            text = f'\n  File "{self.endpoint_file}", line {self.endpoint_line}, in {self.endpoint_function}'
            return text + (f"\n    {self.endpoint_path}" if self.endpoint_path else "")
        return f"\n  Endpoint: {self.endpoint_path}" if self.endpoint_path else ""


class RequestValidationError(ValidationException):
    def __init__(self, errors, *, body=None, endpoint_ctx=None):
        super().__init__(errors, endpoint_ctx=endpoint_ctx)
        self.body = body


class WebSocketRequestValidationError(ValidationException):
    """A websocket's parameters are not valid."""


class ResponseValidationError(ValidationException):
    def __init__(self, errors, *, body=None, endpoint_ctx=None):
        super().__init__(errors, endpoint_ctx=endpoint_ctx)
        self.body = body
