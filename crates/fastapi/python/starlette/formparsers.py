"""Forms: URL-encoded ones and multipart ones, read from the request's stream."""

from io import BytesIO

from starlette.datastructures import FormData, Headers, UploadFile


class MultiPartException(Exception):
    def __init__(self, message):
        self.message = message


async def _all_of(stream):
    chunks = []
    async for chunk in stream:
        chunks.append(chunk)
    return b"".join(chunks)


def _decode(data, charset):
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return data.decode("latin-1")


class FormParser:
    def __init__(self, headers, stream, *, max_fields=1000, max_part_size=1024 * 1024):
        self.headers = headers
        self.stream = stream
        self.max_fields = max_fields
        self.max_part_size = max_part_size

    async def parse(self):
        from urllib.parse import unquote_plus

        data = await _all_of(self.stream)
        items = []
        for part in data.replace(b";", b"&").split(b"&") if b"&" not in data else data.split(b"&"):
            if not part:
                continue
            name, _, value = part.partition(b"=")
            if len(items) >= self.max_fields:
                raise MultiPartException(f"Too many fields. Maximum number of fields is {self.max_fields}.")
            if len(name) + len(value) > self.max_part_size:
                raise MultiPartException(f"Field exceeded maximum size of {int(self.max_part_size / 1024)}KB.")
            items.append((unquote_plus(name.decode("latin-1")), unquote_plus(value.decode("latin-1"))))
        return FormData(items)


def parse_options_header(value):
    """The main value and the parameters of a header such as Content-Disposition."""
    main, _, rest = value.partition(";")
    options = {}
    while rest:
        name, equals, rest = rest.partition("=")
        name = name.strip().lower()
        if not equals:
            break
        rest = rest.lstrip()
        if rest.startswith('"'):
            text, index = "", 1
            while index < len(rest) and rest[index] != '"':
                # Browsers escape only the quote and the backslash.
                if rest[index] == "\\" and rest[index + 1 : index + 2] in ('"', "\\"):
                    index += 1
                text += rest[index]
                index += 1
            rest = rest[index + 1 :].partition(";")[2]
        else:
            text, _, rest = rest.partition(";")
            text = text.strip()
        options[name] = text
    extended = options.get("filename*")
    if extended is not None and extended.count("'") >= 2:
        from urllib.parse import unquote

        charset, _, encoded = extended.split("'", 2)
        options["filename"] = unquote(encoded, encoding=charset or "utf-8")
    return main.strip().lower(), options


class MultiPartParser:
    def __init__(self, headers, stream, *, max_files=1000, max_fields=1000, max_part_size=1024 * 1024):
        self.headers = headers
        self.stream = stream
        self.max_files = max_files
        self.max_fields = max_fields
        self.max_part_size = max_part_size

    async def parse(self):
        _, params = parse_options_header(self.headers["Content-Type"])
        charset = params.get("charset", "utf-8")
        boundary = params.get("boundary")
        if boundary is None:
            raise MultiPartException("Missing boundary in multipart.")
        delimiter = b"--" + boundary.encode("latin-1")
        data = await _all_of(self.stream)
        if not data:
            return FormData([])
        return FormData(self._parts(data, delimiter, charset))

    def _parts(self, data, delimiter, charset):
        items = []
        files = fields = 0
        if not data.startswith(delimiter):
            start = data.find(b"\r\n" + delimiter)
            if start < 0:
                raise MultiPartException("Invalid multipart data.")
            data = data[start + 2 :]
        position = len(delimiter)
        while True:
            ending = data[position : position + 2]
            if ending == b"--":
                return items
            if ending != b"\r\n":
                return items
            position += 2
            head_end = data.find(b"\r\n\r\n", position)
            if head_end < 0:
                return items
            headers, disposition = self._headers(data[position:head_end])
            body_start = head_end + 4
            body_end = data.find(b"\r\n" + delimiter, body_start)
            if body_end < 0:
                # The last part was never finished: it does not count.
                return items
            body = data[body_start:body_end]
            position = body_end + 2 + len(delimiter)
            _, options = parse_options_header(_decode(disposition, charset))
            if "name" not in options:
                raise MultiPartException('The Content-Disposition header field "name" must be provided.')
            name = options["name"]
            if "filename" in options:
                files += 1
                if files > self.max_files:
                    raise MultiPartException(f"Too many files. Maximum number of files is {self.max_files}.")
                upload = UploadFile(
                    file=BytesIO(body), size=len(body), filename=options["filename"], headers=Headers(raw=headers)
                )
                items.append((name, upload))
            else:
                fields += 1
                if fields > self.max_fields:
                    raise MultiPartException(f"Too many fields. Maximum number of fields is {self.max_fields}.")
                if len(body) > self.max_part_size:
                    raise MultiPartException(f"Part exceeded maximum size of {int(self.max_part_size / 1024)}KB.")
                items.append((name, _decode(body, charset)))

    def _headers(self, block):
        headers = []
        disposition = b""
        for line in block.split(b"\r\n"):
            name, _, value = line.partition(b":")
            name, value = name.strip().lower(), value.strip()
            if name == b"content-disposition":
                disposition = value
            headers.append((name, value))
        return headers, disposition
