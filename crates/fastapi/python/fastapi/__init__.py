"""FastAPI 0.165.0's behaviour. Each name is loaded from its module when a program first asks for it."""

__version__ = "0.165.0"

_HOMES = {
    "FastAPI": "applications",
    "APIRouter": "routing",
    "BackgroundTasks": "background",
    "Depends": "param_functions",
    "Security": "param_functions",
    "Body": "param_functions",
    "Cookie": "param_functions",
    "File": "param_functions",
    "Form": "param_functions",
    "Header": "param_functions",
    "Path": "param_functions",
    "Query": "param_functions",
    "HTTPException": "exceptions",
    "WebSocketException": "exceptions",
    "Request": "requests",
    "Response": "responses",
    "UploadFile": "datastructures",
    "WebSocket": "websockets",
    "WebSocketDisconnect": "websockets",
}


__all__ = [*_HOMES, "status"]


def __getattr__(name):
    import importlib

    if name == "status":
        value = importlib.import_module("starlette.status")
    elif name in _HOMES:
        value = getattr(importlib.import_module("fastapi." + _HOMES[name]), name)
    else:
        raise AttributeError(f"module 'fastapi' has no attribute {name!r}")
    globals()[name] = value
    return value
