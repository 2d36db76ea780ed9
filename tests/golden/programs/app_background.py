import asyncio

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

app = FastAPI()
log: list[str] = []


def write(message: str, times: int = 1):
    log.extend([message] * times)


async def write_later(message: str):
    await asyncio.sleep(0)
    log.append(f"later {message}")


def noted(tasks: BackgroundTasks, q: str | None = None):
    if q:
        tasks.add_task(write, f"q is {q}")
    return q


@app.post("/send/{email}")
def send(email: str, tasks: BackgroundTasks, q: str | None = Depends(noted)):
    tasks.add_task(write, email, times=2)
    tasks.add_task(write_later, email)
    return {"sent": email, "log": list(log)}


@app.post("/response")
def response():
    return JSONResponse({"a": 1}, background=BackgroundTask(write, "from response"))


@app.post("/raise")
def raises(tasks: BackgroundTasks):
    tasks.add_task(write, "never")
    raise HTTPException(400)


@app.get("/log")
def read_log():
    copy = log[:]
    log.clear()
    return copy

# > POST /send/ada?q=1
# > GET /log
# > POST /send/alan
# > GET /log
# > POST /response
# > POST /raise
# > GET /log
