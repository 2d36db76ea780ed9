"""Starlette's own schema generator is not supported; FastAPI makes OpenAPI itself."""

import _playground


class SchemaGenerator:
    def __init__(self, base_schema):
        _playground.unsupported("SchemaGenerator", "FastAPI generates the OpenAPI document: app.openapi()")
