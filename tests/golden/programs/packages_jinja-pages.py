"""Pages from the program's templates: inheritance, includes, macros, url_for, escaping, context processors."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"), name="static")


def common(request: Request):
    return {"site": "Golden", "path": request.url.path}


templates = Jinja2Templates(directory="templates", context_processors=[common])
templates.env.filters["stars"] = lambda value, count=1: f"{'*' * count}{value}{'*' * count}"
templates.env.globals["version"] = "1.0"


@app.get("/", response_class=HTMLResponse)
async def home(request: Request):
    items = [{"name": "<Plumbus>", "price": 3}, {"name": "Portal Gun", "price": 9.5, "sold": True}]
    return templates.TemplateResponse(request=request, name="home.html", context={"items": items})


@app.get("/items/{id}", response_class=HTMLResponse)
async def read_item(request: Request, id: str):
    return templates.TemplateResponse(request, "item.html", {"id": id}, headers={"X-Page": "item"})


@app.get("/missing")
def missing(request: Request):
    return templates.TemplateResponse(request, "missing.html", status_code=404)


@app.get("/text")
def text(request: Request):
    return templates.TemplateResponse(request, "note.txt", {"html": "<b>"}, media_type="text/plain")


@app.get("/absent")
def absent(request: Request):
    try:
        return templates.TemplateResponse(request, "nope.html")
    except Exception as error:
        return [type(error).__name__, str(error), templates.env.list_templates()]


# > GET /
# > GET /items/a%20b
# > GET /missing
# > GET /text
# > GET /absent
