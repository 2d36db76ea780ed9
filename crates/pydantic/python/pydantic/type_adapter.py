"""TypeAdapter: validation and serialization of any type."""

from _pydantic_core import SchemaSerializer, SchemaValidator

from . import _typing
from ._model import MockValidator
from ._repr import display_as_type
from .config import core_config
from .errors import PydanticUndefinedAnnotation, PydanticUserError


class TypeAdapter:
    """Validates, dumps and describes one type."""

    def __init__(self, type, *, config=None, _parent_depth=2, module=None):
        if config is not None and _has_own_config(type):
            raise PydanticUserError(
                'Cannot use `config` when the type is a BaseModel, dataclass or TypedDict.'
                ' These types can have their own config and setting the config via the `config`'
                ' parameter to TypeAdapter will not override it, thus the `config` you passed to'
                ' TypeAdapter becomes meaningless, which is probably not what you want.',
                code='type-adapter-config-unused',
            )
        self._type = type
        self._config = config
        self._module = module
        self.pydantic_complete = False
        if config is not None and config.get('defer_build'):
            self._set_mocks('all referenced types')
            return
        self._build(raise_errors=False)

    def _namespace(self):
        if self._module is not None:
            import sys

            module = sys.modules.get(self._module)
            return module.__dict__ if module is not None else {}
        return _typing.caller_namespace()

    def _build(self, raise_errors, namespace=None):
        from ._schema import GenerateSchema

        tp = self._type
        if _typing.is_model_class(tp) or (isinstance(tp, type) and '__pydantic_validator__' in tp.__dict__):
            schema = tp.__dict__.get('__pydantic_core_schema__')
            if isinstance(schema, dict):
                self.core_schema = schema
                self.validator = tp.__pydantic_validator__
                self.serializer = tp.__pydantic_serializer__
                self.pydantic_complete = True
                return True
        needs_namespace = isinstance(tp, str) or _typing.is_unresolved(tp)
        generator = GenerateSchema(self._config, (self._namespace() if needs_namespace else {}), namespace)
        try:
            schema = generator.finish(generator.generate(tp))
        except PydanticUndefinedAnnotation as error:
            if raise_errors:
                raise
            self._set_mocks(f'`{error.name}`')
            return False
        settings = core_config(self._config)
        self.core_schema = schema
        self.validator = SchemaValidator(schema, settings)
        self.serializer = SchemaSerializer(schema, settings)
        self.pydantic_complete = True
        return True

    def _set_mocks(self, undefined):
        message = (
            f'`TypeAdapter[{self._type}]` is not fully defined; you should define {undefined} and all referenced types, '
            'then call `.rebuild()` on the instance.'
        )

        def attempt(attribute):
            return lambda: getattr(self, attribute) if self._build(raise_errors=False) else None

        for attribute in ('validator', 'serializer', 'core_schema'):
            setattr(self, attribute, MockValidator(message, attempt(attribute), attribute))
        self.pydantic_complete = False

    def rebuild(self, *, force=False, raise_errors=True, _parent_namespace_depth=2, _types_namespace=None):
        """Try again, now that more names are defined."""
        if not force and self.pydantic_complete:
            return None
        return self._build(raise_errors, dict(_types_namespace) if _types_namespace else None)

    def __repr__(self):
        return f'TypeAdapter({display_as_type(self._type)})'

    def validate_python(
        self,
        object,
        /,
        *,
        strict=None,
        extra=None,
        from_attributes=None,
        context=None,
        experimental_allow_partial=False,
        by_alias=None,
        by_name=None,
    ):
        """Validate a Python object."""
        _check_aliases(by_alias, by_name)
        return self.validator.validate_python(
            object,
            strict=strict,
            extra=extra,
            from_attributes=from_attributes,
            context=context,
            allow_partial=experimental_allow_partial,
            by_alias=by_alias,
            by_name=by_name,
        )

    def validate_json(
        self,
        data,
        /,
        *,
        strict=None,
        extra=None,
        context=None,
        experimental_allow_partial=False,
        by_alias=None,
        by_name=None,
    ):
        """Validate JSON text."""
        _check_aliases(by_alias, by_name)
        return self.validator.validate_json(
            data,
            strict=strict,
            extra=extra,
            context=context,
            allow_partial=experimental_allow_partial,
            by_alias=by_alias,
            by_name=by_name,
        )

    def validate_strings(
        self,
        obj,
        /,
        *,
        strict=None,
        extra=None,
        context=None,
        experimental_allow_partial=False,
        by_alias=None,
        by_name=None,
    ):
        """Validate an object whose leaves are strings."""
        _check_aliases(by_alias, by_name)
        return self.validator.validate_strings(
            obj,
            strict=strict,
            extra=extra,
            context=context,
            allow_partial=experimental_allow_partial,
            by_alias=by_alias,
            by_name=by_name,
        )

    def get_default_value(self, *, strict=None, context=None):
        """The default in a `Some`, None if there is none."""
        return self.validator.get_default_value(strict=strict, context=context)

    def dump_python(self, instance, /, *, mode='python', warnings=True, **options):
        """Python data from a value; the options are those of `model_dump`."""
        return self.serializer.to_python(instance, mode=mode, warnings=warnings, **options)

    def dump_json(self, instance, /, *, indent=None, warnings=True, **options):
        """JSON text as bytes; the options are those of `model_dump_json`."""
        return self.serializer.to_json(instance, indent=indent, warnings=warnings, **options)

    def json_schema(
        self,
        *,
        by_alias=None,
        ref_template='#/$defs/{model}',
        union_format='any_of',
        schema_generator=None,
        mode='validation',
    ):
        """The JSON schema of the type."""
        generator = make_generator(schema_generator, by_alias, ref_template, union_format, self._config)
        self._ensure()
        return generator.generate(self.core_schema, mode=mode)

    def _ensure(self):
        if not isinstance(self.core_schema, dict):
            self.core_schema.rebuild_now

    @staticmethod
    def json_schemas(
        inputs,
        /,
        *,
        by_alias=None,
        title=None,
        description=None,
        ref_template='#/$defs/{model}',
        union_format='any_of',
        schema_generator=None,
    ):
        """The JSON schemas of several types, with shared definitions."""
        generator = make_generator(schema_generator, by_alias, ref_template, union_format, None)
        prepared = []
        for key, mode, adapter in inputs:
            adapter._ensure()
            prepared.append((key, mode, adapter.core_schema))
        schemas, definitions = generator.generate_definitions(prepared)
        result = {}
        if definitions:
            result['$defs'] = definitions
        if title:
            result['title'] = title
        if description:
            result['description'] = description
        return schemas, result


def make_generator(schema_generator, by_alias, ref_template, union_format, config):
    """An instance of a JSON schema generator."""
    from .json_schema import GenerateJsonSchema

    if schema_generator is None:
        schema_generator = (config or {}).get('schema_generator') or GenerateJsonSchema
    by_alias = True if by_alias is None else by_alias
    if union_format != 'any_of':
        return schema_generator(by_alias=by_alias, ref_template=ref_template, union_format=union_format)
    return schema_generator(by_alias=by_alias, ref_template=ref_template)


def _check_aliases(by_alias, by_name):
    if by_alias is False and by_name is not True:
        raise PydanticUserError(
            'At least one of `by_alias` or `by_name` must be set to True.', code='validate-by-alias-and-name-false'
        )


def _has_own_config(tp):
    return isinstance(tp, type) and (
        _typing.is_model_class(tp) or '__dataclass_fields__' in tp.__dict__ or _typing.is_typed_dict(tp)
    )
