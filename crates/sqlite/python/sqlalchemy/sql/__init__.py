"""The expression language."""

from . import sqltypes, elements, functions, selectable  # noqa: F401  (in the order in which they need each other)
from .expression import *  # noqa: F401, F403
from .expression import Nullable, NotNullable, func, SelectLabelStyle, quoted_name  # noqa: F401
from .base import ColumnCollection, Executable  # noqa: F401
from . import default_comparator  # noqa: F401
from .visitors import ClauseVisitor  # noqa: F401

ColumnExpressionArgument = object
