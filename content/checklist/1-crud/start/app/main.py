from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI(title="Users and items")


class Item(BaseModel):
    id: int
    name: str
    price: float
    description: str | None = None


items = {
    1: Item(id=1, name="Lamp", price=30, description="Brass, 40 cm"),
    2: Item(id=2, name="Chair", price=80),
}
