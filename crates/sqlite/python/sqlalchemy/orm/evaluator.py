"""Evaluates criteria in Python, so that an UPDATE or DELETE is carried over to the objects of a session."""

from .. import exc as sa_exc
from .. import inspection
from ..sql import operators
from .base import PASSIVE_NO_FETCH, PASSIVE_NO_RESULT
from .exc import UnmappedColumnError


class UnevaluatableError(sa_exc.InvalidRequestError):
    """A criterion can't be evaluated in Python."""


EXPIRED = object()


def compile_criteria(target_cls, criteria):
    """A function from an object to True, False, None or EXPIRED."""
    if not criteria:
        return lambda obj: True
    compiler = EvaluatorCompiler(target_cls)
    return compiler._and([compiler.process(c) for c in criteria])


class EvaluatorCompiler:
    """Turns an expression into a function of an object."""

    def __init__(self, target_cls=None):
        self.target_cls = target_cls

    def process(self, clause):
        method = getattr(self, f"visit_{clause.__visit_name__}", None)
        if method is None:
            raise UnevaluatableError(f"Cannot evaluate {type(clause).__name__}")
        return method(clause)

    def visit_grouping(self, clause):
        return self.process(clause.element)

    def visit_null(self, clause):
        return lambda obj: None

    def visit_false(self, clause):
        return lambda obj: False

    def visit_true(self, clause):
        return lambda obj: True

    def visit_bindparam(self, clause):
        value = clause.callable() if clause.callable is not None else clause.value
        return lambda obj: value

    def visit_column(self, clause):
        owner = clause._annotations.get("parentmapper")
        if owner is None:
            raise UnevaluatableError(f"Cannot evaluate column: {clause}")
        mapper = owner.mapper
        if self.target_cls and not issubclass(self.target_cls, mapper.class_):
            raise UnevaluatableError(f"Can't evaluate criteria against alternate class {mapper.class_}")
        mapper._check_configure()
        try:
            key = mapper._columntoproperty[clause._deannotate()].key
        except UnmappedColumnError as err:
            raise UnevaluatableError(f"Cannot evaluate expression: {err}") from err
        impl = mapper.class_manager[key].impl

        def get(obj):
            state = inspection.inspect(obj)
            value = impl.get(state, state.dict, PASSIVE_NO_FETCH)
            return EXPIRED if value is PASSIVE_NO_RESULT else value

        return get

    def visit_tuple(self, clause):
        return self.visit_clauselist(clause)

    def visit_clauselist(self, clause):
        parts = [self.process(c) for c in clause.clauses]
        operator = clause.operator
        if operator is operators.and_:
            return self._and(parts)
        if operator is operators.or_:
            return self._or(parts)
        if operator is operators.comma_op:

            def values(obj):
                found = [part(obj) for part in parts]
                if any(v is EXPIRED for v in found):
                    return EXPIRED
                return None if any(v is None for v in found) else tuple(found)

            return values
        raise UnevaluatableError(f"Cannot evaluate clauselist with operator {operator}")

    visit_expression_clauselist = visit_clauselist

    @staticmethod
    def _and(parts):
        def evaluate(obj):
            for part in parts:
                value = part(obj)
                if value is EXPIRED:
                    return EXPIRED
                if not value:
                    return None if value is None else False
            return True

        return evaluate

    @staticmethod
    def _or(parts):
        def evaluate(obj):
            null = False
            for part in parts:
                value = part(obj)
                if value is EXPIRED:
                    return EXPIRED
                if value:
                    return True
                null = null or value is None
            return None if null else False

        return evaluate

    def visit_binary(self, clause):
        operator = clause.operator
        fn = _BINARY.get(operator)
        nulls = operator in (operators.is_, operators.is_not)
        if fn is None:
            fn = getattr(operator, "python_impl", None)
        if fn is None:
            name = getattr(operator, "opstring", None)
            if name is not None:
                raise UnevaluatableError(
                    f"Custom operator {name!r} can't be evaluated in Python unless it specifies a callable using "
                    "`.python_impl`."
                )
            raise UnevaluatableError(f"Cannot evaluate {type(clause).__name__} with operator {operator}")
        left, right = self.process(clause.left), self.process(clause.right)

        def evaluate(obj):
            a, b = left(obj), right(obj)
            if a is EXPIRED or b is EXPIRED:
                return EXPIRED
            if not nulls and (a is None or b is None):
                return None
            return fn(a, b)

        return evaluate

    def visit_unary(self, clause):
        if clause.operator is not operators.inv:
            raise UnevaluatableError(f"Cannot evaluate {type(clause).__name__} with operator {clause.operator}")
        inner = self.process(clause.element)

        def evaluate(obj):
            value = inner(obj)
            return value if value is EXPIRED or value is None else not value

        return evaluate


_BINARY = {
    operators.eq: lambda a, b: a == b,
    operators.ne: lambda a, b: a != b,
    operators.lt: lambda a, b: a < b,
    operators.le: lambda a, b: a <= b,
    operators.gt: lambda a, b: a > b,
    operators.ge: lambda a, b: a >= b,
    operators.add: lambda a, b: a + b,
    operators.sub: lambda a, b: a - b,
    operators.mul: lambda a, b: a * b,
    operators.truediv: lambda a, b: a / b,
    operators.mod: lambda a, b: a % b,
    operators.is_: lambda a, b: a == b,
    operators.is_not: lambda a, b: a != b,
    operators.in_op: lambda a, b: a in b,
    operators.not_in_op: lambda a, b: a not in b,
    operators.concat_op: lambda a, b: a + b,
    operators.startswith_op: lambda a, b: a.startswith(b),
    operators.endswith_op: lambda a, b: a.endswith(b),
}
