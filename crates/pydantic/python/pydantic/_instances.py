"""What instances of models do rarely or slowly: assignment, deletion, construction without validation, old copies."""

from _pydantic_core import PydanticUndefined, ValidationError

_set = object.__setattr__


def _frozen_error(model, name, value, kind):
    return ValidationError.from_exception_data(
        model.__class__.__name__, [{'type': kind, 'loc': (name,), 'input': value}]
    )


def set_attribute(model, name, value):
    """`model.name = value` by the rules of its class."""
    cls = model.__class__
    if name in cls.__class_vars__:
        raise AttributeError(
            f'{name!r} is a ClassVar of `{cls.__name__}` and cannot be set on an instance. '
            f'If you want to set a value on the class, use `{cls.__name__}.{name} = value`.'
        )
    if name.startswith('_') and name not in cls.__pydantic_fields__:
        private = model.__private_attributes__.get(name)
        if private is None:
            if getattr(model, '__pydantic_private__', None) is None or name not in model.__private_attributes__:
                _set(model, name, value)
                return
        if private is not None and hasattr(private, '__set__'):
            private.__set__(model, value)
            return
        if getattr(model, '__pydantic_private__', None) is None:
            _set(model, '__pydantic_private__', {})
        model.__pydantic_private__[name] = value
        return
    config = cls.model_config
    fields = cls.__pydantic_fields__
    if config.get('frozen'):
        raise _frozen_error(model, name, value, 'frozen_instance')
    field = fields.get(name)
    if field is not None and field.frozen:
        raise _frozen_error(model, name, value, 'frozen_field')
    attribute = getattr(cls, name, None) if field is None else None
    if isinstance(attribute, property):
        attribute.__set__(model, value)
        return
    if attribute is not None and type(attribute).__name__ == 'cached_property':
        model.__dict__[name] = value
        return
    if config.get('validate_assignment'):
        model.__pydantic_validator__.validate_assignment(model, name, value)
        return
    if field is None:
        if config.get('extra') != 'allow':
            raise ValueError(f'"{cls.__name__}" object has no field "{name}"')
        if attribute is not None and name not in (model.model_extra or ()):
            _set(model, name, value)
            return
        if model.__pydantic_extra__ is None:
            _set(model, '__pydantic_extra__', {})
        model.__pydantic_extra__[name] = value
        return
    model.__dict__[name] = value
    model.__pydantic_fields_set__.add(name)


def delete_attribute(model, name):
    """`del model.name` by the rules of its class."""
    private = model.__private_attributes__.get(name)
    if private is not None:
        if hasattr(private, '__delete__'):
            private.__delete__(model)
            return
        try:
            del model.__pydantic_private__[name]
            return
        except (KeyError, TypeError):
            raise AttributeError(f'{type(model).__name__!r} object has no attribute {name!r}') from None
    cls = model.__class__
    if cls.model_config.get('frozen'):
        raise _frozen_error(model, name, None, 'frozen_instance')
    field = cls.__pydantic_fields__.get(name)
    if field is not None and field.frozen:
        raise _frozen_error(model, name, None, 'frozen_field')
    if name in cls.__pydantic_fields__:
        object.__delattr__(model, name)
    elif model.__pydantic_extra__ is not None and name in model.__pydantic_extra__:
        del model.__pydantic_extra__[name]
    else:
        try:
            object.__delattr__(model, name)
        except AttributeError:
            raise AttributeError(f'{type(model).__name__!r} object has no attribute {name!r}')


def construct(cls, fields_set, values):
    """An instance from values that are known to be right."""
    model = cls.__new__(cls)
    found = {}
    given = set()
    for name, field in cls.__pydantic_fields__.items():
        if field.alias is not None and field.alias in values:
            found[name] = values.pop(field.alias)
            given.add(name)
            continue
        if name not in given and field.validation_alias is not None:
            value = _by_alias(field.validation_alias, values)
            if value is not PydanticUndefined:
                found[name] = value
                given.add(name)
        if name not in given:
            if name in values:
                found[name] = values.pop(name)
                given.add(name)
            elif not field.is_required():
                found[name] = field.get_default(call_default_factory=True, validated_data=found)
    extra = None
    if cls.model_config.get('extra') == 'allow':
        extra = dict(values)
    _set(model, '__dict__', found)
    _set(model, '__pydantic_fields_set__', given if fields_set is None else fields_set)
    _set(model, '__pydantic_extra__', extra)
    _set(model, '__pydantic_private__', None)
    if cls.__pydantic_post_init__:
        model.model_post_init(None)
        private = getattr(model, '__pydantic_private__', None)
        if private is not None:
            for name, value in values.items():
                if name in model.__private_attributes__:
                    private[name] = value
    return model


def _by_alias(alias, values):
    from .aliases import AliasPath

    if isinstance(alias, str):
        return values.pop(alias, PydanticUndefined)
    for choice in [alias] if isinstance(alias, AliasPath) else alias.choices:
        if isinstance(choice, str):
            if choice in values:
                return values.pop(choice)
        else:
            value = choice.search_dict_for_path(values)
            if value is not PydanticUndefined:
                return value
    return PydanticUndefined


def old_copy(model, include, exclude, update, deep):
    """The first version's copy."""
    values = dict(model.__dict__)
    extra = dict(model.__pydantic_extra__ or {})
    names = set(values) | set(extra)
    if include is not None:
        names &= set(include)
    if exclude:
        names -= {name for name in exclude if not isinstance(exclude, dict) or exclude[name] in (True, Ellipsis)}
    values = {name: value for name, value in values.items() if name in names}
    extra = {name: value for name, value in extra.items() if name in names}
    fields_set = {name for name in model.__pydantic_fields_set__ if name in names}
    if update:
        for name, value in update.items():
            (values if name in model.__class__.__pydantic_fields__ else extra)[name] = value
        if model.model_config.get('extra') != 'allow':
            values.update(extra)
            extra = {}
        fields_set |= set(update)
    if deep:
        from copy import deepcopy

        values, extra = deepcopy(values), deepcopy(extra)
    cls = model.__class__
    copied = cls.__new__(cls)
    _set(copied, '__dict__', values)
    _set(copied, '__pydantic_fields_set__', fields_set)
    _set(copied, '__pydantic_extra__', extra if model.__pydantic_extra__ is not None else None)
    private = getattr(model, '__pydantic_private__', None)
    _set(copied, '__pydantic_private__', dict(private) if private is not None else None)
    return copied
