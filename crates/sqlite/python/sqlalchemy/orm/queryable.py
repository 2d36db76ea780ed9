"""The descriptors of mapped classes, which stand for columns and relationships in queries."""

from .. import inspection
from ..sql import coercions, roles
from ..sql.operators import ColumnOperators
from . import exc
from .base import InspectionAttr, PASSIVE_OFF, instance_state, opt_manager_of_class
from .events import AttributeDispatch
from .mapped import DeclarativeMapped


class QueryableAttribute(
    DeclarativeMapped, ColumnOperators, InspectionAttr, roles.JoinTargetRole, roles.OnClauseRole
):
    """An attribute of a class in a query: a column, a relationship, or the same of an alias."""

    is_attribute = True
    _extra_criteria = ()
    __visit_name__ = "orm_instrumented_attribute"
    _doc = None

    def __init__(self, class_, key, parententity, comparator, impl=None, of_type=None, extra_criteria=()):
        self.class_ = class_
        self.key = key
        self.parent = self._parententity = parententity
        self.comparator = comparator
        self.impl = impl
        self._of_type = of_type
        if extra_criteria:
            self._extra_criteria = extra_criteria

    @property
    def _parentmapper(self):
        return self._parententity.mapper

    @property
    def prop(self):
        return self.comparator.prop

    @property
    def expression(self):
        expr = self.__dict__.get("_expression")
        if expr is None:
            element = self.comparator.__clause_element__()
            expr = element._annotate(
                {"proxy_key": self.key, "proxy_owner": self._parententity, "entity_namespace": self._parententity}
            )
            self.__dict__["_expression"] = expr
        return expr

    def __clause_element__(self):
        return self.expression

    @property
    def _propagate_attrs(self):
        return {"compile_state_plugin": "orm", "plugin_subject": self._parentmapper}

    @property
    def _annotations(self):
        return self.__clause_element__()._annotations

    @property
    def _from_objects(self):
        return self.expression._from_objects

    @property
    def info(self):
        return self.comparator.info

    def get_history(self, instance, passive=PASSIVE_OFF):
        return self.impl.get_history(instance_state(instance), instance.__dict__, passive)

    def adapt_to_entity(self, entity):
        return DerivedAttribute(
            entity.entity, self.key, entity, self.comparator.adapt_to_entity(entity), impl=self.impl
        )

    def of_type(self, entity):
        return DerivedAttribute(
            self.class_,
            self.key,
            self._parententity,
            self.comparator.of_type(entity),
            self.impl,
            inspection.inspect(entity),
            self._extra_criteria,
        )

    def and_(self, *clauses):
        exprs = tuple(coercions.expect(roles.WhereHavingRole, clause) for clause in clauses)
        return DerivedAttribute(
            self.class_,
            self.key,
            self._parententity,
            self.comparator.and_(*exprs),
            self.impl,
            self._of_type,
            self._extra_criteria + exprs,
        )

    def label(self, name):
        return self.__clause_element__().label(name)

    def operate(self, op, *other, **kwargs):
        return op(self.comparator, *other, **kwargs)

    def reverse_operate(self, op, other, **kwargs):
        return op(other, self.comparator, **kwargs)

    def hasparent(self, state, optimistic=False):
        return self.impl.hasparent(state, optimistic) is not False

    def __getattr__(self, key):
        if key in ("comparator", "impl", "_parententity") or key.startswith("__"):
            raise AttributeError(key)
        try:
            return getattr(self.comparator, key)
        except AttributeError as err:
            raise AttributeError(
                f"Neither {type(self).__name__!r} object nor {type(self.comparator).__name__!r} object associated "
                f"with {self} has an attribute {key!r}"
            ) from err

    def __str__(self):
        return f"{self.class_.__name__}.{self.key}"

    def __repr__(self):
        return object.__repr__(self)

    def _sa_inspect(self):
        return self

    @property
    def property(self):
        return self.comparator.property


QueryableAttribute.__hash__ = object.__hash__
inspection._self_inspects(QueryableAttribute)


class DerivedAttribute(QueryableAttribute):
    """An attribute of an alias, or one with `of_type()` or `and_()`."""


class InstrumentedAttribute(QueryableAttribute):
    """The descriptor of a mapped attribute."""

    def __init__(self, class_, key, comparator, parententity):
        QueryableAttribute.__init__(self, class_, key, parententity, comparator)
        self.dispatch = AttributeDispatch()
        for base in class_.__mro__[1:]:
            manager = opt_manager_of_class(base)
            if manager is not None and key in manager:
                self.dispatch._inherit(manager[key].dispatch)
                break

    @property
    def __doc__(self):
        return self._doc

    def __get__(self, instance, owner):
        if instance is None:
            return self
        dict_ = instance.__dict__
        key = self.key
        if key in dict_ and self.impl.supports_population:
            return dict_[key]
        try:
            state = instance._sa_instance_state
        except AttributeError:
            raise exc.UnmappedInstanceError(instance) from None
        return self.impl.get(state, dict_)

    def __set__(self, instance, value):
        self.impl.set(instance._sa_instance_state, instance.__dict__, value, None)

    def __delete__(self, instance):
        self.impl.delete(instance._sa_instance_state, instance.__dict__)


for _cls in (QueryableAttribute, DerivedAttribute, InstrumentedAttribute):
    # They show themselves with their public address.
    _cls.__module__ = "sqlalchemy.orm.attributes"
