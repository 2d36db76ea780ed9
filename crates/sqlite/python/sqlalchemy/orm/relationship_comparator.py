"""Relationships in expressions: `User.addresses.any(…)`, `==`, `has()`, `contains()`, `of_type()`."""

from .. import exc as sa_exc, inspection, sql
from ..sql import coercions, expression, roles
from .base import MANYTOONE, instance_state
from .interfaces import PropComparator


class RelationshipComparator(PropComparator):
    """A relationship in expressions."""

    def __init__(self, prop, parentmapper, adapt_to_entity=None, of_type=None, extra_criteria=()):
        PropComparator.__init__(self, prop, parentmapper, adapt_to_entity)
        self._of_type = of_type
        self._extra_criteria = extra_criteria

    def adapt_to_entity(self, adapt_to_entity):
        return self.__class__(self.prop, self._parententity, adapt_to_entity, self._of_type)

    @property
    def entity(self):
        self.prop.parent._check_configure()
        return inspection.inspect(self._of_type) if self._of_type is not None else self.prop.entity

    @property
    def mapper(self):
        return self.entity.mapper

    def _source_selectable(self):
        if self._adapt_to_entity is not None:
            return self._adapt_to_entity.selectable
        return self.property.parent.selectable

    def __clause_element__(self):
        of_type = inspection.inspect(self._of_type) if self._of_type is not None else None
        primary, secondary_join, *_ = self.property._create_joins(
            source_selectable=self._source_selectable(),
            of_type_entity=of_type,
            alias_secondary=True,
            extra_criteria=self._extra_criteria,
        )
        return primary if secondary_join is None else primary & secondary_join

    def of_type(self, class_):
        return self.__class__(
            self.prop, self._parententity, self._adapt_to_entity, class_, self._extra_criteria
        )

    def and_(self, *criteria):
        exprs = tuple(coercions.expect(roles.WhereHavingRole, c) for c in criteria)
        return self.__class__(
            self.prop,
            self._parententity,
            self._adapt_to_entity,
            self._of_type,
            self._extra_criteria + exprs,
        )

    def in_(self, other):
        raise NotImplementedError(
            "in_() not yet supported for relationships.  For a simple many-to-one, use in_() against the set of "
            "foreign key values."
        )

    __hash__ = object.__hash__

    def operate(self, op, *other, **kw):
        raise NotImplementedError(str(op))

    def __eq__(self, other):
        prop = self.property
        if other is None or isinstance(other, expression.Null):
            if prop.direction is MANYTOONE:
                return prop._compare(None, adapt=self.adapter)
            return ~self._exists()
        if prop.uselist:
            raise sa_exc.InvalidRequestError(
                "Can't compare a collection to an object or collection; use contains() to test for membership."
            )
        return prop._compare(other, adapt=self.adapter)

    def __ne__(self, other):
        prop = self.property
        if other is None or isinstance(other, expression.Null):
            if prop.direction is MANYTOONE:
                return ~prop._compare(None, adapt=self.adapter)
            return self._exists()
        if prop.uselist:
            raise sa_exc.InvalidRequestError(
                "Can't compare a collection to an object or collection; use contains() to test for membership."
            )
        return self._negated(other)

    def _negated(self, other):
        prop = self.property
        if prop.direction is MANYTOONE and prop.use_get:
            state = instance_state(other)
            adapt = self.adapter or (lambda column: column)

            def bind(column, remote_column):
                value = prop._value_getter(prop.mapper, state, remote_column)
                return sql.bindparam(column.key, type_=column.type, unique=True, callable_=value)

            return sql.and_(
                *[
                    sql.or_(adapt(x) != bind(adapt(x), y), adapt(x) == None)  # noqa: E711
                    for x, y in prop.local_remote_pairs
                ]
            )
        key = prop.mapper.primary_key_from_instance(other)
        return ~self._exists(sql.and_(*[x == y for x, y in zip(prop.mapper.primary_key, key)]))

    def _exists(self, criterion=None, **kwargs):
        prop = self.property
        where = coercions.expect(roles.WhereHavingRole, criterion) if criterion is not None else None
        to_selectable, is_aliased, dest_entity = None, False, prop.mapper
        if self._of_type is not None:
            dest_entity = info = inspection.inspect(self._of_type)
            to_selectable, is_aliased = info.selectable, info.is_aliased_class
            if prop._is_self_referential and not is_aliased:
                to_selectable = to_selectable._anonymous_fromclause()
            single = info.mapper._single_table_criterion
            if single is not None:
                where = single if where is None else single & where
        source = self._source_selectable() if self.adapter is not None else None
        primary, secondary_join, _, dest, secondary, adapter = prop._create_joins(
            dest_selectable=to_selectable, source_selectable=source
        )
        for key, value in kwargs.items():
            crit = getattr(prop.mapper.class_, key) == value
            where = crit if where is None else where & crit
        join = primary if secondary_join is None else primary & secondary_join
        if where is not None and adapter is not None and not is_aliased:
            where = adapter.traverse(where)
        if where is not None:
            where = where._annotate({"no_replacement_traverse": True})
            join = join & where
        froms = (dest,) if secondary is None else (dest, secondary)
        return sql.exists(1).where(join).select_from(*froms).correlate_except(*froms)

    def any(self, criterion=None, **kwargs):
        if not self.property.uselist:
            raise sa_exc.InvalidRequestError("'any()' not implemented for scalar attributes. Use has().")
        return self._exists(criterion, **kwargs)

    def has(self, criterion=None, **kwargs):
        if self.property.uselist:
            raise sa_exc.InvalidRequestError("'has()' not implemented for collections. Use any().")
        return self._exists(criterion, **kwargs)

    def contains(self, other, **kwargs):
        prop = self.property
        if not prop.uselist:
            raise sa_exc.InvalidRequestError("'contains' not implemented for scalar attributes.  Use ==")
        clause = prop._compare(other, adapt=self.adapter)
        if prop.secondaryjoin is not None:
            clause.negation_clause = self._negated(other)
        return clause

    @property
    def property(self):
        self.prop.parent._check_configure()
        return self.prop
