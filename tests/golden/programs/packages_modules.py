"""A program of several modules: settings of one, templates of another, a client of a third."""

from fastapi import Depends, FastAPI, Request

from service import clients
from service.config import Settings, get_settings
from service.pages import router

app = FastAPI()
app.include_router(router, prefix="/pages")


@app.get("/config")
def config(settings: Settings = Depends(get_settings)):
    return settings


@app.get("/call")
async def call(request: Request):
    async with clients.to(request.app) as client:
        return (await client.get("/config")).json()


# $ SERVICE_NAME=modular
# > GET /config
# > GET /call
# > GET /pages/about
