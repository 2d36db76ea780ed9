from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request

order: list[str] = []


def note(name: str):
    def dependency(request: Request):
        order.append(name)
        request.state.last = name

    return dependency


async def key(x_key: Annotated[str | None, Header()] = None):
    if x_key != "k":
        raise HTTPException(403, "No key")


app = FastAPI(dependencies=[Depends(note("app"))])
router = APIRouter(prefix="/r", dependencies=[Depends(note("router"))])


@router.get("/open", dependencies=[Depends(note("operation"))])
def open_(request: Request):
    copy = order[:]
    order.clear()
    return {"order": copy, "last": request.state.last}


@router.get("/closed", dependencies=[Depends(key)])
def closed():
    return "inside"


app.include_router(router, dependencies=[Depends(note("include"))])


def real():
    return "real"


@app.get("/override")
def override(value: Annotated[str, Depends(real)]):
    return value


app.dependency_overrides[real] = lambda q: f"fake {q}"

# > GET /r/open
# > GET /r/closed
# > GET /r/closed [x-key: k]
# > GET /r/open
# > GET /override?q=1
# > GET /override
