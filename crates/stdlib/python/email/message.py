"""Messages: headers in order, and a payload."""


def _split_params(value):
    """The parts of a header value between semicolons that aren't quoted."""
    parts, part, quoted = [], "", False
    for char in value:
        if char == '"':
            quoted = not quoted
        if char == ";" and not quoted:
            parts.append(part.strip())
            part = ""
        else:
            part += char
    parts.append(part.strip())
    return parts


def _unquoted(value):
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value


class Message:
    """A mail, or anything else with headers like one."""

    def __init__(self, policy=None):
        self._headers = []
        self._payload = None
        self.preamble = self.epilogue = None

    def __len__(self):
        return len(self._headers)

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        self._headers.append((name, val))

    def __delitem__(self, name):
        self._headers = [pair for pair in self._headers if pair[0].lower() != name.lower()]

    def __contains__(self, name):
        return name.lower() in [key.lower() for key, _ in self._headers]

    def __iter__(self):
        return iter([key for key, _ in self._headers])

    def keys(self):
        return [key for key, _ in self._headers]

    def values(self):
        return [value for _, value in self._headers]

    def items(self):
        return list(self._headers)

    def get(self, name, failobj=None):
        for key, value in self._headers:
            if key.lower() == name.lower():
                return value
        return failobj

    def get_all(self, name, failobj=None):
        found = [value for key, value in self._headers if key.lower() == name.lower()]
        return found or failobj

    def add_header(self, name, value, **params):
        parts = [] if value is None else [value]
        for key, val in params.items():
            key = key.replace("_", "-")
            parts.append(key if val is None else f'{key}="{val}"')
        self._headers.append((name, "; ".join(parts)))

    def replace_header(self, name, value):
        for index, (key, _) in enumerate(self._headers):
            if key.lower() == name.lower():
                self._headers[index] = (key, value)
                return
        raise KeyError(name)

    def get_content_type(self):
        value = self.get("content-type")
        if value is None:
            return "text/plain"
        kind = _split_params(value)[0].lower()
        return kind if kind.count("/") == 1 else "text/plain"

    def get_content_maintype(self):
        return self.get_content_type().split("/")[0]

    def get_content_subtype(self):
        return self.get_content_type().split("/")[1]

    def get_params(self, failobj=None, header="content-type", unquote=True):
        value = self.get(header)
        if value is None:
            return failobj
        pairs = []
        for part in _split_params(value):
            name, _, val = part.partition("=")
            pairs.append((name.strip().lower() if pairs else name.strip(), _unquoted(val.strip()) if unquote else val.strip()))  # fmt: skip
        return pairs

    def get_param(self, param, failobj=None, header="content-type", unquote=True):
        for name, value in self.get_params([], header, unquote):
            if name.lower() == param.lower():
                return value
        return failobj

    def get_content_charset(self, failobj=None):
        found = self.get_param("charset")
        return failobj if found is None else found.lower()

    def get_boundary(self, failobj=None):
        return self.get_param("boundary", failobj)

    def get_filename(self, failobj=None):
        found = self.get_param("filename", None, "content-disposition")
        return self.get_param("name", failobj) if found is None else found

    def get_content_disposition(self):
        value = self.get("content-disposition")
        return None if value is None else _split_params(value)[0].lower()

    def is_multipart(self):
        return isinstance(self._payload, list)

    def attach(self, payload):
        if self._payload is None:
            self._payload = []
        self._payload.append(payload)

    def set_payload(self, payload, charset=None):
        self._payload = payload

    def get_payload(self, i=None, decode=False):
        if i is not None:
            return self._payload[i]
        if not decode:
            return self._payload
        if self.is_multipart() or self._payload is None:
            return None
        text = self._payload
        encoding = (self.get("content-transfer-encoding") or "").lower()
        if encoding == "base64":
            from base64 import b64decode

            return b64decode(text)
        return text.encode("utf-8", "surrogateescape")

    def walk(self):
        yield self
        if self.is_multipart():
            for part in self._payload:
                yield from part.walk()

    def set_content(self, content, subtype="plain", charset="utf-8"):
        del self["content-type"]
        self["Content-Type"] = f'text/{subtype}; charset="{charset}"'
        self._payload = content if content.endswith("\n") else content + "\n"

    def get_content(self):
        return self._payload

    def as_string(self, unixfrom=False, maxheaderlen=0):
        head = "".join([f"{key}: {value}\n" for key, value in self._headers])
        if self.is_multipart():
            boundary = self.get_boundary("===============boundary==")
            body = "".join([f"--{boundary}\n{part.as_string()}\n" for part in self._payload])
            return f"{head}\n{body}--{boundary}--\n"
        return f"{head}\n{self._payload or ''}"

    __str__ = as_string

    def as_bytes(self, unixfrom=False):
        return self.as_string().encode("utf-8", "surrogateescape")

    __bytes__ = as_bytes


class EmailMessage(Message):
    """The newer class of messages."""


def _parse(text):
    message = Message()
    lines = text.splitlines(True)
    at = 0
    while at < len(lines):
        line = lines[at].rstrip("\r\n")
        at += 1
        if not line:
            break
        if line[0] in " \t" and message._headers:
            key, value = message._headers[-1]
            message._headers[-1] = (key, value + "\n" + line)
            continue
        key, colon, value = line.partition(":")
        if not colon:
            at -= 1
            break
        message._headers.append((key, value.strip()))
    message._payload = "".join(lines[at:])
    if message.get_content_maintype() == "multipart":
        boundary = message.get_boundary()
        if boundary:
            parts = ("\n" + message._payload).split("\n--" + boundary)
            message._payload = [
                _parse(part.lstrip("\r\n") if part[:1] in "\r\n" else part)
                for part in parts[1:]
                if not part.startswith("--")
            ]
    return message
