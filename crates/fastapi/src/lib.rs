//! FastAPI's and Starlette's behaviour: routing, dependencies, responses, OpenAPI.
