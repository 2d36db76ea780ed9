"""The compiler's part for INSERT, UPDATE and DELETE: which columns get which values, and what comes back."""

from .. import exc
from ..util import warn
from . import coercions, elements
from .base import ClauseElement


class _Required:
    def __repr__(self):
        return "REQUIRED"


REQUIRED = _Required()


class InsertManyValues:
    """What an INSERT needs to be sent for many rows at once."""

    def __init__(self, **kw):
        self.__dict__.update(kw)


class _MultiparamColumn:
    """A column in a further row of a multi-row VALUES, for its default."""

    def __init__(self, original, index):
        self.key = f"{original.key}_m{index + 1}"
        self.original = original
        self.default = original.default
        self.onupdate = None
        self.type = original.type


class CrudCompiler:
    """A part of SQLCompiler."""

    # INSERT.

    def visit_insert(self, stmt, visiting_cte=None, asfrom=False, **kw):
        toplevel = visiting_cte is None and not self.stack
        if toplevel:
            self.isinsert = True
        if visiting_cte is not None:
            kw["visiting_cte"] = visiting_cte
        self.stack.append({"correlate_froms": set(), "asfrom_froms": set(), "selectable": stmt, "labels": lambda: ({}, {}, {})})
        rows, use_many, sentinel = self._crud_params(stmt, toplevel, kw)
        first = rows[0]
        if not first and not self.dialect.supports_default_values:
            raise exc.CompileError(
                f"The '{self.dialect.name}' dialect with current database version settings does not support empty inserts."
            )
        if len(rows) > 1 and (self.implicit_returning or stmt._returning) and stmt._sort_by_parameter_order:
            raise exc.CompileError(
                "RETURNING cannot be deterministically sorted when using an INSERT which includes multi-row values()."
            )
        text = "INSERT " + (self._prefixes(stmt._prefixes, **kw) if stmt._prefixes else "") + "INTO "
        for cte in stmt._independent_ctes:
            self.process(cte, **kw)
        text += self.preparer.format_table(stmt.table)
        if first:
            text += " (" + ", ".join([expr for _, expr, _ in first]) + ")"
        returning = list(self.implicit_returning or stmt._returning)
        named_sentinels = None
        if returning:
            if sentinel:
                keys = {c for c, _, _ in first}
                if all(c in keys for c in sentinel):
                    named_sentinels = [c.key for c in sentinel]
                returning += sentinel
            returning_text = self.returning_clause(stmt, returning, populate=toplevel, **kw)
        if stmt.select is not None:
            select_text = self.process(self._insert_from_select, insert_into=True, **kw)
            text += " " + select_text
        elif not first:
            text += " DEFAULT VALUES"
        elif stmt._multi_values:
            text += " VALUES " + ", ".join(["(" + ", ".join([v for _, _, v in row]) + ")" for row in rows])
        else:
            text += " VALUES (" + ", ".join([v for _, _, v in first]) + ")"
        if use_many:
            self._insertmanyvalues = InsertManyValues(
                values=", ".join([v for _, _, v in first]), is_default=not first, sentinel_columns=sentinel,
                sentinel_keys=named_sentinels, sort_by_parameter_order=stmt._sort_by_parameter_order,
                includes_upsert=stmt._post_values_clause is not None, upsert_binds=False,
            )
        if stmt._post_values_clause is not None:
            post = self.process(stmt._post_values_clause, **kw)
            if post:
                text += " " + post
        if returning:
            text += " " + returning_text
        if self.ctes and toplevel:
            text = self._cte_clause() + text
        self.stack.pop()
        return text

    def returning_clause(self, stmt, returning_cols, populate=True, **kw):
        from .select_state import columns_plus_names

        cols = [x for c in returning_cols for x in c._select_iterable]
        kw = {**kw, **self._returning_kw}
        kw.pop("visiting_cte", None)
        if populate:
            self._result_columns = []
        parts = [
            self._label_column(c, populate, False, kw, name, proxy, fallback, repeated)
            for name, proxy, fallback, c, repeated in columns_plus_names(stmt, True, cols)
        ]
        return "RETURNING " + ", ".join(parts)

    _returning_kw = {}

    # UPDATE and DELETE.

    def visit_update(self, stmt, visiting_cte=None, asfrom=False, **kw):
        toplevel = visiting_cte is None and not self.stack
        if toplevel:
            self.isupdate = True
        if visiting_cte is not None:
            kw["visiting_cte"] = visiting_cte
        extra = self._extra_froms(stmt)
        self._push_dml(stmt, {stmt.table, *extra})
        for cte in stmt._independent_ctes:
            self.process(cte, **kw)
        text = "UPDATE " + (self._prefixes(stmt._prefixes, **kw) if stmt._prefixes else "")
        table_text = self.process(stmt.table, asfrom=True, iscrud=True, **kw)
        rows, _, _ = self._crud_params(stmt, toplevel, kw, use_table=False)
        text += table_text + " SET " + ", ".join([f"{expr}={value}" for _, expr, value in rows[0]])
        if extra:
            text += " FROM " + ", ".join([self.process(t, asfrom=True, **kw) for t in extra])
        return self._dml_tail(stmt, text, toplevel, kw)

    def visit_delete(self, stmt, visiting_cte=None, asfrom=False, **kw):
        toplevel = visiting_cte is None and not self.stack
        if toplevel:
            self.isdelete = True
        if visiting_cte is not None:
            kw["visiting_cte"] = visiting_cte
        extra = self._extra_froms(stmt)
        self._push_dml(stmt, {stmt.table, *extra})
        for cte in stmt._independent_ctes:
            self.process(cte, **kw)
        text = "DELETE " + (self._prefixes(stmt._prefixes, **kw) if stmt._prefixes else "") + "FROM "
        text += self.process(stmt.table, asfrom=True, iscrud=True, **kw)
        if toplevel:
            self.insert_prefetch, self.update_prefetch, self.postfetch, self.implicit_returning = [], [], [], []
            if stmt._return_defaults and self.dialect.delete_returning:
                self.implicit_returning = list(stmt._return_defaults_columns or stmt.table.c)
                self.implicit_returning += [c for c in stmt._supplemental_returning or () if c not in set(self.implicit_returning)]
        if extra:
            raise NotImplementedError("This backend does not support multiple-table criteria within DELETE")
        return self._dml_tail(stmt, text, toplevel, kw)

    def _push_dml(self, stmt, froms):
        self.stack.append({
            "correlate_froms": froms, "asfrom_froms": froms, "selectable": stmt, "labels": lambda: ({}, {}, {}),
        })

    def _extra_froms(self, stmt):
        """The tables in WHERE and SET that aren't the one that is changed."""
        seen, found = {stmt.table}, []
        values = [v for v in (stmt._values or {}).values() if isinstance(v, ClauseElement)] if stmt.is_update else []
        froms = [f for e in (*stmt._where_criteria, *values) for f in e._from_objects]
        for item in froms:
            if item not in seen and not seen.intersection(item._cloned_set) and not (
                getattr(stmt.table, "element", None) == item
            ):
                seen.add(item)
                found.append(item)
        return found

    def _dml_tail(self, stmt, text, toplevel, kw):
        if stmt._where_criteria:
            where = self._and_list(stmt._where_criteria, **kw)
            if where:
                text += " WHERE " + where
        returning = (self.implicit_returning if toplevel else ()) or stmt._returning
        if returning:
            text += " " + self.returning_clause(stmt, returning, populate=toplevel, **kw)
        if self.ctes and toplevel:
            text = self._cte_clause() + text
        self.stack.pop()
        return text

    # Values.

    def _crud_bind(self, col, value, kw, required=False, name=None, anonymous=False):
        bind = elements.BindParameter(None if anonymous else name or col.key, value, type_=col.type, required=required)
        bind._is_crud = True
        return self.process(bind, **kw)

    def _prefetch(self, col, kw, update=False):
        (self.update_prefetch if update else self.insert_prefetch).append(col)
        return self._crud_bind(col, None, kw)

    def _crud_params(self, stmt, toplevel, kw, use_table=False):
        """Rows of (column, its name, its value's text); whether many rows go in one INSERT; the sentinel columns."""
        self.insert_prefetch, self.update_prefetch, self.postfetch, self.implicit_returning = [], [], [], []
        if stmt._returning and stmt._return_defaults:
            raise exc.CompileError("Can't compile statement that includes returning() and return_defaults() simultaneously")
        if stmt._multi_values and stmt._values:
            raise exc.InvalidRequestError("Can't mix single and multiple VALUES formats in one INSERT statement")
        fmt = self.preparer.format_column
        given = stmt._multi_values[0] if stmt._multi_values else stmt._values
        if self.column_keys is None and not given and not stmt._select_names:
            cols = [c for c in stmt.table.columns if not c._omit_from_statements]
            return [[(c, fmt(c), self._crud_bind(c, None, kw, required=True)) for c in cols]], False, None
        values = []
        named = {}
        if given:
            for k, v in given.items():
                named[k if isinstance(k, str) else k.key] = v
        parameters = {}
        for key in self.column_keys or ():
            if key not in named:
                parameters[key] = REQUIRED
        for k, v in named.items():
            parameters.setdefault(k, v)
        self._crud_used = set()
        if stmt.is_insert and stmt._select_names:
            self._scan_from_select(stmt, parameters, values, kw)
            use_many, sentinel = False, None
        else:
            use_many, sentinel = self._scan(stmt, toplevel, parameters, values, kw)
        unused = [k for k in parameters if k not in self._crud_used and (k in named)]
        if unused and given:
            raise exc.CompileError(f"Unconsumed column names: {', '.join(unused)}")
        if stmt._multi_values:
            rows = [values]
            for i, row in enumerate(stmt._multi_values[1:]):
                row = {(k if isinstance(k, str) else k.key): v for k, v in row.items()}
                extended = []
                for col, expr, _ in values:
                    if col.key in row:
                        v = row[col.key]
                        if coercions._is_literal(v):
                            text = self._crud_bind(col, v, kw, name=f"{col.key}_m{i + 1}", anonymous="visiting_cte" in kw)
                        else:
                            text = self.process(coercions.resolve(v).self_group(), **kw)
                    else:
                        text = self._multi_default(col, i, kw)
                    extended.append((col, expr, text))
                rows.append(extended)
            return rows, False, None
        if not values and self.for_executemany and self.dialect.supports_default_metavalue and stmt.is_insert:
            col = stmt.table.columns[0]
            values.append((col, fmt(col), self.dialect.default_metavalue_token))
        return [values], use_many, sentinel

    def _multi_default(self, col, index, kw):
        if col.default is None:
            raise exc.CompileError(
                f"INSERT value for column {col} is explicitly rendered as a boundparameter in the VALUES clause; a "
                "Python-side value or SQL expression is required"
            )
        if col.default.is_clause_element:
            return self.process(col.default.arg.self_group(), **kw)
        return self._prefetch(_MultiparamColumn(col, index), kw)

    def _returning_modifiers(self, stmt, toplevel):
        """How the generated values come back: (primary keys are wanted, by RETURNING, which defaults, many in one)."""
        dialect = self.dialect
        implicit_ok = getattr(stmt.table, "implicit_returning", False) and stmt._post_values_clause is None
        if not stmt.is_insert:
            wanted = stmt._return_defaults and implicit_ok and dialect.update_returning
            cols = set(stmt._return_defaults_columns or stmt.table.c) if wanted else None
            return False, bool(wanted), cols, False, None
        need_pks = (
            toplevel
            and not stmt._inline
            and (not self.for_executemany or (dialect.insert_executemany_returning and stmt._return_defaults))
            and not stmt._returning
            and not stmt._multi_values
        )
        lastrowid = need_pks and dialect.postfetch_lastrowid and stmt.table._autoincrement_column is not None
        implicit = need_pks and dialect.insert_returning and implicit_ok and (not lastrowid or stmt._return_defaults)
        wanted = implicit and stmt._return_defaults
        explicit = wanted or stmt._returning or stmt._supplemental_returning
        many = bool(toplevel and self.for_executemany and dialect.use_insertmanyvalues and explicit)
        sentinel = None
        if many and stmt._sort_by_parameter_order:
            sentinel = self._sentinel_columns(stmt.table)
        cols = set(stmt._return_defaults_columns or stmt.table.c) if wanted else None
        return need_pks, bool(implicit), cols, many, sentinel

    def _sentinel_columns(self, table):
        """The columns by which returned rows are put in the order of the parameters: those known on this side."""
        if table._autoincrement_column is not None:
            return None
        for c in table.primary_key:
            if c.server_default is not None or (c.default is not None and not c.default.is_callable):
                return None
        return list(table.primary_key) or None

    def _scan(self, stmt, toplevel, parameters, values, kw):
        need_pks, implicit, defaults, many, sentinel = self._returning_modifiers(stmt, toplevel)
        table = stmt.table
        cols = list(table.columns)
        if stmt._maintain_values_ordering:
            by_key = {c.key: c for c in cols}
            order = [k for k in parameters if k in by_key]
            cols = [by_key[k] for k in order] + [c for c in cols if c.key not in parameters]
        supplemental = set(stmt._supplemental_returning or ())
        returned = self.implicit_returning
        for c in cols:
            key = c.key
            if key in parameters:
                self._crud_used.add(key)
                self._add_parameter(stmt, c, parameters[key], implicit, defaults, need_pks, values, kw)
            elif stmt.is_insert:
                if c.primary_key and need_pks:
                    if implicit:
                        self._add_pk_returning(stmt, c, values, kw)
                    else:
                        self._add_pk(stmt, c, values, kw)
                elif c.default is not None:
                    self._add_default(c, defaults, values, kw)
                elif c.server_default is not None:
                    if defaults and c in defaults:
                        returned.append(c)
                    elif not c.primary_key:
                        self.postfetch.append(c)
                elif defaults and c in defaults:
                    returned.append(c)
                elif c.primary_key and c is not table._autoincrement_column and not c.nullable:
                    _warn_pk(c)
            else:
                self._add_onupdate(stmt, c, defaults, values, kw)
            if c in supplemental and not any(c is r or hash(c) == hash(r) for r in returned):
                returned.append(c)
        if supplemental:
            have = set(returned)
            returned.extend(c for c in stmt._supplemental_returning if c not in have)
        return many, sentinel

    def _add_parameter(self, stmt, c, value, implicit, defaults, need_pks, values, kw):
        expr = self.preparer.format_column(c)
        returned = self.implicit_returning
        if value is REQUIRED or coercions._is_literal(value):
            text = self._crud_bind(
                c, None if value is REQUIRED else value, kw, required=value is REQUIRED,
                name=f"{c.key}_m0" if stmt._multi_values else None, anonymous="visiting_cte" in kw and value is not REQUIRED,
            )
            auto = stmt.is_insert and not stmt._multi_values and stmt.table._autoincrement_column is c
            if auto and self.dialect.insert_null_pk_still_autoincrements:
                if implicit:
                    returned.append(c)
                elif need_pks and self.dialect.postfetch_lastrowid:
                    self.postfetch_lastrowid = True
        else:
            value = coercions.resolve(value)
            if value._is_bind_parameter:
                value = self._own_bind(c, value, stmt, kw)
                text = self.process(value, **kw)
                auto = (
                    stmt.is_insert and not stmt._multi_values and value.value is None and value.callable is None
                    and stmt.table._autoincrement_column is c
                )
                if auto and self.dialect.insert_null_pk_still_autoincrements:
                    if implicit:
                        returned.append(c)
                    elif need_pks and self.dialect.postfetch_lastrowid:
                        self.postfetch_lastrowid = True
            else:
                text = self.process(value.self_group(), **kw)
                if not stmt.is_insert:
                    (returned if defaults and c in defaults else self.postfetch).append(c)
                elif c.primary_key:
                    if implicit:
                        returned.append(c)
                    elif self.dialect.postfetch_lastrowid:
                        self.postfetch_lastrowid = True
                elif defaults and c in defaults:
                    returned.append(c)
                else:
                    self.postfetch.append(c)
        values.append((c, expr, text))

    def _own_bind(self, c, value, stmt, kw):
        """A parameter that stands for a plain value is named after its column."""
        if "visiting_cte" not in kw and value.unique and hasattr(value.key, "apply_map"):
            name = f"{c.key}_m0" if stmt._multi_values else c.key
            self.truncated_names[("bindparam", value.key)] = name
            if value.type._isnull:
                value = value._with_binary_element_type(c.type)
            else:
                value = ClauseElement._clone(value)
            value._is_crud = True
        elif value.type._isnull:
            value = value._with_binary_element_type(c.type)
        return value

    def _add_pk_returning(self, stmt, c, values, kw):
        expr = self.preparer.format_column(c)
        if c.default is not None:
            if c.default.is_clause_element:
                values.append((c, expr, self.process(c.default.arg.self_group(), **kw)))
                self.implicit_returning.append(c)
            elif c.default.is_sequence:
                self.implicit_returning.append(c)
            else:
                values.append((c, expr, self._prefetch(c, kw)))
        elif c is stmt.table._autoincrement_column or c.server_default is not None:
            self.implicit_returning.append(c)
        elif not c.nullable:
            _warn_pk(c)

    def _add_pk(self, stmt, c, values, kw):
        if c.default is not None and not c.default.is_sequence:
            values.append((c, self.preparer.format_column(c), self._prefetch(c, kw)))
        elif c.default is None and c.server_default is None and not c.nullable and c is not stmt.table._autoincrement_column:
            _warn_pk(c)
        elif self.dialect.postfetch_lastrowid:
            self.postfetch_lastrowid = True

    def _add_default(self, c, defaults, values, kw):
        if c.default.is_sequence:
            return
        expr = self.preparer.format_column(c)
        if c.default.is_clause_element:
            values.append((c, expr, self.process(c.default.arg.self_group(), **kw)))
            if defaults and c in defaults:
                self.implicit_returning.append(c)
            elif not c.primary_key:
                self.postfetch.append(c)
        else:
            values.append((c, expr, self._prefetch(c, kw)))

    def _add_onupdate(self, stmt, c, defaults, values, kw):
        expr = self.preparer.format_column(c)
        returned = defaults and c in defaults
        if c.onupdate is not None and not c.onupdate.is_sequence:
            if c.onupdate.is_clause_element:
                values.append((c, expr, self.process(c.onupdate.arg.self_group(), **kw)))
                (self.implicit_returning if returned else self.postfetch).append(c)
            else:
                values.append((c, expr, self._prefetch(c, kw, update=True)))
        elif c.server_onupdate is not None:
            (self.implicit_returning if returned else self.postfetch).append(c)
        elif returned and (stmt._return_defaults_columns or not stmt._return_defaults):
            self.implicit_returning.append(c)

    def _scan_from_select(self, stmt, parameters, values, kw):
        fmt = self.preparer.format_column
        cols = [stmt.table.c[n] if isinstance(n, str) else n for n in stmt._select_names]
        self._crud_used.update(parameters)
        select = stmt.select
        added = []
        if stmt.include_insert_from_select_defaults:
            have = {c.key for c in cols}
            for c in stmt.table.columns:
                if c.key not in have and c.default is not None and not c.default.is_sequence:
                    if c.default.is_clause_element:
                        added.append((c, c.default.arg.self_group()))
                    else:
                        bind = elements.BindParameter(c.key, None, type_=c.type)
                        bind._is_crud = True
                        self.insert_prefetch.append(c)
                        added.append((c, bind))
        if added:
            select = select._generate()
            select._raw_columns = [*select._raw_columns, *[v for _, v in added]]
        self._insert_from_select = select
        values.extend((c, fmt(c), "") for c in [*cols, *[c for c, _ in added]])


def _warn_pk(c):
    warn(
        f"Column '{c.table.fullname}.{c.name}' is marked as a member of the primary key for table '{c.table.fullname}', but "
        "has no Python-side or server-side default generator indicated, nor does it indicate 'autoincrement=True' or "
        "'nullable=True', and no explicit value is passed.  Primary key columns typically may not store NULL."
        + (
            " Note that as of SQLAlchemy 1.1, 'autoincrement=True' must be indicated explicitly for composite (e.g. "
            "multicolumn) primary keys if AUTO_INCREMENT/SERIAL/IDENTITY behavior is expected for one of the columns in the "
            "primary key. CREATE TABLE statements are impacted by this change as well on most backends."
            if len(c.table.primary_key) > 1
            else ""
        )
    )
