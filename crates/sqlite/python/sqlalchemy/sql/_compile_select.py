"""The compiler's part for SELECT, set operations, CTEs and what stands in FROM."""

from .. import exc
from . import elements, operators
from ._labels import _truncated_label
from .select_state import SelectState, columns_plus_names


class SelectCompiler:
    """A part of SQLCompiler."""

    # SELECT.

    def visit_select(self, select, asfrom=False, insert_into=False, compound_index=None, lateral=False, select_wraps_for=None, **kw):
        toplevel = not self.stack
        select = self._resolve(select) if not toplevel else select
        state = SelectState(select)
        entry = self.stack[-1] if self.stack else _no_entry
        populate = toplevel or (compound_index == 0 and entry.get("need_result_map")) or entry.get("map_this", False)
        if asfrom and not lateral:
            froms = state.display_froms(entry["correlate_froms"] - entry["asfrom_froms"], ())
        else:
            froms = state.display_froms(entry["correlate_froms"], entry["asfrom_froms"])
        own = {x for f in froms for x in f._from_objects}
        labels = []

        def label_dict():
            if not labels:
                labels.append(state.label_resolve_dict())
            return labels[0]

        self.stack.append({
            "asfrom_froms": own, "correlate_froms": own | entry["correlate_froms"], "selectable": select,
            "labels": label_dict,
        })
        embedded = compound_index is not None or insert_into
        kw.pop("within_columns_clause", None)
        kw.pop("within_label_clause", None)
        column_kw = dict(kw)
        kw.pop("render_label_as_label", None)
        column_kw.pop("render_label_as_label", None)
        for cte in select._independent_ctes:
            self.process(cte, **kw)
        text = "SELECT "
        if select._prefixes:
            text += self._prefixes(select._prefixes, **kw)
        if select._distinct:
            text += "DISTINCT "
        if populate:
            self._result_columns = []
        columns = [
            self._label_column(c, populate, asfrom, column_kw, name, proxy_name, fallback, repeated)
            for name, proxy_name, fallback, c, repeated in state.columns_plus_names
        ]
        text += ", ".join(columns)
        if not columns:
            text = text.rstrip()
        if froms:
            text += " \nFROM " + ", ".join([self.process(f, asfrom=True, **kw) for f in froms])
        if select._where_criteria:
            where = self._and_list(select._where_criteria, **kw)
            if where:
                text += " \nWHERE " + where
        if select._group_by_clauses:
            text += self._by(" GROUP BY ", select._group_by_clauses, **kw)
        if select._having_criteria:
            having = self._and_list(select._having_criteria, **kw)
            if having:
                text += " \nHAVING " + having
        if select._order_by_clauses:
            text += self._by(" ORDER BY ", select._order_by_clauses, **kw)
        if select._has_row_limiting_clause:
            text += self._row_limit(select, **kw)
        if select._for_update_arg is not None:
            text += self.for_update_clause(select, **kw)
        if self.ctes and (not embedded or toplevel):
            text = self._cte_clause(None if toplevel else len(self.stack)) + text
        if select._suffixes:
            text += " " + self._prefixes(select._suffixes, **kw)
        self.stack.pop()
        return text

    def _and_list(self, clauses, **kw):
        n = len(clauses)
        clause = clauses[0].self_group(against=operators._asbool) if n == 1 else None
        if n > 1:
            clause = elements.BooleanClauseList._construct_for_whereclause(clauses)
        return self.process(clause, **kw)

    def _by(self, word, clauses, **kw):
        text = self._join(clauses, ", ", **kw)
        return word + text if text else ""

    def _prefixes(self, prefixes, **kw):
        text = " ".join([self.process(p, **kw) for p, name in prefixes if name in (None, "*", self.dialect.name)])
        return text + " " if text else ""

    def for_update_clause(self, select, **kw):
        return " FOR UPDATE"

    def _row_limit(self, select, **kw):
        if select._fetch_clause is not None:
            return self.fetch_clause(select, **kw)
        return self.limit_clause(select, **kw)

    def limit_clause(self, select, **kw):
        text = ""
        if select._limit_clause is not None:
            text += "\n LIMIT " + self.process(select._limit_clause, **kw)
        if select._offset_clause is not None:
            if select._limit_clause is None:
                text += "\n LIMIT -1"
            text += " OFFSET " + self.process(select._offset_clause, **kw)
        return text

    def fetch_clause(self, select, **kw):
        text = ""
        if select._offset_clause is not None:
            text += f"\n OFFSET {self.process(select._offset_clause, **kw)} ROWS"
        options = select._fetch_clause_options
        percent, ties = " PERCENT" if options["percent"] else "", "WITH TIES" if options["with_ties"] else "ONLY"
        return text + f"\n FETCH FIRST {self.process(select._fetch_clause, **kw)}{percent} ROWS {ties}"

    def _label_column(self, column, populate, asfrom, column_kw, name=None, proxy_name=None, fallback=None,
                      repeated=False, **extra):
        """A column in the list of columns, with the label that it needs."""
        if column._is_text_clause:
            if populate:
                self._result_columns.append((None, column, column.type))
                self._ordered_columns = False
            return self.process(column, within_columns_clause=True, **column_kw, **extra)
        expr = column
        impl = column.type.dialect_impl(self.dialect)
        if populate or asfrom is False and column_kw.get("need_column_expressions"):
            wrapped = impl.column_expression(column)
            if wrapped is not None:
                expr = wrapped
        if isinstance(column, elements.Label):
            label = column.name
        elif name:
            label = name
        else:
            if expr is not column:
                with_label = True
            elif isinstance(column, elements.ColumnClause):
                with_label = asfrom and not column.is_literal and column.table is not None
            elif isinstance(column, elements.UnaryExpression):
                with_label = (
                    column.operator in (operators.is_false, operators.is_true) and not self.dialect.supports_native_boolean
                    or _wraps_unnamed(column)
                    or asfrom
                )
            else:
                with_label = not isinstance(column, elements.NamedColumn) and column._non_anon_label is None
            label = (fallback or column._anon_name_label) if with_label else None
        if label is None:
            text = self.process(expr, within_columns_clause=True, **column_kw, **extra)
            if populate:
                key = _result_name(column)
                if column._is_star:
                    self._ordered_columns = False
                self._result_columns.append((self._truncated_identifier("colident", key), column, column.type))
            return text
        if not isinstance(label, _truncated_label) and not isinstance(column, elements.Label):
            label = _truncated_label(label)
        label = self._truncated_identifier("colident", label)
        inner = expr.element if isinstance(expr, elements.Label) else expr
        text = self.process(inner, within_columns_clause=True, within_label_clause=True, **column_kw, **extra)
        if populate:
            self._result_columns.append((label, column, column.type))
        return text + " AS " + self.preparer.quote(label)

    def visit_compound_select(self, cs, asfrom=False, compound_index=None, insert_into=False, **kw):
        toplevel = not self.stack
        entry = self.stack[-1] if self.stack else _no_entry
        need = toplevel or (not compound_index and entry.get("need_result_map", False))
        labels = []

        def label_dict():
            if not labels:
                sub = cs.subquery()
                sub.named_with_column = False
                d = {c.key: c for c in sub.c}
                labels.append((d, d, d))
            return labels[0]

        self.stack.append({
            "correlate_froms": entry["correlate_froms"], "asfrom_froms": entry["asfrom_froms"], "selectable": cs,
            "labels": label_dict, "need_result_map": need,
        })
        for cte in cs._independent_ctes:
            self.process(cte, **kw)
        kw.pop("within_columns_clause", None)
        kw.pop("within_label_clause", None)
        text = f" {cs.keyword} ".join([self.process(c, asfrom=asfrom, compound_index=i, **kw) for i, c in enumerate(cs.selects)])
        kw["include_table"] = False
        text += self._by(" GROUP BY ", cs._group_by_clauses, **kw)
        text += self._by(" ORDER BY ", cs._order_by_clauses, **kw)
        if cs._has_row_limiting_clause:
            text += self._row_limit(cs, **kw)
        if self.ctes:
            text = self._cte_clause(None if toplevel else len(self.stack), True) + text
        self.stack.pop()
        return text

    def visit_select_statement_grouping(self, grouping, **kw):
        return "(" + self.process(grouping.element, **kw) + ")"

    def visit_textual_select(self, taf, asfrom=False, compound_index=None, **kw):
        toplevel = not self.stack
        entry = self.stack[-1] if self.stack else _no_entry
        self.stack.append({
            "correlate_froms": entry["correlate_froms"], "asfrom_froms": entry["asfrom_froms"], "selectable": taf,
            "labels": lambda: ({}, {}, {}),
        })
        for cte in taf._independent_ctes:
            self.process(cte, **kw)
        if toplevel or (compound_index == 0 and entry.get("need_result_map")):
            self._ordered_columns = False
            self._textual_ordered_columns = taf.positional
            self._loose_column_name_matching = not taf.positional and bool(taf.column_args)
            self._result_columns = [(c.name if hasattr(c, "name") else c.key, c, c.type) for c in taf.column_args]
        text = self.process(taf.element, **kw)
        if self.ctes:
            text = self._cte_clause(None if toplevel else len(self.stack)) + text
        self.stack.pop()
        return text

    # FROM.

    def visit_table(self, table, asfrom=False, iscrud=False, ashint=False, use_schema=True, **kw):
        if not asfrom:
            return ""
        return self.preparer.format_table(table, use_schema=use_schema)

    def visit_join(self, join, asfrom=False, **kw):
        if join.full:
            word = " FULL OUTER JOIN "
        elif join.isouter:
            word = " LEFT OUTER JOIN "
        else:
            word = " JOIN "
        return (
            self.process(join.left, asfrom=True, **kw) + word + self.process(join.right, asfrom=True, **kw)
            + " ON " + self.process(join.onclause, **kw)
        )

    def visit_alias(self, alias, asfrom=False, subquery=False, lateral=False, enclosing_alias=None, **kw):
        if enclosing_alias is not None and enclosing_alias.element is alias:
            inner = self.process(alias.element, asfrom=asfrom, enclosing_alias=alias, **kw)
            return f"({inner})" if subquery and asfrom else inner
        if not asfrom:
            return self.process(alias.element, **kw)
        if alias.element._is_from_clause and hasattr(alias.element, "element"):
            kw["enclosing_alias"] = alias
        name = self._truncated_identifier("alias", alias.name)
        inner = self.process(alias.element, asfrom=True, **({"lateral": True} if lateral else {}), **kw)
        if subquery:
            inner = f"({inner})"
        return inner + " AS " + self.preparer.quote(name)

    def visit_subquery(self, subquery, **kw):
        return self.visit_alias(subquery, subquery=True, **kw)

    def visit_lateral(self, lateral_, **kw):
        return "LATERAL " + self.visit_alias(lateral_, subquery=True, lateral=True, **kw)

    def visit_table_valued_alias(self, element, **kw):
        if element.joins_implicitly:
            kw.pop("from_linter", None)
        return self.visit_alias(element, **kw)

    def visit_values(self, element, asfrom=False, **kw):
        text = self._values(element, **kw)
        name = None if element._unnamed else self._truncated_identifier("values", element.name)
        if not asfrom:
            return text
        if not name:
            return f"({text})"
        kw["include_table"] = False
        columns = ", ".join([self.process(c, **kw) for c in element.columns])
        return f"({text}) AS {self.preparer.quote(name)} ({columns})"

    def visit_scalar_values(self, element, **kw):
        return f"({self._values(element, **kw)})"

    def _values(self, element, **kw):
        kw.setdefault("literal_binds", element.literal_binds)
        rows = []
        for block in element._data:
            for row in block:
                rows.append(self.process(elements.Tuple(*row, types=element._column_types), **kw))
        return "VALUES " + ", ".join(rows)

    # CTEs.

    def visit_cte(self, cte, asfrom=False, visiting_cte=None, **kw):
        if self.ctes is None:
            self.ctes = {}
            self._cte_names = {}
        name = self._truncated_identifier("alias", cte.name)
        reference = cte._get_reference_cte()
        existing = self._cte_names.get(name)
        is_new, embedded = True, False
        if existing is not None:
            embedded = visiting_cte is existing
            if cte is existing._restates or cte is existing or hash(cte) == hash(existing):
                is_new = False
            elif existing is cte._restates:
                self.ctes.pop(existing, None)
            elif existing._get_reference_cte() is reference or cte.compare(existing):
                is_new = False
            else:
                raise exc.CompileError(f"Multiple, unrelated CTEs found with the same name: {name!r}")
        if not asfrom and not is_new:
            return ""
        base = cte._cte_alias
        base_name = self._truncated_identifier("alias", base.name) if base is not None else None
        if is_new:
            self._cte_names[name] = cte
            pre = base if base is not None else cte
            if base is not None and pre not in self.ctes:
                self.visit_cte(pre, **kw)
            if base_name is None and cte not in self.ctes:
                inner_kw = {k: v for k, v in kw.items() if k not in ("within_columns_clause", "within_label_clause", "include_table")}
                text = self.preparer.quote(name)
                if cte.recursive:
                    first = cte.element
                    while not hasattr(first, "_raw_columns") and getattr(first, "selects", None):
                        first = first.selects[0]
                    first = first._ungroup()
                    cols = columns_plus_names(first, True, first._all_selected_columns)
                    text += "(" + ", ".join([
                        self.preparer.quote(self._truncated_identifier("colident", fallback or proxy))
                        for _, proxy, fallback, _c, repeated in cols if not repeated
                    ]) + ")"
                if not self.stack:
                    return self.process(cte.element, asfrom=asfrom, **inner_kw)
                inner = self.process(cte.element, asfrom=True, visiting_cte=cte, **inner_kw)
                self.ctes[cte] = text + f" AS \n({inner})"
        if asfrom:
            if not is_new and embedded:
                return self.preparer.quote(name)
            if base_name:
                return self.preparer.quote(base_name) + " AS " + self.preparer.quote(name)
            return self.preparer.quote(name)
        return ""

    def _cte_clause(self, nesting_level=None, include_following_stack=False):
        if nesting_level and nesting_level > 1:
            return ""
        ctes = self.ctes
        if not ctes:
            return ""
        word = "WITH RECURSIVE " if any(c.recursive for c in ctes) else "WITH "
        text = word + ", \n".join(ctes.values()) + "\n "
        return text


_no_entry = {"correlate_froms": frozenset(), "asfrom_froms": frozenset()}


def _wraps_unnamed(column):
    inner = column.element._ungroup()
    return not isinstance(inner, elements.NamedColumn) or inner._non_anon_label is None


def _result_name(column):
    """The name under which a column without a label comes back."""
    while not isinstance(column, elements.NamedColumn):
        inner = getattr(column, "element", None)
        if inner is None or not inner._is_column_element:
            return column._non_anon_label
        column = inner
    return column.name
