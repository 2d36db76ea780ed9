"""Re-exports what programs import from here."""

from starlette.templating import Jinja2Templates as Jinja2Templates
