"""Schemas of models, and of fields of every kind: validators, defaults, aliases, serializers, computed fields."""

import typing

from _pydantic_core import PydanticUndefined

from . import _typing
from ._decorators import EMPTY, return_annotation, validator_takes_info
from ._schema import type_ref
from .aliases import apply_alias_generator
from .config import core_config
from .errors import PydanticUserError


def wrap_default(field, schema):
    """A schema with the default of a field."""
    if field.default_factory is not None:
        result = {
            'type': 'default',
            'schema': schema,
            'default_factory': field.default_factory,
            'default_factory_takes_data': field.default_factory_takes_validated_data,
        }
    elif field.default is not PydanticUndefined:
        result = {'type': 'default', 'schema': schema, 'default': field.default}
    else:
        return schema
    if field.validate_default is not None:
        result['validate_default'] = field.validate_default
    return result


def alias_for_core(alias):
    """A validation alias as the core takes it."""
    return alias if alias is None or isinstance(alias, str) else alias.convert_to_aliases()


def _applies(decorator, name):
    fields = decorator.info.fields
    return name in fields or '*' in fields


def field_schema(generator, name, field, decorators):
    """The schema of a field's value, with its validators, default and serializer."""
    generator.field_name = name
    annotation = field.annotation
    if not field._complete:
        annotation = generator.resolve_annotation(annotation)
    schema = generator.annotated(annotation, field.metadata) if field.metadata else generator.generate(annotation)
    if field.discriminator is not None:
        from ._schema_union import discriminate

        schema = discriminate(generator, schema, field.discriminator)
    if decorators is not EMPTY:
        for decorator in decorators.field_validators.values():
            if _applies(decorator, name):
                schema = _field_validator(generator, schema, decorator, annotation)
        if decorators.validators:
            from .deprecated import apply_validators

            schema = apply_validators(generator, schema, decorators.validators.values(), name, field)
    schema = wrap_default(field, schema)
    if decorators is not EMPTY and decorators.field_serializers:
        applying = [found for found in decorators.field_serializers.values() if _applies(found, name)]
        if applying:
            from .functional_serializers import serializer_schema

            decorator = applying[-1]
            info = decorator.info
            schema = dict(schema)
            schema['serialization'] = serializer_schema(
                decorator.func,
                info.mode,
                info.when_used,
                info.return_type,
                generator.generate,
                owner='field',
                namespace=generator.locals,
            )
    return schema


def _field_validator(generator, schema, decorator, annotation):
    info = decorator.info
    function = decorator.func
    mode = info.mode
    reference = {'type': 'with-info' if validator_takes_info(function, mode) else 'no-info', 'function': function}
    if mode == 'plain':
        from .functional_validators import _call_next

        result = {'type': 'function-plain', 'function': reference}
        result['serialization'] = {
            'type': 'function-wrap',
            'function': _call_next,
            'schema': schema,
            'return_schema': generator.generate(annotation),
        }
    else:
        result = {'type': f'function-{mode}', 'function': reference, 'schema': schema}
    if info.json_schema_input_type is not PydanticUndefined and mode != 'after':
        result['json_schema_input_schema'] = generator.generate(info.json_schema_input_type)
    return result


def common_field(generator, name, field, decorators, kind, title_owner=None):
    """A field of a model, a dataclass or a typed dict: what all of them have in common."""
    config = generator.config
    schema = field_schema(generator, name, field, decorators)
    alias_generator = config.get('alias_generator')
    if alias_generator is not None:
        apply_alias_generator(alias_generator, name, field)
    result = {'type': kind, 'schema': schema}
    if field.validation_alias is not None:
        result['validation_alias'] = alias_for_core(field.validation_alias)
    if field.serialization_alias is not None:
        result['serialization_alias'] = field.serialization_alias
    if field.exclude:
        result['serialization_exclude'] = True
    if field.exclude_if is not None:
        result['serialization_exclude_if'] = field.exclude_if
    metadata = {}
    from ._metadata import json_metadata

    if field._attributes_set:
        json_metadata(field, metadata)
    title_generator = field.field_title_generator or config.get('field_title_generator')
    if title_generator is not None:
        _generated_title(title_generator, name, field, metadata)
    result['metadata'] = metadata
    return result


def _generated_title(title_generator, name, field, metadata):
    if field.title is not None:
        return
    title = title_generator(name, field)
    if not isinstance(title, str):
        raise TypeError(f'field_title_generator {title_generator} must return str, not {title.__class__}')
    metadata['pydantic_js_updates'] = {'title': title, **metadata.get('pydantic_js_updates', {})}


def computed_field_schemas(generator, decorators, fields=()):
    """The computed fields of a class."""
    result = []
    for name, decorator in decorators.computed_fields.items():
        info = decorator.info
        prop = info.wrapped_property
        function = prop.fget if isinstance(prop, property) else getattr(prop, 'func', prop)
        return_type = return_annotation(function, info.return_type, generator.locals)
        if return_type is PydanticUndefined:
            raise PydanticUserError(
                'Computed field is missing return type annotation or specifying `return_type`'
                ' to the `@computed_field` decorator (e.g. `@computed_field(return_type=int | str)`)',
                code='model-field-missing-annotation',
            )
        return_type = _typing.replace_types(return_type, generator.type_map)
        info.return_type = return_type
        schema = generator.generate(return_type)
        serializers = [found for found in decorators.field_serializers.values() if _applies(found, name)]
        if serializers:
            from .functional_serializers import serializer_schema

            found = serializers[-1]
            schema = dict(schema)
            schema['serialization'] = serializer_schema(
                found.func,
                found.info.mode,
                found.info.when_used,
                found.info.return_type,
                generator.generate,
                owner='field',
                namespace=generator.locals,
            )
        alias_generator = generator.config.get('alias_generator')
        if alias_generator is not None:
            apply_alias_generator(alias_generator, name, info)
        item = {'type': 'computed-field', 'property_name': name, 'return_schema': schema}
        if info.alias is not None:
            item['alias'] = info.alias
        if info.exclude_if is not None:
            item['serialization_exclude_if'] = info.exclude_if
        metadata = {}
        from ._metadata import json_metadata

        title_generator = info.field_title_generator or generator.config.get('field_title_generator')
        if title_generator is not None:
            _generated_title(title_generator, name, info, metadata)
        json_metadata(info, metadata)
        metadata['pydantic_js_updates'] = {'readOnly': True, **metadata.get('pydantic_js_updates', {})}
        item['metadata'] = metadata
        result.append(item)
    return result


def model_validators(schema, decorators, outer):
    """A schema with the validators of the whole: `before` ones inside the class's schema, the others around it."""
    if decorators is EMPTY or not decorators.model_validators:
        return schema
    ref = schema.pop('ref', None) if outer else None
    for decorator in decorators.model_validators.values():
        mode = decorator.info.mode
        if (mode == 'before') is outer:
            continue
        function = decorator.func
        bound = function
        if mode == 'after':
            takes_info = _after_takes_info(function)
        else:
            takes_info = validator_takes_info(bound, mode)
        schema = {
            'type': f'function-{mode}',
            'function': {'type': 'with-info' if takes_info else 'no-info', 'function': bound},
            'schema': schema,
        }
    if ref is not None:
        schema['ref'] = ref
    return schema


def _after_takes_info(function):
    from ._decorators import positional_count

    count = positional_count(function, required_only=True)
    if hasattr(function, '__self__'):
        count -= 1
    return count >= 2


def model_schema(generator, cls, fresh=False):
    """The schema of a model class, shared under its ref."""
    ref = type_ref(cls)
    if not fresh:
        if ref in generator.in_progress:
            generator.kept.add(ref)
            return generator.reference(ref)
        if ref in generator.definitions:
            return generator.reference(ref)
        made = cls.__dict__.get('__pydantic_core_schema__')
        if type(made) is dict and cls.__dict__.get('__pydantic_complete__'):
            return generator.share(made)
    return generator.share(_build_model(generator, cls, ref))


def _build_model(generator, cls, ref):
    from ._model import complete_fields

    outer = generator.config, generator.globals, generator.locals, generator.field_name
    generator.in_progress[ref] = cls
    config = generator.config = cls.model_config
    generator.globals, generator.locals = cls_namespaces(cls, generator)
    try:
        if not cls.__pydantic_fields_complete__:
            complete_fields(cls, generator.globals, generator.locals)
        fields = cls.__pydantic_fields__
        decorators = cls.__pydantic_decorators__
        _check_decorated_fields(cls, decorators, fields)
        if cls.__pydantic_root_model__:
            root = fields['root']
            inner = field_schema(generator, 'root', root, decorators)
            inner = model_validators(inner, decorators, outer=False)
        else:
            inner = {
                'type': 'model-fields',
                'fields': {name: _model_field(generator, name, field, decorators) for name, field in fields.items()},
                'model_name': cls.__name__,
                'computed_fields': computed_field_schemas(generator, decorators) if decorators is not EMPTY else [],
            }
            if config.get('extra') == 'allow':
                extras = _extras_schema(generator, cls)
                if extras is not None:
                    inner.update(extras)
            if decorators is not EMPTY and decorators.root_validators:
                from .deprecated import apply_root_validators

                inner = apply_root_validators(inner, decorators.root_validators.values(), None)
            inner = model_validators(inner, decorators, outer=False)
        title = config.get('title') or cls.__name__
        title_generator = config.get('model_title_generator')
        if title_generator is not None and not config.get('title'):
            title = title_generator(cls)
            if not isinstance(title, str):
                raise TypeError(f'model_title_generator {title_generator} must return str, not {title.__class__}')
        schema = {
            'type': 'model',
            'cls': cls,
            'schema': inner,
            'custom_init': cls.__pydantic_custom_init__,
            'root_model': cls.__pydantic_root_model__,
            'config': core_config(config, title),
            'ref': ref,
        }
        origin = cls.__pydantic_generic_metadata__['origin']
        if origin is not None:
            schema['generic_origin'] = origin
        if cls.__pydantic_post_init__:
            schema['post_init'] = cls.__pydantic_post_init__
        if config.get('frozen'):
            schema['frozen'] = True
        if decorators is not EMPTY:
            if decorators.model_serializers:
                from .functional_serializers import serializer_schema

                decorator = list(decorators.model_serializers.values())[-1]
                info = decorator.info
                schema['serialization'] = serializer_schema(
                    decorator.func,
                    info.mode,
                    info.when_used,
                    info.return_type,
                    generator.generate,
                    owner='model',
                    namespace=generator.locals,
                )
            schema = model_validators(schema, decorators, outer=True)
            if decorators.root_validators:
                from .deprecated import apply_root_validators

                schema = apply_root_validators(schema, decorators.root_validators.values(), ref)
        schema['metadata'] = {'pydantic_js_functions': [cls.__get_pydantic_json_schema__]}
        return schema
    finally:
        del generator.in_progress[ref]
        generator.config, generator.globals, generator.locals, generator.field_name = outer


def _model_field(generator, name, field, decorators):
    result = common_field(generator, name, field, decorators, 'model-field')
    if field.frozen:
        result['frozen'] = True
    return result


def cls_namespaces(cls, generator=None):
    """Globals and locals in which a class's annotations have their meaning."""
    globals_ = _typing.module_namespace(cls)
    locals_ = {}
    parent = cls.__dict__.get('__pydantic_parent_namespace__')
    if generator is not None and generator.locals:
        locals_.update(generator.locals)
    if parent:
        locals_.update(parent)
    for parameter in getattr(cls, '__type_params__', ()):
        locals_[parameter.__name__] = parameter
    locals_[cls.__name__] = cls
    return globals_, locals_


def _check_decorated_fields(cls, decorators, fields):
    if decorators is EMPTY:
        return
    known = set(fields) | set(decorators.computed_fields) | {'*'}
    for kind in ('validators', 'field_validators', 'field_serializers'):
        for decorator in getattr(decorators, kind).values():
            info = decorator.info
            if info.check_fields is False:
                continue
            for name in info.fields:
                if name not in known:
                    raise PydanticUserError(
                        f'Decorators defined with incorrect fields: {type_ref(decorator.cls_ref)}.'
                        f"{decorator.cls_var_name} (use check_fields=False if you're inheriting from the model and intended "
                        'this)',
                        code='decorator-missing-field',
                    )


def _extras_schema(generator, cls):
    for base in cls.__mro__:
        if base.__dict__.get('__pydantic_base__'):
            return None
        annotations = _typing.own_annotations(base) if isinstance(base, type) else {}
        annotation = annotations.get('__pydantic_extra__')
        if annotation is None:
            continue
        annotation = generator.resolve_annotation(annotation)
        args = _typing.get_args(annotation)
        if _typing.get_origin(annotation) is not dict or len(args) != 2:
            if annotation is dict:
                return None
            raise PydanticUserError(
                'The type annotation for `__pydantic_extra__` must be `dict[str, ...]`', code='invalid-extra-annotation'
            )
        result = {}
        if args[0] is not str:
            result['extras_keys_schema'] = generator.generate(args[0])
        if args[1] is not typing.Any:
            result['extras_schema'] = generator.generate(args[1])
        return result
    return None
