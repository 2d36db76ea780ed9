"""Dicts, lists and sets in columns whose changes in place are noticed: `MutableDict.as_mutable(JSON)`."""

import weakref

from .. import event
from ..orm import Mapper
from ..orm.attributes import flag_modified
from ..sql.type_api import to_instance


class Mutable:
    """A value that tells the objects which hold it when it changes."""

    @property
    def _parents(self):
        """The states of these objects, with the name of the attribute."""
        return self.__dict__.setdefault("_held_by", weakref.WeakKeyDictionary())

    def changed(self):
        """Call it after each change."""
        for state, key in list(self._parents.items()):
            instance = state.obj()
            if instance is not None:
                flag_modified(instance, key)

    @classmethod
    def coerce(cls, key, value):
        """The value as one of this class; `None` stays."""
        if value is None:
            return None
        raise ValueError(f"Attribute '{key}' does not accept objects of type {type(value)}")

    @classmethod
    def associate_with_attribute(cls, attribute):
        """Keep values of this class in an attribute."""
        cls._listen_on_attribute(attribute, True, attribute.class_)

    @classmethod
    def _listen_on_attribute(cls, attribute, coerce, parent_cls):
        key = attribute.key
        if parent_cls is not attribute.class_:
            return

        def load(state, *args):
            value = state.dict.get(key)
            if value is None:
                return
            if coerce:
                value = state.dict[key] = cls.coerce(key, value)
            value._parents[state] = key

        def load_some(state, context, attrs):
            if not attrs or key in attrs:
                load(state)

        def set_(state, value, oldvalue, initiator):
            if value is oldvalue:
                return value
            if not isinstance(value, cls):
                value = cls.coerce(key, value)
            if value is not None:
                value._parents[state] = key
            if isinstance(oldvalue, cls):
                oldvalue._parents.pop(state, None)
            return value

        event.listen(parent_cls, "load", load, raw=True, propagate=True)
        event.listen(parent_cls, "refresh", load_some, raw=True, propagate=True)
        event.listen(parent_cls, "refresh_flush", load_some, raw=True, propagate=True)
        event.listen(attribute, "set", set_, raw=True, retval=True, propagate=True)

    @classmethod
    def _listen_for(cls, matches):
        def configured(mapper, class_):
            for prop in mapper.column_attrs:
                if matches(prop.columns[0].type):
                    cls.associate_with_attribute(getattr(class_, prop.key))

        event.listen(Mapper, "mapper_configured", configured)

    @classmethod
    def associate_with(cls, sqltype):
        """Keep values of this class in all columns of a type."""
        cls._listen_for(lambda type_: isinstance(type_, sqltype))

    @classmethod
    def as_mutable(cls, sqltype):
        """The type, whose columns keep values of this class."""
        sqltype = to_instance(sqltype)
        cls._listen_for(lambda type_: type_ is sqltype)
        return sqltype


def _telling(*names):
    """Have methods of the built-in base tell of the change that they make."""

    def decorate(cls):
        for name in names:

            def method(self, *args, _inherited=getattr(cls, name), **kw):
                result = _inherited(self, *args, **kw)
                self.changed()
                return result

            method.__name__ = name
            setattr(cls, name, method)
        return cls

    return decorate


@_telling("__setitem__", "__delitem__", "__ior__", "setdefault", "update", "pop", "popitem", "clear")
class MutableDict(Mutable, dict):
    """A dict whose changes are noticed; those of what is in it are not."""

    @classmethod
    def coerce(cls, key, value):
        if isinstance(value, cls):
            return value
        return cls(value) if isinstance(value, dict) else Mutable.coerce(key, value)

    def __getstate__(self):
        return dict(self)

    def __setstate__(self, state):
        dict.update(self, state)


@_telling(
    "__setitem__", "__delitem__", "__iadd__", "__imul__", "append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse"
)
class MutableList(Mutable, list):
    """A list whose changes are noticed; those of what is in it are not."""

    @classmethod
    def coerce(cls, key, value):
        if isinstance(value, cls):
            return value
        return cls(value) if isinstance(value, list) else Mutable.coerce(key, value)

    def __reduce_ex__(self, protocol):
        return type(self), (list(self),)


@_telling(
    "__ior__", "__iand__", "__ixor__", "__isub__", "update", "intersection_update", "difference_update",
    "symmetric_difference_update", "add", "remove", "discard", "pop", "clear",
)
class MutableSet(Mutable, set):
    """A set whose changes are noticed."""

    @classmethod
    def coerce(cls, key, value):
        if isinstance(value, cls):
            return value
        return cls(value) if isinstance(value, set) else Mutable.coerce(key, value)

    def __reduce_ex__(self, protocol):
        return type(self), (list(self),)


def __getattr__(name):
    if name == "MutableComposite":
        raise ImportError("MutableComposite is not supported here: assign a new value to the composite attribute instead")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
