"""How each kind of core schema is written in JSON Schema: one method for each kind."""

from _pydantic_core import PydanticOmit

no_default = object()
_BOUNDS = {'multiple_of': 'multipleOf', 'le': 'maximum', 'ge': 'minimum', 'lt': 'exclusiveMaximum', 'gt': 'exclusiveMinimum'}
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
            if schema['type'] in ('function-after', 'function-before', 'function-wrap', 'default') and 'schema' in schema:
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

    # -- what has fields -----------------------------------------------------------------------------------------

    def field_is_present(self, field):
        """Is a field in the schema in this mode?"""
        return not (self.mode == 'serialization' and field.get('serialization_exclude'))

    def field_is_required(self, field, total):
        """Must a field be given (or is it always written)?"""
        if self.mode == 'serialization' and self._config.get('json_schema_serialization_defaults_required'):
            return not field.get('serialization_exclude')
        if field['type'] == 'typed-dict-field':
            return field.get('required', total)
        return field['schema']['type'] != 'default' and not self._has_default(field['schema'])

    @staticmethod
    def _has_default(schema):
        while schema['type'] in ('function-before', 'function-after', 'function-wrap', 'nullable') and 'schema' in schema:
            schema = schema['schema']
            if schema['type'] == 'default':
                return True
        return False

    def _field_name(self, name, field):
        if not self.by_alias:
            return name
        if self.mode == 'serialization':
            if self._config.get('serialize_by_alias') is False and False:
                return name
            return field.get('serialization_alias', name)
        alias = field.get('validation_alias', name)
        if isinstance(alias, str):
            return alias
        if alias and isinstance(alias[0], str):
            return alias[0] if len(alias) == 1 else name
        for path in alias:
            if len(path) == 1 and isinstance(path[0], str):
                return path[0]
        return name

    def _named_fields(self, fields, total=True):
        properties = {}
        required = []
        for name, field in fields:
            if not self.field_is_present(field):
                continue
            shown = self._field_name(name, field)
            try:
                json_schema = self.generate_inner(field).copy()
            except PydanticOmit:
                continue
            if 'title' not in json_schema and self.field_title_should_be_set(field):
                json_schema['title'] = self.get_title_from_name(shown)
            json_schema = self.handle_ref_overrides(json_schema)
            properties[shown] = json_schema
            if field['type'] == 'computed-field' or self.field_is_required(field, total):
                required.append(shown)
        json_schema = {'type': 'object', 'properties': properties}
        if required:
            json_schema['required'] = required
        return json_schema

    def field_title_should_be_set(self, schema):
        """Does a field get its name as title? Not if it refers to something that has its own."""
        kind = schema.get('type')
        if kind in ('model-field', 'dataclass-field', 'typed-dict-field', 'named-tuple-field'):
            return self.field_title_should_be_set(schema['schema'])
        if kind == 'computed-field':
            return self.field_title_should_be_set(schema['return_schema'])
        if kind == 'definition-ref':
            return False
        if schema.get('ref'):
            return False
        if kind in ('default', 'nullable', 'function-before', 'function-after', 'function-wrap', 'missing-sentinel'):
            if self.mode == 'serialization' and 'serialization' in schema and 'return_schema' in schema['serialization']:
                return self.field_title_should_be_set(schema['serialization']['return_schema'])
            return self.field_title_should_be_set(schema['schema']) if 'schema' in schema else True
        return True

    def model_field_schema(self, schema):
        return self.generate_inner(schema['schema'])

    typed_dict_field_schema = model_field_schema
    dataclass_field_schema = model_field_schema
    named_tuple_field_schema = model_field_schema

    def computed_field_schema(self, schema):
        return self.generate_inner(schema['return_schema'])

    def _all_fields(self, fields, computed):
        found = list(fields)
        if self.mode == 'serialization':
            found += [(field['property_name'], {'serialization_alias': field.get('alias', field['property_name']), **field}) for field in computed or ()]
        return found

    def model_fields_schema(self, schema):
        json_schema = self._named_fields(self._all_fields(schema['fields'].items(), schema.get('computed_fields')))
        extras = schema.get('extras_schema')
        if extras is not None:
            json_schema['additionalProperties'] = self.generate_inner(extras)
        return json_schema

    def model_schema(self, schema):
        import inspect

        cls = schema['cls']
        config = cls.model_config
        self._configs.append(config)
        try:
            json_schema = self.generate_inner(schema['schema'])
            title = schema.get('config', {}).get('title') or config.get('title') or cls.__name__
            if 'title' not in json_schema:
                json_schema['title'] = title
            json_schema = self._describe(json_schema, cls, config, schema.get('root_model'))
        finally:
            self._configs.pop()
        del inspect
        return json_schema

    def _describe(self, json_schema, cls, config, root_model=False):
        from .main import BaseModel

        doc = None if cls is BaseModel or getattr(cls, '__pydantic_base__', None) is None else cls.__doc__
        if '__doc__' not in cls.__dict__ or cls.__dict__['__doc__'] is None:
            doc = None
        if root_model and not doc:
            root = cls.__pydantic_fields__['root']
            if root.description:
                json_schema.setdefault('description', root.description)
            if root.deprecated:
                json_schema.setdefault('deprecated', True)
            if root.examples and 'examples' not in json_schema:
                json_schema['examples'] = root.examples
            if root.title and 'title' in json_schema and not config.get('title'):
                json_schema['title'] = root.title
            if root.json_schema_extra and isinstance(root.json_schema_extra, dict):
                json_schema.update(root.json_schema_extra)
        if doc and 'description' not in json_schema:
            import inspect

            json_schema['description'] = inspect.cleandoc(doc)
        if hasattr(cls, '__deprecated__'):
            json_schema['deprecated'] = True
        if not root_model:
            extra = config.get('extra')
            if 'additionalProperties' not in json_schema and '$ref' not in json_schema:
                if extra == 'forbid':
                    json_schema['additionalProperties'] = False
                elif extra == 'allow':
                    json_schema['additionalProperties'] = True
        more = config.get('json_schema_extra')
        if isinstance(more, (staticmethod, classmethod)):
            more = more.__get__(cls)
        if isinstance(more, dict):
            json_schema.update(more)
        elif callable(more):
            import inspect

            if len(inspect.signature(more).parameters) > 1:
                more(json_schema, cls)
            else:
                more(json_schema)
        elif more is not None:
            raise ValueError(
                f"model_config['json_schema_extra']={more} should be a dict, callable, or None"
            )
        return json_schema

    def typed_dict_schema(self, schema):
        cls = schema.get('cls')
        config = getattr(cls, '__pydantic_config__', None) or {}
        self._configs.append(config)
        try:
            json_schema = self._named_fields(
                self._all_fields(schema['fields'].items(), schema.get('computed_fields')), schema.get('total', True)
            )
            if cls is not None:
                title = config.get('title') or cls.__name__
                json_schema['title'] = title
            extra = schema.get('extra_behavior') or config.get('extra', 'ignore')
            if extra == 'forbid':
                json_schema['additionalProperties'] = False
            elif extra == 'allow':
                json_schema['additionalProperties'] = (
                    self.generate_inner(schema['extras_schema']) if schema.get('extras_schema') else True
                )
            more = config.get('json_schema_extra')
            if isinstance(more, dict):
                json_schema.update(more)
            elif callable(more):
                more(json_schema)
        finally:
            self._configs.pop()
        return json_schema

    def dataclass_args_schema(self, schema):
        fields = [(field['name'], field) for field in schema['fields']]
        if self.mode != 'serialization':
            fields = [(name, field) for name, field in fields if field.get('init', True)]
        return self._named_fields(self._all_fields(fields, schema.get('computed_fields')))

    def dataclass_schema(self, schema):
        import inspect

        cls = schema['cls']
        config = getattr(cls, '__pydantic_config__', None) or {}
        self._configs.append(config)
        try:
            json_schema = self.generate_inner(schema['schema']).copy()
            json_schema['title'] = config.get('title') or schema.get('config', {}).get('title') or cls.__name__
            doc = cls.__dict__.get('__doc__')
            # The standard library writes the signature into the documentation; that says nothing new.
            if doc and not doc.startswith(f'{cls.__name__}('):
                json_schema['description'] = inspect.cleandoc(doc)
            extra = config.get('extra')
            if extra == 'forbid':
                json_schema['additionalProperties'] = False
            elif extra == 'allow':
                json_schema['additionalProperties'] = True
            more = config.get('json_schema_extra')
            if isinstance(more, dict):
                json_schema.update(more)
            elif callable(more):
                more(json_schema)
        finally:
            self._configs.pop()
        return json_schema

    def named_tuple_schema(self, schema):
        items = []
        for field in schema['fields']:
            item = self.generate_inner(field).copy()
            if 'title' not in item and self.field_title_should_be_set(field):
                item['title'] = self.get_title_from_name(field['name'])
            items.append(item)
        required = [field for field in schema['fields'] if field['schema']['type'] != 'default']
        json_schema = {'type': 'array', 'prefixItems': items, 'minItems': len(required), 'maxItems': len(items)}
        return json_schema

    # -- calls ---------------------------------------------------------------------------------------------------

    def get_argument_name(self, argument):
        """The name of a parameter: its alias, if it has one."""
        alias = argument.get('alias')
        return alias if isinstance(alias, str) else argument['name']

    def arguments_schema(self, schema):
        arguments = schema['arguments_schema']
        keywords = [one for one in arguments if one.get('mode') == 'keyword_only']
        either = [one for one in arguments if one.get('mode', 'positional_or_keyword') == 'positional_or_keyword']
        positional = [one for one in arguments if one.get('mode') == 'positional_only']
        if keywords or (either and not positional) or not arguments:
            if positional or (schema.get('var_args_schema') and (keywords or either)):
                if positional or schema.get('var_args_schema'):
                    if not keywords and not schema.get('var_kwargs_schema'):
                        return self.p_arguments_schema(positional + either, schema.get('var_args_schema'))
                    return self.handle_invalid_for_json_schema(
                        schema,
                        'core_schema.ArgumentsSchema (unable to generate JSON schema for arguments validator with positional-only '
                        'and keyword-only arguments)',
                    )
            if not arguments and schema.get('var_args_schema'):
                return self.p_arguments_schema([], schema.get('var_args_schema'))
            return self.kw_arguments_schema(either + keywords, schema.get('var_kwargs_schema'))
        return self.p_arguments_schema(positional + either, schema.get('var_args_schema'))

    def kw_arguments_schema(self, arguments, var_kwargs_schema):
        properties = {}
        required = []
        for argument in arguments:
            name = self.get_argument_name(argument)
            item = self.generate_inner(argument['schema']).copy()
            if 'title' not in item and self.field_title_should_be_set(argument['schema']):
                item['title'] = self.get_title_from_name(name)
            properties[name] = item
            if argument['schema']['type'] != 'default':
                required.append(name)
        json_schema = {'type': 'object', 'properties': properties}
        if required:
            json_schema['required'] = required
        if var_kwargs_schema:
            extra = self.generate_inner(var_kwargs_schema)
            if extra:
                json_schema['additionalProperties'] = extra
        if 'additionalProperties' not in json_schema:
            json_schema['additionalProperties'] = bool(var_kwargs_schema)
        return json_schema

    def p_arguments_schema(self, arguments, var_args_schema):
        items = []
        least = 0
        for argument in arguments:
            item = self.generate_inner(argument['schema']).copy()
            if 'title' not in item and self.field_title_should_be_set(argument['schema']):
                item['title'] = self.get_title_from_name(self.get_argument_name(argument))
            items.append(item)
            if argument['schema']['type'] != 'default':
                least += 1
        json_schema = {'type': 'array'}
        if items:
            json_schema['prefixItems'] = items
        if least:
            json_schema['minItems'] = least
        if var_args_schema:
            rest = self.generate_inner(var_args_schema)
            if rest:
                json_schema['items'] = rest
        else:
            json_schema['maxItems'] = len(items)
        return json_schema

    def call_schema(self, schema):
        return self.generate_inner(schema['arguments_schema'])

    def arguments_v3_schema(self, schema):
        return self.kw_arguments_schema(schema['arguments_schema'], None)
