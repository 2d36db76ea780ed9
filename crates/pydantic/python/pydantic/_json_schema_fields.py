"""How classes with fields and calls are written in JSON Schema; other kinds are in `_json_schema_types`."""

from _pydantic_core import PydanticOmit

from ._json_schema_types import JsonSchemaTypes


class JsonSchemaFields(JsonSchemaTypes):
    """The methods of the generator for models, dataclasses, typed dicts, named tuples and calls."""

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
        while (
            schema['type'] in ('function-before', 'function-after', 'function-wrap', 'nullable') and 'schema' in schema
        ):
            schema = schema['schema']
            if schema['type'] == 'default':
                return True
        return False

    def _field_name(self, name, field):
        if not self.by_alias:
            return name
        if self.mode == 'serialization':
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
            if (
                self.mode == 'serialization'
                and 'serialization' in schema
                and 'return_schema' in schema['serialization']
            ):
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
            found += [
                (field['property_name'], {'serialization_alias': field.get('alias', field['property_name']), **field})
                for field in computed or ()
            ]
        return found

    def model_fields_schema(self, schema):
        json_schema = self._named_fields(self._all_fields(schema['fields'].items(), schema.get('computed_fields')))
        extras = schema.get('extras_schema')
        if extras is not None:
            json_schema['additionalProperties'] = self.generate_inner(extras)
        return json_schema

    def model_schema(self, schema):
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
            raise ValueError(f"model_config['json_schema_extra']={more} should be a dict, callable, or None")
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
