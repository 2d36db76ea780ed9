"""SQLAlchemy for SQLite: the part that FastAPI programs use.

Core is here; the ORM in `sqlalchemy.orm`. The SQL that is sent is the SQL that SQLAlchemy 2.1.9 sends.
"""

from . import exc, util  # noqa: F401
from .sql.expression import *  # noqa: F401, F403
from .sql.expression import ColumnExpressionArgument  # noqa: F401
from .schema import *  # noqa: F401, F403
from .schema import BLANK_SCHEMA  # noqa: F401
from .types import *  # noqa: F401, F403
from .engine import (  # noqa: F401
    AdaptedConnection,
    BaseRow,
    BindTyping,
    ChunkedIteratorResult,
    Compiled,
    Connection,
    CreateEnginePlugin,
    CursorResult,
    Dialect,
    Engine,
    ExceptionContext,
    ExecutionContext,
    FrozenResult,
    Inspector,
    IteratorResult,
    MappingResult,
    MergedResult,
    NestedTransaction,
    Result,
    ResultProxy,
    RootTransaction,
    Row,
    RowMapping,
    ScalarResult,
    Transaction,
    TwoPhaseTransaction,
    TypeCompiler,
    URL,
    create_engine,
    create_mock_engine,
    create_pool_from_url,
    engine_from_config,
    make_url,
    result_tuple,
)
from .inspection import inspect  # noqa: F401
from .pool import (  # noqa: F401
    AssertionPool,
    AsyncAdaptedQueuePool,
    NullPool,
    Pool,
    PoolProxiedConnection,
    PoolResetState,
    QueuePool,
    SingletonThreadPool,
    StaticPool,
)

__version__ = "2.1.9"
