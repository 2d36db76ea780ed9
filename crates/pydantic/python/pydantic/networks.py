"""Addresses: URLs of many kinds, IP addresses, email addresses."""

from _pydantic_core import MultiHostUrl, PydanticCustomError, SchemaSerializer, SchemaValidator, Url

from ._repr import Representation

_URL_KEYS = (
    'max_length allowed_schemes host_required default_host default_port default_path preserve_empty_path'
).split()


class UrlConstraints:
    """What a URL must have, and what it gets if it hasn't."""

    def __init__(
        self,
        max_length=None,
        allowed_schemes=None,
        host_required=None,
        default_host=None,
        default_port=None,
        default_path=None,
        preserve_empty_path=None,
    ):
        self.max_length = max_length
        self.allowed_schemes = allowed_schemes
        self.host_required = host_required
        self.default_host = default_host
        self.default_port = default_port
        self.default_path = default_path
        self.preserve_empty_path = preserve_empty_path

    def __repr__(self):
        return f'UrlConstraints({", ".join(f"{name}={getattr(self, name)!r}" for name in _URL_KEYS)})'

    def __eq__(self, other):
        return isinstance(other, UrlConstraints) and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(tuple(tuple(v) if isinstance(v, list) else v for v in self.__dict__.values()))

    @property
    def defined_constraints(self):
        """Those that were given."""
        return {name: value for name in _URL_KEYS if (value := getattr(self, name)) is not None}

    def __get_pydantic_core_schema__(self, source, handler):
        schema = dict(handler(source))
        target = schema
        if schema['type'] in ('function-wrap', 'function-before', 'function-after'):
            target = schema['schema'] = dict(schema['schema'])
        target.update(self.defined_constraints)
        return schema


class _BaseUrl:
    _constraints = UrlConstraints()
    _core = Url
    _schema_type = 'url'
    _validator = None
    __slots__ = ('_url',)

    def __init__(self, url):
        self._url = _url_validator(self.__class__).validate_python(url)._url

    @property
    def scheme(self):
        """The part before the colon."""
        return self._url.scheme

    @property
    def path(self):
        """The path."""
        return self._url.path

    @property
    def query(self):
        """The query."""
        return self._url.query

    def query_params(self):
        """The query as pairs."""
        return self._url.query_params()

    @property
    def fragment(self):
        """The part after the `#`."""
        return self._url.fragment

    def unicode_string(self):
        """The URL with readable host."""
        return self._url.unicode_string()

    def encoded_string(self):
        """The URL with encoded host."""
        return str(self)

    def __str__(self):
        return str(self._url)

    def __repr__(self):
        return f'{self.__class__.__name__}({str(self._url)!r})'

    def __deepcopy__(self, memo):
        return self.__class__(self._url)

    def __eq__(self, other):
        return self.__class__ is other.__class__ and self._url == other._url

    def __lt__(self, other):
        return self.__class__ is other.__class__ and self._url < other._url

    def __gt__(self, other):
        return self.__class__ is other.__class__ and self._url > other._url

    def __le__(self, other):
        return self.__class__ is other.__class__ and self._url <= other._url

    def __ge__(self, other):
        return self.__class__ is other.__class__ and self._url >= other._url

    def __hash__(self):
        return hash(self._url)

    def __len__(self):
        return len(str(self._url))

    @classmethod
    def serialize_url(cls, url, info):
        """The URL as it is dumped."""
        if not isinstance(url, cls):
            from _pydantic_core import PydanticSerializationUnexpectedValue

            raise PydanticSerializationUnexpectedValue(
                f"Expected `{cls}` but got `{type(url)}` with value `'{url}'` - serialized value may not be as expected."
            )
        return str(url) if info.mode == 'json' else url

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        core = cls._core

        def wrap_val(value, validate):
            if isinstance(value, source):
                return value
            if isinstance(value, _BaseUrl):
                value = str(value)
            made = validate(value)
            instance = source.__new__(source)
            instance._url = made
            return instance

        del core
        return {
            'type': 'function-wrap',
            'function': {'type': 'no-info', 'function': wrap_val},
            'schema': {'type': cls._schema_type, **cls._constraints.defined_constraints},
            'serialization': {'type': 'function-plain', 'function': cls.serialize_url, 'info_arg': True},
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler):
        # The check around the core's schema doesn't show.
        return handler(core_schema['schema'])

    __pydantic_serializer__ = SchemaSerializer({'type': 'any', 'serialization': {'type': 'to-string'}})


def _url_validator(cls):
    found = cls.__dict__.get('_validator')
    if found is None:
        found = SchemaValidator(cls.__get_pydantic_core_schema__(cls, None))
        cls._validator = found
    return found


class AnyUrl(_BaseUrl):
    """Any URL."""

    __slots__ = ()

    @property
    def username(self):
        """The user's name."""
        return self._url.username

    @property
    def password(self):
        """The password."""
        return self._url.password

    @property
    def host(self):
        """The host, encoded."""
        return self._url.host

    def unicode_host(self):
        """The host, readable."""
        return self._url.unicode_host()

    @property
    def port(self):
        """The port, given or usual."""
        return self._url.port

    @classmethod
    def build(cls, *, scheme, username=None, password=None, host, port=None, path=None, query=None, fragment=None):
        """A URL from its parts."""
        return cls(
            Url.build(
                scheme=scheme,
                username=username,
                password=password,
                host=host,
                port=port,
                path=path,
                query=query,
                fragment=fragment,
            )
        )


class _BaseMultiHostUrl(_BaseUrl):
    _core = MultiHostUrl
    _schema_type = 'multi-host-url'
    __slots__ = ()

    def hosts(self):
        """The hosts."""
        return self._url.hosts()

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
        return cls(
            MultiHostUrl.build(
                scheme=scheme,
                hosts=hosts,
                username=username,
                password=password,
                host=host,
                port=port,
                path=path,
                query=query,
                fragment=fragment,
            )
        )


# name -> (base, constraints): each is a class of its own, made when it is first asked for.
_POSTGRES = (
    'postgres postgresql postgresql+asyncpg postgresql+pg8000 postgresql+psycopg postgresql+psycopg2 '
    'postgresql+psycopg2cffi postgresql+py-postgresql postgresql+pygresql'
).split()
_MYSQL = (
    'mysql mysql+mysqlconnector mysql+aiomysql mysql+asyncmy mysql+mysqldb mysql+pymysql mysql+cymysql mysql+pyodbc'
)
_CLICKHOUSE = 'clickhouse+native clickhouse+asynch clickhouse+http clickhouse clickhouses clickhousedb'
_URLS = {
    'AnyHttpUrl': (AnyUrl, {'allowed_schemes': ['http', 'https']}),
    'HttpUrl': (AnyUrl, {'max_length': 2083, 'allowed_schemes': ['http', 'https']}),
    'AnyWebsocketUrl': (AnyUrl, {'allowed_schemes': ['ws', 'wss']}),
    'WebsocketUrl': (AnyUrl, {'max_length': 2083, 'allowed_schemes': ['ws', 'wss']}),
    'FileUrl': (AnyUrl, {'allowed_schemes': ['file']}),
    'FtpUrl': (AnyUrl, {'allowed_schemes': ['ftp']}),
    'PostgresDsn': (_BaseMultiHostUrl, {'host_required': True, 'allowed_schemes': _POSTGRES}),
    'CockroachDsn': (
        AnyUrl,
        {'host_required': True, 'allowed_schemes': ['cockroachdb', 'cockroachdb+psycopg2', 'cockroachdb+asyncpg']},
    ),
    'AmqpDsn': (AnyUrl, {'allowed_schemes': ['amqp', 'amqps']}),
    'RedisDsn': (
        AnyUrl,
        {
            'allowed_schemes': ['redis', 'rediss'],
            'default_host': 'localhost',
            'default_port': 6379,
            'default_path': '/0',
            'host_required': True,
        },
    ),
    'MongoDsn': (_BaseMultiHostUrl, {'allowed_schemes': ['mongodb', 'mongodb+srv'], 'default_port': 27017}),
    'KafkaDsn': (AnyUrl, {'allowed_schemes': ['kafka'], 'default_host': 'localhost', 'default_port': 9092}),
    'NatsDsn': (
        _BaseMultiHostUrl,
        {'allowed_schemes': ['nats', 'tls', 'ws', 'wss'], 'default_host': 'localhost', 'default_port': 4222},
    ),
    'MySQLDsn': (AnyUrl, {'allowed_schemes': _MYSQL.split(), 'default_port': 3306, 'host_required': True}),
    'MariaDBDsn': (
        AnyUrl,
        {'allowed_schemes': ['mariadb', 'mariadb+mariadbconnector', 'mariadb+pymysql'], 'default_port': 3306},
    ),
    'ClickHouseDsn': (
        AnyUrl,
        {'allowed_schemes': _CLICKHOUSE.split(), 'default_host': 'localhost', 'default_port': 9000},
    ),
    'SnowflakeDsn': (AnyUrl, {'allowed_schemes': ['snowflake'], 'host_required': True}),
}


def __getattr__(name):
    found = _URLS.get(name)
    if found is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    base, constraints = found
    namespace = {'_constraints': UrlConstraints(**constraints), '__module__': __name__, '__slots__': ()}
    if name == 'PostgresDsn':
        namespace['host'] = property(lambda self: self._url.hosts()[0]['host'] if self._url.hosts() else None)
    made = globals()[name] = type(name, (base,), namespace)
    return made


# -- email -----------------------------------------------------------------------------------------------------------


class EmailStr:
    """An email address as text."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return {
            'type': 'function-after',
            'function': {'type': 'no-info', 'function': cls._validate},
            'schema': {'type': 'str'},
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler):
        field_schema = handler(core_schema)
        field_schema.update(type='string', format='email')
        return field_schema

    @classmethod
    def _validate(cls, input_value, /):
        return validate_email(input_value)[1]


class NameEmail(Representation):
    """A name with an email address."""

    __slots__ = 'name', 'email'

    def __init__(self, name, email):
        self.name = name
        self.email = email

    def __eq__(self, other):
        return isinstance(other, NameEmail) and (self.name, self.email) == (other.name, other.email)

    __hash__ = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return {
            'type': 'function-after',
            'function': {'type': 'no-info', 'function': cls._validate},
            'schema': {
                'type': 'json-or-python',
                'json_schema': {'type': 'str'},
                'python_schema': {
                    'type': 'union',
                    'choices': [{'type': 'is-instance', 'cls': cls}, {'type': 'str'}],
                    'custom_error_type': 'name_email_type',
                    'custom_error_message': 'Input is not a valid NameEmail',
                },
                'serialization': {'type': 'to-string'},
            },
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler):
        field_schema = handler(core_schema)
        field_schema.update(type='string', format='name-email')
        return field_schema

    @classmethod
    def _validate(cls, input_value, /):
        if isinstance(input_value, str):
            return cls(*validate_email(input_value))
        return input_value

    def __str__(self):
        if '@' in self.name:
            return f'"{self.name}" <{self.email}>'
        return f'{self.name} <{self.email}>'


def validate_email(value):
    """The name and the normalized address in a text like `John <john@example.com>`."""
    import re

    from ._email import EmailNotValidError, check_email

    if len(value) > 2048:
        raise PydanticCustomError(
            'value_error',
            'value is not a valid email address: {reason}',
            {'reason': 'Length must not exceed 2048 characters'},
        )
    match = re.fullmatch(r'\s*(?:"([^"]*)"|([^<>"]*?))?\s*<(.+)>\s*', value) if '<' in value and '@' in value else None
    name = None
    address = value
    if match is not None:
        quoted, plain, address = match.groups()
        name = quoted if quoted is not None else plain
    # The text as it came is checked except for spaces around it: a line break is an error of its own.
    stripped = address.strip(' ') if '\n' in address or '\r' in address else address.strip()
    try:
        local, normalized = check_email(stripped)
    except EmailNotValidError as error:
        raise PydanticCustomError(
            'value_error', 'value is not a valid email address: {reason}', {'reason': str(error)}
        ) from error
    return name or local, normalized


# -- IP addresses ----------------------------------------------------------------------------------------------------


class _IPvAny:
    __slots__ = ()
    _what = 'address'

    def __new__(cls, value):
        import ipaddress

        what = cls._what.capitalize()
        for version in '46':
            try:
                return getattr(ipaddress, f'IPv{version}{what}')(value)
            except ValueError:
                pass
        raise PydanticCustomError(f'ip_any_{cls._what}', f'value is not a valid IPv4 or IPv6 {cls._what}')

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler):
        return {'type': 'string', 'format': f'ipvany{cls._what}'}

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return {
            'type': 'function-plain',
            'function': {'type': 'no-info', 'function': cls._validate},
            'serialization': {'type': 'to-string'},
        }

    @classmethod
    def _validate(cls, input_value, /):
        return cls(input_value)


class IPvAnyAddress(_IPvAny):
    """An IPv4 or IPv6 address."""

    __slots__ = ()


class IPvAnyInterface(_IPvAny):
    """An IPv4 or IPv6 interface."""

    __slots__ = ()
    _what = 'interface'


class IPvAnyNetwork(_IPvAny):
    """An IPv4 or IPv6 network."""

    __slots__ = ()
    _what = 'network'
