"""Files of a folder, served under a path."""

import os
import stat

from starlette._utils import get_route_path
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response


class NotModifiedResponse(Response):
    NOT_MODIFIED_HEADERS = ("cache-control", "content-location", "date", "etag", "expires", "vary")

    def __init__(self, headers):
        kept = {name: value for name, value in headers.items() if name in self.NOT_MODIFIED_HEADERS}
        super().__init__(status_code=304, headers=kept)


class StaticFiles:
    def __init__(self, *, directory=None, packages=None, html=False, check_dir=True, follow_symlink=False):
        self.directory = directory
        self.packages = packages
        self.all_directories = self.get_directories(directory, packages)
        self.html = html
        self.config_checked = False
        self.follow_symlink = follow_symlink
        if check_dir and directory is not None and not os.path.isdir(directory):
            raise RuntimeError(f"Directory '{directory}' does not exist")

    def get_directories(self, directory=None, packages=None):
        if packages:
            import _playground

            _playground.unsupported("StaticFiles(packages=…)", "put the files in a folder and pass directory=")
        return [] if directory is None else [directory]

    async def __call__(self, scope, receive, send):
        assert scope["type"] == "http"
        if not self.config_checked:
            await self.check_config()
            self.config_checked = True
        response = await self.get_response(self.get_path(scope), scope)
        await response(scope, receive, send)

    def get_path(self, scope):
        return os.path.normpath(os.path.join(*get_route_path(scope).split("/")))

    async def get_response(self, path, scope):
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(status_code=405, headers={"Allow": "GET, HEAD"})
        try:
            full_path, result = self.lookup_path(path)
        except PermissionError:
            raise HTTPException(status_code=401)
        except OSError as error:
            if error.errno == 36:  # the name is too long for the file system
                raise HTTPException(status_code=404)
            raise
        except ValueError:
            raise HTTPException(status_code=404)
        if result and stat.S_ISREG(result.st_mode):
            return self.file_response(full_path, result, scope)
        if result and stat.S_ISDIR(result.st_mode) and self.html:
            full_path, result = self.lookup_path(os.path.join(path, "index.html"))
            if result is not None and stat.S_ISREG(result.st_mode):
                if not scope["path"].endswith("/"):
                    from starlette.datastructures import URL

                    url = URL(scope=scope)
                    return RedirectResponse(url=url.replace(path=url.path + "/"))
                return self.file_response(full_path, result, scope)
        if self.html:
            full_path, result = self.lookup_path("404.html")
            if result and stat.S_ISREG(result.st_mode):
                return FileResponse(full_path, stat_result=result, status_code=404)
        raise HTTPException(status_code=404)

    def lookup_path(self, path):
        for directory in self.all_directories:
            joined = os.path.join(directory, path)
            if self.follow_symlink:
                full_path = os.path.abspath(joined)
                directory = os.path.abspath(directory)
            else:
                full_path = os.path.realpath(joined)
                directory = os.path.realpath(directory)
            if os.path.commonpath([full_path, directory]) != str(directory):
                continue
            try:
                return full_path, os.stat(full_path)
            except (FileNotFoundError, NotADirectoryError):
                continue
        return "", None

    def file_response(self, full_path, stat_result, scope, status_code=200):
        response = FileResponse(full_path, status_code=status_code, stat_result=stat_result)
        if self.is_not_modified(response.headers, Headers(scope=scope)):
            return NotModifiedResponse(response.headers)
        return response

    async def check_config(self):
        if self.directory is None:
            return
        if not os.path.isdir(self.directory):
            raise RuntimeError(f"StaticFiles directory '{self.directory}' does not exist.")

    def is_not_modified(self, response_headers, request_headers):
        wanted = request_headers.get("if-none-match")
        if wanted is not None:
            etag = response_headers["etag"]
            return etag in [tag.strip().removeprefix("W/") for tag in wanted.split(",")]
        since = request_headers.get("if-modified-since")
        modified = response_headers.get("last-modified")
        if since is not None and modified is not None:
            from email.utils import parsedate

            since, modified = parsedate(since), parsedate(modified)
            return since is not None and modified is not None and since >= modified
        return False
