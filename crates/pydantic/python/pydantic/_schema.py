"""From annotations to core schemas: dispatch over all kinds of types, `Annotated`, hooks of classes, shared definitions.

Models are in `_schema_classes`, other classes with fields in `_schema_records`, calls in `_schema_call`, unions in `_schema_union`, the rarer standard types in `_schema_std`,
constraints in `_metadata`.
"""

import types
import typing

from . import _typing
from .errors import PydanticSchemaGenerationError, PydanticUndefinedAnnotation, PydanticUserError

# Types whose schema is only a name.
_SIMPLE = {
    int: 'int',
    str: 'str',
    bool: 'bool',
    float: 'float',
    bytes: 'bytes',
    type(None): 'none',
    None: 'none',
    typing.Any: 'any',
    object: 'any',
    complex: 'complex',
}
_BY_NAME = {
    'datetime.date': 'date',
    'datetime.datetime': 'datetime',
    'datetime.time': 'time',
    'datetime.timedelta': 'timedelta',
    'decimal.Decimal': 'decimal',
    'fractions.Fraction': 'fraction',
    'uuid.UUID': 'uuid',
}
_WITH_MICROSECONDS = ('datetime', 'time', 'timedelta')
_ITEMS = {list: 'list', set: 'set', frozenset: 'frozenset'}
_UNION_ORIGINS = (typing.Union, types.UnionType)


def type_ref(cls, args=None):
    """The name under which a class's schema is shared."""
    metadata = cls.__dict__.get('__pydantic_generic_metadata__') if isinstance(cls, type) else None
    origin = metadata['origin'] if metadata and metadata['origin'] else cls
    args = args or (metadata['args'] if metadata else ()) or ()
    ref = f'{getattr(origin, "__module__", "")}.{getattr(origin, "__qualname__", str(origin))}:{id(origin)}'
    if args:
        from ._repr import display_as_type

        shown = []
        for arg in args:
            arg_metadata = arg.__dict__.get('__pydantic_generic_metadata__') if isinstance(arg, type) else None
            if arg_metadata is not None:
                shown.append(type_ref(arg))
            else:
                shown.append(f'{display_as_type(arg)}:{id(arg)}')
        ref = f'{ref}[{",".join(shown)}]'
    return ref


class GenerateSchema:
    """Makes the schema of one type and of all types that it refers to."""

    def __init__(self, config, globals_=None, locals_=None):
        self.config = config or {}
        self.globals = globals_ if globals_ is not None else {}
        self.locals = locals_
        self.definitions = {}
        self.in_progress = {}
        # References that must stay: recursive ones, and those inside schemas that were made before.
        self.kept = set()
        self.counts = {}
        self.field_name = None
        self.type_map = None

    # -- definitions ---------------------------------------------------------------------------------------------

    def reference(self, ref):
        """A schema that stands for a shared one."""
        self.counts[ref] = self.counts.get(ref, 0) + 1
        return {'type': 'definition-ref', 'schema_ref': ref}

    def share(self, schema):
        """Keep a schema with a `ref` among the definitions, and give a reference to it."""
        if schema['type'] == 'definitions':
            for definition in schema['definitions']:
                self.definitions[definition['ref']] = definition
                self.kept.add(definition['ref'])
            schema = schema['schema']
            if schema['type'] == 'definition-ref':
                return dict(schema)
        ref = schema.get('ref')
        if ref is None or schema['type'] == 'definition-ref':
            return schema
        self.definitions[ref] = schema
        return self.reference(ref)

    def resolve(self, schema):
        """The schema itself, where a reference stands for it."""
        while schema['type'] == 'definition-ref':
            found = self.definitions.get(schema['schema_ref'])
            if found is None:
                raise LookupError(
                    f'Could not find a ref for {schema["schema_ref"]}. Maybe you tried to call resolve_ref_schema from '
                    'within a recursive model?'
                )
            schema = found
        return schema

    def finish(self, schema):
        """The schema with all definitions it needs."""
        if not self.definitions:
            return schema
        definitions = self.definitions
        if len(schema) == 2 and schema['type'] == 'definition-ref':
            ref = schema['schema_ref']
            if ref not in self.kept and self.counts.get(ref, 0) <= 1 and ref in definitions:
                schema = definitions.pop(ref)
        if not definitions:
            return schema
        return {'type': 'definitions', 'schema': schema, 'definitions': list(definitions.values())}

    # -- dispatch ------------------------------------------------------------------------------------------------

    def generate(self, tp):
        """The schema of a type."""
        schema = self._generate(tp)
        encoders = self.config.get('json_encoders')
        if encoders:
            return self._with_encoder(tp, schema, encoders)
        return schema

    def _generate(self, tp):
        try:
            name = _SIMPLE.get(tp)
        except TypeError:
            name = None
        if name is not None:
            return {'type': name}
        if isinstance(tp, (str, typing.ForwardRef)):
            return self.generate(self.resolve_annotation(tp))
        origin = _typing.get_origin(tp)
        if origin is _typing.Annotated:
            return self.annotated(tp.__origin__, tp.__metadata__)
        if isinstance(tp, type) and origin is None:
            return self._class(tp)
        if isinstance(tp, dict) and isinstance(tp.get('type'), str):
            return tp
        if origin in _UNION_ORIGINS:
            from ._schema_union import union_schema

            return union_schema(self, tp)
        if origin is not None:
            return self._generic(tp, origin)
        return self._special(tp)

    def resolve_annotation(self, annotation):
        """Replace forward references, or say which name is missing."""
        try:
            return _typing.resolve(annotation, self.globals, self.locals)
        except NameError as error:
            raise PydanticUndefinedAnnotation.from_name_error(error) from error

    def _class(self, cls):
        hook = getattr(cls, '__get_pydantic_core_schema__', None)
        if hook is not None:
            if getattr(hook, '__func__', None) is not _model_hook():
                return self.hooked(cls, cls, hook)
            from ._schema_classes import model_schema

            return model_schema(self, cls)
        json_hook = getattr(cls, '__get_pydantic_json_schema__', None)
        schema = self._plain_class(cls)
        if json_hook is not None:
            add_json_function(schema, 'pydantic_js_functions', json_hook)
        return schema

    def _plain_class(self, cls):
        name = _ITEMS.get(cls)
        if name is not None:
            return {'type': name, 'items_schema': {'type': 'any'}}
        if cls is dict:
            return {'type': 'dict', 'keys_schema': {'type': 'any'}, 'values_schema': {'type': 'any'}}
        if cls is tuple:
            return {'type': 'tuple', 'items_schema': [{'type': 'any'}], 'variadic_item_index': 0}
        name = _BY_NAME.get(f'{cls.__module__}.{cls.__qualname__}')
        if name is not None:
            if name in _WITH_MICROSECONDS:
                return {'type': name, 'microseconds_precision': 'truncate'}
            return {'type': name}
        from . import _schema_records, _schema_std

        if '__pydantic_validator__' in cls.__dict__ or '__dataclass_fields__' in cls.__dict__:
            return _schema_records.dataclass_schema(self, cls)
        if _typing.is_typed_dict(cls):
            return _schema_records.typed_dict_schema(self, cls)
        if _typing.is_namedtuple(cls):
            return _schema_records.named_tuple_schema(self, cls)
        schema = _schema_std.class_schema(self, cls)
        if schema is not None:
            return schema
        if hasattr(cls, '__dataclass_fields__'):
            return _schema_records.dataclass_schema(self, cls)
        return self.unknown(cls)

    def unknown(self, tp):
        """A type that nothing here knows."""
        if self.config.get('arbitrary_types_allowed'):
            return {'type': 'is-instance', 'cls': tp}
        raise PydanticSchemaGenerationError(
            f'Unable to generate pydantic-core schema for {tp!r}. Set `arbitrary_types_allowed=True` in the model_config to '
            'ignore this error or implement `__get_pydantic_core_schema__` on your type to fully support it.\n\nIf you got '
            'this error by calling handler(<some type>) within `__get_pydantic_core_schema__` then you likely need to call '
            '`handler.generate_schema(<some type>)` since we do not call `__get_pydantic_core_schema__` on `<some type>` '
            'otherwise to avoid infinite recursion.'
        )

    def hooked(self, cls, source, hook):
        """A class that makes its own schema."""
        from .annotated_handlers import GetCoreSchemaHandler

        ref = None
        if cls is source or isinstance(source, types.GenericAlias) or hasattr(source, '__origin__'):
            ref = type_ref(cls, getattr(source, '__args__', None))
            if ref in self.in_progress:
                self.kept.add(ref)
                return self.reference(ref)
        self.in_progress[ref] = cls

        def inner(other):
            if other is source or other is cls:
                return self._without_hook(other)
            return self.generate(other)

        try:
            schema = hook(source, GetCoreSchemaHandler(inner, self))
        finally:
            self.in_progress.pop(ref, None)
        json_hook = getattr(cls, '__get_pydantic_json_schema__', None)
        if json_hook is not None and schema['type'] != 'definition-ref':
            functions = schema.get('metadata', {}).get('pydantic_js_functions', ())
            if json_hook not in functions:
                schema = dict(schema)
                schema['metadata'] = dict(schema.get('metadata') or {})
                add_json_function(schema, 'pydantic_js_functions', json_hook)
        if ref in self.kept and schema.get('ref') is None and schema['type'] not in ('definitions', 'definition-ref'):
            schema = {**schema, 'ref': ref}
        return self.share(schema)

    def _without_hook(self, tp):
        origin = _typing.get_origin(tp)
        if origin is not None:
            return self._generic(tp, origin, hooks=False)
        if _typing.is_model_class(tp):
            from ._schema_classes import model_schema

            return model_schema(self, tp, fresh=True)
        return self._plain_class(tp) if isinstance(tp, type) else self._special(tp)

    def _generic(self, tp, origin, hooks=True):
        args = _typing.get_args(tp)
        if origin is list or origin is set or origin is frozenset:
            return {'type': _ITEMS[origin], 'items_schema': self.generate(args[0]) if args else {'type': 'any'}}
        if origin is dict:
            keys, values = args or (typing.Any, typing.Any)
            return {'type': 'dict', 'keys_schema': self.generate(keys), 'values_schema': self.generate(values)}
        if origin is tuple:
            return self.tuple_schema(args, bare=tp is typing.Tuple)
        if origin is typing.Literal:
            return self._literal(args)
        if hooks:
            hook = getattr(origin, '__get_pydantic_core_schema__', None)
            if hook is not None:
                return self.hooked(origin, tp, hook)
        if _typing.is_alias_type(origin):
            from ._schema_std import alias_schema

            return alias_schema(self, tp)
        if isinstance(origin, type):
            from . import _schema_records

            if '__dataclass_fields__' in origin.__dict__:
                return _schema_records.dataclass_schema(self, tp)
            if _typing.is_typed_dict(origin):
                return _schema_records.typed_dict_schema(self, tp)
            if _typing.is_namedtuple(origin):
                return _schema_records.named_tuple_schema(self, tp)
        from . import _schema_std

        schema = _schema_std.generic_schema(self, tp, origin, args)
        if schema is not None:
            return schema
        if origin in (typing.ClassVar, typing.Final):
            return self.generate(args[0])
        if getattr(origin, '_name', None) in ('Required', 'NotRequired', 'ReadOnly'):
            from .errors import PydanticForbiddenQualifier

            raise PydanticForbiddenQualifier(
                {'Required': 'required', 'NotRequired': 'not_required', 'ReadOnly': 'read_only'}[origin._name], tp
            )
        return self.unknown(tp if not self.config.get('arbitrary_types_allowed') else origin)

    def tuple_schema(self, args, bare=False):
        """A tuple: positional, or of any length."""
        if bare:
            return {'type': 'tuple', 'items_schema': [{'type': 'any'}], 'variadic_item_index': 0}
        if not args or args == ((),):
            return {'type': 'tuple', 'items_schema': []}
        if Ellipsis in args:
            if len(args) == 2 and args[1] is Ellipsis:
                return {'type': 'tuple', 'items_schema': [self.generate(args[0])], 'variadic_item_index': 0}
            raise ValueError('Variable tuples can only have one type')
        return {'type': 'tuple', 'items_schema': [self.generate(arg) for arg in args]}

    def _literal(self, args):
        expected = []
        for arg in args:
            if _typing.get_origin(arg) is typing.Literal:
                expected += [value for value in arg.__args__ if value not in expected]
            else:
                expected.append(arg)
        schema = {'type': 'literal', 'expected': expected}
        if self.config.get('use_enum_values') and any(hasattr(value, '_value_') for value in expected):
            return {
                'type': 'function-after',
                'function': {'type': 'no-info', 'function': lambda value: getattr(value, '_value_', value)},
                'schema': schema,
            }
        return schema

    def _special(self, tp):
        if isinstance(tp, typing.TypeVar):
            return self._type_variable(tp)
        if _typing.is_alias_type(tp):
            from ._schema_std import alias_schema

            return alias_schema(self, tp)
        if hasattr(tp, '__supertype__'):
            return self.generate(tp.__supertype__)
        hook = getattr(tp, '__get_pydantic_core_schema__', None)
        if hook is not None:
            return self.hooked(type(tp), tp, hook)
        from . import _schema_std

        schema = _schema_std.special_schema(self, tp)
        if schema is not None:
            return schema
        if tp is typing.Self or getattr(tp, '_name', None) == 'Self':
            return self._self_type()
        if callable(tp) and not hasattr(tp, '__origin__') and isinstance(tp, types.FunctionType):
            from ._schema_call import call_schema

            return call_schema(self, tp)
        return self.unknown(tp)

    def _self_type(self):
        for ref, cls in reversed(list(self.in_progress.items())):
            if ref is not None:
                self.kept.add(ref)
                return self.reference(ref)
        raise PydanticUserError('`typing.Self` is invalid in this context', code='invalid-self-type')

    def _type_variable(self, variable):
        if self.type_map and variable in self.type_map:
            return self.generate(self.type_map[variable])
        default = getattr(variable, '__default__', None)
        has_default = getattr(variable, 'has_default', None)
        if has_default is not None and has_default():
            return self.generate(default)
        if variable.__constraints__:
            return self.generate(typing.Union[variable.__constraints__])
        if variable.__bound__ is not None:
            schema = dict(self.generate(variable.__bound__))
            # Instances of subclasses keep what they are when they are dumped.
            schema['serialization'] = {
                'type': 'function-wrap',
                'function': lambda value, handler: handler(value),
                'schema': {'type': 'any'},
            }
            return schema
        return {'type': 'any'}

    def _with_encoder(self, tp, schema, encoders):
        if 'serialization' in schema:
            return schema
        bases = tp.__mro__[:-1] if isinstance(tp, type) and not isinstance(tp, types.GenericAlias) else ()
        try:
            candidates = [base for base in (tp, *bases) if base in encoders]
        except TypeError:
            return schema
        if not candidates:
            return schema
        return {
            **schema,
            'serialization': {'type': 'function-plain', 'function': encoders[candidates[0]], 'when_used': 'json'},
        }

    # -- Annotated -----------------------------------------------------------------------------------------------

    def annotated(self, source, annotations):
        """The schema of a type with metadata."""
        inner = self.generate
        for annotation in expand(annotations):
            inner = self._with_annotation(inner, annotation)
        return inner(source)

    def _with_annotation(self, inner, annotation):
        hook = getattr(annotation, '__get_pydantic_core_schema__', None)
        json_hook = getattr(annotation, '__get_pydantic_json_schema__', None)

        def apply(source):
            if hook is not None:
                from .annotated_handlers import GetCoreSchemaHandler

                schema = self.share(hook(source, GetCoreSchemaHandler(inner, self)))
            else:
                from ._metadata import apply_annotation

                schema = apply_annotation(self, inner(source), annotation)
            if json_hook is not None:
                schema = dict(schema)
                schema['metadata'] = dict(schema.get('metadata') or {})
                add_json_function(schema, 'pydantic_js_annotation_functions', json_hook)
            return schema

        return apply


def expand(annotations):
    """Metadata with groups (`Interval`, `Len`, …) taken apart."""
    result = []
    for annotation in annotations:
        if getattr(annotation, '__is_annotated_types_grouped_metadata__', False) and not hasattr(
            annotation, '__get_pydantic_core_schema__'
        ):
            result += annotation
        else:
            result.append(annotation)
    return result


def add_json_function(schema, key, function):
    """Remember a function that changes the JSON schema."""
    metadata = schema.setdefault('metadata', {})
    metadata[key] = [*metadata.get(key, ()), function]


def _model_hook():
    from .main import BaseModel

    return BaseModel.__get_pydantic_core_schema__.__func__
