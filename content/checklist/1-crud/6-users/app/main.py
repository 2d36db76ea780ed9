from fastapi import FastAPI

from .routers import items, users

app = FastAPI(title="Users and items")
app.include_router(users.router)
app.include_router(items.router)
