"""Mappers: which table, columns and relationships a class has, and how it inherits."""

import weakref
from collections import deque

from .. import exc as sa_exc
from .. import inspection, sql, util
from ..schema import Column
from ..sql import coercions, expression, roles
from . import clauses, events, instrumentation, properties
from .base import (
    PASSIVE_OFF,
    PASSIVE_RETURN_NO_VALUE,
    InspectionAttr,
    _class_to_mapper,
    instance_state,
    manager_of_class,
    opt_manager_of_class,
    state_str,
)
from .interfaces import MapperProperty
from .mapped import MappedAttribute
from .mapper_tables import MapperTables, ReadOnlyAttrs, memoized

_registries = weakref.WeakSet()
_configuring = False


def all_mappers():
    return [manager.mapper for reg in list(_registries) for manager in list(reg._managers) if manager.is_mapped]


class _ColumnMapping(dict):
    def __init__(self, mapper):
        super().__init__()
        self.mapper = mapper

    def __missing__(self, column):
        from .exc import UnmappedColumnError

        raise UnmappedColumnError(f"No column {column} is configured on mapper {self.mapper}...")


class Mapper(MapperTables, InspectionAttr, roles.FromClauseRole, roles.ColumnsClauseRole):
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

    # Construction.

    def _configure_inheritance(self):
        parent = self.inherits
        if parent is None:
            self._all_tables = set()
            self.base_mapper = self
            self.persist_selectable = self.local_table
            self._identity_class = self.class_
            if self.polymorphic_identity is not None:
                self.polymorphic_map[self.polymorphic_identity] = self
            return
        if not issubclass(self.class_, parent.class_):
            raise sa_exc.ArgumentError(
                f"Class '{self.class_.__name__}' does not inherit from '{parent.class_.__name__}'"
            )
        self.dispatch._inherit(parent.dispatch)
        if self.single:
            self.persist_selectable = parent.persist_selectable
        elif self.local_table is not parent.local_table:
            self._join_to_parent(parent)
        else:
            self.persist_selectable = self.local_table
        if self.polymorphic_identity is None:
            self._identity_class = self.class_
            if not self.polymorphic_abstract and parent.base_mapper.polymorphic_on is not None:
                util.warn(
                    f"{self} does not indicate a 'polymorphic_identity', yet is part of an inheritance hierarchy that "
                    f"has a 'polymorphic_on' column of '{parent.base_mapper.polymorphic_on}'. If this is an "
                    "intermediary class that should not be instantiated, the class may either be left unmapped, or "
                    "may include the 'polymorphic_abstract=True' parameter in its Mapper arguments. To leave the "
                    "class unmapped when using Declarative, set the '__abstract__ = True' attribute on the class."
                )
        else:
            self._identity_class = parent._identity_class
        if self.version_id_col is None:
            self.version_id_col = parent.version_id_col
            self.version_id_generator = parent.version_id_generator
        self.polymorphic_map = parent.polymorphic_map
        self.batch = parent.batch
        parent._inheriting_mappers.append(self)
        self.base_mapper = parent.base_mapper
        self.passive_updates = parent.passive_updates
        self.passive_deletes = parent.passive_deletes or self.passive_deletes
        self._all_tables = parent._all_tables
        ident = self.polymorphic_identity
        if ident is not None:
            if ident in self.polymorphic_map:
                util.warn(
                    f"Reassigning polymorphic association for identity {ident!r} from {self.polymorphic_map[ident]!r} "
                    f"to {self!r}: Check for duplicate use of {ident!r} as value for polymorphic_identity."
                )
            self.polymorphic_map[ident] = self
        if self.polymorphic_load == "inline":
            parent._add_with_polymorphic_subclass(self)
        elif self.polymorphic_load not in (None, "selectin"):
            raise sa_exc.ArgumentError(f"unknown argument for polymorphic_load: {self.polymorphic_load!r}")

    def _join_to_parent(self, parent):
        if self.inherit_condition is None:
            try:
                self.inherit_condition = clauses.join_condition(parent.local_table, self.local_table)
            except sa_exc.NoForeignKeysError as err:
                raise sa_exc.NoForeignKeysError(
                    f"Can't determine the inherit condition between inherited table '{parent.local_table.description}' "
                    f"and inheriting table '{self.local_table.description}'; tables have no foreign key relationships "
                    "established.  Please ensure the inheriting table has a foreign key relationship to the inherited "
                    "table, or provide an 'on clause' using the 'inherit_condition' mapper argument."
                ) from err
            except sa_exc.AmbiguousForeignKeysError as err:
                raise sa_exc.AmbiguousForeignKeysError(
                    f"Can't determine the inherit condition between inherited table '{parent.local_table.description}' "
                    f"and inheriting table '{self.local_table.description}'; tables have more than one foreign key "
                    "relationship established.  Please specify the 'on clause' using the 'inherit_condition' mapper "
                    "argument."
                ) from err
        self.persist_selectable = sql.join(parent.persist_selectable, self.local_table, self.inherit_condition)
        self._inherits_equated_pairs = clauses.criterion_as_pairs(self.inherit_condition)

    def _set_with_polymorphic(self, with_polymorphic):
        if with_polymorphic == "*":
            self.with_polymorphic = ("*", None)
        elif isinstance(with_polymorphic, (tuple, list)):
            first = with_polymorphic[0]
            self.with_polymorphic = (
                tuple(with_polymorphic) if isinstance(first, (str, tuple, list)) else (tuple(with_polymorphic), None)
            )
        elif with_polymorphic is not None:
            raise sa_exc.ArgumentError(f"Invalid setting for with_polymorphic: {with_polymorphic!r}")
        else:
            self.with_polymorphic = None

    def _add_with_polymorphic_subclass(self, mapper):
        if self.with_polymorphic is None:
            self._set_with_polymorphic((mapper.class_,))
        elif self.with_polymorphic[0] != "*":
            self._set_with_polymorphic(((*self.with_polymorphic[0], mapper.class_), self.with_polymorphic[1]))
        self._expire_memoizations()

    def _configure_class(self):
        manager = opt_manager_of_class(self.class_)
        if manager is None or not manager.registry:
            raise sa_exc.InvalidRequestError(
                "The _mapper() function and Mapper() constructor may not be invoked directly outside of a declarative "
                "registry. Please use the sqlalchemy.orm.registry.map_imperatively() function for a classical mapping."
            )
        self.dispatch.instrument_class(self, self.class_)
        self.class_manager = manager = instrumentation.register_class(self.class_, mapper=self, finalize=True)
        self.registry = manager.registry
        seen = set()
        for cls in self.class_.__mro__:
            for key, method in list(vars(cls).items()):
                if key in seen or not callable(method):
                    continue
                seen.add(key)
                if hasattr(method, "__sa_reconstructor__"):
                    self._reconstructor = method
                    manager.dispatch.load.put(method, lambda state, context, fn=method: fn(state.obj()))
                for name in getattr(method, "__sa_validators__", ()):
                    if name in self.validators:
                        raise sa_exc.InvalidRequestError(
                            f"A validation function for mapped attribute {name!r} on mapper {self} already exists."
                        )
                    self.validators[name] = (method, method.__sa_validation_opts__)

    def _configure_properties(self):
        self._props = {}
        self._columns = {}
        self._columntoproperty = _ColumnMapping(self)
        by_column, by_key = {}, {}
        for key, arg in self._init_properties.items():
            prop = arg if isinstance(arg, MapperProperty) else self._prop_from_columns(key, arg)
            later = False
            if isinstance(prop, properties.ColumnProperty):
                if self._excluded(key, prop.columns):
                    continue
                for column in prop.columns:
                    if self.local_table.c.contains_column(column):
                        later = True
                        by_key[key] = prop
                        by_column[column] = (key, prop)
            if not later:
                self._configure_property(key, prop, init=False)
        if self.inherits is not None:
            for key, inherited in self.inherits._props.items():
                if self._should_exclude(key, key, local=False, column=None):
                    continue
                incoming = by_key.get(key)
                if incoming is not None:
                    by_key[key] = new = self._reconcile(key, inherited, incoming=incoming)
                    for column in incoming.columns:
                        by_column[column] = (key, new)
                elif key not in self._props:
                    self._configure_property(key, inherited, init=False, setparent=False)
        for column in self.persist_selectable.columns:
            if column in by_column:
                key, prop = by_column[column]
                self._configure_property(key, prop, init=False)
                continue
            if column in self._columntoproperty:
                continue
            column_key = (self.column_prefix or "") + column.key
            local = self.local_table.c.contains_column(column)
            if self._should_exclude(column.key, column_key, local, column):
                continue
            for mapper in self.iterate_to_root():
                if column in mapper._columntoproperty:
                    column_key = mapper._columntoproperty[column].key
            self._configure_property(column_key, column, init=False)

    def _mapped_column(self, column):
        """The column of the mapped selectable that stands for the given one, or None."""
        if self.persist_selectable.c.contains_column(column):
            return column
        return self.persist_selectable.corresponding_column(column)

    def _prop_from_columns(self, key, column):
        found = []
        for one in util.to_list(column):
            one = one.column if isinstance(one, properties.MappedColumn) else one
            mapped = self._mapped_column(one)
            if mapped is None:
                raise sa_exc.ArgumentError(
                    f"When configuring property '{key}' on {self}, column '{one}' is not represented in the mapper's "
                    "table. Use the `column_property()` function to force this column to be mapped as a read-only "
                    "attribute."
                )
            found.append(mapped)
        return properties.ColumnProperty(*found)

    def _reconcile(self, key, existing, incoming=None, column=None, warn_only=False):
        """Join a column with the inherited attribute of the same name."""
        if incoming is not None and (
            not isinstance(existing, properties.ColumnProperty) or existing.columns[0] in incoming.columns
        ):
            return incoming
        first = existing.columns[0]
        if incoming is None:
            pair = (first, column)
        else:
            column = incoming.columns[0]
            pair = (column, first)
        if (
            pair not in (self._inherits_equated_pairs or ())
            and not first.shares_lineage(column)
            and first is not self.version_id_col
            and column is not self.version_id_col
        ):
            message = (
                f"Implicitly combining column {existing.columns[-1]} with column {column} under attribute '{key}'.  "
                "Please configure one or more attributes for these same-named columns explicitly."
            )
            if not warn_only:
                raise sa_exc.InvalidRequestError(message)
            util.warn(message)
        new = existing.copy()
        new.columns.insert(0, column)
        return new

    def _configure_property(self, key, arg, *, init=True, setparent=True):
        if isinstance(arg, MapperProperty):
            prop = arg
        else:
            existing = self._props.get(key)
            if isinstance(existing, properties.ColumnProperty):
                prop = self._reconcile(key, existing, column=arg, warn_only=existing.parent is not self)
            elif existing is None:
                prop = self._prop_from_columns(key, arg)
            else:
                raise sa_exc.ArgumentError(
                    f"WARNING: when configuring property '{key}' on {self}, column '{arg.key}' conflicts with property "
                    f"'{existing!r}'. To resolve this, map the column to the class under a different name in the "
                    "'properties' dictionary.  Or, to remove all awareness of the column entirely (including its "
                    "availability as a foreign key), use the 'include_properties' or 'exclude_properties' mapper "
                    "arguments to control specifically which table columns get mapped."
                )
        if isinstance(prop, properties.ColumnProperty):
            self._map_columns(key, prop)
        prop.key = key
        if setparent:
            prop.set_parent(self)
        self._props[key] = prop
        prop.instrument_class(self)
        for mapper in self._inheriting_mappers:
            if key not in mapper._props or mapper._props[key].parent is not mapper:
                mapper._configure_property(key, prop, init=init, setparent=False)
        if init:
            if not prop._configure_started:
                prop.init()
            prop.post_instrument_class(self)
        if self.configured:
            self._expire_memoizations()
        return prop

    def _map_columns(self, key, prop):
        column = self._mapped_column(prop.columns[0])
        if column is None:
            column = prop.columns[0]
            if isinstance(column, expression.Label):
                column.key = key
        elif "_cols_by_table" in self.__dict__:
            columns = self._cols_by_table.setdefault(column.table, {})
            columns[column] = None
        self._columns[key] = column
        for one in prop.columns:
            for proxied in getattr(one, "proxy_set", (one,)):
                self._columntoproperty[proxied] = prop

    def _configure_polymorphic(self):
        on = self.polymorphic_on
        if on is None:
            for mapper in self.iterate_to_root():
                if mapper.polymorphic_on is not None:
                    self.polymorphic_on = self._mapped_column(mapper.polymorphic_on)
                    if self.polymorphic_on is None:
                        self.polymorphic_on = mapper.polymorphic_on
                    self._set_polymorphic_identity = mapper._set_polymorphic_identity
                    self._polymorphic_attr_key = mapper._polymorphic_attr_key
                    self._validate_polymorphic_identity = mapper._validate_polymorphic_identity
                    return
            if self.polymorphic_abstract:
                raise sa_exc.InvalidRequestError(
                    "The Mapper.polymorphic_abstract parameter may only be used on a mapper hierarchy which includes "
                    "the Mapper.polymorphic_on parameter at the base of the hierarchy."
                )
            return
        setter = True
        if isinstance(on, str):
            if on not in self._props:
                raise sa_exc.ArgumentError(
                    f"Can't determine polymorphic_on value '{on}' - no attribute is mapped to this name."
                )
            prop = self._props[on]
        elif isinstance(on, MapperProperty):
            prop = on
            if not isinstance(prop, properties.ColumnProperty):
                raise sa_exc.ArgumentError(
                    "Only direct column-mapped property or SQL expression can be passed for polymorphic_on"
                )
        elif on in self._columntoproperty:
            prop = self._columntoproperty[on]
        else:
            column = self._mapped_column(on)
            if column is None:
                setter = False
                column = on
                if isinstance(column, Column):
                    raise sa_exc.InvalidRequestError(
                        f"Could not map polymorphic_on column '{column.description}' to the mapped table - polymorphic "
                        "loads will not function properly"
                    )
            key = getattr(column, "key", None)
            if not key:
                column = column.label("_sa_polymorphic_on")
                key = column.key
            prop = properties.ColumnProperty(column, _instrument=setter)
            self._configure_property(key, prop, init=False)
        self.polymorphic_on = prop.columns[0]
        if setter:
            self._install_polymorphic_setter(prop.key)

    def _install_polymorphic_setter(self, key):
        def set_identity(state):
            mapper = state.manager.mapper
            identity = mapper.polymorphic_identity
            if identity is None and mapper.polymorphic_abstract:
                raise sa_exc.InvalidRequestError(
                    f"Can't instantiate class for {mapper}; mapper is marked polymorphic_abstract=True"
                )
            state.get_impl(key).set(state, state.dict, identity, None)

        def validate(mapper, state, dict_):
            if key in dict_ and dict_[key] not in mapper._acceptable_polymorphic_identities:
                util.warn(
                    f"Flushing object {state_str(state)} with incompatible polymorphic identity {dict_[key]!r}; the "
                    "object may not refresh and/or load correctly"
                )

        self._polymorphic_attr_key = key
        self._set_polymorphic_identity = set_identity
        self._validate_polymorphic_identity = validate

    def _should_exclude(self, name, assigned, local, column):
        if local:
            value = self.class_.__dict__.get(assigned)
        else:
            value = None
            for cls in self.class_.__mro__:
                if assigned in cls.__dict__:
                    value = cls.__dict__[assigned]
                    break
        if value is not None and not isinstance(
            value, (MappedAttribute, instrumentation.ClassManager, expression.ColumnElement)
        ):
            if assigned not in getattr(self.class_, "__dataclass_fields__", ()):
                return True
        return self._excluded(name, [column] if column is not None else [])

    def _excluded(self, name, columns):
        if self.include_properties is not None:
            if name not in self.include_properties and self.include_properties.isdisjoint(columns):
                return True
        if self.exclude_properties is not None:
            return name in self.exclude_properties or not self.exclude_properties.isdisjoint(columns)
        return False

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

