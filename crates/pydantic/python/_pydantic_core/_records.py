"""Validators of dataclasses, typed dicts and named tuples."""

from ._errors import Invalid, Line, PydanticOmit, PydanticUndefined, invalid
from ._functions import call_function
from ._models import Field, Fields, _mapping_source, _nested_context, _set, dict_getter
from ._scalars import _strict_of
from ._validator import ArgsKwargs, Validator


def make_typed_dict(schema, context):
    context = _nested_context(schema, context)
    fields = []
    optional = set()
    total = schema.get('total', context.config.get('typed_dict_total', True))
    for name, item in schema['fields'].items():
        field = Field(name, item.get('validation_alias'), context.build(item['schema']))
        if not item.get('required', total):
            optional.add(name)
        fields.append(field)
    table = Fields(fields, context.config, schema)
    table.extras_value = context.build(schema['extras_schema']) if schema.get('extras_schema') else None
    strict_default = _strict_of(schema, context)
    cls = schema.get('cls')
    name = schema.get('cls_name') or (cls.__name__ if cls is not None else 'typed-dict')

    def run(value, state):
        if isinstance(value, dict):
            source = value
        else:
            strict = state.strict if state.strict is not None else strict_default
            source = None if strict or state.mode == 'json' else _mapping_source(value)
            if source is None:
                raise invalid('dict_type', value)
        values, extra, given = table.validate(source, dict_getter, state, value, optional=optional)
        if extra:
            values.update(extra)
        state.fields_set = max(state.fields_set, 0) + len(given)
        return values

    return Validator(run, name)


def make_dataclass_args(schema, context):
    fields = []
    for item in schema['fields']:
        field = Field(item['name'], item.get('validation_alias'), context.build(item['schema']))
        field.frozen = item.get('frozen', False)
        field.extra = (item.get('kw_only', True), item.get('init', True), item.get('init_only', False))
        fields.append(field)
    table = Fields([field for field in fields if field.extra[1] is not False], context.config, schema)
    no_init = [field for field in fields if field.extra[1] is False]
    positional = [field for field in fields if not field.extra[0] and field.extra[1] is not False]
    collect_init_only = schema.get('collect_init_only', False)
    name = schema['dataclass_name']
    by_name = {field.name: field for field in fields}

    def run(value, state):
        lines, late = [], []
        if isinstance(value, ArgsKwargs):
            source = dict(value.kwargs or {})
            given_positions = {}
            for index, item in enumerate(value.args):
                if index >= len(positional):
                    late.append(Line('unexpected_positional_argument', item, None, None, (index,)))
                    continue
                given_positions[positional[index].name] = (index, item)
        elif isinstance(value, dict):
            source, given_positions = value, {}
        else:
            source = None if state.mode == 'json' else _mapping_source(value)
            given_positions = {}
            if source is None:
                raise invalid('dataclass_type', value, {'class_name': name})
        values = _positional_first(table, fields, source, given_positions, state, value, lines, late)
        saved_data = state.data
        state.data = values
        for field in no_init:
            if field.default is not None:
                made = field.default(state)
                if made is not PydanticUndefined:
                    values[field.name] = made
        state.data = saved_data
        init_only = None
        if collect_init_only:
            init_only = []
        for field in fields:
            if field.extra[2]:
                if init_only is not None:
                    init_only.append(values.get(field.name))
                values.pop(field.name, None)
        return values, tuple(init_only) if init_only is not None else None

    def assign(data, field_name, value, state):
        field = by_name.get(field_name)
        if field is None or field.extra[2]:
            mode = state.extra or table.extra
            if mode == 'allow':
                return {**data, field_name: value}
            raise Invalid([Line('no_such_attribute', value, {'attribute': field_name}, None, (field_name,))])
        if field.frozen:
            raise Invalid([Line('frozen_field', value, None, None, (field_name,))])
        state.data = {key: item for key, item in data.items() if key != field_name}
        state.field_name = field_name
        try:
            made = field.run(value, state)
        except Invalid as error:
            for line in error.lines:
                line.loc = (field_name, *line.loc)
            raise
        return {**data, field_name: made}

    made = Validator(run, 'dataclass-args')
    made.assign = assign
    return made


def _positional_first(table, fields, source, positions, state, value, lines, late=()):
    """Values given by position and by name; both for one field is an error."""
    by_alias = state.by_alias if state.by_alias is not None else table.by_alias
    by_name = state.by_name if state.by_name is not None else table.by_name
    is_call = isinstance(value, ArgsKwargs)
    values = {}
    used = set()
    given = 0
    saved_data, saved_name = state.data, state.field_name
    state.data = values
    for field in table.fields:
        found, loc = table.find(field, source, dict_getter, by_alias, by_name, used)
        position = positions.get(field.name)
        if position is not None:
            index, item = position
            if found is not PydanticUndefined:
                lines.append(Line('multiple_argument_values', found, None, None, (field.name,)))
                continue
            found, loc = item, (index,)
        state.field_name = field.name
        if found is PydanticUndefined:
            if field.default is not None:
                try:
                    made = field.default(state)
                except Invalid as error:
                    for line in error.lines:
                        line.loc = (*table.missing_loc(field, by_alias), *line.loc)
                        lines.append(line)
                    continue
                if made is not PydanticUndefined:
                    values[field.name] = made
                    continue
            lines.append(Line('missing', value, None, None, table.missing_loc(field, by_alias)))
            continue
        try:
            values[field.name] = field.run(found, state)
            given += 1
        except Invalid as error:
            for line in error.lines:
                line.loc = (*loc, *line.loc)
                lines.append(line)
        except PydanticOmit:
            pass
    state.data, state.field_name = saved_data, saved_name
    lines += late
    mode = state.extra or table.extra
    for key, item in source.items():
        if key in used:
            continue
        if mode == 'forbid':
            lines.append(Line('unexpected_keyword_argument', item, None, None, (key,)))
        elif mode == 'allow':
            values[key] = item
    del is_call
    state.fields_set = max(state.fields_set, 0) + given
    if lines:
        raise Invalid(lines)
    return values


def make_dataclass(schema, context):
    context = _nested_context(schema, context)
    cls = schema['cls']
    inner = context.build(schema['schema'])
    names = schema['fields']
    post_init = schema.get('post_init', False)
    strict_default = _strict_of(schema, context)
    frozen = schema.get('frozen', False)
    revalidate = schema.get('revalidate_instances') or context.config.get('revalidate_instances', 'never')
    shown = schema.get('cls_name') or cls.__name__

    def fill(instance, found, state, value):
        values, init_only = found
        if hasattr(instance, '__dict__') and not schema.get('slots'):
            instance.__dict__.update(values)
        else:
            for key, item in values.items():
                _set(instance, key, item)
        if post_init:
            call_function(lambda _state: instance.__post_init__(*(init_only or ())), value, state)
        return instance

    def run(value, state):
        own = state.self_instance
        if own is not None:
            state.self_instance = None
            return fill(own, inner.run(value, state), state, value)
        if isinstance(value, cls):
            if type(value) is not cls:
                state.loose()
            if revalidate == 'always' or revalidate == 'subclass-instances' and type(value) is not cls:
                data = {name: getattr(value, name) for name in names if hasattr(value, name)}
                return fill(object.__new__(cls), inner.run(data, state), state, value)
            return value
        if (state.strict if state.strict is not None else strict_default) and state.mode == 'python':
            raise invalid('dataclass_exact_type', value, {'class_name': shown})
        state.loose()
        return fill(object.__new__(cls), inner.run(value, state), state, value)

    def assign(instance, field, value, state):
        if frozen:
            raise Invalid([Line('frozen_instance', value, None, None, (field,))])
        data = {name: getattr(instance, name) for name in names if hasattr(instance, name)}
        values = inner.assign(data, field, value, state)
        for key, item in values.items():
            _set(instance, key, item)
        return instance

    made = Validator(run, shown)
    made.assign = assign
    return made


def make_named_tuple(schema, context):
    cls = schema['cls']
    fields = []
    for item in schema['fields']:
        fields.append(Field(item['name'], item.get('validation_alias'), context.build(item['schema'])))
    table = Fields(fields, {**context.config, 'extra_fields_behavior': 'forbid'}, schema)
    shown = schema.get('cls_name') or cls.__name__

    def run(value, state):
        if isinstance(value, cls):
            source, positions = {}, list(value)
        elif isinstance(value, dict):
            source, positions = value, []
        elif isinstance(value, ArgsKwargs):
            source, positions = dict(value.kwargs or {}), list(value.args)
        elif isinstance(value, (list, tuple)):
            source, positions = {}, list(value)
        else:
            raise invalid('named_tuple_type', value, {'class_name': shown})
        lines = []
        placed = {}
        for index, item in enumerate(positions):
            if index >= len(fields):
                lines.append(Line('unexpected_positional_argument', item, None, None, (index,)))
            else:
                placed[fields[index].name] = (index, item)
        call = ArgsKwargs(tuple(positions), source) if not isinstance(value, dict) else value
        del call
        values = _positional_first(table, fields, source, placed, state, value, lines)
        return cls(**values)

    return Validator(run, shown)
