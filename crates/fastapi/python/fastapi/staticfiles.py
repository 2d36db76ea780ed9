"""Re-exports what programs import from here."""

from starlette.staticfiles import StaticFiles as StaticFiles
