"""Schemas of dataclasses, typed dicts and named tuples."""

import typing

from _pydantic_core import PydanticUndefined

from . import _typing
from ._decorators import EMPTY
from ._schema import add_json_function, type_ref
from ._schema_classes import (
    alias_for_core,
    cls_namespaces,
    common_field,
    computed_field_schemas,
    field_schema,
    model_validators,
)
from .aliases import apply_alias_generator
from .config import core_config
from .fields import build_field


def _type_map(tp, origin):
    args = _typing.get_args(tp)
    if not args:
        return None
    parameters = getattr(origin, '__parameters__', None) or getattr(origin, '__type_params__', ())
    return dict(zip(parameters, args)) or None


class _Scope:
    """Settings and namespaces of a class while its schema is made."""

    def __init__(self, generator, cls, config, type_map):
        self.generator = generator
        self.saved = generator.config, generator.globals, generator.locals, generator.type_map, generator.field_name
        if config is not None:
            generator.config = config
        generator.globals, generator.locals = cls_namespaces(cls, generator)
        generator.type_map = type_map if type_map is not None else generator.type_map

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        generator = self.generator
        generator.config, generator.globals, generator.locals, generator.type_map, generator.field_name = self.saved
        return False


def _begin(generator, tp):
    origin = _typing.get_origin(tp) or tp
    ref = type_ref(origin, _typing.get_args(tp))
    if ref in generator.in_progress:
        generator.kept.add(ref)
        return origin, ref, generator.reference(ref)
    if ref in generator.definitions:
        return origin, ref, generator.reference(ref)
    return origin, ref, None


def dataclass_schema(generator, tp):
    """The schema of a dataclass, Pydantic's or the standard one."""
    cls, ref, found = _begin(generator, tp)
    if found is not None:
        return found
    made = cls.__dict__.get('__pydantic_core_schema__')
    if type(made) is dict and cls is tp:
        return generator.share(made)
    from .dataclasses import dataclass_fields

    generator.in_progress[ref] = cls
    config = cls.__dict__.get('__pydantic_config__')
    if config is None:
        config = getattr(cls, '__pydantic_config__', None)
    type_map = _type_map(tp, cls)
    own_config = config
    if config is None:
        config = generator.config
        config = (
            {key: value for key, value in config.items() if key not in ('title', 'extra', 'alias_generator')}
            if not config.get('__from_adapter__')
            else config
        )
    try:
        with _Scope(generator, cls, config, type_map):
            decorators = cls.__dict__.get('__pydantic_decorators__')
            if decorators is None:
                from ._decorators import collect_decorators

                decorators = collect_decorators(cls, dict(cls.__dict__))
            fields = dataclass_fields(cls, generator)
            items = []
            for name, field in fields.items():
                item = common_field(generator, name, field, decorators, 'dataclass-field')
                item['name'] = name
                item['kw_only'] = bool(field.kw_only)
                if field.init is not None:
                    item['init'] = field.init
                if field.init_var:
                    item['init_only'] = True
                if field.frozen:
                    item['frozen'] = True
                items.append(item)
            items.sort(key=lambda item: item.get('kw_only') or False)
            has_post_init = hasattr(cls, '__post_init__')
            inner = {
                'type': 'dataclass-args',
                'dataclass_name': cls.__name__,
                'fields': items,
                'computed_fields': computed_field_schemas(generator, decorators),
                'collect_init_only': has_post_init,
            }
            if decorators is not EMPTY and decorators.root_validators:
                from .deprecated import apply_root_validators

                inner = apply_root_validators(inner, decorators.root_validators.values(), None)
            inner = model_validators(inner, decorators, outer=False)
            title = (config or {}).get('title') if own_config is not None else None
            title = title or cls.__name__
            title_generator = (config or {}).get('model_title_generator')
            if title_generator is not None and not (config or {}).get('title'):
                title = title_generator(cls)
            parameters = cls.__dataclass_params__
            schema = {
                'type': 'dataclass',
                'cls': cls,
                'schema': inner,
                'post_init': has_post_init,
                'ref': ref,
                'fields': [name for name, field in fields.items() if not field.init_var],
                'slots': '__slots__' in cls.__dict__,
                'config': core_config({**(own_config or {}), 'title': title}, title)
                if own_config is not None
                else core_config(config, title),
                'frozen': bool(parameters.frozen) or bool((own_config or {}).get('frozen')),
            }
            if _typing.get_args(tp):
                schema['generic_origin'] = cls
            if decorators is not EMPTY:
                if decorators.model_serializers:
                    from .functional_serializers import serializer_schema

                    decorator = list(decorators.model_serializers.values())[-1]
                    info = decorator.info
                    schema['serialization'] = serializer_schema(
                        decorator.func, info.mode, info.when_used, info.return_type, generator.generate, owner='model'
                    )
                schema = model_validators(schema, decorators, outer=True)
    finally:
        del generator.in_progress[ref]
    return generator.share(schema)


def typed_dict_schema(generator, tp):
    """The schema of a typed dict."""
    cls, ref, found = _begin(generator, tp)
    if found is not None:
        return found
    generator.in_progress[ref] = cls
    config = getattr(cls, '__pydantic_config__', None)
    try:
        with _Scope(generator, cls, config, _type_map(tp, cls)):
            decorators = cls.__dict__.get('__pydantic_decorators__')
            if decorators is None:
                from ._decorators import collect_decorators

                decorators = collect_decorators(cls, dict(cls.__dict__))
            required = cls.__required_keys__
            fields = {}
            for name, annotation in _typing.all_annotations(cls).items():
                annotation = generator.resolve_annotation(annotation)
                is_required = name in required
                annotation, is_required = _strip_required(annotation, is_required)
                field = build_field(_typing.replace_types(annotation, generator.type_map))
                item = common_field(generator, name, field, decorators, 'typed-dict-field')
                item['required'] = is_required
                fields[name] = item
            extra = (config or generator.config).get('extra') or 'ignore'
            schema = {
                'type': 'typed-dict',
                'fields': fields,
                'cls': cls,
                'computed_fields': computed_field_schemas(generator, decorators),
                'extra_behavior': extra,
                'ref': ref,
                'config': core_config(generator.config, (config or {}).get('title') or cls.__name__),
            }
            schema['config']['title'] = (config or {}).get('title') or cls.__name__
            if decorators is not EMPTY and decorators.model_serializers:
                from .functional_serializers import serializer_schema

                decorator = list(decorators.model_serializers.values())[-1]
                info = decorator.info
                schema['serialization'] = serializer_schema(
                    decorator.func, info.mode, info.when_used, info.return_type, generator.generate, owner='model'
                )
            schema = model_validators(schema, decorators, outer=True)
            doc = cls.__dict__.get('__doc__')
            if doc:
                import inspect

                text = inspect.cleandoc(doc)

                def describe(core_schema, handler):
                    json_schema = handler(core_schema)
                    handler.resolve_ref_schema(json_schema).setdefault('description', text)
                    return json_schema

                add_json_function(schema, 'pydantic_js_functions', describe)
    finally:
        del generator.in_progress[ref]
    return generator.share(schema)


def _strip_required(annotation, is_required):
    metadata = ()
    while True:
        origin = _typing.get_origin(annotation)
        if origin is _typing.Annotated:
            metadata = annotation.__metadata__ + metadata
            annotation = annotation.__origin__
            continue
        name = getattr(origin, '_name', None)
        if name == 'Required':
            is_required = True
        elif name == 'NotRequired':
            is_required = False
        elif name != 'ReadOnly':
            break
        annotation = annotation.__args__[0]
    if metadata:
        annotation = _typing.Annotated[(annotation, *metadata)]
    return annotation, is_required


def named_tuple_schema(generator, tp):
    """The schema of a named tuple."""
    cls, ref, found = _begin(generator, tp)
    if found is not None:
        return found
    generator.in_progress[ref] = cls
    try:
        with _Scope(generator, cls, None, _type_map(tp, cls)):
            annotations = _typing.all_annotations(cls)
            defaults = getattr(cls, '_field_defaults', {})
            fields = []
            for name in cls._fields:
                annotation = generator.resolve_annotation(annotations.get(name, typing.Any))
                annotation = _typing.replace_types(annotation, generator.type_map)
                field = build_field(annotation, defaults.get(name, PydanticUndefined))
                value = field_schema(generator, name, field, EMPTY)
                target = value['schema'] if value['type'] == 'default' else value
                from ._metadata import json_metadata

                target['metadata'] = dict(target.get('metadata') or {})
                json_metadata(field, target['metadata'])
                item = {'type': 'named-tuple-field', 'name': name, 'schema': value}
                alias_generator = generator.config.get('alias_generator')
                if alias_generator is not None:
                    apply_alias_generator(alias_generator, name, field)
                if field.validation_alias is not None:
                    item['validation_alias'] = alias_for_core(field.validation_alias)
                fields.append(item)
            schema = {'type': 'named-tuple', 'cls': cls, 'fields': fields, 'ref': ref}
    finally:
        del generator.in_progress[ref]
    return generator.share(schema)
