"""Configuration: `ConfigDict`, how settings of a class come together, and which of them the core is told."""

from .errors import PydanticUserError

ExtraValues = str
JsonDict = dict


class ConfigDict(dict):
    """A dict of settings: calling it with keywords is how programs write `model_config`."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


CONFIG_KEYS = frozenset(
    (
        'title model_title_generator field_title_generator str_to_lower str_to_upper str_strip_whitespace str_min_length '
        'str_max_length extra frozen populate_by_name use_enum_values validate_assignment arbitrary_types_allowed '
        'from_attributes loc_by_alias alias_generator ignored_types allow_inf_nan json_schema_extra json_encoders strict '
        'revalidate_instances ser_json_timedelta ser_json_temporal val_temporal_unit ser_json_bytes val_json_bytes '
        'ser_json_inf_nan validate_default validate_return protected_namespaces hide_input_in_errors defer_build '
        'plugin_settings schema_generator json_schema_serialization_defaults_required json_schema_mode_override '
        'coerce_numbers_to_str regex_engine validation_error_cause use_attribute_docstrings cache_strings '
        'validate_by_alias validate_by_name serialize_by_alias url_preserve_empty_path polymorphic_serialization'
    ).split()
)
# What the core understands under the same name.
_CORE_KEYS = (
    'strict str_max_length str_min_length str_strip_whitespace str_to_lower str_to_upper allow_inf_nan from_attributes '
    'loc_by_alias revalidate_instances validate_default ser_json_timedelta ser_json_temporal val_temporal_unit '
    'ser_json_bytes ser_json_inf_nan val_json_bytes hide_input_in_errors coerce_numbers_to_str regex_engine '
    'validation_error_cause cache_strings validate_by_alias validate_by_name serialize_by_alias url_preserve_empty_path '
    'polymorphic_serialization'
).split()
_RENAMED = {
    'allow_mutation': 'frozen',
    'allow_population_by_field_name': 'validate_by_name',
    'anystr_lower': 'str_to_lower',
    'anystr_strip_whitespace': 'str_strip_whitespace',
    'anystr_upper': 'str_to_upper',
    'keep_untouched': 'ignored_types',
    'max_anystr_length': 'str_max_length',
    'min_anystr_length': 'str_min_length',
    'orm_mode': 'from_attributes',
    'schema_extra': 'json_schema_extra',
    'validate_all': 'validate_default',
}
_GONE = {
    'allow_mutation',
    'error_msg_templates',
    'fields',
    'getter_dict',
    'smart_union',
    'underscore_attrs_are_private',
    'json_loads',
    'json_dumps',
    'copy_on_model_validation',
    'post_init_call',
}


def core_config(config, title=None):
    """The part of a class's settings that the core is told."""
    result = {}
    if not config:
        if title:
            result['title'] = title
        return result
    title = config.get('title') or title
    if title:
        result['title'] = title
    extra = config.get('extra')
    if extra is not None:
        result['extra_fields_behavior'] = extra
    for key in _CORE_KEYS:
        value = config.get(key)
        if value is not None:
            result[key] = value
    if config.get('populate_by_name'):
        if 'validate_by_alias' not in config:
            result['validate_by_alias'] = True
        if 'validate_by_name' not in config:
            result['validate_by_name'] = True
    if result.get('validate_by_alias') is False:
        if 'validate_by_name' not in result:
            result['validate_by_name'] = True
        elif not result['validate_by_name']:
            raise PydanticUserError(
                'At least one of `validate_by_alias` or `validate_by_name` must be set to True.',
                code='validate-by-alias-and-name-false',
            )
    return result


def prepare_config(config):
    """A program's settings as a plain dict; a class (the first version's way) is accepted with a warning."""
    if config is None:
        return {}
    if not isinstance(config, dict):
        import warnings

        from .warnings import PydanticDeprecatedSince20

        warnings.warn(
            'Support for class-based `config` is deprecated, use ConfigDict instead',
            PydanticDeprecatedSince20,
            stacklevel=4,
        )
        config = {key: getattr(config, key) for key in dir(config) if not key.startswith('__')}
    old = [key for key in config if key in _RENAMED or key in _GONE]
    if old:
        _warn_of_old_keys(old)
    return config


def _warn_of_old_keys(old):
    import warnings

    lines = ['Valid config keys have changed in V2:']
    renamed = sorted(key for key in old if key in _RENAMED and key not in _GONE)
    lines += [f'* {key!r} has been renamed to {_RENAMED[key]!r}' for key in renamed]
    lines += [f'* {key!r} has been removed' for key in sorted(key for key in old if key in _GONE)]
    warnings.warn('\n'.join(lines), UserWarning, stacklevel=5)


def collect_config(bases, namespace, kwargs):
    """Settings of a new class: those of its bases, then its own, then keywords of the class statement."""
    merged = {}
    for base in bases:
        inherited = getattr(base, 'model_config', None)
        if inherited:
            merged.update(inherited)
    own = namespace.get('model_config')
    old_style = namespace.get('Config')
    if old_style is not None and own is not None:
        raise PydanticUserError('"Config" and "model_config" cannot be used together', code='config-both')
    if own is None and old_style is None and 'model_config' in namespace.get('__annotations__', ()):
        raise PydanticUserError(
            '`model_config` cannot be used as a model field name. Use `model_config` for model configuration.',
            code='model-config-invalid-field-name',
        )
    if own is not None or old_style is not None:
        merged.update(prepare_config(own if own is not None else old_style))
    for key in list(kwargs):
        if key in CONFIG_KEYS:
            merged[key] = kwargs.pop(key)
    return merged


def with_config(config=None, /, **kwargs):
    """Give settings to a dataclass or a typed dict by a decorator."""
    if config is not None and kwargs:
        raise ValueError('Cannot specify both `config` and keyword arguments')
    if len(kwargs) == 1 and kwargs.get('config') is not None:
        config = kwargs['config']
    settings = config if config is not None else kwargs

    def decorate(class_):
        from ._typing import is_model_class

        if is_model_class(class_):
            raise PydanticUserError(
                f'Cannot use `with_config` on {class_.__name__} as it is a Pydantic model', code='with-config-on-model'
            )
        class_.__pydantic_config__ = settings
        return class_

    return decorate
