"""Validators around other validators: functions, defaults, nullable values, chains, references."""

from ._errors import Invalid, Line, PydanticOmit, PydanticUndefined, PydanticUseDefault, from_exception, invalid
from ._state import LAX, ValidationInfo
from ._validator import Validator


def function_name(function):
    """How a function shows in the names of validators."""
    name = getattr(function, '__name__', None)
    if name is not None:
        return name
    inner = getattr(function, 'func', None)
    return getattr(inner, '__name__', repr(function)) if inner is not None else repr(function)


def _caller(schema, context):
    """A function `call(state, *args)`; exceptions that mean errors become errors."""
    given = schema['function']
    function = given['function']
    if given['type'] == 'no-info':
        return lambda state, *args: function(*args)
    field_name = given.get('field_name')
    config = context.config or None
    return lambda state, *args: function(*args, ValidationInfo(state, config, field_name))


def call_function(call, value, state, *args):
    """Call a program's function; what it raises on purpose becomes an error of validation."""
    try:
        return call(state, *args)
    except (PydanticOmit, PydanticUseDefault):
        raise
    except Invalid:
        raise
    except (ValueError, AssertionError) as error:
        found = from_exception(error, value)
        if found is None:
            raise
    raise found


def make_function_before(schema, context):
    call = _caller(schema, context)
    inner = context.build(schema['schema'])
    run_inner = inner.run

    def run(value, state):
        return run_inner(call_function(call, value, state, value), state)

    made = Validator(run, f'function-before[{function_name(schema["function"]["function"])}(), {inner.name}]')
    if inner.assign is not None:

        def assign(obj, name, value, state):
            call_function(call, obj, state, obj)
            return inner.assign(obj, name, value, state)

        made.assign = assign
    made.default = inner.default
    return made


def make_function_after(schema, context):
    call = _caller(schema, context)
    inner = context.build(schema['schema'])
    run_inner = inner.run

    def run(value, state):
        return call_function(call, value, state, run_inner(value, state))

    made = Validator(run, f'function-after[{function_name(schema["function"]["function"])}(), {inner.name}]')
    if inner.assign is not None:

        def assign(obj, name, value, state):
            found = inner.assign(obj, name, value, state)
            return call_function(call, obj, state, found)

        made.assign = assign
    return made


class WrapHandler:
    """The inner validation, as a function is given it."""

    __slots__ = ('_run', '_state', 'name')

    def __init__(self, run, state, name):
        self._run = run
        self._state = state
        self.name = name

    def __call__(self, input_value, outer_location=None):
        from ._errors import ValidationError

        state = self._state
        try:
            return self._run(input_value, state)
        except Invalid as found:
            for line in found.lines:
                line.loc = tuple(line.loc) if outer_location is None else (outer_location, *line.loc)
            error = ValidationError._make(
                'ValidatorCallable', found.lines, 'json' if state.mode == 'json' else 'python'
            )
        raise error

    def __repr__(self):
        return f'ValidatorCallable({self.name})'


def make_function_wrap(schema, context):
    call = _caller(schema, context)
    inner = context.build(schema['schema'])
    run_inner = inner.run

    def run(value, state):
        return call_function(call, value, state, value, WrapHandler(run_inner, state, inner.name))

    made = Validator(run, f'function-wrap[{function_name(schema["function"]["function"])}()]')
    if inner.assign is not None:

        def assign(obj, name, value, state):
            def run_assign(target, state):
                return inner.assign(target, name, value, state)

            return call_function(call, obj, state, obj, WrapHandler(run_assign, state, inner.name))

        made.assign = assign
    return made


def make_function_plain(schema, context):
    call = _caller(schema, context)

    def run(value, state):
        return call_function(call, value, state, value)

    return Validator(run, f'function-plain[{function_name(schema["function"]["function"])}()]')


def make_default(schema, context):
    inner = context.build(schema['schema'])
    run_inner = inner.run
    has_default = 'default' in schema
    value_default = schema.get('default')
    factory = schema.get('default_factory')
    takes_data = schema.get('default_factory_takes_data')
    on_error = schema.get('on_error', 'raise')
    validate = schema.get('validate_default')
    if validate is None:
        validate = context.config.get('validate_default', False)
    copies = has_default and type(value_default) in (list, dict, set) or has_default and _is_mutable(value_default)

    def default(state):
        if has_default:
            if copies:
                found = _copy(value_default)
            else:
                found = value_default
        elif factory is not None:
            if takes_data:
                if state.data is None:
                    raise Invalid([Line('default_factory_not_called', PydanticUndefined)])
                found = call_factory(factory, state)
            else:
                found = factory()
        else:
            return inner.default(state) if inner.default is not None else PydanticUndefined
        if validate:
            return run_inner(found, state)
        return found

    def call_factory(function, state):
        return function(state.data)

    def run(value, state):
        if value is PydanticUndefined:
            found = default(state)
            if found is not PydanticUndefined:
                return found
            raise invalid('missing', value)
        try:
            return run_inner(value, state)
        except PydanticUseDefault:
            found = default(state)
            if found is PydanticUndefined:
                raise
            return found
        except Invalid:
            if on_error == 'raise':
                raise
            if on_error == 'default':
                return default(state)
            raise PydanticOmit

    made = Validator(run, f'default[{inner.name}]', 'default')
    made.default = default
    made.assign = inner.assign
    made.omits = on_error == 'omit'
    return made


def _is_mutable(value):
    if value is None or isinstance(value, (str, int, float, bytes, tuple, frozenset, type)):
        return False
    try:
        hash(value)
    except TypeError:
        return True
    return False


def _copy(value):
    if not value and type(value) in (list, dict, set):
        return type(value)()
    import copy

    return copy.deepcopy(value)


def make_nullable(schema, context):
    inner = context.build(schema['schema'])
    run_inner = inner.run

    def run(value, state):
        if value is None:
            return None
        return run_inner(value, state)

    return Validator(run, f'nullable[{inner.name}]')


def make_chain(schema, context):
    steps = [context.build(step) for step in schema['steps']]
    runs = [step.run for step in steps]
    if len(steps) == 1:
        return steps[0]

    def run(value, state):
        for step in runs:
            value = step(value, state)
        return value

    return Validator(run, f'chain[{",".join(step.name for step in steps)}]')


def make_lax_or_strict(schema, context):
    lax = context.build(schema['lax_schema'])
    strict = context.build(schema['strict_schema'])
    strict_default = schema.get('strict')
    if strict_default is None:
        strict_default = bool(context.config.get('strict'))

    def run(value, state):
        if state.strict if state.strict is not None else strict_default:
            return strict.run(value, state)
        # In a union a strict match goes before a converted one.
        saved_strict, saved = state.strict, state.exactness
        if state.exactness > LAX:
            state.strict = True
            try:
                return strict.run(value, state)
            except Invalid:
                pass
            finally:
                state.strict = saved_strict
            state.exactness = saved
        made = lax.run(value, state)
        state.lax()
        return made

    return Validator(run, f'lax-or-strict[lax={lax.name},strict={strict.name}]')


def make_json_or_python(schema, context):
    from_json = context.build(schema['json_schema'])
    from_python = context.build(schema['python_schema'])
    run_json, run_python = from_json.run, from_python.run

    def run(value, state):
        if state.mode == 'json':
            return run_json(value, state)
        return run_python(value, state)

    return Validator(run, f'json-or-python[json={from_json.name},python={from_python.name}]')


def make_custom_error(schema, context):
    inner = context.build(schema['schema'])
    fail = custom_error(schema)

    def run(value, state):
        try:
            return inner.run(value, state)
        except Invalid:
            pass
        raise fail(value)

    return Validator(run, inner.name)


def custom_error(schema):
    """A function that makes the schema's own error; None if it has none."""
    kind = schema.get('custom_error_type')
    if kind is None:
        return None
    message = schema.get('custom_error_message')
    details = schema.get('custom_error_context')
    if message is None:
        return lambda value: invalid(kind, value, details)
    from ._errors import fill

    return lambda value: Invalid([Line(kind, value, details, fill(message, details))])


def make_json(schema, context):
    inner = context.build(schema['schema']) if 'schema' in schema else None

    def run(value, state):
        from ._json import load

        parsed = load(value)
        if inner is None:
            return parsed
        saved = state.mode
        state.mode = 'json'
        try:
            return inner.run(parsed, state)
        finally:
            state.mode = saved

    return Validator(run, f'json[{inner.name}]' if inner is not None else 'json')


def make_definitions(schema, context):
    for definition in schema['definitions']:
        context.build(definition)
    return context.build(schema['schema'])


_MAX_DEPTH = 200


def make_definition_ref(schema, context):
    ref = schema['schema_ref']
    shared = context.shared
    known = shared.get(ref)
    active = set()

    def run(value, state):
        target = shared[ref]
        if isinstance(value, (dict, list)) or hasattr(value, '__dict__'):
            key = (id(state), id(value))
            if key in active:
                raise invalid('recursion_loop', value)
            if state.depth > _MAX_DEPTH:
                raise invalid('recursion_depth_exceeded', value)
            active.add(key)
            state.depth += 1
            try:
                return target.run(value, state)
            finally:
                active.discard(key)
                state.depth -= 1
        return target.run(value, state)

    made = Validator(run, known.name if known is not None else '...')

    def assign(obj, name, value, state):
        return shared[ref].assign(obj, name, value, state)

    made.assign = assign
    return made
