"""What stands in the columns clause of an ORM statement: classes, columns, bundles."""

from ..sql.select_state import column_naming_convention
from ..sql.selectable import FromClause
from .util import path_entity


class Entity:
    """Something in the columns clause of an ORM statement."""

    entity_zero = mapper = None
    single = False
    use_id = False
    extra = ()


class MapperEntity(Entity):
    """A mapped class or an alias of one."""

    single = use_id = True

    def __init__(self, insp):
        self.entity_zero = insp
        insp._post_inspect
        self.mapper = insp.mapper
        self.expr = insp.entity
        self.type = insp.mapper.class_
        self.selectable = insp.selectable
        self.path = (path_entity(insp),)
        self.label = insp.name if insp.is_aliased_class else insp.mapper.class_.__name__
        self.adapter = insp._adapter if insp.is_aliased_class else None
        self.extra = (self.expr,)
        self.poly_mappers = insp.with_polymorphic_mappers

    @property
    def from_or_entity(self):
        return self.entity_zero

    def setup(self, state):
        from .loading import setup_entity

        insp = self.entity_zero
        if self.mapper._single_table_criterion is not None or state.criteria:
            state.extra_entities[insp] = self.adapter
        primary = state.primary_entity is self
        setup_entity(
            state,
            self,
            self.mapper,
            self.path,
            state.adapter_for(self),
            state.primary_columns,
            self.poly_mappers,
            state.opts["only_load_props"] if primary else None,
        )
        state.fallback_froms.append(self.selectable)

    def row_processor(self, context):
        from .loading import instance_processor

        state = context.compile_state
        primary = state.primary_entity is self
        return instance_processor(
            context,
            self,
            self.mapper,
            self.path,
            state.adapter_for(self),
            only_load_props=state.opts["only_load_props"] if primary else None,
            refresh_state=context.refresh_state if primary else None,
        )


class ColumnEntity(Entity):
    """A column, with or without a mapped class that it belongs to."""

    def __init__(self, state, column, label, in_bundle=False):
        self.column = column
        annotations = column._annotations
        owner = annotations.get("parententity")
        if owner is None:
            owner = _first_owner(column)
        self.entity_zero = owner
        self.mapper = owner.mapper if owner is not None else None
        if owner is not None:
            owner._post_inspect
        key = annotations.get("proxy_key")
        self.type = column.type
        self.expr = column
        if key:
            self.expr = getattr(annotations.get("proxy_owner", owner).entity, key)
        if in_bundle:
            self.label = key or column._proxy_key
        else:
            self.label = label(column, key)
        self.extra = (self.expr, column)
        self.fetch = None

    @property
    def from_or_entity(self):
        if self.entity_zero is not None:
            return self.entity_zero
        froms = self.column._from_objects
        return froms[0] if froms else None

    def setup(self, state):
        column = self.column
        adapter = state.current_adapter
        if adapter is not None:
            column = adapter(column)
        owner = self.entity_zero
        if owner is not None:
            if self.mapper._single_table_criterion is not None or state.criteria:
                state.extra_entities[owner] = owner._adapter if owner.is_aliased_class else None
            if set(self.column._from_objects).intersection(owner.selectable._from_objects):
                state.fallback_froms.append(owner.selectable)
        if column._annotations and (owner is None or not getattr(column, "_expression_label", None)):
            column = column._deannotate()
        state.dedupe.add(column)
        state.primary_columns.append(column)
        # A column that is named twice is read at its own place.
        self.fetch = len(state.primary_columns) - 1

    def row_processor(self, context):
        state = context.compile_state
        i = state.entity_position(self)
        return lambda row: row[i]


class BundleEntity(Entity):
    """A `Bundle`, whose columns become one value."""

    def __init__(self, state, bundle, label):
        self.bundle = self.expr = bundle
        self.type = type(bundle)
        self.label = bundle.name
        self.single = bundle.single_entity
        self.members = []
        for expr in bundle.exprs:
            inner = expr._annotations.get("bundle")
            if inner is not None:
                self.members.append(BundleEntity(state, inner, label))
            else:
                self.members.append(ColumnEntity(state, expr, label, in_bundle=True))
        first = next((m for m in self.members if m.entity_zero is not None), None)
        self.entity_zero = first.entity_zero if first is not None else None
        self.mapper = first.mapper if first is not None else None

    @property
    def from_or_entity(self):
        return self.members[0].from_or_entity

    def setup(self, state):
        for member in self.members:
            member.setup(state)

    def row_processor(self, context):
        procs = [member.row_processor(context) for member in self.members]
        labels = [member.label for member in self.members]
        return self.bundle.create_row_processor(context.statement, procs, labels)


def _first_owner(column):
    from ..sql import visitors

    for el in visitors.iterate(column):
        if "parententity" in el._annotations and el is not column:
            return el._annotations["parententity"]
        if getattr(el, "_is_select_base", False) or isinstance(el, FromClause):
            break
    return None


def make_entities(state, raw_columns, label):
    """The entities of a columns clause."""
    found = []
    for element in raw_columns:
        if "bundle" in element._annotations:
            found.append(BundleEntity(state, element._annotations["bundle"], label))
        elif getattr(element, "is_selectable", False):
            if "parententity" in element._annotations:
                found.append(MapperEntity(element._annotations["parententity"]))
            else:
                found.extend(ColumnEntity(state, c, label) for c in element._select_iterable)
        elif getattr(element, "_is_clause_list", False):
            found.extend(ColumnEntity(state, c, label) for c in element._select_iterable)
        else:
            found.append(ColumnEntity(state, element, label))
    return found


def label_convention(style, legacy):
    if legacy:
        return lambda column, key=None: key or getattr(column, "key", None)
    name = column_naming_convention(style)
    return lambda column, key=None: name(column)
