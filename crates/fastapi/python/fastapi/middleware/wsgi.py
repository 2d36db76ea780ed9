"""Re-exports what programs import from here."""

from starlette.middleware.wsgi import WSGIMiddleware as WSGIMiddleware
