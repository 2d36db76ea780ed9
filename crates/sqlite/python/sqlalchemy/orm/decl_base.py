"""Turns a declarative class into a table and a mapper: reads its attributes, annotations and mixins."""

import dataclasses
import re

from .. import exc as sa_exc
from .. import util
from ..schema import Column, MetaData, Table
from ..sql import expression
from . import clsregistry, exc, instrumentation, typing_tools
from .attributes import QueryableAttribute
from .base import class_mapper, opt_manager_of_class
from .dataclass_setup import apply_dataclass
from .interfaces import NO_ARG, MapperProperty
from .mapped import MappedAttribute, Unmapped
from .mapper import Mapper
from .properties import ColumnProperty, CompositeProperty, MappedColumn, SynonymProperty, _name_column

_DUNDERS = {"__table__", "__mapper_args__", "__tablename__", "__table_args__"}
_EXCLUDED = re.compile(r"^(?:_sa_|__)")


def is_declared_attr(obj):
    from .decl_api import _declared_attr_common

    return isinstance(obj, _declared_attr_common)


def manager_above(cls):
    for base in cls.__mro__:
        manager = opt_manager_of_class(base)
        if manager is not None:
            return manager
    return None


def _is_mapped(cls):
    manager = opt_manager_of_class(cls)
    return manager is not None and manager.is_mapped


def immediate_attr(cls, name):
    """An attribute of a class or of its mixins, but not of a mapped class that it inherits from."""
    if name in cls.__dict__:
        return getattr(cls, name)
    for base in cls.__mro__[1:]:
        if name in base.__dict__ and manager_above(base) is None:
            return getattr(base, name)
    return None


def _mapped_base(cls):
    """The mapped class that a base stands for: itself, or one above an abstract class."""
    if cls is object:
        return None
    if cls.__dict__.get("__abstract__", False):
        for base in cls.__bases__:
            found = _mapped_base(base)
            if found is not None:
                return found
        return None
    manager = manager_above(cls)
    return manager.class_ if manager is not None else cls


def find_inherits(cls):
    found = []
    for base in cls.__bases__:
        mapped = _mapped_base(base)
        if mapped is not None and _is_mapped(mapped) and mapped not in found:
            found.append(mapped)
    if len(found) > 1:
        raise sa_exc.InvalidRequestError(f"Class {cls} has multiple mapped bases: {found!r}")
    return found[0] if found else None


def map_imperatively(registry, cls, table, kw):
    instrumentation.register_class(cls, finalize=False, registry=registry, init_method=registry.constructor)
    type.__setattr__(cls, "__table__", table)
    clsregistry.add_class(cls.__name__, cls, registry._class_registry)
    inherits = find_inherits(cls)
    if inherits is not None:
        kw.setdefault("inherits", inherits)
    mapper = Mapper(cls, table, **kw)
    type.__setattr__(cls, "__mapper__", mapper)
    return mapper


def as_declarative(registry, cls, dict_):
    """Map a class, unless it is abstract."""
    manager = opt_manager_of_class(cls)
    if manager is not None and manager.class_ is cls:
        raise sa_exc.InvalidRequestError(f"Class {cls!r} already has been instrumented declaratively")
    if cls.__dict__.get("__abstract__", False):
        return
    if immediate_attr(cls, "_sa_decl_prepare_nocascade") or hasattr(cls, "_sa_decl_prepare"):
        raise NotImplementedError(
            "Deferred reflection isn't supported in the playground; declare the columns in the class."
        )
    DeclarativeScan(registry, cls, dict_)


class DeclarativeScan:
    """The scan of one declarative class."""

    is_deferred = False

    def __init__(self, registry, cls, dict_):
        self.registry = registry
        self.cls = cls
        self.dict_ = dict(dict_)
        self.properties = {}
        self.declared_attr_reg = {}
        self.collected = {}
        self.annotations = {}
        self.column_copies = {}
        self.declared_columns = {}
        self.unmapped_columns = set()
        self.column_order = {}
        self.dataclass_args = getattr(cls, "_sa_apply_dc_transforms", None)
        self.was_dataclass = dataclasses.is_dataclass(cls) and "__dataclass_fields__" in cls.__dict__
        self.allow_unmapped = bool(getattr(cls, "__allow_unmapped__", False) or self.dataclass_args is not None)
        instrumentation.register_class(
            cls, finalize=False, registry=registry, declarative_scan=self, init_method=registry.constructor
        )
        self._scan()
        if self.dataclass_args is not None:
            apply_dataclass(self)
        clsregistry.add_class(cls.__name__, cls, registry._class_registry)
        self.inherits = find_inherits(cls)
        self.single = "__table__" not in self.dict_ and self.tablename is None and self.table_fn is None
        self._extract_properties()
        self._extract_columns()
        self._setup_table()
        self._setup_inherited_columns()
        self._map()

    # Collecting.

    def _local_attributes(self, cls):
        annotations = typing_tools.annotations_of(cls)
        values = vars(cls)
        names = _merge_ordered(list(values), list(annotations))
        for name in names:
            if name in _DUNDERS or not _EXCLUDED.match(name):
                yield name, values.get(name), annotations.get(name)

    def _overridden(self, name, obj):
        return getattr(self.cls, name, obj) is not obj

    def _scan(self):
        cls = self.cls
        self.mapper_args_fn = self.table_args = self.table_fn = self.tablename = None
        inherited_args = False
        fixed_table = "__table__" in self.dict_
        bases = []
        for base in cls.__mro__:
            mapped = base is not cls and _is_mapped(base)
            copies = {}
            if base is not cls and not mapped and base is not object:
                copies = self._copy_columns(base, fixed_table)
            bases.append((base, mapped, copies))
        for base, mapped, copies in bases:
            if base is object:
                continue
            self.collected.update(copies)
            for name, obj, annotation in self._local_attributes(base):
                if name in _DUNDERS:
                    inherited_args = self._scan_dunder(base, mapped, name, obj) or inherited_args
                elif mapped:
                    if is_declared_attr(obj) and not obj._quiet:
                        util.warn(
                            f"Regular (i.e. not __special__) attribute '{base.__name__}.{name}' uses @declared_attr, "
                            f"but owning class {base} is mapped - not applying to subclass {cls}."
                        )
                elif base is not cls:
                    self._scan_mixin(base, name, obj, annotation)
                else:
                    found = self._annotation(name, annotation, base, None, obj)
                    if obj is None and not fixed_table and found is not None and found.container is not None:
                        self.collected[name] = found.column()
                    elif name in self.dict_:
                        self.collected[name] = obj
        if inherited_args and not self.tablename:
            self.table_args = None

    def _scan_dunder(self, base, mapped, name, obj):
        cls = self.cls
        if mapped and not is_declared_attr(obj):
            return False
        if name == "__mapper_args__":
            if self.mapper_args_fn is None:
                self.mapper_args_fn = lambda: dict(cls.__mapper_args__)
        elif name == "__tablename__":
            if not self.tablename:
                self.tablename = cls.__tablename__
        elif name == "__table__":
            if is_declared_attr(obj) and self.table_fn is None:
                self.table_fn = lambda: cls.__table__
        elif not self.table_args:
            self.table_args = cls.__table_args__
            if not isinstance(self.table_args, (tuple, dict, type(None))):
                raise sa_exc.ArgumentError("__table_args__ value must be a tuple, dict, or None")
            return base is not cls
        return False

    def _scan_mixin(self, base, name, obj, annotation):
        cls = self.cls
        if isinstance(obj, (Column, MappedColumn)):
            return
        if isinstance(obj, MapperProperty):
            raise sa_exc.InvalidRequestError(
                "Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as "
                "@declared_attr callables on declarative mixin classes.  For dataclass field() objects, use a lambda:"
            )
        if is_declared_attr(obj):
            if obj._cascading:
                if name in self.dict_:
                    util.warn(
                        f"Attribute '{name}' on class {cls} cannot be processed due to @declared_attr.cascading; "
                        "skipping"
                    )
                value = obj.__get__(obj, cls)
                type.__setattr__(cls, name, value)
            else:
                value = getattr(cls, name)
                if getattr(value, "original_property", None) is not None and hasattr(value, "descriptor"):
                    value = value.descriptor
            self.collected[name] = self.column_copies[obj] = value
            if isinstance(value, (Column, MapperProperty)) and value.doc is None:
                value.doc = obj.__doc__
            self._annotation(name, obj._return_annotation(), base, True, obj)

    def _copy_columns(self, base, fixed_table):
        """Columns of a mixin or abstract base are copied for each class."""
        cls, found = self.cls, {}
        for name, obj, annotation in self._local_attributes(base):
            if obj is None and not fixed_table and typing_tools.is_mapped(annotation, cls, base.__module__):
                if self._overridden(name, obj):
                    continue
                column = self._annotation(name, annotation, base, True, obj).column()
                found[name] = column
                type.__setattr__(cls, name, column)
            elif isinstance(obj, (Column, MappedColumn)):
                if self._overridden(name, obj):
                    continue
                collected = self._annotation(name, annotation, base, True, obj)
                if collected is not None and collected.value is not None:
                    obj = collected.value
                if name in self.dict_:
                    continue
                if fixed_table and (getattr(obj, "name", None) or name) in self.dict_["__table__"].c:
                    continue
                for fk in obj.foreign_keys:
                    target = getattr(fk, "_table_column", None)
                    if target is not None and target.table is None:
                        raise sa_exc.InvalidRequestError(
                            "Columns with foreign keys to non-table-bound columns must be declared as @declared_attr "
                            "callables on declarative mixin classes.  For dataclass field() objects, use a lambda:."
                        )
                self.column_copies[obj] = copy = obj._copy()
                found[name] = copy
                type.__setattr__(cls, name, copy)
        return found

    def _annotation(self, name, annotation, base, expect_mapped, value):
        if name in self.annotations:
            return self.annotations[name]
        if annotation is None:
            return None
        if expect_mapped is None:
            expect_mapped = (
                not isinstance(value, dataclasses.Field)
                and not self.allow_unmapped
                and (value is None or isinstance(value, MappedAttribute))
            )
        extracted = typing_tools.extract_mapped(
            annotation, self.cls, base.__module__, name, expect_mapped and not self.was_dataclass
        )
        if extracted is None:
            return None
        argument, container = extracted
        if value is None and typing_tools.is_annotated(argument):
            for extra in argument.__metadata__:
                if isinstance(extra, MappedColumn):
                    value = MappedColumn()
                    break
        self.annotations[name] = found = _Annotation(annotation, argument, container, value, base)
        return found

    # Making properties, the table and the mapper.

    def _extract_properties(self):
        cls = self.cls
        for key in list(self.collected):
            if key in _DUNDERS:
                continue
            value = self.collected[key]
            if is_declared_attr(value):
                if value._cascading:
                    util.warn(
                        "Use of @declared_attr.cascading only applies to Declarative 'mixin' and 'abstract' classes.  "
                        f"Currently, this flag is ignored on mapped class {cls}"
                    )
                value = getattr(cls, key)
            elif isinstance(value, QueryableAttribute) and value.class_ is not cls and value.key != key:
                value = SynonymProperty(value.key)
                type.__setattr__(cls, key, value)
            if key == "registry" or (key == "metadata" and not isinstance(value, MetaData)):
                noun = {"metadata": "MetaData instance", "registry": "Declarative class registry"}[key]
                util.warn(
                    f"Attribute name '{key}' should be left reserved for the {noun} when using a Declarative class."
                )
            if (
                isinstance(value, tuple)
                and len(value) == 1
                and isinstance(value[0], (Column, MappedAttribute))
            ):
                util.warn(
                    f"Ignoring declarative-like tuple value of attribute '{key}': possibly a copy-and-paste error with "
                    "a comma accidentally placed at the end of the line?"
                )
                continue
            if self.dataclass_args is not None and isinstance(value, dataclasses.Field):
                continue
            if isinstance(value, Column):
                _name_column(self.column_copies.get(value, value), key)
            elif not isinstance(value, (MappedColumn, MapperProperty)):
                del self.collected[key]
                if isinstance(value, expression.ColumnElement):
                    util.warn(
                        f"Attribute '{key}' on class {cls} appears to be a non-schema SQLAlchemy expression object; "
                        "this won't be part of the declarative mapping. To map arbitrary expressions, use "
                        "``column_property()`` or a similar function such as ``deferred()``, ``query_expression()`` "
                        "etc. "
                    )
                type.__setattr__(cls, key, value)
                continue
            else:
                self._read_annotation(key, value)
                self._check_dataclass_arguments(key, value)
            self.properties[key] = value

    def _read_annotation(self, key, value):
        found = self.annotations.get(key)
        if found is None:
            value.declarative_scan(self, self.registry, self.cls, None, key, None, None)
            return
        if found.container is None and not self.allow_unmapped:
            # A dataclass that was there before the mapping: its annotations are plain types.
            value.declarative_scan(self, self.registry, self.cls, found.module, key, None, None)
            return
        try:
            argument = found.argument
            value.declarative_scan(
                self, self.registry, self.cls, found.module, key, found.container, argument
            )
        except NameError as err:
            raise exc.MappedAnnotationError(
                f'Could not resolve all types within mapped annotation: "{found.raw}".  Ensure all types are written '
                "correctly and are imported within the module in use."
            ) from err

    def _check_dataclass_arguments(self, key, value):
        given = [name for name in value._attribute_options.given() if name != "default"]
        if given and self.dataclass_args is None:
            if isinstance(value, MapperProperty) and value._attribute_options.default is not NO_ARG:
                given.append("default")
            names = ", ".join(sorted(repr(name) for name in given))
            raise sa_exc.ArgumentError(
                f"Attribute '{key}' on class {self.cls} includes dataclasses argument(s): {names} but class does not "
                "specify SQLAlchemy native dataclass configuration."
            )

    def _extract_columns(self):
        by_name = {}
        for key, value in list(self.properties.items()):
            if isinstance(value, (MappedColumn, ColumnProperty, CompositeProperty)):
                prop = value.mapper_property_to_assign
                default = getattr(value, "_dataclass_scalar", None)
                if default is not None and isinstance(value, MappedColumn):
                    prop = prop or ColumnProperty(value.column, options=value._attribute_options)
                    prop._default_scalar_value = default
                if prop is not None:
                    self.properties[key] = prop
                else:
                    del self.properties[key]
                for column, order in value.columns_to_assign:
                    if not isinstance(value, CompositeProperty):
                        by_name.setdefault(column.name, set()).add(key)
                    self.declared_columns[column] = None
                    self.column_order[column] = order
                    if prop is None and key != column.key:
                        self.properties[key] = column
                found = self.annotations.get(key)
                if found is not None and found.container is Unmapped:
                    self.unmapped_columns.update(c for c, _ in value.columns_to_assign)
                    self.properties.pop(key, None)
                    if key in self.cls.__dict__:
                        type.__delattr__(self.cls, key)
            elif isinstance(value, Column):
                by_name.setdefault(value.name, set()).add(key)
                self.declared_columns[value] = None
                if key == value.key:
                    del self.properties[key]
        for name, keys in by_name.items():
            if len(keys) > 1:
                util.warn(
                    f"On class {self.cls.__name__!r}, Column object {name!r} named directly multiple times, only one "
                    f"will be used: {', '.join(sorted(keys))}. Consider using orm.synonym instead"
                )

    def _setup_table(self):
        cls = self.cls
        table = None
        if self.table_fn is not None or "__table__" in self.dict_:
            table = self.table_fn() if self.table_fn is not None else cls.__table__
            if self.table_fn is not None:
                type.__setattr__(cls, "__table__", table)
            for column in self.declared_columns:
                if not table.c.contains_column(column):
                    raise sa_exc.ArgumentError(
                        f"Can't add additional column {column.key!r} when specifying __table__"
                    )
        elif self.tablename is not None:
            args, kw = (), {}
            table_args = self.table_args
            if isinstance(table_args, dict):
                kw = table_args
            elif table_args:
                args = table_args
                if isinstance(table_args[-1], dict):
                    args, kw = table_args[:-1], table_args[-1]
            make = getattr(cls, "__table_cls__", Table)
            columns = sorted(self.declared_columns, key=lambda c: self.column_order.get(c, 0))
            table = make(self.tablename, self.registry._metadata_for(cls), *columns, *args, **kw)
            type.__setattr__(cls, "__table__", table)
        self.local_table = table

    def _setup_inherited_columns(self):
        cls = self.cls
        if self.local_table is not None:
            return
        if self.inherits is None:
            if immediate_attr(cls, "__no_table__"):
                return
            raise sa_exc.InvalidRequestError(
                f"Class {cls!r} does not have a __table__ or __tablename__ specified and does not inherit from an "
                "existing table-mapped class."
            )
        table = class_mapper(self.inherits, False).local_table
        if self.table_args:
            raise sa_exc.ArgumentError("Can't place __table_args__ on an inherited class with no table.")
        if self.declared_columns and not isinstance(table, Table):
            raise sa_exc.ArgumentError(
                f"Can't declare columns on single-table-inherited subclass {cls}; superclass {self.inherits} is not "
                "mapped to a Table"
            )
        for column in self.declared_columns:
            if column.name in table.c:
                if table.c[column.name] is column:
                    continue
                raise sa_exc.ArgumentError(
                    f"Column '{column}' on class {cls.__name__} conflicts with existing column "
                    f"'{table.c[column.name]}'.  If using Declarative, consider using the use_existing_column "
                    "parameter of mapped_column() to resolve conflicts."
                )
            if column.primary_key:
                raise sa_exc.ArgumentError("Can't place primary key columns on an inherited class with no table.")
            table.append_column(column)

    def _map(self):
        cls = self.cls
        args = dict(self.mapper_args_fn()) if self.mapper_args_fn is not None else {}
        properties = dict(self.properties)
        if "properties" in args:
            properties.update(args["properties"])
        for name in ("version_id_col", "polymorphic_on"):
            if name in args:
                args[name] = self._copied(args[name])
        if "primary_key" in args:
            args["primary_key"] = [self._copied(c) for c in util.to_list(args["primary_key"])]
        if self.inherits is not None:
            args["inherits"] = self.inherits
            mapper = class_mapper(self.inherits, False)
            if "exclude_properties" not in args:
                exclude = {c.key for c in mapper.local_table.c if c not in mapper._columntoproperty}
                exclude |= mapper.exclude_properties or set()
                exclude -= {c.key for c in self.declared_columns}
                args["exclude_properties"] = exclude
            for key, column in list(properties.items()):
                if isinstance(column, expression.ColumnElement) and key in mapper._props:
                    prop = mapper._props[key]
                    if isinstance(prop, ColumnProperty):
                        properties[key] = [column, *prop.columns]
        if self.unmapped_columns:
            args["exclude_properties"] = set(args.get("exclude_properties") or ()) | self.unmapped_columns
        args["properties"] = properties
        make = getattr(cls, "__mapper_cls__", Mapper)
        type.__setattr__(cls, "__mapper__", make(cls, self.local_table, **args))

    def _copied(self, value):
        value = self.column_copies.get(value, value) if not isinstance(value, str) else value
        return value.column if isinstance(value, MappedColumn) else value


class _Annotation:
    def __init__(self, raw, argument, container, value, base):
        self.raw = raw
        self.argument = argument
        self.container = container
        self.value = value
        self.base = base
        self.module = base.__module__

    def column(self):
        return self.value if self.value is not None else MappedColumn()


def _merge_ordered(values, annotations):
    """The names of both lists: at a name that is in both, the other list goes on until it has come to that name."""
    shared = set(values) & set(annotations)
    result = []
    current, other = iter(values), iter(annotations)
    while True:
        for name in current:
            if name in shared:
                shared.discard(name)
                current, other = other, current
                break
            result.append(name)
        else:
            return [*result, *other]


def add_attribute(cls, key, value):
    """`User.email = mapped_column(...)` after the class was mapped."""
    mapper = cls.__dict__.get("__mapper__")
    if mapper is None:
        type.__setattr__(cls, key, value)
        return
    if isinstance(value, Column):
        _name_column(value, key)
        _table_of(cls).append_column(value, replace_existing=True)
        mapper.add_property(key, value)
    elif isinstance(value, (MappedColumn, ColumnProperty)):
        prop = value.mapper_property_to_assign
        for column, _ in value.columns_to_assign:
            _name_column(column, key)
            _table_of(cls).append_column(column, replace_existing=True)
            if prop is None:
                mapper.add_property(key, column)
        if prop is not None:
            mapper.add_property(key, prop)
    elif isinstance(value, MapperProperty):
        mapper.add_property(key, value)
    elif isinstance(value, QueryableAttribute) and value.key != key:
        mapper.add_property(key, SynonymProperty(value.key))
    else:
        type.__setattr__(cls, key, value)
        mapper._expire_memoizations()


def _table_of(cls):
    if isinstance(cls.__table__, Table):
        return cls.__table__
    raise sa_exc.InvalidRequestError(
        f"Cannot add a new attribute to mapped class {cls.__name__!r} because it's not mapped against a table."
    )


def del_attribute(cls, key):
    if "__mapper__" in cls.__dict__ and key in cls.__dict__:
        if isinstance(cls.__dict__[key], (Column, MappedColumn, MapperProperty, QueryableAttribute)):
            raise NotImplementedError("Can't un-map individual mapped attributes on a mapped class.")
    type.__delattr__(cls, key)


def declarative_constructor(self, **kwargs):
    """A simple constructor that allows initialization from kwargs."""
    cls = type(self)
    for key, value in kwargs.items():
        if not hasattr(cls, key):
            raise TypeError(f"{key!r} is an invalid keyword argument for {cls.__name__}")
        setattr(self, key, value)


declarative_constructor.__name__ = declarative_constructor.__qualname__ = "__init__"

