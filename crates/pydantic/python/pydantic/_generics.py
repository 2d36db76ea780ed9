"""Generic models with type arguments, and models made by `create_model`."""

import typing

from . import _typing
from ._repr import display_as_type
from .errors import PydanticUserError

# The models made from a generic one, kept on the generic class itself so that they live as long as it does.
_CACHE = '__pydantic_parametrized__'


def parametrized_name(cls, params):
    """`Page[User]`: the class's name with those of its arguments."""
    if not issubclass(cls, typing.Generic):
        raise TypeError('Concrete names should only be generated for generic models.')
    names = [param if isinstance(param, str) else display_as_type(param) for param in params]
    return f'{cls.__name__}[{", ".join(names)}]'


def parametrize(cls, values):
    """The model with type arguments put in for its type variables."""
    from .main import BaseModel

    if cls is BaseModel:
        raise TypeError('Type parameters should be placed on typing.Generic, not BaseModel')
    if not hasattr(cls, '__parameters__') and not cls.__pydantic_generic_metadata__['parameters']:
        raise TypeError(f'{cls} cannot be parametrized because it does not inherit from typing.Generic')
    metadata = cls.__pydantic_generic_metadata__
    parameters = metadata['parameters']
    if not parameters and typing.Generic not in cls.__bases__:
        if metadata['origin'] is None:
            raise TypeError(f'{cls} is not a generic class')
        raise TypeError(f'{cls} is not a generic class')
    if not isinstance(values, tuple):
        values = (values,)
    values = tuple(_typing.NoneType if value is None else value for value in values)
    if len(values) > len(parameters):
        raise TypeError(f'Too many arguments for {cls}; actual {len(values)}, expected {len(parameters)}')
    if len(values) < len(parameters):
        filled = list(values)
        for parameter in parameters[len(values) :]:
            has_default = getattr(parameter, 'has_default', None)
            if has_default is None or not has_default():
                raise TypeError(f'Too few arguments for {cls}; actual {len(values)}, expected {len(parameters)}')
            filled.append(parameter.__default__)
        values = tuple(filled)
    type_map = dict(zip(parameters, values))
    if all(parameter is value for parameter, value in type_map.items()):
        return cls
    origin = metadata['origin'] or cls
    args = tuple(_typing.replace_types(arg, type_map) for arg in (metadata['args'] or parameters))
    if metadata['origin'] is not None:
        return parametrize(origin, args)
    cache = cls.__dict__.get(_CACHE)
    if cache is None:
        cache = {}
        type.__setattr__(cls, _CACHE, cache)
    key = _key(args)
    made = cache.get(key)
    if made is not None:
        return made
    new_parameters = {}
    for arg in args:
        for variable in _typing.type_parameters(arg):
            new_parameters[variable] = None
    name = cls.model_parametrized_name(args)
    return _submodel(cls, name, args, tuple(new_parameters), type_map, cache, key)


def _key(args):
    # Unions are equal in any order, but their models' schemas are not.
    return tuple(
        (arg, tuple(arg.__args__) if _typing.get_origin(arg) is typing.Union else None, type(arg)) for arg in args
    )


def _submodel(cls, name, args, parameters, type_map, cache, key):
    from . import _model
    from ._decorators import collect_decorators

    meta = type(cls)
    namespace = {'__module__': cls.__module__, '__qualname__': _qualified(cls, name)}
    namespace['__class_vars__'] = set(cls.__class_vars__)
    bases = [cls]
    if parameters and typing.Generic not in cls.__mro__:
        bases.append(typing.Generic)
    namespace['model_config'] = cls.model_config
    namespace['__private_attributes__'] = cls.__private_attributes__
    made = super(_model.ModelMetaclass, meta).__new__(meta, name, tuple(bases), namespace)
    if '__parameters__' in made.__dict__ or parameters:
        type.__setattr__(made, '__parameters__', parameters)
    made.__pydantic_setattr_handlers__ = {}
    made.__pydantic_decorators__ = collect_decorators(made, {})
    made.__pydantic_generic_metadata__ = {'origin': cls, 'args': args, 'parameters': parameters}
    made.__pydantic_type_map__ = type_map
    made.__pydantic_complete__ = False
    made.__pydantic_parent_namespace__ = cls.__pydantic_parent_namespace__
    # A model that refers to itself with the same arguments must find this class.
    cache[key] = made
    fields = {}
    for field_name, field in cls.__pydantic_fields__.items():
        copied = field._copy()
        copied.annotation = _typing.replace_types(copied.annotation, type_map)
        copied._own = getattr(field, '_own', (cls, None))
        fields[field_name] = copied
    made.__pydantic_fields__ = fields
    try:
        _model.complete(made, raise_errors=False)
    except BaseException:
        del cache[key]
        raise
    super(made, made).__pydantic_init_subclass__()
    return made


def _qualified(cls, name):
    prefix = cls.__qualname__.rpartition('.')[0]
    return f'{prefix}.{name}' if prefix else name


def create_model(model_name, *, config, doc, base, module, validators, namespace, cls_kwargs, qualname, definitions):
    """Make a model class."""
    import types

    from .main import BaseModel

    if base is None:
        bases = (BaseModel,)
    else:
        bases = base if isinstance(base, tuple) else (base,)
    annotations = {}
    body = {}
    for name, definition in definitions.items():
        if isinstance(definition, tuple):
            if len(definition) != 2:
                raise PydanticUserError(
                    f'Field definition for {name!r} should a single element representing the type or a two-tuple, the first '
                    'element being the type and the second element the assigned value (either a default or the `Field()` '
                    'function).',
                    code='create-model-field-definitions',
                )
            annotations[name], body[name] = definition
        else:
            annotations[name] = definition
    if module is None:
        module = _typing.caller_namespace().get('__name__', '__main__')
    full = {'__module__': module, '__qualname__': qualname or model_name}
    if doc:
        full['__doc__'] = doc
    if namespace:
        full.update(namespace)
    if validators:
        full.update(validators)
    full.update(body)
    full['__annotations__'] = annotations
    if config is not None:
        if base is not None and any(b.model_config for b in bases if hasattr(b, 'model_config')):
            config = {**{k: v for b in bases for k, v in b.model_config.items()}, **config}
        full['model_config'] = config
    resolved = types.resolve_bases(bases) if hasattr(types, 'resolve_bases') else bases
    if resolved is not bases:
        full['__orig_bases__'] = bases
    meta = type(resolved[0])
    return meta(model_name, tuple(resolved), full, **(cls_kwargs or {}))
