import time

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def add_process_time(request: Request, call_next):
    note(request, "add_process_time")
    start = time.perf_counter()
    response = await call_next(request)
    took = time.perf_counter() - start
    response.headers["X-Process-Time"] = f"{took:.3f}"
    return response


@app.middleware("http")
async def guard(request: Request, call_next):
    note(request, "guard")
    if request.url.path.startswith("/private"):
        return JSONResponse({"error": "Keep out"}, status_code=403)
    return await call_next(request)


app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_methods=["GET", "POST"],
)


def note(request: Request, name: str):
    """Keeps on the request through which middleware it came."""
    request.state.way = getattr(request.state, "way", []) + [name]


@app.get("/")
def read_root():
    return {"Hello": "World"}


@app.get("/way")
def read_way(request: Request):
    return request.state.way


@app.get("/private/diary")
def read_diary():
    return "never reached"
