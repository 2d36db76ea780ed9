"""Names for annotations."""

from collections.abc import Callable
from typing import Any, TypeVar, Union

DecoratedCallable = TypeVar("DecoratedCallable", bound=Callable[..., Any])
UnionType = type(int | str)
ModelNameMap = dict
IncEx = Any
DependencyCacheKey = tuple
__all__ = ["DecoratedCallable", "DependencyCacheKey", "IncEx", "ModelNameMap", "Union", "UnionType"]
