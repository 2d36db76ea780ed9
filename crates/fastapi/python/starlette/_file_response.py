"""FileResponse: a file's bytes with its type, length and tag, whole or in ranges."""

import os
import stat

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response


class MalformedRangeHeader(Exception):
    def __init__(self, content="Malformed range header."):
        self.content = content


class RangeNotSatisfiable(Exception):
    def __init__(self, max_size):
        self.max_size = max_size


class FileResponse(Response):
    chunk_size = 64 * 1024
    max_ranges = 100

    def __init__(
        self,
        path,
        status_code=200,
        headers=None,
        media_type=None,
        background=None,
        filename=None,
        stat_result=None,
        content_disposition_type="attachment",
    ):
        self.path = path
        self.status_code = status_code
        self.filename = filename
        if media_type is None:
            from mimetypes import guess_type

            media_type = guess_type(filename or path)[0] or "text/plain"
        self.media_type = media_type
        self.background = background
        self.init_headers(headers)
        self.headers.setdefault("accept-ranges", "bytes")
        if filename is not None:
            from urllib.parse import quote

            quoted = quote(filename)
            if quoted != filename:
                disposition = f"{content_disposition_type}; filename*=utf-8''{quoted}"
            else:
                disposition = f'{content_disposition_type}; filename="{filename}"'
            self.headers.setdefault("content-disposition", disposition)
        self.stat_result = stat_result
        if stat_result is not None:
            self.set_stat_headers(stat_result)

    def set_stat_headers(self, stat_result):
        import hashlib
        from email.utils import formatdate

        base = str(stat_result.st_mtime) + "-" + str(stat_result.st_size)
        self.headers.setdefault("content-length", str(stat_result.st_size))
        self.headers.setdefault("last-modified", formatdate(stat_result.st_mtime, usegmt=True))
        self.headers.setdefault("etag", f'"{hashlib.md5(base.encode(), usedforsecurity=False).hexdigest()}"')

    async def __call__(self, scope, receive, send):
        header_only = scope["type"] == "http" and scope["method"].upper() == "HEAD"
        if scope["type"] == "websocket":
            send = self._wrap_websocket_denial_send(send)
        stat_result = self.stat_result
        if stat_result is None:
            try:
                stat_result = os.stat(self.path)
            except FileNotFoundError:
                raise RuntimeError(f"File at path {self.path} does not exist.")
            self.set_stat_headers(stat_result)
            if not stat.S_ISREG(stat_result.st_mode):
                raise RuntimeError(f"File at path {self.path} is not a file.")
        headers = Headers(scope=scope)
        http_range = headers.get("range")
        if_range = headers.get("if-range")
        size = stat_result.st_size
        if http_range is None or self.status_code != 200 or (if_range is not None and not self._should_use_range(if_range)):
            await self._handle_simple(send, header_only)
        else:
            try:
                ranges = self._parse_range_header(http_range, size)
            except MalformedRangeHeader as error:
                return await PlainTextResponse(error.content, status_code=400)(scope, receive, send)
            except RangeNotSatisfiable as error:
                response = PlainTextResponse(status_code=416, headers={"Content-Range": f"bytes */{error.max_size}"})
                return await response(scope, receive, send)
            if len(ranges) == 1:
                await self._handle_single_range(send, ranges[0][0], ranges[0][1], size, header_only)
            else:
                await self._handle_multiple_ranges(send, ranges, size, header_only)
        if self.background is not None:
            await self.background()

    async def _start(self, send, status):
        await send({"type": "http.response.start", "status": status, "headers": self.raw_headers})

    async def _handle_simple(self, send, header_only):
        await self._start(send, self.status_code)
        if header_only:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        with open(self.path, "rb") as file:
            more = True
            while more:
                chunk = file.read(self.chunk_size)
                more = len(chunk) == self.chunk_size
                await send({"type": "http.response.body", "body": chunk, "more_body": more})

    async def _handle_single_range(self, send, start, end, size, header_only):
        self.headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
        self.headers["content-length"] = str(end - start)
        await self._start(send, 206)
        body = b""
        if not header_only:
            with open(self.path, "rb") as file:
                file.seek(start)
                body = file.read(end - start)
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _handle_multiple_ranges(self, send, ranges, size, header_only):
        import secrets

        boundary = secrets.token_hex(13)
        content_type = self.headers["content-type"]
        parts = []
        with open(self.path, "rb") as file:
            for start, end in ranges:
                file.seek(start)
                head = f"--{boundary}\r\nContent-Type: {content_type}\r\nContent-Range: bytes {start}-{end - 1}/{size}\r\n\r\n"
                parts.append(head.encode("latin-1") + file.read(end - start) + b"\r\n")
        parts.append(f"--{boundary}--".encode("latin-1"))
        body = b"".join(parts)
        self.headers["content-type"] = f"multipart/byteranges; boundary={boundary}"
        self.headers["content-length"] = str(len(body))
        await self._start(send, 206)
        await send({"type": "http.response.body", "body": b"" if header_only else body, "more_body": False})

    def _should_use_range(self, http_if_range):
        return http_if_range in (self.headers["last-modified"], self.headers["etag"])

    def _parse_range_header(self, http_range, file_size):
        units, equals, wanted = http_range.partition("=")
        if not equals:
            raise MalformedRangeHeader()
        if units.strip().lower() != "bytes":
            raise MalformedRangeHeader("Only support bytes range")
        ranges = self._parse_ranges(wanted, file_size)
        if not ranges:
            raise MalformedRangeHeader("Range header: range must be requested")
        for start, end in ranges:
            if not 0 <= start < file_size:
                raise RangeNotSatisfiable(file_size)
            if start >= end:
                raise MalformedRangeHeader("Range header: start must be less than end")
        if len(ranges) == 1:
            return ranges
        merged = []
        for start, end in sorted(ranges):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        return merged

    def _parse_ranges(self, text, file_size):
        ranges = []
        for part in text.split(",")[: self.max_ranges]:
            first, dash, last = part.strip().partition("-")
            first, last = first.strip(), last.strip()
            if not dash or (not first and not last):
                continue
            try:
                start = int(first) if first else max(file_size - int(last), 0)
                end = int(last) + 1 if first and last and int(last) < file_size else file_size
            except ValueError:
                continue
            ranges.append((start, end))
        return ranges
