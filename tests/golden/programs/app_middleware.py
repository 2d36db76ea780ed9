from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
log: list[str] = []


class Named(BaseHTTPMiddleware):
    def __init__(self, app, name: str):
        super().__init__(app)
        self.name = name

    async def dispatch(self, request: Request, call_next):
        log.append(f"{self.name} in")
        response = await call_next(request)
        log.append(f"{self.name} out")
        response.headers[f"X-{self.name}"] = str(response.status_code)
        return response


class Pure:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def sending(message):
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-pure", b"yes"))
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


app.add_middleware(Named, name="inner")
app.add_middleware(Pure)


@app.middleware("http")
async def outer(request: Request, call_next):
    if request.url.path.startswith("/private"):
        return PlainTextResponse("keep out", status_code=403)
    request.state.user = request.headers.get("x-user", "nobody")
    try:
        return await call_next(request)
    except ValueError as error:
        return JSONResponse({"caught": str(error)}, status_code=500)


@app.get("/")
def root(request: Request):
    return request.state.user


@app.get("/private/x")
def private():
    return "never"


@app.get("/http-error")
def http_error():
    raise HTTPException(410, "gone")


@app.get("/error")
def error():
    raise ValueError("bad")


@app.post("/echo")
async def echo(request: Request):
    return {"body": (await request.body()).decode()}


@app.get("/log")
def read_log():
    copy = log[:]
    log.clear()
    return copy

# > GET /
# > GET / [x-user: Ada]
# > GET /private/x
# > GET /http-error
# > GET /nowhere
# > GET /log
# > GET /error
# > GET /log
# > POST /echo {"a": 1}
