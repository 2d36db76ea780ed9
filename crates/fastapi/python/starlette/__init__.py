"""Starlette 1.10.0's behaviour: requests, responses, routing, middleware. Only the version lives here."""

__version__ = "1.10.0"
