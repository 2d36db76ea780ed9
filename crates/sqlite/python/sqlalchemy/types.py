"""The types."""

from .sql.sqltypes import *  # noqa: F401, F403
from .sql.sqltypes import NULLTYPE, STRINGTYPE, TIME_TIMEZONE, Concatenable, Indexable, MatchType, NullType, SchemaType, _Binary  # noqa: F401
from .sql.type_api import Emulated, ExternalType, NativeForEmulated, TypeDecorator, TypeEngine, UserDefinedType, Variant, adapt_type, to_instance  # noqa: F401
