"""Turning the arguments of functions and methods into clause elements.

`expect(role, value)` accepts plain values, elements, what has `__clause_element__()`, and what `inspect()` knows as
something with a clause element or a selectable; each role says what it makes of them, and what its error says.
"""

import numbers
import re

from .. import exc, inspection
from ..util import ellipses_string, warn
from . import roles
from .base import ClauseElement


def resolve(element, use_inspection=True):
    """The clause element behind an argument, or None when it is a plain value."""
    if isinstance(element, ClauseElement):
        return element
    found = False
    while hasattr(element, "__clause_element__"):
        found = True
        if getattr(element, "is_clause_element", False):
            break
        element = element.__clause_element__()
    if found:
        return element
    if use_inspection and not isinstance(element, (str, int, float, bytes, type(None))):
        insp = inspection.inspect(element, raiseerr=False)
        if insp is not None:
            if hasattr(insp, "__clause_element__"):
                return insp.__clause_element__()
            return getattr(insp, "selectable", None)
    return None


def _is_literal(element):
    return not isinstance(element, ClauseElement) and not hasattr(element, "__clause_element__")


def _is_literal_or_none(element):
    return element is None or _is_literal(element)


def _raise(role, element, argname=None, resolved=None, advice=None, code=None, err=None):
    if resolved is not None and resolved is not element:
        got = f"{resolved!r} object resolved from {element!r} object"
    else:
        got = repr(element)
    if argname:
        msg = f"{role._role_name} expected for argument {argname!r}; got {got}."
    else:
        msg = f"{role._role_name} expected, got {got}."
    if advice:
        msg += " " + advice
    raise exc.ArgumentError(msg, code=code) from err


def _no_text(element, argname=None):
    element = ellipses_string(element)
    where = f"for argument {argname} " if argname else ""
    raise exc.ArgumentError(
        f"Textual SQL expression {element!r} {where}should be explicitly declared as text({element!r})"
    )


def _const(element):
    from . import elements

    if element is None:
        return elements.Null()
    if element is True:
        return elements.True_()
    if element is False:
        return elements.False_()
    return None


def expect(role, element, *, apply_propagate_attrs=None, argname=None, **kw):
    """`element` as one that can play `role`."""
    handler = _handlers[role]
    resolved = resolve(element, role not in _no_inspection)
    if resolved is not None and apply_propagate_attrs is not None and not apply_propagate_attrs._propagate_attrs:
        attrs = getattr(resolved, "_propagate_attrs", None)
        if attrs:
            apply_propagate_attrs._propagate_attrs = attrs
    return handler(role, element, resolved, argname, **kw)


def expect_as_key(role, element, **kw):
    resolved = resolve(element)
    if isinstance(element, str):
        return element
    if resolved is None or not resolved._is_column_element:
        _raise(role, element, resolved=resolved)
    return resolved.key


def expect_option(opt):
    """A loader option or another option of a statement."""
    if isinstance(opt, roles.ExecutableOptionRole) or hasattr(opt, "process_compile_state") or hasattr(opt, "_is_legacy_option"):
        return opt
    raise exc.ArgumentError(f"ExecutionOption Core or ORM object expected, got {opt!r}.")


def _scalar(role, element, resolved, argname, advice=None):
    """A select where a column expression is expected becomes a scalar subquery, with a warning."""
    from .selectable import Subquery

    if resolved._is_select_base or isinstance(resolved, Subquery):
        warn("implicitly coercing SELECT object to scalar subquery; please use the .scalar_subquery() method to produce a scalar subquery.")
        return (resolved if resolved._is_select_base else resolved.element).scalar_subquery()
    return _raise(role, element, argname, resolved, advice)


def _is_expression(e):
    return e._is_column_element or e._is_text_clause or (e._is_clause_list and not e._is_from_clause)


def _expression(role, element, resolved, argname, name=None, type_=None, is_crud=False, **kw):
    from . import elements

    if resolved is None:
        if element is None and not is_crud and (type_ is None or not type_.should_evaluate_none):
            return elements.Null()
        try:
            return elements.BindParameter(name, element, type_, unique=True, _is_crud=is_crud)
        except exc.ArgumentError as err:
            _raise(role, element, err=err)
    if _is_expression(resolved):
        return resolved
    advice = None
    if resolved._is_from_clause and not resolved._is_subquery:
        advice = (
            "To create a column expression from a FROM clause row as a whole, use the .table_valued() method."
            if not resolved._is_join else None
        )
    return _scalar(role, element, resolved, argname, advice)


def expect_binary(element, expr, operator, bindparam_type=None):
    """The other operand of an operator."""
    if type(element) in (int, str, float, bool):
        resolved = expr._bind_param(operator, element, type_=bindparam_type)
    else:
        resolved = resolve(element)
        if resolved is None:
            try:
                resolved = expr._bind_param(operator, element, type_=bindparam_type)
            except exc.ArgumentError as err:
                _raise(roles.BinaryElementRole, element, err=err)
        elif not _is_expression(resolved):
            resolved = _scalar(roles.BinaryElementRole, element, resolved, None)
    if resolved.type._isnull and not expr.type._isnull:
        resolved = resolved._with_binary_element_type(bindparam_type if bindparam_type is not None else expr.type)
    return resolved


def _binary(role, element, resolved, argname, expr=None, operator=None, bindparam_type=None, **kw):
    return expect_binary(element, expr, operator, bindparam_type)


def _where(role, element, resolved, argname, **kw):
    if resolved is None:
        if isinstance(element, str):
            _no_text(element, argname)
        const = _const(element)
        if const is not None:
            return const
        _raise(role, element, argname)
    if _is_expression(resolved):
        return resolved
    return _scalar(role, element, resolved, argname)


def _on(role, element, resolved, argname, **kw):
    if resolved is None:
        _raise(role, element, argname)
    if _is_join_attribute(element):
        return element
    if _is_expression(resolved):
        return resolved
    return _scalar(role, element, resolved, argname)


def _is_join_attribute(element):
    """Whether this is a relationship or another attribute of the ORM, which says itself how it is joined."""
    return isinstance(element, roles.JoinTargetRole) and not isinstance(element, roles.FromClauseRole)


_straight_column = re.compile(r"^\w\S*$", re.I)


def _columns(role, element, resolved, argname, **kw):
    from . import elements

    if resolved is None:
        if isinstance(element, str):
            if element == "*":
                return elements.ColumnClause("*", is_literal=True)
            text = ellipses_string(element)
            where = f"for argument {argname} " if argname else ""
            how = "column" if _straight_column.match(element) else "literal_column"
            raise exc.ArgumentError(
                f"Textual column expression {text!r} {where}should be explicitly declared with text({text!r}), or use "
                f"{how}({text!r}) for more specificity"
            )
        const = _const(element)
        if const is not None:
            return const
        if isinstance(element, numbers.Number):
            return elements.ColumnClause(str(element), is_literal=True)
        advice = None
        if isinstance(element, list):
            advice = f"Did you mean to say select({', '.join(repr(e) for e in element)})?"
        _raise(role, element, argname, advice=advice)
    if _is_expression(resolved) or resolved._is_from_clause or getattr(resolved, "_is_columns_clause", False):
        return resolved
    return _not_from(role, element, resolved, argname)


def _not_from(role, element, resolved, argname):
    advice = code = None
    if resolved is not None and resolved._is_select_base:
        advice = f"To create a FROM clause from a {type(resolved)} object, use the .subquery() method."
        code = "89ve"
    _raise(role, element, argname, resolved, advice, code)


def _from(role, element, resolved, argname, explicit_subquery=False, deannotate=False, flat=False, name=None, **kw):
    if resolved is None:
        if isinstance(element, str):
            _no_text(element, argname)
        _raise(role, element, argname)
    if resolved._is_from_clause or resolved._is_text_clause:
        if role is roles.AnonymizedFromClauseRole:
            return resolved._anonymous_fromclause(flat=flat, name=name)
        return resolved._deannotate() if deannotate else resolved
    if resolved._is_select_base and explicit_subquery:
        return resolved.subquery()
    return _not_from(role, element, resolved, argname)


def _join_target(role, element, resolved, argname, **kw):
    if _is_join_attribute(element):
        return element
    if resolved is None:
        _raise(role, element, argname)
    if resolved._is_from_clause:
        return resolved
    _raise(role, element, argname, resolved)


def _by(role, element, resolved, argname, **kw):
    from . import elements

    if resolved is None:
        if isinstance(element, str):
            return elements._textual_label_reference(element)
        const = _const(element)
        if const is not None:
            return const
        _raise(role, element, argname)
    if role is roles.GroupByRole and resolved._is_from_clause:
        return elements.ClauseList(*resolved.c)
    if resolved._is_select_base:
        resolved = _scalar(role, element, resolved, argname)
    if role is roles.OrderByRole and resolved._order_by_label_element is not None:
        return elements._label_reference(resolved)
    if not _is_expression(resolved) and role is not roles.GroupByRole and not resolved._is_label_reference:
        return _scalar(role, element, resolved, argname)
    return resolved


def _in(role, element, resolved, argname, expr=None, operator=None, **kw):
    from . import elements, selectable

    if resolved is None:
        if isinstance(element, (str, bytes)) or not hasattr(element, "__iter__"):
            _raise(role, element)
        values = list(element)
        if any(not _is_literal(o) for o in values):
            for o in values:
                if not _is_literal(o) and resolve(o) is None:
                    _raise(role, element)
            resolved = elements.ClauseList(*[expr._bind_param(operator, o) if _is_literal(o) else o for o in values])
        else:
            resolved = expr._bind_param(operator, values, expanding=True)
    if isinstance(resolved, selectable.SelectBase):
        return resolved.scalar_subquery()
    if isinstance(resolved, elements.BindParameter):
        resolved = resolved._clone(maintain_key=True)
        resolved.expanding = True
        resolved.expand_op = operator
        return resolved
    if isinstance(resolved, elements.ClauseList):
        return resolved.self_group(against=operator)
    if resolved._is_from_clause:
        warn(
            f"Coercing {type(resolved).__name__} object into a select() for use in IN(); please pass a select() construct explicitly"
        )
        inner = getattr(resolved, "element", None)
        return (inner if inner is not None and inner._is_select_base else resolved.select()).scalar_subquery()
    if _is_expression(resolved):
        return resolved
    _raise(role, element, argname, resolved)


def _limit(role, element, resolved, argname, name=None, type_=None, **kw):
    from .selectable import _OffsetLimitParam

    if resolved is not None:
        return resolved
    if element is None:
        return None
    return _OffsetLimitParam(name, int(element), type_=type_, unique=True)


def _literal(role, element, resolved, argname, type_=None, literal_execute=False, **kw):
    from .elements import BindParameter

    if resolved is not None and not _is_literal(element):
        _raise(role, element, argname, resolved)
    return BindParameter(None, element, type_=type_, unique=True, literal_execute=literal_execute)


def _labeled(role, element, resolved, argname, **kw):
    from .elements import NamedColumn

    resolved = _expression(role, element, resolved, argname, **kw)
    return resolved if isinstance(resolved, NamedColumn) else resolved.label(None)


def _column_argument(role, element, resolved, argname, **kw):
    if resolved is None and isinstance(element, str) and role is not roles.ColumnArgumentRole:
        from .elements import ColumnClause

        return element if role is roles.ColumnArgumentOrKeyRole else ColumnClause(element)
    if resolved is None or not _is_expression(resolved):
        _raise(role, element, argname, resolved)
    return resolved


def _const_expr(role, element, resolved, argname, **kw):
    if resolved is not None:
        return resolved
    const = _const(element)
    if const is None:
        _raise(role, element, argname)
    return const


def _text(role, element, resolved, argname, **kw):
    from .elements import TextClause

    if resolved is not None:
        return resolved._deannotate() if role is roles.DDLExpressionRole else resolved
    if isinstance(element, str):
        return TextClause(element)
    const = _const(element)
    return const if const is not None else _raise(role, element, argname)


def _ddl_column(role, element, resolved, argname, **kw):
    if resolved is not None and (resolved._is_column_element or resolved._is_text_clause):
        return resolved._deannotate()
    if isinstance(element, str):
        return element
    _raise(role, element, argname, resolved)


def _dml_column(role, element, resolved, argname, as_key=False, **kw):
    if isinstance(element, str):
        return element
    if resolved is None or not resolved._is_column_element:
        _raise(role, element, argname, resolved)
    return resolved.key if as_key else resolved


def _dml_table(role, element, resolved, argname, **kw):
    from .selectable import TableClause

    if resolved is None and isinstance(element, str):
        _raise(role, element, argname)
    if resolved is not None:
        target = resolved._annotations.get("dml_table")
        if target is not None:
            return target
        if isinstance(resolved, TableClause) or resolved._is_from_clause and not resolved._is_subquery:
            return resolved
    return _not_from(role, element, resolved, argname)


def _statement(role, element, resolved, argname, **kw):
    if resolved is None:
        if isinstance(element, str):
            _no_text(element, argname)
        _raise(role, element, argname)
    if resolved is not element and not hasattr(element, "_execute_on_connection"):
        raise exc.ObjectNotExecutableError(element)
    if not (resolved.supports_execution or resolved._is_select_base or resolved._is_text_clause):
        _raise(role, element, argname, resolved)
    return resolved


def _select_statement(role, element, resolved, argname, **kw):
    if resolved is None:
        if isinstance(element, str) and role is not roles.CompoundElementRole:
            _no_text(element, argname)
        _raise(role, element, argname)
    if resolved._is_select_base:
        return resolved
    if resolved._is_text_clause:
        return resolved.columns()
    if role is roles.DMLSelectRole and resolved._is_from_clause:
        inner = getattr(resolved, "element", None)
        return inner if inner is not None and inner._is_select_base else resolved.select()
    advice = None
    if role is roles.CompoundElementRole and resolved._is_from_clause:
        advice = (
            "Use the plain select() object without calling .subquery() or .alias()."
            if resolved._is_subquery
            else "To SELECT from any FROM clause, use the .select() method."
        )
    _raise(role, element, argname, resolved, advice)


def _truncated(role, element, resolved, argname, **kw):
    from .elements import _truncated_label

    return element if isinstance(element, _truncated_label) else _truncated_label(element)


def _any_element(role, element, resolved, argname, **kw):
    return element if resolved is None else resolved


_handlers = {
    roles.LiteralValueRole: _literal,
    roles.ColumnArgumentRole: _column_argument,
    roles.ColumnArgumentOrKeyRole: _column_argument,
    roles.StrAsPlainColumnRole: _column_argument,
    roles.TruncatedLabelRole: _truncated,
    roles.ColumnsClauseRole: _columns,
    roles.LimitOffsetRole: _limit,
    roles.ByOfRole: _by,
    roles.GroupByRole: _by,
    roles.OrderByRole: _by,
    roles.StatementOptionRole: _text,
    roles.OnClauseRole: _on,
    roles.WhereHavingRole: _where,
    roles.ExpressionElementRole: _expression,
    roles.ConstExprRole: _const_expr,
    roles.LabeledColumnExprRole: _labeled,
    roles.BinaryElementRole: _binary,
    roles.InElementRole: _in,
    roles.JoinTargetRole: _join_target,
    roles.FromClauseRole: _from,
    roles.AnonymizedFromClauseRole: _from,
    roles.ReturnsRowsRole: _any_element,
    roles.StatementRole: _statement,
    roles.SelectStatementRole: _select_statement,
    roles.HasCTERole: _any_element,
    roles.CompoundElementRole: _select_statement,
    roles.DMLTableRole: _dml_table,
    roles.DMLColumnRole: _dml_column,
    roles.DMLSelectRole: _select_statement,
    roles.DDLExpressionRole: _text,
    roles.DDLConstraintColumnRole: _ddl_column,
    roles.DDLReferredColumnRole: _ddl_column,
    roles.ExecutableOptionRole: _any_element,
    roles.HasCacheKeyRole: _any_element,
}
_no_inspection = {roles.LiteralValueRole, roles.TruncatedLabelRole}
