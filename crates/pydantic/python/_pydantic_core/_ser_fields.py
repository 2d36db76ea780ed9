"""Serializers of what has fields: models, dataclasses, typed dicts, named tuples."""

from ._errors import PydanticOmit, PydanticUndefined
from ._infer import chosen, infer, json_key
from ._ser_build import Context


class _Fields:
    """Writes fields in order, filtered by the options."""

    def __init__(self, fields, computed, context, extras=None):
        self.fields = fields
        self.computed = computed
        self.config = context.config
        self.extras = extras

    def write(self, data, options, include, exclude, model, given=None, extra=None, unknown=False):
        result = {}
        by_alias = options.by_alias
        is_json = options.mode == 'json'
        saved_model, saved_name = options.model, options.field_name
        fields = self.fields
        for name, value in data.items():
            field = fields.get(name)
            if field is None:
                if not unknown or name.startswith('_'):
                    continue
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if keep and not (options.exclude_none and value is None):
                    result[name] = infer(value, options, inner_include, inner_exclude)
                continue
            if options.exclude_none and value is None:
                continue
            if given is not None and options.exclude_unset and name not in given:
                continue
            if field[2]:
                continue
            if include is None and exclude is None:
                inner_include = inner_exclude = None
            else:
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if not keep:
                    continue
            if options.exclude_defaults and field[3] is not PydanticUndefined and _same(value, field[3], field[5]):
                continue
            if field[4] is not None and field[4](value):
                continue
            if type(value).__name__.lower() == 'sentinel' and repr(value) == 'MISSING':
                continue
            options.model, options.field_name = model, name
            try:
                found = field[0](value, options, inner_include, inner_exclude)
            except PydanticOmit:
                continue
            result[field[1] if by_alias and field[1] is not None else name] = found
        options.model, options.field_name = saved_model, saved_name
        if extra:
            for name, value in extra.items():
                if options.exclude_none and value is None:
                    continue
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if keep:
                    key = json_key(name, options) if is_json else name
                    result[key] = (self.extras or infer)(value, options, inner_include, inner_exclude)
        if self.computed and not options.round_trip and not options.exclude_computed_fields:
            for name, alias, run, exclude_if in self.computed:
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if not keep:
                    continue
                value = getattr(model, name)
                if options.exclude_none and value is None:
                    continue
                if exclude_if is not None and exclude_if(value):
                    continue
                options.model, options.field_name = model, name
                result[alias if by_alias and alias else name] = run(value, options, inner_include, inner_exclude)
                options.model, options.field_name = saved_model, saved_name
        return result


def _same(value, default, factory):
    if default is _FACTORY:
        return False
    try:
        return value is default or type(value) is type(default) and value == default or value == default
    except Exception:
        return False


_FACTORY = object()


def _field(name, item, context):
    schema = item['schema']
    default = PydanticUndefined
    inner = schema
    while inner['type'] in ('function-before', 'function-after', 'function-wrap') and 'schema' in inner:
        inner = inner['schema']
    if inner['type'] == 'default':
        default = inner.get('default', PydanticUndefined)
    return (
        context.build(schema),
        item.get('serialization_alias'),
        item.get('serialization_exclude', False),
        default,
        item.get('serialization_exclude_if'),
        None,
    )


def _computed(schema, context):
    return [
        (
            item['property_name'],
            item.get('alias'),
            context.build(item['return_schema']),
            item.get('serialization_exclude_if'),
        )
        for item in schema.get('computed_fields') or ()
    ]


def _nested(schema, context):
    config = schema.get('config')
    return context if config is None else Context(config, context.shared)


def _make_model_fields(schema, context):
    fields = {name: _field(name, item, context) for name, item in schema['fields'].items()}
    extras = context.build(schema['extras_schema']) if schema.get('extras_schema') else None
    table = _Fields(fields, _computed(schema, context), context, extras)

    def run(value, options, include, exclude):
        # Called with a model, or (from a plain dict) with its data.
        if isinstance(value, dict):
            return table.write(value, options, include, exclude, value)
        return table.write(
            value.__dict__,
            options,
            include,
            exclude,
            value,
            getattr(value, '__pydantic_fields_set__', None),
            getattr(value, '__pydantic_extra__', None),
        )

    return run


def _make_model(schema, context):
    context = _nested(schema, context)
    cls = schema['cls']
    inner = context.build(schema['schema'])
    root = schema.get('root_model', False)
    by_alias = context.config.get('serialize_by_alias')

    def run(value, options, include, exclude):
        if type(value) is not cls:
            if not isinstance(value, cls):
                options.warn(cls.__name__, value)
                return infer(value, options, include, exclude)
            if (options.serialize_as_any or options.polymorphic) and type(
                value
            ).__pydantic_serializer__ is not cls.__pydantic_serializer__:
                return infer(value, options, include, exclude)
        key = id(value)
        if key in options.depth:
            raise ValueError('Circular reference detected (id repeated)')
        options.depth.append(key)
        saved = options.by_alias
        if by_alias is not None and not saved:
            options.by_alias = by_alias
        try:
            if root:
                saved_model = options.model
                options.model = value
                try:
                    return inner(value.root, options, include, exclude)
                finally:
                    options.model = saved_model
            return inner(value, options, include, exclude)
        finally:
            options.depth.pop()
            options.by_alias = saved

    return run


def _make_typed_dict(schema, context):
    context = _nested(schema, context)
    fields = {name: _field(name, item, context) for name, item in schema['fields'].items()}
    table = _Fields(fields, _computed(schema, context), context)
    keeps_extra = (schema.get('extra_behavior') or context.config.get('extra_fields_behavior')) == 'allow'

    def run(value, options, include, exclude):
        if not isinstance(value, dict):
            options.warn(schema['cls'].__name__ if schema.get('cls') else 'dict', value)
            return infer(value, options, include, exclude)
        return table.write(value, options, include, exclude, value, unknown=keeps_extra)

    return run


def _make_dataclass_args(schema, context):
    fields = {
        item['name']: _field(item['name'], item, context) for item in schema['fields'] if not item.get('init_only')
    }
    table = _Fields(fields, _computed(schema, context), context)

    def run(value, options, include, exclude):
        if isinstance(value, dict):
            data = value
        else:
            data = {name: getattr(value, name) for name in fields if hasattr(value, name)}
            extra = (
                {k: v for k, v in getattr(value, '__dict__', {}).items() if k not in data}
                if context.config.get('extra_fields_behavior') == 'allow'
                else None
            )
            return table.write(data, options, include, exclude, value, extra=extra)
        return table.write(data, options, include, exclude, value)

    return run


def _make_dataclass(schema, context):
    context = _nested(schema, context)
    cls = schema['cls']
    inner = context.build(schema['schema'])

    def run(value, options, include, exclude):
        if not isinstance(value, cls):
            options.warn(cls.__name__, value)
            return infer(value, options, include, exclude)
        if type(value) is not cls and options.serialize_as_any:
            return infer(value, options, include, exclude)
        return inner(value, options, include, exclude)

    return run


def _make_named_tuple(schema, context):
    cls = schema['cls']
    runs = [context.build(item['schema']) for item in schema['fields']]

    def run(value, options, include, exclude):
        if not isinstance(value, cls):
            options.warn(cls.__name__, value)
            return infer(value, options, include, exclude)
        found = [one(item, options, None, None) for one, item in zip(runs, value)]
        return found if options.mode == 'json' else cls(*found)

    return run
