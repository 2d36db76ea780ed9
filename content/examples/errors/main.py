from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

app = FastAPI()

STOCK = {"spoons": 4}


class OutOfStock(Exception):
    def __init__(self, name: str):
        self.name = name


@app.exception_handler(OutOfStock)
def out_of_stock(request: Request, error: OutOfStock):
    return JSONResponse({"error": f"No more {error.name}"}, status_code=409)


@app.exception_handler(RequestValidationError)
def invalid(request: Request, error: RequestValidationError):
    messages = [f"{e['loc'][-1]}: {e['msg']}" for e in error.errors()]
    return JSONResponse({"error": "; ".join(messages)}, status_code=400)


def take(name: str) -> int:
    if STOCK.get(name, 0) == 0:
        raise OutOfStock(name)
    STOCK[name] -= 1
    return STOCK[name]


@app.get("/items/{item_id}")
def read_item(item_id: int):
    if item_id > 10:
        raise HTTPException(status_code=404, detail="Item not found")
    return {"item_id": item_id}


@app.post("/orders/{name}")
def order(name: str):
    return {"left": take(name)}


@app.get("/bug")
def bug():
    return 1 / 0
