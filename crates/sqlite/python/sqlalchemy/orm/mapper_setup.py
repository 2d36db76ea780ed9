"""The part of mappers that sets them up: inheritance, properties, primary key."""

from .. import exc as sa_exc, sql, util
from ..schema import Column
from ..sql import expression
from . import clauses, instrumentation, properties
from .base import opt_manager_of_class, state_str
from .interfaces import MapperProperty
from .mapped import MappedAttribute


class _ColumnMapping(dict):
    def __init__(self, mapper):
        super().__init__()
        self.mapper = mapper

    def __missing__(self, column):
        from .exc import UnmappedColumnError

        raise UnmappedColumnError(f"No column {column} is configured on mapper {self.mapper}...")


class MapperSetup:
    """How a mapper takes its table and its properties."""

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
