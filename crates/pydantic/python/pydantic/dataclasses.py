"""Dataclasses whose fields are validated, and what fields a dataclass (of any kind) has."""

import dataclasses

from _pydantic_core import ArgsKwargs, PydanticUndefined, SchemaSerializer, SchemaValidator

from . import _typing
from .config import core_config
from .errors import PydanticUndefinedAnnotation, PydanticUserError
from .fields import Field, FieldInfo, build_field

_SKIP = ('__dict__', '__weakref__')


def dataclass_fields(cls, generator=None):
    """The fields of a dataclass in order; annotations are resolved in the class where they were written."""
    result = {}
    pending = dict(cls.__dataclass_fields__)
    for name, found in pending.items():
        kind = getattr(found, '_field_type', None)
        kind_name = getattr(kind, 'name', '')
        if kind_name == '_FIELD_CLASSVAR':
            continue
        init_var = kind_name == '_FIELD_INITVAR'
        owner = _owner(cls, name)
        annotation = found.type
        if isinstance(annotation, dataclasses.InitVar):
            annotation = annotation.type
        annotation = _resolve(annotation, owner, cls, generator)
        if isinstance(annotation, dataclasses.InitVar):
            annotation = annotation.type
            init_var = True
        default = found.default
        if default is dataclasses.MISSING and found.default_factory is not dataclasses.MISSING:
            info = build_field(annotation, Field(default_factory=found.default_factory))
            explicit = False
        elif default is dataclasses.MISSING:
            info = build_field(annotation)
            explicit = False
        else:
            info = build_field(annotation, default)
            explicit = isinstance(default, FieldInfo)
        if generator is not None and generator.type_map:
            info.annotation = _typing.replace_types(info.annotation, generator.type_map)
        if not found.init and info.is_required():
            # Without a default and not given by the caller: there is nothing to validate.
            continue
        if explicit and info.init is False and info.is_required():
            continue
        if not explicit:
            info.init = found.init if info.init is None else info.init
        if info.kw_only is None and not explicit:
            info.kw_only = found.kw_only if found.kw_only is not dataclasses.MISSING else None
        elif explicit and info.kw_only is None and found.kw_only is True:
            info.kw_only = True
        if init_var:
            info.init_var = True
        if found.repr is False:
            info.repr = False
        if info.description is None and getattr(found, 'doc', None):
            info.description = found.doc
        result[name] = info
    return result


def _owner(cls, name):
    for base in cls.__mro__:
        fields = base.__dict__.get('__dataclass_fields__')
        if fields and name in _typing.own_annotations(base):
            return base
    return cls


def _resolve(annotation, owner, cls, generator):
    if not (isinstance(annotation, str) or _typing.is_unresolved(annotation)):
        return annotation
    globals_ = _typing.module_namespace(owner)
    locals_ = {owner.__name__: owner, cls.__name__: cls}
    if generator is not None and generator.locals:
        locals_ = {**generator.locals, **locals_}
    for parameter in getattr(owner, '__type_params__', ()):
        locals_.setdefault(parameter.__name__, parameter)
    text = annotation if isinstance(annotation, str) else None
    if text is not None and 'InitVar[' in text:
        text = text[text.index('InitVar[') + len('InitVar[') : -1]
        annotation = text
    try:
        return _typing.resolve(annotation, globals_, locals_)
    except NameError as error:
        raise PydanticUndefinedAnnotation.from_name_error(error) from error


def dataclass(
    _cls=None,
    *,
    init=False,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=None,
    config=None,
    validate_on_init=None,
    kw_only=False,
    slots=False,
):
    """Like the standard decorator, with validation."""
    if init is not False:
        raise AssertionError('pydantic.dataclasses.dataclass only supports init=False')
    if validate_on_init is False:
        raise AssertionError('validate_on_init=False is no longer supported')

    def create(cls):
        from .main import BaseModel

        if isinstance(cls, type) and issubclass(cls, BaseModel):
            raise PydanticUserError(
                f'Cannot create a Pydantic dataclass from {cls.__name__} as it is already a Pydantic model',
                code='dataclass-on-model',
            )
        original = cls
        settings = config
        has_config = getattr(cls, '__pydantic_config__', None)
        if config is not None and has_config is not None and '__pydantic_config__' in cls.__dict__:
            import warnings

            warnings.warn(
                f'`config` is set via both the `dataclass` decorator and `__pydantic_config__` for dataclass {cls.__name__}. '
                'The `config` specification from `dataclass` decorator will take priority.',
                UserWarning,
                stacklevel=2,
            )
        if settings is None:
            settings = has_config
        settings = dict(settings) if settings else {}
        for base in cls.__mro__[1:]:
            inherited = base.__dict__.get('__pydantic_config__')
            if inherited and config is None:
                settings = {**inherited, **settings}
        from ._decorators import collect_decorators

        decorators = collect_decorators(cls, dict(cls.__dict__))
        if '__dataclass_fields__' in cls.__dict__:
            # A standard dataclass is left as it is: a subclass gets the validation.
            bases = (cls,)
            cls = type(
                cls.__name__,
                bases,
                {'__module__': cls.__module__, '__qualname__': cls.__qualname__, '__doc__': cls.__doc__},
            )
            made_frozen = original.__dataclass_params__.frozen
        else:
            made_frozen = False
            _make_fields(cls)
        is_frozen = bool(frozen) or made_frozen or (bool(settings.get('frozen')) if frozen is None else False)
        doc = original.__doc__ if '__doc__' in original.__dict__ else None
        cls = dataclasses.dataclass(
            cls,
            init=False,
            repr=repr,
            eq=eq,
            order=order,
            unsafe_hash=unsafe_hash,
            frozen=is_frozen,
            kw_only=kw_only,
            slots=slots,
        )
        for decorator_kind in (
            'field_validators',
            'model_validators',
            'field_serializers',
            'model_serializers',
            'validators',
            'root_validators',
            'computed_fields',
        ):
            for decorator in getattr(decorators, decorator_kind).values():
                decorator.cls_ref = cls
        cls.__pydantic_decorators__ = decorators
        cls.__pydantic_config__ = settings
        cls.__is_pydantic_dataclass__ = True
        cls.__doc__ = doc
        cls.__module__ = original.__module__
        cls.__qualname__ = original.__qualname__
        cls.__pydantic_complete__ = False
        _install_init(cls)
        if settings.get('validate_assignment'):
            _install_assignment(cls)
        complete(cls, raise_errors=False)
        return cls

    return create if _cls is None else create(_cls)


def _make_fields(cls):
    """`Field(…)` as a class attribute becomes a field of the standard library that carries it."""
    annotations = _typing.own_annotations(cls)
    for name in list(annotations):
        default = cls.__dict__.get(name)
        if not isinstance(default, FieldInfo):
            continue
        options = {'repr': default.repr}
        if default.kw_only:
            options['kw_only'] = True
        if default.init is not None:
            options['init'] = default.init
        setattr(cls, name, dataclasses.field(default=default, **options))


def _install_init(cls):
    if '__init__' in cls.__dict__ and not getattr(cls.__dict__['__init__'], '__pydantic_base_init__', False):
        return

    def __init__(self, *args, **kwargs):
        # Tracebacks name the class, not this function.
        self.__pydantic_validator__.validate_python(ArgsKwargs(args, kwargs), self_instance=self)

    __init__.__qualname__ = f'{cls.__qualname__}.__init__'
    __init__.__pydantic_base_init__ = True
    cls.__init__ = __init__


def _install_assignment(cls):
    def __setattr__(self, name, value):
        self.__pydantic_validator__.validate_assignment(self, name, value)

    cls.__setattr__ = __setattr__


def complete(cls, raise_errors=True, namespace=None):
    """Make the schema, the validator and the serializer; False if a name is still missing."""
    from ._model import MockValidator
    from ._schema import GenerateSchema

    cls.__pydantic_fields__ = {}
    if '__pydantic_core_schema__' in cls.__dict__:
        del cls.__pydantic_core_schema__
    generator = GenerateSchema(cls.__pydantic_config__, _typing.module_namespace(cls), namespace)
    try:
        if cls.__pydantic_config__.get('defer_build') and not raise_errors:
            raise PydanticUndefinedAnnotation('all referenced types', '')
        cls.__pydantic_fields__ = dataclass_fields(cls, generator)
        hook = getattr(cls, '__get_pydantic_core_schema__', None)
        from ._schema_records import dataclass_schema

        schema = generator.hooked(cls, cls, hook) if hook is not None else dataclass_schema(generator, cls)
        schema = generator.finish(schema)
    except PydanticUndefinedAnnotation as error:
        if raise_errors:
            raise
        shown = error.name if error.name == 'all referenced types' else f'`{error.name}`'
        message = (
            f'`{cls.__name__}` is not fully defined; you should define {shown}, '
            f'then call `pydantic.dataclasses.rebuild_dataclass({cls.__name__})`.'
        )

        def patient(attribute):
            def rebuild():
                try:
                    done = complete(cls, raise_errors=True)
                except PydanticUndefinedAnnotation:
                    complete(cls, raise_errors=False)
                    return None
                return cls.__dict__[attribute] if done else None

            return rebuild

        for attribute in ('__pydantic_validator__', '__pydantic_serializer__', '__pydantic_core_schema__'):
            setattr(cls, attribute, MockValidator(message, patient(attribute), attribute))
        return False
    settings = core_config(cls.__pydantic_config__, cls.__name__)
    cls.__pydantic_core_schema__ = schema
    cls.__pydantic_validator__ = SchemaValidator(schema, settings)
    cls.__pydantic_serializer__ = SchemaSerializer(schema, settings)
    cls.__pydantic_complete__ = True
    cls.__signature__ = _Signature()
    for name, field in cls.__pydantic_fields__.items():
        # The default of `Field(…)` is the class attribute, as the standard library has it.
        if isinstance(cls.__dict__.get(name), FieldInfo):
            if field.default is PydanticUndefined:
                delattr(cls, name)
            else:
                setattr(cls, name, field.default)
    return True


class _Signature:
    """The signature of a dataclass, made when it is asked for."""

    def __get__(self, instance, owner):
        if instance is not None:
            raise AttributeError('__signature__')
        import inspect

        parameters = []
        for name, field in owner.__pydantic_fields__.items():
            if field.init is False:
                continue
            default = inspect.Parameter.empty
            if not field.is_required():
                from ._signature import _FACTORY

                default = field.default if field.default is not PydanticUndefined else _FACTORY
            kind = inspect.Parameter.KEYWORD_ONLY if field.kw_only else inspect.Parameter.POSITIONAL_OR_KEYWORD
            alias = field.alias if isinstance(field.alias, str) and field.alias.isidentifier() else name
            parameters.append(inspect.Parameter(alias, kind, default=default, annotation=field.rebuild_annotation()))
        parameters.sort(key=lambda parameter: parameter.kind)
        return inspect.Signature(parameters, return_annotation=None)


def rebuild_dataclass(cls, *, force=False, raise_errors=True, _parent_namespace_depth=2, _types_namespace=None):
    """Try again to complete a dataclass, now that more names are defined."""
    if not force and cls.__pydantic_complete__:
        return None
    return complete(cls, raise_errors=raise_errors, namespace=dict(_types_namespace) if _types_namespace else None)


def is_pydantic_dataclass(class_, /):
    """Was it made by the decorator of this module?"""
    return (
        isinstance(class_, type) and '__is_pydantic_dataclass__' in class_.__dict__ and dataclasses.is_dataclass(class_)
    )
