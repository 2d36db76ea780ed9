"""Frontends: built pages of a folder, served behind all routes, with a fallback for the pages that the browser routes."""

import os

from starlette._utils import get_route_path
from starlette.exceptions import HTTPException


class Frontend:
    """One folder under one path."""

    def __init__(self, path, directory, fallback, files):
        self.path = path
        self.directory = directory
        self.fallback = fallback
        self.files = files


def add_frontend(router, path, *, directory, fallback="auto", check_dir="auto"):
    from starlette.staticfiles import StaticFiles

    assert path.startswith("/"), "A frontend path must start with '/'"
    assert fallback in ("auto", "index.html", "404.html", None), f"Unsupported frontend fallback: {fallback!r}"
    files = StaticFiles(directory=directory, html=True, check_dir=bool(check_dir))
    router.frontends.append(Frontend(path.rstrip("/"), directory, fallback, files))


def _all(router, prefix="", dependencies=()):
    """Every frontend with its whole path and the dependencies that stand before it."""
    from fastapi._include import IncludedRouter

    dependencies = [*dependencies, *router.dependencies]
    for frontend in router.frontends:
        yield prefix + router.prefix + frontend.path, dependencies, frontend
    for route in router.routes:
        if isinstance(route, IncludedRouter):
            yield from _all(
                route.router, prefix + router.prefix + route.options["prefix"], [*dependencies, *route.options["dependencies"]]
            )


async def serve(router, scope, receive, send):
    """Answer from the frontend whose path fits best; says whether one did."""
    path = get_route_path(scope)
    best = None
    for entry in _all(router):
        if path == entry[0] or path.startswith(entry[0] + "/"):
            if best is None or len(entry[0]) > len(best[0]):
                best = entry
    if best is None:
        return False
    prefix, dependencies, frontend = best
    found, result = _lookup(frontend, path[len(prefix) :].strip("/"))
    if scope["method"] not in ("GET", "HEAD"):
        if result is None:
            return False
        raise HTTPException(status_code=405, headers={"Allow": "GET, HEAD"})
    response = _response(frontend, found, result, path, scope)
    if response is None:
        return False
    await _guarded(router, dependencies, response, path, scope, receive, send)
    return True


def _lookup(frontend, wanted):
    """The file, or the folder that has an index page, and what the system says of it."""
    found, result = frontend.files.lookup_path(os.path.normpath(wanted) if wanted else ".")
    if result is not None and os.path.isdir(found) and not os.path.isfile(os.path.join(found, "index.html")):
        return found, None
    return found, result


def _response(frontend, found, result, path, scope):
    from starlette.responses import FileResponse, RedirectResponse

    if result is not None and os.path.isdir(found):
        if not path.endswith("/"):
            from starlette.datastructures import URL

            url = URL(scope=scope)
            return RedirectResponse(url=url.replace(path=url.path + "/"))
        found = os.path.join(found, "index.html")
        result = os.stat(found)
    if result is not None:
        return frontend.files.file_response(found, result, scope)
    name, status = _fallback(frontend, scope)
    if name is None:
        return None
    page = os.path.join(frontend.directory, name)
    if not os.path.isfile(page):
        raise RuntimeError(f"Frontend fallback file '{page}' does not exist")
    return FileResponse(page, status_code=status)


async def _guarded(router, dependencies, response, path, scope, receive, send):
    """Send the response after the dependencies that routers and the application put before it."""
    if not dependencies:
        await response(scope, receive, send)
        return
    from fastapi.dependencies.models import Dependant
    from fastapi.dependencies.solving import GeneratorStack, Solving
    from fastapi.dependencies.utils import get_parameterless_sub_dependant
    from fastapi.exceptions import RequestValidationError
    from starlette.requests import Request

    dependant = Dependant(path=path)
    for depends in dependencies:
        dependant.dependencies.append(get_parameterless_sub_dependant(depends=depends, path=path))
    stack = GeneratorStack()
    overrides = getattr(router.dependency_overrides_provider, "dependency_overrides", None)
    solving = Solving(Request(scope, receive, send), None, overrides, False, stack, stack)
    failure = None
    try:
        _, errors = await solving.solve(dependant)
        if errors:
            raise RequestValidationError(errors)
        if solving.response is not None:
            response.headers.raw.extend(solving.response.headers.raw)
        response.background = response.background or solving.background_tasks
        await response(scope, receive, send)
    except Exception as error:
        failure = error
    failure = await stack.close(failure)
    if failure is not None:
        raise failure


def _fallback(frontend, scope):
    """The page for what isn't there: its file and status."""
    fallback = frontend.fallback
    if fallback is None:
        return None, 404
    if fallback == "auto":
        if os.path.isfile(os.path.join(frontend.directory, "404.html")):
            return "404.html", 404
        if not os.path.isfile(os.path.join(frontend.directory, "index.html")):
            return None, 404
        fallback = "index.html"
    if fallback == "404.html":
        return "404.html", 404
    return (fallback, 200) if _is_navigation(scope) else (None, 404)


def _is_navigation(scope):
    """Whether a browser asks for a page, not for a script or a picture."""
    from starlette.datastructures import Headers

    accept = Headers(scope=scope).get("accept", "")
    for kind in accept.split(","):
        name, *parameters = [part.strip().lower() for part in kind.split(";")]
        if name in ("text/html", "application/xhtml+xml"):
            if not any(part.startswith("q=") and part[2:].strip("0.") == "" for part in parameters):
                return True
    return False
