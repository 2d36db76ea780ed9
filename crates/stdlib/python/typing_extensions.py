"""The names of `typing` under the name of the package that backports them."""

import typing
from typing import (  # noqa: F401
    Annotated, Any, ClassVar, Concatenate, Final, Generic, Literal, LiteralString, Never, NoDefault,
    NoReturn, NotRequired, Optional, ParamSpec, ReadOnly, Required, Self, TYPE_CHECKING, TypeAlias,
    TypeAliasType, TypeGuard, TypeIs, TypeVar, TypeVarTuple, Union, Unpack, cast, get_args, get_origin,
)  # fmt: skip


def __getattr__(name):
    if name == "deprecated":
        from warnings import deprecated

        return deprecated
    if name in ("get_annotations", "Format", "call_annotate_function"):
        import annotationlib

        return getattr(annotationlib, name)
    if name == "get_original_bases":
        from types import get_original_bases

        return get_original_bases
    if name == "Buffer":
        from collections.abc import Buffer

        return Buffer
    if name in ("TypeForm", "NoExtraItems", "Doc", "Sentinel", "IntVar"):
        from _playground import unsupported

        unsupported(f"typing_extensions.{name}", "Write the annotation without it.")
    try:
        value = globals()[name] = getattr(typing, name)
    except AttributeError:
        raise AttributeError(f"module 'typing_extensions' has no attribute {name!r}") from None
    return value
