"""Including a router in another: its routes, made again under the prefix, with what the inclusion adds."""

from fastapi import params
from fastapi.datastructures import Default
from fastapi.utils import generate_unique_id, smallest
from starlette.responses import JSONResponse
from starlette.routing import FULL, NONE, PARTIAL, BaseRoute, Mount, NoMatchFound, Route


def include(
    parent,
    router,
    *,
    prefix="",
    tags=None,
    dependencies=None,
    default_response_class=Default(JSONResponse),
    responses=None,
    callbacks=None,
    deprecated=None,
    include_in_schema=True,
    generate_unique_id_function=Default(generate_unique_id),
    max_body_size=None,
    form_limits=None,
):
    assert router is not parent, "Cannot include the same APIRouter instance into itself. Did you mean to include a different router?"
    assert not router._contains_router(parent), (
        "Cannot include an APIRouter instance that already includes this router. Did you mean to include a different router?"
    )
    if prefix:
        assert prefix.startswith("/"), "A path prefix must start with '/'"
        assert not prefix.endswith("/"), "A path prefix must not end with '/', as the routes will start with '/'"
    else:
        for route in router.routes:
            path = getattr(route, "path", None)
            if path is not None and not path:
                from fastapi.exceptions import FastAPIError

                name = getattr(route, "name", "unknown")
                raise FastAPIError(f"Prefix and path cannot be both empty (path operation: {name})")
    options = {
        "prefix": prefix,
        "tags": list(tags or []),
        "dependencies": list(dependencies or []),
        "default_response_class": default_response_class,
        "responses": responses or {},
        "callbacks": list(callbacks or []),
        "deprecated": deprecated,
        "include_in_schema": include_in_schema,
        "generate_unique_id_function": generate_unique_id_function,
        "max_body_size": max_body_size,
        "form_limits": form_limits or {},
    }
    included = IncludedRouter(parent, router, options)
    parent.routes.append(included)
    for handler in router.on_startup:
        parent.on_startup.append(handler)
    for handler in router.on_shutdown:
        parent.on_shutdown.append(handler)
    _merge_lifespans(parent, router)


def contains(router, wanted):
    return any(
        isinstance(route, IncludedRouter) and (route.router is wanted or contains(route.router, wanted))
        for route in router.routes
    )


def _merge_lifespans(parent, router):
    from starlette.routing import _DefaultLifespan

    outer, inner = parent.lifespan_context, router.lifespan_context
    if isinstance(inner, _DefaultLifespan):
        return
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def merged(app):
        async with outer(app) as outer_state:
            async with inner(app) as inner_state:
                if outer_state is None and inner_state is None:
                    yield None
                else:
                    yield {**(inner_state or {}), **(outer_state or {})}

    parent.lifespan_context = merged


class IncludedRouter(BaseRoute):
    """Stands in the including router for all routes of the included one, also for those that are added later."""

    def __init__(self, parent, router, options):
        self.parent = parent
        self.router = router
        self.options = options
        self._routes = None
        self._seen = None

    def _state(self):
        """What the included router looks like now, deep down."""
        return [(id(route), route._state() if isinstance(route, IncludedRouter) else None) for route in self.router.routes]

    @property
    def routes(self):
        """The routes as the including router has them."""
        state = self._state()
        if self._routes is None or state != self._seen:
            self._routes = list(self._build())
            self._seen = state
        return self._routes

    def _build(self):
        parent, options = self.parent, self.options
        router = self.router
        for route in flattened(router.routes):
            if hasattr(route, "dependant") and hasattr(route, "response_fields"):
                yield self._again(route)
            elif hasattr(route, "dependant"):
                yield type(route)(
                    parent.prefix + options["prefix"] + route.path,
                    endpoint=route.endpoint,
                    name=route.name,
                    dependencies=[*parent.dependencies, *options["dependencies"], *route.dependencies],
                    dependency_overrides_provider=parent.dependency_overrides_provider,
                )
            elif isinstance(route, Route):
                made = Route(
                    parent.prefix + options["prefix"] + route.path,
                    route.endpoint,
                    methods=list(route.methods or []) or None,
                    name=route.name,
                    include_in_schema=route.include_in_schema and options["include_in_schema"],
                )
                yield made
            elif isinstance(route, Mount):
                yield Mount(parent.prefix + options["prefix"] + route.path, app=route.app, name=route.name)
            elif hasattr(route, "param_convertors") and hasattr(route, "endpoint"):
                yield type(route)(parent.prefix + options["prefix"] + route.path, route.endpoint, name=route.name)
            else:
                yield route

    def _again(self, route):
        """One path operation under the including router."""
        from fastapi.routing import first_placeholder

        parent, options, router = self.parent, self.options, self.router
        dependencies = [*parent.dependencies, *options["dependencies"], *route.dependencies]
        limits = {**(parent.form_limits or {}), **options["form_limits"], **(route.form_limits or {})}
        return type(route)(
            parent.prefix + options["prefix"] + route.path,
            endpoint=route.endpoint,
            tags=[*parent.tags, *options["tags"], *route.tags],
            dependencies=dependencies,
            responses={**parent.responses, **options["responses"], **route.responses},
            deprecated=route.deprecated or options["deprecated"] or parent.deprecated,
            include_in_schema=route.include_in_schema and options["include_in_schema"] and parent.include_in_schema,
            response_class=first_placeholder(
                route.response_class,
                router.default_response_class,
                options["default_response_class"],
                parent.default_response_class,
            ),
            dependency_overrides_provider=parent.dependency_overrides_provider,
            callbacks=[*parent.callbacks, *options["callbacks"], *(route.callbacks or [])],
            generate_unique_id_function=first_placeholder(
                route.generate_unique_id_function,
                router.generate_unique_id_function,
                options["generate_unique_id_function"],
                parent.generate_unique_id_function,
            ),
            strict_content_type=first_placeholder(
                route.strict_content_type, router.strict_content_type, parent.strict_content_type
            ),
            max_body_size=smallest(route.max_body_size, options["max_body_size"], parent.max_body_size),
            form_limits=limits or None,
            **route.options(),
        )

    def matches(self, scope):
        partly = None
        for route in self.routes:
            match, child_scope = route.matches(scope)
            if match is FULL:
                return FULL, {**child_scope, "fastapi_included": (self, route)}
            if match is PARTIAL and partly is None:
                partly = {**child_scope, "fastapi_included": (self, route)}
        return (NONE, {}) if partly is None else (PARTIAL, partly)

    async def handle(self, scope, receive, send):
        _, route = scope.pop("fastapi_included")
        await route.handle(scope, receive, send)

    def url_path_for(self, name, /, **path_params):
        for route in self.routes:
            try:
                return route.url_path_for(name, **path_params)
            except NoMatchFound:
                pass
        raise NoMatchFound(name, path_params)

    def __repr__(self):
        return f"{type(self).__name__}(prefix={self.options['prefix']!r}, router={self.router!r})"


def flattened(routes):
    """All routes, with those of included routers in their place."""
    for route in routes:
        if isinstance(route, IncludedRouter):
            yield from route.routes
        else:
            yield route


__all__ = ["IncludedRouter", "flattened", "include", "params"]
