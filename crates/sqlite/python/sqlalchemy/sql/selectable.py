"""What stands in FROM: tables, aliases, subqueries, CTEs, joins, VALUES."""

from enum import Enum

from .. import exc
from ..inspection import _self_inspects

from . import coercions, operators, roles, type_api
from .base import (
    ClauseElement,
    ColumnCollection,  # noqa: F401
    ColumnSet,
    Executable,  # noqa: F401
    Immutable,
    ReadOnlyColumnCollection,
    _uid,
    memoized_attribute,
)
from .elements import BindParameter, NamedColumn, _anonymous_label, and_


class SelectLabelStyle(Enum):
    """When columns of a SELECT get labels."""

    LABEL_STYLE_NONE = 0
    LABEL_STYLE_TABLENAME_PLUS_COL = 1
    LABEL_STYLE_DISAMBIGUATE_ONLY = 2
    LABEL_STYLE_DEFAULT = LABEL_STYLE_DISAMBIGUATE_ONLY
    LABEL_STYLE_LEGACY_ORM = 3


LABEL_STYLE_NONE = SelectLabelStyle.LABEL_STYLE_NONE
LABEL_STYLE_TABLENAME_PLUS_COL = SelectLabelStyle.LABEL_STYLE_TABLENAME_PLUS_COL
LABEL_STYLE_DISAMBIGUATE_ONLY = LABEL_STYLE_DEFAULT = SelectLabelStyle.LABEL_STYLE_DISAMBIGUATE_ONLY
LABEL_STYLE_LEGACY_ORM = SelectLabelStyle.LABEL_STYLE_LEGACY_ORM


class _OffsetLimitParam(BindParameter):
    @property
    def _limit_offset_value(self):
        return self.effective_value


class ReturnsRows(ClauseElement):
    _is_returns_rows = True

    @property
    def selectable(self):
        return self

    @property
    def _all_selected_columns(self):
        raise NotImplementedError()

    def is_derived_from(self, fromclause):
        raise NotImplementedError()


class Selectable(ReturnsRows):
    is_selectable = True

    def corresponding_column(self, column, require_embedded=False):
        return self.exported_columns.corresponding_column(column, require_embedded)

    def replace_selectable(self, old, alias):
        from .util import ClauseAdapter

        return ClauseAdapter(alias).traverse(self)


@_self_inspects
class FromClause(Selectable):
    """Anything in FROM; its columns are in `.c`."""

    __visit_name__ = "fromclause"
    named_with_column = False
    _is_from_clause = True
    _is_lateral = False
    schema = None
    _hide_froms = ()
    _use_schema_map = False

    @property
    def _select_iterable(self):
        return self.c

    def select(self):
        return Select(self)

    def join(self, right, onclause=None, isouter=False, full=False):
        return Join(self, right, onclause, isouter, full)

    def outerjoin(self, right, onclause=None, full=False):
        return Join(self, right, onclause, True, full)

    def alias(self, name=None, flat=False):
        return Alias._construct(self, name=name)

    def table_valued(self):
        return NamedColumn()

    def lateral(self, name=None):
        return Lateral._construct(self, name=name)

    def is_derived_from(self, fromclause):
        return any(f == self for f in fromclause._cloned_set) if fromclause is not None else False

    def _anonymous_fromclause(self, name=None, flat=False):
        return self.alias(name=name)

    @property
    def description(self):
        return getattr(self, "name", type(self).__name__ + " object")

    @property
    def exported_columns(self):
        return self.c

    @memoized_attribute
    def _column_data(self):
        columns, pk, fks = ReadOnlyColumnCollection(), ColumnSet(), set()
        self._populate_column_collection(columns, pk, fks)
        return columns, pk, fks

    @property
    def columns(self):
        return self._column_data[0]

    c = columns

    @property
    def primary_key(self):
        return self._column_data[1]

    @property
    def foreign_keys(self):
        return self._column_data[2]

    def _populate_column_collection(self, columns, primary_key, foreign_keys):
        pass

    @property
    def _all_selected_columns(self):
        return list(self.c)

    @property
    def entity_namespace(self):
        return self.c

    @property
    def _from_objects(self):
        return [self]

    def _refresh_for_new_column(self, column):
        self.__dict__.pop("_column_data", None)


class NamedFromClause(FromClause):
    named_with_column = True

    def table_valued(self):
        return TableValuedColumn(self, type_api.TABLEVALUE)


class TableValuedColumn(NamedColumn):
    __visit_name__ = "table_valued_column"
    _traverse = ("name", "type", "scalar_alias")

    def __init__(self, scalar_alias, type_):
        self.scalar_alias = scalar_alias
        self.key = self.name = scalar_alias.name
        self.type = type_

    @property
    def _from_objects(self):
        return [self.scalar_alias]


class TableClause(Immutable, NamedFromClause):
    """A table by its name and columns, without a schema."""

    __visit_name__ = "table"
    _is_table = True
    implicit_returning = False
    _autoincrement_column = None
    fullname = None

    def __init__(self, name, *columns, schema=None):
        self.name = name
        self._columns = ReadOnlyColumnCollection()
        self._primary_key = ColumnSet()
        self._foreign_keys = set()
        for c in columns:
            c.table = self
            self._columns.add(c)
        self.schema = schema
        self.fullname = f"{schema}.{name}" if schema is not None else name
        self._key_id = _uid()

    @property
    def columns(self):
        return self._columns

    c = columns

    @property
    def primary_key(self):
        return self._primary_key

    @property
    def foreign_keys(self):
        return self._foreign_keys

    def _gen_cache_key(self, g):
        if self._annotations:
            return ("table", self._key_id, self._annotations_key(g))
        return ("table", self._key_id)

    def get_children(self, *, column_tables=False, **kw):
        return []

    def __str__(self):
        return f"{self.schema}.{self.name}" if self.schema is not None else self.name

    def append_column(self, c):
        self._columns.add(c)
        c.table = self

    def insert(self):
        from .dml import Insert

        return Insert(self)

    def update(self):
        from .dml import Update

        return Update(self)

    def delete(self):
        from .dml import Delete

        return Delete(self)


class FromGrouping(FromClause):
    """A join in brackets."""

    __visit_name__ = "grouping"
    _traverse = ("element",)

    def __init__(self, element):
        self.element = coercions.expect(roles.FromClauseRole, element)

    @property
    def columns(self):
        return self.element.c

    c = columns

    @property
    def primary_key(self):
        return self.element.primary_key

    @property
    def foreign_keys(self):
        return self.element.foreign_keys

    def is_derived_from(self, fromclause):
        return self.element.is_derived_from(fromclause)

    def alias(self, **kw):
        return FromGrouping(self.element.alias(**kw))

    def _anonymous_fromclause(self, **kw):
        return FromGrouping(self.element._anonymous_fromclause(**kw))

    @property
    def _hide_froms(self):
        return self.element._hide_froms

    @property
    def _from_objects(self):
        return self.element._from_objects

    def __getattr__(self, name):
        if name.startswith("__") or name == "element":
            raise AttributeError(name)
        return getattr(self.element, name)


class Join(FromClause):
    """`left JOIN right ON condition`."""

    __visit_name__ = "join"
    _is_join = True
    _traverse = ("left", "right", "onclause", "isouter", "full")

    def __init__(self, left, right, onclause=None, isouter=False, full=False):
        self.left = coercions.expect(roles.FromClauseRole, left)
        self.right = coercions.expect(roles.FromClauseRole, right).self_group()
        if onclause is None:
            self.onclause = self._match_primaries(self.left, self.right)
        else:
            self.onclause = coercions.expect(roles.OnClauseRole, onclause).self_group(against=operators._asbool)
        self.isouter = isouter
        self.full = full

    @property
    def description(self):
        return (
            f"Join object on {self.left.description}({id(self.left)}) and {self.right.description}({id(self.right)})"
        )

    def is_derived_from(self, fromclause):
        return (
            hash(fromclause) == hash(self)
            or self.left.is_derived_from(fromclause)
            or self.right.is_derived_from(fromclause)
        )

    def self_group(self, against=None):
        return FromGrouping(self)

    def _populate_column_collection(self, columns, primary_key, foreign_keys):
        from .util import reduce_columns

        cols = [*self.left.c, *self.right.c]
        for c in reduce_columns([c for c in cols if c.primary_key], self.onclause):
            primary_key.add(c)
        for col in cols:
            columns.add(col, col._tq_key_label)
            foreign_keys.update(col.foreign_keys)

    def _copy_internals(self, *, clone=None, **kw):
        super()._copy_internals(clone=clone, **kw)

    def _match_primaries(self, left, right):
        return self._join_condition(left, right, a_subset=left.right if isinstance(left, Join) else None)

    @classmethod
    def _join_condition(cls, a, b, *, a_subset=None, consider_as_foreign_keys=None):
        constraints = cls._scan(a, a_subset, b, consider_as_foreign_keys)
        if len(constraints) > 1:
            if consider_as_foreign_keys:
                for const in list(constraints):
                    if {f.parent for f in const.elements} != set(consider_as_foreign_keys):
                        del constraints[const]
            if len({tuple(crit) for crit in constraints.values()}) > 1 or not constraints:
                raise exc.AmbiguousForeignKeysError(
                    f"Can't determine join between '{a.description}' and '{b.description}'; tables have more than one "
                    "foreign key constraint relationship between them. Please specify the 'onclause' of this join "
                    "explicitly."
                )
        if not constraints:
            hint = (
                " Perhaps you meant to convert the right side to a subquery using alias()?"
                if isinstance(b, FromGrouping)
                else ""
            )
            raise exc.NoForeignKeysError(
                f"Can't find any foreign key relationships between '{a.description}' and '{b.description}'.{hint}"
            )
        crit = [x == y for x, y in list(constraints.values())[0]]
        return crit[0] if len(crit) == 1 else and_(*crit)

    @classmethod
    def _can_join(cls, left, right, *, consider_as_foreign_keys=None):
        return bool(cls._scan(left, left.right if isinstance(left, Join) else None, right, consider_as_foreign_keys))

    @classmethod
    def _scan(cls, a, a_subset, b, consider):
        """The pairs of columns that foreign keys connect, by constraint."""
        from .util import find_tables

        found = {}

        def look(from_, to):
            for fk in sorted(from_.foreign_keys, key=lambda fk: fk.parent._creation_order):
                if consider is not None and fk.parent not in consider:
                    continue
                try:
                    col = fk.get_referent(to)
                except exc.NoReferenceError as nrte:
                    if nrte.table_name in {t.name for t in find_tables(to)}:
                        raise
                    continue
                if col is not None:
                    found.setdefault(fk.constraint, []).append((col, fk.parent))

        for left in (a_subset, a):
            if left is None:
                continue
            look(b, left)
            if left is not b:
                look(left, b)
            if found:
                break
        return found

    def select(self):
        return Select(self.left, self.right).select_from(self)

    def _anonymous_fromclause(self, name=None, flat=False):
        if not flat:
            return self.select().set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL).correlate(None).alias(name)
        from .util import ClauseAdapter

        left, right = (
            side._anonymous_fromclause(name=self._flat_name(name, side), flat=True) for side in (self.left, self.right)
        )
        adapter = ClauseAdapter(left).chain(ClauseAdapter(right))
        return left.join(right, adapter.traverse(self.onclause), isouter=self.isouter, full=self.full)

    @staticmethod
    def _flat_name(name, element):
        if not name or isinstance(element, (Join, FromGrouping)) or not isinstance(element, NamedFromClause):
            return name
        return None if isinstance(element.name, _anonymous_label) else f"{name}_{element.name}"

    @property
    def _hide_froms(self):
        return [f for x in self._cloned_set for f in (*x.left._from_objects, *x.right._from_objects)]

    @property
    def _from_objects(self):
        return [self, *self.left._from_objects, *self.right._from_objects]


def _table_proxies(self, subquery, columns, primary_key, foreign_keys):
    """The columns of an alias of a table, with their keys taken over."""
    for c in self.c:
        key, col = c._make_proxy(subquery)
        columns.add(col, key)
        if c.primary_key:
            col.__dict__["primary_key"] = True
            primary_key.add(col)
        foreign_keys.update(col.foreign_keys)


FromClause._generate_fromclause_column_proxies = _table_proxies


from ._aliased import (  # noqa: E402, F401
    CTE,
    Alias,
    AliasedReturnsRows,
    Lateral,
    NoInit,
    ScalarValues,
    Subquery,
    TableSample,
    TableValuedAlias,
    Values,
)


def table(name, *columns, schema=None):
    """A table by its name, for statements only."""
    return TableClause(name, *columns, schema=schema)


def alias(selectable, name=None, flat=False):
    return Alias._factory(selectable, name=name, flat=flat)


def subquery(alias, *args, **kwargs):
    from .select import Select

    return Select(*args, **kwargs).subquery(alias)


def lateral(selectable, name=None):
    return coercions.expect(roles.FromClauseRole, selectable, explicit_subquery=True).lateral(name=name)


def tablesample(selectable, sampling, name=None, seed=None):
    from ..util import unimplemented

    raise unimplemented("tablesample()", "order by func.random() with a limit instead.")


def cte(selectable, name=None, recursive=False):
    return coercions.expect(roles.HasCTERole, selectable).cte(name=name, recursive=recursive)


def join(left, right, onclause=None, isouter=False, full=False):
    return Join(left, right, onclause, isouter, full)


def outerjoin(left, right, onclause=None, full=False):
    return Join(left, right, onclause, isouter=True, full=full)


def values(*columns, name=None, literal_binds=False):
    return Values(*columns, name=name, literal_binds=literal_binds)


def _interpret_as_from(element):
    return coercions.expect(roles.FromClauseRole, element)


from .select import (  # noqa: E402, F401
    CompoundSelect,
    Exists,
    ForUpdateArg,
    GenerativeSelect,
    HasCTE,
    HasPrefixes,
    HasSuffixes,
    ScalarSelect,
    Select,
    SelectBase,
    SelectStatementGrouping,
    TextualSelect,
    except_,
    except_all,
    exists,
    intersect,
    intersect_all,
    select,
    union,
    union_all,
)

TextAsFrom = TextualSelect
