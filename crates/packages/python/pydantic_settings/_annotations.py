"""Questions about the annotation of a field: is its value written as JSON, which enum does it name, which aliases has it?"""

import typing
import warnings
from collections import deque
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import is_dataclass
from enum import Enum
from typing import get_args, get_origin

from pydantic import AliasChoices, BaseModel, Json, RootModel, Secret
from pydantic.dataclasses import is_pydantic_dataclass
from pydantic.types import Strict
from typing_inspection import typing_objects
from typing_inspection.introspection import is_union_origin

from .exceptions import IncompleteFieldDefinitionWarning, SettingsError

_COLLECTIONS = (BaseModel, Mapping, Sequence, AbstractSet, tuple, set, frozenset, deque)


def is_subclass(item, classes):
    return isinstance(item, type) and issubclass(item, classes)


def is_model(item):
    return is_subclass(item, BaseModel) and item is not BaseModel


def has_fields(annotation):
    """A model or a dataclass of Pydantic's."""
    return is_model(annotation) or is_pydantic_dataclass(annotation)


def is_union(annotation):
    return is_union_origin(get_origin(annotation))


def is_annotated(annotation):
    return get_origin(annotation) is typing.Annotated


def strip_annotated(annotation):
    return annotation.__origin__ if is_annotated(annotation) else annotation


def unwrap_optional(annotation):
    """`T` of `T | None`; any other annotation is returned as it is."""
    if is_union(annotation):
        args = get_args(annotation)
        if len(args) == 2 and type(None) in args:
            return args[0] if args[1] is type(None) else args[1]
    return annotation


def resolve_alias(annotation):
    """The annotation that a `type` statement stands for."""
    while True:
        if typing_objects.is_typealiastype(annotation):
            annotation = annotation.__value__
            continue
        origin = get_origin(annotation)
        if not typing_objects.is_typealiastype(origin):
            return annotation
        arguments = get_args(annotation)
        annotation = origin.__value__
        if getattr(annotation, "__parameters__", ()):
            annotation = annotation[arguments]


def annotation_and_metadata(field):
    annotation, metadata = resolve_alias(field.annotation), field.metadata
    if is_annotated(annotation):
        annotation, *more = get_args(annotation)
        metadata = [*metadata, *more]
    return annotation, metadata


def is_complex(annotation, metadata=()):
    """Is a value of this type written as JSON?"""
    annotation = resolve_alias(annotation)
    if is_subclass(annotation, RootModel) and annotation is not RootModel:
        annotation = annotation.model_fields["root"].annotation
    if any(isinstance(item, Json) for item in metadata):
        return False
    origin = get_origin(annotation)
    if is_annotated(annotation):
        inner, *more = get_args(annotation)
        return is_complex(inner, more)
    if is_subclass(origin, Secret):
        return False
    return (
        _is_collection(annotation)
        or _is_collection(origin)
        or hasattr(origin, "__pydantic_core_schema__")
        or hasattr(origin, "__get_pydantic_core_schema__")
    )


def _is_collection(annotation):
    if is_subclass(annotation, (str, bytes)):
        return False
    return is_subclass(annotation, _COLLECTIONS) or is_dataclass(annotation)


def is_complex_union(annotation, metadata=(), seen=()):
    """Has the union a member whose value is written as JSON?"""
    for member in get_args(annotation):
        if member in seen:
            continue
        path = (*seen, member)
        member = resolve_alias(member)
        if is_complex(member, metadata):
            return True
        inner = unwrap_member(member)
        if is_union(inner) and is_complex_union(inner, metadata, path):
            return True
    return False


def unwrap_member(annotation):
    while is_annotated(annotation):
        annotation, *metadata = get_args(annotation)
        if any(isinstance(item, Json) for item in metadata):
            return None
        annotation = resolve_alias(annotation)
    return annotation


def has_strict_member(annotation):
    return any(
        is_annotated(member) and any(isinstance(item, Strict) for item in get_args(member)[1:])
        for member in get_args(annotation)
    )


def has_json(annotation):
    """Is `Json` anywhere in it?"""
    return isinstance(annotation, Json) or any(has_json(member) for member in get_args(annotation))


def names_numeric_enum(annotation):
    """Does a literal in it name members of an enum of numbers?"""
    if get_origin(annotation) is typing.Literal:
        return any(isinstance(item, (int, float)) and isinstance(item, Enum) for item in get_args(annotation))
    if is_annotated(annotation):
        return names_numeric_enum(get_args(annotation)[0])
    return is_union(annotation) and any(names_numeric_enum(member) for member in get_args(annotation))


def enum_member(annotation, name):
    """The member of that name of the first enum in the annotation that has one."""
    for item in (annotation, get_origin(annotation)):
        if is_subclass(item, Enum) and name in item.__members__:
            return item[name]
    for item in get_args(annotation):
        found = enum_member(item, name)
        if found is not None:
            return found
    return None


def fields_of(model):
    if is_pydantic_dataclass(model) and hasattr(model, "__pydantic_fields__"):
        return model.__pydantic_fields__
    if is_model(model):
        return model.model_fields
    raise SettingsError(f"Error: {model.__name__} is not subclass of BaseModel or pydantic.dataclasses.dataclass")


def config_of(model):
    return getattr(model, "model_config", None) or getattr(model, "__pydantic_config__", {})


def by_alias(config):
    return config.get("validate_by_alias") is not False


def by_name(config):
    for key in ("validate_by_name", "populate_by_name"):
        if config.get(key) is not None:
            return config[key]
    return config.get("validate_by_alias") is False


def alias_names(name, field, config, case_sensitive=True):
    """The names that an input may have; the first is the one under which sources hand it on."""
    names = []
    if not by_alias(config) or not (field.alias or field.validation_alias):
        names.append(name)
    else:
        alias = field.validation_alias if field.validation_alias is not None else field.alias
        paths = []
        for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
            (names if isinstance(choice, str) else paths).append(choice)
        if not names and paths:
            names.append(paths[0].path[0])
    return list(dict.fromkeys(item if case_sensitive else item.lower() for item in names))


def warn_if_incomplete(field, name, warned):
    """Say once that the annotation of a field isn't resolved yet."""
    if field._complete or id(field) in warned:
        return
    warned.add(id(field))
    warnings.warn(
        f"Field {name!r} has an incomplete definition: its annotation contains an unresolved forward reference, so settings "
        "sources may fail to correctly resolve its value. Call `model_rebuild()` on the model where the field is defined, "
        "once all the referenced types are defined.",
        IncompleteFieldDefinitionWarning,
    )
