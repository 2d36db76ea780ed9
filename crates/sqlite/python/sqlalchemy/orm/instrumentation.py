"""Class managers: what the ORM keeps for each mapped class, and the `__init__` that gives objects their state."""

import functools

from .base import MANAGER_ATTR, opt_manager_of_class
from .base import manager_of_class as manager_of_class
from .collections import prepare_instrumentation
from .events import Dispatch, InstanceEvents, _instance_holders
from .state import InstanceState


class ClassManager(dict):
    """The instrumented attributes of a class by name."""

    mapper = None
    registry = None
    declarative_scan = None
    init_method = None

    def __init__(self, class_):
        super().__init__()
        self.class_ = class_
        self.new_init = None
        self.dispatch = Dispatch(InstanceEvents)
        self._subclass_managers = []
        self._bases = []
        for base in class_.__bases__:
            manager = opt_manager_of_class(base)
            if manager is None:
                for cls in base.__mro__:
                    manager = opt_manager_of_class(cls)
                    if manager is not None:
                        break
            if manager is not None and manager not in self._bases:
                self._bases.append(manager)
                self.update(manager)
                self.dispatch._inherit(manager.dispatch)
                manager._subclass_managers.append(self)
        InstanceEvents._populate(_instance_holders, class_, self.dispatch)
        setattr(class_, MANAGER_ATTR, self)
        self.original_init = class_.__init__

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return other is self

    @property
    def is_mapped(self):
        return self.mapper is not None

    def _finalize(self):
        """Wrap `__init__`, once the class is mapped."""
        if self.new_init is None:
            # It may have come since the scan began, from a dataclass.
            self.original_init = self.class_.__init__
            self.new_init = _generate_init(self.class_, self)
            self.class_.__init__ = self.new_init

    def instrument_attribute(self, key, inst, propagated=False):
        if propagated and key in self and self[key].class_ is self.class_:
            return
        self.__dict__.pop("_keys", None)
        if not propagated:
            self.install_member(key, inst)
        self[key] = inst

    def install_member(self, key, value):
        type.__setattr__(self.class_, key, value)

    def uninstrument_attribute(self, key):
        self.__dict__.pop("_keys", None)
        if key in self.class_.__dict__:
            type.__delattr__(self.class_, key)
        self.pop(key, None)

    def subclass_managers(self):
        for manager in self._subclass_managers:
            yield manager
            yield from manager.subclass_managers()

    def has_impl(self, key):
        return key in self and self[key].impl is not None

    def get_impl(self, key):
        return self[key].impl

    @property
    def attributes(self):
        return iter(list(self.values()))

    def _key_sets(self):
        keys = self.__dict__.get("_keys")
        if keys is None:
            keys = self.__dict__["_keys"] = (
                [key for key, attr in self.items() if attr.impl is not None],
                {key for key, attr in self.items() if attr.impl is not None and attr.impl.collection},
                set(self),
            )
        return keys

    @property
    def _loader_keys(self):
        return self._key_sets()[0]

    @property
    def _collection_keys(self):
        return self._key_sets()[1]

    @property
    def _all_keys(self):
        return self._key_sets()[2]

    def instrument_collection_class(self, key, factory):
        return prepare_instrumentation(factory)

    def new_instance(self, state=None):
        """An object without `__init__`, for what is loaded."""
        instance = self.class_.__new__(self.class_)
        if "_sa_instance_state" not in instance.__dict__:
            instance.__dict__["_sa_instance_state"] = InstanceState(instance, self)
        return instance

    def setup_instance(self, instance, state=None):
        instance.__dict__["_sa_instance_state"] = state or InstanceState(instance, self)

    def _new_state_if_none(self, instance):
        state = instance.__dict__.get("_sa_instance_state")
        if state is not None and state.manager is self:
            return None
        state = InstanceState(instance, self)
        instance.__dict__["_sa_instance_state"] = state
        return state

    def has_parent(self, state, key, optimistic=False):
        return self[key].impl.hasparent(state, optimistic)

    def _all_sqla_attributes(self):
        """All descriptors of the class that the ORM or an extension made."""
        from .base import InspectionAttr

        found = {}
        for cls in self.class_.__mro__:
            for key, value in list(vars(cls).items()):
                if key not in found and isinstance(value, InspectionAttr):
                    if getattr(value, "is_attribute", False) or value.extension_type.value != "not_extension":
                        found[key] = value
        for key in self:
            found.setdefault(key, self[key])
        return found

    def __repr__(self):
        return f"<ClassManager of {self.class_!r} at {id(self):x}>"


def _generate_init(class_, manager):
    original = manager.original_init
    if manager.init_method is not None and original is object.__init__:
        original = manager.init_method
    manager.original_init = original
    if vars(class_).get("__init__") is original and hasattr(original, "__code__"):
        # Errors about its arguments name it as the one that stands before it in the real ORM.
        original.__qualname__ = "__init__"

    def __init__(self, *args, **kwargs):
        state = None
        if type(self) is class_ or "_sa_instance_state" not in self.__dict__:
            own = manager if type(self) is class_ else opt_manager_of_class(type(self)) or manager
            state = own._new_state_if_none(self)
        if state is None:
            return original(self, *args, **kwargs)
        mapper = state.manager.mapper
        if mapper is not None:
            mapper._check_configure()
            if mapper._set_polymorphic_identity:
                mapper._set_polymorphic_identity(state)
        dispatch = state.manager.dispatch
        if dispatch.init:
            dispatch.init(state, args, kwargs)
        try:
            return original(self, *args, **kwargs)
        except BaseException:
            dispatch.init_failure(state, args, kwargs)
            raise

    try:
        __init__ = functools.wraps(original)(__init__)
    except (AttributeError, TypeError):
        __init__.__doc__ = original.__doc__
    __init__._sa_original_init = original
    return __init__


def register_class(class_, *, mapper=None, registry=None, declarative_scan=None, init_method=None, finalize=True):
    """Give a class its manager, or what is new to the one that it has."""
    manager = opt_manager_of_class(class_)
    if manager is None:
        manager = ClassManager(class_)
    if mapper is not None:
        manager.mapper = mapper
    if registry is not None:
        registry._add_manager(manager)
    if declarative_scan is not None:
        manager.declarative_scan = declarative_scan
    if init_method is not None:
        manager.init_method = init_method
    if finalize:
        manager._finalize()
    return manager


def unregister_class(class_):
    manager = opt_manager_of_class(class_)
    if manager is None:
        return
    for key in list(manager):
        if key in class_.__dict__:
            type.__delattr__(class_, key)
    if manager.new_init is not None and class_.__dict__.get("__init__") is manager.new_init:
        class_.__init__ = manager.original_init
    type.__delattr__(class_, MANAGER_ATTR)


def is_instrumented(instance, key):
    """Whether the class of an object has this attribute mapped."""
    manager = opt_manager_of_class(type(instance))
    return manager is not None and key in manager
