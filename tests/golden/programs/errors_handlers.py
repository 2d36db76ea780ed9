from fastapi import FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()


class Item(BaseModel):
    name: str
    size: int


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, error: RequestValidationError):
    return JSONResponse(
        {"errors": [{"where": ".".join(map(str, e["loc"])), "why": e["msg"]} for e in error.errors()], "body": error.body},
        status_code=400,
    )


@app.exception_handler(StarletteHTTPException)
async def http(request: Request, error: StarletteHTTPException):
    if error.status_code == 404:
        return JSONResponse({"oops": error.detail}, status_code=404)
    return await http_exception_handler(request, error)


@app.exception_handler(Exception)
def anything(request: Request, error: Exception):
    return JSONResponse({"bug": type(error).__name__}, status_code=500)


@app.post("/items")
def create(item: Item):
    return item


@app.get("/zero")
def zero():
    return 1 / 0


@app.get("/teapot")
def teapot():
    raise HTTPException(418, "I am")

# > POST /items {"name": "a", "size": "b"}
# > POST /items {"name": "a", "size": 1}
# > GET /nowhere
# > GET /items
# > GET /zero
# > GET /teapot
