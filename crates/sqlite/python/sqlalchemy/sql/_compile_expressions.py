"""The compiler's part for expressions and operators."""

import re

from .. import exc
from . import elements, operators, sqltypes
from ._labels import _truncated_label

_o = operators
OPERATORS = {
    _o.and_: " AND ", _o.or_: " OR ", _o.add: " + ", _o.mul: " * ", _o.sub: " - ", _o.mod: " % ", _o.neg: "-",
    _o.lt: " < ", _o.le: " <= ", _o.ne: " != ", _o.gt: " > ", _o.ge: " >= ", _o.eq: " = ",
    _o.is_distinct_from: " IS DISTINCT FROM ", _o.is_not_distinct_from: " IS NOT DISTINCT FROM ",
    _o.concat_op: " || ", _o.match_op: " MATCH ", _o.not_match_op: " NOT MATCH ", _o.in_op: " IN ",
    _o.not_in_op: " NOT IN ", _o.comma_op: ", ", _o.from_: " FROM ", _o.as_: " AS ", _o.is_: " IS ",
    _o.is_not: " IS NOT ", _o.collate: " COLLATE ", _o.exists: "EXISTS ", _o.distinct_op: "DISTINCT ", _o.inv: "NOT ",
    _o.any_op: "ANY ", _o.all_op: "ALL ", _o.desc_op: " DESC", _o.asc_op: " ASC",
    _o.nulls_first_op: " NULLS FIRST", _o.nulls_last_op: " NULLS LAST",
    _o.bitwise_xor_op: " ^ ", _o.bitwise_or_op: " | ", _o.bitwise_and_op: " & ", _o.bitwise_not_op: "~",
    _o.bitwise_lshift_op: " << ", _o.bitwise_rshift_op: " >> ",
}

_ansi_functions = {
    "current_date", "current_time", "current_timestamp", "current_user", "localtime", "localtimestamp", "session_user",
    "user",
}
_no_brackets = _ansi_functions | {"sysdate"}
_bind_params = re.compile(r"(?<![:\w\x5c]):(\w+)(?!:)")
_bind_params_esc = re.compile(r"\x5c(:[\w\$]*)(?![:\w\$])")


class ExpressionCompiler:
    """A part of SQLCompiler."""

    def visit_grouping(self, grouping, asfrom=False, **kw):
        if grouping._is_from_clause:
            return "(" + self.process(grouping.element, asfrom=asfrom, **kw) + ")"
        return "(" + self.process(grouping.element, **kw) + ")"

    def visit_label(
        self, label, within_label_clause=False, within_columns_clause=False, render_label_as_label=None, **kw
    ):
        with_as = within_columns_clause and not within_label_clause
        only = render_label_as_label is label
        if only or with_as:
            name = self._truncated_identifier("colident", label.name)
        if with_as:
            text = self.process(label.element, within_columns_clause=True, within_label_clause=True, **kw)
            return text + " AS " + self.preparer.quote(name)
        if only:
            return self.preparer.quote(name)
        return self.process(label.element, within_columns_clause=False, **kw)

    def visit_label_reference(self, element, within_columns_clause=False, **kw):
        inner = element.element
        if self.stack:
            _, froms, cols = self.stack[-1]["labels"]()
            found = (froms if within_columns_clause else cols)
            by = inner._order_by_label_element
            if by is not None and by.name in found and by.shares_lineage(found[by.name]):
                kw["render_label_as_label"] = by
        return self.process(inner, within_columns_clause=within_columns_clause, **kw)

    def visit_textual_label_reference(self, element, within_columns_clause=False, **kw):
        name = element.element
        if not self.stack:
            return self.process(element._text_clause)
        everything, froms, _ = self.stack[-1]["labels"]()
        col = (froms if within_columns_clause else everything).get(name)
        if col is None:
            shown = name if len(name) <= 25 else name[:25] + "..."
            raise exc.CompileError(
                "Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL "
                f"expression {shown!r} should be explicitly declared as text({shown!r})"
            )
        return self.process(col, within_columns_clause=within_columns_clause, render_label_as_label=col, **kw)

    def visit_column(self, column, include_table=True, ambiguous_table_name_map=None, **kw):
        name = column.name
        if name is None:
            raise exc.CompileError("Cannot compile Column object until its 'name' is assigned.")
        if column.is_literal:
            return name
        if isinstance(name, _truncated_label):
            name = self._truncated_identifier("colident", name)
        name = self.preparer.quote(name)
        table = column.table
        if table is None or not include_table or not table.named_with_column:
            return name
        tablename = table.name
        if isinstance(tablename, _truncated_label):
            tablename = self._truncated_identifier("alias", tablename)
        text = self.preparer.quote(tablename) + "." + name
        schema = table.schema
        return self.preparer.quote(schema) + "." + text if schema and table._is_table else text

    def visit_table_valued_column(self, element, **kw):
        return self.preparer.quote(self._truncated_identifier("alias", element.name))

    def visit_collation(self, element, **kw):
        return self.preparer.quote(element.collation) if self.preparer._requires_quotes_illegal_chars(
            element.collation
        ) else str(element.collation) if element.collation.islower() or element.collation.isupper() is False else f'"{element.collation}"'

    def visit_index(self, index, **kw):
        return index.name

    def visit_typeclause(self, typeclause, **kw):
        return self.dialect.type_compiler_instance.process(typeclause.type)

    def visit_textclause(self, textclause, **kw):
        if not self.stack:
            self.isplaintext = True

        def bind(m):
            name = m.group(1)
            param = textclause._bindparams.get(name)
            return self.process(param, **kw) if param is not None else f"\x00{name}\x00"

        return _bind_params_esc.sub(lambda m: m.group(1), _bind_params.sub(bind, textclause.text))

    def visit_tstring(self, tstring, **kw):
        if not self.stack:
            self.isplaintext = True
        return "".join([p if isinstance(p, str) else self.process(p, **kw) for p in tstring.parts])

    def visit_null(self, expr, **kw):
        return "NULL"

    def visit_true(self, expr, **kw):
        return "true" if self.dialect.supports_native_boolean else "1"

    def visit_false(self, expr, **kw):
        return "false" if self.dialect.supports_native_boolean else "0"

    def _join(self, items, sep, **kw):
        return sep.join([t for t in [self.process(c, **kw) for c in items] if t])

    def visit_tuple(self, clauselist, **kw):
        return "(" + self.visit_clauselist(clauselist, **kw) + ")"

    def visit_clauselist(self, clauselist, **kw):
        sep = " " if clauselist.operator is None else OPERATORS[clauselist.operator]
        return self._join(clauselist.clauses, sep, **kw)

    def visit_expression_clauselist(self, clauselist, **kw):
        op = clauselist.operator
        if len(clauselist.clauses) > 1:
            special = self._operator_method(op, "expression_clauselist")
            if special is not None:
                return special(clauselist, op, **kw)
        sep = OPERATORS.get(op)
        if sep is None:
            raise exc.UnsupportedCompilationError(self, op)
        kw["_in_op"] = True
        return self._join(clauselist.clauses, sep, **kw)

    def visit_case(self, clause, **kw):
        text = "CASE "
        if clause.value is not None:
            text += self.process(clause.value, **kw) + " "
        for cond, result in clause.whens:
            text += "WHEN " + self.process(cond, **kw) + " THEN " + self.process(result, **kw) + " "
        if clause.else_ is not None:
            text += "ELSE " + self.process(clause.else_, **kw) + " "
        return text + "END"

    def visit_type_coerce(self, type_coerce, **kw):
        return self.process(type_coerce.typed_expression, **kw)

    def visit_cast(self, cast, **kw):
        type_ = self.process(cast.typeclause)
        return "CAST(" + self.process(cast.clause, **kw) + " AS " + type_ + ")"

    def visit_try_cast(self, cast, **kw):
        return "TRY_" + self.visit_cast(cast, **kw)

    def visit_frame_clause(self, frame, **kw):
        T = elements.FrameClauseType
        ends = []
        for type_, bind, word in (
            (frame.lower_type, frame.lower_bind, "PRECEDING"), (frame.upper_type, frame.upper_bind, "FOLLOWING"),
        ):
            if type_ is T.UNBOUNDED:
                ends.append("UNBOUNDED " + word)
            elif type_ is T.CURRENT:
                ends.append("CURRENT ROW")
            else:
                ends.append(self.process(bind, **kw) + " " + type_.name)
        return " AND ".join(ends)

    def visit_over(self, over, **kw):
        text = self.process(over.element, **kw)
        parts = []
        for word, clause in (("PARTITION", over.partition_by), ("ORDER", over.order_by)):
            if clause is not None and len(clause):
                parts.append(word + " BY " + self.process(clause, **kw))
        for word, frame in (("RANGE", over.range_), ("ROWS", over.rows), ("GROUPS", over.groups)):
            if frame is not None:
                parts.append(word + " BETWEEN " + self.process(frame, **kw) + (
                    f" EXCLUDE {over.exclude}" if over.exclude is not None else ""
                ))
        return f"{text} OVER ({' '.join(parts)})"

    def visit_withingroup(self, element, **kw):
        return self.process(element.element, **kw) + " WITHIN GROUP (ORDER BY " + self.process(element.order_by, **kw) + ")"

    def visit_aggregateorderby(self, element, **kw):
        text = self.process(element.element, **kw)
        return text[:-1] + " ORDER BY " + self.process(element.order_by, **kw) + ")"

    def visit_funcfilter(self, element, **kw):
        return self.process(element.func, **kw) + " FILTER (WHERE " + self.process(element.criterion, **kw) + ")"

    def visit_extract(self, extract, **kw):
        field = self.extract_map.get(extract.field, extract.field)
        return f"EXTRACT({field} FROM {self.process(extract.expr, **kw)})"

    def visit_scalar_function_column(self, element, **kw):
        return f"({self.process(element.fn, **kw)}).{self.preparer.quote(element.name)}"

    def visit_function(self, func, **kw):
        special = getattr(self, f"visit_{func.name.lower()}_func", None)
        if special is not None:
            return special(func, **kw)
        name = func.name
        cls = type(func)
        if cls.__module__ == "sqlalchemy.sql.functions" and cls.__name__ in _no_brackets:
            name = name.upper() if cls.__name__ != "sysdate" else name
            if not func._has_args:
                return name
        elif self.preparer._requires_quotes_illegal_chars(name) or hasattr(name, "quote"):
            name = self.preparer.quote(name)
        packages = "".join([p + "." for p in func.packagenames])
        return packages + name + self.function_argspec(func, **kw)

    def function_argspec(self, func, **kw):
        return self.process(func.clause_expr, **kw)

    def visit_concat_func(self, func, **kw):
        return "concat" + self.function_argspec(func, **kw)

    # Operators.

    def _operator_method(self, op, kind):
        return getattr(self, f"visit_{op.__name__}_{kind}", None)

    def visit_unary(self, unary, add_to_result_map=None, **kw):
        if unary.operator:
            if unary.modifier:
                raise exc.CompileError("Unary expression does not support operator and modifier simultaneously")
            special = self._operator_method(unary.operator, "unary_operator")
            if special is not None:
                return special(unary, unary.operator, **kw)
            return OPERATORS[unary.operator] + self.process(unary.element, **kw)
        if unary.modifier:
            return self.process(unary.element, **kw) + OPERATORS[unary.modifier]
        raise exc.CompileError("Unary expression has no operator or modifier")

    def visit_custom_op_unary_operator(self, element, operator, **kw):
        return operator.opstring + " " + self.process(element.element, **kw)

    def visit_is_true_unary_operator(self, element, operator, **kw):
        text = self.process(element.element, **kw)
        if element._is_implicitly_boolean or self.dialect.supports_native_boolean:
            return text
        return text + " = 1"

    def visit_is_false_unary_operator(self, element, operator, **kw):
        text = self.process(element.element, **kw)
        if element._is_implicitly_boolean or self.dialect.supports_native_boolean:
            return "NOT " + text
        return text + " = 0"

    def visit_binary(self, binary, eager_grouping=False, **kw):
        op = binary.operator
        opstring = OPERATORS.get(op)
        special = self._operator_method(op, "binary")
        if special is not None:
            return special(binary, op, **kw)
        if opstring is None:
            raise exc.UnsupportedCompilationError(self, op)
        return self._generic_binary(binary, opstring, eager_grouping=eager_grouping, **kw)

    def _generic_binary(self, binary, opstring, eager_grouping=False, _in_op=False, **kw):
        kw["_in_op"] = True
        kw["_binary_op"] = binary.operator
        if eager_grouping:
            kw["eager_grouping"] = True
        text = self.process(binary.left, **kw) + opstring + self.process(binary.right, **kw)
        return f"({text})" if _in_op and eager_grouping else text

    def visit_custom_op_binary(self, element, operator, **kw):
        return self._generic_binary(
            element, " " + operator.opstring + " ", eager_grouping=operator.eager_grouping, **kw
        )

    def visit_truediv_binary(self, binary, operator, **kw):
        left, right = self.process(binary.left, **kw), binary.right
        if self.dialect.div_is_floordiv:
            exact = right.type._type_affinity in (sqltypes.Numeric, sqltypes.Float)
            right = elements.Cast(right, right.type if exact else sqltypes.Numeric())
        return left + " / " + self.process(right, **kw)

    def visit_floordiv_binary(self, binary, operator, **kw):
        text = self.process(binary.left, **kw) + " / " + self.process(binary.right, **kw)
        ints = binary.right.type._type_affinity is binary.left.type._type_affinity is sqltypes.Integer
        if self.dialect.div_is_floordiv and ints:
            return text
        return f"FLOOR({text})"

    def visit_between_op_binary(self, binary, operator, **kw):
        return self._generic_binary(binary, " BETWEEN SYMMETRIC " if binary.modifiers.get("symmetric") else " BETWEEN ", **kw)

    def visit_not_between_op_binary(self, binary, operator, **kw):
        return self._generic_binary(
            binary, " NOT BETWEEN SYMMETRIC " if binary.modifiers.get("symmetric") else " NOT BETWEEN ", **kw
        )

    def visit_regexp_match_op_binary(self, binary, operator, **kw):
        raise exc.CompileError(f"{self.dialect.name} dialect does not support regular expressions")

    visit_not_regexp_match_op_binary = visit_regexp_match_op_binary

    def visit_regexp_replace_op_binary(self, binary, operator, **kw):
        raise exc.CompileError(f"{self.dialect.name} dialect does not support regular expression replacements")

    def visit_in_op_binary(self, binary, operator, **kw):
        return self._generic_binary(binary, " IN ", **kw)

    def visit_not_in_op_binary(self, binary, operator, **kw):
        return "(" + self._generic_binary(binary, " NOT IN ", **kw) + ")"

    def visit_like_op_binary(self, binary, operator, _not="", **kw):
        escape = binary.modifiers.get("escape")
        text = self.process(binary.left, **kw) + f" {_not}LIKE " + self.process(binary.right, **kw)
        if escape is not None:
            text += " ESCAPE " + self.render_literal_value(escape, sqltypes.STRINGTYPE)
        return text

    def visit_not_like_op_binary(self, binary, operator, **kw):
        return self.visit_like_op_binary(binary, operator, _not="NOT ", **kw)

    def visit_ilike_case_insensitive_operand(self, element, **kw):
        return "lower(" + self.process(element.element, **kw) + ")"

    def visit_ilike_op_binary(self, binary, operator, _not="", **kw):
        if operator in (_o.ilike_op, _o.not_ilike_op):
            binary = binary._clone()
            binary.left, binary.right = _Lower(binary.left), _Lower(binary.right)
        return self.visit_like_op_binary(binary, operator, _not=_not, **kw)

    def visit_not_ilike_op_binary(self, binary, operator, **kw):
        return self.visit_ilike_op_binary(binary, operator, _not="NOT ", **kw)


class _Lower(elements.ColumnElement):
    """`lower(…)` around an operand of ilike."""

    __visit_name__ = "ilike_case_insensitive_operand"

    def __init__(self, element):
        self.element = element
        self.type = element.type

    def self_group(self, against=None):
        return self


def _pattern(before, after, insensitive, negated):
    """A visit method for startswith, endswith and contains: LIKE with `%` around the operand."""

    def visit(self, binary, operator, **kw):
        binary = binary._clone()
        percent = elements.literal_column("'%'", type_=sqltypes.STRINGTYPE)
        right = binary.right
        if insensitive:
            binary.left = _Lower(binary.left)
            right = _Lower(right)
        if before:
            right = percent.concat(right)
        if after:
            right = right.concat(percent) if before else _rconcat(percent, right)
        binary.right = right
        if insensitive:
            return self.visit_ilike_op_binary(binary, operator, _not="NOT " if negated else "", **kw)
        return self.visit_like_op_binary(binary, operator, _not="NOT " if negated else "", **kw)

    return visit


def _rconcat(percent, left):
    return percent.comparator.reverse_operate(_o.concat_op, left)


for _name, _before, _after in (("contains", True, True), ("startswith", False, True), ("endswith", True, False)):
    for _i in ("", "i"):
        for _n in ("", "not_"):
            setattr(ExpressionCompiler, f"visit_{_n}{_i}{_name}_op_binary", _pattern(_before, _after, bool(_i), bool(_n)))
