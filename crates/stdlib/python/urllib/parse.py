"""Taking URLs apart, putting them together, quoting, and query strings."""

from collections import namedtuple

__all__ = [
    "urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode",
    "parse_qs", "parse_qsl", "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus",
    "unquote_to_bytes", "DefragResult", "ParseResult", "SplitResult", "DefragResultBytes",
    "ParseResultBytes", "SplitResultBytes",
]  # fmt: skip

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp"]
uses_relative += ["mms", "prospero", "rtsp", "rtsps", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = uses_relative + ["telnet", "snews", "rsync", "nfs", "git", "git+ssh", "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtsps", "rtspu"]
uses_params += ["sip", "sips", "mms", "sftp", "tel"]
_SCHEME_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")
_REMOVED = "\t\r\n"
_STRIPPED = "".join([chr(code) for code in range(33)])


class _Netloc:
    """The parts of `user:password@host:port`."""

    __slots__ = ()

    def _userinfo(self):
        text, at, _ = self.netloc.rpartition(self._at)
        if not at:
            return None, None
        username, colon, password = text.partition(self._colon)
        return username, password if colon else None

    def _hostinfo(self):
        text = self.netloc.rpartition(self._at)[2]
        _, bracket, rest = text.partition(self._open)
        if bracket:
            hostname, _, port = rest.partition(self._close)
            port = port.partition(self._colon)[2]
        else:
            hostname, _, port = text.partition(self._colon)
        return hostname, port or None

    @property
    def username(self):
        return self._userinfo()[0]

    @property
    def password(self):
        return self._userinfo()[1]

    @property
    def hostname(self):
        hostname = self._hostinfo()[0]
        if not hostname:
            return None
        name, percent, zone = hostname.partition(self._percent)
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo()[1]
        if port is None:
            return None
        text = port if isinstance(port, str) else port.decode("ascii", "replace")
        if not (text.isdigit() and text.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        number = int(text)
        if number > 65535:
            raise ValueError("Port out of range 0-65535")
        return number


class _Str(_Netloc):
    __slots__ = ()
    _at, _colon, _open, _close, _percent = "@", ":", "[", "]", "%"

    def encode(self, encoding="ascii", errors="strict"):
        return self._other([part.encode(encoding, errors) for part in self])


class _Bytes(_Netloc):
    __slots__ = ()
    _at, _colon, _open, _close, _percent = b"@", b":", b"[", b"]", b"%"

    def decode(self, encoding="ascii", errors="strict"):
        return self._other([part.decode(encoding, errors) for part in self])


_Split = namedtuple("SplitResult", "scheme netloc path query fragment", module=__name__)
_Parse = namedtuple("ParseResult", "scheme netloc path params query fragment", module=__name__)
_Defrag = namedtuple("DefragResult", "url fragment", module=__name__)


class SplitResult(_Split, _Str):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)

    def _other(self, parts):
        return SplitResultBytes(*parts)


class ParseResult(_Parse, _Str):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)

    def _other(self, parts):
        return ParseResultBytes(*parts)


class DefragResult(_Defrag):
    __slots__ = ()

    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


class SplitResultBytes(_Split, _Bytes):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)

    def _other(self, parts):
        return SplitResult(*parts)


class ParseResultBytes(_Parse, _Bytes):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)

    def _other(self, parts):
        return ParseResult(*parts)


class DefragResultBytes(_Defrag):
    __slots__ = ()

    def geturl(self):
        return self.url + b"#" + self.fragment if self.fragment else self.url


def _texts(*args):
    """The arguments as text, and whether they were bytes."""
    kind = None
    for arg in args:
        if arg:
            here = isinstance(arg, str)
            if kind is not None and here != kind:
                raise TypeError("Cannot mix str and non-str arguments")
            kind = here
    if kind is None:
        kind = not any([isinstance(arg, (bytes, bytearray)) for arg in args])
    if kind:
        return [arg or "" for arg in args], False
    return [arg.decode("ascii") if arg else "" for arg in args], True


def urlsplit(url, scheme="", allow_fragments=True):
    """Five parts: scheme, netloc, path, query, fragment."""
    (url, scheme), is_bytes = _texts(url, scheme)
    url = url.lstrip(_STRIPPED)
    scheme = scheme.strip(_STRIPPED)
    for char in _REMOVED:
        url = url.replace(char, "")
        scheme = scheme.replace(char, "")
    netloc = query = fragment = ""
    colon = url.find(":")
    if colon > 0 and url[0].isascii() and url[0].isalpha():
        if all([char in _SCHEME_CHARS for char in url[:colon]]):
            scheme, url = url[:colon].lower(), url[colon + 1 :]
    if url[:2] == "//":
        end = len(url)
        for char in "/?#":
            found = url.find(char, 2)
            if found >= 0:
                end = min(end, found)
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_brackets(netloc)
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    _check_netloc(netloc)
    result = SplitResult(scheme, netloc, url, query, fragment)
    return result.encode() if is_bytes else result


def _check_brackets(netloc):
    host = netloc.rpartition("@")[2]
    before, _, rest = host.partition("[")
    inner, _, after = rest.partition("]")
    if before or after and not after.startswith(":"):
        raise ValueError("Invalid IPv6 URL")
    if inner.startswith(("v", "V")):
        if len(inner) < 4 or "." not in inner:
            raise ValueError("IPvFuture address is invalid")
        return
    from ipaddress import ip_address

    if ip_address(inner).version == 4:
        raise ValueError("An IPv4 address cannot be in brackets")


def _check_netloc(netloc):
    if not netloc or netloc.isascii():
        return
    import unicodedata

    plain = netloc.replace("@", "").replace(":", "").replace("#", "").replace("?", "")
    normal = unicodedata.normalize("NFKC", plain)
    if plain != normal and any([char in normal for char in "/?#@:"]):
        raise ValueError(
            f"netloc {netloc!r} contains invalid characters under NFKC normalization"
        )


def _split_params(url):
    slash = url.rfind("/")
    semicolon = url.find(";", slash + 1 if slash >= 0 else 0)
    if semicolon < 0:
        return url, ""
    return url[:semicolon], url[semicolon + 1 :]


def urlparse(url, scheme="", allow_fragments=True):
    """Six parts: like `urlsplit`, with the parameters of the last path segment apart."""
    (url, scheme), is_bytes = _texts(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _split_params(path)
    result = ParseResult(scheme, netloc, path, params, query, fragment)
    return result.encode() if is_bytes else result


def urlunparse(components):
    parts, is_bytes = _texts(*components)
    scheme, netloc, path, params, query, fragment = parts
    if params:
        path = f"{path};{params}"
    url = urlunsplit((scheme, netloc, path, query, fragment))
    return url.encode("ascii") if is_bytes else url


def urlunsplit(components):
    (scheme, netloc, url, query, fragment), is_bytes = _texts(*components)
    if netloc:
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    elif url[:2] == "//":
        url = "//" + url
    elif scheme and scheme in uses_netloc and (not url or url[:1] == "/"):
        url = "//" + url
    if scheme:
        url = f"{scheme}:{url}"
    if query:
        url = f"{url}?{query}"
    if fragment:
        url = f"{url}#{fragment}"
    return url.encode("ascii") if is_bytes else url


def urldefrag(url):
    (text,), is_bytes = _texts(url)
    if "#" in text:
        scheme, netloc, path, params, query, fragment = urlparse(text)
        text = urlunparse((scheme, netloc, path, params, query, ""))
    else:
        fragment = ""
    if is_bytes:
        return DefragResultBytes(text.encode("ascii"), fragment.encode("ascii"))
    return DefragResult(text, fragment)


def urljoin(base, url, allow_fragments=True):
    """What a relative URL means, seen from a base."""
    if not base:
        return url
    if not url:
        return base
    (base, url), is_bytes = _texts(base, url)
    joined = _join(base, url, allow_fragments)
    return joined.encode("ascii") if is_bytes else joined


def _join(base, url, allow_fragments):
    bscheme, bnetloc, bpath, bparams, bquery, _ = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse((scheme, netloc, path, params, query, fragment))
        netloc = bnetloc
    if not path and not params:
        path = bpath
        params = bparams
        if not query:
            query = bquery
        return urlunparse((scheme, netloc, path, params, query, fragment))
    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        segments[1:-1] = [segment for segment in segments[1:-1] if segment]
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    path = "/".join(resolved) or "/"
    return urlunparse((scheme, netloc, path, params, query, fragment))


_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def quote(string, safe="/", encoding=None, errors=None):
    """Percent-encode what may not stand in a URL."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """Like `quote`, with `+` for spaces, as forms want it."""
    if isinstance(string, str) and " " not in string or isinstance(string, bytes) and b" " not in string:  # fmt: skip
        return quote(string, safe, encoding, errors)
    space = " " if isinstance(safe, str) else b" "
    return quote(string, safe + space, encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    out = []
    for byte in bs:
        if byte in _SAFE or byte in safe and byte < 128:
            out.append(chr(byte))
        else:
            out.append(f"%{byte:02X}")
    return "".join(out)


def unquote_to_bytes(string):
    """The bytes that percent-encoded text stands for."""
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    parts = bytes(string).split(b"%")
    if len(parts) == 1:
        return bytes(string)
    out = [parts[0]]
    for part in parts[1:]:
        try:
            code = bytes.fromhex(part[:2].decode("ascii")) if len(part[:2].strip()) == 2 else b""
        except ValueError:
            code = b""
        if code:
            out.append(code)
            out.append(part[2:])
        else:
            out.append(b"%")
            out.append(part)
    return b"".join(out)


def unquote(string, encoding="utf-8", errors="replace"):
    """The text that percent-encoded text stands for."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")
    if "%" not in string:
        if not hasattr(string, "split"):
            raise TypeError("argument should be a str or bytes")
        return string
    encoding, errors = encoding or "utf-8", errors or "replace"
    if string.isascii():
        return unquote_to_bytes(string).decode(encoding, errors)
    # Only runs of ASCII are decoded: other characters aren't bytes of the encoding.
    out = []
    run = []
    for char in string:
        if char.isascii():
            run.append(char)
        else:
            if run:
                out.append(unquote_to_bytes("".join(run)).decode(encoding, errors))
                run = []
            out.append(char)
    if run:
        out.append(unquote_to_bytes("".join(run)).decode(encoding, errors))
    return "".join(out)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """A query string of a mapping or of pairs."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def shown(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    parts = []
    for key, value in query:
        key = shown(key)
        if not doseq or isinstance(value, (str, bytes)):
            parts.append(f"{key}={shown(value)}")
            continue
        try:
            len(value)
        except TypeError:
            parts.append(f"{key}={shown(value)}")
        else:
            for item in value:
                parts.append(f"{key}={shown(item)}")
    return "&".join(parts)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):  # fmt: skip
    """A query string as a dict of lists."""
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):  # fmt: skip
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):  # fmt: skip
    """A query string as pairs, in order."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    is_bytes = isinstance(qs, (bytes, bytearray))
    if is_bytes:
        qs = bytes(qs).decode("latin-1")
        separator = separator if isinstance(separator, str) else separator.decode("ascii")
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for part in qs.split(separator):
        if not part and not strict_parsing:
            continue
        name, equals, value = part.partition("=")
        if not equals and strict_parsing:
            raise ValueError(f"bad query field: {part!r}")
        if value or keep_blank_values:
            name = name.replace("+", " ")
            value = value.replace("+", " ")
            if is_bytes:
                pairs.append((unquote_to_bytes(name.encode("latin-1")), unquote_to_bytes(value.encode("latin-1"))))  # fmt: skip
            else:
                pairs.append((unquote(name, encoding, errors), unquote(value, encoding, errors)))
    return pairs
