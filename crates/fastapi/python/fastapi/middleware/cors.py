"""Re-exports what programs import from here."""

from starlette.middleware.cors import CORSMiddleware as CORSMiddleware
