"""Fields of models: what `Field`, `PrivateAttr` and `computed_field` say, and how it comes together with the annotation."""

from _pydantic_core import PydanticUndefined

from . import _typing
from ._repr import PlainRepr, Representation, display_as_type
from .errors import PydanticForbiddenQualifier, PydanticUserError

_UNSET = PydanticUndefined
_SLOTS = (
    'annotation default default_factory alias alias_priority validation_alias serialization_alias title '
    'field_title_generator description examples exclude exclude_if discriminator deprecated json_schema_extra frozen '
    'validate_default repr init init_var kw_only metadata'
).split()
_NO_VALUES = dict.fromkeys(_SLOTS)
_NO_VALUES.update(default=_UNSET, repr=True)
_GENERAL = ('pattern', 'coerce_numbers_to_str', 'max_digits', 'decimal_places', 'union_mode')
_CONSTRAINTS = (
    'strict',
    'gt',
    'ge',
    'lt',
    'le',
    'multiple_of',
    'allow_inf_nan',
    'min_length',
    'max_length',
    'fail_fast',
)


class PydanticMetadata:
    """What is common to constraints that have no class in `annotated_types`."""

    __slots__ = ()


class GeneralMetadata(PydanticMetadata, Representation):
    """Constraints that have no class of their own in `annotated_types`."""

    def __init__(self, values):
        self.__dict__.update(values)

    def __repr_name__(self):
        return '_PydanticGeneralMetadata'

    def __eq__(self, other):
        return isinstance(other, GeneralMetadata) and self.__dict__ == other.__dict__

    __hash__ = None


def pydantic_general_metadata(**values):
    """The same from keywords."""
    return GeneralMetadata(values)


def _constraint_metadata(key, value):
    import annotated_types

    if key == 'strict' or key == 'allow_inf_nan' or key == 'fail_fast':
        from . import types

        return {'strict': types.Strict, 'allow_inf_nan': types.AllowInfNan, 'fail_fast': types.FailFast}[key](value)
    name = {'gt': 'Gt', 'ge': 'Ge', 'lt': 'Lt', 'le': 'Le', 'multiple_of': 'MultipleOf', 'min_length': 'MinLen'}
    return getattr(annotated_types, name.get(key, 'MaxLen'))(value)


class FieldInfo(Representation):
    """All that is known of one field."""

    __slots__ = tuple(_SLOTS) + ('_attributes_set', '_qualifiers', '_complete', '_original_annotation', '_own')

    def __init__(self, **given):
        for name, value in _NO_VALUES.items():
            setattr(self, name, value)
        self._complete = True
        self._original_annotation = _UNSET
        self._qualifiers = ()
        attributes = {}
        metadata = []
        general = None
        for key, value in given.items():
            if value is _UNSET:
                continue
            if key in _GENERAL:
                if value is not None:
                    general = general or {}
                    general[key] = value
            elif key in _CONSTRAINTS:
                if value is not None:
                    metadata.append(_constraint_metadata(key, value))
            elif key == 'default' and value is Ellipsis:
                attributes['default'] = _UNSET
            else:
                setattr(self, key, value)
                attributes[key] = value
        if general:
            metadata.append(GeneralMetadata(general))
        if self.default is not _UNSET and self.default_factory is not None:
            raise TypeError('cannot specify both default and default_factory')
        if self.alias_priority is None and (
            self.alias is not None or self.validation_alias is not None or self.serialization_alias is not None
        ):
            self.alias_priority = attributes['alias_priority'] = 2
        self.metadata = metadata
        self._attributes_set = attributes

    @staticmethod
    def from_field(default=PydanticUndefined, **kwargs):
        """A field from a default and options."""
        return Field(default, **kwargs)

    @staticmethod
    def from_annotation(annotation, *, _source=None):
        """A field from an annotation alone."""
        return build_field(annotation)

    @staticmethod
    def from_annotated_attribute(annotation, default, *, _source=None):
        """A field from an annotation and what is assigned to it."""
        return build_field(annotation, default)

    @staticmethod
    def merge_field_infos(*field_infos, **overrides):
        """One field from several: later ones win."""
        merged = FieldInfo()
        for info in field_infos:
            merged._take(info)
        merged._set_all(overrides)
        return merged

    def _set_all(self, attributes):
        for key, value in attributes.items():
            if key == 'metadata':
                self.metadata = list(value)
                continue
            setattr(self, key, value)
            self._attributes_set[key] = value

    def _take(self, other):
        attributes = other._attributes_set
        # A default given later replaces a factory given earlier, and the other way round.
        if 'default' in attributes:
            self.default_factory = None
            self._attributes_set.pop('default_factory', None)
        elif 'default_factory' in attributes:
            self.default = _UNSET
            self._attributes_set.pop('default', None)
        for key, value in attributes.items():
            if key == 'json_schema_extra' and isinstance(value, dict) and isinstance(self.json_schema_extra, dict):
                value = {**self.json_schema_extra, **value}
            setattr(self, key, value)
            self._attributes_set[key] = value
        if other.annotation is not None and 'annotation' not in attributes:
            self.annotation = other.annotation
        self.metadata = self.metadata + other.metadata

    def _copy(self):
        # Other packages derive their own kinds of fields: a copy stays what it is.
        copied = object.__new__(type(self))
        for name in FieldInfo.__slots__:
            if name != '_own' or hasattr(self, name):
                setattr(copied, name, getattr(self, name))
        if hasattr(self, '__dict__'):
            copied.__dict__.update(self.__dict__)
        copied.metadata = list(self.metadata)
        copied._attributes_set = dict(self._attributes_set)
        return copied

    __copy__ = _copy

    @property
    def default_factory_takes_validated_data(self):
        """Does the default factory want the fields validated so far?"""
        if self.default_factory is None:
            return None
        return factory_takes_data(self.default_factory)

    @property
    def deprecation_message(self):
        """What is said when the field is read."""
        if self.deprecated is None or self.deprecated is False:
            return None
        if isinstance(self.deprecated, bool):
            return 'deprecated'
        return self.deprecated if isinstance(self.deprecated, str) else self.deprecated.message

    def get_default(self, *, call_default_factory=False, validated_data=None):
        """The default; a factory is called only if asked for."""
        if self.default_factory is None:
            return copy_default(self.default)
        if not call_default_factory:
            return None
        if self.default_factory_takes_validated_data:
            if validated_data is None:
                raise ValueError("'validated_data' must be provided if 'call_default_factory' is True")
            return self.default_factory(validated_data)
        return self.default_factory()

    def is_required(self):
        """Has it no default?"""
        return self.default is _UNSET and self.default_factory is None

    def rebuild_annotation(self):
        """The annotation with its metadata."""
        if not self.metadata:
            return self.annotation
        return _typing.Annotated[(self.annotation, *self.metadata)]

    def asdict(self):
        """Annotation, metadata and the attributes that were set."""
        attributes = {key: value for key, value in self._attributes_set.items() if key != 'annotation'}
        return {'annotation': self.annotation, 'metadata': self.metadata, 'attributes': attributes}

    def apply_typevars_map(self, typevars_map, globalns=None, localns=None):
        """Replace type variables in the annotation."""
        self.annotation = _typing.replace_types(self.annotation, typevars_map)

    def __eq__(self, other):
        if not isinstance(other, FieldInfo):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _SLOTS)

    # The standard library refuses unhashable defaults of dataclass fields.
    __hash__ = object.__hash__

    def __repr_args__(self):
        yield 'annotation', PlainRepr(display_as_type(self.annotation))
        yield 'required', self.is_required()
        for name in _SLOTS[1:]:
            value = getattr(self, name)
            if value is _UNSET or (value is None and name != 'default'):
                continue
            if (
                name == 'metadata'
                and not value
                or name == 'repr'
                and value is True
                or name == 'frozen'
                and value is False
            ):
                continue
            if name in ('validation_alias', 'serialization_alias') and value == self.alias:
                continue
            if name == 'default_factory':
                value = PlainRepr(display_as_type(value))
            yield name, value


def copy_default(value):
    """A default that programs can't change for each other."""
    kind = type(value)
    if value is None or kind in (int, str, float, bool, bytes, type) or value is _UNSET:
        return value
    if kind in (list, dict, set) and not value:
        return kind()
    import copy

    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def factory_takes_data(factory):
    """Does a default factory take one required positional argument?"""
    if factory in (list, dict, set, tuple, str, int) or isinstance(factory, type):
        return False
    from ._decorators import positional_count

    return positional_count(factory, required_only=True) == 1


_given = Ellipsis


def Field(
    default=_UNSET,
    *,
    default_factory=_UNSET,
    alias=_UNSET,
    alias_priority=_UNSET,
    validation_alias=_UNSET,
    serialization_alias=_UNSET,
    title=_UNSET,
    field_title_generator=_UNSET,
    description=_UNSET,
    examples=_UNSET,
    exclude=_UNSET,
    exclude_if=_UNSET,
    discriminator=_UNSET,
    deprecated=_UNSET,
    json_schema_extra=_UNSET,
    frozen=_UNSET,
    validate_default=_UNSET,
    repr=_UNSET,
    init=_UNSET,
    init_var=_UNSET,
    kw_only=_UNSET,
    pattern=_UNSET,
    strict=_UNSET,
    coerce_numbers_to_str=_UNSET,
    gt=_UNSET,
    ge=_UNSET,
    lt=_UNSET,
    le=_UNSET,
    multiple_of=_UNSET,
    allow_inf_nan=_UNSET,
    max_digits=_UNSET,
    decimal_places=_UNSET,
    min_length=_UNSET,
    max_length=_UNSET,
    union_mode=_UNSET,
    fail_fast=_UNSET,
    **extra,
):
    """Say more about a field than its annotation does."""
    if extra:
        min_length, max_length, pattern, json_schema_extra, frozen = _old_options(
            extra, min_length, max_length, pattern, json_schema_extra, frozen
        )
    if alias is not _UNSET:
        if serialization_alias is _UNSET and isinstance(alias, str):
            serialization_alias = alias
        if validation_alias is _UNSET:
            validation_alias = alias
    if validation_alias is not _UNSET and validation_alias is not None and not isinstance(validation_alias, str):
        from .aliases import AliasChoices, AliasPath

        if not isinstance(validation_alias, (AliasChoices, AliasPath)):
            raise TypeError('Invalid `validation_alias` type. it should be `str`, `AliasChoices`, or `AliasPath`')
    if serialization_alias is _UNSET and isinstance(alias, str):
        serialization_alias = alias
    return FieldInfo(
        default=default,
        default_factory=default_factory,
        alias=alias,
        alias_priority=alias_priority,
        validation_alias=validation_alias,
        serialization_alias=serialization_alias,
        title=title,
        field_title_generator=field_title_generator,
        description=description,
        examples=examples,
        exclude=exclude,
        exclude_if=exclude_if,
        discriminator=discriminator,
        deprecated=deprecated,
        json_schema_extra=json_schema_extra,
        frozen=frozen,
        validate_default=validate_default,
        repr=repr,
        init=init,
        init_var=init_var,
        kw_only=kw_only,
        pattern=pattern,
        coerce_numbers_to_str=coerce_numbers_to_str,
        strict=strict,
        gt=gt,
        ge=ge,
        lt=lt,
        le=le,
        multiple_of=multiple_of,
        min_length=min_length,
        max_length=max_length,
        allow_inf_nan=allow_inf_nan,
        max_digits=max_digits,
        decimal_places=decimal_places,
        union_mode=union_mode,
        fail_fast=fail_fast,
    )


def _old_options(extra, min_length, max_length, pattern, json_schema_extra, frozen):
    """Options of the first version: some are renamed with a warning, some are errors, unknown ones go into the schema."""
    import warnings

    from .warnings import PydanticDeprecatedSince20

    def warn(text):
        warnings.warn(text, PydanticDeprecatedSince20, stacklevel=4)

    for gone in ('const', 'unique_items'):
        if gone in extra:
            hint = 'use `Literal` instead' if gone == 'const' else 'use `Set` instead'
            hint = hint + '(this feature is discussed in https://github.com/pydantic/pydantic-core/issues/296)' * (
                gone == 'unique_items'
            )
            raise PydanticUserError(f'`{gone}` is removed, {hint}', code='removed-kwargs')
    if 'regex' in extra:
        raise PydanticUserError('`regex` is removed. use `pattern` instead', code='removed-kwargs')
    if 'min_items' in extra:
        warn('`min_items` is deprecated and will be removed, use `min_length` instead')
        min_length = extra.pop('min_items') if min_length is _UNSET else min_length
    if 'max_items' in extra:
        warn('`max_items` is deprecated and will be removed, use `max_length` instead')
        max_length = extra.pop('max_items') if max_length is _UNSET else max_length
    if 'allow_mutation' in extra:
        warn('`allow_mutation` is deprecated and will be removed. use `frozen` instead')
        frozen = not extra.pop('allow_mutation')
    extra.pop('include', None)
    if extra:
        warn(
            'Using extra keyword arguments on `Field` is deprecated and will be removed. Use `json_schema_extra` instead. '
            f'(Extra keys: {", ".join(repr(key) for key in extra)})'
        )
        if json_schema_extra is _UNSET or not json_schema_extra:
            json_schema_extra = extra
    return min_length, max_length, pattern, json_schema_extra, frozen


def build_field(annotation, default=_UNSET):
    """A field from its annotation, the metadata in it, and what is assigned."""
    final = False
    metadata = ()
    while True:
        origin = _typing.get_origin(annotation)
        if origin is _typing.Annotated:
            metadata = annotation.__metadata__ + metadata
            annotation = annotation.__origin__
        elif origin is _typing.Final:
            final = True
            annotation = annotation.__args__[0]
        elif annotation is _typing.Final:
            final = True
            annotation = type(default) if default is not _UNSET and not isinstance(default, FieldInfo) else None
            if annotation is None:
                import typing

                annotation = typing.Any
        elif origin is not None and getattr(origin, '_name', None) in ('Required', 'NotRequired', 'ReadOnly'):
            raise PydanticForbiddenQualifier(
                {'Required': 'required', 'NotRequired': 'not_required', 'ReadOnly': 'read_only'}[origin._name],
                annotation,
            )
        else:
            break
    if not metadata and isinstance(default, FieldInfo) and type(default) is not FieldInfo:
        # Other packages' kinds of fields stay what they are when they are assigned.
        info = default._copy()
    else:
        info = FieldInfo()
        for item in metadata:
            if isinstance(item, FieldInfo):
                info._take(item)
            elif type(item).__name__ == 'deprecated':
                info._set_all({'deprecated': item.message})
            elif item.__class__ is type and issubclass(item, FieldInfo):
                continue
            else:
                info.metadata.append(item)
        if isinstance(default, FieldInfo):
            info._take(default)
    info.annotation = annotation
    if not isinstance(default, FieldInfo) and default is not _UNSET:
        info._take(FieldInfo(default=default))
        if default is Ellipsis:
            info.default = _UNSET
    if final:
        info._qualifiers = ('final',)
        info.frozen = True
    return info


class ModelPrivateAttr(Representation):
    """A private attribute of a model."""

    __slots__ = ('default', 'default_factory')

    def __init__(self, default=_UNSET, *, default_factory=None):
        self.default = _UNSET if default is Ellipsis else default
        self.default_factory = default_factory

    def __getattr__(self, item):
        # A default that is a descriptor keeps its protocol.
        if item in ('__get__', '__set__', '__delete__') and hasattr(self.default, item):
            return getattr(self.default, item)
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {item!r}')

    def __set_name__(self, cls, name):
        set_name = getattr(self.default, '__set_name__', None)
        if callable(set_name) and self.default is not _UNSET:
            set_name(cls, name)

    def __repr_args__(self):
        if self.default is not _UNSET:
            yield 'default', self.default
        if self.default_factory is not None:
            yield 'default_factory', self.default_factory

    def get_default(self):
        """A fresh default."""
        return copy_default(self.default) if self.default_factory is None else self.default_factory()

    def __eq__(self, other):
        return isinstance(other, ModelPrivateAttr) and (self.default, self.default_factory) == (
            other.default,
            other.default_factory,
        )

    __hash__ = None


def PrivateAttr(default=_UNSET, *, default_factory=None, init=False):
    """An attribute that is not a field: it isn't validated, and doesn't appear in dumps or schemas."""
    if default is not _UNSET and default_factory is not None:
        raise TypeError('cannot specify both default and default_factory')
    return ModelPrivateAttr(default, default_factory=default_factory)


class ComputedFieldInfo(Representation):
    """What is known of a computed field."""

    __slots__ = (
        'wrapped_property return_type alias alias_priority exclude_if title field_title_generator description deprecated '
        'examples json_schema_extra repr'
    ).split()

    def __init__(self, wrapped_property, **options):
        self.wrapped_property = wrapped_property
        for name in self.__slots__[1:]:
            setattr(self, name, options.get(name))

    def __repr__(self):
        shown = ', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)
        return f'ComputedFieldInfo({shown})'

    @property
    def serialization_alias(self):
        """The alias: a computed field is only serialized."""
        return self.alias

    @serialization_alias.setter
    def serialization_alias(self, value):
        self.alias = value

    @property
    def deprecation_message(self):
        """What is said when the field is read."""
        return FieldInfo.deprecation_message.fget(self)


def computed_field(
    func=None,
    /,
    *,
    alias=None,
    alias_priority=None,
    exclude_if=None,
    title=None,
    field_title_generator=None,
    description=None,
    deprecated=None,
    examples=None,
    json_schema_extra=None,
    repr=None,
    return_type=PydanticUndefined,
):
    """Include a property in dumps and in the schema of serialization."""
    from ._decorators import DecoratorProxy

    def decorate(function):
        prop = function if isinstance(function, property) or hasattr(function, 'func') else property(function)
        inner = prop.fget if isinstance(prop, property) else prop.func
        if isinstance(inner, property):
            prop, inner = inner, inner.fget
        name = getattr(inner, '__name__', '')
        doc = description
        if doc is None and inner.__doc__:
            import inspect

            doc = inspect.cleandoc(inner.__doc__)
        mark = deprecated
        if mark is None and hasattr(inner, '__deprecated__'):
            mark = inner.__deprecated__
        private = name.startswith('_') and not name.startswith('__')
        info = ComputedFieldInfo(
            prop,
            return_type=return_type,
            alias=alias,
            alias_priority=(alias_priority or 2) if alias is not None else alias_priority,
            exclude_if=exclude_if,
            title=title,
            field_title_generator=field_title_generator,
            description=doc,
            deprecated=mark,
            examples=examples,
            json_schema_extra=json_schema_extra,
            repr=(not private) if repr is None else repr,
        )
        return DecoratorProxy(prop, 'computed_fields', info)

    return decorate if func is None else decorate(func)
