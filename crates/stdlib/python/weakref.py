"""References that don't keep objects alive, and containers made of them."""

from _weakref import (  # noqa: F401
    CallableProxyType,
    ProxyType,
    ReferenceType,
    getweakrefcount,
    getweakrefs,
    proxy,
    ref,
)
from collections.abc import MutableMapping, MutableSet

ProxyTypes = (ProxyType, CallableProxyType)


class WeakMethod:
    """A reference to a bound method that lives as long as its object."""

    def __init__(self, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self._alive = True
        self._kind = type(meth)

        def gone(_):
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self._obj = ref(obj, gone)
        self._func = func

    def __call__(self):
        obj = self._obj()
        return None if obj is None else self._kind(self._func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return self._obj == other._obj and self._func == other._func

    def __hash__(self):
        return hash((self._obj, self._func))


class WeakValueDictionary(MutableMapping):
    """Entries go when their values do."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def _live(self):
        return [(key, value) for key, value in [(k, r()) for k, r in list(self.data.items())] if value is not None]  # fmt: skip

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        data = self.data

        def gone(reference):
            if data.get(key) is reference:
                del data[key]

        data[key] = ref(value, gone)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return iter([key for key, _ in self._live()])

    def __contains__(self, key):
        found = self.data.get(key)
        return found is not None and found() is not None

    def copy(self):
        return WeakValueDictionary(self._live())

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakKeyDictionary(MutableMapping):
    """Entries go when their keys do."""

    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        data = self.data
        data[ref(key, lambda reference: data.pop(reference, None))] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(list(iter(self)))

    def __iter__(self):
        keys = [reference() for reference in list(self.data)]
        return iter([key for key in keys if key is not None])

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def copy(self):
        new = WeakKeyDictionary()
        new.update(self)
        return new

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakSet(MutableSet):
    """Items go when nothing else has them."""

    def __init__(self, data=None):
        self.data = set()
        for item in data or ():
            self.add(item)

    def add(self, item):
        data = self.data
        data.add(ref(item, data.discard))

    def discard(self, item):
        self.data.discard(ref(item))

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __iter__(self):
        items = [reference() for reference in list(self.data)]
        return iter([item for item in items if item is not None])

    def __len__(self):
        return len(list(iter(self)))

    def update(self, other):
        for item in other:
            self.add(item)


class finalize:
    """Calls a function when an object goes away."""

    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)
        self._ref = ref(obj, lambda _: self())
        self.atexit = True

    def __call__(self, _=None):
        call, self._call = self._call, None
        if call is not None:
            return call[0](*call[1], **call[2])
        return None

    def detach(self):
        call, self._call = self._call, None
        return None if call is None else (self._ref(), *call)

    def peek(self):
        return None if self._call is None else (self._ref(), *self._call)

    @property
    def alive(self):
        return self._call is not None
