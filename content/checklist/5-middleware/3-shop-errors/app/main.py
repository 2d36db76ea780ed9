import re
import time
from uuid import uuid4

from fastapi import FastAPI, Request
from pydantic import BaseModel, Field

from . import shop
from .errors import add_handlers

app = FastAPI(title="A shop")
add_handlers(app)


@app.middleware("http")
async def measure(request: Request, call_next):
    start = time.perf_counter()
    response = await call_next(request)
    response.headers["X-Process-Time"] = f"{time.perf_counter() - start:.4f}"
    return response


@app.middleware("http")
async def identify(request: Request, call_next):
    sent = request.headers.get("X-Request-ID", "")
    request_id = sent if re.fullmatch("[A-Za-z0-9-]{1,64}", sent) else uuid4().hex
    request.state.request_id = request_id
    response = await call_next(request)
    response.headers["X-Request-ID"] = request_id
    print(request.method, request.url.path, response.status_code, request_id)
    return response


class Order(BaseModel):
    product: str
    amount: int = Field(gt=0)
    card: str = Field(pattern=r"^\d{16}$")


@app.get("/products/{product}")
def read_product(product: str):
    return {"product": product, "left": shop.find(product)}


@app.post("/orders", status_code=201)
def place_order(order: Order):
    left = shop.take(order.product, order.amount)
    return {"product": order.product, "amount": order.amount, "left": left}
