"""How each kind of core schema is written in JSON Schema: one method for each kind."""

from _pydantic_core import PydanticOmit

no_default = object()
_BOUNDS = {
    'multiple_of': 'multipleOf',
    'le': 'maximum',
    'ge': 'minimum',
    'lt': 'exclusiveMaximum',
    'gt': 'exclusiveMinimum',
}
_STRING = {'min_length': 'minLength', 'max_length': 'maxLength', 'pattern': 'pattern'}
_BYTES = {'min_length': 'minLength', 'max_length': 'maxLength'}
_ARRAY = {'min_length': 'minItems', 'max_length': 'maxItems'}
_OBJECT = {'min_length': 'minProperties', 'max_length': 'maxProperties'}
_PRIMITIVES = ('boolean', 'integer', 'number', 'string', 'null')


class JsonSchemaTypes:
    """The methods of the generator that write one kind of schema each."""

    class ValidationsMapping:
        """Which constraint of a core schema is which keyword of JSON Schema."""

        numeric = _BOUNDS
        bytes = _BYTES
        string = _STRING
        array = _ARRAY
        object = _OBJECT

    def update_with_validations(self, json_schema, core_schema, mapping):
        """Copy constraints."""
        for key, keyword in mapping.items():
            if core_schema.get(key) is not None:
                json_schema[keyword] = core_schema[key]

    # -- scalars -------------------------------------------------------------------------------------------------

    def any_schema(self, schema):
        return {}

    def none_schema(self, schema):
        return {'type': 'null'}

    def bool_schema(self, schema):
        return {'type': 'boolean'}

    def int_schema(self, schema):
        json_schema = {'type': 'integer'}
        self.update_with_validations(json_schema, schema, _BOUNDS)
        return {key: value for key, value in json_schema.items() if value not in (float('inf'), float('-inf'))}

    def float_schema(self, schema):
        json_schema = {'type': 'number'}
        self.update_with_validations(json_schema, schema, _BOUNDS)
        return {key: value for key, value in json_schema.items() if value not in (float('inf'), float('-inf'))}

    def get_decimal_pattern(self, schema):
        """The pattern of a decimal's text, None if any will do."""
        return None

    def build_decimal_pattern(self, schema):
        """The pattern that limits of digits and places give."""
        digits, places = schema.get('max_digits'), schema.get('decimal_places')
        pattern = r'^(?!^[-+.]*$)[+-]?0*'
        if digits is not None and places is not None:
            whole = max(0, digits - places)
            pattern += rf'(?:\d{{0,{whole}}}|(?=[\d.]{{1,{digits + 1}}}0*$)\d{{0,{whole}}}\.\d{{0,{places}}}0*$)'
        elif digits is not None:
            pattern += rf'(?:\d{{0,{digits}}}|(?=[\d.]{{1,{digits + 1}}}0*$)\d*\.\d*0*$)'
        else:
            pattern += rf'(?:\d*|\d*\.\d{{0,{places}}}0*$)'
        return pattern if pattern.endswith('$') else pattern + '$'

    def decimal_schema(self, schema):
        text = {'type': 'string'}
        pattern = self.get_decimal_pattern(schema)
        if pattern is not None:
            text['pattern'] = pattern
        if self.mode == 'serialization':
            return text
        multiple = schema.get('multiple_of')
        number = {key: schema[key] for key in ('le', 'ge', 'lt', 'gt') if schema.get(key) is not None}
        number = {key: float(value) for key, value in number.items()}
        if multiple is not None:
            number['multiple_of'] = float(multiple)
        return {'anyOf': [self.float_schema({'type': 'float', **number}), text]}

    def fraction_schema(self, schema):
        text = {'type': 'string', 'format': 'fraction'}
        if self.mode == 'serialization':
            return text
        number = {key: float(schema[key]) for key in _BOUNDS if schema.get(key) is not None}
        return {'anyOf': [self.float_schema({'type': 'float', **number}), text]}

    def complex_schema(self, schema):
        return {'type': 'string'}

    def str_schema(self, schema):
        json_schema = {'type': 'string'}
        self.update_with_validations(json_schema, schema, _STRING)
        if not isinstance(json_schema.get('pattern', ''), str):
            json_schema['pattern'] = json_schema['pattern'].pattern
        return json_schema

    def bytes_schema(self, schema):
        mode = self._config.get('ser_json_bytes' if self.mode == 'serialization' else 'val_json_bytes')
        json_schema = {'type': 'string', 'format': 'base64url' if mode == 'base64' else 'binary'}
        self.update_with_validations(json_schema, schema, _BYTES)
        return json_schema

    def date_schema(self, schema):
        return {'type': 'string', 'format': 'date'}

    def time_schema(self, schema):
        return {'type': 'string', 'format': 'time'}

    def datetime_schema(self, schema):
        return {'type': 'string', 'format': 'date-time'}

    def timedelta_schema(self, schema):
        if self._config.get('ser_json_timedelta') == 'float':
            return {'type': 'number'}
        return {'type': 'string', 'format': 'duration'}

    def uuid_schema(self, schema):
        return {'type': 'string', 'format': 'uuid'}

    def url_schema(self, schema):
        json_schema = {'type': 'string', 'format': 'uri', 'minLength': 1}
        self.update_with_validations(json_schema, schema, _STRING)
        return json_schema

    def multi_host_url_schema(self, schema):
        json_schema = {'type': 'string', 'format': 'multi-host-uri', 'minLength': 1}
        self.update_with_validations(json_schema, schema, _STRING)
        return json_schema

    def literal_schema(self, schema):
        from pydantic_core import to_jsonable_python

        expected = [to_jsonable_python(getattr(value, '_value_', value)) for value in schema['expected']]
        if len(expected) == 1:
            json_schema = {'const': expected[0]}
        else:
            json_schema = {'enum': expected}
        return self._with_common_type(json_schema, expected)

    @staticmethod
    def _with_common_type(json_schema, values):
        kinds = {type(value) for value in values}
        names = {str: 'string', int: 'integer', float: 'number', bool: 'boolean', list: 'array', type(None): 'null'}
        if len(kinds) == 1:
            name = names.get(kinds.pop())
            if name is not None:
                json_schema['type'] = name
        return json_schema

    def missing_sentinel_schema(self, schema):
        if 'schema' in schema:
            return self.generate_inner(schema['schema'])
        raise PydanticOmit

    def enum_schema(self, schema):
        from pydantic_core import to_jsonable_python

        cls = schema['cls']
        values = [to_jsonable_python(member.value) for member in schema['members']]
        json_schema = {'title': cls.__name__}
        doc = cls.__dict__.get('__doc__')
        if doc and doc != 'An enumeration.':
            import inspect

            json_schema['description'] = inspect.cleandoc(doc)
        json_schema['enum'] = values
        return self._with_common_type(json_schema, values)

    def is_instance_schema(self, schema):
        return self.handle_invalid_for_json_schema(schema, f'core_schema.IsInstanceSchema ({schema["cls"]})')

    def is_subclass_schema(self, schema):
        return {}

    def callable_schema(self, schema):
        return self.handle_invalid_for_json_schema(schema, 'core_schema.CallableSchema')

    def ellipsis_schema(self, schema):
        return self.handle_invalid_for_json_schema(schema, 'core_schema.EllipsisSchema')

    def invalid_schema(self, schema):
        raise RuntimeError('Cannot generate a JSON schema for invalid_schema.')

    # -- collections ---------------------------------------------------------------------------------------------

    def list_schema(self, schema):
        items = {} if 'items_schema' not in schema else self.generate_inner(schema['items_schema'])
        json_schema = {'type': 'array', 'items': items}
        self.update_with_validations(json_schema, schema, _ARRAY)
        return json_schema

    deque_schema = list_schema
    generator_schema = list_schema

    def set_schema(self, schema):
        return {**JsonSchemaTypes.list_schema(self, schema), 'uniqueItems': True}

    frozenset_schema = set_schema

    def tuple_schema(self, schema):
        json_schema = {'type': 'array'}
        items = schema['items_schema']
        if 'variadic_item_index' in schema:
            index = schema['variadic_item_index']
            if index > 0:
                json_schema['minItems'] = index
                json_schema['prefixItems'] = [self.generate_inner(item) for item in items[:index]]
            if index + 1 == len(items):
                rest = self.generate_inner(items[index])
                json_schema['items'] = rest if rest else True if index > 0 else rest
                if not rest:
                    json_schema['items'] = {}
        else:
            prefix = [self.generate_inner(item) for item in items]
            if prefix:
                json_schema['prefixItems'] = prefix
            json_schema['minItems'] = json_schema['maxItems'] = len(prefix)
        self.update_with_validations(json_schema, schema, _ARRAY)
        return json_schema

    def dict_schema(self, schema):
        json_schema = {'type': 'object'}
        keys = self.generate_inner(schema['keys_schema']).copy() if 'keys_schema' in schema else {}
        if '$ref' not in keys:
            key_pattern = keys.pop('pattern', None)
            keys.pop('title', None)
        else:
            key_pattern = None
        values = self.generate_inner(schema['values_schema']).copy() if 'values_schema' in schema else {}
        values.pop('title', None) if '$ref' not in values else None
        if values or key_pattern is not None:
            if key_pattern is None:
                json_schema['additionalProperties'] = values
            else:
                json_schema['patternProperties'] = {key_pattern: values}
        else:
            json_schema['additionalProperties'] = True
        if (keys.get('type') == 'string' or '$ref' in keys or 'enum' in keys or 'const' in keys) and (
            len(keys) > 1 or '$ref' in keys
        ):
            keys.pop('type', None)
            if keys:
                json_schema['propertyNames'] = keys
        self.update_with_validations(json_schema, schema, _OBJECT)
        return json_schema

    ordered_dict_schema = dict_schema
    counter_schema = dict_schema
    frozendict_schema = dict_schema

    # -- wrappers ------------------------------------------------------------------------------------------------

    def function_before_schema(self, schema):
        if self.mode == 'validation' and schema.get('json_schema_input_schema'):
            return self.generate_inner(schema['json_schema_input_schema'])
        return self.generate_inner(schema['schema'])

    def function_after_schema(self, schema):
        return self.generate_inner(schema['schema'])

    function_wrap_schema = function_before_schema

    def function_plain_schema(self, schema):
        if self.mode == 'validation' and schema.get('json_schema_input_schema'):
            return self.generate_inner(schema['json_schema_input_schema'])
        return self.handle_invalid_for_json_schema(
            schema, f'core_schema.PlainValidatorFunctionSchema ({schema["function"]})'
        )

    def get_default_value(self, schema):
        """The default of a schema, NoDefault if it has none."""
        return schema.get('default', no_default)

    def default_schema(self, schema):
        json_schema = self.generate_inner(schema['schema'])
        default = self.get_default_value(schema)
        if default is no_default or repr(default) == 'MISSING':
            return json_schema
        serialization = self._serializer_of(schema['schema']) if self.mode == 'serialization' else None
        if (
            serialization is not None
            and serialization.get('type') == 'function-plain'
            and not serialization.get('info_arg')
            and not (default is None and serialization.get('when_used') in ('unless-none', 'json-unless-none'))
        ):
            try:
                function = serialization['function']
                default = function(None, default) if serialization.get('is_field_serializer') else function(default)
            except Exception:
                self.emit_warning(
                    'non-serializable-default',
                    f'Unable to serialize value {default!r} with the plain serializer; excluding default from JSON schema',
                )
                return json_schema
        try:
            encoded = self.encode_default(default)
        except Exception:
            self.emit_warning(
                'non-serializable-default',
                f'Default value {default} is not JSON serializable; excluding default from JSON schema',
            )
            return json_schema
        if '$ref' in json_schema:
            return {**json_schema, 'default': encoded}
        json_schema['default'] = encoded
        return json_schema

    @staticmethod
    def _serializer_of(schema):
        while True:
            if 'serialization' in schema:
                return schema['serialization']
            if (
                schema['type'] in ('function-after', 'function-before', 'function-wrap', 'default')
                and 'schema' in schema
            ):
                schema = schema['schema']
                continue
            return None

    def encode_default(self, dft):
        """A default as JSON data."""
        from pydantic_core import to_jsonable_python

        config = self._config
        if (dft is None or type(dft) in (str, int, bool)) and not config.get('json_encoders'):
            return dft
        from .type_adapter import TypeAdapter, _has_own_config

        try:
            kind = type(dft)
            adapter = TypeAdapter(kind, config=None if _has_own_config(kind) else dict(config) or None)
            dft = adapter.dump_python(dft, by_alias=self.by_alias, mode='json')
        except Exception as error:
            if type(error).__name__ != 'PydanticSchemaGenerationError':
                raise
        return to_jsonable_python(
            dft,
            timedelta_mode=config.get('ser_json_timedelta', 'iso8601'),
            bytes_mode=config.get('ser_json_bytes', 'utf8'),
            by_alias=self.by_alias,
        )

    def nullable_schema(self, schema):
        null = {'type': 'null'}
        inner = self.generate_inner(schema['schema'])
        if inner == null:
            return null
        return self.get_union_of_schemas([inner, null])

    def union_schema(self, schema):
        generated = []
        for choice in schema['choices']:
            choice = choice[0] if isinstance(choice, tuple) else choice
            try:
                generated.append(self.generate_inner(choice))
            except PydanticOmit:
                continue
            except Exception as error:
                if type(error).__name__ != 'PydanticInvalidForJsonSchema':
                    raise
                self.emit_warning('skipped-choice', error.message)
        if not generated:
            raise PydanticOmit
        if len(generated) == 1:
            return generated[0]
        return self.get_union_of_schemas(generated)

    def get_union_of_schemas(self, schemas):
        """One schema that allows all the given ones."""
        if self.union_format == 'primitive_type_array':
            kinds = []
            for schema in schemas:
                kind = schema.get('type')
                names = kind if isinstance(kind, list) else [kind]
                if len(schema) != 1 or not all(name in _PRIMITIVES for name in names):
                    break
                kinds += names
            else:
                return {'type': list(dict.fromkeys(kinds))}
        return self.get_flattened_anyof(schemas)

    def get_flattened_anyof(self, schemas):
        """An `anyOf` without `anyOf`s directly in it, each choice once."""
        members = []
        for schema in schemas:
            if len(schema) == 1 and 'anyOf' in schema:
                members += schema['anyOf']
            else:
                members.append(schema)
        unique = []
        for member in members:
            if member not in unique:
                unique.append(member)
        return unique[0] if len(unique) == 1 else {'anyOf': unique}

    def tagged_union_schema(self, schema):
        generated = {}
        for tag, choice in schema['choices'].items():
            tag = getattr(tag, '_value_', tag)
            try:
                generated[str(tag)] = self.generate_inner(choice).copy()
            except PydanticOmit:
                continue
        one_of = []
        for choice in generated.values():
            if choice not in one_of:
                one_of.append(choice)
        json_schema = {'oneOf': one_of}
        discriminator = self._discriminator(schema, one_of)
        if discriminator is not None:
            json_schema['discriminator'] = {
                'propertyName': discriminator,
                'mapping': {tag: choice.get('$ref', choice) for tag, choice in generated.items()},
            }
        return json_schema

    def _discriminator(self, schema, one_of):
        found = schema['discriminator']
        if isinstance(found, str):
            return found
        if isinstance(found, list) and found:
            # A field with an alias: the name that all choices show.
            for path in [found] if isinstance(found[0], str) else found:
                if len(path) == 1 and all(self._has_property(choice, path[0]) for choice in one_of):
                    return path[0]
        return None

    def _has_property(self, choice, name):
        while '$ref' in choice:
            target = self.get_schema_from_definitions(choice['$ref'])
            if target is None:
                return False
            choice = target
        return name in choice.get('properties', ())

    def chain_schema(self, schema):
        return self.generate_inner(schema['steps'][-1 if self.mode == 'serialization' else 0])

    def lax_or_strict_schema(self, schema):
        strict = schema.get('strict', False) or self._config.get('strict')
        return self.generate_inner(schema['strict_schema' if strict else 'lax_schema'])

    def json_or_python_schema(self, schema):
        return self.generate_inner(schema['json_schema'])

    def json_schema(self, schema):
        content = self.generate_inner(schema.get('schema') or {'type': 'any'})
        if self.mode == 'serialization':
            return content
        return {'type': 'string', 'contentMediaType': 'application/json', 'contentSchema': content}

    def custom_error_schema(self, schema):
        return self.generate_inner(schema['schema'])

    def definitions_schema(self, schema):
        for definition in schema['definitions']:
            try:
                self.generate_inner(definition)
            except Exception as error:
                if type(error).__name__ != 'PydanticInvalidForJsonSchema':
                    raise
        return self.generate_inner(schema['schema'])

    def definition_ref_schema(self, schema):
        _name, ref = self.get_cache_defs_ref_schema(schema['schema_ref'])
        return ref

    def ser_schema(self, schema):
        """What a serializer writes, None if it can't be told."""
        kind = schema['type']
        if kind in ('function-plain', 'function-wrap'):
            if kind == 'function-plain' or kind == 'function-wrap':
                return_schema = schema.get('return_schema')
                if return_schema is not None:
                    return self.generate_inner(return_schema)
            return None
        if kind in ('format', 'to-string'):
            return self.str_schema({'type': 'str'})
        if kind == 'model':
            return self.generate_inner(schema['schema'])
        # The name of a plain type says how the core writes, not what the annotation means.
        return None
