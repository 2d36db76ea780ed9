"""Headers, multi-dictionaries, state, uploads. URLs live in `starlette._urls` and are loaded when first asked for."""

from collections.abc import Mapping


def __getattr__(name):
    if name in ("URL", "URLPath"):
        from starlette import _urls

        globals().update(URL=_urls.URL, URLPath=_urls.URLPath)
        return globals()[name]
    if name in ("Secret", "CommaSeparatedStrings"):
        from starlette import config

        return getattr(config, name)
    raise AttributeError(f"module 'starlette.datastructures' has no attribute '{name}'")


class Address(tuple):
    """A host and a port."""

    def __new__(cls, host, port):
        return tuple.__new__(cls, (host, port))

    @property
    def host(self):
        return self[0]

    @property
    def port(self):
        return self[1]

    def __repr__(self):
        return f"Address(host={self[0]!r}, port={self[1]!r})"


class ImmutableMultiDict(Mapping):
    def __init__(self, *args, **kwargs):
        assert len(args) < 2, "Too many arguments."
        value = args[0] if args else []
        if hasattr(value, "multi_items"):
            pairs = list(value.multi_items())
        elif hasattr(value, "items"):
            pairs = list(value.items())
        else:
            pairs = list(value)
        if kwargs:
            pairs += list(kwargs.items())
        self._list = [(key, item) for key, item in pairs]
        self._dict = dict(self._list)

    def getlist(self, key):
        return [value for name, value in self._list if name == key]

    def get(self, key, default=None):
        return self._dict.get(key, default)

    def keys(self):
        return self._dict.keys()

    def values(self):
        return self._dict.values()

    def items(self):
        return self._dict.items()

    def multi_items(self):
        return list(self._list)

    def __getitem__(self, key):
        return self._dict[key]

    def __contains__(self, key):
        return key in self._dict

    def __iter__(self):
        return iter(self._dict)

    def __len__(self):
        return len(self._dict)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return False
        return sorted(self._list) == sorted(other._list)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._list!r})"


class MultiDict(ImmutableMultiDict):
    def __setitem__(self, key, value):
        self.setlist(key, [value])

    def __delitem__(self, key):
        self._list = [(name, value) for name, value in self._list if name != key]
        del self._dict[key]

    def pop(self, key, default=None):
        self._list = [(name, value) for name, value in self._list if name != key]
        return self._dict.pop(key, default)

    def popitem(self):
        key, value = self._dict.popitem()
        self._list = [(name, item) for name, item in self._list if name != key]
        return key, value

    def poplist(self, key):
        values = self.getlist(key)
        self.pop(key)
        return values

    def clear(self):
        self._dict.clear()
        self._list.clear()

    def setdefault(self, key, default=None):
        if key not in self:
            self._dict[key] = default
            self._list.append((key, default))
        return self[key]

    def setlist(self, key, values):
        if not values:
            self.pop(key, None)
            return
        self._list = [(name, value) for name, value in self._list if name != key]
        self._list += [(key, value) for value in values]
        self._dict[key] = values[-1]

    def append(self, key, value):
        self._list.append((key, value))
        self._dict[key] = value

    def update(self, *args, **kwargs):
        value = MultiDict(*args, **kwargs)
        kept = [(name, item) for name, item in self._list if name not in value]
        self._list = kept + value._list
        self._dict.update(value._dict)


class QueryParams(ImmutableMultiDict):
    def __init__(self, *args, **kwargs):
        assert len(args) < 2, "Too many arguments."
        value = args[0] if args else []
        if isinstance(value, bytes):
            value = value.decode("latin-1")
        if isinstance(value, str):
            if value:
                from urllib.parse import parse_qsl

                value = parse_qsl(value, keep_blank_values=True)
            else:
                value = []
        super().__init__(value, **kwargs)
        self._list = [(str(key), str(item)) for key, item in self._list]
        self._dict = dict(self._list)

    def __str__(self):
        from urllib.parse import urlencode

        return urlencode(self._list)

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"


class UploadFile:
    """A file that came in a form. Its methods are coroutines, as the real one's are."""

    def __init__(self, file, *, size=None, filename=None, headers=None):
        self.filename = filename
        self.file = file
        self.size = size
        self.headers = Headers() if headers is None else headers

    @property
    def content_type(self):
        return self.headers.get("content-type", None)

    async def write(self, data):
        if self.size is not None:
            self.size += len(data)
        self.file.write(data)

    async def read(self, size=-1):
        return self.file.read(size)

    async def seek(self, offset):
        self.file.seek(offset)

    async def close(self):
        self.file.close()

    def __repr__(self):
        return f"{self.__class__.__name__}(filename={self.filename!r}, size={self.size!r}, headers={self.headers!r})"


class FormData(ImmutableMultiDict):
    async def close(self):
        for _, value in self._list:
            if isinstance(value, UploadFile):
                await value.close()


class Headers(Mapping):
    """Case-insensitive, several values to a name, kept as the bytes that travel."""

    def __init__(self, headers=None, raw=None, scope=None):
        if headers is not None:
            assert raw is None, 'Cannot set both "headers" and "raw".'
            assert scope is None, 'Cannot set both "headers" and "scope".'
            self._list = [(key.lower().encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
        elif raw is not None:
            assert scope is None, 'Cannot set both "raw" and "scope".'
            self._list = raw
        elif scope is not None:
            self._list = scope["headers"] = list(scope["headers"])
        else:
            self._list = []

    @property
    def raw(self):
        return self._list

    def keys(self):
        return [key.decode("latin-1") for key, _ in self._list]

    def values(self):
        return [value.decode("latin-1") for _, value in self._list]

    def items(self):
        return [(key.decode("latin-1"), value.decode("latin-1")) for key, value in self._list]

    def get(self, key, default=None):
        wanted = key.lower().encode("latin-1")
        for name, value in self._list:
            if name == wanted:
                return value.decode("latin-1")
        return default

    def getlist(self, key):
        wanted = key.lower().encode("latin-1")
        return [value.decode("latin-1") for name, value in self._list if name == wanted]

    def mutablecopy(self):
        return MutableHeaders(raw=self._list[:])

    def __getitem__(self, key):
        wanted = key.lower().encode("latin-1")
        for name, value in self._list:
            if name == wanted:
                return value.decode("latin-1")
        raise KeyError(key)

    def __contains__(self, key):
        wanted = key.lower().encode("latin-1")
        for name, _ in self._list:
            if name == wanted:
                return True
        return False

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._list)

    def __eq__(self, other):
        if not isinstance(other, Headers):
            return False
        return sorted(self._list) == sorted(other._list)

    def __repr__(self):
        plain = dict(self.items())
        if len(plain) == len(self):
            return f"{self.__class__.__name__}({plain!r})"
        return f"{self.__class__.__name__}(raw={self.raw!r})"


class MutableHeaders(Headers):
    def __setitem__(self, key, value):
        wanted = key.lower().encode("latin-1")
        new = value.encode("latin-1")
        found = [index for index, (name, _) in enumerate(self._list) if name == wanted]
        for index in reversed(found[1:]):
            del self._list[index]
        if found:
            self._list[found[0]] = (wanted, new)
        else:
            self._list.append((wanted, new))

    def __delitem__(self, key):
        wanted = key.lower().encode("latin-1")
        for index in range(len(self._list) - 1, -1, -1):
            if self._list[index][0] == wanted:
                del self._list[index]

    def __ior__(self, other):
        if not isinstance(other, Mapping):
            raise TypeError(f"Expected a mapping but got {other.__class__.__name__}")
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            raise TypeError(f"Expected a mapping but got {other.__class__.__name__}")
        new = self.mutablecopy()
        new.update(other)
        return new

    def setdefault(self, key, value):
        present = self.get(key)
        if present is not None:
            return present
        self._list.append((key.lower().encode("latin-1"), value.encode("latin-1")))
        return value

    def update(self, other):
        for key, value in other.items():
            self[key] = value

    def append(self, key, value):
        self._list.append((key.lower().encode("latin-1"), value.encode("latin-1")))

    def add_vary_header(self, vary):
        present = self.get("vary")
        if present is not None:
            vary = f"{present}, {vary}"
        self["vary"] = vary


class State:
    """Attributes that a program hangs on an application or a request."""

    def __init__(self, state=None):
        super().__setattr__("_state", {} if state is None else state)

    def __setattr__(self, key, value):
        self._state[key] = value

    def __getattr__(self, key):
        try:
            return self._state[key]
        except KeyError:
            raise AttributeError(f"'{self.__class__.__name__}' object has no attribute '{key}'") from None

    def __delattr__(self, key):
        try:
            del self._state[key]
        except KeyError:
            raise AttributeError(f"'{self.__class__.__name__}' object has no attribute '{key}'") from None

    def __getitem__(self, key):
        return self._state[key]

    def __setitem__(self, key, value):
        self._state[key] = value

    def __delitem__(self, key):
        del self._state[key]

    def __iter__(self):
        return iter(self._state)

    def __len__(self):
        return len(self._state)
