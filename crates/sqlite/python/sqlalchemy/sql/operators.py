"""Operators: the functions that stand for SQL's operators, their precedence, and the methods that apply them."""

from operator import add, and_, eq, floordiv, ge, getitem, gt, inv, le, lt, mod, mul, ne, neg, or_, sub, truediv
from operator import lshift, matmul, rshift  # noqa: F401  (they are known so that their absence has a message)
from operator import pow as pow_

from .. import exc


class Operators:
    """Base of what takes `&`, `|`, `~` and `op()`."""

    __slots__ = ()

    def operate(self, op, *other, **kwargs):
        raise NotImplementedError(str(op))

    def reverse_operate(self, op, other, **kwargs):
        raise NotImplementedError(str(op))

    def __and__(self, other):
        return self.operate(and_, other)

    def __or__(self, other):
        return self.operate(or_, other)

    def __invert__(self):
        return self.operate(inv)

    def op(self, opstring, precedence=0, is_comparison=False, return_type=None, python_impl=None, operator_class=None, visit_name=None):
        operator = custom_op(opstring, precedence, is_comparison, return_type, python_impl=python_impl)

        def against(other):
            return operator(self, other)

        return against

    def bool_op(self, opstring, precedence=0, python_impl=None):
        return self.op(opstring, precedence=precedence, is_comparison=True, python_impl=python_impl)


class custom_op:
    """An operator that a program makes with `op()`."""

    __name__ = "custom_op"

    def __init__(
        self, opstring, precedence=0, is_comparison=False, return_type=None, natural_self_precedent=False,
        eager_grouping=False, python_impl=None,
    ):
        self.opstring = opstring
        self.precedence = precedence
        self.is_comparison = is_comparison
        self.natural_self_precedent = natural_self_precedent
        self.eager_grouping = eager_grouping
        self.python_impl = python_impl
        if return_type is not None and isinstance(return_type, type):
            return_type = return_type()
        self.return_type = return_type

    def _key(self):
        return (self.opstring, self.precedence, self.is_comparison, self.natural_self_precedent, self.eager_grouping)

    def __eq__(self, other):
        return isinstance(other, custom_op) and other._key() == self._key()

    def __hash__(self):
        return hash(self._key())

    def __call__(self, left, right, *other, **kw):
        if hasattr(left, "__sa_operate__"):
            return left.operate(self, right, *other, **kw)
        if self.python_impl:
            return self.python_impl(left, right, *other, **kw)
        raise exc.InvalidRequestError(f"Custom operator {self.opstring!r} can't be used with plain Python objects unless it includes the 'python_impl' parameter.")


class ColumnOperators(Operators):
    """The operators of column expressions; each calls `operate` with the operator's function."""

    __slots__ = ()
    __sa_operate__ = True
    timetuple = None

    def __lt__(self, other):
        return self.operate(lt, other)

    def __le__(self, other):
        return self.operate(le, other)

    __hash__ = Operators.__hash__

    def __eq__(self, other):
        return self.operate(eq, other)

    def __ne__(self, other):
        return self.operate(ne, other)

    def __gt__(self, other):
        return self.operate(gt, other)

    def __ge__(self, other):
        return self.operate(ge, other)

    def is_distinct_from(self, other):
        return self.operate(is_distinct_from, other)

    def is_not_distinct_from(self, other):
        return self.operate(is_not_distinct_from, other)

    isnot_distinct_from = is_not_distinct_from

    def __neg__(self):
        return self.operate(neg)

    def __contains__(self, other):
        return self.operate(contains, other)

    def __getitem__(self, index):
        return self.operate(getitem, index)

    def __lshift__(self, other):
        return self.operate(lshift, other)

    def __rshift__(self, other):
        return self.operate(rshift, other)

    def concat(self, other):
        return self.operate(concat_op, other)

    def like(self, other, escape=None):
        return self.operate(like_op, other, escape=escape)

    def ilike(self, other, escape=None):
        return self.operate(ilike_op, other, escape=escape)

    def bitwise_xor(self, other):
        return self.operate(bitwise_xor_op, other)

    def bitwise_or(self, other):
        return self.operate(bitwise_or_op, other)

    def bitwise_and(self, other):
        return self.operate(bitwise_and_op, other)

    def bitwise_not(self):
        return self.operate(bitwise_not_op)

    def bitwise_lshift(self, other):
        return self.operate(bitwise_lshift_op, other)

    def bitwise_rshift(self, other):
        return self.operate(bitwise_rshift_op, other)

    def in_(self, other):
        return self.operate(in_op, other)

    def not_in(self, other):
        return self.operate(not_in_op, other)

    notin_ = not_in

    def not_like(self, other, escape=None):
        return self.operate(not_like_op, other, escape=escape)

    notlike = not_like

    def not_ilike(self, other, escape=None):
        return self.operate(not_ilike_op, other, escape=escape)

    notilike = not_ilike

    def is_(self, other):
        return self.operate(is_, other)

    def is_not(self, other):
        return self.operate(is_not, other)

    isnot = is_not

    def startswith(self, other, escape=None, autoescape=False):
        return self.operate(startswith_op, other, escape=escape, autoescape=autoescape)

    def istartswith(self, other, escape=None, autoescape=False):
        return self.operate(istartswith_op, other, escape=escape, autoescape=autoescape)

    def endswith(self, other, escape=None, autoescape=False):
        return self.operate(endswith_op, other, escape=escape, autoescape=autoescape)

    def iendswith(self, other, escape=None, autoescape=False):
        return self.operate(iendswith_op, other, escape=escape, autoescape=autoescape)

    def contains(self, other, **kw):
        return self.operate(contains_op, other, **kw)

    def icontains(self, other, **kw):
        return self.operate(icontains_op, other, **kw)

    def match(self, other, **kwargs):
        return self.operate(match_op, other, **kwargs)

    def regexp_match(self, pattern, flags=None):
        return self.operate(regexp_match_op, pattern, flags=flags)

    def regexp_replace(self, pattern, replacement, flags=None):
        return self.operate(regexp_replace_op, pattern, replacement=replacement, flags=flags)

    def desc(self):
        return self.operate(desc_op)

    def asc(self):
        return self.operate(asc_op)

    def nulls_first(self):
        return self.operate(nulls_first_op)

    nullsfirst = nulls_first

    def nulls_last(self):
        return self.operate(nulls_last_op)

    nullslast = nulls_last

    def collate(self, collation):
        return self.operate(collate, collation)

    def between(self, cleft, cright, symmetric=False):
        return self.operate(between_op, cleft, cright, symmetric=symmetric)

    def distinct(self):
        return self.operate(distinct_op)

    def any_(self):
        return self.operate(any_op)

    def all_(self):
        return self.operate(all_op)

    def __add__(self, other):
        return self.operate(add, other)

    def __radd__(self, other):
        return self.reverse_operate(add, other)

    def __sub__(self, other):
        return self.operate(sub, other)

    def __rsub__(self, other):
        return self.reverse_operate(sub, other)

    def __mul__(self, other):
        return self.operate(mul, other)

    def __rmul__(self, other):
        return self.reverse_operate(mul, other)

    def __mod__(self, other):
        return self.operate(mod, other)

    def __rmod__(self, other):
        return self.reverse_operate(mod, other)

    def __truediv__(self, other):
        return self.operate(truediv, other)

    def __rtruediv__(self, other):
        return self.reverse_operate(truediv, other)

    def __floordiv__(self, other):
        return self.operate(floordiv, other)

    def __rfloordiv__(self, other):
        return self.reverse_operate(floordiv, other)

    def __pow__(self, other):
        return self.operate(pow_, other)

    def __rpow__(self, other):
        return self.reverse_operate(pow_, other)


def _method_op(name, method, arity=2):
    """The function form of a method: used as the operator's identity, and callable on plain objects that have it."""
    if arity == 1:
        def fn(a):
            return getattr(a, method)()
    else:
        def fn(a, *b, **kw):
            return getattr(a, method)(*b, **kw)
    fn.__name__ = fn.__qualname__ = name
    return fn


def _marker_op(name):
    def fn(*arg):
        raise NotImplementedError()

    fn.__name__ = fn.__qualname__ = name
    return fn


from_ = _marker_op("from_")
as_ = _marker_op("as_")
exists = _marker_op("exists")
is_true = _marker_op("is_true")
is_false = _marker_op("is_false")
comma_op = _marker_op("comma_op")
filter_op = _marker_op("filter_op")
json_getitem_op = _marker_op("json_getitem_op")
json_path_getitem_op = _marker_op("json_path_getitem_op")
_asbool = _marker_op("_asbool")
contains = _marker_op("contains")
is_distinct_from = _method_op("is_distinct_from", "is_distinct_from")
is_not_distinct_from = _method_op("is_not_distinct_from", "is_not_distinct_from")
is_ = _method_op("is_", "is_")
is_not = _method_op("is_not", "is_not")
collate = _method_op("collate", "collate")
like_op = _method_op("like_op", "like")
not_like_op = _method_op("not_like_op", "not_like")
ilike_op = _method_op("ilike_op", "ilike")
not_ilike_op = _method_op("not_ilike_op", "not_ilike")
between_op = _method_op("between_op", "between")
not_between_op = _marker_op("not_between_op")
in_op = _method_op("in_op", "in_")
not_in_op = _method_op("not_in_op", "not_in")
distinct_op = _method_op("distinct_op", "distinct", 1)
any_op = _method_op("any_op", "any_", 1)
all_op = _method_op("all_op", "all_", 1)
startswith_op = _method_op("startswith_op", "startswith")
not_startswith_op = _marker_op("not_startswith_op")
istartswith_op = _method_op("istartswith_op", "istartswith")
not_istartswith_op = _marker_op("not_istartswith_op")
endswith_op = _method_op("endswith_op", "endswith")
not_endswith_op = _marker_op("not_endswith_op")
iendswith_op = _method_op("iendswith_op", "iendswith")
not_iendswith_op = _marker_op("not_iendswith_op")
contains_op = _method_op("contains_op", "contains")
not_contains_op = _marker_op("not_contains_op")
icontains_op = _method_op("icontains_op", "icontains")
not_icontains_op = _marker_op("not_icontains_op")
match_op = _method_op("match_op", "match")
not_match_op = _marker_op("not_match_op")
regexp_match_op = _method_op("regexp_match_op", "regexp_match")
not_regexp_match_op = _marker_op("not_regexp_match_op")
regexp_replace_op = _method_op("regexp_replace_op", "regexp_replace")
concat_op = _method_op("concat_op", "concat")
desc_op = _method_op("desc_op", "desc", 1)
asc_op = _method_op("asc_op", "asc", 1)
nulls_first_op = nullsfirst_op = _method_op("nulls_first_op", "nulls_first", 1)
nulls_last_op = nullslast_op = _method_op("nulls_last_op", "nulls_last", 1)
bitwise_xor_op = _method_op("bitwise_xor_op", "bitwise_xor")
bitwise_or_op = _method_op("bitwise_or_op", "bitwise_or")
bitwise_and_op = _method_op("bitwise_and_op", "bitwise_and")
bitwise_not_op = _method_op("bitwise_not_op", "bitwise_not", 1)
bitwise_lshift_op = _method_op("bitwise_lshift_op", "bitwise_lshift")
bitwise_rshift_op = _method_op("bitwise_rshift_op", "bitwise_rshift")
notin_op, notlike_op, notilike_op, isnot = not_in_op, not_like_op, not_ilike_op, is_not

# Operators whose operands may be exchanged, that compare, that chain without brackets.
_commutative = {eq, ne, add, mul}
_comparison = {eq, ne, lt, gt, ge, le}
_associative = {concat_op, add, mul, and_, or_}
_natural_self_precedent = _associative | {getitem, json_getitem_op, json_path_getitem_op}
_booleans = {
    is_, is_not, in_op, not_in_op, like_op, not_like_op, ilike_op, not_ilike_op, between_op, not_between_op,
    is_distinct_from, is_not_distinct_from, contains_op, startswith_op, endswith_op, not_contains_op,
    not_startswith_op, not_endswith_op, match_op, not_match_op, and_, or_, inv, is_true, is_false, exists,
    regexp_match_op, not_regexp_match_op,
}
_order_by_modifier = {desc_op, asc_op, nulls_first_op, nulls_last_op}
_mirror = {gt: lt, ge: le, lt: gt, le: ge}

_PRECEDENCE = {
    from_: 15, any_op: 15, all_op: 15, getitem: 15, json_getitem_op: 15, json_path_getitem_op: 15, pow_: 15,
    mul: 8, truediv: 8, floordiv: 8, mod: 8, neg: 8, bitwise_not_op: 8,
    add: 7, sub: 7, bitwise_xor_op: 7, bitwise_or_op: 7, bitwise_and_op: 7, bitwise_lshift_op: 7,
    bitwise_rshift_op: 7,
    filter_op: 6,
    concat_op: 5, match_op: 5, not_match_op: 5, regexp_match_op: 5, not_regexp_match_op: 5, regexp_replace_op: 5,
    ilike_op: 5, not_ilike_op: 5, like_op: 5, not_like_op: 5, in_op: 5, not_in_op: 5, is_: 5, is_not: 5, eq: 5,
    ne: 5, is_distinct_from: 5, is_not_distinct_from: 5, gt: 5, lt: 5, ge: 5, le: 5, between_op: 5,
    not_between_op: 5, distinct_op: 5, inv: 5, is_true: 5, is_false: 5,
    collate: 4, and_: 3, desc_op: 3, asc_op: 3, or_: 2, exists: 0, comma_op: -1, as_: -1, _asbool: -10,
}


def is_comparison(op):
    return op in _comparison or isinstance(op, custom_op) and op.is_comparison


def is_boolean(op):
    return is_comparison(op) or op in _booleans


def is_commutative(op):
    return op in _commutative


def is_associative(op):
    return op in _associative


def is_natural_self_precedent(op):
    return op in _natural_self_precedent or isinstance(op, custom_op) and op.natural_self_precedent


def is_ordering_modifier(op):
    return op in _order_by_modifier


is_order_by_modifier = is_ordering_modifier


def mirror(op):
    return _mirror.get(op, op)


def is_precedent(operator, against):
    """Whether an expression with `operator` needs brackets inside one with `against`."""
    if operator is against and is_natural_self_precedent(operator):
        return False
    return _PRECEDENCE.get(operator, getattr(operator, "precedence", -100)) <= _PRECEDENCE.get(
        against, getattr(against, "precedence", 100)
    )
