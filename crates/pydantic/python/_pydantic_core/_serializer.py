"""SchemaSerializer: from values to Python data or JSON text, by a core schema or by what the values are."""

from ._errors import PydanticSerializationError, PydanticSerializationUnexpectedValue, PydanticUndefined, SchemaError
from ._infer import infer, json_key, write


class Options:
    """The options of one serialization, and the warnings it gave."""

    __slots__ = (
        'mode include exclude by_alias exclude_unset exclude_defaults exclude_none exclude_computed_fields round_trip '
        'fallback serialize_as_any context warnings found config depth field_name polymorphic model unknown'
    ).split()

    def __init__(self, mode, **options):
        self.mode = mode
        for name in self.__slots__[1:]:
            setattr(self, name, options.get(name))
        self.found = []
        self.depth = []
        self.config = self.config or {}

    @property
    def is_json(self):
        """Is the result for JSON?"""
        return self.mode == 'json'

    def warn(self, expected, value):
        """The value isn't of the expected type."""
        if self.warnings is False or self.warnings == 'none':
            return
        place = f"field_name='{self.field_name}', " if self.field_name is not None else ''
        text = repr(value)
        if len(text) > 50:
            text = text[:25] + '...' + text[-24:]
        self.found.append(
            f'PydanticSerializationUnexpectedValue(Expected `{expected}` - serialized value may not be as expected '
            f'[{place}input_value={text}, input_type={type(value).__name__}])'
        )


class SerializationInfo:
    """What a serializer function is told."""

    def __init__(self, options, include, exclude, field_name):
        self.include = include
        self.exclude = exclude
        self.context = options.context
        self.mode = options.mode
        self.by_alias = bool(options.by_alias)
        self.exclude_unset = bool(options.exclude_unset)
        self.exclude_defaults = bool(options.exclude_defaults)
        self.exclude_none = bool(options.exclude_none)
        self.exclude_computed_fields = bool(options.exclude_computed_fields)
        self.round_trip = bool(options.round_trip)
        self.serialize_as_any = bool(options.serialize_as_any)
        if field_name is not None:
            self.field_name = field_name

    def __getattr__(self, name):
        raise AttributeError(f'No attribute named {name!r}')

    def mode_is_json(self):
        """Is the result for JSON?"""
        return self.mode == 'json'


class SchemaSerializer:
    """Serializes by a core schema."""

    def __init__(self, schema, config=None):
        self._schema = schema
        self._config = config or {}
        self._compiled = None

    def _run(self):
        if self._compiled is None:
            from ._ser_build import Context

            self._compiled = Context(self._config).build(self._schema)
        return self._compiled

    def __repr__(self):
        return f'SchemaSerializer(serializer={self._schema.get("type")})'

    def _finish(self, options, warnings):
        if not options.found or warnings is False or warnings == 'none':
            return
        text = 'Pydantic serializer warnings:\n' + '\n'.join(f'  {line}' for line in options.found)
        if warnings == 'error':
            raise PydanticSerializationError(text)
        import warnings as module

        module.warn(text, UserWarning, stacklevel=4)

    def to_python(
        self,
        value,
        *,
        mode='python',
        include=None,
        exclude=None,
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
        context=None,
    ):
        """Python data; with mode='json' only what JSON can say."""
        options = Options(
            mode or 'python',
            by_alias=by_alias if by_alias is not None else self._config.get('serialize_by_alias', False),
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            exclude_computed_fields=exclude_computed_fields,
            round_trip=round_trip,
            fallback=fallback,
            serialize_as_any=serialize_as_any,
            context=context,
            warnings=warnings,
            config=self._config,
            polymorphic=polymorphic_serialization,
        )
        result = self._run()(value, options, include, exclude)
        self._finish(options, warnings)
        return result

    def to_json(
        self,
        value,
        *,
        indent=None,
        ensure_ascii=False,
        include=None,
        exclude=None,
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
        context=None,
    ):
        """JSON text as bytes."""
        options = Options(
            'json',
            by_alias=by_alias if by_alias is not None else self._config.get('serialize_by_alias', False),
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            exclude_computed_fields=exclude_computed_fields,
            round_trip=round_trip,
            fallback=fallback,
            serialize_as_any=serialize_as_any,
            context=context,
            warnings=warnings,
            config=self._config,
            polymorphic=polymorphic_serialization,
        )
        try:
            result = self._run()(value, options, include, exclude)
        except PydanticSerializationError as error:
            if str(error).startswith('Error calling function'):
                raise PydanticSerializationError(
                    f'Error serializing to JSON: PydanticSerializationError: {error}'
                ) from error.__cause__
            raise
        text = write(result, indent, ensure_ascii, self._config.get('ser_json_inf_nan', 'null'))
        self._finish(options, warnings)
        return text.encode()


def to_jsonable_python(
    value,
    *,
    include=None,
    exclude=None,
    by_alias=True,
    exclude_none=False,
    round_trip=False,
    timedelta_mode='iso8601',
    temporal_mode='iso8601',
    bytes_mode='utf8',
    inf_nan_mode='constants',
    serialize_unknown=False,
    fallback=None,
    serialize_as_any=False,
    polymorphic_serialization=None,
    context=None,
):
    """Data that JSON can say, from any value."""
    options = Options(
        'json',
        by_alias=by_alias,
        exclude_none=exclude_none,
        round_trip=round_trip,
        fallback=fallback,
        serialize_as_any=serialize_as_any,
        context=context,
        warnings=False,
        unknown=serialize_unknown,
        config={'ser_json_timedelta': timedelta_mode, 'ser_json_bytes': bytes_mode, 'ser_json_inf_nan': inf_nan_mode},
    )
    return infer(value, options, include, exclude)


def to_json(value, *, indent=None, ensure_ascii=False, inf_nan_mode='constants', **options):
    """JSON text as bytes, from any value."""
    found = to_jsonable_python(value, inf_nan_mode=inf_nan_mode, **options)
    return write(found, indent, ensure_ascii, inf_nan_mode).encode()


__all__ = [
    'PydanticSerializationUnexpectedValue',
    'PydanticUndefined',
    'SchemaError',
    'SchemaSerializer',
    'json_key',
    'to_json',
    'to_jsonable_python',
]
