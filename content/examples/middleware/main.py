import time

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()

app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_methods=["GET", "POST"],
)


@app.middleware("http")
async def add_process_time(request: Request, call_next):
    start = time.perf_counter()
    response = await call_next(request)
    response.headers["X-Process-Time"] = f"{time.perf_counter() - start:.3f}"
    return response


@app.middleware("http")
async def guard(request: Request, call_next):
    if request.url.path.startswith("/private"):
        return JSONResponse({"error": "Keep out"}, status_code=403)
    return await call_next(request)


@app.get("/")
def read_root():
    return {"Hello": "World"}


@app.get("/private/diary")
def read_diary():
    return "never reached"
