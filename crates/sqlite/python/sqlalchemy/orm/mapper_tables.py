"""What a mapper knows of its tables: keys, columns to insert and update, and the selectable to load from."""

from .. import exc as sa_exc
from .. import sql, util
from ..schema import Column, Table
from . import clauses
from .base import _class_to_mapper

_MEMOIZED = []


class memoized:
    """A value that is computed at its first use, and again after the mapping has changed."""

    def __init__(self, fn):
        self.fn = fn
        self.name = fn.__name__
        self.__doc__ = fn.__doc__
        _MEMOIZED.append(self.name)

    def __get__(self, obj, cls):
        if obj is None:
            return self
        obj.__dict__[self.name] = value = self.fn(obj)
        return value


class ReadOnlyAttrs(util.ReadOnlyProperties):
    """Properties by name, as attributes, as items, and in order."""


class MapperTables:
    """The part of a mapper that is about tables."""

    def _expire_memoizations(self):
        for mapper in self.iterate_to_root():
            for name in _MEMOIZED:
                mapper.__dict__.pop(name, None)
            mapper._memoized_values = {}

    def _memo(self, key, make):
        if key not in self._memoized_values:
            self._memoized_values[key] = make()
        return self._memoized_values[key]

    def _configure_pks(self):
        self.tables = clauses.find_tables(self.persist_selectable)
        self._all_tables.update(self.tables)
        self._pks_by_table = {}
        self._cols_by_table = {}
        mapped = {}
        for column in self._columntoproperty:
            mapped[column] = None
        for table in {**dict.fromkeys(self.tables), self.persist_selectable: None}:
            primary = [c for c in table.primary_key if c in mapped]
            if primary and len(primary) == len(list(table.primary_key)):
                self._pks_by_table[table] = dict.fromkeys(primary)
            self._cols_by_table[table] = {c: None for c in table.c if c in mapped}
        given = None
        if self._primary_key_argument:
            given = [self._primary_key_column(c) for c in self._primary_key_argument]
            for column in given:
                self._pks_by_table.setdefault(column.table, {})[column] = None
        elif not self._pks_by_table.get(self.persist_selectable):
            raise sa_exc.ArgumentError(
                f"Mapper {self} could not assemble any primary key columns for mapped table "
                f"'{self.persist_selectable.description}'"
            )
        elif self.local_table not in self._pks_by_table and isinstance(self.local_table, Table):
            util.warn(
                f"Could not assemble any primary keys for locally mapped table '{self.local_table.description}' - no "
                "rows will be persisted in this Table."
            )
        if self.inherits is not None and not given:
            self.primary_key = self.inherits.primary_key
        elif given:
            self.primary_key = tuple(self._mapped_column(c) if self._mapped_column(c) is not None else c for c in given)
        else:
            self.primary_key = tuple(self._pks_by_table[self.persist_selectable])
        identity = {self._columntoproperty[c] for c in self.primary_key}
        self._readonly_props = {
            prop
            for column, prop in self._columntoproperty.items()
            if prop not in identity and (getattr(column, "table", None) not in self._cols_by_table)
        }

    def _primary_key_column(self, arg):
        if isinstance(arg, str):
            if arg not in self._props:
                raise sa_exc.ArgumentError(
                    f"Can't determine primary_key column '{arg}' - no attribute is mapped to this name."
                )
            return self._props[arg].columns[0]
        return arg.column if hasattr(arg, "column") and not isinstance(arg, Column) else arg

    # What to load from.

    def _mappers_from_spec(self, spec, selectable):
        if spec == "*":
            mappers = list(self.self_and_descendants)
        elif spec:
            wanted = set()
            for one in util.to_list(spec):
                mapper = _class_to_mapper(one)
                if not mapper.isa(self):
                    raise sa_exc.InvalidRequestError(f"{mapper!r} does not inherit from {self!r}")
                wanted.update(mapper.iterate_to_root() if selectable is None else [mapper])
            mappers = [m for m in self.self_and_descendants if m in wanted]
        else:
            mappers = []
        if selectable is not None:
            tables = set(clauses.find_tables(selectable, include_aliases=True))
            mappers = [m for m in mappers if m.local_table in tables]
        return mappers

    def _selectable_from_mappers(self, mappers, innerjoin):
        from_obj = self.persist_selectable
        for mapper in mappers:
            if mapper is not self and not mapper.single:
                join = from_obj.join if innerjoin else from_obj.outerjoin
                from_obj = join(mapper.local_table, mapper.inherit_condition)
        return from_obj

    def _with_polymorphic_args(self, spec=None, selectable=False, innerjoin=False):
        if selectable is False:
            selectable = None
        if self.with_polymorphic and not spec:
            spec = self.with_polymorphic[0]
        mappers = self._mappers_from_spec(spec, selectable)
        if selectable is None:
            selectable = self._selectable_from_mappers(mappers, innerjoin)
        return mappers, selectable

    @memoized
    def with_polymorphic_mappers(self):
        self._check_configure()
        if not self.with_polymorphic:
            return []
        return self._mappers_from_spec(*self.with_polymorphic)

    @memoized
    def selectable(self):
        if not self.with_polymorphic:
            return self.persist_selectable
        spec, selectable = self.with_polymorphic
        if selectable is not None:
            return selectable
        return self._selectable_from_mappers(self._mappers_from_spec(spec, None), False)

    @property
    def _with_polymorphic_selectable(self):
        return self.selectable

    @memoized
    def _clause(self):
        annotations = {"entity_namespace": self, "parententity": self, "parentmapper": self}
        propagate = {"compile_state_plugin": "orm", "plugin_subject": self}
        if self.persist_selectable is not self.local_table:
            annotations["dml_table"] = self.local_table._annotate(dict(annotations))._set_propagate_attrs(propagate)
        return self.selectable._annotate(annotations)._set_propagate_attrs(propagate)

    def __clause_element__(self):
        # A statement of the class is about to be made.
        self._check_configure()
        return self._clause

    @memoized
    def _polymorphic_props(self):
        return list(self._iterate_polymorphic(self.with_polymorphic_mappers))

    def _iterate_polymorphic(self, mappers):
        """The properties of this mapper and of those that are loaded with it."""
        if not mappers:
            return list(self._props.values())
        found = {}
        for mapper in [self, *mappers]:
            for prop in mapper._props.values():
                if prop._is_column and self.polymorphic_on is not None and prop.columns[0] is not self.polymorphic_on:
                    if any(m.polymorphic_on is prop.columns[0] for m in mapper.iterate_to_root()):
                        continue
                found.setdefault(prop, None)
        return list(found)

    @property
    def _all_column_expressions(self):
        return [c for prop in self._polymorphic_props if prop._is_column for c in prop.columns]

    @memoized
    def _single_table_criteria(self):
        """`(column, identities)` that tell rows of this class from others of the same table, or None."""
        if self.single and self.inherits is not None and self.polymorphic_on is not None:
            identities = tuple(
                m.polymorphic_identity for m in self.self_and_descendants if not m.polymorphic_abstract
            )
            return self.polymorphic_on._annotate({"parententity": self, "parentmapper": self}), identities
        return None

    @memoized
    def _single_table_criterion(self):
        criteria = self._single_table_criteria
        return None if criteria is None else criteria[0].in_(criteria[1])

    @memoized
    def _get_clause(self):
        """The criterion of a load by identity, and its parameters by column."""
        params = {c: sql.bindparam(f"pk_{i}", type_=c.type) for i, c in enumerate(self.primary_key, 1)}
        return sql.and_(*[c == param for c, param in params.items()]), params

    @memoized
    def _equivalent_columns(self):
        """Columns that are equal by the joins of the hierarchy."""
        found = {}
        for mapper in self.base_mapper.self_and_descendants:
            if mapper.inherit_condition is not None:
                for left, right in clauses.equated_columns(mapper.inherit_condition):
                    found.setdefault(left, set()).add(right)
                    found.setdefault(right, set()).add(left)
        return found

    @memoized
    def _cascading(self):
        return [prop for prop in self._props.values() if prop.cascade]

    @memoized
    def _acceptable_polymorphic_identities(self):
        found, stack = set(), [self]
        while stack:
            mapper = stack.pop()
            if mapper.persist_selectable is self.persist_selectable:
                found.add(mapper.polymorphic_identity)
                stack.extend(mapper._inheriting_mappers)
        return found

    # Identity.

    @memoized
    def _identity_key_props(self):
        return [self._columntoproperty[c] for c in self.primary_key]

    @memoized
    def _identity_keys(self):
        return [prop.key for prop in self._identity_key_props]

    @memoized
    def _pk_synonyms(self):
        keys = set(self._identity_keys)
        return {s.key: s.name for s in self.synonyms if s.name in keys}

    @memoized
    def _primary_key_propkeys(self):
        return {self._columntoproperty[c].key for table in self.tables for c in self._pks_by_table.get(table, ())}

    @memoized
    def _always_loaded(self):
        """Columns that no `defer("*")` leaves out."""
        found = set(self.primary_key)
        if self.polymorphic_on is not None:
            found.add(self.polymorphic_on)
        return found

    @memoized
    def _local_pk_cols(self):
        found = set(self.primary_key)
        for column in list(found):
            found.update(self._equivalent_columns.get(column, ()))
        return {c for c in found if c.table is self.local_table}

    # What to write.

    @memoized
    def _compiled_cache(self):
        return {}

    @memoized
    def _version_id_prop(self):
        return None if self.version_id_col is None else self._columntoproperty[self.version_id_col]

    @memoized
    def _version_id_has_server_side_value(self):
        column = self.version_id_col
        if column is None:
            return False
        if not isinstance(column, Column):
            return True
        default = column.default
        return column.server_default is not None or (
            default is not None and not default.is_scalar and not default.is_callable
        )

    def _prefer_eager_defaults(self, dialect, table):
        if self.eager_defaults == "auto":
            if not table.implicit_returning:
                return False
            return table in self._server_default_col_keys and dialect.insert_executemany_returning
        return self.eager_defaults

    def _by_table(self, make):
        return {table: make(columns) for table, columns in self._cols_by_table.items()}

    @memoized
    def _insert_cols_evaluating_none(self):
        return self._by_table(lambda columns: {c for c in columns if c.type.should_evaluate_none})

    @memoized
    def _insert_cols_as_none(self):
        return self._by_table(
            lambda columns: [
                c.key
                for c in columns
                if not c.primary_key
                and c.server_default is None
                and c.default is None
                and not c.type.should_evaluate_none
            ]
        )

    @memoized
    def _insert_orm_defaults(self):
        def make(columns):
            found = []
            for column in columns:
                prop = self._columntoproperty[column]
                value = prop._default_scalar_value
                if value is not None and not (
                    column.default is not None and column.default.is_scalar and column.default.arg == value
                ):
                    found.append((prop.key, column, value))
            return found

        return self._by_table(make)

    @memoized
    def _propkey_to_col(self):
        return self._by_table(lambda columns: {self._columntoproperty[c].key: c for c in columns})

    @memoized
    def _pk_keys_by_table(self):
        return {table: frozenset(c.key for c in pks) for table, pks in self._pks_by_table.items()}

    @memoized
    def _pk_attr_keys_by_table(self):
        return {
            table: frozenset(self._columntoproperty[c].key for c in pks) for table, pks in self._pks_by_table.items()
        }

    @memoized
    def _server_default_cols(self):
        return self._by_table(
            lambda columns: [
                c
                for c in columns
                if c.server_default is not None or (c.default is not None and c.default.is_clause_element)
            ]
        )

    @memoized
    def _server_onupdate_default_cols(self):
        return self._by_table(
            lambda columns: [
                c
                for c in columns
                if c.server_onupdate is not None or (c.onupdate is not None and c.onupdate.is_clause_element)
            ]
        )

    @memoized
    def _server_default_col_keys(self):
        return {table: frozenset(c.key for c in columns) for table, columns in self._server_default_cols.items()}

    @memoized
    def _server_onupdate_default_col_keys(self):
        return {
            table: frozenset(c.key for c in columns) for table, columns in self._server_onupdate_default_cols.items()
        }

    @memoized
    def _server_default_plus_onupdate_propkeys(self):
        columns = [c for cols in self._server_default_cols.values() for c in cols]
        columns += [c for cols in self._server_onupdate_default_cols.values() for c in cols]
        return {self._columntoproperty[c].key for c in columns if c in self._columntoproperty}

    @memoized
    def _sorted_tables(self):
        """The tables of the hierarchy with the mapper of each, in the order of their dependencies."""
        by_table = {}
        for mapper in self.base_mapper.self_and_descendants:
            for table in mapper.tables:
                by_table.setdefault(table, mapper)
        if len(by_table) == 1:
            return by_table
        extra = [
            (parent_table, table)
            for table, mapper in by_table.items()
            if mapper.inherits is not None
            for parent_table in mapper.inherits.tables
        ]

        def skip(fk):
            parent, dep = by_table.get(fk.parent.table), by_table.get(fk.column.table)
            if parent is None or dep is None or dep is parent or dep.inherit_condition is None:
                return False
            columns = set(clauses.find_columns(dep.inherit_condition))
            if parent.inherit_condition is not None:
                columns |= set(clauses.find_columns(parent.inherit_condition))
                return fk.parent not in columns and fk.column not in columns
            return fk.parent not in columns

        return {table: by_table[table] for table in clauses.sort_tables(list(by_table), skip, extra)}

    @memoized
    def _table_to_equated(self):
        found = {}
        for table in self._sorted_tables:
            columns = set(table.c)
            pairs = [
                (m, m._inherits_equated_pairs)
                for m in self.iterate_to_root()
                if m._inherits_equated_pairs and columns.intersection(left for left, _ in m._inherits_equated_pairs)
            ]
            found[table] = pairs
        return found
