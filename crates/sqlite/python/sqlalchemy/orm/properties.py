"""Properties of columns: `mapped_column()`, `column_property()`, `deferred()`, `synonym()`, `composite()`."""

import dataclasses

from .. import sql, util
from ..schema import Column
from ..sql import coercions, roles
from ..sql.expression import OrderByList
from ..sql.operators import ColumnOperators
from . import attributes, exc, typing_tools
from .base import instance_state
from .interfaces import NO_ARG, MapperProperty, PropComparator, _raise_for_required, attribute_options
from .interfaces import set_creation_order
from .mapped import DeclarativeMapped


class ColumnProperty(MapperProperty):
    """An attribute that is a column or another expression."""

    _is_column = True

    def __init__(
        self,
        column,
        *additional_columns,
        group=None,
        deferred=False,
        raiseload=False,
        comparator_factory=None,
        active_history=False,
        default_scalar_value=None,
        expire_on_flush=True,
        info=None,
        doc=None,
        _instrument=True,
        options=None,
    ):
        MapperProperty.__init__(self, options)
        self.columns = [coercions.expect(roles.LabeledColumnExprRole, c) for c in (column, *additional_columns)]
        self.group = group
        self.deferred = deferred
        self.raiseload = raiseload
        self.instrument = _instrument
        self.comparator_factory = comparator_factory or ColumnProperty.Comparator
        self.active_history = active_history
        self._default_scalar_value = default_scalar_value
        self.expire_on_flush = expire_on_flush
        if info:
            self.info.update(info)
        self.doc = doc
        if doc is None:
            for col in reversed(self.columns):
                self.doc = getattr(col, "doc", None)
                if self.doc is not None:
                    break

    @property
    def expression(self):
        return self.columns[0]

    def __clause_element__(self):
        return self.columns[0]

    @property
    def mapper_property_to_assign(self):
        return self

    @property
    def columns_to_assign(self):
        return [(c, 0) for c in self.columns if isinstance(c, Column) and c.table is None]

    def declarative_scan(self, scan, registry, cls, module, key, container, argument):
        _name_column(self.columns[0], key)

    def instrument_class(self, mapper):
        if self.instrument:
            attributes.register_descriptor(
                mapper.class_,
                self.key,
                comparator=self.comparator_factory(self, mapper),
                parententity=mapper,
                doc=self.doc,
            )

    def post_instrument_class(self, mapper):
        if not self.instrument or mapper.class_manager.has_impl(self.key):
            return
        from .strategies import load_deferred, register_attribute

        column = self.columns[0]
        version = mapper.version_id_col
        active_history = (
            self.active_history
            or column.primary_key
            or (version is not None and mapper._columntoproperty.get(version) is self)
        )
        register_attribute(
            self,
            mapper,
            useobject=False,
            compare_function=column.type.compare_values,
            active_history=active_history and not self.deferred,
            callable_=load_deferred(self) if self.deferred else None,
            load_on_unexpire=not self.deferred,
            default_scalar_value=self._default_scalar_value,
        )

    def do_init(self):
        parent = self.parent
        if len(self.columns) > 1 and set(parent.primary_key).issuperset(self.columns):
            util.warn(
                f"On mapper {parent}, primary key column '{self.columns[1]}' is being combined with distinct primary "
                f"key column '{self.columns[0]}' in attribute '{self.key}'. Use explicit properties to give each "
                "column its own mapped attribute name."
            )

    def copy(self):
        return ColumnProperty(
            *self.columns,
            deferred=self.deferred,
            group=self.group,
            active_history=self.active_history,
            default_scalar_value=self._default_scalar_value,
        )

    def merge(self, session, source_state, source_dict, dest_state, dest_dict, load, recursive, resolve):
        if not self.instrument:
            return
        if self.key in source_dict:
            value = source_dict[self.key]
            if not load:
                dest_dict[self.key] = value
            else:
                dest_state.get_impl(self.key).set(dest_state, dest_dict, value, None)
        elif dest_state.has_identity and self.key not in dest_dict:
            dest_state._expire_attributes(dest_dict, [self.key], no_loader=True)

    def __str__(self):
        if not self.parent or not self.key:
            return object.__repr__(self)
        return f"{self.parent.class_.__name__}.{self.key}"

    class Comparator(PropComparator):
        """The column with what says of which entity it is."""

        def __clause_element__(self):
            element = self.__dict__.get("_element")
            if element is None:
                element = self.__dict__["_element"] = self._annotated(self.prop.columns[0])
            return element

        def _annotated(self, column):
            if self._adapt_to_entity is not None:
                return self.adapter(column, self.prop.key)
            entity = self._parententity
            return column._annotate(
                {
                    "entity_namespace": entity,
                    "parententity": entity,
                    "parentmapper": entity,
                    "proxy_key": self.prop.key,
                }
            )._set_propagate_attrs({"compile_state_plugin": "orm", "plugin_subject": entity})

        @property
        def expressions(self):
            return [self._annotated(column) for column in self.prop.columns]

        def __getattr__(self, key):
            if key.startswith("__") or key in ("prop", "_parententity", "_adapt_to_entity"):
                raise AttributeError(key)
            return getattr(self.__clause_element__(), key)

        def operate(self, op, *other, **kwargs):
            return op(self.__clause_element__(), *other, **kwargs)

        def reverse_operate(self, op, other, **kwargs):
            column = self.__clause_element__()
            return op(column._bind_param(op, other), column, **kwargs)


class MappedSQLExpression(ColumnProperty, DeclarativeMapped):
    """What `column_property()` gives."""


class MappedColumn(ColumnOperators, DeclarativeMapped):
    """What `mapped_column()` gives: a column that learns its name, type and nullability from the annotation."""

    def __init__(self, *args, **kw):
        self._attribute_options = options = attribute_options(kw)
        self._use_existing_column = kw.pop("use_existing_column", False)
        self._has_insert_default = "insert_default" in kw
        if options.default is not NO_ARG:
            if self._has_insert_default:
                kw["default"] = kw.pop("insert_default")
            else:
                kw["default"] = options.default
        elif self._has_insert_default:
            kw["default"] = kw.pop("insert_default")
        self.deferred_group = kw.pop("deferred_group", None)
        self.deferred_raiseload = kw.pop("deferred_raiseload", None)
        self.deferred = kw.pop("deferred", NO_ARG)
        self.active_history = kw.pop("active_history", False)
        self._sort_order = kw.pop("sort_order", NO_ARG)
        nullable = kw.get("nullable", NO_ARG)
        if nullable is NO_ARG:
            kw.pop("nullable", None)
        for name in [n for n, v in kw.items() if v is NO_ARG]:
            del kw[name]
        self.column = Column(*args, **kw)
        self._has_nullable = "nullable" in kw and kw["nullable"] is not None
        set_creation_order(self)

    __hash__ = object.__hash__

    @property
    def foreign_keys(self):
        return self.column.foreign_keys

    @property
    def name(self):
        return self.column.name

    def _copy(self, **kw):
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.column = self.column._copy(**kw)
        set_creation_order(new)
        return new

    @property
    def mapper_property_to_assign(self):
        deferred = self.deferred
        if deferred is NO_ARG:
            deferred = bool(self.deferred_group or self.deferred_raiseload)
        if deferred or self.active_history:
            return ColumnProperty(
                self.column,
                deferred=deferred,
                group=self.deferred_group,
                raiseload=bool(self.deferred_raiseload),
                active_history=self.active_history,
                options=self._attribute_options,
            )
        return None

    @property
    def columns_to_assign(self):
        return [(self.column, 0 if self._sort_order is NO_ARG else self._sort_order)]

    def __clause_element__(self):
        return self.column

    def operate(self, op, *other, **kwargs):
        return op(self.column, *other, **kwargs)

    def reverse_operate(self, op, other, **kwargs):
        return op(self.column._bind_param(op, other), self.column, **kwargs)

    def _existing(self, scan, key, column):
        if self._use_existing_column and scan.inherits and scan.single:
            from .base import class_mapper

            mapper = class_mapper(scan.inherits, False)
            name = column.name if column.name is not None else key
            return mapper.local_table.c.get(name, column)
        return column

    def declarative_scan(self, scan, registry, cls, module, key, container, argument):
        column = self.column = self._existing(scan, key, self.column)
        _name_column(column, key)
        if argument is None:
            if column.type._isnull and not column.foreign_keys:
                _raise_for_required("MappedColumn", key, cls)
            return
        self.read_annotation(scan, cls, module, key, registry, argument)

    def read_annotation(self, scan, cls, module, key, registry, argument):
        """Take nullability and type from the annotation inside `Mapped[...]`."""
        argument = typing_tools.resolve(argument, cls, module)
        nullable = typing_tools.includes_none(argument)
        if not self._has_nullable:
            self.column.nullable = nullable
        our_type = typing_tools.without_none(argument)
        alias = our_type if typing_tools.is_type_alias(our_type) else None
        if alias is not None:
            our_type = typing_tools.without_none(alias.__value__)
        raw, extras = our_type, ()
        if typing_tools.is_annotated(our_type):
            our_type = our_type.__origin__
            extras = raw.__metadata__
            if nullable:
                our_type = typing_tools.without_none(our_type)
        for extra in extras:
            if isinstance(extra, MappedColumn):
                self._merge_from(extra, scan, key)
                break
        if not self.column.type._isnull or self.column.foreign_keys:
            return
        sqltype = None
        for candidate in (alias, raw, our_type):
            if sqltype is None and candidate is not None:
                sqltype = registry._resolve_type(candidate)
        if sqltype is None:
            self._raise_unknown_type(argument, [c for c in (alias, raw) if c is not None], raw, our_type)
        self.column._set_type(sqltype)

    def _raise_unknown_type(self, argument, checks, raw, our_type):
        from ..types import TypeEngine

        key = self.column.key
        if isinstance(our_type, TypeEngine) or (isinstance(our_type, type) and issubclass(our_type, TypeEngine)):
            raise exc.MappedAnnotationError(
                f"The type provided inside the {key!r} attribute Mapped annotation is the SQLAlchemy type "
                f"{our_type}. Expected a Python type instead"
            )
        if raw is not our_type:
            checks.append(our_type)
        if not typing_tools.is_a_type(checks[0]):
            raise exc.MappedAnnotationError(
                f"The object provided inside the {key!r} attribute Mapped annotation is not a Python type, it's the "
                f"object {argument!r}. Expected a Python type."
            )
        if len(checks) == 1:
            detail = "the type object is not resolvable by the registry"
        elif len(checks) == 2:
            detail = f"neither '{checks[0]}' nor '{checks[1]}' are resolvable by the registry"
        else:
            detail = "none of " + ", ".join(f"'{t}'" for t in checks) + " are resolvable by the registry"
        raise exc.MappedAnnotationError(
            "Could not locate SQLAlchemy Core type when resolving for Python type indicated by "
            f"'{checks[0]}' inside the Mapped[] annotation for the {key!r} attribute; {detail}"
        )

    def _merge_from(self, other, scan, key):
        """Take over what a `mapped_column()` inside of `Annotated` says."""
        self.column = other._existing(scan, key, self.column)
        omit = self._has_insert_default or self._attribute_options.default is not NO_ARG
        other.column._merge(self.column, omit_defaults=omit)
        if self.deferred is NO_ARG:
            self.deferred = other.deferred
        self.deferred_group = self.deferred_group or other.deferred_group
        if self.deferred_raiseload is None:
            self.deferred_raiseload = other.deferred_raiseload
        self._use_existing_column = self._use_existing_column or other._use_existing_column
        self.active_history = self.active_history or other.active_history
        if self._sort_order is NO_ARG:
            self._sort_order = other._sort_order


def _name_column(column, key):
    if column.key is None:
        column.key = key
    if column.name is None:
        column.name = key


class DescriptorProperty(MapperProperty):
    """A property that stands for others."""

    def _register(self, mapper, comparator):
        proxy = ProxyAttribute(mapper.class_, self.key, mapper, comparator, self.descriptor, self)
        proxy._doc = self.doc
        mapper.class_manager.install_member(self.key, proxy)


class ProxyAttribute(attributes.QueryableAttribute):
    """The descriptor of a synonym or composite: at an object it does what its descriptor does."""

    impl = None

    def __init__(self, class_, key, parent, comparator, descriptor, prop):
        attributes.QueryableAttribute.__init__(self, class_, key, parent, comparator)
        self.descriptor = descriptor
        self.original_property = prop

    def __get__(self, instance, owner):
        return self if instance is None else self.descriptor.__get__(instance, owner)

    def __set__(self, instance, value):
        self.descriptor.__set__(instance, value)

    def __delete__(self, instance):
        self.descriptor.__delete__(instance)

    def __clause_element__(self):
        return self.comparator.__clause_element__()

    def operate(self, op, *other, **kw):
        return self.comparator.operate(op, *other, **kw)

    def reverse_operate(self, op, other, **kw):
        return self.comparator.reverse_operate(op, other, **kw)

    @property
    def expression(self):
        return self.comparator.__clause_element__()

    def adapt_to_entity(self, entity):
        comparator = self.comparator.adapt_to_entity(entity)
        return ProxyAttribute(
            entity.entity, self.key, entity, comparator, self.descriptor, self.original_property
        )


class _SynonymDescriptor:
    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        delattr(instance, self.name)


class _SynonymComparator:
    """Gives on all to the attribute that the synonym is another name of."""

    def __init__(self, prop, owner):
        self.prop = prop
        self.owner = owner

    @property
    def target(self):
        return getattr(self.owner, self.prop.name)

    def adapt_to_entity(self, entity):
        return _SynonymComparator(self.prop, entity.entity)

    def __clause_element__(self):
        return self.target.__clause_element__()

    def of_type(self, entity):
        return self.target.comparator.of_type(entity)

    def operate(self, op, *other, **kw):
        return op(self.target, *other, **kw)

    def reverse_operate(self, op, other, **kw):
        return op(other, self.target, **kw)

    def __getattr__(self, key):
        if key.startswith("__") or key in ("prop", "owner"):
            raise AttributeError(key)
        return getattr(self.target, key)

    @property
    def property(self):
        return self.target.property


class SynonymProperty(DescriptorProperty):
    """Another name of an attribute."""

    def __init__(
        self, name, map_column=None, descriptor=None, comparator_factory=None, info=None, doc=None, options=None
    ):
        MapperProperty.__init__(self, options)
        self.name = name
        self.map_column = map_column
        self.descriptor = descriptor or _SynonymDescriptor(name)
        self.comparator_factory = comparator_factory
        self.doc = doc
        if info:
            self.info.update(info)

    def set_parent(self, parent):
        if self.map_column and self.key in parent.persist_selectable.c:
            parent._configure_property(self.name, parent.persist_selectable.c[self.key])
        self.parent = parent

    def instrument_class(self, mapper):
        self._register(mapper, _SynonymComparator(self, mapper.class_))


class Synonym(SynonymProperty, DeclarativeMapped):
    """What `synonym()` gives."""


class CompositeProperty(DescriptorProperty):
    """Several columns as one value object."""

    def __init__(self, cls_or_attr=None, *attrs, group=None, deferred=False, info=None, doc=None, options=None):
        MapperProperty.__init__(self, options)
        self.composite_class = cls_or_attr
        self.attrs = attrs
        if cls_or_attr is not None and not callable(cls_or_attr) or isinstance(cls_or_attr, str):
            self.composite_class, self.attrs = None, (cls_or_attr, *attrs)
        self.group, self.deferred, self.doc = group, deferred, doc
        if info:
            self.info.update(info)

    @property
    def descriptor(self):
        return self

    @property
    def mapper_property_to_assign(self):
        return self

    @property
    def columns_to_assign(self):
        columns = [c.column if isinstance(c, MappedColumn) else c for c in self.attrs]
        return [(c, 0) for c in columns if isinstance(c, Column) and c.table is None]

    def declarative_scan(self, scan, registry, cls, module, key, container, argument):
        if self.composite_class is None and argument is not None:
            argument = typing_tools.resolve(argument, cls, module)
            self.composite_class = typing_tools.without_none(argument)
        if self.composite_class is None:
            _raise_for_required("CompositeProperty", key, cls)
        if dataclasses.is_dataclass(self.composite_class):
            fields = [(f.name, f.type) for f in dataclasses.fields(self.composite_class)]
            if not self.attrs:
                self.attrs = tuple(MappedColumn() for _ in fields)
            for (name, annotation), attr in zip(fields, self.attrs):
                if isinstance(attr, MappedColumn):
                    _name_column(attr.column, name)
                    attr.read_annotation(scan, cls, self.composite_class.__module__, name, registry, annotation)
        self.attrs = tuple(attr.column if isinstance(attr, MappedColumn) else attr for attr in self.attrs)

    def _keys(self):
        keys = self.__dict__.get("_attr_keys")
        if keys is None:
            keys = []
            for attr in self.attrs:
                if isinstance(attr, str):
                    keys.append(attr)
                elif isinstance(attr, Column):
                    keys.append(self.parent._columntoproperty[attr].key)
                else:
                    keys.append(attr.key)
            self.__dict__["_attr_keys"] = keys
        return keys

    def _values_of(self, value):
        if value is None:
            return [None] * len(self._keys())
        if hasattr(value, "__composite_values__"):
            return list(value.__composite_values__())
        return [getattr(value, f.name) for f in dataclasses.fields(value)]

    def __get__(self, instance, owner):
        if instance is None:
            return self
        dict_ = instance.__dict__
        slot = "_sa_composite_" + self.key
        values = [getattr(instance, key) for key in self._keys()]
        cached = dict_.get(slot)
        if cached is not None and cached[0] == values:
            return cached[1]
        if all(v is None for v in values) and (slot not in dict_ or instance_state(instance).key is None):
            return None
        value = self.composite_class(*values)
        dict_[slot] = (values, value)
        return value

    def __set__(self, instance, value):
        values = self._values_of(value)
        for key, one in zip(self._keys(), values):
            setattr(instance, key, one)
        instance.__dict__["_sa_composite_" + self.key] = (values, value)

    def __delete__(self, instance):
        for key in self._keys():
            setattr(instance, key, None)

    def instrument_class(self, mapper):
        self._register(mapper, CompositeProperty.Comparator(self, mapper))

    class Comparator(PropComparator):
        """The columns of a composite, compared one by one."""

        def _columns(self):
            return [getattr(self._parententity.entity, key) for key in self.prop._keys()]

        def __clause_element__(self):
            from .util import Bundle

            prop = self.prop

            class CompositeBundle(Bundle):
                def create_row_processor(self, query, procs, labels):
                    return lambda row: prop.composite_class(*[proc(row) for proc in procs])

            return CompositeBundle(prop.key, *self._columns()).__clause_element__()

        def asc(self):
            return OrderByList([c.asc() for c in self._columns()])

        def desc(self):
            return OrderByList([c.desc() for c in self._columns()])

        def operate(self, op, *other, **kw):
            return op(self, *other, **kw) if not other else self._compare(op, other[0])

        def _compare(self, op, other):
            values = self.prop._values_of(other)
            return sql.and_(*[op(c, v) for c, v in zip(self._columns(), values)])

        def __eq__(self, other):
            values = self.prop._values_of(other)
            return sql.and_(*[c == v for c, v in zip(self._columns(), values)])

        def __ne__(self, other):
            return sql.not_(self.__eq__(other))

        __hash__ = object.__hash__


class Composite(CompositeProperty, DeclarativeMapped):
    """What `composite()` gives."""
