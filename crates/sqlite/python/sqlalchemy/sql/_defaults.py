"""Defaults of columns: Python values and functions, SQL expressions, what the server gives."""

import inspect

from .. import exc
from . import coercions, roles
from .base import SchemaEventTarget
from .elements import ClauseElement, TextClause


class SchemaItem(SchemaEventTarget, ClauseElement):
    """What a table is made of."""

    __visit_name__ = "schema_item"
    _use_schema_map = True
    inherit_cache = True

    def __str__(self):
        return repr(self)

    @property
    def info(self):
        found = self.__dict__.get("_info")
        if found is None:
            found = self.__dict__["_info"] = {}
        return found

    @info.setter
    def info(self, value):
        self.__dict__["_info"] = value

    def _init_items(self, *args, **kw):
        for item in args:
            if item is None:
                continue
            spwd = getattr(item, "_set_parent_with_dispatch", None)
            if spwd is None:
                raise exc.ArgumentError(
                    f"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {item!r}"
                )
            spwd(self, **kw)


class HasConditionalDDL:
    _ddl_if = None

    def ddl_if(self, dialect=None, callable_=None, state=None):
        self._ddl_if = (dialect, callable_, state)
        return self

    def _should_create_for_compiler(self, compiler):
        if self._ddl_if is None:
            return True
        dialect, callable_, state = self._ddl_if
        if dialect is not None:
            names = {dialect} if isinstance(dialect, str) else set(dialect)
            if compiler.dialect.name not in names:
                return False
        return callable_ is None or callable_(None, self, None, state=state, dialect=compiler.dialect, compiler=compiler)


class FetchedValue(SchemaEventTarget):
    """A default that the database gives on its own."""

    is_server_default = True
    reflected = False
    has_argument = is_clause_element = is_identity = False
    column = None

    def __init__(self, for_update=False):
        self.for_update = for_update

    def _as_for_update(self, for_update):
        return self if for_update == self.for_update else self._clone(for_update)

    def _clone(self, for_update):
        n = object.__new__(type(self))
        n.__dict__.update(self.__dict__)
        n.__dict__.pop("column", None)
        n.for_update = for_update
        return n

    _copy = lambda self: self._clone(self.for_update)  # noqa: E731

    def _set_parent_with_dispatch(self, column, **kw):
        self._set_parent(column, **kw)

    def _set_parent(self, column, **kw):
        self.column = column
        if self.for_update:
            column.server_onupdate = self
        else:
            column.server_default = self


class DefaultClause(FetchedValue):
    """DEFAULT in the table's definition."""

    has_argument = True

    def __init__(self, arg, for_update=False, _reflected=False):
        if not isinstance(arg, (str, ClauseElement, TextClause)):
            raise exc.ArgumentError(f"Argument 'arg' is expected to be one of type '{str}' or '{ClauseElement}' or '{TextClause}', got '{type(arg)}'")
        super().__init__(for_update)
        self.arg = arg
        self.reflected = _reflected

    def __repr__(self):
        return f"DefaultClause({self.arg!r}, for_update={self.for_update!r})"


class DefaultGenerator(SchemaItem):
    """A default that this side gives."""

    __visit_name__ = "default_generator"
    _is_default_generator = True
    is_sequence = is_identity = is_server_default = is_callable = is_scalar = is_sentinel = has_arg = False
    is_clause_element = False
    column = None
    for_update = False

    def _set_parent_with_dispatch(self, column, **kw):
        self._set_parent(column, **kw)

    def _set_parent(self, column, **kw):
        self.column = column
        if self.for_update:
            column.onupdate = self
        else:
            column.default = self


class ColumnDefault(DefaultGenerator):
    """A value, a function or an SQL expression."""

    __visit_name__ = "default_generator"
    has_arg = True

    def __new__(cls, arg=None, for_update=False):
        return object.__new__(cls)

    def __init__(self, arg=None, for_update=False):
        if isinstance(arg, FetchedValue):
            raise exc.ArgumentError("ColumnDefault may not be a server-side default type.")
        self.for_update = for_update
        self.is_callable = self.is_clause_element = self.is_scalar = False
        resolved = coercions.resolve(arg) if not isinstance(arg, (str, int, float, type(None))) else None
        if resolved is not None and (resolved._is_column_element or resolved._is_text_clause or resolved._is_select_base):
            self.is_clause_element = True
            self.arg = resolved.scalar_subquery() if resolved._is_select_base else resolved
        elif callable(arg):
            self.is_callable = True
            self.arg = self._wrap(arg)
        else:
            self.is_scalar = True
            self.arg = arg

    def _wrap(self, fn):
        """A function with one argument gets the execution context; one without is called without it."""
        if isinstance(fn, type) or fn.__class__.__name__ in ("builtin_function_or_method",):
            try:
                params = inspect.signature(fn).parameters.values()
            except (TypeError, ValueError):
                return _without_context(fn)
            if isinstance(fn, type):
                return _without_context(fn)
        else:
            try:
                params = inspect.signature(fn).parameters.values()
            except (TypeError, ValueError):
                return _without_context(fn)
        positional = [
            p for p in params if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) and p.default is p.empty
        ]
        if len(positional) == 0:
            return _without_context(fn)
        if len(positional) == 1:
            return fn
        raise exc.ArgumentError("ColumnDefault Python function takes zero or one positional arguments")

    def _copy(self):
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.__dict__.pop("column", None)
        return new

    def __repr__(self):
        kind = "CallableColumnDefault" if self.is_callable else (
            "ColumnElementColumnDefault" if self.is_clause_element else "ScalarElementColumnDefault"
        )
        return f"{kind}({self.arg!r})"


def _without_context(fn):
    def wrapped(ctx):
        return fn()

    wrapped.__wrapped__ = fn
    wrapped.__name__ = getattr(fn, "__name__", "wrapped")
    wrapped.__qualname__ = getattr(fn, "__qualname__", wrapped.__name__)
    return wrapped


class IdentityOptions:
    def __init__(self, start=None, increment=None, minvalue=None, maxvalue=None, nominvalue=None, nomaxvalue=None, cycle=None, cache=None, order=None):
        self.start, self.increment, self.minvalue, self.maxvalue = start, increment, minvalue, maxvalue
        self.nominvalue, self.nomaxvalue, self.cycle, self.cache, self.order = nominvalue, nomaxvalue, cycle, cache, order


class Sequence(IdentityOptions, DefaultGenerator):
    """A sequence, which SQLite doesn't have: it is left out there."""

    __visit_name__ = "sequence"
    is_sequence = True

    def __init__(self, name, start=None, increment=None, *, schema=None, optional=False, metadata=None, data_type=None, for_update=False, **kw):
        IdentityOptions.__init__(self, start=start, increment=increment, **kw)
        self.name = name
        self.schema = schema
        self.optional = optional
        self.metadata = metadata
        self.for_update = for_update

    def _copy(self):
        return self


class Computed(FetchedValue, SchemaItem):
    """GENERATED ALWAYS AS (…)."""

    __visit_name__ = "computed_column"
    has_argument = True

    def __init__(self, sqltext, persisted=None):
        self.sqltext = coercions.expect(roles.DDLExpressionRole, sqltext)
        self.persisted = persisted
        self.for_update = False

    def _set_parent(self, parent, **kw):
        if not (
            isinstance(parent.server_default, (type(None), Computed))
            and isinstance(parent.server_onupdate, (type(None), Computed))
        ):
            raise exc.ArgumentError("A generated column cannot specify a server_default or a server_onupdate argument")
        self.column = parent
        parent.computed = self
        parent.server_onupdate = parent.server_default = self

    def _copy(self):
        return Computed(self.sqltext, persisted=self.persisted)


class Identity(IdentityOptions, FetchedValue, SchemaItem):
    """GENERATED AS IDENTITY, which SQLite leaves out."""

    __visit_name__ = "identity_column"
    is_identity = True

    def __init__(self, *, always=False, on_null=None, start=None, increment=None, **kw):
        IdentityOptions.__init__(self, start=start, increment=increment, **kw)
        self.always = always
        self.on_null = on_null
        self.for_update = False

    def _set_parent(self, parent, **kw):
        if parent.server_default is not None or parent.server_onupdate is not None:
            raise exc.ArgumentError("A column with an Identity object cannot specify a server_default or a server_onupdate argument")
        if parent.autoincrement is False:
            raise exc.ArgumentError("A column with an Identity object cannot specify autoincrement=False")
        self.column = parent
        parent.identity = self
        if parent._user_defined_nullable is None:
            parent.nullable = False
        parent.server_default = self

    def _copy(self):
        return Identity(always=self.always, start=self.start, increment=self.increment)


for _cls in (FetchedValue, DefaultClause, DefaultGenerator, ColumnDefault, Sequence, Computed, Identity):
    # Programs know these classes as sqlalchemy.sql.schema's.
    _cls.__module__ = "sqlalchemy.sql.schema"
