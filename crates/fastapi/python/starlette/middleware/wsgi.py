"""WSGI applications are not supported: they need an application of another framework, which isn't here."""

import _playground


class WSGIMiddleware:
    def __init__(self, app):
        _playground.unsupported("WSGIMiddleware", "mount an ASGI application instead")
