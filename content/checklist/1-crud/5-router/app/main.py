from fastapi import FastAPI

from .routers import items

app = FastAPI(title="Users and items")
app.include_router(items.router)
