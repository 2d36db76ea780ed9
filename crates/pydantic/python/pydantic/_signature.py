"""The signature that a model class shows: one keyword for each field."""

import inspect

from _pydantic_core import PydanticUndefined


def model_signature(cls):
    """The signature of a model's constructor."""
    parameters = {}
    var_keyword = None
    init = inspect.signature(cls.__init__).parameters.values() if cls.__pydantic_custom_init__ else ()
    for parameter in list(init)[1:] if init else ():
        if parameter.kind is parameter.VAR_KEYWORD:
            var_keyword = parameter
            continue
        parameters[parameter.name] = parameter
    if var_keyword is not None or not init:
        for name, field in cls.__pydantic_fields__.items():
            if field.init is False:
                continue
            shown = _field_name(name, field, cls.model_config)
            if shown is None or shown in parameters:
                continue
            default = inspect.Parameter.empty
            if not field.is_required():
                default = field.default if field.default is not PydanticUndefined else _FACTORY
            parameters[shown] = inspect.Parameter(
                shown, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=field.rebuild_annotation()
            )
        if cls.model_config.get('extra') == 'allow':
            name = var_keyword.name if var_keyword is not None and var_keyword.name != 'data' else 'extra_data'
            while name in parameters:
                name += '_'
            annotation = var_keyword.annotation if var_keyword is not None else inspect.Parameter.empty
            import typing

            if annotation is inspect.Parameter.empty:
                annotation = typing.Any
            parameters[name] = inspect.Parameter(name, inspect.Parameter.VAR_KEYWORD, annotation=annotation)
    return inspect.Signature(list(parameters.values()), return_annotation=None)


class _Factory:
    def __repr__(self):
        return '<factory>'


_FACTORY = _Factory()


def _field_name(name, field, config):
    import keyword

    alias = field.alias if isinstance(field.alias, str) else None
    if alias and alias.isidentifier() and not keyword.iskeyword(alias):
        return alias
    if alias and not (config.get('populate_by_name') or config.get('validate_by_name')):
        validation = field.validation_alias
        if isinstance(validation, str) and validation.isidentifier():
            return validation
    return name if name.isidentifier() and not keyword.iskeyword(name) else None
