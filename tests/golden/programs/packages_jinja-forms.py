"""A small site: a form, a list that grows, flash messages by query, and a partial page."""

from typing import Annotated

from fastapi import FastAPI, Form, Request, status
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="pages")
notes: list[dict] = []


@app.get("/", response_class=HTMLResponse)
def index(request: Request, message: str | None = None):
    return templates.TemplateResponse(request, "index.html", {"notes": notes, "message": message})


@app.post("/notes")
def add(request: Request, title: Annotated[str, Form(min_length=1)], done: Annotated[bool, Form()] = False):
    notes.append({"title": title, "done": done})
    url = request.url_for("index").include_query_params(message=f"Added {title}")
    return RedirectResponse(url, status_code=status.HTTP_303_SEE_OTHER)


@app.get("/partial", response_class=HTMLResponse)
def partial(request: Request):
    return templates.TemplateResponse(request, "list.html", {"notes": notes})


# > GET /
# > POST /notes form title=Buy+%3Cmilk%3E
# > POST /notes form title=Sleep&done=true
# > POST /notes form title=
# > GET /?message=Added+%3Cb%3E
# > GET /partial
