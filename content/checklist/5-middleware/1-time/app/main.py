import time

from fastapi import FastAPI, Request
from pydantic import BaseModel, Field

from . import shop

app = FastAPI(title="A shop")


@app.middleware("http")
async def measure(request: Request, call_next):
    start = time.perf_counter()
    response = await call_next(request)
    response.headers["X-Process-Time"] = f"{time.perf_counter() - start:.4f}"
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
