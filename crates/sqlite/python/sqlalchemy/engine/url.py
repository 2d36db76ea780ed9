"""Database URLs."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, quote_plus, unquote

from .. import exc
from ..util import immutabledict


class URL(NamedTuple):
    """The parts of a database URL."""

    drivername: str
    username: str
    password: str
    host: str
    port: int
    database: str
    query: immutabledict

    @classmethod
    def create(cls, drivername, username=None, password=None, host=None, port=None, database=None, query=immutabledict()):
        if not isinstance(drivername, str) or not drivername:
            raise TypeError("drivername must be a string")
        if port is not None:
            try:
                port = int(port)
            except (TypeError, ValueError):
                raise TypeError("Port argument must be an integer or None") from None
        return cls(drivername, username, password, host, port, database, cls._query(query))

    @staticmethod
    def _query(query):
        if not query:
            return immutabledict()
        items = query.items() if isinstance(query, Mapping) else query
        return immutabledict({k: v if isinstance(v, str) else tuple(v) for k, v in items})

    def set(self, **kw):
        kw = {k: v for k, v in kw.items() if v is not None}
        if "query" in kw:
            kw["query"] = self._query(kw["query"])
        return self._replace(**kw)

    def update_query_dict(self, query_parameters, append=False):
        return self.set(query={**self.query, **query_parameters})

    def update_query_pairs(self, key_value_pairs, append=False):
        return self.update_query_dict(dict(key_value_pairs), append)

    def update_query_string(self, query_string, append=False):
        return self.update_query_pairs(parse_qsl(query_string), append)

    def difference_update_query(self, names):
        return self._replace(query=immutabledict({k: v for k, v in self.query.items() if k not in names}))

    @property
    def normalized_query(self):
        return {k: (v,) if not isinstance(v, tuple) else v for k, v in self.query.items()}

    def render_as_string(self, hide_password=True):
        s = self.drivername + "://"
        if self.username is not None:
            s += quote(self.username, safe=" +")
            if self.password is not None:
                s += ":" + ("***" if hide_password else quote(str(self.password), safe=" +"))
            s += "@"
        if self.host is not None:
            s += f"[{self.host}]" if ":" in self.host else self.host
        if self.port is not None:
            s += ":" + str(self.port)
        if self.database is not None:
            s += "/" + quote(self.database, safe=" +/")
        if self.query:
            pairs = [(k, e) for k in sorted(self.query) for e in (
                [self.query[k]] if isinstance(self.query[k], str) else self.query[k]
            )]
            s += "?" + "&".join([f"{quote_plus(k)}={quote_plus(e)}" for k, e in pairs])
        return s

    def __repr__(self):
        return self.render_as_string()

    def __str__(self):
        return self.render_as_string()

    def __hash__(self):
        return hash(self.render_as_string(hide_password=False))

    def __eq__(self, other):
        return isinstance(other, URL) and tuple(self) == tuple(other)

    def __ne__(self, other):
        return not self == other

    def get_backend_name(self):
        return self.drivername.split("+")[0]

    def get_driver_name(self):
        if "+" in self.drivername:
            return self.drivername.split("+")[1]
        return self.get_dialect().driver

    def get_dialect(self, _is_async=False):
        from ..dialects import load

        return load(self.drivername)

    def translate_connect_args(self, names=None, **kw):
        found = {}
        for attr in ("host", "database", "username", "password", "port"):
            value = getattr(self, attr)
            if value:
                found[kw.get(attr, attr)] = value
        return found


_url = re.compile(
    r"""
    (?P<name>[\w\+]+)://
    (?:(?P<username>[^:/]*)(?::(?P<password>[^@]*))?@)?
    (?:(?:\[(?P<ipv6host>[^/\?]+)\]|(?P<ipv4host>[^/:\?]+))?(?::(?P<port>[^/\?]*))?)?
    (?:/(?P<database>[^\?]*))?
    (?:\?(?P<query>.*))?
    """,
    re.X,
)


def make_url(name_or_url):
    """A URL from a string."""
    if isinstance(name_or_url, URL):
        return name_or_url
    if not isinstance(name_or_url, str):
        raise exc.ArgumentError(f"Expected string or URL object, got {name_or_url!r}")
    m = _url.match(name_or_url)
    if m is None:
        raise exc.ArgumentError("Could not parse SQLAlchemy URL from given URL string")
    c = m.groupdict()
    query = None
    if c["query"] is not None:
        query = {}
        for key, value in parse_qsl(c["query"]):
            if key in query:
                before = query[key]
                query[key] = (*before, value) if isinstance(before, tuple) else (before, value)
            else:
                query[key] = value
    port = c["port"]
    if port:
        try:
            port = int(port)
        except ValueError as err:
            raise ValueError(str(err)) from None
    return URL.create(
        c["name"],
        username=unquote(c["username"]) if c["username"] is not None else None,
        password=unquote(c["password"]) if c["password"] is not None else None,
        host=c["ipv4host"] or c["ipv6host"], port=port or None, database=c["database"], query=query or immutabledict(),
    )
