"""Turning clause elements into SQL text and the parameters that go with it.

While text is made, a bound parameter is written as NUL, name, NUL (with `!` before the name when it is only known at
execution what stands there, as for IN). At the end the text is split at these marks once.
"""

import re

from .. import exc
from ..util import EMPTY_DICT
from . import _compile_select, crud, elements, operators, sqltypes
from ._labels import _truncated_label, prefix_anon_map
from .base import CompileState

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

RESERVED_WORDS = frozenset(
    "all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate column "
    "constraint create cross current_date current_role current_time current_timestamp current_user default deferrable "
    "desc distinct do else end except false for foreign freeze from full grant group having ilike in initially inner "
    "intersect into is isnull join leading left like limit localtime localtimestamp natural new not notnull null off "
    "offset old on only or order outer overlaps placing primary references right select session_user set similar some "
    "symmetric table then to trailing true union unique user using verbose when where".split()
)
_legal = re.compile(r"^[A-Z0-9_$]+$", re.I)


class IdentifierPreparer:
    """Quotes names where they need it."""

    reserved_words = RESERVED_WORDS

    def __init__(self, dialect):
        self.dialect = dialect
        self._cache = {}

    def _requires_quotes(self, value):
        lc = value.lower()
        return (
            lc in self.reserved_words
            or value[:1] in "0123456789$"
            or not _legal.match(str(value))
            or lc != value
        )

    def _requires_quotes_illegal_chars(self, value):
        return not _legal.match(str(value))

    def quote_identifier(self, value):
        return '"' + value.replace('"', '""') + '"'

    def quote(self, ident, force=None):
        force = getattr(ident, "quote", None)
        if force is None:
            found = self._cache.get(ident)
            if found is None:
                found = self.quote_identifier(ident) if self._requires_quotes(ident) else str(ident)
                self._cache[str(ident)] = found
            return found
        return self.quote_identifier(ident) if force else str(ident)

    quote_schema = quote

    def format_table(self, table, use_schema=True, name=None):
        result = self.quote(name if name is not None else table.name)
        schema = getattr(table, "schema", None)
        if use_schema and schema:
            result = self.quote(schema) + "." + result
        return result

    def format_column(self, column, use_table=False, name=None, table_name=None):
        name = column.name if name is None else name
        text = str(name) if getattr(column, "is_literal", False) else self.quote(name)
        if use_table:
            return self.format_table(column.table, name=table_name) + "." + text
        return text

    def format_index(self, index):
        return self.quote(index.name)

    def format_constraint(self, constraint):
        from .naming import constraint_name

        name = constraint_name(constraint)
        return None if name is None else self.quote(name)

    def format_savepoint(self, savepoint, name=None):
        return self.quote(name or savepoint.ident)


class Compiled:
    """A compiled statement or DDL element."""

    cache_key = None
    compile_state = None

    def __str__(self):
        return self.string or ""

    @property
    def sql_compiler(self):
        return self


class SQLCompiler(_compile_select.SelectCompiler, crud.CrudCompiler, Compiled):
    """Compiles statements and expressions."""

    extract_map = {}
    isinsert = isupdate = isdelete = isddl = isplaintext = False
    is_sql = True
    _dispatch = {}
    _textual_ordered_columns = _loose_column_name_matching = False
    _ordered_columns = True
    _insertmanyvalues = None
    postfetch_lastrowid = False
    insert_prefetch = update_prefetch = postfetch = implicit_returning = ()
    returning_cols = None
    positional = False

    def __init__(
        self, dialect, statement, cache_key=None, column_keys=None, for_executemany=False, schema_translate_map=None,
        compile_kwargs=EMPTY_DICT, **kw,
    ):
        self.dialect = dialect
        self.preparer = dialect.identifier_preparer
        self.statement = statement
        self.cache_key = cache_key
        self.column_keys = column_keys
        self.for_executemany = for_executemany
        self.positional = dialect.positional
        self.binds = {}
        self.bind_names = {}
        self.post_compile = set()
        self.literal_execute = set()
        self.anon_map = prefix_anon_map()
        self.truncated_names = {}
        self.stack = []
        self.ctes = None
        self._result_columns = []
        self.compile_kwargs = compile_kwargs
        self.string = ""
        self.positiontup = None
        self._parts = [""]
        self._processors = None
        self._inserted_pk_memo = None
        if statement is not None:
            self.statement = statement = self._resolve(statement)
            self.execution_options = getattr(statement, "_execution_options", EMPTY_DICT)
            self._finish(self.process(statement, **compile_kwargs))

    def __repr__(self):
        return object.__repr__(self)

    @staticmethod
    def _resolve(statement):
        """Let a plugin, such as the ORM, translate a statement into one of Core."""
        if not statement._propagate_attrs or not hasattr(statement, "_effective_plugin_target"):
            return statement
        plugin = CompileState.get_plugin_class(statement)
        return statement if plugin is None else plugin.resolve(statement)[0]

    def _finish(self, text):
        self._parts = parts = text.split("\x00")
        if len(parts) == 1:
            self.string = text
            self.positiontup = [] if self.positional else None
            return
        out = []
        if self.positional:
            self.positiontup = [p.lstrip("!") for p in parts[1::2]]
        for i, part in enumerate(parts):
            if i % 2 == 0:
                out.append(part)
            elif part[0] == "!":
                out.append(f"__[POSTCOMPILE_{part[1:]}]")
            else:
                out.append("?" if self.positional else ":" + part)
        self.string = "".join(out)
        if self.compile_kwargs.get("render_postcompile") and (self.post_compile or self.literal_execute):
            self.string, self.positiontup, extra = self.expand(self.construct_params(_check=False))
            self._expanded_params = extra

    def process(self, obj, **kw):
        name = obj.__visit_name__
        fn = getattr(self, "visit_" + name, None)
        if fn is None:
            custom = getattr(type(obj), "_compiler_dispatch", None)
            if custom is not None:
                return custom(obj, self, **kw)
            raise exc.UnsupportedCompilationError(self, type(obj))
        custom = _custom_compilers.get(type(obj))
        if custom is not None:
            return custom(obj, self, **kw)
        return fn(obj, **kw)

    @property
    def prefetch(self):
        return [*self.insert_prefetch, *self.update_prefetch]

    @property
    def effective_returning(self):
        if self.isinsert or self.isupdate or self.isdelete:
            return self.implicit_returning or self.statement._all_selected_columns or None
        return None

    # Parameters.

    @property
    def params(self):
        if "_expanded_params" in self.__dict__:
            return {**{k: v for k, v in self.construct_params(_check=False).items() if k not in self._expanded_names()}, **self._expanded_params}
        return self.construct_params(_check=False)

    def _expanded_names(self):
        return {self.bind_names[b] for b in (*self.post_compile, *self.literal_execute)}

    def construct_params(self, params=None, extracted_parameters=None, _group_number=None, _check=True, escape_names=False):
        """The values of the bound parameters by name."""
        resolved = None
        if extracted_parameters is not None and self.cache_key is not None:
            resolved = {}
            for orig, new in zip(self.cache_key.bindparams, extracted_parameters):
                resolved[id(orig)] = new
                resolved.setdefault(id(orig._root), new)
        pd = {}
        for bind, name in self.bind_names.items():
            if params:
                if bind.key in params:
                    pd[name] = params[bind.key]
                    continue
                if name in params:
                    pd[name] = params[name]
                    continue
            if _check and bind.required:
                where = f", in parameter group {_group_number}" if _group_number else ""
                raise exc.InvalidRequestError(f"A value is required for bind parameter {bind.key!r}{where}", code="cd3x")
            if resolved is not None:
                new = resolved.get(id(bind))
                if new is None:
                    new = resolved.get(id(bind._root), bind)
                bind = new
            pd[name] = bind.callable() if bind.callable else bind.value
        return pd

    @property
    def _bind_processors(self):
        found = self._processors
        if found is None:
            found = {}
            for bind, name in self.bind_names.items():
                type_ = bind.type
                if type_._is_tuple_type:
                    found[name] = tuple(t._cached_bind_processor(self.dialect) for t in type_.types)
                else:
                    p = type_._cached_bind_processor(self.dialect)
                    if p is not None:
                        found[name] = p
            self._processors = found
        return found

    def expand(self, params):
        """The text and the parameters' names once it is known how many values each IN has, with the new values."""
        names, out, extra, rendered = [], [], {}, {}
        by_name = {n: b for b, n in self.bind_names.items()}
        for i, part in enumerate(self._parts):
            if i % 2 == 0:
                out.append(part)
                continue
            if part[0] != "!":
                names.append(part)
                out.append("?" if self.positional else ":" + part)
                continue
            name = part[1:]
            bind = by_name[name]
            if name in rendered:
                text, own = rendered[name]
            else:
                text, own = rendered[name] = self._expand_one(name, bind, params[name], extra)
            out.append(text)
            names.extend(own)
        return "".join(out), names, extra

    def _expand_one(self, name, bind, value, extra):
        if bind in self.literal_execute:
            if bind.expanding:
                return self._literal_list(bind, value), []
            return self.render_literal_value(value, bind.type), []
        values = list(value) if value is not None else []
        if not values:
            return self.visit_empty_set_op(bind), []
        own, text = [], []
        tuples = bind.type._is_tuple_type or (
            isinstance(values[0], (tuple, list)) and not bind.type._is_array and bind.type._isnull
        )
        template = self.__dict__.get("_bind_templates", EMPTY_DICT).get(name)
        for i, v in enumerate(values, 1):
            if tuples:
                group = []
                for j, item in enumerate(v, 1):
                    key = f"{name}_{i}_{j}"
                    extra[key] = item
                    own.append(key)
                    group.append("?" if self.positional else ":" + key)
                text.append("(" + ", ".join(group) + ")")
            else:
                key = f"{name}_{i}"
                extra[key] = v
                own.append(key)
                mark = "?" if self.positional else ":" + key
                text.append(template[0] + mark + template[1] if template else mark)
        prefix = "VALUES " if tuples and self.dialect.tuple_in_values else ""
        return prefix + ", ".join(text), own

    def visit_empty_set_op(self, bind):
        count = len(bind.type.types) if bind.type._is_tuple_type else 1
        return self.visit_empty_set_expr(count)

    def visit_empty_set_expr(self, count):
        ones = ", ".join(["1"] * count)
        return f"SELECT {ones} WHERE 1!=1"

    def _literal_list(self, bind, values):
        if not values:
            prefix = "VALUES " if bind.type._is_tuple_type and self.dialect.tuple_in_values else ""
            return prefix + self.visit_empty_set_op(bind)
        if bind.type._is_tuple_type:
            return ("VALUES " if self.dialect.tuple_in_values else "") + ", ".join(
                "(" + ", ".join(self.render_literal_value(x, t) for x, t in zip(v, bind.type.types)) + ")" for v in values
            )
        return ", ".join(self.render_literal_value(v, bind.type) for v in values)

    def visit_bindparam(
        self, bindparam, within_columns_clause=False, literal_binds=False, skip_bind_expression=False,
        literal_execute=False, render_postcompile=False, is_upsert_set=False, **kw,
    ):
        if not skip_bind_expression and bindparam.type._has_bind_expression():
            impl = bindparam.type.dialect_impl(self.dialect)
            text = self.process(
                impl.bind_expression(bindparam), skip_bind_expression=True, literal_binds=literal_binds,
                within_columns_clause=within_columns_clause, literal_execute=literal_execute, **kw,
            )
            if bindparam.expanding and not literal_binds:
                before, mark, after = text.partition("(\x00!")
                name, _, after = after.partition("\x00)")
                self.__dict__.setdefault("_bind_templates", {})[name] = (before, after)
                return f"(\x00!{name}\x00)"
            return text
        if literal_binds:
            if bindparam.value is None and bindparam.callable is None and not bindparam.type.should_evaluate_none:
                op = kw.get("_binary_op")
                if op not in (None, _o.is_, _o.is_not) and not bindparam.expanding:
                    from ..util import warn

                    warn("Bound parameter '%s' rendering literal NULL in a SQL expression; comparisons to NULL should not use operators outside of 'is' or 'is not' (this warning may be suppressed after 10 occurrences)" % bindparam.key)
                return "(NULL)" if bindparam.expanding else "NULL"
            value = bindparam.effective_value
            if bindparam.expanding:
                return "(" + self._literal_list(bindparam, list(value)) + ")"
            return self.render_literal_value(value, bindparam.type)
        name = self._truncated_identifier("bindparam", bindparam.key)
        existing = self.binds.get(name)
        if existing is not None and existing is not bindparam:
            self._check_same_name(existing, bindparam, name)
        self.binds[name] = bindparam
        self.bind_names[bindparam] = name
        if literal_execute or bindparam.literal_execute:
            self.literal_execute.add(bindparam)
            return f"(\x00!{name}\x00)" if bindparam.expanding else f"\x00!{name}\x00"
        if bindparam.expanding:
            self.post_compile.add(bindparam)
            return f"(\x00!{name}\x00)"
        return f"\x00{name}\x00"

    def _check_same_name(self, existing, bindparam, name):
        if (existing.unique or bindparam.unique) and existing._root is not bindparam._root and not (
            existing._cloned_set.intersection(bindparam._cloned_set)
        ):
            raise exc.CompileError(f"Bind parameter '{name}' conflicts with unique bind parameter of the same name")
        if existing.expanding != bindparam.expanding:
            raise exc.CompileError(
                f"Can't reuse bound parameter name '{name}' in both 'expanding' (e.g. within an IN expression) and "
                "non-expanding contexts.  If this parameter is to receive a list/array value, set 'expanding=True' on it "
                "for expressions that aren't IN, otherwise use a different parameter name."
            )
        if existing._is_crud or bindparam._is_crud:
            raise exc.CompileError(
                f"bindparam() name '{bindparam.key}' is reserved for automatic usage in the VALUES or SET clause of this "
                "insert/update statement.   Please use a name other than column name when using bindparam() with "
                f"insert() or update() (for example, 'b_{bindparam.key}')."
            )

    def render_literal_value(self, value, type_):
        if value is None and not type_.should_evaluate_none:
            return "NULL"
        processor = type_._cached_literal_processor(self.dialect)
        if processor is None:
            raise exc.CompileError(
                f"No literal value renderer is available for literal value \"{value!r}\" with datatype {type_}"
            )
        try:
            return processor(value)
        except Exception as e:
            raise exc.CompileError(
                f'Could not render literal value "{value!r}" with datatype {type_}; see parent stack trace for more detail.'
            ) from e

    def _truncated_identifier(self, ident_class, name):
        if not isinstance(name, _truncated_label):
            return name
        found = self.truncated_names.get((ident_class, name))
        if found is None:
            found = self.truncated_names[(ident_class, name)] = name.apply_map(self.anon_map)
        return found

    # Expressions.

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
            setattr(SQLCompiler, f"visit_{_n}{_i}{_name}_op_binary", _pattern(_before, _after, bool(_i), bool(_n)))


# Functions registered with sqlalchemy.ext.compiler stand here, by the class of the element.
_custom_compilers = {}


class StrSQLCompiler(SQLCompiler):
    """Compiles for `str(statement)`, where no database is known."""

    def visit_getitem_binary(self, binary, operator, **kw):
        return self.process(binary.left, **kw) + "[" + self.process(binary.right, **kw) + "]"

    visit_json_getitem_op_binary = visit_json_path_getitem_op_binary = visit_getitem_binary

    def visit_regexp_match_op_binary(self, binary, operator, **kw):
        return self._generic_binary(binary, " <regexp> ", **kw)

    def visit_not_regexp_match_op_binary(self, binary, operator, **kw):
        return self._generic_binary(binary, " <not regexp> ", **kw)

    def visit_regexp_replace_op_binary(self, binary, operator, **kw):
        return "<regexp replace>(" + self.process(binary.left, **kw) + ", " + self.process(binary.right, **kw) + ")"

    def visit_try_cast(self, cast, **kw):
        return "TRY_" + self.visit_cast(cast, **kw)

