"""Aliases of mapped classes, bundles, joins along relationships, and small public functions."""

import types

from .. import exc as sa_exc
from .. import inspection, util
from ..sql import coercions, expression, roles
from ..sql.selectable import FromClause, Join
from . import attributes, exc
from .base import InspectionAttr, _class_to_mapper, instance_state, object_state
from .clauses import ClauseAdapter, find_tables
from .interfaces import MapperProperty


class AliasedClass:
    """`aliased(User)`: a mapped class under another name in a query."""

    def __init__(
        self,
        entity,
        alias=None,
        name=None,
        flat=False,
        adapt_on_names=False,
        with_polymorphic_mappers=None,
        use_mapper_path=False,
        represents_outer_join=False,
        base_alias=None,
    ):
        insp = inspection.inspect(entity)
        mapper = insp.mapper
        if alias is None:
            alias = mapper.selectable._anonymous_fromclause(name=name, flat=flat)
        self._aliased_insp = AliasedInsp(
            self,
            insp,
            alias,
            name,
            with_polymorphic_mappers or mapper.with_polymorphic_mappers,
            use_mapper_path,
            adapt_on_names,
            represents_outer_join,
            base_alias,
        )
        self.__name__ = f"aliased({mapper.class_.__name__})"

    def __getattr__(self, key):
        insp = self.__dict__.get("_aliased_insp")
        if insp is None:
            raise AttributeError(key)
        target = insp._target
        attr = getattr(target, key)
        if isinstance(attr, types.MethodType):
            return types.MethodType(attr.__func__, self)
        if hasattr(attr, "adapt_to_entity"):
            attr = attr.adapt_to_entity(insp)
        elif hasattr(attr, "__get__") and not isinstance(attr, type):
            raw = None
            for cls in insp.mapper.class_.__mro__:
                if key in cls.__dict__:
                    raw = cls.__dict__[key]
                    break
            # A hybrid is evaluated with the alias in place of the class.
            attr = raw.__get__(None, self) if raw is not None and hasattr(raw, "__get__") else attr
            if hasattr(attr, "adapt_to_entity"):
                attr = attr.adapt_to_entity(insp)
        self.__dict__[key] = attr
        return attr

    def __repr__(self):
        return f"<AliasedClass at 0x{id(self):x}; {self._aliased_insp._target.__name__}>"

    def __str__(self):
        return str(self._aliased_insp)


class AliasedInsp(InspectionAttr, roles.FromClauseRole, roles.ColumnsClauseRole):
    """What `inspect(aliased(User))` gives."""

    is_aliased_class = True

    def __init__(
        self, entity, insp, selectable, name, poly_mappers, use_mapper_path, adapt_on_names, outer, base_alias
    ):
        self.entity = entity
        self.mapper = mapper = insp.mapper
        self.selectable = self.persist_selectable = self.local_table = selectable
        self.name = name
        self._target = insp.entity
        self._use_mapper_path = use_mapper_path
        self._adapt_on_names = adapt_on_names
        self.represents_outer_join = outer
        self.polymorphic_on = mapper.polymorphic_on
        self._base_alias = base_alias or self
        self._memoized_values = {}
        self.with_polymorphic_mappers = poly_mappers or [mapper]
        self._is_with_polymorphic = bool(poly_mappers)
        self._adapter = EntityAdapter(self, adapt_on_names)
        for poly in poly_mappers or ():
            if poly is not mapper:
                sub = AliasedClass(
                    poly.class_, selectable, use_mapper_path=use_mapper_path, adapt_on_names=adapt_on_names,
                    base_alias=self,
                )
                entity.__dict__[poly.class_.__name__] = sub

    @property
    def _post_inspect(self):
        self.mapper._check_configure()

    @property
    def class_(self):
        return self.mapper.class_

    @property
    def entity_namespace(self):
        return self.entity

    @property
    def path_entity(self):
        return self.mapper if self._use_mapper_path else self

    def __clause_element__(self):
        clause = self.__dict__.get("_clause")
        if clause is None:
            clause = self.selectable._annotate(
                {"parentmapper": self.mapper, "parententity": self, "entity_namespace": self}
            )._set_propagate_attrs({"compile_state_plugin": "orm", "plugin_subject": self})
            self.__dict__["_clause"] = clause
        return clause

    def _adapt_element(self, expr, key=None):
        annotations = {"parententity": self, "parentmapper": self.mapper}
        if key:
            annotations["proxy_key"] = key
        return self._adapter.traverse(expr)._annotate(annotations)._set_propagate_attrs(
            {"compile_state_plugin": "orm", "plugin_subject": self}
        )

    def _entity_for_mapper(self, mapper):
        if mapper is self.mapper or mapper not in self.with_polymorphic_mappers:
            return self
        return getattr(self.entity, mapper.class_.__name__)._aliased_insp

    @property
    def _all_column_expressions(self):
        return [self._adapter.columns[c] for c in self.mapper._all_column_expressions]

    def __repr__(self):
        names = ", ".join(m.class_.__name__ for m in self.with_polymorphic_mappers)
        return f"<AliasedInsp at 0x{id(self):x}; {self.class_.__name__}({names})>"

    def __str__(self):
        if self._is_with_polymorphic:
            others = ", ".join(m.class_.__name__ for m in self.with_polymorphic_mappers if m is not self.mapper)
            return f"with_polymorphic({self._target.__name__}, [{others}])"
        return f"aliased({self._target.__name__})"


@inspection._inspects(AliasedClass)
def _inspect_aliased(target):
    return target._aliased_insp


inspection._self_inspects(AliasedInsp)


class EntityAdapter(ClauseAdapter):
    """Adapts columns of a mapper to those of an alias."""

    is_aliased_class = True

    def __init__(self, insp, adapt_on_names=False):
        ClauseAdapter.__init__(self, insp.selectable, insp.mapper._equivalent_columns)
        self.aliased_insp = insp
        self.mapper = insp.mapper
        self.adapt_on_names = adapt_on_names

    def _corresponding(self, column):
        owner = column._annotations.get("parententity")
        if owner is not None and owner.is_aliased_class and owner.selectable is not self.selectable:
            # A column of another alias isn't ours, though it comes from the same table.
            return None
        found = ClauseAdapter._corresponding(self, column)
        if found is None and self.adapt_on_names:
            found = self.selectable.exported_columns.get(column.name)
        return found


def entity_str(entity):
    insp = inspection.inspect(entity)
    return str(insp) if insp.is_aliased_class else insp.class_.__name__


def path_entity(insp):
    """What stands for an entity in a path of loader options."""
    return insp.path_entity if insp.is_aliased_class else insp


def aliased(element, alias=None, name=None, flat=False, adapt_on_names=False):
    """Another name for a mapped class, or the mapping of a class to a subquery."""
    if isinstance(element, FromClause):
        if adapt_on_names:
            raise sa_exc.ArgumentError("adapt_on_names only applies to ORM elements")
        return element.alias(name=name, flat=flat) if name else element._anonymous_fromclause(flat=flat)
    if hasattr(element, "subquery") and not isinstance(element, type):
        return coercions.expect(roles.FromClauseRole, element)
    if alias is not None and not isinstance(alias, FromClause):
        alias = coercions.expect(roles.FromClauseRole, alias)
    return AliasedClass(element, alias=alias, flat=flat, name=name, adapt_on_names=adapt_on_names)


def with_polymorphic(
    base,
    classes,
    selectable=False,
    flat=False,
    polymorphic_on=None,
    aliased=False,
    innerjoin=False,
    adapt_on_names=False,
    name=None,
):
    """A class together with subclasses, so that one statement loads the columns of all."""
    mapper = _class_to_mapper(base)
    mappers, selectable = mapper._with_polymorphic_args(classes, selectable, innerjoin)
    if aliased or flat:
        selectable = selectable._anonymous_fromclause(flat=flat)
    return AliasedClass(
        base,
        selectable,
        name=name,
        with_polymorphic_mappers=mappers,
        adapt_on_names=adapt_on_names,
        represents_outer_join=not innerjoin,
    )


def entity_isa(given, mapper):
    """Whether an entity is of a mapper or of one below it."""
    if given.is_aliased_class:
        return mapper in given.with_polymorphic_mappers or given.mapper.isa(mapper)
    if given.with_polymorphic_mappers:
        return mapper in given.with_polymorphic_mappers or given.isa(mapper)
    return given.isa(mapper)


def corresponds_to(given, entity):
    """Whether an option for `entity` holds for the entity of a query."""
    if entity.is_aliased_class:
        return given is entity or entity._base_alias is given
    if given.is_aliased_class:
        if given._use_mapper_path:
            return entity in given.with_polymorphic_mappers
        return False
    return entity.common_parent(given)


class Bundle(InspectionAttr, roles.ColumnsClauseRole):
    """Several columns as one value of a row."""

    is_bundle = True
    single_entity = False
    _propagate_attrs = util.immutabledict()

    def __init__(self, name, *exprs, single_entity=None):
        self.name = self._label = name
        self.exprs = [coercions.expect(roles.ColumnsClauseRole, expr) for expr in exprs]
        members = [expr._annotations.get("bundle", expr) for expr in self.exprs]
        self.c = self.columns = util.ReadOnlyProperties(
            {getattr(member, "key", None) or member._label: member for member in members}
        )
        if single_entity is not None:
            self.single_entity = single_entity

    @property
    def mapper(self):
        return self.exprs[0]._annotations.get("parentmapper")

    @property
    def entity(self):
        return self.exprs[0]._annotations.get("parententity")

    @property
    def entity_namespace(self):
        return self.c

    def __clause_element__(self):
        subject = self.exprs[0]._propagate_attrs.get("plugin_subject", self.entity)
        return (
            expression.ClauseList(*self.exprs, group=False)
            ._annotate({"bundle": self, "entity_namespace": self})
            ._set_propagate_attrs({"compile_state_plugin": "orm", "plugin_subject": subject})
        )

    def label(self, name):
        cloned = object.__new__(type(self))
        cloned.__dict__.update(self.__dict__)
        cloned.name = name
        return cloned

    def create_row_processor(self, query, procs, labels):
        from ..engine.result import result_tuple

        make = result_tuple(labels, [() for _ in labels])
        return lambda row: make([proc(row) for proc in procs])


inspection._self_inspects(Bundle)


class ORMJoin(Join):
    """A join to an entity along a relationship or an ON clause; it knows how its target was adapted."""

    __visit_name__ = Join.__visit_name__
    inherit_cache = True
    _target_adapter = None

    def __init__(
        self,
        left,
        right,
        onclause=None,
        isouter=False,
        full=False,
        _left_memo=None,
        _right_memo=None,
        _extra_criteria=(),
    ):
        left_info, right_info = inspection.inspect(left), inspection.inspect(right)
        left_from, right_from = left_info.selectable, right_info.selectable
        self._left_memo, self._right_memo = _left_memo, _right_memo
        prop = on_selectable = None
        if isinstance(onclause, attributes.QueryableAttribute):
            on_selectable = onclause.comparator._source_selectable()
            prop = onclause.property
            _extra_criteria += onclause._extra_criteria
        elif isinstance(onclause, MapperProperty):
            prop = onclause
            on_selectable = prop.parent.selectable
        left = left if isinstance(left, FromClause) else left_info.__clause_element__()
        if prop is not None:
            adapt_from = on_selectable if _present(on_selectable, left_from) else left_from
            primary, secondary_join, _, _, secondary, adapter = prop._create_joins(
                source_selectable=adapt_from,
                dest_selectable=right_from,
                of_type_entity=right_info if hasattr(right_info, "mapper") else None,
                alias_secondary=True,
                extra_criteria=_extra_criteria,
            )
            right_clause = right_info.__clause_element__() if hasattr(right_info, "mapper") else right_from
            if secondary_join is not None:
                if isouter:
                    right_clause = Join(secondary, right_clause, secondary_join)
                    onclause = primary
                else:
                    left = Join(left, secondary, primary, isouter)
                    onclause = secondary_join
            else:
                onclause = primary
            self._target_adapter = adapter
        else:
            right_clause = right_info.__clause_element__() if hasattr(right_info, "mapper") else right_from
            if onclause is None:
                onclause = Join._join_condition(_bare(left), _bare(right_clause), a_subset=None)
            else:
                onclause = coercions.expect(roles.OnClauseRole, onclause)
            if _extra_criteria:
                from .. import sql

                onclause = sql.and_(onclause, *_extra_criteria)
        Join.__init__(self, left, right_clause, onclause, isouter, full)
        mapper = getattr(right_info, "mapper", None)
        if prop is None and mapper is not None and mapper.single:
            crit = mapper._single_table_criterion
            if crit is not None:
                if right_info.is_aliased_class:
                    crit = right_info._adapter.traverse(crit)
                self.onclause = self.onclause & crit

    def _splice_into_center(self, other):
        """`other` joins to our right side: put it between."""
        leftmost = other
        while isinstance(leftmost.left, Join):
            leftmost = leftmost.left
        left = ORMJoin(
            self.left,
            leftmost.left,
            self.onclause,
            isouter=self.isouter,
            _left_memo=self._left_memo,
            _right_memo=getattr(leftmost, "_left_memo", None),
        )
        return ORMJoin(
            left, other.right, other.onclause, isouter=other.isouter, _right_memo=getattr(other, "_right_memo", None)
        )


def _bare(from_):
    return from_


def _present(clause, search):
    """Whether a FROM element stands in another."""
    plain = clause._deannotate()
    stack = [search]
    while stack:
        el = stack.pop()
        if el is clause or el._deannotate() is plain:
            return True
        if isinstance(el, Join):
            stack.extend((el.left, el.right))
    return isinstance(clause, Join) and set(find_tables(clause)) <= set(find_tables(search)) != set()


def join(left, right, onclause=None, isouter=False, full=False):
    return ORMJoin(left, right, onclause, isouter, full)


def outerjoin(left, right, onclause=None, full=False):
    return ORMJoin(left, right, onclause, True, full)


def with_parent(instance, prop, from_entity=None):
    """The criterion that rows belong to an object along one of its relationships."""
    if isinstance(prop, str):
        raise sa_exc.ArgumentError(
            "with_parent() accepts class-bound mapped attributes, not strings"
        )
    if isinstance(prop, attributes.QueryableAttribute):
        if prop._of_type is not None:
            from_entity = prop._of_type
        property_ = prop.property
        if from_entity is None and prop._parententity.is_aliased_class:
            from_entity = prop._parententity.entity
    else:
        property_ = prop
    return property_._with_parent(instance, from_entity=from_entity)


def identity_key(class_=None, ident=None, *, instance=None, row=None, identity_token=None):
    """The key under which a session holds an object."""
    if class_ is not None:
        mapper = _class_to_mapper(class_)
        if row is None:
            if ident is None:
                raise sa_exc.ArgumentError("ident or row is required")
            return mapper.identity_key_from_primary_key(util.to_list(ident), identity_token)
        return mapper.identity_key_from_row(row, identity_token)
    if instance is not None:
        return object_state(instance).mapper.identity_key_from_instance(instance)
    raise sa_exc.ArgumentError("class or instance is required")


def was_deleted(object_):
    return instance_state(object_).was_deleted


def object_session(instance):
    try:
        return instance_state(instance).session
    except exc.NO_STATE as err:
        raise exc.UnmappedInstanceError(instance) from err
