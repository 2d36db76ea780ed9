"""Selectables under another name: aliases, subqueries, CTEs, VALUES."""

from . import coercions, roles, type_api
from .base import ColumnSet, Generative, _generative, _uid  # noqa: F401
from .elements import ColumnClause, Grouping, _anonymous_label
from .selectable import LABEL_STYLE_NONE, FromClause, NamedFromClause, TableValuedColumn, _table_proxies


class NoInit:
    def __init__(self, *arg, **kw):
        raise NotImplementedError(
            f"The {type(self).__name__} class is not intended to be constructed directly.  Please use the "
            f"{type(self).__name__.lower()}() standalone function or the {type(self).__name__.lower()}() method "
            "available from appropriate selectable objects."
        )


class AliasedReturnsRows(NoInit, NamedFromClause):
    """A selectable under another name."""

    _is_from_container = True
    _traverse = ("element", "_name_key")
    _supports_derived_columns = False

    @classmethod
    def _construct(cls, selectable, *, name=None, **kw):
        obj = cls.__new__(cls)
        obj._init(selectable, name=name, **kw)
        return obj

    def _init(self, selectable, *, name=None):
        self.element = coercions.expect(roles.ReturnsRowsRole, selectable)
        self._orig_name = name
        if name is None:
            base = getattr(selectable, "name", None) if isinstance(selectable, FromClause) and selectable.named_with_column else None
            if isinstance(base, _anonymous_label):
                base = None
            name = _anonymous_label.safe_construct(_uid(), base or "anon")
        self.name = name

    @property
    def _name_key(self):
        return self.name.partition(" ")[2] if isinstance(self.name, _anonymous_label) else self.name

    @property
    def description(self):
        if isinstance(self.name, _anonymous_label):
            return f"Anonymous alias of {self.element.description}"
        return self.name

    def _populate_column_collection(self, columns, primary_key, foreign_keys):
        self.element._generate_fromclause_column_proxies(self, columns, primary_key, foreign_keys)

    def is_derived_from(self, fromclause):
        return fromclause in self._cloned_set or self.element.is_derived_from(fromclause)

    @property
    def schema(self):
        return None

    @property
    def implicit_returning(self):
        return self.element.implicit_returning

    @property
    def original(self):
        return self.element

    @property
    def _from_objects(self):
        return [self]

    def _copy_internals(self, *, clone=None, **kw):
        element = clone(self.element, **kw)
        if element is not self.element:
            self.element = element
        self.__dict__.pop("_column_data", None)


class Alias(AliasedReturnsRows):
    """`table AS name`."""

    __visit_name__ = "alias"

    @classmethod
    def _factory(cls, selectable, name=None, flat=False):
        return coercions.expect(roles.FromClauseRole, selectable).alias(name=name, flat=flat)


class TableValuedAlias(Alias):
    """A function in FROM, with columns."""

    __visit_name__ = "table_valued_alias"
    _render_derived = False
    joins_implicitly = False
    _supports_derived_columns = True

    def _init(self, selectable, *, name=None, table_value_type=None, joins_implicitly=False):
        super()._init(selectable, name=name)
        self.joins_implicitly = joins_implicitly
        self._tableval_type = table_value_type or type_api.TABLEVALUE

    def _populate_column_collection(self, columns, primary_key, foreign_keys):
        elements = getattr(self._tableval_type, "_elements", None)
        for c in elements if elements is not None else ():
            col = ColumnClause(c.name, c.type, _selectable=self)
            columns.add(col, c.key)

    @property
    def column(self):
        return TableValuedColumn(self, self._tableval_type)

    def alias(self, name=None, flat=False):
        return TableValuedAlias._construct(
            self.element, name=name, table_value_type=self._tableval_type, joins_implicitly=self.joins_implicitly
        )

    def render_derived(self, name=None, with_types=False):
        from ..util import unimplemented

        raise unimplemented("render_derived()", "SQLite takes table valued functions without a column list.")


class Lateral(AliasedReturnsRows):
    __visit_name__ = "lateral"
    _is_lateral = True


class TableSample(AliasedReturnsRows):
    __visit_name__ = "tablesample"


class Subquery(AliasedReturnsRows):
    """A SELECT in brackets, in FROM."""

    __visit_name__ = "subquery"
    _is_subquery = True

    @classmethod
    def _factory(cls, selectable, name=None):
        return coercions.expect(roles.SelectStatementRole, selectable).subquery(name=name)

    def as_scalar(self):
        from ..util import warn_deprecated

        warn_deprecated(
            "The :meth:`.Subquery.as_scalar` method, which was previously ``Alias.as_scalar()`` prior to version 1.4, "
            "is deprecated and will be removed in a future release; Please use the "
            ":meth:`_expression.Select.scalar_subquery` method of the :func:`_expression.select` construct before "
            "constructing a subquery object, or with the ORM use the :meth:`_query.Query.scalar_subquery` method.",
            "1.4",
        )
        return self.element.set_label_style(LABEL_STYLE_NONE).scalar_subquery()


class CTE(Generative, AliasedReturnsRows):
    """`WITH name AS (…)`."""

    __visit_name__ = "cte"
    _is_cte = True
    _traverse = ("element", "_name_key", "recursive", "nesting", "_cte_alias", "_restates")
    _cte_alias = _restates = None
    is_dml_cte = False

    def _init(self, selectable, *, name=None, recursive=False, nesting=False, _cte_alias=None, _restates=None):
        self.recursive = recursive
        self.nesting = nesting
        self._cte_alias = _cte_alias
        self._restates = _restates
        super()._init(selectable, name=name)

    def _gen_cache_key(self, g):
        # A recursive CTE refers to itself: the second time only its number is given.
        h = ("cte", self._key_root())
        n = g.ids.get(h)
        if n is not None:
            return (n, CTE)
        g.ids[h] = n = len(g.ids)
        return (n, CTE, self._name_key, self.recursive, self.nesting, g.key(self.element), g.key(self._restates),
                g.key(self._cte_alias))

    def _key_root(self):
        return hash(self)

    def _populate_column_collection(self, columns, primary_key, foreign_keys):
        if self._cte_alias is not None:
            _table_proxies(self._cte_alias, self, columns, primary_key, foreign_keys)
        else:
            self.element._generate_fromclause_column_proxies(self, columns, primary_key, foreign_keys)

    def alias(self, name=None, flat=False):
        return CTE._construct(
            self.element, name=name, recursive=self.recursive, nesting=self.nesting, _cte_alias=self
        )

    def _set_op(self, method, other):
        return CTE._construct(
            getattr(self.element, method)(*other), name=self.name, recursive=self.recursive, nesting=self.nesting,
            _restates=self,
        )

    def union(self, *other):
        return self._set_op("union", other)

    def union_all(self, *other):
        return self._set_op("union_all", other)

    def _get_reference_cte(self):
        return self._restates if self._restates is not None else self


class Values(Generative, NamedFromClause):
    """`VALUES (…), (…)` in FROM."""

    __visit_name__ = "values"
    _data = ()
    _unnamed = True
    _traverse = ("_column_args", "_data_key", "_name_key", "literal_binds")
    _is_from_container = True

    def __init__(self, *columns, name=None, literal_binds=False):
        self._column_args = columns
        if name is None:
            self._unnamed = True
            self.name = _anonymous_label.safe_construct(_uid(), "anon")
        else:
            self._unnamed = False
            self.name = name
        self.literal_binds = literal_binds
        self.named_with_column = not self._unnamed

    @property
    def _name_key(self):
        return None if self._unnamed else self.name

    @property
    def _data_key(self):
        return tuple(tuple(map(repr, row)) for block in self._data for row in block)

    @_generative
    def alias(self, name=None, flat=False):
        self.name = _anonymous_label.safe_construct(_uid(), "anon") if name is None else name
        self.named_with_column = True
        self._unnamed = False

    @_generative
    def data(self, values):
        self._data += (list(values),)

    def scalar_values(self):
        return ScalarValues(self._column_args, self._data, self.literal_binds)

    @property
    def _column_types(self):
        return [col.type for col in self._column_args]

    def _populate_column_collection(self, columns, primary_key, foreign_keys):
        for c in self._column_args:
            col = c if c.table in (None, self) else ColumnClause(c.name, c.type)
            columns.add(col)
            col.table = self


class ScalarValues(Grouping):
    __visit_name__ = "scalar_values"
    _traverse = ()

    def __init__(self, columns, data, literal_binds):
        self._column_args, self._data, self.literal_binds = columns, data, literal_binds

    @property
    def _column_types(self):
        return [col.type for col in self._column_args]

    @property
    def _from_objects(self):
        return []


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.selectable.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.selectable"
