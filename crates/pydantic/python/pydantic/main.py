"""BaseModel: what every model can do. How classes are made is in `_model`, generic models in `_generics`."""

from _pydantic_core import PydanticUndefined

from ._class_info import ClassInfo, NoValidator
from ._model import ModelMetaclass, complete
from ._repr import Representation
from .errors import PydanticUserError

_set = object.__setattr__
IncEx = object


class BaseModel(metaclass=ModelMetaclass):
    """A class whose annotated attributes are validated fields."""

    __slots__ = '__dict__', '__pydantic_fields_set__', '__pydantic_extra__', '__pydantic_private__'

    model_config = {}
    __class_vars__ = set()
    __private_attributes__ = {}
    __pydantic_base__ = True
    __pydantic_complete__ = False
    __pydantic_custom_init__ = False
    __pydantic_decorators__ = None
    __pydantic_fields__ = {}
    __pydantic_computed_fields__ = {}
    __pydantic_generic_metadata__ = {'origin': None, 'args': (), 'parameters': ()}
    __pydantic_parent_namespace__ = None
    __pydantic_post_init__ = None
    __pydantic_root_model__ = False
    __pydantic_validator__ = NoValidator()
    __pydantic_serializer__ = NoValidator()
    __pydantic_core_schema__ = NoValidator()
    model_fields = ClassInfo('__pydantic_fields__', 'model_fields')
    model_computed_fields = ClassInfo('__pydantic_computed_fields__', 'model_computed_fields')

    def __init__(self, /, **data):
        validated = self.__pydantic_validator__.validate_python(data, self_instance=self)
        if validated is not self:
            import warnings

            warnings.warn(
                'A custom validator is returning a value other than `self`.\n'
                "Returning anything other than `self` from a top level model validator isn't supported when validating via "
                '`__init__`.\nSee the `model_validator` docs '
                '(https://docs.pydantic.dev/latest/concepts/validators/#model-validators) for more details.',
                stacklevel=2,
            )

    __init__.__pydantic_base_init__ = True

    def model_post_init(self, context, /):
        """Called after validation; override it to do more."""

    model_post_init.__pydantic_base_init__ = True

    @property
    def model_extra(self):
        """Values that are not fields, if extra values are allowed."""
        return self.__pydantic_extra__

    @property
    def model_fields_set(self):
        """The names of the fields that were given."""
        return self.__pydantic_fields_set__

    # -- making instances ----------------------------------------------------------------------------------------

    @classmethod
    def model_validate(
        cls, obj, *, strict=None, extra=None, from_attributes=None, context=None, by_alias=None, by_name=None
    ):
        """An instance from a mapping (or an object with attributes)."""
        _check_aliases(by_alias, by_name)
        return cls.__pydantic_validator__.validate_python(
            obj,
            strict=strict,
            extra=extra,
            from_attributes=from_attributes,
            context=context,
            by_alias=by_alias,
            by_name=by_name,
        )

    @classmethod
    def model_validate_json(cls, json_data, *, strict=None, extra=None, context=None, by_alias=None, by_name=None):
        """An instance from JSON text."""
        _check_aliases(by_alias, by_name)
        return cls.__pydantic_validator__.validate_json(
            json_data, strict=strict, extra=extra, context=context, by_alias=by_alias, by_name=by_name
        )

    @classmethod
    def model_validate_strings(cls, obj, *, strict=None, extra=None, context=None, by_alias=None, by_name=None):
        """An instance from a mapping whose leaves are strings."""
        _check_aliases(by_alias, by_name)
        return cls.__pydantic_validator__.validate_strings(
            obj, strict=strict, extra=extra, context=context, by_alias=by_alias, by_name=by_name
        )

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        """An instance without validation."""
        from ._instances import construct

        return construct(cls, _fields_set, values)

    def model_copy(self, *, update=None, deep=False):
        """A copy, perhaps with some values changed (without validation)."""
        copied = self.__deepcopy__() if deep else self.__copy__()
        if update:
            if self.model_config.get('extra') == 'allow':
                for name, value in update.items():
                    if name in self.__pydantic_fields__:
                        copied.__dict__[name] = value
                    else:
                        if copied.__pydantic_extra__ is None:
                            _set(copied, '__pydantic_extra__', {})
                        copied.__pydantic_extra__[name] = value
            else:
                copied.__dict__.update(update)
            copied.__pydantic_fields_set__.update(update.keys())
        return copied

    # -- dumping -------------------------------------------------------------------------------------------------

    def model_dump(
        self,
        *,
        mode='python',
        include=None,
        exclude=None,
        context=None,
        by_alias=None,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
        exclude_computed_fields=False,
        round_trip=False,
        warnings=True,
        fallback=None,
        serialize_as_any=False,
        polymorphic_serialization=None,
    ):
        """The fields as a dict."""
        return self.__pydantic_serializer__.to_python(
            self,
            mode=mode,
            by_alias=by_alias,
            include=include,
            exclude=exclude,
            context=context,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            exclude_computed_fields=exclude_computed_fields,
            round_trip=round_trip,
            warnings=warnings,
            fallback=fallback,
            serialize_as_any=serialize_as_any,
            polymorphic_serialization=polymorphic_serialization,
        )

    def model_dump_json(
        self,
        *,
        indent=None,
        ensure_ascii=False,
        include=None,
        exclude=None,
        context=None,
        by_alias=None,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
        exclude_computed_fields=False,
        round_trip=False,
        warnings=True,
        fallback=None,
        serialize_as_any=False,
        polymorphic_serialization=None,
    ):
        """The fields as JSON text."""
        return self.__pydantic_serializer__.to_json(
            self,
            indent=indent,
            ensure_ascii=ensure_ascii,
            include=include,
            exclude=exclude,
            context=context,
            by_alias=by_alias,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            exclude_computed_fields=exclude_computed_fields,
            round_trip=round_trip,
            warnings=warnings,
            fallback=fallback,
            serialize_as_any=serialize_as_any,
            polymorphic_serialization=polymorphic_serialization,
        ).decode()

    # -- schemas -------------------------------------------------------------------------------------------------

    @classmethod
    def model_json_schema(
        cls,
        by_alias=None,
        ref_template='#/$defs/{model}',
        schema_generator=None,
        mode='validation',
        *,
        union_format='any_of',
    ):
        """The JSON schema of the model."""
        from .json_schema import model_json_schema

        return model_json_schema(
            cls,
            by_alias=by_alias,
            ref_template=ref_template,
            schema_generator=schema_generator,
            mode=mode,
            union_format=union_format,
        )

    @classmethod
    def model_parametrized_name(cls, params):
        """The name of the model with type arguments."""
        from ._generics import parametrized_name

        return parametrized_name(cls, params)

    @classmethod
    def model_rebuild(cls, *, force=False, raise_errors=True, _parent_namespace_depth=2, _types_namespace=None):
        """Try again to complete the model, now that more names are defined."""
        if not force and cls.__pydantic_complete__:
            return None
        namespace = dict(_types_namespace) if _types_namespace is not None else None
        for field in cls.__pydantic_fields__.values():
            if field._own and field._original_annotation is not PydanticUndefined and _is_forward(field):
                field._complete = False
        return complete(cls, raise_errors=raise_errors, namespace=namespace, force=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler, /):
        return handler(source)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler, /):
        return handler(core_schema)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs):
        """Called when a subclass is complete in all but its schema."""

    @classmethod
    def __pydantic_on_complete__(cls):
        """Called when the class is complete."""

    def __class_getitem__(cls, typevar_values):
        from ._generics import parametrize

        return parametrize(cls, typevar_values)

    # -- attributes ----------------------------------------------------------------------------------------------

    def __getattr__(self, item):
        private = object.__getattribute__(self, '__private_attributes__')
        if item in private:
            attribute = private[item]
            if hasattr(attribute, '__get__'):
                return attribute.__get__(self, type(self))
            try:
                return self.__pydantic_private__[item]
            except (KeyError, TypeError, AttributeError):
                raise AttributeError(f'{type(self).__name__!r} object has no attribute {item!r}') from None
        if item == '__pydantic_extra__' or item == '__pydantic_private__' or item == '__pydantic_fields_set__':
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {item!r}')
        try:
            extra = object.__getattribute__(self, '__pydantic_extra__')
        except AttributeError:
            extra = None
        if extra and item in extra:
            return extra[item]
        if hasattr(self.__class__, item):
            return super().__getattribute__(item)
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {item!r}')

    def __setattr__(self, name, value):
        from ._instances import set_attribute

        set_attribute(self, name, value)

    def __delattr__(self, item):
        from ._instances import delete_attribute

        delete_attribute(self, item)

    # -- copies, comparison, text --------------------------------------------------------------------------------

    def __copy__(self):
        cls = type(self)
        copied = cls.__new__(cls)
        _set(copied, '__dict__', dict(self.__dict__))
        extra = self.__pydantic_extra__
        _set(copied, '__pydantic_extra__', dict(extra) if extra is not None else None)
        _set(copied, '__pydantic_fields_set__', set(self.__pydantic_fields_set__))
        private = getattr(self, '__pydantic_private__', None)
        _set(copied, '__pydantic_private__', dict(private) if private is not None else None)
        return copied

    def __deepcopy__(self, memo=None):
        from copy import deepcopy

        cls = type(self)
        copied = cls.__new__(cls)
        _set(copied, '__dict__', deepcopy(self.__dict__, memo))
        _set(copied, '__pydantic_extra__', deepcopy(self.__pydantic_extra__, memo))
        _set(copied, '__pydantic_fields_set__', set(self.__pydantic_fields_set__))
        private = getattr(self, '__pydantic_private__', None)
        _set(copied, '__pydantic_private__', deepcopy(private, memo) if private is not None else None)
        return copied

    def __replace__(self, **changes):
        return self.model_copy(update=changes)

    def __getstate__(self):
        private = getattr(self, '__pydantic_private__', None)
        return {
            '__dict__': self.__dict__,
            '__pydantic_extra__': self.__pydantic_extra__,
            '__pydantic_fields_set__': self.__pydantic_fields_set__,
            '__pydantic_private__': private,
        }

    def __setstate__(self, state):
        for name in ('__pydantic_fields_set__', '__pydantic_extra__', '__pydantic_private__', '__dict__'):
            _set(self, name, state.get(name, {} if name == '__dict__' else None))

    def __eq__(self, other):
        if not isinstance(other, BaseModel):
            return NotImplemented
        own_type = self.__pydantic_generic_metadata__['origin'] or self.__class__
        other_type = other.__pydantic_generic_metadata__['origin'] or other.__class__
        if own_type is not other_type:
            return False
        if getattr(self, '__pydantic_private__', None) != getattr(other, '__pydantic_private__', None):
            return False
        if self.__pydantic_extra__ != other.__pydantic_extra__:
            return False
        if self.__dict__ == other.__dict__:
            return True
        # Values of cached properties live beside the fields and don't count.
        names = self.__pydantic_fields__
        if self.__dict__.keys() <= names.keys() and other.__dict__.keys() <= names.keys():
            return False
        missing = object()
        return all(self.__dict__.get(name, missing) == other.__dict__.get(name, missing) for name in names)

    def __iter__(self):
        yield from [(name, value) for name, value in self.__dict__.items() if not name.startswith('_')]
        if self.__pydantic_extra__:
            yield from self.__pydantic_extra__.items()

    def __repr_args__(self):
        fields = self.__pydantic_fields__
        for name, value in self.__dict__.items():
            field = fields.get(name)
            if field and field.repr:
                yield name, value if value is not self else f'<Recursion on {type(self).__name__} with id={id(self)}>'
        try:
            extra = object.__getattribute__(self, '__pydantic_extra__')
        except AttributeError:
            extra = None
        if extra:
            yield from extra.items()
        for name, info in self.__pydantic_computed_fields__.items():
            if info.repr:
                yield name, getattr(self, name)

    __repr_name__ = Representation.__repr_name__
    __repr_str__ = Representation.__repr_str__

    def __str__(self):
        return self.__repr_str__(' ')

    def __repr__(self):
        return f'{self.__repr_name__()}({self.__repr_str__(", ")})'

    # -- the first version's names -------------------------------------------------------------------------------

    @property
    def __fields_set__(self):
        _old('The `__fields_set__` attribute is deprecated, use `model_fields_set` instead.')
        return self.__pydantic_fields_set__

    def dict(
        self,
        *,
        include=None,
        exclude=None,
        by_alias=False,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
    ):
        _old('The `dict` method is deprecated; use `model_dump` instead.')
        return self.model_dump(
            include=include,
            exclude=exclude,
            by_alias=by_alias,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
        )

    def json(
        self,
        *,
        include=None,
        exclude=None,
        by_alias=False,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
        encoder=PydanticUndefined,
        models_as_dict=PydanticUndefined,
        **dumps_kwargs,
    ):
        _old('The `json` method is deprecated; use `model_dump_json` instead.')
        if encoder is not PydanticUndefined:
            raise TypeError('The `encoder` argument is no longer supported; use field serializers instead.')
        if models_as_dict is not PydanticUndefined:
            raise TypeError('The `models_as_dict` argument is no longer supported; use a model serializer instead.')
        if dumps_kwargs:
            raise TypeError('`dumps_kwargs` keyword arguments are no longer supported.')
        return self.model_dump_json(
            include=include,
            exclude=exclude,
            by_alias=by_alias,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
        )

    @classmethod
    def parse_obj(cls, obj):
        _old('The `parse_obj` method is deprecated; use `model_validate` instead.')
        return cls.model_validate(obj)

    @classmethod
    def parse_raw(cls, b, *, content_type=None, encoding='utf8', proto=None, allow_pickle=False):
        _old(
            'The `parse_raw` method is deprecated; if your data is JSON use `model_validate_json`, otherwise load the data '
            'then use `model_validate` instead.'
        )
        _old('`load_str_bytes` is deprecated.')
        return cls.model_validate_json(b)

    @classmethod
    def parse_file(cls, path, *, content_type=None, encoding='utf8', proto=None, allow_pickle=False):
        _old(
            'The `parse_file` method is deprecated; load the data from file, then if your data is JSON use '
            '`model_validate_json`, otherwise `model_validate` instead.'
        )
        with open(path, encoding=encoding) as file:
            return cls.model_validate_json(file.read())

    @classmethod
    def from_orm(cls, obj):
        _old(
            "The `from_orm` method is deprecated; set `model_config['from_attributes']=True` and use `model_validate` "
            'instead.'
        )
        if not cls.model_config.get('from_attributes'):
            raise PydanticUserError(
                'You must set the config attribute `from_attributes=True` to use from_orm', code=None
            )
        return cls.model_validate(obj)

    @classmethod
    def construct(cls, _fields_set=None, **values):
        _old('The `construct` method is deprecated; use `model_construct` instead.')
        return cls.model_construct(_fields_set=_fields_set, **values)

    def copy(self, *, include=None, exclude=None, update=None, deep=False):
        _old(
            'The `copy` method is deprecated; use `model_copy` instead. See the docstring of `BaseModel.copy` for details '
            'about how to handle `include` and `exclude`.'
        )
        from ._instances import old_copy

        return old_copy(self, include, exclude, update, deep)

    @classmethod
    def schema(cls, by_alias=True, ref_template='#/$defs/{model}'):
        _old('The `schema` method is deprecated; use `model_json_schema` instead.')
        return cls.model_json_schema(by_alias=by_alias, ref_template=ref_template)

    @classmethod
    def schema_json(cls, *, by_alias=True, ref_template='#/$defs/{model}', **dumps_kwargs):
        _old('The `schema_json` method is deprecated; use `model_json_schema` and json.dumps instead.')
        import json

        return json.dumps(cls.model_json_schema(by_alias=by_alias, ref_template=ref_template), **dumps_kwargs)

    @classmethod
    def validate(cls, value):
        _old('The `validate` method is deprecated; use `model_validate` instead.')
        return cls.model_validate(value)

    @classmethod
    def update_forward_refs(cls, **localns):
        _old('The `update_forward_refs` method is deprecated; use `model_rebuild` instead.')
        if localns:
            raise TypeError('`localns` arguments are not longer accepted.')
        cls.model_rebuild(force=True)


def _is_forward(field):
    from ._typing import annotate_function, is_unresolved

    return is_unresolved(field._original_annotation) or annotate_function(field._own[0]) is not None


def _check_aliases(by_alias, by_name):
    if by_alias is False and by_name is not True:
        raise PydanticUserError(
            'At least one of `by_alias` or `by_name` must be set to True.', code='validate-by-alias-and-name-false'
        )


def _old(text):
    import warnings

    from .warnings import PydanticDeprecatedSince20

    warnings.warn(text, PydanticDeprecatedSince20, stacklevel=3)


def create_model(
    model_name,
    /,
    *,
    __config__=None,
    __doc__=None,
    __base__=None,
    __module__=None,
    __validators__=None,
    __namespace__=None,
    __cls_kwargs__=None,
    __qualname__=None,
    **field_definitions,
):
    """Make a model class from field definitions: a type, or a pair of type and default."""
    from ._generics import create_model as make

    return make(
        model_name,
        config=__config__,
        doc=__doc__,
        base=__base__,
        module=__module__,
        validators=__validators__,
        namespace=__namespace__,
        cls_kwargs=__cls_kwargs__,
        qualname=__qualname__,
        definitions=field_definitions,
    )


def _finish_base():
    from ._decorators import EMPTY

    type.__setattr__(BaseModel, '__pydantic_decorators__', EMPTY)


_finish_base()
