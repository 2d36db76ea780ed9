"""Engines, connections and results."""

from . import base, events  # noqa: F401
from .base import Connection, Engine, ExceptionContextImpl, OptionEngine  # noqa: F401
from .base import NestedTransaction, RootTransaction, Transaction, TwoPhaseTransaction  # noqa: F401
from .create import create_engine, create_mock_engine, create_pool_from_url, engine_from_config  # noqa: F401
from .cursor import CursorResult, ResultProxy  # noqa: F401
from .default import DefaultDialect as Dialect  # noqa: F401
from .default import DefaultExecutionContext as ExecutionContext  # noqa: F401
from .reflection import Inspector, ObjectKind, ObjectScope  # noqa: F401
from .result import (  # noqa: F401
    ChunkedIteratorResult,
    FilterResult,
    FrozenResult,
    IteratorResult,
    MappingResult,
    MergedResult,
    Result,
    ResultMetaData,
    ScalarResult,
    SimpleResultMetaData,
    TupleResult,
    result_tuple,
)
from .row import BaseRow, Row, RowMapping  # noqa: F401
from .url import URL, make_url  # noqa: F401
from ..sql.compiler import Compiled  # noqa: F401
from ..sql.ddl_compiler import GenericTypeCompiler as TypeCompiler  # noqa: F401


class CreateEnginePlugin:
    """Plugins of engines, which aren't supported."""


class AdaptedConnection:
    """A driver connection behind an adapter."""


class BindTyping:
    NONE, SETINPUTSIZES, RENDER_CASTS = 1, 2, 3


ExceptionContext = ExceptionContextImpl
