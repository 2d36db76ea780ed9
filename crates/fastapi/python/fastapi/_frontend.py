"""Frontends: built pages of a folder, served behind all routes, with a fallback for the pages that the browser routes."""

import os

from starlette._utils import get_route_path


def add_frontend(router, path, *, directory, fallback="auto", check_dir="auto"):
    from starlette.staticfiles import StaticFiles

    assert path.startswith("/"), "A frontend path must start with '/'"
    check = check_dir is True or (check_dir == "auto" and not os.environ.get("FASTAPI_DEV"))
    files = StaticFiles(directory=directory, html=True, check_dir=check)
    router.frontends.append((path.rstrip("/"), directory, fallback, files))


def _all(router, prefix=""):
    from fastapi._include import IncludedRouter

    for path, directory, fallback, files in router.frontends:
        yield prefix + router.prefix + path, directory, fallback, files
    for route in router.routes:
        if isinstance(route, IncludedRouter):
            yield from _all(route.router, prefix + router.prefix + route.options["prefix"])


async def serve(router, scope, receive, send):
    """Answer from the frontend whose path fits best; says whether one did."""
    if scope["method"] not in ("GET", "HEAD"):
        return False
    path = get_route_path(scope)
    best = None
    for entry in _all(router):
        if path == entry[0] or path.startswith(entry[0] + "/"):
            if best is None or len(entry[0]) > len(best[0]):
                best = entry
    if best is None:
        return False
    from starlette.responses import FileResponse

    prefix, directory, fallback, files = best
    wanted = path[len(prefix) :].strip("/")
    found, result = files.lookup_path(os.path.normpath(wanted) if wanted else ".")
    if result is not None and os.path.isdir(found):
        index = os.path.join(found, "index.html")
        if os.path.isfile(index):
            if not path.endswith("/"):
                from starlette.datastructures import URL
                from starlette.responses import RedirectResponse

                url = URL(scope=scope)
                await RedirectResponse(url=url.replace(path=url.path + "/"))(scope, receive, send)
                return True
            found, result = index, os.stat(index)
        else:
            result = None
    if result is not None:
        response = files.file_response(found, result, scope)
        await response(scope, receive, send)
        return True
    name, status = _fallback(directory, fallback, scope)
    if name is None:
        return False
    response = FileResponse(os.path.join(directory, name), status_code=status)
    await response(scope, receive, send)
    return True


def _fallback(directory, fallback, scope):
    """The page for what isn't there: its file and status."""
    if fallback is None:
        return None, 404
    if fallback == "auto":
        if os.path.isfile(os.path.join(directory, "404.html")):
            return "404.html", 404
        fallback = "index.html"
        if not os.path.isfile(os.path.join(directory, fallback)):
            return None, 404
    if fallback == "404.html":
        return "404.html", 404
    return (fallback, 200) if _is_navigation(scope) else (None, 404)


def _is_navigation(scope):
    """Whether a browser asks for a page, not for a script or a picture."""
    from starlette.datastructures import Headers

    accept = Headers(scope=scope).get("accept", "")
    return any(kind.split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml") for kind in accept.split(","))
