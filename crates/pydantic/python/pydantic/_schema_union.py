"""Unions: optional values, smart unions, and unions told apart by a discriminator."""

import typing

from . import _typing
from .errors import PydanticUserError


def union_schema(generator, tp):
    """The schema of a union; `None` among the choices makes it nullable."""
    nullable = False
    choices = []
    missing = None
    for arg in tp.__args__:
        if arg is None or arg is _typing.NoneType:
            nullable = True
            continue
        if type(arg).__name__.lower() == 'sentinel' or repr(arg) == 'MISSING':
            missing = arg
            continue
        choices.append(generator.generate(arg))
    schema = _combine(choices)
    if nullable:
        schema = {'type': 'nullable', 'schema': schema} if choices else {'type': 'none'}
    if missing is not None:
        schema = {'type': 'missing-sentinel', 'schema': schema}
    return schema


def _combine(choices):
    if len(choices) == 1:
        return choices[0]
    labelled = []
    for choice in choices:
        tag = (choice.get('metadata') or {}).get('pydantic_internal_union_tag_key')
        labelled.append((choice, tag) if tag is not None else choice)
    return {'type': 'union', 'choices': labelled}


def _choices(schema):
    for choice in schema['choices']:
        yield choice if isinstance(choice, tuple) else (choice, None)


def discriminate_by_function(generator, schema, discriminator):
    """A union whose choices have tags, told apart by a function of the input."""
    schema_type = schema['type']
    if schema_type == 'nullable':
        return {**schema, 'schema': discriminate_by_function(generator, schema['schema'], discriminator)}
    choices = list(_choices(schema)) if schema_type == 'union' else [(schema, None)]
    tagged = {}
    for choice, tag in choices:
        if tag is None:
            tag = (choice.get('metadata') or {}).get('pydantic_internal_union_tag_key')
        if tag is None:
            raise PydanticUserError(
                f'`Tag` not provided for choice {choice} used with `Discriminator`',
                code='callable-discriminator-no-tag',
            )
        tagged[tag] = choice
    result = {'type': 'tagged-union', 'choices': tagged, 'discriminator': discriminator.discriminator}
    for key in ('custom_error_type', 'custom_error_message', 'custom_error_context'):
        value = getattr(discriminator, key)
        if value is None:
            value = schema.get(key)
        if value is not None:
            result[key] = value
    for key in ('ref', 'metadata', 'serialization'):
        if schema.get(key) is not None:
            result[key] = schema[key]
    return result


def discriminate(generator, schema, discriminator):
    """A union told apart by the value of a field (or by a function, if the discriminator has one)."""
    if hasattr(discriminator, 'discriminator'):
        if not isinstance(discriminator.discriminator, str):
            return discriminate_by_function(generator, schema, discriminator)
        discriminator = discriminator.discriminator
    builder = _TaggedUnion(generator, discriminator)
    return builder.apply(schema)


class _TaggedUnion:
    def __init__(self, generator, name):
        self.generator = generator
        self.name = name
        self.alias = None
        self.choices = {}
        self.nullable = False

    def apply(self, schema):
        original = schema
        while True:
            if schema['type'] == 'nullable':
                self.nullable = True
                schema = schema['schema']
            elif schema['type'] == 'definition-ref':
                schema = self.generator.resolve(schema)
            else:
                break
        if schema['type'] not in ('union', 'tagged-union'):
            if schema['type'] in ('model', 'dataclass', 'typed-dict') or schema['type'].startswith('function-'):
                schema = {'type': 'union', 'choices': [original if not self.nullable else original['schema']]}
            else:
                raise TypeError('`discriminator` can only be used with `Union` type with more than one variant')
        for choice, label in _choices(schema) if schema['type'] == 'union' else _tagged_choices(schema):
            self.add(choice)
        result = {
            'type': 'tagged-union',
            'choices': self.choices,
            # The field's own name is looked up too, for input that has it.
            'discriminator': self.name if self.alias in (None, self.name) else [[self.name], [self.alias]],
            'from_attributes': True,
            'strict': False,
        }
        for key in (
            'custom_error_type',
            'custom_error_message',
            'custom_error_context',
            'ref',
            'metadata',
            'serialization',
        ):
            if schema.get(key) is not None:
                result[key] = schema[key]
        if self.nullable:
            result = {'type': 'nullable', 'schema': result}
        return result

    def add(self, choice):
        kind = choice['type']
        if kind == 'none':
            self.nullable = True
            return
        if kind == 'nullable':
            self.nullable = True
            return self.add(choice['schema'])
        if kind == 'union':
            for inner, _label in _choices(choice):
                self.add(inner)
            return
        if kind == 'tagged-union':
            for tag, inner in choice['choices'].items():
                self.put(tag, inner)
            return
        for value in self.values(choice, None):
            self.put(value, choice)

    def put(self, value, choice):
        if value in self.choices:
            if self.choices[value] != choice:
                raise TypeError(f'Value {value!r} for discriminator {self.name!r} mapped to multiple choices')
            return
        self.choices[value] = choice

    def values(self, choice, source):
        kind = choice['type']
        if kind == 'definition-ref':
            ref = choice['schema_ref']
            if ref not in self.generator.definitions and ref in self.generator.in_progress:
                return self.values_of_class(self.generator.in_progress[ref])
            return self.values(self.generator.resolve(choice), source)
        if kind in ('function-before', 'function-wrap', 'function-after', 'default', 'custom-error'):
            if kind != 'function-after' and kind != 'default' and 'schema' not in choice:
                return []
            return self.values(choice['schema'], source)
        if kind == 'lax-or-strict':
            return self.values(choice['lax_schema'], source)
        if kind == 'json-or-python':
            return self.values(choice['json_schema'], source)
        if kind in ('model', 'dataclass'):
            return self.values(choice['schema'], choice['cls'].__name__)
        if kind in ('model-fields', 'typed-dict'):
            name = source or (choice['cls'].__name__ if choice.get('cls') else 'TypedDict')
            field = choice['fields'].get(self.name)
            return self.values_of_field(field, {'model-fields': 'Model', 'typed-dict': 'TypedDict'}[kind], name)
        if kind == 'dataclass-args':
            field = next((field for field in choice['fields'] if field['name'] == self.name), None)
            return self.values_of_field(field, 'Dataclass', source)
        if kind == 'tagged-union' or kind == 'union':
            found = []
            for inner in choice['choices'].values() if kind == 'tagged-union' else [c for c, _ in _choices(choice)]:
                found += self.values(inner, source)
            return found
        if kind == 'nullable':
            self.nullable = True
            return self.values(choice['schema'], source)
        shown = repr(choice['type'])
        raise TypeError(
            f'The core schema type {shown} is not a valid discriminated union variant.'
            + (
                ' If you are making use of a list of union types, make sure the discriminator is applied to the union type '
                'and not the list (e.g. `list[Annotated[<T> | <U>, Field(discriminator=...)]]`).'
                if kind == 'list'
                else ''
            )
        )

    def values_of_field(self, field, what, name):
        if field is None:
            raise PydanticUserError(
                f'{what} {name!r} needs a discriminator field for key {self.name!r}', code='discriminator-no-field'
            )
        alias = field.get('validation_alias', self.name)
        if not isinstance(alias, str):
            raise PydanticUserError(
                f'Alias {alias!r} is not supported in a discriminated union', code='discriminator-alias-type'
            )
        if self.alias is None:
            self.alias = alias
        elif self.alias != alias:
            raise PydanticUserError(
                f'Aliases for discriminator {self.name!r} must be the same (got {alias}, {self.alias})',
                code='discriminator-alias',
            )
        schema = field['schema']
        return self.literals(schema, what, name)

    def literals(self, schema, what, name):
        kind = schema['type']
        if kind == 'definition-ref':
            return self.literals(self.generator.resolve(schema), what, name)
        if kind == 'literal':
            return list(schema['expected'])
        if kind == 'enum':
            return list(schema['members'])
        if kind in ('default', 'nullable', 'function-after'):
            return self.literals(schema['schema'], what, name)
        if kind == 'union':
            return [value for inner, _ in _choices(schema) for value in self.literals(inner, what, name)]
        if kind in ('function-before', 'function-wrap', 'function-plain'):
            raise PydanticUserError(
                f'Cannot use a mode={kind.split("-")[1]!r} validator in the discriminator field {self.name!r} of {what} {name!r}',
                code='discriminator-validator',
            )
        raise PydanticUserError(
            f'{what} {name!r} needs field {self.name!r} to be of type `Literal`', code='discriminator-needs-literal'
        )

    def values_of_class(self, cls):
        field = cls.__pydantic_fields__.get(self.name)
        if field is None or _typing.get_origin(field.annotation) is not typing.Literal:
            raise PydanticUserError(
                f'Model {cls.__name__!r} needs field {self.name!r} to be of type `Literal`',
                code='discriminator-needs-literal',
            )
        if field.validation_alias is not None and self.alias is None:
            self.alias = field.validation_alias
        return list(field.annotation.__args__)


def _tagged_choices(schema):
    return [(choice, None) for choice in schema['choices'].values()]
