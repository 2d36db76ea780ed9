"""Bodies: as bytes, as forms, as JSON, as files, as streams, and how they are decoded."""

import json as jsonlib
import os
import warnings
import zlib
from collections.abc import AsyncIterable, Iterable, Mapping
from urllib.parse import urlencode

from ._exceptions import DecodingError, StreamConsumed
from ._urls import primitive


class SyncByteStream:
    """A body that ordinary code iterates."""

    def __iter__(self):
        raise NotImplementedError("The '__iter__' method must be implemented.")
        yield b""

    def close(self):
        """Let go of it."""


class AsyncByteStream:
    """A body that coroutines iterate."""

    async def __aiter__(self):
        raise NotImplementedError("The '__aiter__' method must be implemented.")
        yield b""

    async def aclose(self):
        """Let go of it."""


class ByteStream(AsyncByteStream, SyncByteStream):
    """A body that is there."""

    def __init__(self, stream):
        self._stream = stream

    def __iter__(self):
        yield self._stream

    async def __aiter__(self):
        yield self._stream


class IteratorByteStream(SyncByteStream):
    def __init__(self, stream):
        self._stream = stream
        self._is_consumed = False

    def __iter__(self):
        if self._is_consumed and not hasattr(self._stream, "seek"):
            raise StreamConsumed()
        self._is_consumed = True
        if hasattr(self._stream, "read"):
            while chunk := self._stream.read(65536):
                yield to_bytes(chunk)
        else:
            for part in self._stream:
                yield part


class AsyncIteratorByteStream(AsyncByteStream):
    def __init__(self, stream):
        self._stream = stream
        self._is_consumed = False

    async def __aiter__(self):
        if self._is_consumed:
            raise StreamConsumed()
        self._is_consumed = True
        async for part in self._stream:
            yield part


def to_bytes(value):
    return value.encode("utf-8") if isinstance(value, str) else value


def _length_of(stream):
    """How long the rest of a file is, where it can say so."""
    if hasattr(stream, "seek") and hasattr(stream, "tell"):
        at = stream.tell()
        length = stream.seek(0, os.SEEK_END)
        stream.seek(at)
        return length
    return None


def encode_content(content):
    if isinstance(content, (bytes, str)):
        body = to_bytes(content)
        return ({"Content-Length": str(len(body))} if body else {}), ByteStream(body)
    if isinstance(content, Iterable) and not isinstance(content, dict):
        length = _length_of(content)
        headers = {"Transfer-Encoding": "chunked"} if length is None else {"Content-Length": str(length)}
        return headers, IteratorByteStream(content)
    if isinstance(content, AsyncIterable):
        return {"Transfer-Encoding": "chunked"}, AsyncIteratorByteStream(content)
    raise TypeError(f"Unexpected type for 'content', {type(content)!r}")


def _whole(body, content_type):
    return {"Content-Length": str(len(body)), "Content-Type": content_type}, ByteStream(body)


def encode_form(data):
    pairs = [
        (key, primitive(item))
        for key, value in data.items()
        for item in (value if isinstance(value, (list, tuple)) else [value])
    ]
    return _whole(urlencode(pairs, doseq=True).encode("utf-8"), "application/x-www-form-urlencoded")


def encode_json(json):
    text = jsonlib.dumps(json, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _whole(text.encode("utf-8"), "application/json")


def _param(name, value):
    escaped = value.replace("\\", "\\\\").replace('"', "%22")
    escaped = "".join(char if char >= " " or char == "\x1b" else f"%{ord(char):02X}" for char in escaped)
    return f'{name}="{escaped}"'


def _file_part(name, value):
    headers, content_type = {}, None
    if isinstance(value, tuple):
        filename, file = value[:2]
        if len(value) > 2:
            content_type = value[2]
        if len(value) > 3:
            headers = dict(value[3])
    else:
        filename = str(getattr(value, "name", "upload")).replace("\\", "/").rpartition("/")[2]
        file = value
    # The client `requests` gives its own kind of tuple: it guesses no type.
    if content_type is None and filename and not getattr(value, "is_typed", False):
        from mimetypes import guess_type

        content_type = guess_type(filename)[0] or "application/octet-stream"
    if content_type is not None and not any("content-type" in key.lower() for key in headers):
        headers["Content-Type"] = content_type
    if hasattr(file, "read"):
        import io

        if isinstance(file, io.StringIO):
            raise TypeError("Multipart file uploads require 'io.BytesIO', not 'io.StringIO'.")
        if isinstance(file, io.TextIOBase):
            raise TypeError("Multipart file uploads must be opened in binary mode, not text mode.")
        if hasattr(file, "seek"):
            file.seek(0)
        file = file.read()
    disposition = _param("name", name) + (f"; {_param('filename', filename)}" if filename else "")
    lines = "".join(f"\r\n{key}: {text}" for key, text in headers.items())
    return f"Content-Disposition: form-data; {disposition}{lines}\r\n\r\n".encode() + to_bytes(file)


def _data_part(name, value):
    if not isinstance(name, str):
        raise TypeError(f"Invalid type for name. Expected str, got {type(name)}: {name!r}")
    if value is not None and not isinstance(value, (str, bytes, int, float)):
        raise TypeError(f"Invalid type for value. Expected primitive type, got {type(value)}: {value!r}")
    text = value if isinstance(value, bytes) else primitive(value).encode("utf-8")
    return f"Content-Disposition: form-data; {_param('name', name)}\r\n\r\n".encode() + text


def encode_multipart(data, files, boundary=None):
    boundary = os.urandom(16).hex() if boundary is None else boundary
    parts = []
    for name, value in data.items():
        parts += [_data_part(name, item) for item in (value if isinstance(value, (list, tuple)) else [value])]
    for name, value in files.items() if isinstance(files, Mapping) else files:
        parts.append(_file_part(name, value))
    mark = boundary.encode("ascii")
    body = b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + mark + b"--\r\n"
    return _whole(body, f"multipart/form-data; boundary={boundary}")


def encode_request(content=None, data=None, files=None, json=None, boundary=None):
    """The headers that go with a request's body, and the body."""
    if data is not None and not isinstance(data, Mapping):
        warnings.warn(
            "Use 'content=<...>' to upload raw bytes/text content.", DeprecationWarning, stacklevel=2
        )
        return encode_content(data)
    if content is not None:
        return encode_content(content)
    if files:
        return encode_multipart(data or {}, files, boundary)
    if data:
        return encode_form(data)
    if json is not None:
        return encode_json(json)
    return {}, ByteStream(b"")


def encode_response(content=None, text=None, html=None, json=None):
    """The headers that go with a response's body, and the body."""
    if content is not None:
        return encode_content(content)
    if text is not None:
        return _whole(text.encode("utf-8"), "text/plain; charset=utf-8")
    if html is not None:
        return _whole(html.encode("utf-8"), "text/html; charset=utf-8")
    if json is not None:
        return encode_json(json)
    return {}, ByteStream(b"")


def boundary_of(content_type):
    if not content_type or not content_type.startswith("multipart/form-data"):
        return None
    for section in content_type.split(";"):
        if section.strip().lower().startswith("boundary="):
            return section.strip()[len("boundary=") :].strip('"')
    return None


class Decoder:
    """Undoes the content encodings of a response."""

    def __init__(self, names):
        self.steps = []
        for name in names:
            if name in ("gzip", "x-gzip"):
                self.steps.append(zlib.decompressobj(31))
            elif name == "deflate":
                self.steps.append(zlib.decompressobj())
        self.steps.reverse()

    def decode(self, data):
        try:
            for step in self.steps:
                data = step.decompress(data)
        except zlib.error as error:
            raise DecodingError(str(error)) from error
        return data

    def flush(self):
        data = b""
        try:
            for step in self.steps:
                data = step.decompress(data) + step.flush() if data else step.flush()
        except zlib.error as error:
            raise DecodingError(str(error)) from error
        return data


def pieces(chunk_size, empty):
    """Regroups what comes into pieces of one size: give it text or bytes, None at the end."""
    held = empty

    def take(data):
        nonlocal held
        if chunk_size is None:
            return [data] if data else []
        held += data or empty
        found = []
        while len(held) >= chunk_size or (data is None and held):
            found.append(held[:chunk_size])
            held = held[chunk_size:]
        return found

    return take


class LineDecoder:
    """Regroups text into lines."""

    def __init__(self):
        self.held = ""

    def decode(self, text):
        text, self.held = self.held + text, ""
        if text.endswith("\r"):
            self.held, text = "\r", text[:-1]
        lines = text.splitlines()
        if lines and text and not text.endswith(("\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")):
            self.held = lines.pop() + self.held
        return lines

    def flush(self):
        held, self.held = self.held, ""
        return held.splitlines()
