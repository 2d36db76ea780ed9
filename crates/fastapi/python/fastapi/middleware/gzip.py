"""Re-exports what programs import from here."""

from starlette.middleware.gzip import GZipMiddleware as GZipMiddleware
