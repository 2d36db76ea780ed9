from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
    price: float
    is_offer: bool | None = None


@app.post("/items/")
def create_item(item: Item):
    return {
        "name": item.name,
        "with_tax": item.price * 1.25,
        "is_offer": item.is_offer,
    }
