"""Schemas of calls: the parameters of functions, and what they return."""

import typing

from _pydantic_core import PydanticUndefined

from . import _typing
from ._decorators import EMPTY, unwrap
from ._schema_classes import alias_for_core, field_schema
from .aliases import apply_alias_generator
from .errors import PydanticUserError
from .fields import build_field

_MODES = {0: 'positional_only', 1: 'positional_or_keyword', 3: 'keyword_only'}


def arguments_schema(generator, function):
    """The schema of a function's parameters."""
    import inspect

    signature = inspect.signature(function)
    annotations = function_annotations(function, generator)
    parameters = []
    result = {'type': 'arguments', 'arguments_schema': parameters}
    for name, parameter in signature.parameters.items():
        annotation = annotations.get(name, typing.Any)
        kind = int(parameter.kind)
        if kind in _MODES:
            default = PydanticUndefined if parameter.default is parameter.empty else parameter.default
            parameters.append(_parameter(generator, name, annotation, default, _MODES[kind]))
        elif parameter.kind is parameter.VAR_POSITIONAL:
            result['var_args_schema'] = generator.generate(annotation)
        elif getattr(_typing.get_origin(annotation), '_name', None) == 'Unpack':
            target = annotation.__args__[0]
            if not _typing.is_typed_dict(_typing.get_origin(target) or target):
                raise PydanticUserError(
                    f'Expected a `TypedDict` class inside `Unpack[...]`, got {target!r}', code='unpack-typed-dict'
                )
            overlap = [p for p in signature.parameters if p in _typing.all_annotations(target) and p != name]
            if overlap:
                raise PydanticUserError(
                    f'Typed dictionary {target.__name__!r} overlaps with parameter'
                    f'{"s" if len(overlap) > 1 else ""} {", ".join(repr(p) for p in sorted(overlap))}',
                    code='overlapping-unpack-typed-dict',
                )
            result['var_kwargs_mode'] = 'unpacked-typed-dict'
            result['var_kwargs_schema'] = generator.generate(target)
        else:
            result['var_kwargs_mode'] = 'uniform'
            result['var_kwargs_schema'] = generator.generate(annotation)
    config = generator.config
    by_name = config.get('validate_by_name') or config.get('populate_by_name')
    if by_name is not None:
        result['validate_by_name'] = by_name
    return result


def _parameter(generator, name, annotation, default, mode):
    field = build_field(annotation, default)
    alias_generator = generator.config.get('alias_generator')
    schema = field_schema(generator, name, field, EMPTY)
    if alias_generator is not None:
        apply_alias_generator(alias_generator, name, field)
    from ._metadata import json_metadata

    metadata = dict(schema.get('metadata') or {})
    json_metadata(field, metadata)
    if metadata:
        schema = {**schema, 'metadata': metadata}
    result = {'name': name, 'schema': schema, 'mode': mode}
    if field.validation_alias is not None:
        result['alias'] = alias_for_core(field.validation_alias)
    return result


def function_annotations(function, generator):
    """The resolved annotations of a function."""
    function = unwrap(function)
    annotate = getattr(function, '__annotate__', None)
    annotations = (
        _typing.call_annotate(annotate) if annotate is not None else getattr(function, '__annotations__', None) or {}
    )
    globals_ = getattr(function, '__globals__', None) or _typing.module_namespace(function)
    result = {}
    for name, annotation in annotations.items():
        try:
            result[name] = _typing.resolve(annotation, globals_, generator.locals)
        except NameError as error:
            from .errors import PydanticUndefinedAnnotation

            raise PydanticUndefinedAnnotation.from_name_error(error) from error
    return result


def call_schema(generator, function, validate_return=False):
    """The schema of a call: parameters, the function, perhaps what it returns."""
    schema = {'type': 'call', 'arguments_schema': arguments_schema(generator, function), 'function': function}
    if validate_return:
        annotations = function_annotations(function, generator)
        if 'return' in annotations:
            schema['return_schema'] = generator.generate(annotations['return'])
    return schema
