"""Collections of related objects: lists, sets and dictionaries that tell the ORM what is added and removed."""

import weakref

from .. import exc as sa_exc
from .. import util
from .base import NO_KEY

_MISSING = object()


class CollectionAdapter:
    """Stands between a collection attribute and the user's collection."""

    __slots__ = ("attr", "_key", "_data", "owner_state", "invalidated", "empty")

    def __init__(self, attr, owner_state, data):
        self.attr = attr
        self._key = attr.key
        self._data = weakref.ref(data)
        self.owner_state = owner_state
        self.invalidated = self.empty = False
        data._sa_adapter = self

    @property
    def data(self):
        return self._data()

    def _set_empty(self, user_data):
        # A new empty collection isn't in the object's dictionary until something is put into it.
        self.empty = True
        self.owner_state._empty_collections[self._key] = user_data

    def _reset_empty(self):
        self.empty = False
        self.owner_state.dict[self._key] = self.owner_state._empty_collections.pop(self._key)

    def append_with_event(self, item, initiator=None):
        self._data()._sa_appender(item, _sa_initiator=initiator)

    def append_without_event(self, item):
        self._data()._sa_appender(item, _sa_initiator=False)

    def append_multiple_without_event(self, items):
        appender = self._data()._sa_appender
        for item in items:
            appender(item, _sa_initiator=False)

    def remove_with_event(self, item, initiator=None):
        self._data()._sa_remover(item, _sa_initiator=initiator)

    def remove_without_event(self, item):
        self._data()._sa_remover(item, _sa_initiator=False)

    def clear_with_event(self, initiator=None):
        remover = self._data()._sa_remover
        for item in list(self):
            remover(item, _sa_initiator=initiator)

    def __iter__(self):
        return iter(self._data()._sa_iterator())

    def __len__(self):
        return len(list(self._data()._sa_iterator()))

    def __bool__(self):
        return True

    def _ready(self):
        if self.invalidated:
            util.warn("This collection has been invalidated.")
        if self.empty:
            self._reset_empty()

    def fire_append_event(self, item, initiator=None, key=NO_KEY):
        if initiator is False:
            return item
        self._ready()
        return self.attr.fire_append_event(self.owner_state, self.owner_state.dict, item, initiator, key)

    def fire_append_wo_mutation_event(self, item, initiator=None, key=NO_KEY):
        if initiator is not False:
            self._ready()
            self.attr.fire_append_wo_mutation_event(self.owner_state, self.owner_state.dict, item, initiator, key)

    def fire_remove_event(self, item, initiator=None, key=NO_KEY):
        if initiator is not False:
            self._ready()
            self.attr.fire_remove_event(self.owner_state, self.owner_state.dict, item, initiator, key)

    def fire_pre_remove_event(self, initiator=None, key=NO_KEY):
        if self.invalidated:
            util.warn("This collection has been invalidated.")
        self.attr.fire_pre_remove_event(self.owner_state, self.owner_state.dict, initiator, key)


def collection_adapter(collection):
    return collection._sa_adapter


def bulk_replace(values, existing, new, initiator=None):
    """Put `values` into the new collection: events for what is added, and for what the old one had besides."""
    given = {id(value) for value in values}
    had = {id(value): value for value in existing}
    appender = new.data._sa_appender
    for member in values:
        appender(member, _sa_initiator=False if id(member) in had else initiator)
    for ident, member in had.items():
        if ident in given:
            existing.fire_append_wo_mutation_event(member, initiator)
    for ident, member in had.items():
        if ident not in given:
            existing.fire_remove_event(member, initiator)


class collection:
    """Decorators that say what the methods of a collection class of one's own do."""

    @staticmethod
    def appender(fn):
        fn._sa_instrument_role = "appender"
        return fn

    @staticmethod
    def remover(fn):
        fn._sa_instrument_role = "remover"
        return fn

    @staticmethod
    def iterator(fn):
        fn._sa_instrument_role = "iterator"
        return fn

    @staticmethod
    def internally_instrumented(fn):
        fn._sa_instrumented = True
        return fn


def _set(coll, item, initiator, key=NO_KEY):
    adapter = coll._sa_adapter
    if initiator is not False and adapter is not None:
        return adapter.fire_append_event(item, initiator, key)
    return item


def _set_wo_mutation(coll, item, initiator=None):
    adapter = coll._sa_adapter
    if initiator is not False and adapter is not None:
        adapter.fire_append_wo_mutation_event(item, initiator)


def _del(coll, item, initiator, key=NO_KEY):
    adapter = coll._sa_adapter
    if initiator is not False and adapter is not None:
        adapter.fire_remove_event(item, initiator, key)


def _before_pop(coll):
    if coll._sa_adapter is not None:
        coll._sa_adapter.fire_pre_remove_event()


def _list_methods(base):
    def append(self, item, _sa_initiator=None):
        base.append(self, _set(self, item, _sa_initiator))

    def remove(self, value, _sa_initiator=None):
        _del(self, value, _sa_initiator)
        base.remove(self, value)

    def insert(self, index, value):
        base.insert(self, index, _set(self, value, None, index))

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            existing = self[index]
            if existing is not None:
                _del(self, existing, None, index)
            base.__setitem__(self, index, _set(self, value, None, index))
            return
        start, stop, step = index.indices(len(self))
        if step == 1:
            if value is self:
                return
            for _ in range(start, stop):
                if len(self) > start:
                    del self[start]
            for i, item in enumerate(value):
                self.insert(i + start, item)
            return
        places = list(range(start, stop, step))
        if len(value) != len(places):
            raise ValueError(
                f"attempt to assign sequence of size {len(value)} to extended slice of size {len(places)}"
            )
        for i, item in zip(places, value):
            self[i] = item

    def __delitem__(self, index):
        for item in self[index] if isinstance(index, slice) else [self[index]]:
            _del(self, item, None, index)
        base.__delitem__(self, index)

    def extend(self, iterable):
        for value in list(iterable):
            self.append(value)

    def __iadd__(self, iterable):
        for value in list(iterable):
            self.append(value)
        return self

    def pop(self, index=-1):
        _before_pop(self)
        item = base.pop(self, index)
        _del(self, item, None, index)
        return item

    def clear(self, index=-1):
        for item in self:
            _del(self, item, None, index)
        base.clear(self)

    return locals()


def _set_methods(base):
    def add(self, value, _sa_initiator=None):
        if value not in self:
            value = _set(self, value, _sa_initiator)
        else:
            _set_wo_mutation(self, value, _sa_initiator)
        base.add(self, value)

    def discard(self, value, _sa_initiator=None):
        if value in self:
            _del(self, value, _sa_initiator)
        base.discard(self, value)

    def remove(self, value, _sa_initiator=None):
        if value in self:
            _del(self, value, _sa_initiator)
        base.remove(self, value)

    def pop(self):
        _before_pop(self)
        item = base.pop(self)
        _del(self, item, None)
        return item

    def clear(self):
        for item in list(self):
            self.remove(item)

    def update(self, *others):
        for other in others:
            for item in list(other):
                self.add(item)

    def difference_update(self, *others):
        for other in others:
            for item in list(other):
                self.discard(item)

    def _become(self, want):
        have = set(self)
        for item in have - want:
            self.remove(item)
        for item in want - have:
            self.add(item)

    def intersection_update(self, other):
        self._become(set(self).intersection(other))

    def symmetric_difference_update(self, other):
        self._become(set(self).symmetric_difference(other))

    def _inplace(method):
        def operator(self, other):
            if not isinstance(other, (set, frozenset)):
                return NotImplemented
            method(self, other)
            return self

        return operator

    __ior__ = _inplace(update)
    __isub__ = _inplace(difference_update)
    __iand__ = _inplace(intersection_update)
    __ixor__ = _inplace(symmetric_difference_update)
    return locals()


def _dict_methods(base):
    def __setitem__(self, key, value, _sa_initiator=None):
        if key in self:
            _del(self, self[key], _sa_initiator, key)
        base.__setitem__(self, key, _set(self, value, _sa_initiator, key))

    def __delitem__(self, key, _sa_initiator=None):
        if key in self:
            _del(self, self[key], _sa_initiator, key)
        base.__delitem__(self, key)

    def clear(self):
        for key in self:
            _del(self, self[key], None, key)
        base.clear(self)

    def pop(self, key, *default):
        _before_pop(self)
        present = key in self
        item = base.pop(self, key, *default)
        if present:
            _del(self, item, None, key)
        return item

    def popitem(self):
        _before_pop(self)
        item = base.popitem(self)
        _del(self, item[1], None, 1)
        return item

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
            return default
        value = self[key]
        if value is default:
            _set_wo_mutation(self, value)
        return value

    def update(self, *others, **kw):
        for other in (*others, kw):
            pairs = [(key, other[key]) for key in other.keys()] if hasattr(other, "keys") else other
            for key, value in pairs:
                if key not in self or self[key] is not value:
                    self[key] = value
                else:
                    _set_wo_mutation(self, value)

    return locals()


_KINDS = {
    list: (_list_methods, {"appender": "append", "remover": "remove", "iterator": "__iter__"}),
    set: (_set_methods, {"appender": "add", "remover": "remove", "iterator": "__iter__"}),
    dict: (_dict_methods, {"iterator": "values"}),
}


def duck_type_collection(specimen):
    """Whether an object or class is like a list, a set or a dict; or None."""
    if hasattr(specimen, "__emulates__"):
        emulates = specimen.__emulates__
        return set if emulates is not None and issubclass(emulates, set) else emulates
    cls = specimen if isinstance(specimen, type) else type(specimen)
    for kind in (list, set, dict):
        if issubclass(cls, kind):
            return kind
    if hasattr(specimen, "append"):
        return list
    if hasattr(specimen, "add"):
        return set
    return dict if hasattr(specimen, "set") else None


class _Methods:
    """The methods that a class had before they were wrapped."""

    def __init__(self, cls):
        for name in dir(cls):
            if callable(getattr(cls, name)) and name not in ("__class__", "__init__", "__dict__"):
                try:
                    setattr(self, name, getattr(cls, name))
                except (AttributeError, TypeError):
                    continue


def _role_wrapper(method, event):
    def wrapper(self, value, _sa_initiator=None):
        adapter = None if _sa_initiator is False else self._sa_adapter
        if adapter is not None:
            getattr(adapter, event)(value, _sa_initiator)
        return method(self, value)

    wrapper._sa_instrumented = True
    wrapper.__name__ = method.__name__
    return wrapper


def _instrument_class(cls, kind=None):
    kind = kind or duck_type_collection(cls)
    roles = {}
    for base in cls.__mro__:
        for name, method in vars(base).items():
            role = getattr(method, "_sa_instrument_role", None)
            if role:
                roles.setdefault(role, name)
    if kind in _KINDS:
        make, canned = _KINDS[kind]
        for role, name in canned.items():
            roles.setdefault(role, name)
        base = kind if kind in cls.__bases__ and not any(name in vars(cls) for name in dir(kind) if name in
                                                         ("append", "remove", "add", "__setitem__")) else _Methods(cls)
        for name, method in make(base).items():
            present = getattr(cls, name, None)
            if callable(method) and name != "base" and not getattr(present, "_sa_instrumented", False):
                if present is not None or name == "_become":
                    method._sa_instrumented = True
                    setattr(cls, name, method)
    for role, event in (("appender", "fire_append_event"), ("remover", "fire_remove_event")):
        if role not in roles or not hasattr(cls, roles[role]):
            article = "an appender" if role == "appender" else "a remover"
            raise sa_exc.ArgumentError(f"Type {cls.__name__} must elect {article} method to be a collection class")
        method = getattr(cls, roles[role])
        if not getattr(method, "_sa_instrumented", False):
            setattr(cls, roles[role], _role_wrapper(method, event))
    if "iterator" not in roles or not hasattr(cls, roles["iterator"]):
        raise sa_exc.ArgumentError(f"Type {cls.__name__} must elect an iterator method to be a collection class")
    for role, name in roles.items():
        setattr(cls, "_sa_" + role, getattr(cls, name))
    cls._sa_adapter = None
    cls._sa_instrumented_class = cls


class InstrumentedList(list):
    """A list of related objects."""


class InstrumentedSet(set):
    """A set of related objects."""


class InstrumentedDict(dict):
    """A dictionary of related objects."""


class KeyFuncDict(dict):
    """A dictionary of related objects whose keys are made from the objects."""

    def __init__(self, keyfunc, *args, ignore_unpopulated_attribute=False):
        self.keyfunc = keyfunc
        super().__init__(*args)

    @collection.appender
    @collection.internally_instrumented
    def set(self, value, _sa_initiator=None):
        self.__setitem__(self.keyfunc(value), value, _sa_initiator)

    @collection.remover
    @collection.internally_instrumented
    def remove(self, value, _sa_initiator=None):
        key = self.keyfunc(value)
        if self[key] != value:
            raise sa_exc.InvalidRequestError(
                f"Can not remove '{value}' from collection; collection holds '{self[key]}' for key '{key}'. Possible "
                "cause: is the MappedCollection key function based on mutable properties or properties that only "
                "obtain values after flush?"
            )
        self.__delitem__(key, _sa_initiator)


def keyfunc_mapping(keyfunc, *, ignore_unpopulated_attribute=False):
    class _MKeyfuncMapped(KeyFuncDict):
        def __init__(self, *args):
            super().__init__(keyfunc, *args)

    return _MKeyfuncMapped


def attribute_keyed_dict(attr_name, *, ignore_unpopulated_attribute=False):
    return keyfunc_mapping(lambda obj: getattr(obj, attr_name))


def column_keyed_dict(mapping_spec, *, ignore_unpopulated_attribute=False):
    columns = mapping_spec if isinstance(mapping_spec, (list, tuple)) else [mapping_spec]

    def keyfunc(obj):
        from .base import object_mapper

        mapper = object_mapper(obj)
        keys = tuple(getattr(obj, mapper.get_property_by_column(column).key) for column in columns)
        return keys if len(keys) > 1 else keys[0]

    return keyfunc_mapping(keyfunc)


mapped_collection = keyfunc_mapping
attribute_mapped_collection = attribute_keyed_dict
column_mapped_collection = column_keyed_dict
MappedCollection = KeyFuncDict
_CANNED = {list: InstrumentedList, set: InstrumentedSet, dict: InstrumentedDict}


def prepare_instrumentation(factory):
    """The factory of a collection attribute, with its class instrumented."""
    factory = _CANNED.get(factory, factory)
    cls = type(factory())
    if cls in _CANNED:
        factory = cls = _CANNED[cls]
    if vars(cls).get("_sa_instrumented_class") is not cls:
        _instrument_class(cls)
    return factory


for _cls in (InstrumentedList, InstrumentedSet, KeyFuncDict):
    _instrument_class(_cls)
