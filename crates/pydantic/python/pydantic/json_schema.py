"""JSON Schema from core schemas: the public names, definitions and their names, and the generator's entry points.

How each kind of core schema is written is in `_json_schema_types` and `_json_schema_fields`.
"""

import re

from ._json_schema_fields import JsonSchemaFields
from .errors import PydanticInvalidForJsonSchema, PydanticUserError

DEFAULT_REF_TEMPLATE = '#/$defs/{model}'
JsonSchemaValue = dict
JsonSchemaMode = str
JsonSchemaExtra = dict
JsonSchemaWarningKind = str
CoreRef = str
DefsRef = str
JsonRef = str
CoreModeRef = tuple
JsonSchemaKeyT = object
NoDefault = object


class PydanticJsonSchemaWarning(UserWarning):
    """Something couldn't be said in the JSON schema."""


class PydanticOmit(Exception):
    """Kept for programs that raise it from a hook; the core has its own."""


class _Settings(dict):
    """Settings of a class: overridden methods of generators read them as attributes."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        if name.startswith('__'):
            raise AttributeError(name)
        return _SETTING_DEFAULTS.get(name)


_SETTING_DEFAULTS = {
    'ser_json_bytes': 'utf8',
    'val_json_bytes': 'utf8',
    'ser_json_timedelta': 'iso8601',
    'ser_json_temporal': 'iso8601',
    'json_schema_serialization_defaults_required': False,
}


class GenerateJsonSchema(JsonSchemaFields):
    """Makes JSON schemas. One instance makes one set of schemas; override its methods to change how."""

    schema_dialect = 'https://json-schema.org/draft/2020-12/schema'
    ignored_warning_kinds = {'skipped-choice'}

    def __init__(self, by_alias=True, ref_template=DEFAULT_REF_TEMPLATE, union_format='any_of'):
        self.by_alias = by_alias
        self.ref_template = ref_template
        self.union_format = union_format
        self._mode = 'validation'
        self.definitions = {}
        self.core_to_defs_refs = {}
        self.defs_to_core_refs = {}
        self.core_to_json_refs = {}
        self.json_to_defs_refs = {}
        self._prioritized = {}
        self._collisions = {}
        self._configs = [{}]
        self._used = False
        self._counter = {}

    @property
    def mode(self):
        """'validation' or 'serialization'; settings of a class may fix it."""
        return self._config.get('json_schema_mode_override') or self._mode

    @property
    def _config(self):
        return _Settings(self._configs[-1])

    # -- entry points --------------------------------------------------------------------------------------------

    def generate(self, schema, mode='validation'):
        """The JSON schema of one core schema."""
        self._mode = mode
        self._start()
        json_schema = self.generate_inner(schema)
        counts = self.get_json_ref_counts(json_schema)
        ref = json_schema.get('$ref')
        # A schema that is only a reference is replaced by what it refers to, unless that refers to itself.
        while ref is not None and len(json_schema) == 1:
            target = self.get_schema_from_definitions(ref)
            if target is None or counts[ref] > 1 or self._refers_to_itself(ref):
                break
            json_schema = dict(target)
            ref = json_schema.get('$ref')
        self._collect_garbage(json_schema)
        if self.definitions:
            json_schema['$defs'] = self.definitions
        json_schema = self._remap(json_schema)
        return self.sort(json_schema)

    def generate_definitions(self, inputs):
        """The JSON schemas of several core schemas, and their shared definitions."""
        self._start()
        for _key, mode, schema in inputs:
            self._mode = mode
            self.generate_inner(schema)
        result = {}
        for key, mode, schema in inputs:
            self._mode = mode
            result[(key, mode)] = self.generate_inner(schema)
        whole = {'$defs': self.definitions, 'all': list(result.values())}
        self._collect_garbage({'all': whole['all']})
        whole = self._remap({'$defs': self.definitions, 'all': whole['all']})
        schemas = dict(zip(result, whole['all']))
        return schemas, self.sort(whole.get('$defs') or {})

    def _start(self):
        if self._used:
            raise PydanticUserError(
                'This JSON schema generator has already been used to generate a JSON schema. '
                f'You must create a new instance of {type(self).__name__} to generate a new JSON schema.',
                code='json-schema-already-used',
            )
        self._used = True

    def sort(self, value, parent_key=None):
        """Keys in alphabetical order, except those of properties and defaults."""
        if isinstance(value, dict):
            keys = value if parent_key in ('properties', 'default') else sorted(value)
            return {key: self.sort(value[key], key) for key in keys}
        if isinstance(value, list):
            return [self.sort(item, parent_key) for item in value]
        return value

    # -- one schema ----------------------------------------------------------------------------------------------

    def generate_inner(self, schema):
        """The JSON schema of a core schema, hooks included."""
        ref = schema.get('ref')
        if ref is not None:
            core_mode_ref = (ref, self.mode)
            if core_mode_ref in self.core_to_defs_refs and self.core_to_defs_refs[core_mode_ref] in self.definitions:
                return {'$ref': self.core_to_json_refs[core_mode_ref]}
        metadata = schema.get('metadata') or {}
        handler = self._write
        updates = metadata.get('pydantic_js_updates')
        if updates:
            handler = self._updater(handler, updates, schema)
        extra = metadata.get('pydantic_js_extra')
        if extra:
            handler = self._extra(handler, extra)
        for function in metadata.get('pydantic_js_functions', ()):
            handler = self._hook(handler, function)
        for function in metadata.get('pydantic_js_annotation_functions', ()):
            handler = self._hook(handler, function)
        json_schema = handler(schema)
        if not isinstance(json_schema, dict):
            raise TypeError(f'JSON schema hooks must return a dict, not {type(json_schema).__name__}')
        return json_schema

    def _hook(self, inner, function):
        from .annotated_handlers import GetJsonSchemaHandler

        def apply(schema):
            json_schema = function(schema, GetJsonSchemaHandler(inner, self))
            if schema.get('ref') and self.mode_ref(schema) not in self.core_to_defs_refs and '$ref' not in json_schema:
                json_schema = self._define(schema, json_schema)
            elif schema.get('ref') and '$ref' not in json_schema:
                json_schema = self._define(schema, json_schema)
            return json_schema

        return apply

    def mode_ref(self, schema):
        """The ref of a schema in the current mode."""
        return (schema['ref'], self.mode)

    def _updater(self, inner, updates, _schema):
        def apply(schema):
            json_schema = {**inner(schema), **updates}
            return self._keep_ref(json_schema)

        return apply

    def _keep_ref(self, json_schema):
        return json_schema

    def _extra(self, inner, extra):
        def apply(schema):
            json_schema = inner(schema)
            if isinstance(extra, dict):
                from pydantic_core import to_jsonable_python

                return {**json_schema, **to_jsonable_python(extra)}
            extra(json_schema)
            return json_schema

        return apply

    def _write(self, schema):
        """The JSON schema by the kind of the core schema; shared ones go to the definitions."""
        json_schema = None
        if self.mode == 'serialization' and 'serialization' in schema:
            serialization = schema['serialization']
            json_schema = self.ser_schema(serialization)
            if (
                json_schema is not None
                and serialization.get('when_used') in ('unless-none', 'json-unless-none')
                and schema['type'] == 'nullable'
            ):
                json_schema = self.get_union_of_schemas([{'type': 'null'}, json_schema])
        if json_schema is None:
            method = getattr(self, _METHODS.get(schema.get('type'), ''), None)
            if method is None:
                method = getattr(self, f'{schema.get("type", "").replace("-", "_")}_schema', None)
            if method is None:
                raise TypeError(f'No method for generating JsonSchema for core_schema.type={schema.get("type")!r}')
            json_schema = method(schema)
        if schema.get('ref') is not None:
            json_schema = self._define(schema, json_schema)
        return json_schema

    def _define(self, schema, json_schema):
        defs_ref, ref_schema = self.get_cache_defs_ref_schema(schema['ref'])
        # A hook may have given what the definition says already.
        if json_schema.get('$ref') == ref_schema['$ref']:
            return json_schema
        self.definitions[defs_ref] = json_schema
        return ref_schema

    # -- references ----------------------------------------------------------------------------------------------

    def normalize_name(self, name):
        """A name that may stand in a reference."""
        return re.sub(r'[^a-zA-Z0-9.\-_]', '_', name).replace('.', '__')

    def get_title_from_name(self, name):
        """`user_id` → `User Id`."""
        return name.title().replace('_', ' ').strip()

    def get_defs_ref(self, core_mode_ref):
        """The provisional name of a definition; names are shortened when all are known."""
        core_ref, mode = core_mode_ref
        components = re.split(r'([\][,])', core_ref)
        short = ''.join(re.sub(r':\d+$', '', part).rsplit('.', 1)[-1] for part in components)
        full = ''.join(re.sub(r':\d+$', '', part) for part in components)
        title = self._mode_title(mode)
        name = self.normalize_name(short)
        name_mode = f'{name}-{title}'
        module = self.normalize_name(full)
        module_mode = f'{module}-{title}'
        number = self._collisions.setdefault(core_ref, len(self._collisions) + 1)
        final = f'{module_mode}__{number}'
        self._prioritized[final] = [name, name_mode, module, module_mode, None, None, final]
        self._counter[final] = (core_ref, mode)
        return final

    @staticmethod
    def _mode_title(mode):
        return {'validation': 'Input', 'serialization': 'Output'}[mode]

    def get_cache_defs_ref_schema(self, core_ref):
        """The name of a definition, and a schema that refers to it."""
        core_mode_ref = (core_ref, self.mode)
        defs_ref = self.core_to_defs_refs.get(core_mode_ref)
        if defs_ref is None:
            defs_ref = self.get_defs_ref(core_mode_ref)
            self.core_to_defs_refs[core_mode_ref] = defs_ref
            self.defs_to_core_refs[defs_ref] = core_mode_ref
            json_ref = self.ref_template.format(model=defs_ref)
            self.core_to_json_refs[core_mode_ref] = json_ref
            self.json_to_defs_refs[json_ref] = defs_ref
        return defs_ref, {'$ref': self.core_to_json_refs[core_mode_ref]}

    def get_schema_from_definitions(self, json_ref):
        """The definition that a reference means."""
        defs_ref = self.json_to_defs_refs.get(json_ref)
        return self.definitions.get(defs_ref) if defs_ref is not None else None

    def resolve_ref_schema(self, json_schema):
        """The definition, where a schema is a reference."""
        while '$ref' in json_schema:
            found = self.get_schema_from_definitions(json_schema['$ref'])
            if found is None:
                break
            json_schema = found
        return json_schema

    def handle_ref_overrides(self, json_schema):
        """Kept for subclasses: keys beside a `$ref` stay as they are."""
        return json_schema

    def get_json_ref_counts(self, json_schema):
        """How often each definition is used, from a schema on."""
        counts = {}

        def walk(value):
            if isinstance(value, dict):
                ref = value.get('$ref')
                if isinstance(ref, str):
                    counts[ref] = counts.get(ref, 0) + 1
                    if counts[ref] == 1:
                        target = self.get_schema_from_definitions(ref)
                        if target is not None:
                            walk(target)
                for key, inner in value.items():
                    if key != '$ref' or not isinstance(inner, str):
                        if key not in ('examples', 'default', 'const', 'enum'):
                            walk(inner)
                mapping = value.get('discriminator')
                if isinstance(mapping, dict) and isinstance(mapping.get('mapping'), dict):
                    pass
            elif isinstance(value, list):
                for inner in value:
                    walk(inner)

        walk(json_schema)
        return counts

    def _refers_to_itself(self, ref):
        target = self.get_schema_from_definitions(ref)
        return target is not None and ref in self.get_json_ref_counts(target)

    def _collect_garbage(self, json_schema):
        used = {
            self.json_to_defs_refs[ref]
            for ref in self.get_json_ref_counts(json_schema)
            if ref in self.json_to_defs_refs
        }
        self.definitions = {name: value for name, value in self.definitions.items() if name in used}

    def _remap(self, json_schema):
        """Give definitions their shortest unambiguous names."""
        names = self._final_names()
        refs = {self.ref_template.format(model=old): self.ref_template.format(model=new) for old, new in names.items()}

        def rename(value, key=None):
            if isinstance(value, dict):
                result = {}
                for name, inner in value.items():
                    if name == '$ref' and isinstance(inner, str):
                        result[name] = refs.get(inner, inner)
                    elif name == '$defs' and isinstance(inner, dict):
                        result[name] = {names.get(old, old): rename(found) for old, found in inner.items()}
                    elif name == 'mapping' and isinstance(inner, dict):
                        result[name] = {
                            tag: refs.get(ref, ref) if isinstance(ref, str) else rename(ref)
                            for tag, ref in inner.items()
                        }
                    elif name in ('examples', 'default') and key != 'properties':
                        result[name] = inner
                    else:
                        result[name] = rename(inner, name)
                return result
            if isinstance(value, list):
                return [rename(item, key) for item in value]
            return value

        return rename(json_schema)

    def _final_names(self):
        """For each definition the first of its names that means nothing else."""
        current = list(self.definitions)
        result = {}
        for level in range(7):
            candidates = {}
            for name in current:
                if name in result:
                    continue
                wanted = self._candidate(name, level)
                if wanted is not None:
                    candidates.setdefault(wanted, []).append(name)
            # A name is free for one definition only, or for several that say the same.
            for wanted, names in candidates.items():
                if wanted in result.values():
                    continue
                others = [name for name in current if wanted in [self._candidate(name, at) for at in range(level + 1)]]
                if len(set(others)) == 1 or self._all_equal(others):
                    for name in names:
                        result[name] = wanted
        merged = {}
        for name in current:
            merged[name] = result.get(name, name)
        return merged

    def _candidate(self, name, level):
        choices = self._prioritized.get(name)
        if choices is None:
            return name
        wanted = choices[level]
        if wanted is None:
            core_ref = self._counter[name][0]
            module = choices[2] if level == 4 else choices[3]
            same = []
            for other in self.definitions:
                found = self._prioritized.get(other)
                if found is not None and found[2] == choices[2]:
                    ref = self._counter[other][0]
                    if ref not in same:
                        same.append(ref)
            return f'{module}__{same.index(core_ref) + 1}'
        return wanted

    def _all_equal(self, names):
        first, *rest = names
        expanded = self._without_names(self.definitions[first], {})
        return all(self._without_names(self.definitions[name], {}) == expanded for name in rest)

    def _without_names(self, value, seen):
        # References count as equal if they lead to equal definitions; their short names decide within cycles.
        if isinstance(value, dict):
            result = {}
            for key, inner in value.items():
                if key == '$ref' and inner in self.json_to_defs_refs:
                    defs_ref = self.json_to_defs_refs[inner]
                    if defs_ref in seen:
                        # What refers to itself is a schema of its own in each mode, as the real one has it.
                        result[key] = defs_ref
                    elif defs_ref not in self.definitions:
                        result[key] = self._prioritized[defs_ref][2]
                    else:
                        result[key] = self._without_names(self.definitions[defs_ref], {**seen, defs_ref: True})
                elif key == 'mapping' and isinstance(inner, dict):
                    result[key] = {
                        tag: self._prioritized[self.json_to_defs_refs[ref]][2] if isinstance(ref, str) and ref in self.json_to_defs_refs else ref
                        for tag, ref in inner.items()
                    }
                else:
                    result[key] = self._without_names(inner, seen)
            return result
        if isinstance(value, list):
            return [self._without_names(item, seen) for item in value]
        return value

    # -- warnings and errors -------------------------------------------------------------------------------------

    def handle_invalid_for_json_schema(self, schema, error_info):
        """A core schema that JSON Schema can't say."""
        raise PydanticInvalidForJsonSchema(f'Cannot generate a JsonSchema for {error_info}')

    def emit_warning(self, kind, detail):
        """Warn, unless warnings of this kind are ignored."""
        message = self.render_warning_message(kind, detail)
        if message is not None:
            import warnings

            warnings.warn(message, PydanticJsonSchemaWarning, stacklevel=2)

    def render_warning_message(self, kind, detail):
        """The text of a warning, None to ignore it."""
        return None if kind in self.ignored_warning_kinds else f'{detail} [{kind}]'


_METHODS = {
    'json-or-python': 'json_or_python_schema',
    'definition-ref': 'definition_ref_schema',
    'default': 'default_schema',
}


class WithJsonSchema:
    """Replace the JSON schema of what is annotated."""

    def __init__(self, json_schema, mode=None):
        self.json_schema = json_schema
        self.mode = mode

    def __get_pydantic_json_schema__(self, core_schema, handler):
        mode = self.mode or handler.mode
        if mode != handler.mode:
            return handler(core_schema)
        if self.json_schema is None:
            from _pydantic_core import PydanticOmit as Omit

            raise Omit
        return self.json_schema.copy()

    def __repr__(self):
        return f'WithJsonSchema(json_schema={self.json_schema!r}, mode={self.mode!r})'

    def __eq__(self, other):
        return isinstance(other, WithJsonSchema) and (self.json_schema, self.mode) == (other.json_schema, other.mode)

    def __hash__(self):
        return hash(self.mode)


class Examples:
    """Deprecated: use `Field(examples=…)`."""

    def __init__(self, examples, mode=None):
        self.examples = examples
        self.mode = mode

    def __get_pydantic_json_schema__(self, core_schema, handler):
        json_schema = handler(core_schema)
        if (self.mode or handler.mode) != handler.mode:
            return json_schema
        from pydantic_core import to_jsonable_python

        json_schema['examples'] = to_jsonable_python(self.examples)
        return json_schema


class SkipJsonSchema:
    """Leave what is annotated out of the JSON schema."""

    def __class_getitem__(cls, item):
        from typing import Annotated

        return Annotated[item, cls()]

    def __get_pydantic_json_schema__(self, core_schema, handler):
        from _pydantic_core import PydanticOmit as Omit

        raise Omit

    def __eq__(self, other):
        return type(other) is type(self)

    def __hash__(self):
        return hash(type(self))

    def __repr__(self):
        return 'SkipJsonSchema()'


def model_json_schema(
    cls,
    by_alias=None,
    ref_template=DEFAULT_REF_TEMPLATE,
    schema_generator=None,
    mode='validation',
    union_format='any_of',
):
    """The JSON schema of a model or a Pydantic dataclass."""
    from .main import BaseModel
    from .type_adapter import make_generator

    if cls is BaseModel:
        raise AttributeError('model_json_schema() must be called on a subclass of BaseModel, not BaseModel itself.')
    schema = cls.__pydantic_core_schema__
    if not isinstance(schema, dict):
        schema.rebuild_now
        schema = cls.__pydantic_core_schema__
    config = getattr(cls, 'model_config', None) or getattr(cls, '__pydantic_config__', None)
    generator = make_generator(schema_generator, by_alias, ref_template, union_format, config)
    return generator.generate(schema, mode=mode)


def models_json_schema(
    models,
    *,
    by_alias=None,
    title=None,
    description=None,
    ref_template=DEFAULT_REF_TEMPLATE,
    schema_generator=None,
    union_format='any_of',
):
    """The JSON schemas of several models, with shared definitions."""
    from .type_adapter import make_generator

    generator = make_generator(schema_generator, by_alias, ref_template, union_format, None)
    schemas, definitions = generator.generate_definitions(
        [(model, mode, model.__pydantic_core_schema__) for model, mode in models]
    )
    result = {}
    if definitions:
        result['$defs'] = definitions
    if title:
        result['title'] = title
    if description:
        result['description'] = description
    return schemas, result
