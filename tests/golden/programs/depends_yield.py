from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException

app = FastAPI()
log: list[str] = []


class OwnerError(Exception):
    pass


def database():
    log.append("open")
    try:
        yield "db"
    except OwnerError as error:
        log.append("owner error")
        raise HTTPException(400, f"Owner error: {error}")
    finally:
        log.append("close")


async def session(db: Annotated[str, Depends(database)]):
    log.append("session in")
    yield f"session of {db}"
    log.append("session out")


@app.get("/ok")
def ok(s: Annotated[str, Depends(session)], tasks: BackgroundTasks):
    tasks.add_task(log.append, "task")
    log.append("operation")
    return s


@app.get("/http-error")
def http_error(s: Annotated[str, Depends(session)]):
    raise HTTPException(404, "gone")


@app.get("/owner")
def owner(db: Annotated[str, Depends(database)]):
    raise OwnerError("Rick")


@app.get("/bug")
def bug(db: Annotated[str, Depends(database)]):
    raise RuntimeError("no")


@app.get("/log")
def read_log():
    copy = log[:]
    log.clear()
    return copy

# > GET /ok
# > GET /log
# > GET /http-error
# > GET /log
# > GET /owner
# > GET /log
# > GET /bug
# > GET /log
