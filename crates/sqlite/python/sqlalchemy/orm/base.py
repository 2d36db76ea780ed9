"""Constants and small functions that all of the ORM shares."""

from enum import Enum

from .. import exc as sa_exc
from .. import inspection
from . import exc


class LoaderCallableStatus(Enum):
    """What the loading of an attribute may answer instead of a value."""

    PASSIVE_NO_RESULT = 0
    PASSIVE_CLASS_MISMATCH = 1
    ATTR_WAS_SET = 2
    ATTR_EMPTY = 3
    NO_VALUE = 4
    NEVER_SET = NO_VALUE

    def __repr__(self):
        return f"<{type(self).__name__}.{self.name}: {self.value}>"


PASSIVE_NO_RESULT = LoaderCallableStatus.PASSIVE_NO_RESULT
PASSIVE_CLASS_MISMATCH = LoaderCallableStatus.PASSIVE_CLASS_MISMATCH
ATTR_WAS_SET = LoaderCallableStatus.ATTR_WAS_SET
ATTR_EMPTY = LoaderCallableStatus.ATTR_EMPTY
NO_VALUE = LoaderCallableStatus.NO_VALUE
NEVER_SET = NO_VALUE

# How far the reading of an attribute may go: plain integers, for they are tested at each access.
NO_CHANGE = 0
CALLABLES_OK = 1
SQL_OK = 2
RELATED_OBJECT_OK = 4
INIT_OK = 8
NON_PERSISTENT_OK = 16
LOAD_AGAINST_COMMITTED = 32
NO_AUTOFLUSH = 64
NO_RAISE = 128
DEFERRED_HISTORY_LOAD = 256
INCLUDE_PENDING_MUTATIONS = 512
PASSIVE_OFF = RELATED_OBJECT_OK | NON_PERSISTENT_OK | INIT_OK | CALLABLES_OK | SQL_OK
PASSIVE_RETURN_NO_VALUE = PASSIVE_OFF ^ INIT_OK
PASSIVE_NO_INITIALIZE = PASSIVE_RETURN_NO_VALUE ^ CALLABLES_OK
PASSIVE_NO_FETCH = PASSIVE_OFF ^ SQL_OK
PASSIVE_NO_FETCH_RELATED = PASSIVE_OFF ^ RELATED_OBJECT_OK
PASSIVE_ONLY_PERSISTENT = PASSIVE_OFF ^ NON_PERSISTENT_OK
PASSIVE_MERGE = PASSIVE_OFF | NO_RAISE

MANAGER_ATTR = "_sa_class_manager"
STATE_ATTR = "_sa_instance_state"
_none_set = frozenset([None, NO_VALUE, PASSIVE_NO_RESULT])
_none_only_set = frozenset([None])


class RelationshipDirection(Enum):
    """Which side of a relationship holds the foreign key."""

    ONETOMANY = 1
    MANYTOONE = 2
    MANYTOMANY = 3


ONETOMANY = RelationshipDirection.ONETOMANY
MANYTOONE = RelationshipDirection.MANYTOONE
MANYTOMANY = RelationshipDirection.MANYTOMANY


class InspectionExtension(Enum):
    """Kinds of descriptors that aren't mapped attributes."""

    NOT_EXTENSION = "not_extension"
    HYBRID_METHOD = "HYBRID_METHOD"
    HYBRID_PROPERTY = "HYBRID_PROPERTY"
    ASSOCIATION_PROXY = "ASSOCIATION_PROXY"


NOT_EXTENSION = InspectionExtension.NOT_EXTENSION
EXT_CONTINUE, EXT_STOP, EXT_SKIP, NO_KEY = (object() for _ in range(4))


class InspectionAttr:
    """What `inspect()` gives, with the flags that say what it is."""

    is_selectable = False
    is_aliased_class = False
    is_instance = False
    is_mapper = False
    is_bundle = False
    is_property = False
    is_attribute = False
    is_clause_element = False
    extension_type = NOT_EXTENSION


def instance_state(instance):
    return instance._sa_instance_state


def instance_dict(instance):
    return instance.__dict__


def opt_manager_of_class(cls):
    """The class manager of a class itself, or None."""
    try:
        return cls.__dict__.get(MANAGER_ATTR)
    except AttributeError:
        return None


def manager_of_class(cls):
    manager = opt_manager_of_class(cls)
    if manager is None:
        raise exc.UnmappedClassError(cls, f"Can't locate an instrumentation manager for class {cls}")
    return manager


def state_str(state):
    if state is None:
        return "None"
    return f"<{state.class_.__name__} at 0x{id(state.obj()):x}>"


def state_class_str(state):
    return "None" if state is None else f"<{state.class_.__name__}>"


def instance_str(instance):
    return state_str(instance_state(instance))


def state_attribute_str(state, attribute):
    return state_str(state) + "." + attribute


def object_state(instance):
    """The state of a mapped object, or UnmappedInstanceError."""
    try:
        return instance._sa_instance_state
    except AttributeError:
        raise exc.UnmappedInstanceError(instance) from None


def object_mapper(instance):
    return object_state(instance).mapper


def _inspect_mapped_class(cls, configure=False):
    manager = opt_manager_of_class(cls)
    mapper = manager.mapper if manager is not None else None
    if mapper is not None and configure:
        mapper._check_configure()
    return mapper


def class_mapper(class_, configure=True):
    """The mapper of a class, or UnmappedClassError."""
    mapper = _inspect_mapped_class(class_, configure=configure)
    if mapper is None:
        if not isinstance(class_, type):
            raise sa_exc.ArgumentError(f"Class object expected, got '{class_!r}'.")
        raise exc.UnmappedClassError(class_)
    return mapper


def _class_to_mapper(entity):
    insp = inspection.inspect(entity, False)
    if insp is not None:
        return insp.mapper
    raise exc.UnmappedClassError(entity)


def _is_mapped_class(entity):
    insp = inspection.inspect(entity, False)
    return (
        insp is not None
        and not getattr(insp, "is_clause_element", False)
        and (getattr(insp, "is_mapper", False) or getattr(insp, "is_aliased_class", False))
    )


def _is_aliased_class(entity):
    return getattr(inspection.inspect(entity, False), "is_aliased_class", False)


def _entity_descriptor(entity, key):
    """The attribute of an entity that `filter_by(key=...)` names."""
    insp = inspection.inspect(entity)
    if getattr(insp, "is_selectable", False):
        description, target = entity, insp.c
    elif insp.is_aliased_class:
        target = description = insp.entity
    else:
        target = description = insp.mapper.class_
    try:
        return getattr(target, key)
    except AttributeError as err:
        raise sa_exc.InvalidRequestError(f'Entity "{description}" has no property "{key}"') from err


@inspection._inspects(type)
def _inspect_type(cls):
    return _inspect_mapped_class(cls)


@inspection._inspects(object)
def _inspect_object(instance):
    try:
        return instance._sa_instance_state
    except AttributeError:
        return None
