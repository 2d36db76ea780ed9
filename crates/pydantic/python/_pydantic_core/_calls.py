"""Validators of the arguments of calls."""

from ._errors import Invalid, Line, PydanticUndefined, invalid
from ._validator import ArgsKwargs, Validator


def make_arguments(schema, context):
    parameters = []
    for item in schema['arguments_schema']:
        alias = item.get('alias')
        parameters.append(
            (item['name'], item.get('mode', 'positional_or_keyword'), alias, context.build(item['schema']))
        )
    var_args = context.build(schema['var_args_schema']) if 'var_args_schema' in schema else None
    var_kwargs = context.build(schema['var_kwargs_schema']) if 'var_kwargs_schema' in schema else None
    kwargs_mode = schema.get('var_kwargs_mode', 'uniform')
    by_name_default = schema.get('validate_by_name', context.config.get('validate_by_name', False))

    def run(value, state):
        if isinstance(value, ArgsKwargs):
            args, kwargs = list(value.args), dict(value.kwargs or {})
        elif isinstance(value, dict):
            args, kwargs = [], dict(value)
        elif isinstance(value, (list, tuple)):
            args, kwargs = list(value), {}
        else:
            raise invalid('arguments_type', value)
        by_name = state.by_name if state.by_name is not None else by_name_default
        made_args, made_kwargs = [], {}
        lines = []
        used = set()
        position = 0

        def validate(validator, found, loc):
            try:
                return validator.run(found, state)
            except Invalid as error:
                for line in error.lines:
                    line.loc = (*loc, *line.loc)
                    lines.append(line)
                return PydanticUndefined

        for name, mode, alias, validator in parameters:
            at = None
            if mode != 'keyword_only':
                if position < len(args):
                    at = position
                position += 1
            key = None
            if mode != 'positional_only':
                keys = (
                    [name]
                    if alias is None
                    else [alias]
                    if isinstance(alias, str)
                    else [p[0] for p in (alias if isinstance(alias[0], list) else [alias])]
                )
                if by_name and alias is not None:
                    keys.append(name)
                key = next((one for one in keys if one in kwargs), None)
            if key is not None:
                used.add(key)
            if at is not None and key is not None:
                lines.append(Line('multiple_argument_values', kwargs[key], None, None, (key,)))
            elif at is not None:
                made_args.append(validate(validator, args[at], (at,)))
            elif key is not None:
                made_kwargs[name] = validate(validator, kwargs[key], (key,))
            elif validator.default is not None:
                try:
                    found = validator.default(state)
                except Invalid as error:
                    for line in error.lines:
                        line.loc = (name, *line.loc)
                        lines.append(line)
                    continue
                if mode == 'positional_only':
                    made_args.append(found)
                elif found is not PydanticUndefined:
                    made_kwargs[name] = found
            elif mode == 'positional_only':
                lines.append(Line('missing_positional_only_argument', value, None, None, (position - 1,)))
            else:
                shown = name if alias is None else alias if isinstance(alias, str) else name
                kind = 'missing_keyword_only_argument' if mode == 'keyword_only' else 'missing_argument'
                lines.append(Line(kind, value, None, None, (shown,)))
        if len(args) > position:
            for index in range(position, len(args)):
                if var_args is None:
                    lines.append(Line('unexpected_positional_argument', args[index], None, None, (index,)))
                else:
                    made_args.append(validate(var_args, args[index], (index,)))
        rest = {key: item for key, item in kwargs.items() if key not in used}
        if rest:
            if var_kwargs is None:
                for key, item in rest.items():
                    lines.append(Line('unexpected_keyword_argument', item, None, None, (key,)))
            elif kwargs_mode == 'uniform':
                for key, item in rest.items():
                    made_kwargs[key] = validate(var_kwargs, item, (key,))
        if var_kwargs is not None and kwargs_mode == 'unpacked-typed-dict':
            try:
                made_kwargs.update(var_kwargs.run(rest, state))
            except Invalid as error:
                lines += error.lines
        if lines:
            raise Invalid(lines)
        return tuple(made_args), made_kwargs

    return Validator(run, f'arguments[{",".join(p[0] for p in parameters)}]')


def make_arguments_v3(schema, context):
    return make_arguments({**schema, 'type': 'arguments'}, context)


def make_call(schema, context):
    arguments = context.build(schema['arguments_schema'])
    function = schema['function']
    returned = context.build(schema['return_schema']) if 'return_schema' in schema else None
    name = schema.get('function_name') or getattr(function, '__name__', repr(function))

    def run(value, state):
        args, kwargs = arguments.run(value, state)
        result = function(*args, **kwargs)
        if returned is None:
            return result
        try:
            return returned.run(result, state)
        except Invalid as error:
            for line in error.lines:
                line.loc = ('return', *line.loc)
            raise

    return Validator(run, f'call[{name}({arguments.name})]')
