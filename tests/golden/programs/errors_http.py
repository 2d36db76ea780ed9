from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse

app = FastAPI()


class OutOfStock(Exception):
    def __init__(self, name: str):
        self.name = name


class Sold(OutOfStock):
    pass


@app.exception_handler(OutOfStock)
async def out_of_stock(request: Request, error: OutOfStock):
    return JSONResponse({"error": f"No more {error.name}", "path": request.url.path}, status_code=409)


@app.exception_handler(418)
def teapot(request: Request, error: HTTPException):
    return PlainTextResponse(f"short and stout: {error.detail}", status_code=418)


@app.get("/items/{n}")
def item(n: int):
    if n > 10:
        raise HTTPException(status_code=404, detail="Item not found", headers={"X-Error": "too big"})
    return n


@app.get("/detail")
def detail():
    raise HTTPException(400, {"code": 7, "why": ["a", None]})


@app.get("/no-detail/{status}")
def no_detail(status: int):
    raise HTTPException(status)


@app.get("/stock/{name}")
def stock(name: str):
    raise (Sold(name) if name == "cups" else OutOfStock(name))


@app.get("/tea")
def tea():
    raise HTTPException(418, "pot")


@app.get("/bug")
def bug():
    return {}["missing"]

# > GET /items/3
# > GET /items/11
# > GET /detail
# > GET /no-detail/403
# > GET /no-detail/503
# > GET /no-detail/304
# > GET /stock/cups
# > GET /stock/plates
# > GET /tea
# > GET /bug
# > GET /nowhere
