"""Schemas of what has fields: models, dataclasses, typed dicts, named tuples; and of the parameters of calls."""

import typing

from _pydantic_core import PydanticUndefined

from . import _typing
from ._decorators import EMPTY, return_annotation, unwrap, validator_takes_info
from ._schema import add_json_function, type_ref
from .aliases import apply_alias_generator
from .config import core_config
from .errors import PydanticUserError
from .fields import FieldInfo, build_field


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
                'fields': {
                    name: _model_field(generator, name, field, decorators) for name, field in fields.items()
                },
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
                    decorator.func, info.mode, info.when_used, info.return_type, generator.generate, owner='model',
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


# -- dataclasses, typed dicts, named tuples --------------------------------------------------------------------------


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
        config = {key: value for key, value in config.items() if key not in ('title', 'extra', 'alias_generator')} if not config.get(
            '__from_adapter__'
        ) else config
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
            docs = None
            for name, annotation in cls.__annotations__.items():
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
            annotations = getattr(cls, '__annotations__', None) or {}
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


# -- calls -----------------------------------------------------------------------------------------------------------

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
            overlap = [p for p in signature.parameters if p in target.__annotations__ and p != name]
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
    annotations = _typing.call_annotate(annotate) if annotate is not None else getattr(function, '__annotations__', None) or {}
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
