"""The handlers that `__get_pydantic_core_schema__` and `__get_pydantic_json_schema__` are given."""


class GetCoreSchemaHandler:
    """Call it with a type to get the schema that would be made without the hook."""

    __slots__ = ('_inner', '_generator')

    def __init__(self, inner, generator):
        self._inner = inner
        self._generator = generator

    def __call__(self, source_type, /):
        return self._inner(source_type)

    def generate_schema(self, source_type, /):
        """The schema of another type, made from scratch."""
        return self._generator.generate(source_type)

    def resolve_ref_schema(self, maybe_ref_schema, /):
        """The schema that a reference stands for."""
        return self._generator.resolve(maybe_ref_schema)

    @property
    def field_name(self):
        """The field whose schema is being made."""
        return self._generator.field_name


class GetJsonSchemaHandler:
    """Call it with a core schema to get the JSON schema that would be made without the hook."""

    __slots__ = ('_inner', '_generator', 'mode')

    def __init__(self, inner, generator):
        self._inner = inner
        self._generator = generator
        self.mode = generator.mode

    def __call__(self, core_schema, /):
        return self._inner(core_schema)

    def resolve_ref_schema(self, maybe_ref_json_schema, /):
        """The JSON schema that a `$ref` stands for."""
        return self._generator.resolve_ref_schema(maybe_ref_json_schema)
