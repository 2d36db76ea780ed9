"""`association_proxy()`: an attribute of related objects as if it were one's own."""

from .. import inspection
from ..orm.base import InspectionAttr, InspectionExtension, instance_state
from ..orm.collections import duck_type_collection
from ..orm.interfaces import attribute_options
from ..orm.mapped import ORMDescriptor

ASSOCIATION_PROXY = InspectionExtension.ASSOCIATION_PROXY


class AssociationProxy(InspectionAttr, ORMDescriptor):
    """The descriptor; on an object it gives a value or a collection of values."""

    is_attribute = True
    extension_type = ASSOCIATION_PROXY
    key = None

    def __init__(self, target_collection, attr, *, creator=None, **kw):
        self._attribute_options = attribute_options(kw)
        for name in ("getset_factory", "proxy_factory", "proxy_bulk_set", "cascade_scalar_deletes",
                     "create_on_none_assignment", "info"):
            kw.pop(name, None)
        if kw:
            raise TypeError(f"association_proxy() got an unexpected keyword argument {next(iter(kw))!r}")
        self.target_collection = target_collection
        self.value_attr = attr
        self.creator = creator

    def __set_name__(self, owner, name):
        self.key = name

    def _prop(self, owner):
        mapper = inspection.inspect(owner).mapper
        mapper._check_configure()
        return mapper.get_property(self.target_collection)

    def _target_class(self, obj):
        return self._prop(type(obj)).mapper.class_

    def _create(self, obj, *args):
        return (self.creator or self._target_class(obj))(*args)

    def __get__(self, instance, owner):
        if instance is None:
            if inspection.inspect(owner, raiseerr=False) is None:
                return self
            return AssociationProxyInstance(self, owner)
        prop = self._prop(owner)
        target = getattr(instance, self.target_collection)
        if not prop.uselist:
            return getattr(target, self.value_attr) if target is not None else None
        slot = "_sa_proxy_" + str(self.key)
        cached = instance.__dict__.get(slot)
        if cached is not None and cached._collection() is target:
            return cached
        kind = {list: _AssociationList, set: _AssociationSet, dict: _AssociationDict}[duck_type_collection(target)]
        made = kind(self, instance)
        instance.__dict__[slot] = made
        return made

    def __set__(self, instance, values):
        prop = self._prop(type(instance))
        if not prop.uselist:
            target = getattr(instance, self.target_collection)
            if target is None:
                if values is not None:
                    setattr(instance, self.target_collection, self._create(instance, values))
            else:
                setattr(target, self.value_attr, values)
            return
        proxy = self.__get__(instance, type(instance))
        if proxy is not values:
            proxy._replace(values)

    def __delete__(self, instance):
        delattr(instance, self.target_collection)


class AssociationProxyInstance:
    """The proxy at a class, in expressions."""

    is_attribute = True

    def __init__(self, parent, owner):
        self.parent = parent
        self.owning_class = owner

    @property
    def attr(self):
        prop = self.parent._prop(self.owning_class)
        return getattr(self.owning_class, prop.key), getattr(prop.mapper.class_, self.parent.value_attr)

    @property
    def local_attr(self):
        return self.attr[0]

    @property
    def remote_attr(self):
        return self.attr[1]

    @property
    def target_class(self):
        return self.parent._prop(self.owning_class).mapper.class_

    def _exists(self, criterion):
        local, _ = self.attr
        prop = local.property
        return local.any(criterion) if prop.uselist else local.has(criterion)

    def any(self, criterion=None, **kw):
        local, remote = self.attr
        if getattr(remote.property, "_is_relationship", False):
            inner = remote.any if remote.property.uselist else remote.has
            criterion = inner(criterion, **kw)
            kw = {}
        return local.any(criterion, **kw) if local.property.uselist else local.has(criterion, **kw)

    has = any

    def contains(self, other):
        local, remote = self.attr
        return self._exists(remote == other)

    def __eq__(self, other):
        return self._exists(self.remote_attr == other)

    def __ne__(self, other):
        return self._exists(self.remote_attr != other)

    __hash__ = object.__hash__

    def in_(self, values):
        return self._exists(self.remote_attr.in_(values))

    def like(self, pattern, **kw):
        return self._exists(self.remote_attr.like(pattern, **kw))

    def __str__(self):
        return f"AssociationProxyInstance({self.owning_class.__name__}.{self.parent.key})"


class _Proxy:
    """What the collections have in common. They hold the object, so that its collection lives as long."""

    def __init__(self, proxy, instance):
        self.proxy = proxy
        self.instance = instance_state(instance).obj
        self._held = instance

    def _collection(self):
        return getattr(self._held, self.proxy.target_collection)

    col = property(lambda self: self._collection())

    def _value(self, obj):
        return getattr(obj, self.proxy.value_attr)

    def _new(self, *args):
        return self.proxy._create(self._held, *args)

    def __len__(self):
        return len(self.col)

    def __bool__(self):
        return bool(self.col)

    def __repr__(self):
        return repr(self._plain())

    def __eq__(self, other):
        return self._plain() == (other._plain() if isinstance(other, _Proxy) else other)

    __hash__ = None


class _AssociationList(_Proxy):
    def _plain(self):
        return list(self)

    def __iter__(self):
        return iter([self._value(obj) for obj in self.col])

    def __contains__(self, value):
        return any(v == value for v in self)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self._value(obj) for obj in self.col[index]]
        return self._value(self.col[index])

    def __setitem__(self, index, value):
        setattr(self.col[index], self.proxy.value_attr, value)

    def __delitem__(self, index):
        del self.col[index]

    def append(self, value):
        self.col.append(self._new(value))

    def insert(self, index, value):
        self.col.insert(index, self._new(value))

    def extend(self, values):
        for value in values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def remove(self, value):
        for i, found in enumerate(self):
            if found == value:
                del self.col[i]
                return
        raise ValueError("value not in list")

    def pop(self, index=-1):
        return self._value(self.col.pop(index))

    def clear(self):
        del self.col[:]

    def count(self, value):
        return sum(1 for v in self if v == value)

    def index(self, value):
        return list(self).index(value)

    def copy(self):
        return list(self)

    def _replace(self, values):
        values = list(values)
        self.clear()
        self.extend(values)


class _AssociationSet(_Proxy):
    def _plain(self):
        return set(self)

    def __iter__(self):
        return iter([self._value(obj) for obj in self.col])

    def __contains__(self, value):
        return any(v == value for v in self)

    def add(self, value):
        if value not in self:
            self.col.add(self._new(value))

    def discard(self, value):
        for obj in list(self.col):
            if self._value(obj) == value:
                self.col.discard(obj)
                break

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def update(self, values):
        for value in values:
            self.add(value)

    def clear(self):
        self.col.clear()

    def _replace(self, values):
        values = set(values)
        for value in set(self) - values:
            self.discard(value)
        self.update(values)


class _AssociationDict(_Proxy):
    def _plain(self):
        return {key: self._value(obj) for key, obj in self.col.items()}

    def __iter__(self):
        return iter(list(self.col))

    def __contains__(self, key):
        return key in self.col

    def __getitem__(self, key):
        return self._value(self.col[key])

    def __setitem__(self, key, value):
        if key in self.col:
            setattr(self.col[key], self.proxy.value_attr, value)
        else:
            self.col[key] = self._new(key, value)

    def __delitem__(self, key):
        del self.col[key]

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return self.col.keys()

    def values(self):
        return list(self._plain().values())

    def items(self):
        return list(self._plain().items())

    def update(self, *args, **kw):
        for key, value in dict(*args, **kw).items():
            self[key] = value

    def pop(self, key, *default):
        return self._value(self.col.pop(key)) if key in self.col or not default else default[0]

    def clear(self):
        self.col.clear()

    def _replace(self, values):
        self.clear()
        self.update(values)


def association_proxy(target_collection, attr, *, creator=None, **kw):
    """A view of an attribute of the objects of a relationship."""
    return AssociationProxy(target_collection, attr, creator=creator, **kw)

