"""Validators of what has fields: models, dataclasses, typed dicts, named tuples."""

from ._errors import Invalid, Line, PydanticOmit, PydanticUndefined, invalid
from ._functions import call_function
from ._scalars import _strict_of
from ._validator import Context, Validator

_set = object.__setattr__


class Field:
    """One field: where its value is looked up, its validator, what is done if it is missing."""

    __slots__ = ('name', 'paths', 'simple', 'validator', 'run', 'default', 'required', 'frozen', 'extra')

    def __init__(self, name, alias, validator):
        self.name = name
        self.validator = validator
        self.run = validator.run
        self.default = validator.default
        self.required = validator.default is None
        self.frozen = False
        self.extra = None
        # None: looked up by name only; a string: one alias; else a list of paths.
        if alias is None:
            self.simple, self.paths = name, None
        elif isinstance(alias, str):
            self.simple, self.paths = alias, None
        else:
            self.simple = None
            self.paths = [list(alias)] if isinstance(alias[0], str) else [list(path) for path in alias]

    def has_alias(self):
        """Is there an alias beside the name?"""
        return self.simple != self.name


def lookup_path(source, path, getter):
    """The value at a path, PydanticUndefined if there is none."""
    found = source
    for index, step in enumerate(path):
        if index == 0:
            found = getter(found, step)
            if found is PydanticUndefined:
                return found
            continue
        if isinstance(found, str):
            return PydanticUndefined
        if isinstance(found, dict):
            if step not in found:
                return PydanticUndefined
            found = found[step]
        else:
            try:
                found = found[step] if isinstance(step, int) or hasattr(found, '__getitem__') else getattr(found, step)
            except (IndexError, KeyError, TypeError, AttributeError):
                return PydanticUndefined
    return found


def dict_getter(source, key):
    """A key of a mapping."""
    return source.get(key, PydanticUndefined)


def attribute_getter(source, name):
    """An attribute of an object."""
    try:
        return getattr(source, name)
    except AttributeError:
        return PydanticUndefined
    except Exception as error:
        raise Invalid(
            [Line('get_attribute_error', source, {'error': f'{type(error).__name__}: {error}'}, None, (name,))]
        )


class Fields:
    """Looks fields up in a mapping or an object and validates them."""

    def __init__(self, fields, config, schema):
        self.fields = fields
        self.by_alias = config.get('validate_by_alias', True)
        self.by_name = config.get('validate_by_name', False)
        self.loc_by_alias = config.get('loc_by_alias', True)
        extra = schema.get('extra_behavior')
        self.extra = extra if extra is not None else config.get('extra_fields_behavior', 'ignore')
        self.extras_value = None
        self.extras_key = None
        self.plain = [(field, field.simple) for field in fields if field.paths is None]

    def find(self, field, source, getter, by_alias, by_name, used):
        """The value of a field, where it was found, and PydanticUndefined if nowhere."""
        if field.paths is None and (not field.has_alias() or by_alias):
            key = field.simple
            found = getter(source, key)
            if found is not PydanticUndefined:
                used.add(key)
                return found, (key if self.loc_by_alias else field.name,)
        elif field.paths is not None and by_alias:
            for path in field.paths:
                found = lookup_path(source, path, getter)
                if found is not PydanticUndefined:
                    used.add(path[0])
                    return found, tuple(path) if self.loc_by_alias else (field.name,)
        if by_name and (field.paths is not None or field.has_alias()):
            found = getter(source, field.name)
            if found is not PydanticUndefined:
                used.add(field.name)
                return found, (field.name,)
        return PydanticUndefined, None

    def missing_loc(self, field, by_alias):
        """The place of the error of a missing field."""
        if not self.loc_by_alias or not by_alias:
            return (field.name,)
        if field.paths is not None:
            return tuple(field.paths[0])
        return (field.simple,)

    def validate(self, source, getter, state, original, collect_extra=True, optional=None):
        """The values, the extra values, and the names of the fields that were given."""
        by_alias = state.by_alias if state.by_alias is not None else self.by_alias
        by_name = state.by_name if state.by_name is not None else self.by_name
        extra_mode = state.extra or self.extra
        values = {}
        given = set()
        used = set()
        lines = None
        saved_data, saved_name = state.data, state.field_name
        state.data = values
        for field in self.fields:
            try:
                found, loc = self.find(field, source, getter, by_alias, by_name, used)
            except Invalid as error:
                lines = lines if lines is not None else []
                lines += error.lines
                continue
            state.field_name = field.name
            if found is not PydanticUndefined:
                try:
                    values[field.name] = field.run(found, state)
                except Invalid as error:
                    if lines is None:
                        lines = []
                    for line in error.lines:
                        line.loc = (*loc, *line.loc)
                        lines.append(line)
                    continue
                except PydanticOmit:
                    continue
                given.add(field.name)
                continue
            if field.default is not None:
                if lines and field.validator.default is not None and _needs_data(field):
                    lines.append(
                        Line(
                            'default_factory_not_called',
                            PydanticUndefined,
                            None,
                            None,
                            self.missing_loc(field, by_alias),
                        )
                    )
                    continue
                try:
                    made = field.default(state)
                except Invalid as error:
                    lines = lines if lines is not None else []
                    loc = self.missing_loc(field, by_alias)
                    for line in error.lines:
                        line.loc = (*loc, *line.loc)
                        lines.append(line)
                    continue
                if made is not PydanticUndefined:
                    values[field.name] = made
                    continue
            if optional is not None and field.name in optional:
                continue
            if lines is None:
                lines = []
            lines.append(Line('missing', original, None, None, self.missing_loc(field, by_alias)))
        state.data, state.field_name = saved_data, saved_name
        extra = None
        if extra_mode != 'ignore' and isinstance(source, dict) and collect_extra:
            extra = {} if extra_mode == 'allow' else None
            if len(used) < len(source) or extra_mode == 'allow':
                lines = self._extras(source, used, extra_mode, extra, given, lines, state)
        elif extra_mode == 'allow':
            extra = {}
            if not isinstance(source, dict) and getattr(source, '__dict__', None):
                for key, value in list(source.__dict__.items()):
                    if key not in used and not key.startswith('_') and key not in values:
                        extra[key] = value
        if lines:
            raise Invalid(lines)
        return values, extra, given

    def _extras(self, source, used, mode, extra, given, lines, state):
        for key, value in source.items():
            if not isinstance(key, str):
                if lines is None:
                    lines = []
                lines.append(Line('invalid_key', key, None, None, (key if isinstance(key, int) else str(key),)))
                continue
            if key in used:
                continue
            if mode == 'forbid':
                if lines is None:
                    lines = []
                lines.append(Line('extra_forbidden', value, None, None, (key,)))
                continue
            try:
                new_key = key if self.extras_key is None else self.extras_key.run(key, state)
                extra[new_key] = value if self.extras_value is None else self.extras_value.run(value, state)
                given.add(new_key)
            except Invalid as error:
                lines = lines if lines is not None else []
                for line in error.lines:
                    line.loc = (key, *line.loc)
                    lines.append(line)
        return lines


def _needs_data(field):
    return False


def _mapping_source(value):
    if isinstance(value, dict):
        return value
    from collections.abc import Mapping

    if isinstance(value, Mapping):
        return dict(value)
    return None


def _has_attributes(value):
    if isinstance(value, (str, int, float, bytes, list, tuple, set, frozenset, type)) or value is None:
        return False
    if type(value).__module__ == 'builtins' and type(value).__name__ in ('function', 'module', 'property', 'generator'):
        return False
    return hasattr(value, '__dict__') or hasattr(type(value), '__slots__')


def make_model_fields(schema, context):
    fields = []
    for name, item in schema['fields'].items():
        field = Field(name, item.get('validation_alias'), context.build(item['schema']))
        field.frozen = item.get('frozen', False)
        fields.append(field)
    table = Fields(fields, context.config, schema)
    table.extras_value = context.build(schema['extras_schema']) if schema.get('extras_schema') else None
    table.extras_key = context.build(schema['extras_keys_schema']) if schema.get('extras_keys_schema') else None
    from_attributes_default = schema.get('from_attributes', context.config.get('from_attributes', False))
    strict_default = _strict_of(schema, context)
    model_name = schema.get('model_name', 'Model')
    by_name = {field.name: field for field in fields}

    def run(value, state):
        if isinstance(value, dict):
            source, getter = value, dict_getter
        else:
            strict = state.strict if state.strict is not None else strict_default
            source = None if strict or state.mode == 'json' else _mapping_source(value)
            getter = dict_getter
            if source is None:
                allowed = state.from_attributes if state.from_attributes is not None else from_attributes_default
                if allowed and state.mode == 'python' and _has_attributes(value):
                    source, getter = value, attribute_getter
                    state.lax()
                elif allowed and state.mode == 'python':
                    raise invalid('model_attributes_type', value)
                else:
                    raise invalid('model_type', value, {'class_name': model_name})
        found = table.validate(source, getter, state, value)
        state.fields_set = max(state.fields_set, 0) + len(found[2])
        return found

    def assign(data, name, value, state):
        """The changed data, the extra values, and the name that was set."""
        values, extra = data
        field = by_name.get(name)
        if field is not None:
            if field.frozen:
                raise Invalid([Line('frozen_field', value, None, None, (name,))])
            state.data = {key: item for key, item in values.items() if key != name}
            state.field_name = name
            try:
                made = field.run(value, state)
            except Invalid as error:
                for line in error.lines:
                    line.loc = (name, *line.loc)
                raise
            return {**values, name: made}, extra, {name}
        mode = state.extra or table.extra
        if mode != 'allow':
            raise Invalid([Line('no_such_attribute', value, {'attribute': name}, None, (name,))])
        if table.extras_value is not None:
            try:
                value = table.extras_value.run(value, state)
            except Invalid as error:
                for line in error.lines:
                    line.loc = (name, *line.loc)
                raise
        return values, {**(extra or {}), name: value}, {name}

    made = Validator(run, 'model-fields', 'model-fields')
    made.assign = assign
    return made


def _nested_context(schema, context):
    config = schema.get('config')
    if config is None:
        return context
    inner = Context(config)
    inner.shared = context.shared
    return inner


def make_model(schema, context):
    outer = context
    context = _nested_context(schema, context)
    cls = schema['cls']
    ref = schema.get('ref')
    inner = context.build(schema['schema'])
    run_inner = inner.run
    root = schema.get('root_model', False)
    custom_init = schema.get('custom_init', False)
    post_init = schema.get('post_init')
    frozen = schema.get('frozen', False)
    revalidate = schema.get('revalidate_instances') or context.config.get('revalidate_instances', 'never')
    name = cls.__name__
    origin = schema.get('generic_origin')
    del outer, ref

    def fill(instance, found, state, value):
        if root:
            values, given = found
            _set(instance, '__dict__', {'root': values})
            _set(instance, '__pydantic_fields_set__', given)
        else:
            values, extra, given = found
            _set(instance, '__dict__', values)
            _set(instance, '__pydantic_extra__', extra)
            _set(instance, '__pydantic_fields_set__', given)
            _set(instance, '__pydantic_private__', None)
        if post_init is not None:
            call_function(lambda _state: getattr(instance, post_init)(state.context), value, state)
        return instance

    def validate_fields(value, state):
        if not root:
            return run_inner(value, state)
        saved_name = state.field_name
        state.field_name = 'root'
        try:
            if value is PydanticUndefined:
                if inner.default is None:
                    raise invalid('missing', value)
                return inner.default(state), set()
            found = run_inner(value, state)
            state.fields_set = max(state.fields_set, 0) + 1
            return found, {'root'}
        finally:
            state.field_name = saved_name

    def run(value, state):
        own = state.self_instance
        if own is not None:
            state.self_instance = None
            return fill(own, validate_fields(value, state), state, value)
        if isinstance(value, cls):
            if type(value) is not cls:
                state.loose()
            if revalidate == 'always' or revalidate == 'subclass-instances' and type(value) is not cls:
                if root:
                    found = validate_fields(value.root, state)
                else:
                    data = dict(value.__dict__)
                    if value.__pydantic_extra__:
                        data.update(value.__pydantic_extra__)
                    saved = state.by_alias, state.by_name
                    state.by_alias, state.by_name = False, True
                    try:
                        values, extra, _given = run_inner(data, state)
                    finally:
                        state.by_alias, state.by_name = saved
                    found = values, extra, set(value.__pydantic_fields_set__)
                return fill(cls.__new__(cls), found, state, value)
            return value
        if origin is not None and not root and isinstance(value, origin):
            # Another parametrization of the same generic model: its fields are validated again.
            value = {**value.__dict__, **(value.__pydantic_extra__ or {})}
        # Making an instance is not an exact match, but no conversion either.
        state.loose()
        # A program's own `__init__` gets keywords, so it is called for a dict only.
        if custom_init and (root or isinstance(value, dict)):
            instance = cls.__new__(cls)

            def call(_state):
                if root:
                    instance.__init__(value)
                else:
                    instance.__init__(**value)

            call_function(call, value, state)
            return instance
        return fill(cls.__new__(cls), validate_fields(value, state), state, value)

    def assign(model, field, value, state):
        if frozen:
            raise Invalid([Line('frozen_instance', value, None, None, (field,))])
        if root:
            if field != 'root':
                raise Invalid([Line('no_such_attribute', value, {'attribute': field}, None, (field,))])
            try:
                found = run_inner(value, state)
            except Invalid as error:
                for line in error.lines:
                    line.loc = ('root', *line.loc)
                raise
            _set(model, '__dict__', {'root': found})
            model.__pydantic_fields_set__.add('root')
            return model
        values, extra, given = inner.assign((model.__dict__, model.__pydantic_extra__), field, value, state)
        _set(model, '__dict__', values)
        _set(model, '__pydantic_extra__', extra)
        _set(model, '__pydantic_fields_set__', model.__pydantic_fields_set__ | given)
        return model

    made = Validator(run, name, 'model')
    made.assign = assign
    if root:
        made.default = None
    return made
