"""The metaclass of models: what happens when a class statement that derives from BaseModel is done."""

import types
import typing
from abc import ABCMeta

from _pydantic_core import PydanticUndefined, SchemaSerializer, SchemaValidator

from . import _typing
from ._decorators import EMPTY, DecoratorProxy, collect_decorators
from .config import collect_config, core_config
from .errors import PydanticUndefinedAnnotation, PydanticUserError
from .fields import FieldInfo, ModelPrivateAttr, build_field

_IGNORED = (types.FunctionType, property, classmethod, staticmethod, DecoratorProxy)
_NO_GENERICS = {'origin': None, 'args': (), 'parameters': ()}


class ModelMetaclass(ABCMeta):
    """Collects fields, private attributes, decorators and settings, then makes the validator and the serializer."""

    def __new__(
        mcs,
        cls_name,
        bases,
        namespace,
        __pydantic_generic_metadata__=None,
        __pydantic_reset_parent_namespace__=True,
        _create_model_module=None,
        **kwargs,
    ):
        if not any(isinstance(base, ModelMetaclass) for base in bases):
            # This is BaseModel itself.
            for name, value in list(namespace.items()):
                if isinstance(value, DecoratorProxy):
                    namespace[name] = value.wrapped
            return super().__new__(mcs, cls_name, bases, namespace)
        config = collect_config(bases, namespace, kwargs)
        namespace['model_config'] = config
        annotations = _typing.namespace_annotations(namespace)
        base_private = {}
        class_vars = set()
        for base in bases:
            if isinstance(base, ModelMetaclass):
                base_private.update(base.__private_attributes__)
                class_vars.update(base.__class_vars__)
        private = _take_private(namespace, annotations, config, class_vars, bases)
        namespace['__class_vars__'] = class_vars
        namespace['__private_attributes__'] = {**base_private, **private}
        if private or base_private:
            _install_private(namespace, bases, private)
        cls = super().__new__(mcs, cls_name, bases, namespace, **kwargs)
        for name, value in private.items():
            value.__set_name__(cls, name)
        if _create_model_module:
            cls.__module__ = _create_model_module
        cls.__pydantic_setattr_handlers__ = {}
        cls.__pydantic_decorators__ = collect_decorators(cls, namespace)
        cls.__pydantic_custom_init__ = not getattr(cls.__init__, '__pydantic_base_init__', False)
        post_init = cls.model_post_init
        cls.__pydantic_post_init__ = None if getattr(post_init, '__pydantic_base_init__', False) else 'model_post_init'
        cls.__pydantic_generic_metadata__ = __pydantic_generic_metadata__ or _generic_metadata(cls, bases, namespace)
        cls.__pydantic_complete__ = False
        cls.__pydantic_parent_namespace__ = None
        collect_fields(cls, bases, annotations, config)
        complete(cls, raise_errors=False)
        if config.get('frozen') and '__hash__' not in namespace:
            _set_hash(cls, bases)
        for base in cls.__mro__[1:]:
            hook = base.__dict__.get('__pydantic_init_subclass__')
            if hook is not None:
                if not base.__dict__.get('__pydantic_base__'):
                    super(cls, cls).__pydantic_init_subclass__(**kwargs)
                break
        return cls

    def __getattr__(cls, name):
        private = cls.__dict__.get('__private_attributes__')
        if private and name in private:
            return private[name]
        if name == '__signature__':
            if '__pydantic_fields__' not in cls.__dict__:
                raise AttributeError(name)
            from ._signature import model_signature

            return model_signature(cls)
        raise AttributeError(name)

    def __dir__(cls):
        return [name for name in super().__dir__() if name != '__fields__']

    @property
    def __fields__(cls):
        _deprecated('The `__fields__` attribute is deprecated, use `model_fields` instead.')
        return cls.__pydantic_fields__

    @property
    def __pydantic_fields_complete__(cls):
        """Are all annotations of the fields resolved?"""
        return all(field._complete for field in cls.__dict__.get('__pydantic_fields__', {}).values())


def _deprecated(text):
    import warnings

    from .warnings import PydanticDeprecatedSince20

    warnings.warn(text, PydanticDeprecatedSince20, stacklevel=3)


# -- private attributes ----------------------------------------------------------------------------------------------


def _take_private(namespace, annotations, config, class_vars, bases):
    """Take private attributes out of a class body, and refuse what can't be a field."""
    private = {}
    ignored = _IGNORED + tuple(config.get('ignored_types') or ())
    if '__root__' in annotations or '__root__' in namespace:
        raise PydanticUserError(
            "To define root models, use `pydantic.RootModel` rather than a field called '__root__'", code=None
        )
    for name, annotation in annotations.items():
        if name.startswith('_') and not name.startswith('__') and name not in namespace:
            if not _typing.is_classvar(annotation):
                private[name] = ModelPrivateAttr()
        if _typing.is_classvar(annotation):
            class_vars.add(name)
    for name, value in list(namespace.items()):
        if name == 'model_config' or name == 'Config':
            continue
        if (
            isinstance(value, type)
            and value.__module__ == namespace.get('__module__')
            and value.__qualname__.startswith(f'{namespace.get("__qualname__")}.')
        ):
            continue
        if isinstance(value, ModelPrivateAttr):
            if name.startswith('__'):
                raise PydanticUserError(
                    'Private attributes must not use dunder names;'
                    f' use a single underscore prefix instead of {name!r}.',
                    code=None,
                )
            if not name.startswith('_'):
                raise PydanticUserError(
                    'Private attributes must not use valid field names;'
                    f' use sunder names, e.g. {"_" + name!r} instead of {name!r}.',
                    code=None,
                )
            private[name] = value
            del namespace[name]
            continue
        if isinstance(value, ignored) or value.__class__.__module__ == 'functools':
            continue
        if name.startswith('__'):
            continue
        if name.startswith('_'):
            if name in annotations and _typing.is_classvar(annotations[name]):
                continue
            if isinstance(value, FieldInfo) and name not in annotations:
                raise PydanticUserError(
                    f'Fields must not use names with leading underscores;'
                    f' e.g., use {name.lstrip("_")!r} instead of {name!r}.',
                    code=None,
                )
            if name in annotations and isinstance(value, FieldInfo):
                continue
            private[name] = ModelPrivateAttr(value)
            del namespace[name]
            continue
        if name in class_vars or name in annotations:
            continue
        if isinstance(value, FieldInfo):
            raise PydanticUserError(f'Field {name!r} requires a type annotation', code='model-field-missing-annotation')
        for base in bases:
            fields = getattr(base, '__pydantic_fields__', None)
            if fields and name in fields:
                raise PydanticUserError(
                    f'Field {name!r} defined on a base class was overridden by a non-annotated attribute. '
                    'All field definitions, including overrides, require a type annotation.',
                    code='model-field-overridden',
                )
        raise PydanticUserError(
            f'A non-annotated attribute was detected: `{name} = {value!r}`. All model fields require a type annotation; if '
            f'`{name}` is not meant to be a field, you may be able to resolve this error by annotating it as a `ClassVar` or '
            "updating `model_config['ignored_types']`.",
            code='model-field-missing-annotation',
        )
    return private


def init_private_attributes(self, context):
    """Give an instance its private attributes."""
    if getattr(self, '__pydantic_private__', None) is None:
        values = {}
        for name, private in self.__private_attributes__.items():
            default = private.get_default()
            if default is not PydanticUndefined:
                values[name] = default
        object.__setattr__(self, '__pydantic_private__', values)


def _install_private(namespace, bases, private):
    own = namespace.get('model_post_init')
    if own is not None:

        def model_post_init(self, context, /):
            init_private_attributes(self, context)
            own(self, context)

        namespace['model_post_init'] = model_post_init
        return
    for base in bases:
        inherited = getattr(base, 'model_post_init', None)
        if inherited is not None and not getattr(inherited, '__pydantic_base_init__', False):
            if inherited is not init_private_attributes:

                def model_post_init(self, context, /, _inherited=inherited):
                    init_private_attributes(self, context)
                    _inherited(self, context)

                namespace['model_post_init'] = model_post_init
                return
    namespace['model_post_init'] = init_private_attributes


# -- fields ----------------------------------------------------------------------------------------------------------


def _generic_metadata(cls, bases, namespace):
    if namespace.get('__orig_bases__') is None and not namespace.get('__type_params__'):
        return _NO_GENERICS
    found = {}
    declared = None
    for base in namespace.get('__orig_bases__') or ():
        if _typing.get_origin(base) is typing.Generic or _typing.get_origin(base) is typing.Protocol:
            declared = base.__args__
    for base in bases:
        metadata = base.__dict__.get('__pydantic_generic_metadata__')
        for parameter in metadata['parameters'] if metadata else ():
            found[parameter] = None
    if declared is None and namespace.get('__type_params__'):
        declared = namespace['__type_params__']
    if declared is None:
        declared = tuple(found)
    else:
        missing = [parameter for parameter in found if parameter not in declared]
        if missing:
            raise TypeError(
                f'All parameters must be present on typing.Generic; you should inherit from '
                f'typing.Generic[{", ".join(p.__name__ for p in (*declared, *missing))}].'
            )
    return {'origin': None, 'args': (), 'parameters': tuple(declared)}


def collect_fields(cls, bases, annotations, config):
    """The fields of a new class: copies of inherited ones, then its own."""
    fields = {}
    for base in reversed(bases):
        inherited = base.__dict__.get('__pydantic_fields__') if isinstance(base, ModelMetaclass) else None
        if inherited is None:
            inherited = _mixin_fields(cls, base)
        for name, field in inherited.items():
            fields[name] = field if isinstance(field, FieldInfo) and base is None else field._copy()
    globals_ = locals_ = None
    protected = config.get('protected_namespaces', ('model_validate', 'model_dump'))
    for name, annotation in annotations.items():
        if (
            name == 'model_config'
            or name.startswith('_')
            or name in cls.__class_vars__
            or _typing.is_classvar(annotation)
        ):
            if (
                name.startswith('_')
                and isinstance(cls.__dict__.get(name), FieldInfo)
                and not _typing.is_classvar(annotation)
            ):
                raise PydanticUserError(
                    f'Fields must not use names with leading underscores;'
                    f' e.g., use {name.lstrip("_")!r} instead of {name!r}.',
                    code=None,
                )
            continue
        complete_ = True
        resolved = annotation
        if annotation is None or _typing.is_unresolved(annotation):
            if globals_ is None:
                from ._schema_classes import cls_namespaces

                globals_, locals_ = cls_namespaces(cls)
            try:
                resolved = _typing.resolve(annotation, globals_, locals_)
            except NameError:
                complete_ = False
        if complete_ and _typing.get_origin(resolved) is typing.ClassVar:
            cls.__class_vars__.add(name)
            continue
        _check_name(cls, bases, name, protected)
        default = cls.__dict__.get(name, PydanticUndefined)
        if default is PydanticUndefined:
            default = _inherited_default(cls, bases, name)
        if isinstance(default, _DESCRIPTORS) or (hasattr(default, '__get__') and not isinstance(default, FieldInfo)):
            default = default.__get__(None, cls) if not isinstance(default, type) else default
        if _typing.get_origin(resolved) is typing.Final or resolved is typing.Final:
            if default is not PydanticUndefined and not (isinstance(default, FieldInfo)):
                cls.__class_vars__.add(name)
                continue
        field = build_field(resolved, default)
        field._complete = complete_
        field._original_annotation = annotation
        field._own = (cls, default)
        fields[name] = field
        if name in cls.__dict__:
            delattr(cls, name)
    if config.get('use_attribute_docstrings'):
        _docstrings(cls, fields)
    cls.__pydantic_fields__ = fields
    for name, decorator in cls.__pydantic_decorators__.computed_fields.items():
        if name in fields:
            raise ValueError("you can't override a field with a computed field")


_DESCRIPTORS = (types.FunctionType,)


def _inherited_default(cls, bases, name):
    for base in cls.__mro__[1:]:
        if isinstance(base, ModelMetaclass):
            continue
        if name in base.__dict__ and base is not object:
            value = base.__dict__[name]
            return PydanticUndefined if isinstance(value, (types.MemberDescriptorType, property)) else value
    return PydanticUndefined


def _mixin_fields(cls, base):
    """Fields annotated in a base that isn't a model."""
    result = {}
    if base is object or base.__module__ in ('typing', 'abc') or isinstance(base, ModelMetaclass):
        return result
    from ._schema_classes import cls_namespaces

    for parent in reversed(base.__mro__[:-1]):
        for name, annotation in _typing.own_annotations(parent).items():
            if name.startswith('_') or _typing.is_classvar(annotation):
                continue
            globals_, locals_ = cls_namespaces(parent)
            try:
                annotation = _typing.resolve(annotation, globals_, locals_)
            except NameError:
                continue
            field = build_field(annotation, parent.__dict__.get(name, PydanticUndefined))
            field._own = (parent, parent.__dict__.get(name, PydanticUndefined))
            result[name] = field
    return result


def _check_name(cls, bases, name, protected):
    for prefix in protected or ():
        matches = prefix.match(name) if hasattr(prefix, 'match') else name.startswith(prefix)
        if not matches:
            continue
        for base in bases:
            if hasattr(base, name):
                if name not in getattr(base, '__pydantic_fields__', {}):
                    raise ValueError(
                        f'Field {name!r} conflicts with member {getattr(base, name)} of protected namespace {prefix!r}.'
                    )
                break
        else:
            import warnings

            valid = tuple(other for other in protected if other != prefix)
            warnings.warn(
                f'Field {name!r} in {cls.__name__!r} conflicts with protected namespace {prefix!r}.\n\n'
                f"You may be able to solve this by setting the 'protected_namespaces' configuration to {valid}.",
                UserWarning,
                stacklevel=5,
            )
    for base in bases:
        if (
            not isinstance(base, ModelMetaclass)
            or name in getattr(base, '__pydantic_fields__', ())
            or not hasattr(base, name)
        ):
            continue
        if (
            base.__pydantic_generic_metadata__['origin'] is not None
            if '__pydantic_generic_metadata__' in base.__dict__
            else False
        ):
            continue
        if name in base.__class_vars__ if '__class_vars__' in base.__dict__ else False:
            continue
        import warnings

        warnings.warn(
            f'Field name "{name}" in "{cls.__qualname__}" shadows an attribute in parent "{base.__qualname__}"',
            UserWarning,
            stacklevel=5,
        )


def _docstrings(cls, fields):
    try:
        import inspect
        import textwrap

        source = textwrap.dedent(inspect.getsource(cls))
        import ast

        body = ast.parse(source).body[0].body
    except Exception:
        return
    for first, second in zip(body, body[1:]):
        if isinstance(first, ast.AnnAssign) and isinstance(second, ast.Expr) and isinstance(second.value, ast.Constant):
            field = fields.get(first.target.id)
            if field is not None and field.description is None and isinstance(second.value.value, str):
                field._set_all({'description': inspect.cleandoc(second.value.value)})


def complete_fields(cls, globals_, locals_):
    """Resolve annotations that couldn't be resolved when the class was made."""
    for name, field in cls.__pydantic_fields__.items():
        if field._complete:
            continue
        owner, default = field._own
        annotation = field._original_annotation
        if _typing.annotate_function(owner) is not None:
            annotation = _typing.own_annotations(owner).get(name, annotation)
        if owner is not cls:
            globals_ = _typing.module_namespace(owner)
        try:
            annotation = _typing.resolve(annotation, globals_, locals_)
        except NameError as error:
            raise PydanticUndefinedAnnotation.from_name_error(error) from error
        fresh = build_field(annotation, default)
        fresh._own = field._own
        fresh._original_annotation = annotation
        type_map = cls.__dict__.get('__pydantic_type_map__')
        if type_map:
            fresh.annotation = _typing.replace_types(fresh.annotation, type_map)
        cls.__pydantic_fields__[name] = fresh


# -- validator and serializer ----------------------------------------------------------------------------------------


class MockValidator:
    """Stands for the validator or the serializer of a class that isn't complete: tries again when it is used."""

    def __init__(self, message, rebuild, attribute, code='class-not-fully-defined'):
        self._message = message
        self._rebuild = rebuild
        self._attribute = attribute
        self._code = code

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        made = self._rebuild()
        if made is not None:
            return getattr(made, name)
        raise PydanticUserError(self._message, code=self._code)


def set_mocks(cls, undefined='all referenced types'):
    """Put stand-ins on a class that can't be completed yet."""
    message = f'`{cls.__name__}` is not fully defined; you should define {undefined}, then call `{cls.__name__}.model_rebuild()`.'

    def attempt(attribute):
        def rebuild():
            if cls.__dict__.get('__pydantic_complete__') or complete(cls, raise_errors=False):
                return cls.__dict__[attribute]
            return None

        return rebuild

    for attribute in ('__pydantic_validator__', '__pydantic_serializer__'):
        setattr(cls, attribute, MockValidator(message, attempt(attribute), attribute))
    cls.__pydantic_core_schema__ = MockValidator(
        message, attempt('__pydantic_core_schema__'), '__pydantic_core_schema__'
    )


def complete(cls, raise_errors=True, namespace=None, force=False):
    """Make the schema, the validator and the serializer of a model; False if a name is still missing."""
    from ._schema import GenerateSchema

    config = cls.model_config
    if config.get('defer_build') and not raise_errors and not force and '__pydantic_core_schema__' not in cls.__dict__:
        set_mocks(cls)
        return False
    generator = GenerateSchema(config, _typing.module_namespace(cls), namespace)
    hook = cls.__get_pydantic_core_schema__
    try:
        cls.__pydantic_complete__ = False
        if getattr(hook, '__func__', None) is not _base_hook():
            schema = generator.hooked(cls, cls, hook)
        else:
            from ._schema_classes import model_schema

            schema = model_schema(generator, cls, fresh=True)
        schema = generator.finish(schema)
    except PydanticUndefinedAnnotation as error:
        if raise_errors:
            raise
        set_mocks(cls, f'`{error.name}`')
        return False
    settings = core_config(config, cls.__name__)
    cls.__pydantic_core_schema__ = schema
    cls.__pydantic_validator__ = SchemaValidator(schema, settings)
    cls.__pydantic_serializer__ = SchemaSerializer(schema, settings)
    cls.__pydantic_complete__ = True
    decorators = cls.__pydantic_decorators__
    cls.__pydantic_computed_fields__ = (
        {name: found.info for name, found in decorators.computed_fields.items()} if decorators is not EMPTY else {}
    )
    for name, field in cls.__pydantic_fields__.items():
        if field.deprecated:
            _install_deprecation(cls, name, field)
    cls.__pydantic_on_complete__()
    return True


def _base_hook():
    from .main import BaseModel

    return BaseModel.__get_pydantic_core_schema__.__func__


class _DeprecatedField:
    """Warns when a deprecated field is read."""

    def __init__(self, name, message):
        self.name = name
        self.message = message

    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError(self.name)
        import warnings

        warnings.warn(self.message, DeprecationWarning, stacklevel=2)
        return instance.__dict__[self.name]

    def __set_name__(self, owner, name):
        pass

    # A data descriptor is asked before the instance's dict.
    def __set__(self, instance, value):
        instance.__dict__[self.name] = value


def _install_deprecation(cls, name, field):
    setattr(cls, name, _DeprecatedField(name, field.deprecation_message))


def _set_hash(cls, bases):
    if any(
        base.__hash__ is not object.__hash__
        and base.__hash__ is not None
        and '__pydantic_base__' not in base.__dict__
        and not getattr(base.__hash__, 'by_fields', False)
        for base in bases
    ):
        return
    names = tuple(cls.__pydantic_fields__)

    def hash_func(self):
        return hash(tuple(self.__dict__.get(name) for name in names))

    hash_func.by_fields = True
    cls.__hash__ = hash_func
