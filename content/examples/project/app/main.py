from fastapi import FastAPI

from .routers import items, users

app = FastAPI(title="A project")
app.include_router(users.router)
app.include_router(items.router)


@app.get("/")
def read_root():
    return {"parts": ["users", "items"]}
