from fastapi import APIRouter, Request
from fastapi.templating import Jinja2Templates

from .config import get_settings

router = APIRouter()
templates = Jinja2Templates("templates")


@router.get("/about")
def about(request: Request):
    return templates.TemplateResponse(request, "about.html", {"settings": get_settings()})
