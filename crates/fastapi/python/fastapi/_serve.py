"""What the engine calls: a client that keeps cookies and runs the lifespan, and descriptions of the application."""

from starlette import _served
from starlette.testclient import TestClient

# The recorded answers were asked for by a test client, whose headers a program can see.
DEFAULT_HEADERS = [
    ["accept", "*/*"],
    ["accept-encoding", "gzip, deflate"],
    ["connection", "keep-alive"],
    ["user-agent", "testclient"],
]


class Client:
    def __init__(self, app):
        self.app = app
        self.client = TestClient(self.answer, raise_server_exceptions=False, follow_redirects=False)
        self.escaped = False

    async def answer(self, scope, receive, send):
        """The application; what it lets through, a real server prints."""
        try:
            await self.app(scope, receive, send)
        except Exception:
            self.escaped = True
            raise

    def start(self):
        self.client.__enter__()
        _served.app, _served.state = self.app, self.client.app_state

    def stop(self):
        _served.app = None
        self.client.__exit__(None, None, None)

    def request(self, method, url, headers=None, body=b""):
        self.escaped = False
        answer = self.client.request(
            method, url, headers=[(name, value) for name, value in headers or []], content=body or None, follow_redirects=False
        )
        pairs = [[name, value] for name, value in answer.headers.multi_items()]
        return answer.status_code, pairs, answer.content, self.escaped


def openapi(app):
    return app.openapi()


def operations(app):
    """The path operations, for forms: method, path, names, parameters, body."""
    import json

    document = app.openapi()
    found = []
    for path, item in (document.get("paths") or {}).items():
        for method, operation in item.items():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            body = operation.get("requestBody")
            content = (body or {}).get("content") or {}
            media_type = next(iter(content), None)
            found.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "name": operation.get("operationId"),
                    "summary": operation.get("summary"),
                    "description": operation.get("description"),
                    "tags": operation.get("tags") or [],
                    "deprecated": bool(operation.get("deprecated")),
                    "parameters": [
                        {
                            "name": parameter.get("name"),
                            "in": parameter.get("in"),
                            "required": bool(parameter.get("required")),
                            "description": parameter.get("description"),
                            "schema": parameter.get("schema") or {},
                        }
                        for parameter in operation.get("parameters") or []
                    ],
                    "body": None
                    if body is None
                    else {
                        "required": bool(body.get("required")),
                        "media_type": media_type,
                        "schema": (content.get(media_type) or {}).get("schema") or {},
                    },
                    "security": operation.get("security") or [],
                }
            )
    return json.loads(json.dumps(found))
