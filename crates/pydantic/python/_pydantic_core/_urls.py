"""URLs: parsed and normalized as browsers do it, and the validators that make them."""

from ._errors import invalid
from ._scalars import joined
from ._validator import Validator

_DEFAULT_PORTS = {'http': 80, 'https': 443, 'ws': 80, 'wss': 443, 'ftp': 21, 'file': None}
_SPECIAL = frozenset(_DEFAULT_PORTS)
_C0 = ''.join(chr(code) for code in range(33))
_USERINFO = set(' "#<>?`{}/:;=@[\\]^|')
_PATH = set(' "#<>?`{}')
_QUERY = set(' "#<>')
_FRAGMENT = set(' "<>`')
_FORBIDDEN_HOST = set('\0\t\n\r #/:<>?@[\\]^|%')


class UrlError(Exception):
    """The text isn't a URL."""


def _encode(text, unsafe):
    result = []
    for char in text:
        if char in unsafe or ord(char) > 126 or ord(char) < 32:
            result += [f'%{byte:02X}' for byte in char.encode()]
        else:
            result.append(char)
    return ''.join(result)


def _decode(text):
    if '%' not in text:
        return text
    raw = text.encode()
    out = bytearray()
    at = 0
    while at < len(raw):
        if raw[at] == 37 and at + 2 < len(raw) + 0 and len(raw) >= at + 3:
            try:
                out.append(int(raw[at + 1 : at + 3], 16))
                at += 3
                continue
            except ValueError:
                pass
        out.append(raw[at])
        at += 1
    return out.decode('utf-8', 'replace')


def _ipv4(host):
    parts = host.split('.')
    if parts and parts[-1] == '' and len(parts) > 1:
        parts.pop()
    last = parts[-1]
    is_number = last.isascii() and (
        last.isdigit() or last[:2].lower() == '0x' and all(c in '0123456789abcdefABCDEF' for c in last[2:])
    )
    if not is_number or not last:
        return None
    if len(parts) > 4:
        raise UrlError('invalid IPv4 address')
    numbers = []
    for part in parts:
        try:
            if part[:2].lower() == '0x':
                numbers.append(int(part[2:] or '0', 16))
            elif len(part) > 1 and part[0] == '0':
                numbers.append(int(part, 8))
            else:
                numbers.append(int(part))
        except ValueError:
            raise UrlError('invalid IPv4 address')
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise UrlError('invalid IPv4 address')
    value = numbers[-1]
    for index, number in enumerate(numbers[:-1]):
        value += number * 256 ** (3 - index)
    return '.'.join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _host(text, special):
    if text.startswith('['):
        if not text.endswith(']'):
            raise UrlError('invalid IPv6 address')
        from ipaddress import IPv6Address

        try:
            return f'[{IPv6Address(text[1:-1])}]'
        except ValueError:
            raise UrlError('invalid IPv6 address')
    if not special:
        if any(char in _FORBIDDEN_HOST and char != '%' for char in text):
            raise UrlError('invalid domain character')
        return _encode(text, set())
    text = _decode(text).lower()
    if not text.isascii():
        labels = []
        for label in text.replace('\u3002', '.').split('.'):
            if label.isascii():
                labels.append(label)
            else:
                import unicodedata

                labels.append('xn--' + unicodedata.normalize('NFKC', label).encode('punycode').decode())
        text = '.'.join(labels)
    if not text:
        raise UrlError('empty host')
    if any(char in _FORBIDDEN_HOST for char in text):
        raise UrlError('invalid international domain name')
    return _ipv4(text) or text


class Parts:
    """The parts of a URL."""

    __slots__ = ('scheme', 'username', 'password', 'host', 'port', 'path', 'query', 'fragment', 'has_authority')


def parse(text, multi=False):
    """The parts of a URL; with `multi` the hosts stay together, as text."""
    given = text
    text = text.strip(_C0)
    for char in '\t\n\r':
        text = text.replace(char, '')
    if not text and not given:
        raise UrlError('input is empty')
    scheme, colon, rest = text.partition(':')
    valid = (
        scheme
        and scheme[0].isascii()
        and scheme[0].isalpha()
        and all(c.isascii() and (c.isalnum() or c in '+-.') for c in scheme)
    )
    if not colon or not valid:
        raise UrlError('relative URL without a base')
    parts = Parts()
    parts.scheme = scheme = scheme.lower()
    special = scheme in _SPECIAL
    rest, hash_mark, fragment = rest.partition('#')
    parts.fragment = _encode(fragment, _FRAGMENT) if hash_mark else None
    rest, question, query = rest.partition('?')
    parts.query = _encode(query, _QUERY | ({"'"} if special else set())) if question else None
    parts.username = parts.password = None
    parts.host = parts.port = None
    if special:
        rest = rest.replace('\\', '/')
    slashes = len(rest) - len(rest.lstrip('/'))
    if special and scheme != 'file':
        rest = '//' + rest.lstrip('/')
        slashes = 2
    parts.has_authority = slashes >= 2
    if not parts.has_authority:
        parts.path = _encode(rest, set()) if not rest.startswith('/') else _normal_path(rest, special)
        if special:
            parts.path = _normal_path('/' + rest.lstrip('/'), special)
            parts.has_authority = True
            parts.host = None
        return parts
    authority, slash, path = rest[2:].partition('/')
    if '@' in authority:
        userinfo, _at, authority = authority.rpartition('@')
        username, colon, password = userinfo.partition(':')
        parts.username = _encode(username, _USERINFO) or None
        parts.password = _encode(password, _USERINFO) or None if colon else None
    if multi and ',' in authority:
        parts.host = authority
    else:
        parts.host, parts.port = _host_and_port(authority, scheme, special)
    parts.path = _normal_path('/' + path if slash else '', special)
    return parts


def _host_and_port(authority, scheme, special):
    port = None
    host = authority
    if ':' in authority and not authority.endswith(']'):
        host, _colon, digits = authority.rpartition(':')
        if digits:
            if not (digits.isascii() and digits.isdigit()) or int(digits) > 65535:
                raise UrlError('invalid port number')
            port = int(digits)
    if not host:
        if special and scheme != 'file':
            raise UrlError('empty host')
        if port is not None or ':' in authority:
            raise UrlError('empty host')
        return None if scheme == 'file' or not authority else '', port
    if special and port == _DEFAULT_PORTS.get(scheme):
        port = None
    if scheme == 'file' and host.lower() == 'localhost':
        return None, None
    return _host(host, special), port


def _normal_path(path, special):
    if not path:
        return '/' if special else ''
    result = []
    segments = path.split('/')[1:]
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        lowered = segment.lower().replace('%2e', '.')
        if lowered == '..':
            if result:
                result.pop()
            if last:
                result.append('')
        elif lowered == '.':
            if last:
                result.append('')
        else:
            result.append(_encode(segment, _PATH))
    return '/' + '/'.join(result)


def _readable_host(host):
    if host is None or 'xn--' not in host:
        return host
    labels = []
    for label in host.split('.'):
        if label.startswith('xn--'):
            try:
                label = label[4:].encode().decode('punycode')
            except UnicodeError:
                pass
        labels.append(label)
    return '.'.join(labels)


def _compose(parts, host):
    text = f'{parts.scheme}:'
    if parts.has_authority:
        text += '//'
        if parts.username is not None or parts.password is not None:
            text += parts.username or ''
            if parts.password is not None:
                text += f':{parts.password}'
            text += '@'
        text += host or ''
        if parts.port is not None:
            text += f':{parts.port}'
    text += parts.path or ''
    if parts.query is not None:
        text += f'?{parts.query}'
    if parts.fragment is not None:
        text += f'#{parts.fragment}'
    return text


def _query_pairs(query):
    if not query:
        return []
    pairs = []
    for piece in query.split('&'):
        if piece:
            key, _equals, value = piece.partition('=')
            pairs.append((_decode(key.replace('+', ' ')), _decode(value.replace('+', ' '))))
    return pairs


class _Shown:
    def __str__(self):
        return self._text

    def __eq__(self, other):
        return type(other) is type(self) and self._text == other._text

    def __lt__(self, other):
        return self._text < other._text

    def __le__(self, other):
        return self._text <= other._text

    def __gt__(self, other):
        return self._text > other._text

    def __ge__(self, other):
        return self._text >= other._text

    def __hash__(self):
        return hash(self._text)

    def __bool__(self):
        return True

    def __getnewargs__(self):
        return (self._text,)

    def __deepcopy__(self, memo):
        return self

    @property
    def scheme(self):
        """The scheme."""
        return self._parts.scheme

    @property
    def path(self):
        """The path, None if it is empty."""
        return self._parts.path or None

    @property
    def query(self):
        """The query."""
        return self._parts.query

    @property
    def fragment(self):
        """The fragment."""
        return self._parts.fragment

    def query_params(self):
        """The query as pairs."""
        return _query_pairs(self._parts.query)


class Url(_Shown):
    """A URL with one host."""

    def __init__(self, url):
        if isinstance(url, Url):
            parts = url._parts
        else:
            try:
                parts = parse(str(url))
            except UrlError as error:
                from ._errors import ValidationError

                lines = invalid('url_parsing', url, {'error': str(error)}).lines
                raise ValidationError._make('url', lines)
        self._take(parts)

    def _take(self, parts):
        self._parts = parts
        self._text = _compose(parts, parts.host)

    @classmethod
    def _of(cls, parts):
        made = cls.__new__(cls)
        made._take(parts)
        return made

    def __repr__(self):
        return f"Url('{self._text}')"

    @property
    def username(self):
        """The user's name."""
        return self._parts.username

    @property
    def password(self):
        """The password."""
        return self._parts.password

    @property
    def host(self):
        """The host, encoded."""
        return self._parts.host or None

    @property
    def port(self):
        """The port, given or usual."""
        if self._parts.port is not None:
            return self._parts.port
        return _DEFAULT_PORTS.get(self._parts.scheme)

    def unicode_host(self):
        """The host, readable."""
        return _readable_host(self.host)

    def unicode_string(self):
        """The URL with readable host."""
        return _compose(self._parts, _readable_host(self._parts.host))

    @classmethod
    def build(cls, *, scheme, username=None, password=None, host, port=None, path=None, query=None, fragment=None):
        """A URL from its parts."""
        return cls(_build(scheme, _authority(username, password, host, port), path, query, fragment))


def _authority(username, password, host, port):
    text = ''
    if username is not None or password is not None:
        text = _encode(username or '', _USERINFO)
        if password is not None:
            text += f':{_encode(password, _USERINFO)}'
        text += '@'
    text += host or ''
    return text + (f':{port}' if port is not None else '')


def _build(scheme, authority, path, query, fragment):
    text = f'{scheme}://{authority}'
    if path is not None:
        text += f'/{path}'
    if query is not None:
        text += f'?{query}'
    if fragment is not None:
        text += f'#{fragment}'
    return text


class MultiHostUrl(_Shown):
    """A URL that may have several hosts."""

    def __init__(self, url):
        if isinstance(url, (MultiHostUrl, Url)):
            self._take(url._parts)
            return
        try:
            self._take(parse(str(url), multi=True))
        except UrlError as error:
            from ._errors import ValidationError

            raise ValidationError._make('multi-host-url', invalid('url_parsing', url, {'error': str(error)}).lines)

    def _take(self, parts):
        self._parts = parts
        self._hosts = []
        if parts.host is not None and ',' in parts.host:
            special = parts.scheme in _SPECIAL
            first = True
            for piece in parts.host.split(','):
                username, password = (parts.username, parts.password) if first else (None, None)
                if '@' in piece:
                    userinfo, _at, piece = piece.rpartition('@')
                    username, colon, password = userinfo.partition(':')
                    password = password if colon else None
                host, port = _host_and_port(piece, parts.scheme, special)
                self._hosts.append({'username': username, 'password': password, 'host': host or None, 'port': port})
                first = False
            shown = ','.join(
                _authority(
                    host['username'] if index else None, host['password'] if index else None, host['host'], host['port']
                )
                for index, host in enumerate(self._hosts)
            )
            self._text = _compose(parts, shown)
        else:
            if parts.host:
                self._hosts = [
                    {
                        'username': parts.username,
                        'password': parts.password,
                        'host': parts.host,
                        'port': parts.port if parts.port is not None else _DEFAULT_PORTS.get(parts.scheme),
                    }
                ]
            self._text = _compose(parts, parts.host)

    @classmethod
    def _of(cls, parts):
        made = cls.__new__(cls)
        made._take(parts)
        return made

    def __repr__(self):
        return f"MultiHostUrl('{self._text}')"

    def hosts(self):
        """The hosts."""
        return [dict(host) for host in self._hosts]

    def unicode_string(self):
        """The URL with readable hosts."""
        return self._text

    @classmethod
    def build(
        cls,
        *,
        scheme,
        hosts=None,
        username=None,
        password=None,
        host=None,
        port=None,
        path=None,
        query=None,
        fragment=None,
    ):
        """A URL from its parts."""
        if hosts is not None and (host is not None or username is not None or password is not None or port is not None):
            raise ValueError('expected one of `hosts` or singular values to be set.')
        if hosts is not None:
            authority = ','.join(
                _authority(one.get('username'), one.get('password'), one.get('host'), one.get('port')) for one in hosts
            )
        elif host is not None:
            authority = _authority(username, password, host, port)
        else:
            raise ValueError('expected either `host` or `hosts` to be set')
        return cls(_build(scheme, authority, path, query, fragment))


def _make(kind, name, multi):
    def make(schema, context):
        max_length = schema.get('max_length')
        schemes = schema.get('allowed_schemes')
        host_required = schema.get('host_required', False)
        default_host = schema.get('default_host')
        default_port = schema.get('default_port')
        default_path = schema.get('default_path')

        def run(value, state):
            if isinstance(value, str):
                if state.mode == 'python':
                    state.lax()
                if max_length is not None and len(value) > max_length:
                    raise invalid('url_too_long', value, {'max_length': max_length})
                try:
                    made = kind._of(parse(value, multi))
                except UrlError as error:
                    raise invalid('url_parsing', value, {'error': str(error)})
            elif isinstance(value, (Url, MultiHostUrl)):
                made = kind(str(value))
                if max_length is not None and len(str(value)) > max_length:
                    raise invalid('url_too_long', value, {'max_length': max_length})
            else:
                raise invalid('url_type', value)
            parts = made._parts
            if schemes is not None and parts.scheme not in schemes:
                raise invalid('url_scheme', value, {'expected_schemes': joined([repr(scheme) for scheme in schemes])})
            if not parts.host and (host_required or default_host):
                if default_host is None:
                    raise invalid('url_parsing', value, {'error': 'empty host'})
                parts.host = default_host
                parts.has_authority = True
            changed = False
            if default_port is not None and parts.port is None and parts.host and ',' not in parts.host:
                parts.port = default_port
                changed = True
            if default_path is not None and parts.path in ('', '/'):
                parts.path = default_path
                changed = True
            return kind._of(parts) if changed or default_host is not None else made

        return Validator(run, name)

    return make


make_url = _make(Url, 'url', False)
make_multi_host_url = _make(MultiHostUrl, 'multi-host-url', True)
