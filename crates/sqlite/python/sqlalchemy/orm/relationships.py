"""`relationship()`: the property that refers to other mapped objects."""

import re
import weakref

from .. import exc as sa_exc
from .. import inspection, sql, util
from ..sql import coercions, roles
from . import attributes, clauses
from .base import (
    INIT_OK,
    MANYTOMANY,
    MANYTOONE,
    NO_RAISE,
    NO_VALUE,
    ONETOMANY,
    PASSIVE_MERGE,
    PASSIVE_NO_FETCH,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
    _is_mapped_class,
    class_mapper,
    instance_state,
    state_str,
)
from .interfaces import MapperProperty, NO_ARG, _raise_for_required
from .join_condition import JoinCondition
from .mapped import DeclarativeMapped
from .relationship_comparator import RelationshipComparator
from .relationship_typing import read_annotation

_ALL_CASCADES = ("refresh-expire", "merge", "save-update", "delete", "expunge")
_VALID_CASCADES = {*_ALL_CASCADES, "all", "none", "delete-orphan"}


class CascadeOptions(frozenset):
    """The cascades of a relationship."""

    def __new__(cls, values):
        if values is None or isinstance(values, str):
            values = [v for v in re.split(r"\s*,\s*", (values or "").strip()) if v]
        values = set(values)
        invalid = values - _VALID_CASCADES
        if invalid:
            raise sa_exc.ArgumentError(
                "Invalid cascade option(s): " + ", ".join(repr(x) for x in sorted(invalid))
            )
        if "all" in values:
            values.update(_ALL_CASCADES)
        if "none" in values:
            values.clear()
        values.discard("all")
        self = frozenset.__new__(cls, values)
        self.delete = "delete" in self
        self.delete_orphan = "delete-orphan" in self
        self.save_update = "save-update" in self
        if self.delete_orphan and not self.delete:
            util.warn("The 'delete-orphan' cascade option requires 'delete'.")
        return self

    def __repr__(self):
        return "CascadeOptions(%r)" % ",".join(sorted(self))


def remote(expr):
    return clauses.annotate_columns(coercions.expect(roles.ColumnArgumentRole, expr), {"remote": True})


def foreign(expr):
    return clauses.annotate_columns(coercions.expect(roles.ColumnArgumentRole, expr), {"foreign": True})


# For each column that relationships write: which of them do, and from where.
_sync_targets = weakref.WeakKeyDictionary()


class RelationshipProperty(MapperProperty):
    """A reference to one object or a collection of objects of a mapped class."""

    _links_to_entity = _is_relationship = True
    _dependency_processor = None

    def __init__(
        self,
        argument=None,
        secondary=None,
        *,
        uselist=None,
        collection_class=None,
        primaryjoin=None,
        secondaryjoin=None,
        back_populates=None,
        order_by=False,
        backref=None,
        overlaps=None,
        post_update=False,
        cascade="save-update, merge",
        viewonly=False,
        lazy="select",
        passive_deletes=False,
        passive_updates=True,
        active_history=False,
        enable_typechecks=True,
        foreign_keys=None,
        remote_side=None,
        join_depth=None,
        comparator_factory=None,
        single_parent=False,
        innerjoin=False,
        distinct_target_key=None,
        load_on_pending=False,
        query_class=None,
        info=None,
        omit_join=None,
        sync_backref=None,
        doc=None,
        bake_queries=True,
        cascade_backrefs=False,
        _local_remote_pairs=None,
        options=None,
    ):
        MapperProperty.__init__(self, options)
        default = self._attribute_options.default
        if default is not NO_ARG and default is not None:
            raise sa_exc.ArgumentError("Only 'None' is accepted as dataclass default for a relationship()")
        self.argument = argument
        self.uselist = uselist
        self._args = {
            "secondary": secondary,
            "primaryjoin": primaryjoin,
            "secondaryjoin": secondaryjoin,
            "order_by": order_by,
            "foreign_keys": foreign_keys,
            "remote_side": remote_side,
        }
        self.back_populates = back_populates
        self.post_update = post_update
        self.viewonly = viewonly
        if viewonly and sync_backref:
            raise sa_exc.ArgumentError("sync_backref and viewonly cannot both be True")
        if cascade_backrefs:
            raise sa_exc.ArgumentError(
                "The 'cascade_backrefs' parameter passed to relationship() may only be set to False."
            )
        if back_populates and backref:
            raise sa_exc.ArgumentError("backref and back_populates keyword arguments are mutually exclusive")
        self.sync_backref = sync_backref
        self.lazy = lazy
        self.single_parent = single_parent
        self.collection_class = collection_class
        self.passive_deletes = passive_deletes
        self.passive_updates = passive_updates
        self.enable_typechecks = enable_typechecks
        self.query_class = query_class
        self.innerjoin = innerjoin
        self.distinct_target_key = distinct_target_key
        self.active_history = active_history
        self.join_depth = join_depth
        self.omit_join = omit_join
        self.load_on_pending = load_on_pending
        self.comparator_factory = comparator_factory or RelationshipProperty.Comparator
        self._given_pairs = _local_remote_pairs or ()
        self.doc = doc
        if info:
            self.info.update(info)
        self._reverse_property = set()
        self._overlaps = set(re.split(r"\s*,\s*", overlaps)) if overlaps else ()
        self.backref = backref
        self.cascade = cascade

    @property
    def cascade(self):
        return self._cascade

    @cascade.setter
    def cascade(self, value):
        cascade = CascadeOptions(value)
        if self.viewonly:
            cascade = CascadeOptions(cascade & {"expunge", "refresh-expire", "merge"})
        if "mapper" in self.__dict__:
            self._check_cascades(cascade)
        self._cascade = cascade
        if self._dependency_processor is not None:
            self._dependency_processor.cascade = cascade

    def __str__(self):
        return f"{self.parent.class_.__name__}.{self.key}"

    def declarative_scan(self, scan, registry, cls, module, key, container, argument):
        if argument is None:
            if self.argument is None:
                _raise_for_required("Relationship", key, cls)
            return
        read_annotation(self, cls, module, key, container, argument)

    def instrument_class(self, mapper):
        attributes.register_descriptor(
            mapper.class_,
            self.key,
            comparator=self.comparator_factory(self, mapper),
            parententity=mapper,
            doc=self.doc,
        )

    def post_instrument_class(self, mapper):
        from .strategies import init_relationship_attribute

        if not mapper.class_manager.has_impl(self.key):
            init_relationship_attribute(self, mapper)

    # Configuration.

    def __getattr__(self, name):
        # These are known once the mappers are configured.
        if name in ("entity", "mapper", "target", "direction", "secondary", "primaryjoin", "order_by", "_join_condition",
                    "synchronize_pairs", "local_remote_pairs", "remote_side", "local_columns", "use_get"):
            parent = self.__dict__.get("parent")
            if parent is not None and not self._configure_started:
                parent._check_configure()
                if name in self.__dict__:
                    return self.__dict__[name]
        raise AttributeError(name)

    def do_init(self):
        self._resolve_arguments()
        self._setup_entity()
        self._setup_join()
        self._check_cascades(self._cascade)
        if self.uselist is None:
            self.uselist = self.direction is not MANYTOONE
        if not self.viewonly:
            from .dependency import processor_for

            self._dependency_processor = processor_for(self)
        self._generate_backref()
        self._warn_for_conflicts()

    def _resolver(self):
        from .clsregistry import Resolver

        return Resolver(self.parent.class_, self)

    def _resolve_arguments(self):
        resolver = self._resolver()
        for name, value in self._args.items():
            if isinstance(value, str):
                value = resolver.evaluate(value, tables_only=name == "secondary")
            elif callable(value) and not _is_mapped_class(value) and not hasattr(value, "__clause_element__"):
                value = value()
            self._args[name] = value
        args = self._args
        for name in ("primaryjoin", "secondaryjoin"):
            if args[name] is not None:
                args[name] = coercions.expect(roles.ColumnArgumentRole, args[name], argname=name)
        secondary = args["secondary"]
        if secondary is not None and _is_mapped_class(secondary):
            raise sa_exc.ArgumentError(
                f"secondary argument {secondary} passed to to relationship() {self} must be a Table object or other "
                "FROM clause; can't send a mapped class directly as rows in 'secondary' are persisted independently of "
                "a class that is mapped to that same table."
            )
        order_by = args["order_by"]
        self.order_by = False
        if order_by is not False and order_by is not None:
            self.order_by = tuple(
                coercions.expect(roles.ColumnArgumentRole, x, argname="order_by") for x in util.to_list(order_by)
            )
        for name in ("foreign_keys", "remote_side"):
            value = args[name]
            if value is None:
                args[name] = {}
                continue
            if isinstance(value, (list, tuple, set, frozenset)):
                value = list(value)
            else:
                value = [value]
            columns = [coercions.expect(roles.ColumnArgumentRole, x, argname=name) for x in value]
            args[name] = {c._deannotate(): None for c in columns}
        if callable(self.back_populates):
            self.back_populates = self.back_populates()
        if isinstance(self.back_populates, attributes.QueryableAttribute):
            self.back_populates = self.back_populates.key

    def _setup_entity(self):
        if "entity" in self.__dict__:
            return
        argument = self.argument
        if isinstance(argument, str):
            argument = self._resolver().name(argument)
        elif callable(argument) and not isinstance(argument, type) and not _is_mapped_class(argument):
            argument = argument()
        if isinstance(argument, type):
            entity = class_mapper(argument, configure=False)
        else:
            entity = inspection.inspect(argument, raiseerr=False)
            if not hasattr(entity, "mapper"):
                raise sa_exc.ArgumentError(
                    f"relationship '{self.key}' expects a class or a mapper argument (received: {type(argument)})"
                )
        self.entity = entity
        self.parent.registry._set_depends_on(entity.mapper.registry)
        self.mapper = entity.mapper
        self.target = entity.persist_selectable

    def _setup_join(self):
        args = self._args
        self._join_condition = join = JoinCondition(
            self,
            args["primaryjoin"],
            args["secondary"],
            args["secondaryjoin"],
            args["foreign_keys"],
            args["remote_side"],
            self._given_pairs,
        )
        self.primaryjoin = join.primaryjoin
        self.secondaryjoin = join.secondaryjoin
        self.secondary = join.secondary
        self.direction = join.direction
        self.local_remote_pairs = join.local_remote_pairs
        self.remote_side = join.remote_columns
        self.local_columns = join.local_columns
        self.synchronize_pairs = join.synchronize_pairs
        self.secondary_synchronize_pairs = join.secondary_synchronize_pairs

    def _check_cascades(self, cascade):
        if cascade.delete_orphan and not self.single_parent and self.direction in (MANYTOMANY, MANYTOONE):
            direction = "many-to-one" if self.direction is MANYTOONE else "many-to-many"
            related, own = self.mapper.class_.__name__, self.parent.class_.__name__
            raise sa_exc.ArgumentError(
                f"For {direction} relationship {self}, delete-orphan cascade is normally configured only on the "
                '"one" side of a one-to-many relationship, and not on the "many" side of a many-to-one or many-to-many '
                f'relationship.  To force this relationship to allow a particular "{related}" object to be referenced '
                f'by only a single "{own}" object at a time via the {self} relationship, which would allow '
                "delete-orphan cascade to take place in this direction, set the single_parent=True flag.",
                code="bbf0",
            )
        if self.passive_deletes == "all" and (cascade.delete or cascade.delete_orphan):
            raise sa_exc.ArgumentError(
                f"On {self}, can't set passive_deletes='all' in conjunction with 'delete' or 'delete-orphan' cascade"
            )
        if cascade.delete_orphan:
            self.mapper._delete_orphans.append((self.key, self.parent.class_))

    @property
    def _is_self_referential(self):
        return self.mapper.common_parent(self.parent)

    @property
    def _effective_sync_backref(self):
        return not self.viewonly and self.sync_backref is not False

    def _generate_backref(self):
        if self.backref is not None and not self.back_populates:
            key, kwargs = (self.backref, {}) if isinstance(self.backref, str) else self.backref
            kwargs = dict(kwargs)
            mapper = self.mapper
            for m in {*mapper.iterate_to_root(), *mapper.self_and_descendants}:
                if m.has_property(key):
                    raise sa_exc.ArgumentError(
                        f"Error creating backref '{key}' on relationship '{self}': property of that name exists on "
                        f"mapper '{m}'"
                    )
            join = self._join_condition
            marks = ("local", "remote")
            if self.secondary is not None:
                primary = kwargs.pop("primaryjoin", clauses.deep_deannotate(join.secondaryjoin, marks))
                secondary = kwargs.pop("secondaryjoin", clauses.deep_deannotate(join.primaryjoin, marks))
            else:
                primary = kwargs.pop("primaryjoin", None)
                if primary is None:
                    primary = join.reverse_primaryjoin()
                secondary = kwargs.pop("secondaryjoin", None)
                if secondary is not None:
                    raise sa_exc.InvalidRequestError(
                        "Can't assign 'secondaryjoin' on a backref against a non-secondary relationship."
                    )
            foreign_keys = kwargs.pop("foreign_keys", list(self._args["foreign_keys"]) or None)
            for name in ("viewonly", "post_update", "passive_updates", "sync_backref"):
                kwargs.setdefault(name, getattr(self, name))
            self.back_populates = key
            mapper._configure_property(
                key,
                RelationshipProperty(
                    self.parent,
                    self.secondary,
                    primaryjoin=primary,
                    secondaryjoin=secondary,
                    foreign_keys=foreign_keys,
                    back_populates=self.key,
                    **kwargs,
                ),
            )
        if self.back_populates:
            self._add_reverse_property(self.back_populates)

    def _add_reverse_property(self, key):
        other = self.mapper.get_property(key)
        if not isinstance(other, RelationshipProperty):
            raise sa_exc.InvalidRequestError(
                f"back_populates on relationship '{self}' refers to attribute '{other}' that is not a relationship.  "
                "The back_populates parameter should refer to the name of a relationship on the target class."
            )
        for a, b in ((self, other), (other, self)):
            if a.viewonly and b.sync_backref:
                raise sa_exc.InvalidRequestError(
                    f"Relationship {b} cannot specify sync_backref=True since {a} includes viewonly=True."
                )
            if a.viewonly and not b.viewonly and b.sync_backref is not False:
                b.sync_backref = False
        self._reverse_property.add(other)
        other._reverse_property.add(self)
        other._setup_entity()
        if not other.mapper.common_parent(self.parent):
            raise sa_exc.ArgumentError(
                f"reverse_property {key!r} on relationship {self} references relationship {other}, which does not "
                f"reference mapper {self.parent}"
            )
        if (
            other._configure_started
            and "direction" in other.__dict__
            and self.direction in (ONETOMANY, MANYTOONE)
            and self.direction == other.direction
        ):
            raise sa_exc.ArgumentError(
                f"{other} and back-reference {self} are both of the same direction {self.direction!r}.  Did you mean "
                "to set remote_side on the many-to-one side ?"
            )

    def _warn_for_conflicts(self):
        if self.viewonly:
            return
        for from_, to in [*self.synchronize_pairs, *self.secondary_synchronize_pairs]:
            writers = _sync_targets.setdefault(to, weakref.WeakKeyDictionary())
            others = []
            for prop, source in writers.items():
                if (
                    prop not in self._reverse_property
                    and prop.key not in self._overlaps
                    and self.key not in prop._overlaps
                    and "__*" not in self._overlaps
                    and "__*" not in prop._overlaps
                    and not any(
                        a.is_sibling(b) for a in (self.parent, self.mapper) for b in (prop.parent, prop.mapper)
                    )
                    and (self.key != prop.key or not self.parent.common_parent(prop.parent))
                ):
                    others.append((prop, source))
            if others:
                conflicts = ", ".join(sorted(f"'{p}' (copies {f} to {to})" for p, f in others))
                names = ",".join(sorted(p.key for p, _ in others))
                util.warn(
                    f"relationship '{self}' will copy column {from_} to column {to}, which conflicts with "
                    f"relationship(s): {conflicts}. If this is not the intention, consider if these relationships "
                    "should be linked with back_populates, or if viewonly=True should be applied to one or more if "
                    "they are read-only. For the less common case that foreign key constraints are partially "
                    "overlapping, the orm.foreign() annotation can be used to isolate the columns that should be "
                    "written towards.   To silence this warning, add the parameter "
                    f"'overlaps=\"{names}\"' to the '{self}' relationship.",
                    code="qzyx",
                )
            writers[self] = from_

    def _create_joins(
        self,
        source_selectable=None,
        dest_selectable=None,
        of_type_entity=None,
        alias_secondary=False,
        extra_criteria=(),
    ):
        """`(primaryjoin, secondaryjoin, source, dest, secondary, adapter)` between two selectables."""
        aliased = alias_secondary and self.secondary is not None
        if source_selectable is None and self.parent.with_polymorphic:
            source_selectable = self.parent.selectable
        dest_mapper = of_type_entity.mapper if of_type_entity is not None else self.mapper
        if of_type_entity is not None and dest_selectable is None:
            dest_selectable = of_type_entity.selectable
        if dest_selectable is None:
            dest_selectable = self.entity.selectable
            aliased = aliased or bool(self.mapper.with_polymorphic)
            if self._is_self_referential and source_selectable is None:
                dest_selectable = dest_selectable._anonymous_fromclause()
                aliased = True
        elif dest_selectable is not self.mapper.selectable or self.mapper.with_polymorphic:
            aliased = True
        if source_selectable is not None and source_selectable is not self.parent.selectable:
            aliased = True
        primaryjoin, secondaryjoin, secondary, adapter = self._join_condition.join_targets(
            source_selectable, dest_selectable, aliased, dest_mapper._single_table_criterion, extra_criteria
        )
        if source_selectable is None:
            source_selectable = self.parent.local_table
        return primaryjoin, secondaryjoin, source_selectable, dest_selectable, secondary, adapter

    # Loading by the criterion of one object.

    def _compare(self, state, value_is_parent=False, adapt=None, alias_secondary=True):
        """The criterion that a row refers to an object, or belongs to it as its parent."""
        if state is not None:
            state = inspection.inspect(state, raiseerr=False)
            if state is None or not getattr(state, "is_instance", False):
                raise sa_exc.ArgumentError(
                    "Mapped instance expected for relationship comparison to object.   Classes, queries and other SQL "
                    f"elements are not accepted in this context; for comparison with a subquery, use "
                    f"{self}.has(**criteria)."
                )
        reverse = not value_is_parent
        mapper = self.mapper if reverse else self.parent

        def make_bind(column):
            if state is None:
                return sql.bindparam(None, None, type_=column.type, unique=True)
            value = self._value_getter(mapper, state, column)
            return sql.bindparam(None, callable_=value, type_=column.type, unique=True)

        where, binds = self._join_condition.lazy_clause(make_bind, reverse)
        if state is None:
            where = clauses.adapt_criterion_to_null(where, [b._identifying_key for b in binds.values()])
        elif self.secondary is not None and alias_secondary:
            where = clauses.ClauseAdapter(self.secondary._anonymous_fromclause()).traverse(where)
        return adapt(where) if adapt is not None else where

    def _value_getter(self, mapper, state, column):
        prop = mapper.get_property_by_column(column)
        state._track_last_known_value(prop.key)
        known = state._last_known_values

        def get():
            last = known[prop.key]
            passive = PASSIVE_OFF if state.persistent else PASSIVE_NO_FETCH ^ INIT_OK
            value = mapper._get_state_attr_by_column(state, state.dict, column, passive)
            if value is NO_VALUE or value is PASSIVE_NO_RESULT:
                if last is NO_VALUE:
                    why = (
                        "no value has been set for this column"
                        if value is NO_VALUE
                        else "the object is detached and the value was expired"
                    )
                    raise sa_exc.InvalidRequestError(
                        f"Can't resolve value for column {column} on object {state_str(state)}; {why}"
                    )
                value = last
            if value is None:
                util.warn(
                    f"Got None for value of column {column}; this is unsupported for a relationship comparison and "
                    "will not currently produce an IS comparison (but may in a future release)"
                )
            return value

        return get

    def _with_parent(self, instance, alias_secondary=True, from_entity=None):
        adapt = None
        if from_entity is not None:
            insp = inspection.inspect(from_entity)
            if insp.is_aliased_class:
                adapt = insp._adapter.adapt_clause
        return self._compare(instance, True, adapt, alias_secondary)

    # Cascades and merge.

    def cascade_iterator(self, type_, state, dict_, visited, halt_on=None):
        if type_ != "delete" or self.passive_deletes:
            passive = PASSIVE_NO_INITIALIZE
        else:
            passive = PASSIVE_OFF | NO_RAISE
        impl = state.manager[self.key].impl
        if type_ == "save-update":
            pairs = impl.get_all_pending(state, dict_)
        else:
            pairs = self._related(impl, state, dict_, passive)
        skip_pending = type_ == "refresh-expire" and not self._cascade.delete_orphan
        for related, obj in pairs:
            if obj is None or related in visited:
                continue
            if halt_on is not None and halt_on(related):
                continue
            if skip_pending and not related.key:
                continue
            mapper = related.manager.mapper
            if not mapper.isa(self.mapper):
                raise AssertionError(
                    f"Attribute '{self.key}' on class '{self.parent.class_}' doesn't handle objects of type "
                    f"'{type(obj)}'"
                )
            visited.add(related)
            yield obj, mapper, related, obj.__dict__

    def _related(self, impl, state, dict_, passive):
        value = impl.get(state, dict_, passive=passive)
        if value is PASSIVE_NO_RESULT or value is None or value is NO_VALUE:
            return []
        if impl.collection:
            return [(instance_state(o), o) for o in impl.get_collection(state, dict_, value, passive)]
        return [(instance_state(value), value)]

    def merge(self, session, source_state, source_dict, dest_state, dest_dict, load, recursive, resolve):
        if load and any((source_state, r) in recursive for r in self._reverse_property):
            return
        if "merge" not in self._cascade or self.key not in source_dict:
            return
        impl = dest_state.get_impl(self.key)

        def merged(obj):
            state = instance_state(obj)
            recursive[(state, self)] = True
            return session._merge(
                state, obj.__dict__, load=load, _recursive=recursive, _resolve_conflict_map=resolve
            )

        if self.uselist:
            if load:
                impl.get(dest_state, dest_dict, PASSIVE_MERGE)
            source = source_state.get_impl(self.key).get_collection(source_state, source_dict)
            items = [m for m in (merged(obj) for obj in list(source)) if m is not None]
            if load:
                impl.set(dest_state, dest_dict, items, _adapt=False, passive=PASSIVE_MERGE)
            else:
                attributes.init_state_collection(dest_state, dest_dict, self.key).append_multiple_without_event(items)
            return
        obj = source_dict[self.key]
        obj = merged(obj) if obj is not None else None
        if load:
            impl.set(dest_state, dest_dict, obj, None)
        else:
            dest_dict[self.key] = obj

    Comparator = RelationshipComparator


class Relationship(RelationshipProperty, DeclarativeMapped):
    """What `relationship()` gives."""


_RelationshipDeclared = Relationship

