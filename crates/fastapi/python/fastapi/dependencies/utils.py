"""Analyses the signatures of path operations and dependencies."""

import inspect
from copy import copy
from typing import Annotated, get_args, get_origin

from pydantic.fields import FieldInfo

from fastapi import params
from fastapi._fields import (
    ModelField,
    bare,
    create_field,
    is_scalar,
    is_scalar_sequence,
    is_subclass,
    is_upload,
    is_upload_sequence,
    models_of,
    without_marks,
)
from fastapi.dependencies.models import Dependant
from fastapi.utils import get_path_param_names
from starlette.background import BackgroundTasks
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

EMPTY = inspect.Parameter.empty


def _hints(call):
    """The evaluated annotations, where the program wrote them as strings."""
    import typing

    while hasattr(call, "func") and hasattr(call, "keywords"):
        call = call.func
    if isinstance(call, type):
        call = call.__init__
    elif not hasattr(call, "__code__") and not hasattr(call, "__func__"):
        call = type(call).__call__
    call = inspect.unwrap(call)
    try:
        return typing.get_type_hints(call, include_extras=True)
    except Exception:
        # A name that is only known to type checkers; the signature's own text is all there is.
        return {}


def typed_parameters(call):
    """Name, annotation, default and kind of each parameter."""
    signature = inspect.signature(call)
    found = list(signature.parameters.values())
    hints = None
    result = []
    for parameter in found:
        annotation = parameter.annotation
        if isinstance(annotation, str):
            if hints is None:
                hints = _hints(call)
            annotation = hints.get(parameter.name, annotation)
        if annotation is type(None):
            annotation = None
        result.append((parameter.name, annotation, parameter.default))
    return result


def get_typed_return_annotation(call):
    annotation = inspect.signature(call).return_annotation
    if annotation is inspect.Signature.empty:
        return EMPTY
    if isinstance(annotation, str):
        annotation = _hints(call).get("return", EMPTY)
        if annotation is type(None):
            return None
    return annotation


def get_stream_item_type(annotation):
    """The type of the items that a generator's return annotation promises, None when it isn't one."""
    from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Generator, Iterable, Iterator

    origin = get_origin(annotation)
    if origin in (AsyncIterable, AsyncIterator, AsyncGenerator, Iterable, Iterator, Generator):
        arguments = get_args(annotation)
        if arguments:
            return arguments[0]
        from typing import Any

        return Any
    return None


def get_dependant(
    *, path, call, name=None, own_oauth_scopes=None, parent_oauth_scopes=None, use_cache=True, scope=None, concurrency=None
):
    dependant = Dependant(
        call=call,
        name=name,
        path=path,
        own_oauth_scopes=own_oauth_scopes,
        parent_oauth_scopes=parent_oauth_scopes,
        use_cache=use_cache,
        scope=scope,
        concurrency=concurrency,
    )
    path_names = get_path_param_names(path) if "{" in path else ()
    if path_names:
        path_names = {text.split(":")[0] for text in path_names}
    for param_name, annotation, default in typed_parameters(call):
        depends, field, annotation = analyze_param(
            param_name=param_name, annotation=annotation, value=default, is_path_param=param_name in path_names
        )
        if depends is not None:
            assert depends.dependency
            if dependant.computed_scope == "request" and dependant.is_generator and depends.scope == "function":
                from fastapi.exceptions import DependencyScopeError

                raise DependencyScopeError(
                    f'The dependency "{call.__name__}" has a scope of "request", '
                    'it cannot depend on dependencies with scope "function".'
                )
            dependant.dependencies.append(
                get_dependant(
                    path=path,
                    call=depends.dependency,
                    name=param_name,
                    own_oauth_scopes=_own_scopes(depends),
                    parent_oauth_scopes=dependant.oauth_scopes,
                    use_cache=depends.use_cache,
                    scope=depends.scope,
                    concurrency=depends.concurrency,
                )
            )
        elif field is None:
            if not add_special(param_name, annotation, dependant):
                raise AssertionError(f"Unknown parameter {param_name}")
        else:
            field.owner = call
            add_field(field, dependant)
    return dependant


def _own_scopes(depends):
    scopes = getattr(depends, "scopes", None)
    return list(scopes) if scopes else None


def get_parameterless_sub_dependant(*, depends, path):
    assert callable(depends.dependency), "A parameter-less dependency must have a callable dependency"
    return get_dependant(
        path=path,
        call=depends.dependency,
        own_oauth_scopes=_own_scopes(depends),
        use_cache=depends.use_cache,
        scope=depends.scope,
        concurrency=depends.concurrency,
    )


def _special_name(annotation):
    """The slot of a Dependant that a framework type belongs to, None for any other type."""
    if is_subclass(annotation, Request):
        return "request_param_name"
    if is_subclass(annotation, HTTPConnection):
        from starlette.websockets import WebSocket

        return "websocket_param_name" if issubclass(annotation, WebSocket) else "http_connection_param_name"
    if is_subclass(annotation, Response):
        return "response_param_name"
    if is_subclass(annotation, BackgroundTasks):
        return "background_tasks_param_name"
    if isinstance(annotation, type) and annotation.__name__ == "SecurityScopes":
        from fastapi.security.oauth2 import SecurityScopes

        return "security_scopes_param_name" if issubclass(annotation, SecurityScopes) else None
    return None


def add_special(param_name, annotation, dependant):
    slot = _special_name(annotation)
    if slot is None:
        return False
    setattr(dependant, slot, param_name)
    return True


def analyze_param(*, param_name, annotation, value, is_path_param):
    """What a parameter is: a dependency, a field, or neither; and its bare type."""
    from typing import Any

    field_info = None
    depends = None
    type_annotation = use_annotation = Any if annotation is EMPTY else annotation
    if hasattr(annotation, "__value__") and get_origin(annotation.__value__) is Annotated:
        annotation = annotation.__value__
    if get_origin(annotation) is Annotated:
        type_annotation = get_args(annotation)[0]
        use_annotation = annotation
        chosen = None
        for item in get_args(annotation)[1:]:
            if isinstance(item, (params.Param, params.Body, params.Depends)):
                chosen = item
        if isinstance(chosen, FieldInfo):
            field_info = copy(chosen)
            assert field_info.default in (params.Undefined, Ellipsis), (
                f"`{field_info.__class__.__name__}` default value cannot be set in `Annotated` for "
                f"{param_name!r}. Set the default value with `=` instead."
            )
            if value is not EMPTY:
                assert not is_path_param, "Path parameters cannot have default values"
                field_info.default = value
                _remember(field_info, "default", value)
            else:
                field_info.default = params.Undefined
        elif isinstance(chosen, params.Depends):
            depends = chosen
    if isinstance(value, params.Depends):
        assert depends is None, (
            "Cannot specify `Depends` in `Annotated` and default value "
            f"together for {param_name!r}"
        )
        assert field_info is None, (
            "Cannot specify a FastAPI annotation in `Annotated` and `Depends` as a "
            f"default value together for {param_name!r}"
        )
        depends = value
    elif isinstance(value, FieldInfo):
        assert field_info is None, (
            "Cannot specify FastAPI annotations in `Annotated` and default value "
            f"together for {param_name!r}"
        )
        field_info = value
    if depends is not None and depends.dependency is None:
        depends = depends.for_dependency(type_annotation)
    if depends is None and isinstance(type_annotation, type) and _special_name(type_annotation) is not None:
        assert field_info is None, f"Cannot specify FastAPI annotation for type {type_annotation!r}"
        return None, None, type_annotation
    if depends is not None:
        return depends, None, type_annotation
    if field_info is None:
        default = params.Undefined if value is EMPTY else value
        if is_path_param:
            field_info = params.Path(annotation=use_annotation)
        elif is_upload(type_annotation) or is_upload_sequence(type_annotation):
            field_info = params.File(default, annotation=use_annotation)
        elif not is_scalar(type_annotation):
            field_info = params.Body(default, annotation=use_annotation)
        else:
            field_info = params.Query(default, annotation=use_annotation)
    if is_path_param:
        assert isinstance(field_info, params.Path), (
            f"Cannot use `{field_info.__class__.__name__}` for path param {param_name!r}"
        )
    if use_annotation is not type_annotation and isinstance(field_info, (params.Param, params.Body)):
        field_info = _described_by(field_info, use_annotation)
    if not isinstance(field_info, (params.Param, params.Body)):
        # A plain pydantic Field as the default: it describes a query parameter or a body.
        kind = params.Query if is_scalar(type_annotation) else params.Body
        use_annotation = Annotated[use_annotation, field_info]
        field_info = kind(field_info.default, default_factory=field_info.default_factory, alias=field_info.alias)
    if not field_info.alias:
        field_info = copy(field_info)
        alias = param_name
        if getattr(field_info, "convert_underscores", None):
            alias = param_name.replace("_", "-")
        field_info.alias = alias
    field = create_field(param_name, use_annotation, field_info)
    _check_place(field, param_name, is_path_param)
    return None, field, type_annotation


def _described_by(field_info, annotation):
    """The declaration, completed by what plain pydantic Fields in the annotation say."""
    for item in getattr(annotation, "__metadata__", ()):
        if isinstance(item, FieldInfo) and not hasattr(item, "place"):
            field_info = copy(field_info)
            for name in ("alias", "validation_alias", "title", "description", "deprecated"):
                value = getattr(item, name, None)
                if value is not None and getattr(field_info, name, None) is None:
                    setattr(field_info, name, value)
            if field_info.default is params.Undefined and field_info.default_factory is None:
                field_info.default_factory = item.default_factory
            if item.validate_default is not None and field_info.validate_default is None:
                field_info.validate_default = item.validate_default
    return field_info


def _remember(field_info, name, value):
    """Tells pydantic that an option was set, so that it reaches the JSON Schema."""
    attributes = getattr(field_info, "_attributes_set", None)
    if attributes is not None:
        field_info._attributes_set = {**attributes, name: value}


def _check_place(field, param_name, is_path_param):
    if is_path_param:
        assert is_scalar(field.annotation), "Path params must be of one of the supported types"
    elif isinstance(field.field_info, params.Query):
        assert (
            is_scalar(field.annotation) or is_scalar_sequence(field.annotation) or field.model is not None
        ), f"Query parameter {param_name!r} must be one of the supported types"


def add_field(field, dependant):
    field_info = field.field_info
    place = field_info.in_
    if place is None:
        assert isinstance(field_info, params.Body), f"non-body parameters must be in path, query, header or cookie: {field.name}"
        dependant.body_params.append(field)
    else:
        getattr(dependant, place.value + "_params").append(field)


def get_flat_dependant(dependant, *, skip_repeats=False, visited=None):
    """A dependant with the parameters of all that it depends on, directly or not."""
    visited = [] if visited is None else visited
    visited.append(dependant.cache_key)
    flat = Dependant(call=None, path=dependant.path)
    for slot in ("path_params", "query_params", "header_params", "cookie_params", "body_params"):
        getattr(flat, slot).extend(getattr(dependant, slot))
    flat.dependencies = list(dependant.dependencies)
    for sub in dependant.dependencies:
        if skip_repeats and sub.cache_key in visited:
            continue
        inner = get_flat_dependant(sub, skip_repeats=skip_repeats, visited=visited)
        for slot in ("path_params", "query_params", "header_params", "cookie_params", "body_params", "dependencies"):
            getattr(flat, slot).extend(getattr(inner, slot))
    return flat


def flat_body_params(dependant, visited=None):
    """The body fields of a dependant and of all that it depends on."""
    fields = list(dependant.body_params)
    visited = [] if visited is None else visited
    visited.append(dependant.cache_key)
    for sub in dependant.dependencies:
        if sub.cache_key not in visited:
            fields += flat_body_params(sub, visited)
    return fields


def should_embed_body_fields(fields):
    if not fields:
        return False
    if len({field.name for field in fields}) > 1:
        return True
    first = fields[0]
    if getattr(first.field_info, "embed", None):
        return True
    return isinstance(first.field_info, params.Form) and not models_of(first.annotation)


def get_body_field(*, body_params, name, embed_body_fields):
    """The one field that stands for the whole body."""
    if not body_params:
        return None
    first = body_params[0]
    if not embed_body_fields:
        return first
    from pydantic import create_model

    required = any(field.required for field in body_params)
    definitions = {}
    for field in body_params:
        annotation = type(None) if field.annotation is None else without_marks(field.annotation)
        _remember(field.field_info, "alias", field.alias)
        definitions[field.name] = (annotation, field.field_info)
    model = create_model("Body_" + name, **definitions)
    kinds = [field.field_info for field in body_params]
    default = params.Undefined if required else None
    if any(isinstance(kind, params.File) for kind in kinds):
        info = params.File(default, alias="body")
    elif any(isinstance(kind, params.Form) for kind in kinds):
        info = params.Form(default, alias="body")
    else:
        media_types = [kind.media_type for kind in kinds if isinstance(kind, params.Body)]
        if len(set(media_types)) == 1:
            info = params.Body(default, alias="body", media_type=media_types[0])
        else:
            info = params.Body(default, alias="body")
    return ModelField("body", model, info)


def type_name(annotation):
    return getattr(bare(annotation), "__name__", str(annotation))
