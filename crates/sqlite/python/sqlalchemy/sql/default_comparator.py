"""What each operator makes of its operands, unless a type says otherwise."""

from .. import exc
from . import coercions, operators, roles, type_api
from .elements import (
    BinaryExpression,
    CollationClause,
    CollectionAggregate,
    ExpressionClauseList,
    False_,
    Null,
    OperatorExpression,
    True_,
    UnaryExpression,
    and_,
    or_,
)


def operate(expr, op, *other, **kw):
    """The expression for `expr op other`."""
    found = _lookup.get(op)
    if found is None:
        if isinstance(op, operators.custom_op):
            kw.pop("_python_is_types", None)
            return _custom(expr, op, *other, **kw)
        raise NotImplementedError(f"Operator '{op.__name__}' is not supported on this expression")
    fn, extra = found
    if fn is not _boolean_compare:
        kw.pop("_python_is_types", None)
    if "autoescape" in kw and kw.pop("autoescape"):
        other, kw["escape"] = _autoescape(other, kw.get("escape"))
    return fn(expr, op, *other, **extra, **kw)


def _autoescape(other, escape):
    """The pattern with its own wildcards escaped."""
    escape = escape or "/"
    (text,) = other
    if not isinstance(text, str):
        raise TypeError("String value expected when autoescape=True")
    if escape not in ("%", "_"):
        text = text.replace(escape, escape + escape)
    return (text.replace("%", escape + "%").replace("_", escape + "_"),), escape


def _boolean_compare(expr, op, obj, *, negate_op, reverse=False, _python_is_types=None, result_type=None, **kwargs):
    result_type = result_type or type_api.BOOLEANTYPE
    is_types = (type(None), bool) if _python_is_types is None else _python_is_types
    if isinstance(obj, (*is_types, Null, True_, False_)):
        if op in (operators.eq, operators.ne) and isinstance(obj, (bool, True_, False_)):
            obj = coercions.expect(roles.ConstExprRole, obj)
        elif op in (operators.is_distinct_from, operators.is_not_distinct_from) or expr._is_collection_aggregate:
            obj = coercions.expect(roles.ConstExprRole, obj)
        elif op in (operators.eq, operators.is_):
            const = coercions.expect(roles.ConstExprRole, obj)
            return BinaryExpression(expr, const, operators.is_, negate=operators.is_not, type_=result_type)
        elif op in (operators.ne, operators.is_not):
            const = coercions.expect(roles.ConstExprRole, obj)
            return BinaryExpression(expr, const, operators.is_not, negate=operators.is_, type_=result_type)
        else:
            raise exc.ArgumentError(
                "Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators can be "
                "used with None/True/False"
            )
    else:
        obj = coercions.expect_binary(obj, expr, op)
    left, right = (obj, expr) if reverse else (expr, obj)
    if left._is_collection_aggregate or right._is_collection_aggregate:
        negate_op = None
    return BinaryExpression(left, right, op, type_=result_type, negate=negate_op, modifiers=kwargs)


def _custom(expr, op, obj, reverse=False, result_type=None, **kw):
    if result_type is None:
        result_type = op.return_type or (type_api.BOOLEANTYPE if op.is_comparison else None)
    return _binary(expr, op, obj, reverse=reverse, result_type=result_type, **kw)


def _binary(expr, op, obj, *, reverse=False, result_type=None, **kw):
    coerced = coercions.expect_binary(obj, expr, op)
    left, right = (coerced, expr) if reverse else (expr, coerced)
    if result_type is None:
        op, result_type = left.comparator._adapt_expression(op, right.comparator)
    return OperatorExpression._construct_for_op(left, right, op, type_=result_type, modifiers=kw)


def _conjunction(expr, op, other, **kw):
    return and_(expr, other) if op is operators.and_ else or_(expr, other)


def _in(expr, op, other, negate_op, **kw):
    other = coercions.expect(roles.InElementRole, other, expr=expr, operator=op)
    return _boolean_compare(expr, op, other, negate_op=negate_op, **kw)


def _getitem(expr, op, other, **kw):
    if hasattr(expr.comparator, "_setup_getitem"):
        op, right, result_type = expr.comparator._setup_getitem(other)
        return _binary(expr, op, right, result_type=result_type)
    raise NotImplementedError(f"Operator '{op.__name__}' is not supported on this expression")


def _unsupported(expr, op, *arg, **kw):
    raise NotImplementedError(f"Operator '{op.__name__}' is not supported on this expression")


def _invert(expr, op, **kw):
    return expr.negation_clause if "negation_clause" in expr.__dict__ else expr._negate()


def _unary(expr, op, **kw):
    return UnaryExpression(expr, operator=op, type_=expr.type)


def _match(expr, op, other, **kw):
    negate = operators.not_match_op if op is operators.match_op else operators.match_op
    return _boolean_compare(expr, op, other, result_type=type_api.MATCHTYPE, negate_op=negate, **kw)


def _between(expr, op, cleft, cright, **kw):
    pair = ExpressionClauseList._construct_for_list(
        operators.and_,
        type_api.NULLTYPE,
        coercions.expect_binary(cleft, expr, operators.and_),
        coercions.expect_binary(cright, expr, operators.and_),
        group=False,
    )
    negate = operators.not_between_op if op is operators.between_op else operators.between_op
    return BinaryExpression(expr, pair, op, negate=negate, modifiers=kw)


def _pow(expr, op, other, reverse=False, **kw):
    from .functions import func

    return func.pow(other, expr) if reverse else func.pow(expr, other)


def _collate(expr, op, collation, **kw):
    return CollationClause._create_collation_expression(expr, collation)


def _regexp_match(expr, op, pattern, flags=None, **kw):
    right = coercions.expect_binary(pattern, expr, operators.comma_op)
    return BinaryExpression(expr, right, op, negate=operators.not_regexp_match_op, modifiers={"flags": flags})


def _regexp_replace(expr, op, pattern, replacement, flags=None, **kw):
    right = ExpressionClauseList._construct_for_list(
        operators.comma_op,
        type_api.NULLTYPE,
        coercions.expect_binary(pattern, expr, operators.comma_op),
        coercions.expect_binary(replacement, expr, operators.comma_op),
        group=False,
    )
    return BinaryExpression(expr, right, op, modifiers={"flags": flags})


def _modifier(expr, op, **kw):
    return UnaryExpression(coercions.expect(roles.ByOfRole, expr), modifier=op)


def _aggregate(expr, op, **kw):
    return CollectionAggregate._create(expr, op)


def _pairs(*pairs):
    found = {}
    for a, b in pairs:
        found[a] = (_boolean_compare, {"negate_op": b})
        found.setdefault(b, (_boolean_compare, {"negate_op": a}))
    return found


_o = operators
_lookup = {
    **_pairs(
        (_o.lt, _o.ge),
        (_o.le, _o.gt),
        (_o.eq, _o.ne),
        (_o.is_distinct_from, _o.is_not_distinct_from),
        (_o.like_op, _o.not_like_op),
        (_o.ilike_op, _o.not_ilike_op),
        (_o.contains_op, _o.not_contains_op),
        (_o.icontains_op, _o.not_icontains_op),
        (_o.startswith_op, _o.not_startswith_op),
        (_o.istartswith_op, _o.not_istartswith_op),
        (_o.endswith_op, _o.not_endswith_op),
        (_o.iendswith_op, _o.not_iendswith_op),
    ),
    _o.is_: (_boolean_compare, {"negate_op": _o.is_not}),
    _o.is_not: (_boolean_compare, {"negate_op": _o.is_}),
    _o.in_op: (_in, {"negate_op": _o.not_in_op}),
    _o.not_in_op: (_in, {"negate_op": _o.in_op}),
    _o.between_op: (_between, {}),
    _o.not_between_op: (_between, {}),
    **{op: (_modifier, {}) for op in (_o.desc_op, _o.asc_op, _o.nulls_first_op, _o.nulls_last_op)},
    **{op: (_unary, {}) for op in (_o.distinct_op, _o.neg, _o.bitwise_not_op)},
    **{op: (_conjunction, {}) for op in (_o.and_, _o.or_)},
    **{op: (_aggregate, {}) for op in (_o.any_op, _o.all_op)},
    **{
        op: (_binary, {})
        for op in (
            _o.add, _o.sub, _o.mul, _o.truediv, _o.floordiv, _o.mod, _o.concat_op, _o.json_getitem_op,
            _o.json_path_getitem_op, _o.bitwise_and_op, _o.bitwise_or_op, _o.bitwise_xor_op, _o.bitwise_lshift_op,
            _o.bitwise_rshift_op,
        )
    },
    **{op: (_unsupported, {}) for op in (_o.contains, _o.lshift, _o.rshift, _o.matmul)},
    _o.inv: (_invert, {}),
    _o.getitem: (_getitem, {}),
    _o.match_op: (_match, {}),
    _o.not_match_op: (_match, {}),
    _o.pow_: (_pow, {}),
    _o.collate: (_collate, {}),
    _o.regexp_match_op: (_regexp_match, {}),
    _o.not_regexp_match_op: (_regexp_match, {}),
    _o.regexp_replace_op: (_regexp_replace, {}),
}
