"""`hybrid_property` and `hybrid_method`: Python at an object, SQL at the class."""

import functools

from .. import inspection
from ..orm.attributes import QueryableAttribute
from ..orm.base import InspectionAttr, InspectionExtension
from ..orm.interfaces import PropComparator
from ..orm.mapped import ORMDescriptor

HYBRID_METHOD = InspectionExtension.HYBRID_METHOD
HYBRID_PROPERTY = InspectionExtension.HYBRID_PROPERTY
HybridExtensionType = InspectionExtension


class hybrid_method(InspectionAttr):
    """A method that works on objects, and gives an expression on the class."""

    is_attribute = True
    extension_type = HYBRID_METHOD

    def __init__(self, func, expr=None):
        self.func = func
        self.expr = expr if expr is not None else func

    @property
    def inplace(self):
        return self

    def __get__(self, instance, owner):
        if instance is None:
            return self.expr.__get__(owner, owner)
        return self.func.__get__(instance, owner)

    def expression(self, expr):
        self.expr = expr
        return self


def _unwrap(method):
    return method.__func__ if isinstance(method, classmethod) else method


_FIELDS = ("fget", "fset", "fdel", "expr", "custom_comparator", "update_expr", "bulk_dml_setter")


class hybrid_property(InspectionAttr, ORMDescriptor):
    """A property of objects that is an expression on the class."""

    is_attribute = True
    extension_type = HYBRID_PROPERTY

    def __init__(
        self, fget, fset=None, fdel=None, expr=None, custom_comparator=None, update_expr=None, bulk_dml_setter=None
    ):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.expr = _unwrap(expr)
        self.custom_comparator = _unwrap(custom_comparator)
        self.update_expr = _unwrap(update_expr)
        self.bulk_dml_setter = _unwrap(bulk_dml_setter)
        functools.update_wrapper(self, fget)

    def __get__(self, instance, owner):
        if owner is None:
            return self
        if instance is None:
            return self._at_class(owner)
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _at_class(self, owner):
        if self.custom_comparator is not None:
            comparator = self.custom_comparator(owner)
        else:
            comparator = ExprComparator(owner, (self.expr or self.fget)(owner), self)
        name = self.__name__
        for cls in getattr(owner, "__mro__", ()):
            if cls.__dict__.get(name) is self:
                break
        return HybridAttribute(owner, name, self, comparator)

    def _copy(self, **changes):
        values = {name: getattr(self, name) for name in _FIELDS}
        values.update(changes)
        return type(self)(**values)

    @property
    def overrides(self):
        return self

    @property
    def inplace(self):
        return _InPlace(self)

    def getter(self, fget):
        return self._copy(fget=fget)

    def setter(self, fset):
        return self._copy(fset=fset)

    def deleter(self, fdel):
        return self._copy(fdel=fdel)

    def expression(self, expr):
        return self._copy(expr=expr)

    def comparator(self, comparator):
        return self._copy(custom_comparator=comparator)

    def update_expression(self, method):
        return self._copy(update_expr=method)


class _InPlace:
    """Changes a hybrid itself, where the other decorators give a new one."""

    def __init__(self, attr):
        self.attr = attr

    def _set(self, name, value):
        setattr(self.attr, name, _unwrap(value))
        return self.attr

    def getter(self, fget):
        return self._set("fget", fget)

    def setter(self, fset):
        return self._set("fset", fset)

    def deleter(self, fdel):
        return self._set("fdel", fdel)

    def expression(self, expr):
        return self._set("expr", expr)

    def comparator(self, comparator):
        return self._set("custom_comparator", comparator)

    def update_expression(self, method):
        return self._set("update_expr", method)


class HybridAttribute(QueryableAttribute):
    """A hybrid at the class: what its expression is, under its own name."""

    impl = None

    def __init__(self, owner, key, descriptor, comparator):
        parent = inspection.inspect(owner, raiseerr=False)
        QueryableAttribute.__init__(self, owner, key, parent, comparator)
        self.descriptor = descriptor

    @property
    def expression(self):
        element = self.comparator.__clause_element__()
        parent = self._parententity
        annotations = {"proxy_key": self.key}
        if parent is not None:
            annotations.update(proxy_owner=parent, entity_namespace=parent)
        return element._annotate(annotations)

    def __clause_element__(self):
        return self.expression

    @property
    def _propagate_attrs(self):
        return self.comparator.__clause_element__()._propagate_attrs

    def operate(self, op, *other, **kw):
        return op(self.comparator, *other, **kw)

    def adapt_to_entity(self, entity):
        return self.descriptor._at_class(entity.entity)

    def _bulk_update_tuples(self, value):
        return self.comparator._bulk_update_tuples(value)


class Comparator(PropComparator):
    """Base of comparators of one's own."""

    def __init__(self, expression):
        self.expression = expression

    __hash__ = object.__hash__

    def __clause_element__(self):
        expr = self.expression
        return expr.__clause_element__() if hasattr(expr, "__clause_element__") else expr

    def adapt_to_entity(self, entity):
        return self


class ExprComparator(Comparator):
    """Passes all on to the expression."""

    def __init__(self, cls, expression, hybrid):
        self.cls = cls
        self.expression = expression
        self.hybrid = hybrid

    def __getattr__(self, key):
        if key.startswith("__") or key == "expression":
            raise AttributeError(key)
        return getattr(self.expression, key)

    def _bulk_update_tuples(self, value):
        if self.hybrid.update_expr is not None:
            return self.hybrid.update_expr(self.cls, value)
        if isinstance(self.expression, QueryableAttribute):
            return self.expression._bulk_update_tuples(value)
        return [(self.__clause_element__(), value)]

    def operate(self, op, *other, **kw):
        return op(self.expression, *other, **kw)

    def reverse_operate(self, op, other, **kw):
        return op(other, self.expression, **kw)
