from contextlib import asynccontextmanager

from fastapi import FastAPI, Request

events: list[str] = []


@asynccontextmanager
async def lifespan(app: FastAPI):
    events.append("start")
    app.state.counter = 10
    yield {"shared": "from lifespan"}
    events.append("stop")


app = FastAPI(lifespan=lifespan)
app.state.name = "golden"


@app.get("/")
def root(request: Request):
    request.app.state.counter += 1
    return {"counter": app.state.counter, "name": request.app.state.name, "shared": request.state.shared, "events": events}


@app.get("/missing")
def missing(request: Request):
    return request.app.state.nothing

# > GET /
# > GET /
# > GET /missing
