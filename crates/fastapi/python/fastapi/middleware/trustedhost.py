"""Re-exports what programs import from here."""

from starlette.middleware.trustedhost import TrustedHostMiddleware as TrustedHostMiddleware
