"""Mappers: which table, columns and relationships a class has, and how it inherits."""

import weakref
from collections import deque

from .. import exc as sa_exc
from .. import inspection, util
from ..sql import coercions, roles
from . import events, properties
from .base import (
    InspectionAttr,
    PASSIVE_OFF,
    PASSIVE_RETURN_NO_VALUE,
    _class_to_mapper,
    instance_state,
    manager_of_class,
)
from .interfaces import MapperProperty
from .mapper_setup import MapperSetup
from .mapper_tables import MapperTables, ReadOnlyAttrs, memoized

_registries = weakref.WeakSet()
_configuring = False


def all_mappers():
    return [manager.mapper for reg in list(_registries) for manager in list(reg._managers) if manager.is_mapped]


class Mapper(MapperSetup, MapperTables, InspectionAttr, roles.FromClauseRole, roles.ColumnsClauseRole):
    """The mapping of one class."""

    is_mapper = True
    represents_outer_join = False
    configured = False
    _configure_failed = None
    _validate_polymorphic_identity = None
    _set_polymorphic_identity = None
    _polymorphic_attr_key = None
    _inherits_equated_pairs = None
    _reconstructor = None

    def __init__(
        self,
        class_,
        local_table=None,
        properties=None,
        primary_key=None,
        inherits=None,
        inherit_condition=None,
        inherit_foreign_keys=None,
        always_refresh=False,
        version_id_col=None,
        version_id_generator=None,
        polymorphic_on=None,
        polymorphic_identity=None,
        concrete=False,
        with_polymorphic=None,
        polymorphic_abstract=False,
        polymorphic_load=None,
        allow_partial_pks=True,
        batch=True,
        column_prefix=None,
        include_properties=None,
        exclude_properties=None,
        passive_updates=True,
        passive_deletes=False,
        confirm_deleted_rows=True,
        eager_defaults="auto",
        legacy_is_orphan=False,
    ):
        if concrete:
            raise NotImplementedError(
                "Concrete table inheritance isn't supported in the playground; use joined or single table inheritance."
            )
        self.class_ = class_
        self._sort_key = f"{class_.__module__}.{class_.__name__}"
        self._primary_key_argument = util.to_list(primary_key)
        self.always_refresh = always_refresh
        self.version_id_prop = version_id_col if isinstance(version_id_col, MapperProperty) else None
        self.version_id_col = None
        if version_id_col is not None:
            self.version_id_col = _column_of(version_id_col)
        self.version_id_generator = version_id_generator
        if version_id_generator is None:
            self.version_id_generator = lambda version: (version or 0) + 1
        self.concrete = False
        self.single = False
        self.inherits = _class_to_mapper(inherits) if inherits is not None else None
        self.local_table = local_table
        if local_table is None:
            if self.inherits is None:
                raise sa_exc.ArgumentError(
                    f"Mapper[{class_.__name__}(None)] has None for a primary table argument and does not specify "
                    "'inherits'"
                )
            self.local_table = self.inherits.local_table
            self.single = True
        self.inherit_condition = inherit_condition
        self.inherit_foreign_keys = inherit_foreign_keys
        self._init_properties = dict(properties or {})
        self._delete_orphans = []
        self.batch = batch
        self.eager_defaults = eager_defaults
        self.column_prefix = column_prefix
        self.polymorphic_on = _column_of(polymorphic_on) if polymorphic_on is not None else None
        self.polymorphic_abstract = polymorphic_abstract
        self._dependency_processors = []
        self.validators = {}
        self.passive_updates = passive_updates
        self.passive_deletes = passive_deletes
        self.legacy_is_orphan = legacy_is_orphan
        self.allow_partial_pks = allow_partial_pks
        self.confirm_deleted_rows = confirm_deleted_rows and self.inherits is None
        self._set_with_polymorphic(with_polymorphic)
        self.polymorphic_load = polymorphic_load
        self.polymorphic_identity = polymorphic_identity
        self.polymorphic_map = {}
        self.include_properties = set(include_properties) if include_properties is not None else None
        self.exclude_properties = set(exclude_properties) if exclude_properties else None
        self._memoized_values = {}
        self._inheriting_mappers = []
        self.dispatch = events.Dispatch(events.MapperEvents)
        events.MapperEvents._populate(events._mapper_holders, class_, self.dispatch)
        self._configure_inheritance()
        self._configure_class()
        self._configure_properties()
        self._configure_polymorphic()
        self._configure_pks()
        if self.inherits is not None:
            self.registry._set_depends_on(self.inherits.registry)
        self.registry._flag_new_mapper(self)
        self._expire_memoizations()
        self.dispatch.after_mapper_constructed(self, class_)

    # What inspect() gives.

    @property
    def mapper(self):
        return self

    @property
    def entity(self):
        return self.class_

    @property
    def entity_namespace(self):
        return self.class_

    @property
    def _post_inspect(self):
        self._check_configure()

    def __str__(self):
        table = self.local_table if self.local_table is not None else self.persist_selectable
        return f"Mapper[{self.class_.__name__}({table.description})]"

    def __repr__(self):
        return f"<Mapper at 0x{id(self):x}; {self.class_.__name__}>"

    # Configuration, once all classes are there.

    def _check_configure(self):
        if self.registry._new_mappers:
            configure_registries({self.registry})

    def _post_configure_properties(self):
        for prop in list(self._props.values()):
            if prop.parent is self and not prop._configure_started:
                prop.init()
            if prop._configure_finished:
                prop.post_instrument_class(self)
        self.configured = True

    def add_property(self, key, prop):
        self._init_properties[key] = prop
        self._configure_property(key, prop, init=self.configured)

    def add_properties(self, props):
        for key, prop in props.items():
            self.add_property(key, prop)

    def has_property(self, key):
        return key in self._props

    def get_property(self, key, _configure_mappers=False):
        if _configure_mappers:
            self._check_configure()
        try:
            return self._props[key]
        except KeyError as err:
            raise sa_exc.InvalidRequestError(
                f"Mapper '{self}' has no property '{key}'.  If this property was indicated from other mappers or "
                "configure events, ensure registry.configure() has been called."
            ) from err

    def get_property_by_column(self, column):
        return self._columntoproperty[column]

    @property
    def iterate_properties(self):
        return iter(list(self._props.values()))

    @memoized
    def attrs(self):
        self._check_configure()
        return ReadOnlyAttrs(self._props)

    @property
    def all_orm_descriptors(self):
        return ReadOnlyAttrs(self.class_manager._all_sqla_attributes())

    def _filter(self, kind):
        self._check_configure()
        return ReadOnlyAttrs({k: p for k, p in self._props.items() if isinstance(p, kind)})

    @memoized
    def column_attrs(self):
        return self._filter(properties.ColumnProperty)

    @memoized
    def relationships(self):
        from .relationships import RelationshipProperty

        return self._filter(RelationshipProperty)

    @memoized
    def synonyms(self):
        return self._filter(properties.SynonymProperty)

    @memoized
    def composites(self):
        return self._filter(properties.CompositeProperty)

    @memoized
    def c(self):
        return ReadOnlyAttrs(self._columns)

    columns = c

    # Hierarchy.

    def common_parent(self, other):
        return self.base_mapper is other.base_mapper

    def is_sibling(self, other):
        return self.common_parent(other) and not self.isa(other) and not other.isa(self)

    def _canload(self, state, allow_subtypes):
        mapper = state.manager.mapper
        if self.polymorphic_on is not None or allow_subtypes:
            return mapper.isa(self)
        return mapper is self

    def isa(self, other):
        mapper = self
        while mapper is not None and mapper is not other:
            mapper = mapper.inherits
        return mapper is not None

    def iterate_to_root(self):
        mapper = self
        while mapper is not None:
            yield mapper
            mapper = mapper.inherits

    @memoized
    def self_and_descendants(self):
        found, queue = [], deque([self])
        while queue:
            mapper = queue.popleft()
            found.append(mapper)
            queue.extend(mapper._inheriting_mappers)
        return found

    def polymorphic_iterator(self):
        return iter(self.self_and_descendants)

    def primary_mapper(self):
        return self

    @property
    def primary_base_mapper(self):
        return self.base_mapper

    def _is_orphan(self, state):
        possible = False
        for mapper in self.iterate_to_root():
            for key, cls in mapper._delete_orphans:
                possible = True
                has_parent = manager_of_class(cls).has_parent(state, key, optimistic=state.has_identity)
                if self.legacy_is_orphan and has_parent:
                    return False
                if not self.legacy_is_orphan and not has_parent:
                    return True
        return self.legacy_is_orphan and possible

    # Identity.

    def identity_key_from_row(self, row, identity_token=None, adapter=None):
        columns = [adapter.columns[c] for c in self.primary_key] if adapter is not None else self.primary_key
        mapping = getattr(row, "_mapping", row)
        return (self._identity_class, tuple(mapping[c] for c in columns), identity_token)

    def identity_key_from_primary_key(self, primary_key, identity_token=None):
        return (self._identity_class, tuple(primary_key), identity_token)

    def identity_key_from_instance(self, instance):
        return self._identity_key_from_state(instance_state(instance), PASSIVE_OFF)

    def primary_key_from_instance(self, instance):
        return self.identity_key_from_instance(instance)[1]

    def _identity_key_from_state(self, state, passive=PASSIVE_RETURN_NO_VALUE):
        dict_, manager = state.dict, state.manager
        return (
            self._identity_class,
            tuple([manager[key].impl.get(state, dict_, passive) for key in self._identity_keys]),
            state.identity_token,
        )

    def _get_state_attr_by_column(self, state, dict_, column, passive=PASSIVE_RETURN_NO_VALUE):
        return state.manager[self._columntoproperty[column].key].impl.get(state, dict_, passive)

    def _set_state_attr_by_column(self, state, dict_, column, value):
        state.manager[self._columntoproperty[column].key].impl.set(state, dict_, value, None)

    def _get_committed_state_attr_by_column(self, state, dict_, column, passive=PASSIVE_RETURN_NO_VALUE):
        return state.manager[self._columntoproperty[column].key].impl.get_committed_value(state, dict_, passive)

    def _load_scalar_attributes(self, state, keys, passive):
        from .loading import load_scalar_attributes

        load_scalar_attributes(self, state, keys, passive)

    def cascade_iterator(self, type_, state, halt_on=None):
        """All that an operation on an object reaches by the cascades of its relationships, depth first."""
        visited = set()

        def walk(mapper, state, dict_):
            for prop in mapper._cascading:
                if type_ not in prop.cascade:
                    continue
                for item in list(prop.cascade_iterator(type_, state, dict_, visited, halt_on)):
                    yield item
                    yield from walk(item[1], item[2], item[3])

        return walk(state.mapper, state, state.dict)


inspection._self_inspects(Mapper)


def _column_of(arg):
    """A column or a name of an attribute, as `version_id_col` and `polymorphic_on` take it."""
    if isinstance(arg, (str, MapperProperty)):
        return arg
    if hasattr(arg, "__clause_element__"):
        arg = arg.__clause_element__()
    return coercions.expect(roles.ColumnArgumentOrKeyRole, arg)


def configure_mappers():
    """Set up all mappers that wait for others."""
    configure_registries(set(_registries))


def _with_dependencies(registries):
    """These registries, and those that have what they refer to; more may come while they are set up."""
    seen, todo = set(), list(registries)
    while todo:
        reg = todo.pop()
        if reg not in seen:
            seen.add(reg)
            yield reg
            todo.extend(reg._dependencies)


def configure_registries(registries):
    global _configuring
    if _configuring or not any(reg._new_mappers for reg in registries):
        return
    _configuring = True
    try:
        events.mapper_wide("before_configured")()
        for reg in _with_dependencies(registries):
            if not reg._new_mappers:
                continue
            reg._run_declare("__declare_first__")
            for manager in list(reg._managers):
                mapper = manager.mapper
                if mapper is None or mapper.configured:
                    continue
                if mapper._configure_failed is not None:
                    err = sa_exc.InvalidRequestError(
                        "One or more mappers failed to initialize - can't proceed with initialization of other "
                        f"mappers. Triggering mapper: '{mapper}'. Original exception was: {mapper._configure_failed}"
                    )
                    err._configure_failed = mapper._configure_failed
                    raise err
                try:
                    mapper._post_configure_properties()
                    mapper._expire_memoizations()
                    mapper.dispatch.mapper_configured(mapper, mapper.class_)
                except Exception as err:
                    if not hasattr(err, "_configure_failed"):
                        mapper._configure_failed = err
                    raise
            reg._new_mappers = False
            reg._run_declare("__declare_last__")
    finally:
        _configuring = False
    events.mapper_wide("after_configured")()


def reconstructor(fn):
    fn.__sa_reconstructor__ = True
    return fn


def validates(*names, include_removes=False, include_backrefs=True):
    """Say that a method checks the values that are set for these attributes."""

    def wrap(fn):
        fn.__sa_validators__ = names
        fn.__sa_validation_opts__ = {"include_removes": include_removes, "include_backrefs": include_backrefs}
        return fn

    return wrap

