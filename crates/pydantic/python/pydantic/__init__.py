"""Pydantic: validation from annotations.

Nothing is loaded before a program asks for it: the table says which module each public name lives in.
"""

VERSION = __version__ = '2.14.3'

_MODULES = {
    'main': 'BaseModel create_model',
    'root_model': 'RootModel',
    'type_adapter': 'TypeAdapter',
    'config': 'ConfigDict with_config',
    'fields': 'Field PrivateAttr computed_field',
    'aliases': 'AliasChoices AliasGenerator AliasPath',
    'functional_validators': 'AfterValidator BeforeValidator InstanceOf ModelWrapValidatorHandler PlainValidator '
    'SkipValidation ValidateAs WrapValidator field_validator model_validator',
    'functional_serializers': 'PlainSerializer SerializeAsAny WrapSerializer field_serializer model_serializer',
    'annotated_handlers': 'GetCoreSchemaHandler GetJsonSchemaHandler',
    'validate_call_decorator': 'validate_call',
    'errors': 'PydanticErrorCodes PydanticForbiddenQualifier PydanticImportError PydanticInvalidForJsonSchema '
    'PydanticSchemaGenerationError PydanticUndefinedAnnotation PydanticUserError',
    'warnings': 'PydanticDeprecatedSince20 PydanticDeprecatedSince210 PydanticDeprecatedSince211 '
    'PydanticDeprecatedSince212 PydanticDeprecatedSince214 PydanticDeprecatedSince26 PydanticDeprecatedSince29 '
    'PydanticDeprecationWarning PydanticExperimentalWarning',
    'json_schema': 'WithJsonSchema',
    'types': 'AllowInfNan AwareDatetime Base64Bytes Base64Encoder Base64Str Base64UrlBytes Base64UrlStr ByteSize '
    'DirectoryPath Discriminator EncodedBytes EncodedStr EncoderProtocol FailFast FilePath FiniteFloat FutureDate '
    'FutureDatetime GetPydanticSchema ImportString Json JsonValue NaiveDatetime NegativeFloat NegativeInt NewPath '
    'NonNegativeFloat NonNegativeInt NonPositiveFloat NonPositiveInt OnErrorOmit PastDate PastDatetime '
    'PaymentCardNumber PositiveFloat PositiveInt Secret SecretBytes SecretStr SocketPath Strict StrictBool '
    'StrictBytes StrictFloat StrictInt StrictStr StringConstraints Tag UUID1 UUID3 UUID4 UUID5 UUID6 UUID7 UUID8 '
    'conbytes condate condecimal confloat confrozenset conint conlist conset constr',
    'networks': 'AmqpDsn AnyHttpUrl AnyUrl AnyWebsocketUrl ClickHouseDsn CockroachDsn EmailStr FileUrl FtpUrl HttpUrl '
    'IPvAnyAddress IPvAnyInterface IPvAnyNetwork KafkaDsn MariaDBDsn MongoDsn MySQLDsn NameEmail NatsDsn PostgresDsn '
    'RedisDsn SnowflakeDsn UrlConstraints WebsocketUrl validate_email',
    'deprecated': 'BaseConfig Extra parse_obj_as root_validator schema_json_of schema_of validator',
    'experimental.missing_sentinel': 'MISSING',
}
_CORE = {
    'ValidationError': 'ValidationError',
    'ValidationInfo': 'core_schema.ValidationInfo',
    'SerializationInfo': 'core_schema.SerializationInfo',
    'FieldSerializationInfo': 'core_schema.FieldSerializationInfo',
    'ValidatorFunctionWrapHandler': 'core_schema.ValidatorFunctionWrapHandler',
    'SerializerFunctionWrapHandler': 'core_schema.SerializerFunctionWrapHandler',
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names.split()}
_SUBMODULES = (
    'alias_generators aliases annotated_handlers color config dataclasses deprecated errors experimental fields '
    'functional_serializers functional_validators json json_schema main networks root_model class_validators schema type_adapter '
    'types v1 validate_call_decorator version warnings'
).split()

__all__ = ('dataclasses', *_CORE, *_WHERE, 'VERSION', '__version__')


def __getattr__(name):
    module = _WHERE.get(name)
    if module is not None:
        value = getattr(_load(f'pydantic.{module}'), name)
    elif name in _CORE:
        path = _CORE[name]
        if path.startswith('core_schema.'):
            value = getattr(_load('pydantic_core.core_schema'), name)
        else:
            import pydantic_core

            value = getattr(pydantic_core, path)
    elif name in _SUBMODULES:
        value = _load(f'pydantic.{name}')
    elif name in _REMOVED:
        _removed(name)
    else:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    globals()[name] = value
    return value


def _load(name):
    import importlib

    return importlib.import_module(name)


# Names of the first version that are gone: asking for one says where it went.
_REMOVED = {
    'BaseSettings': '`BaseSettings` has been moved to the `pydantic-settings` package. '
    'See https://errors.pydantic.dev/2.14/migration/#basesettings-has-moved-to-pydantic-settings for more details.',
    'ConstrainedStr': None,
    'ConstrainedInt': None,
    'ConstrainedFloat': None,
    'ConstrainedList': None,
    'Required': None,
    'validate_arguments': None,
}


def _removed(name):
    from .errors import PydanticImportError

    raise PydanticImportError(_REMOVED[name] or f'`pydantic:{name}` has been removed in V2.')


def __dir__():
    return list(__all__)
