"""All functions and classes of the expression language in one place."""

from .base import CacheKey, ColumnCollection, Executable  # noqa: F401
from .dml import Delete, Insert, Update, UpdateBase, ValuesBase, delete, insert, update  # noqa: F401
from .elements import *  # noqa: F401, F403
from .elements import (  # noqa: F401
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    Case,
    Cast,
    ClauseElement,
    ClauseList,
    CollectionAggregate,
    ColumnClause,
    ColumnElement,
    ExpressionClauseList,
    False_,
    Grouping,
    KeyedColumnElement,
    Label,
    Null,
    OperatorExpression,
    OrderByList,
    Over,
    SQLColumnExpression,
    TextClause,
    True_,
    Tuple,
    TypeClause,
    TypeCoerce,
    UnaryExpression,
    and_,
    or_,
    quoted_name,
)
from .functions import Function, FunctionElement, func, modifier  # noqa: F401
from .operators import ColumnOperators, Operators, custom_op  # noqa: F401
from .selectable import (  # noqa: F401
    CTE,
    LABEL_STYLE_DEFAULT,
    LABEL_STYLE_DISAMBIGUATE_ONLY,
    LABEL_STYLE_NONE,
    LABEL_STYLE_TABLENAME_PLUS_COL,
    Alias,
    AliasedReturnsRows,
    CompoundSelect,
    Exists,
    FromClause,
    FromGrouping,
    GenerativeSelect,
    HasCTE,
    HasPrefixes,
    HasSuffixes,
    Join,
    Lateral,
    ReturnsRows,
    ScalarSelect,
    Select,
    SelectBase,
    Selectable,
    SelectLabelStyle,
    Subquery,
    TableClause,
    TableSample,
    TableValuedAlias,
    TableValuedColumn,
    TextAsFrom,
    TextualSelect,
    Values,
    alias,
    cte,
    except_,
    except_all,
    exists,
    intersect,
    intersect_all,
    join,
    lateral,
    outerjoin,
    select,
    subquery,
    table,
    tablesample,
    union,
    union_all,
    values,
)
from .visitors import Visitable  # noqa: F401
from ..types import TypeEngine as _TypeEngine  # noqa: F401

ColumnExpressionArgument = NotNullable = Nullable = None


def _typed(name):
    """`Nullable(x)` and `NotNullable(x)` say something to type checkers only."""

    def fn(val):
        return val

    fn.__name__ = name
    return fn


Nullable, NotNullable = _typed("Nullable"), _typed("NotNullable")
nullsfirst, nullslast = nullsfirst, nullslast  # noqa: F405


class LambdaElement:
    """Statements made from lambdas, which aren't supported."""


class StatementLambdaElement(LambdaElement):
    pass


def lambda_stmt(lmb, *a, **kw):
    from ..util import unimplemented

    raise unimplemented("lambda_stmt()", "write the statement itself; it is cached anyway.")


def from_dml_column(column):
    from ..util import unimplemented

    raise unimplemented("from_dml_column()", "refer to the column itself.")
