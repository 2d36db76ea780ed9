"""Turning clause elements into SQL text and the parameters that go with it.

While text is made, a bound parameter is written as NUL, name, NUL (with `!` before the name when it is only known at
execution what stands there, as for IN). At the end the text is split at these marks once.
"""

from .. import exc
from ..util import EMPTY_DICT
from . import _compile_select, crud
from ._compile_expressions import OPERATORS, ExpressionCompiler, _o  # noqa: F401
from ._identifiers import RESERVED_WORDS, IdentifierPreparer  # noqa: F401
from ._labels import _truncated_label, prefix_anon_map
from .base import CompileState


class Compiled:
    """A compiled statement or DDL element."""

    cache_key = None
    compile_state = None

    def __str__(self):
        return self.string or ""

    @property
    def sql_compiler(self):
        return self


class SQLCompiler(ExpressionCompiler, _compile_select.SelectCompiler, crud.CrudCompiler, Compiled):
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

