from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read_root():
    return {"Hello": "World"}


@app.get("/items/latest")
def read_latest_item():
    return {"item_id": 42, "latest": True}


@app.get("/items/{item_id}")
def read_item(item_id: int, q: str | None = None, short: bool = False):
    return {"item_id": item_id, "q": q, "short": short}
