"""Small helpers that the whole package shares: immutable mappings, ordered sets, memoized attributes, warnings."""

import sys
import warnings

from .. import exc


class immutabledict(dict):
    """A dictionary that can't be changed; `union` and `merge_with` give new ones."""

    def _immutable(self, *arg, **kw):
        raise TypeError(f"{type(self).__name__} object is immutable")

    __delitem__ = __setitem__ = clear = pop = popitem = setdefault = update = _immutable

    def union(self, other=None, /, **kw):
        if not other and not kw:
            return self
        new = dict(self)
        if other:
            new.update(other)
        new.update(kw)
        return immutabledict(new)

    def merge_with(self, *dicts):
        new = None
        for d in dicts:
            if d:
                if new is None:
                    new = dict(self)
                new.update(d)
        return self if new is None else immutabledict(new)

    def __or__(self, other):
        return immutabledict({**self, **other})

    def __ror__(self, other):
        return immutabledict({**other, **self})

    def __copy__(self):
        return self

    def __reduce__(self):
        return immutabledict, (dict(self),)

    def __repr__(self):
        return f"immutabledict({dict.__repr__(self)})"


EMPTY_DICT = immutabledict()
EMPTY_SET = frozenset()


class ReadOnlyProperties:
    """Attribute and item access to a mapping of names, without assignment."""

    def __init__(self, data):
        object.__setattr__(self, "_data", data)

    def __getattr__(self, key):
        try:
            return self._data[key]
        except KeyError:
            raise AttributeError(key) from None

    def __setattr__(self, key, value):
        raise TypeError(f"{type(self).__name__} object is immutable and/or readonly")

    def __getitem__(self, key):
        return self._data[key]

    def __iter__(self):
        return iter(list(self._data.values()))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def __dir__(self):
        return dir(type(self)) + [str(k) for k in self._data]

    def keys(self):
        return list(self._data)

    def values(self):
        return list(self._data.values())

    def items(self):
        return list(self._data.items())

    def get(self, key, default=None):
        return self._data.get(key, default)

    def as_readonly(self):
        return self


class LRUCache(dict):
    """A dictionary that forgets what hasn't been used for long."""

    def __init__(self, capacity=100, threshold=0.5, size_alert=None):
        super().__init__()
        self.capacity = capacity
        self.threshold = threshold

    def get(self, key, default=None):
        value = dict.get(self, key, default)
        if value is not None and len(self) > self.capacity // 2:
            dict.__delitem__(self, key)
            dict.__setitem__(self, key, value)
        return value

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, value)
        if len(self) > self.capacity + self.capacity * self.threshold:
            for old in list(self)[: len(self) - self.capacity]:
                del self[old]


class memoized_property:
    """A property whose value is computed once and then stands in the instance's `__dict__`."""

    def __init__(self, fget, doc=None):
        self.fget = fget
        self.__doc__ = doc or fget.__doc__
        self.__name__ = fget.__name__

    def __get__(self, obj, cls):
        if obj is None:
            return self
        obj.__dict__[self.__name__] = result = self.fget(obj)
        return result


ro_memoized_property = memoized_property
ro_non_memoized_property = property


def memoized_instancemethod(fn):
    """A method without arguments that is computed once for each instance."""
    name = "_memo_" + fn.__name__

    def oneshot(self):
        try:
            return self.__dict__[name]
        except KeyError:
            self.__dict__[name] = result = fn(self)
            return result

    oneshot.__name__ = fn.__name__
    oneshot.__doc__ = fn.__doc__
    return oneshot


class hybridmethod:
    """A function that is a class method on the class and an instance method on instances."""

    def __init__(self, func):
        self.func = self.clslevel = func

    def __get__(self, instance, owner):
        if instance is None:
            return self.clslevel.__get__(owner, owner.__class__)
        return self.func.__get__(instance, owner)

    def classlevel(self, func):
        self.clslevel = func
        return self


class OrderedSet:
    """A set that remembers the order in which its members came."""

    def __init__(self, d=None):
        self._d = dict.fromkeys(d) if d is not None else {}

    def add(self, element):
        self._d[element] = None

    def remove(self, element):
        del self._d[element]

    def discard(self, element):
        self._d.pop(element, None)

    def pop(self):
        return self._d.popitem()[0]

    def clear(self):
        self._d.clear()

    def insert(self, pos, element):
        if element not in self._d:
            items = list(self._d)
            items.insert(pos, element)
            self._d = dict.fromkeys(items)

    def update(self, *iterables):
        for iterable in iterables:
            for element in iterable:
                self._d[element] = None

    def __contains__(self, element):
        return element in self._d

    def __iter__(self):
        return iter(list(self._d))

    def __len__(self):
        return len(self._d)

    def __getitem__(self, index):
        return list(self._d)[index]

    def __eq__(self, other):
        return set(self._d) == set(other)

    __hash__ = None

    def copy(self):
        return type(self)(self._d)

    def union(self, *other):
        result = self.copy()
        result.update(*other)
        return result

    __or__ = union

    def intersection(self, *other):
        others = [set(o) for o in other]
        return type(self)(a for a in self._d if all(a in o for o in others))

    __and__ = intersection

    def difference(self, *other):
        others = [set(o) for o in other]
        return type(self)(a for a in self._d if not any(a in o for o in others))

    __sub__ = difference

    def symmetric_difference(self, other):
        other = OrderedSet(other)
        return type(self)([a for a in self._d if a not in other] + [a for a in other if a not in self._d])

    __xor__ = symmetric_difference

    def __ior__(self, other):
        self.update(other)
        return self

    def difference_update(self, *other):
        self._d = self.difference(*other)._d

    def intersection_update(self, *other):
        self._d = self.intersection(*other)._d

    def issubset(self, other):
        return all(a in other for a in self._d)

    def issuperset(self, other):
        return all(a in self._d for a in other)

    def __repr__(self):
        return f"{type(self).__name__}({list(self._d)!r})"


class IdentitySet:
    """A set that tells its members apart by identity, in the order in which they came."""

    def __init__(self, iterable=None):
        self._members = {}
        if iterable is not None:
            self.update(iterable)

    def add(self, value):
        self._members[id(value)] = value

    def update(self, iterable):
        for value in iterable:
            self._members[id(value)] = value

    def __contains__(self, value):
        return id(value) in self._members

    def remove(self, value):
        del self._members[id(value)]

    def discard(self, value):
        self._members.pop(id(value), None)

    def pop(self):
        return self._members.popitem()[1]

    def clear(self):
        self._members.clear()

    def __iter__(self):
        return iter(list(self._members.values()))

    def __len__(self):
        return len(self._members)

    def __eq__(self, other):
        return isinstance(other, IdentitySet) and self._members.keys() == other._members.keys()

    __hash__ = None

    def copy(self):
        result = type(self)()
        result._members = dict(self._members)
        return result

    def union(self, iterable):
        result = self.copy()
        result.update(iterable)
        return result

    __or__ = union

    def difference(self, iterable):
        other = {id(v) for v in iterable}
        result = type(self)()
        result._members = {k: v for k, v in self._members.items() if k not in other}
        return result

    __sub__ = difference

    def intersection(self, iterable):
        other = {id(v) for v in iterable}
        result = type(self)()
        result._members = {k: v for k, v in self._members.items() if k in other}
        return result

    __and__ = intersection

    def difference_update(self, iterable):
        self._members = self.difference(iterable)._members

    def __repr__(self):
        return f"{type(self).__name__}({list(self._members.values())!r})"


OrderedIdentitySet = IdentitySet
column_set = set
column_dict = dict
populate_column_dict = dict
OrderedDict = dict


def to_list(x, default=None):
    if x is None:
        return default
    if not isinstance(x, (list, tuple, set, frozenset)) and not (hasattr(x, "__iter__") and not isinstance(x, (str, bytes))):
        return [x]
    return x if isinstance(x, list) else list(x)


def to_set(x):
    if x is None:
        return set()
    return x if isinstance(x, set) else set(to_list(x))


def to_column_set(x):
    return to_set(x)


def flatten_iterator(x):
    for elem in x:
        if hasattr(elem, "__iter__") and not isinstance(elem, (str, bytes)):
            yield from flatten_iterator(elem)
        else:
            yield elem


def coerce_generator_arg(arg):
    """`f([a, b])` and `f(a, b)` mean the same where SQLAlchemy says so."""
    if len(arg) == 1 and hasattr(arg[0], "__next__"):
        return list(arg[0])
    return arg


def unique_list(seq, hashfunc=None):
    if hashfunc is None:
        return list(dict.fromkeys(seq))
    seen = set()
    return [x for x in seq if not ((h := hashfunc(x)) in seen or seen.add(h))]


def counter():
    """A callable that gives the next whole number."""
    n = 0

    def _next():
        nonlocal n
        n += 1
        return n

    return _next


def asbool(obj):
    if isinstance(obj, str):
        obj = obj.strip().lower()
        if obj in ("true", "yes", "on", "y", "t", "1"):
            return True
        if obj in ("false", "no", "off", "n", "f", "0"):
            return False
        raise ValueError(f"String is not true/false: {obj!r}")
    return bool(obj)


def coerce_kw_type(kw, key, type_, flexi_bool=True, dest=None):
    """Turn the text of a setting into the type that the setting has."""
    dest = kw if dest is None else dest
    if key in kw and kw[key] is not None and not (isinstance(type_, type) and isinstance(kw[key], type_)):
        dest[key] = asbool(kw[key]) if type_ is bool and flexi_bool else type_(kw[key])


def _user_stacklevel():
    """How far up the first frame outside this package is, seen from the caller of `warn`."""
    level = 2
    while True:
        try:
            name = sys._getframe(level).f_globals.get("__name__", "")
        except ValueError:
            return 2
        if name != "sqlalchemy" and not name.startswith("sqlalchemy."):
            return level
        level += 1


def warn(msg, code=None):
    warnings.warn(exc.SAWarning(msg, code=code) if code else exc.SAWarning(msg), stacklevel=_user_stacklevel())


def warn_limited(msg, args):
    warnings.warn(exc.SAWarning(msg % args), stacklevel=_user_stacklevel())


def warn_deprecated(msg, version=None, stacklevel=3, code=None):
    _warn_with_version(msg, version, exc.SADeprecationWarning, stacklevel, code=code)


def _warn_with_version(msg, version, type_, stacklevel=3, code=None):
    warning = type_(msg, code=code)
    warning.deprecated_since = version
    warnings.warn(warning, stacklevel=_user_stacklevel())


def ellipses_string(value, len_=25):
    text = str(value)
    return text if len(text) <= len_ else text[:len_] + "..."


def unimplemented(what, instead):
    """The error for what this SQLAlchemy doesn't have; nothing is ignored silently."""
    return exc.InvalidRequestError(f"{what} isn't supported in the playground; {instead}")


from . import topological  # noqa: E402, F401
