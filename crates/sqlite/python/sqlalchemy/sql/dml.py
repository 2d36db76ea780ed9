"""INSERT, UPDATE and DELETE."""

from .. import exc

from . import coercions, roles
from .base import ColumnCollection, CompileState, Executable, _generative
from .elements import BindParameter, BooleanClauseList
from .select import HasCTE, HasHints, HasPrefixes, _filter_by_attribute
from .selectable import LABEL_STYLE_DEFAULT, ReturnsRows


class UpdateBase(HasPrefixes, HasHints, HasCTE, Executable, ReturnsRows):
    """Base of statements that change data."""

    is_dml = True
    named_with_column = False
    _label_style = LABEL_STYLE_DEFAULT
    _returning = ()
    _return_defaults = False
    _return_defaults_columns = None
    _supplemental_returning = None
    _sort_by_parameter_order = False
    _maintain_values_ordering = False
    _inline = False
    _values = None
    _multi_values = ()
    _select_names = None
    _post_values_clause = None
    _where_criteria = ()
    select = None
    _common_traverse = (
        "table", "_returning", "_return_defaults", "_return_defaults_columns", "_supplemental_returning",
        "_sort_by_parameter_order", "_prefixes", "_independent_ctes", "_with_options", "_compile_options", "_inline",
    )

    @property
    def _from_objects(self):
        return [self]

    @_generative
    def with_dialect_options(self, **opt):
        pass

    @_generative
    def return_defaults(self, *cols, supplemental_cols=None, sort_by_parameter_order=False):
        if self._return_defaults:
            if self._return_defaults_columns and cols:
                have = dict.fromkeys([*self._return_defaults_columns, *[coercions.resolve(c) for c in cols]])
                self._return_defaults_columns = tuple(have)
            else:
                self._return_defaults_columns = None
        else:
            self._return_defaults_columns = tuple(coercions.resolve(c) for c in cols) or None
        self._return_defaults = True
        if sort_by_parameter_order:
            self._sort_by_parameter_order = True
        if supplemental_cols:
            found = [coercions.resolve(c) for c in supplemental_cols]
            self._supplemental_returning = tuple(dict.fromkeys([*(self._supplemental_returning or ()), *found]))

    def is_derived_from(self, fromclause):
        return False

    @_generative
    def returning(self, *cols, sort_by_parameter_order=False):
        if self._return_defaults:
            raise exc.InvalidRequestError("return_defaults() is already configured on this statement")
        self._returning += tuple(
            coercions.expect(roles.ColumnsClauseRole, c, apply_propagate_attrs=self) for c in cols
        )
        if sort_by_parameter_order:
            if not self.is_insert:
                raise exc.ArgumentError(
                    "The 'sort_by_parameter_order' argument to returning() only applies to INSERT statements"
                )
            self._sort_by_parameter_order = True

    @property
    def _all_selected_columns(self):
        return [x for c in self._returning for x in c._select_iterable]

    @property
    def exported_columns(self):
        from .select_state import column_naming_convention

        name = column_naming_convention(self._label_style)
        return ColumnCollection([(name(c), c) for c in self._all_selected_columns if not c._is_text_clause])

    def _generate_fromclause_column_proxies(self, fromclause, columns, primary_key, foreign_keys, **kw):
        from .select_state import columns_plus_names

        for required, proxy_key, _f, c, _r in columns_plus_names(self, False):
            if not c._is_text_clause:
                key, col = c._make_proxy(fromclause, key=proxy_key, name=required, name_is_truncatable=True)
                columns.add(col, key)

    @property
    def entity_description(self):
        plugin = CompileState.get_plugin_class(self)
        if plugin is not None and hasattr(plugin, "get_entity_description"):
            return plugin.get_entity_description(self)
        return {"name": self.table.name, "table": self.table}

    @property
    def returning_column_descriptions(self):
        plugin = CompileState.get_plugin_class(self)
        if plugin is not None and hasattr(plugin, "get_returning_column_descriptions"):
            return plugin.get_returning_column_descriptions(self)
        return [{"name": c.key, "type": c.type, "expr": c} for c in self._all_selected_columns]

    @property
    def whereclause(self):
        return BooleanClauseList._construct_for_whereclause(self._where_criteria)

    def _key_items(self, data):
        """Plain values become bound parameters, so that they stand beside the cached SQL."""
        found = {}
        for k, v in data.items():
            key = coercions.expect(roles.DMLColumnRole, k)
            resolved = coercions.resolve(v)
            if resolved is None or isinstance(v, (str, int, float)):
                type_ = getattr(self.table.c.get(key) if isinstance(key, str) else key, "type", None) if self.table.c is not None else None
                v = BindParameter(None, v, type_=type_, unique=True, _is_crud=True)
            else:
                v = resolved.scalar_subquery() if resolved._is_select_base else resolved
            found[key] = v
        return found


class ValuesBase(UpdateBase):
    """INSERT and UPDATE, which have values."""

    @_generative
    def values(self, *args, **kwargs):
        if args:
            if len(args) > 1:
                raise exc.ArgumentError("Only a single dictionary/tuple or list of dictionaries/tuples is accepted positionally.")
            arg = args[0]
            if isinstance(arg, (list, tuple)) and self.is_insert and arg and isinstance(arg[0], (dict, list, tuple)):
                if kwargs:
                    raise exc.ArgumentError("Can't pass positional and kwargs to values() simultaneously")
                cols = [c.key for c in self.table.c]
                self._multi_values += tuple(
                    {coercions.expect(roles.DMLColumnRole, k): v for k, v in row.items()}
                    if isinstance(row, dict)
                    else dict(zip(cols, row))
                    for row in arg
                )
                return
            if isinstance(arg, (list, tuple)):
                arg = dict(zip([c.key for c in self.table.c], arg)) if arg and not isinstance(arg[0], dict) else (
                    arg[0] if arg else {}
                )
            else:
                arg = dict(arg.items())
            kwargs = {**arg, **kwargs} if not (arg and kwargs) else _no_both()
        if not kwargs:
            return
        self._values = {**(self._values or {}), **self._key_items(kwargs)}


def _no_both():
    raise exc.ArgumentError("Can't pass positional and kwargs to values() simultaneously")


class Insert(ValuesBase):
    """INSERT."""

    __visit_name__ = "insert"
    is_insert = True
    include_insert_from_select_defaults = False
    _traverse = (
        *UpdateBase._common_traverse, "_values", "_multi_values", "select", "_select_names", "_post_values_clause",
        "include_insert_from_select_defaults",
    )

    def __init__(self, table):
        self.table = coercions.expect(roles.DMLTableRole, table, apply_propagate_attrs=self)

    def _gen_cache_key(self, g):
        if self._multi_values:
            # The rows stand in the text, so there is no structure apart from the values.
            g.ok = False
            return None
        return super()._gen_cache_key(g)

    @_generative
    def inline(self):
        self._inline = True

    @_generative
    def from_select(self, names, select, include_defaults=True):
        if self._values:
            raise exc.InvalidRequestError("This construct already inserts value expressions")
        self._select_names = [coercions.expect_as_key(roles.DMLColumnRole, n) for n in names]
        self._inline = True
        self.include_insert_from_select_defaults = include_defaults
        self.select = coercions.expect(roles.DMLSelectRole, select)


class DMLWhereBase:
    @_generative
    def where(self, *whereclause):
        for criterion in whereclause:
            self._where_criteria += (
                coercions.expect(roles.WhereHavingRole, criterion, apply_propagate_attrs=self),
            )

    def filter(self, *criteria):
        return self.where(*criteria)

    def filter_by(self, **kwargs):
        plugin = CompileState.get_plugin_class(self)
        if plugin is not None and hasattr(plugin, "_get_filter_by_entities"):
            entities = plugin._get_filter_by_entities(self)
        else:
            entities = list(dict.fromkeys([self.table, *[f for e in self._where_criteria for f in e._from_objects]]))
        return self.filter(*[_filter_by_attribute(list(entities), key) == value for key, value in kwargs.items()])


class Update(DMLWhereBase, ValuesBase):
    """UPDATE."""

    __visit_name__ = "update"
    is_update = True
    _traverse = (*UpdateBase._common_traverse, "_values", "_where_criteria", "_maintain_values_ordering")

    def __init__(self, table):
        self.table = coercions.expect(roles.DMLTableRole, table, apply_propagate_attrs=self)

    @_generative
    def ordered_values(self, *args):
        if self._values:
            raise exc.ArgumentError("This statement already has values present" if not self._maintain_values_ordering else "This statement already has ordered values present")
        self._values = self._key_items(dict(args))
        self._maintain_values_ordering = True

    @_generative
    def inline(self):
        self._inline = True


class Delete(DMLWhereBase, UpdateBase):
    """DELETE."""

    __visit_name__ = "delete"
    is_delete = True
    _traverse = (*UpdateBase._common_traverse, "_where_criteria")

    def __init__(self, table):
        self.table = coercions.expect(roles.DMLTableRole, table, apply_propagate_attrs=self)


def insert(table):
    return Insert(table)


def update(table):
    return Update(table)


def delete(table):
    return Delete(table)


