"""Validators of times, UUIDs, literals, enums and instances."""

from ._errors import Invalid, Line, invalid
from ._scalars import _float_of, _strict_of, int_of, joined
from ._validator import Validator


def _temporal(kind, convert, schema, context):
    strict_default = _strict_of(schema, context)
    checks = [
        (key, name, schema[key])
        for key, name in (
            ('le', 'less_than_equal'),
            ('lt', 'less_than'),
            ('ge', 'greater_than_equal'),
            ('gt', 'greater_than'),
        )
        if schema.get(key) is not None
    ]
    now_op = schema.get('now_op')
    zone = schema.get('tz_constraint')

    def run(value, state):
        made = convert(value, state, state.strict if state.strict is not None else strict_default)
        for key, name, limit in checks:
            _check_time(made, key, name, limit, value, kind)
        if now_op is not None:
            _check_now(made, now_op, kind, value)
        if zone is not None:
            offset = made.utcoffset() if kind == 'datetime' else made.utcoffset()
            if zone == 'aware' and made.tzinfo is None:
                raise invalid('timezone_aware', value)
            if zone == 'naive' and made.tzinfo is not None:
                raise invalid('timezone_naive', value)
            if isinstance(zone, int) and not isinstance(zone, bool):
                actual = offset.total_seconds() if offset is not None else None
                if actual is None:
                    raise invalid('timezone_aware', value)
                if actual != zone:
                    raise invalid('timezone_offset', value, {'tz_expected': zone, 'tz_actual': int(actual)})
        return made

    return Validator(run, kind)


def _check_time(made, key, name, limit, value, kind):
    left, right = made, limit
    if kind in ('datetime', 'time'):
        if (left.tzinfo is None) != (right.tzinfo is None):
            left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
    ok = (
        left > right
        if key == 'gt'
        else left >= right
        if key == 'ge'
        else left < right
        if key == 'lt'
        else left <= right
    )
    if not ok:
        # The limit is shown as text.
        if kind == 'timedelta':
            raise invalid(name, made, {key: _spoken(limit)})
        shown = limit.isoformat()
        raise invalid(name, value, {key: shown[:-6] + 'Z' if shown.endswith('+00:00') else shown})


def _spoken(delta):
    parts = []
    hours, rest = divmod(delta.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    for number, unit in (
        (delta.days, 'day'),
        (hours, 'hour'),
        (minutes, 'minute'),
        (seconds, 'second'),
        (delta.microseconds, 'microsecond'),
    ):
        if number:
            parts.append(f'{number} {unit}{"" if number == 1 else "s"}')
    return ' and '.join(parts) or '0 seconds'


def _check_now(made, now_op, kind, value):
    import datetime as dt

    if kind == 'date':
        today = dt.datetime.now(dt.timezone.utc).date()
        if now_op == 'past' and not made < today:
            raise invalid('date_past', value)
        if now_op == 'future' and not made > today:
            raise invalid('date_future', value)
        return
    now = dt.datetime.now(made.tzinfo) if made.tzinfo is not None else dt.datetime.now()
    if now_op == 'past' and not made < now:
        raise invalid('datetime_past', value)
    if now_op == 'future' and not made > now:
        raise invalid('datetime_future', value)


def make_date(schema, context):
    from ._temporal import to_date

    return _temporal('date', to_date, schema, context)


def make_time(schema, context):
    from ._temporal import to_time

    return _temporal('time', to_time, schema, context)


def make_datetime(schema, context):
    from ._temporal import to_datetime

    return _temporal('datetime', to_datetime, schema, context)


def make_timedelta(schema, context):
    from ._temporal import to_timedelta

    return _temporal('timedelta', to_timedelta, schema, context)


def make_uuid(schema, context):
    strict_default = _strict_of(schema, context)
    version = schema.get('version')

    def run(value, state):
        from uuid import UUID

        if isinstance(value, UUID):
            made = value
        else:
            strict = state.strict if state.strict is not None else strict_default
            if strict and state.mode == 'python':
                raise invalid('is_instance_of', value, {'class': 'UUID'})
            if isinstance(value, str):
                if state.mode == 'python':
                    state.lax()
                else:
                    state.loose()
                made = _uuid_from_text(value, UUID)
            elif isinstance(value, (bytes, bytearray)):
                state.lax()
                try:
                    made = _uuid_from_text(bytes(value).decode(), UUID)
                except (UnicodeDecodeError, Invalid):
                    if len(value) != 16:
                        raise invalid(
                            'uuid_parsing', value, {'error': f'invalid length: expected 16 bytes, found {len(value)}'}
                        )
                    made = UUID(bytes=bytes(value))
            else:
                raise invalid('uuid_type', value)
        if version is not None and made.version != version:
            raise invalid('uuid_version', value, {'expected_version': version})
        return made

    return Validator(run, 'uuid')


def _uuid_from_text(value, kind):
    text = value
    shift = 0
    if text.startswith('urn:uuid:'):
        text, shift = text[9:], 9
    elif text.startswith('{') and text.endswith('}'):
        text, shift = text[1:-1], 1

    def fail(error):
        return invalid('uuid_parsing', value, {'error': error})

    for index, char in enumerate(text):
        if char not in '0123456789abcdefABCDEF-':
            raise fail(f'invalid character: found `{char}` at {index + shift}')
    groups = text.split('-')
    if len(groups) == 1:
        if shift == 1:
            raise fail('invalid group count: expected 5, found 1')
        if len(text.encode()) != 32:
            raise fail(f'invalid length: found {len(text.encode())}')
    elif len(groups) != 5:
        raise fail(f'invalid group count: expected 5, found {len(groups)}')
    else:
        for index, (group, size) in enumerate(zip(groups, (8, 4, 4, 4, 12))):
            if len(group) != size:
                raise fail(f'invalid group length in group {index}: expected {size}, found {len(group)}')
    return kind(hex=text.replace('-', ''))


# -- literals, enums, instances --------------------------------------------------------------------------------------


def make_literal(schema, context):
    expected = schema['expected']
    shown = joined([repr(item) for item in expected])
    exact = {}
    others = []
    for item in expected:
        try:
            exact[(type(item), item)] = item
        except TypeError:
            others.append(item)
    integers = {item: item for item in expected if type(item) is int}
    by_value = {}
    for item in expected:
        if hasattr(item, '_value_'):
            by_value[(type(item._value_), item._value_)] = item

    def run(value, state):
        try:
            key = (type(value), value)
            if key in exact:
                return exact[key]
            if by_value and state.mode != 'python' and key in by_value:
                return by_value[key]
            if isinstance(value, str) and type(value) is not str and (str, str.__str__(value)) in exact:
                return exact[(str, str.__str__(value))]
        except TypeError:
            pass
        if integers and isinstance(value, (int, float)) and value in integers:
            state.lax()
            return integers[value]
        for item in others:
            if item == value:
                return item
        if state.mode == 'strings' and isinstance(value, str):
            for item in expected:
                if not isinstance(item, str) and str(item) == value:
                    return item
        raise invalid('literal_error', value, {'expected': shown})

    return Validator(run, f'literal[{",".join(repr(item) for item in expected)}]')


def make_enum(schema, context):
    cls = schema['cls']
    strict_default = _strict_of(schema, context)
    members = schema['members']
    sub_type = schema.get('sub_type')
    missing = schema.get('missing')
    shown = joined([repr(member._value_) for member in members])
    lookup = {}
    others = []
    integers = {member._value_: member for member in members if type(member._value_) is int}
    for member in members:
        try:
            lookup.setdefault((type(member._value_), member._value_), member)
        except TypeError:
            others.append(member)

    def find(value):
        try:
            found = lookup.get((type(value), value))
        except TypeError:
            found = None
        if found is not None:
            return found
        for member in others:
            if member._value_ == value:
                return member
        return None

    def run(value, state):
        if isinstance(value, cls):
            return value
        strict = state.strict if state.strict is not None else strict_default
        if strict and state.mode == 'python':
            raise invalid('is_instance_of', value, {'class': cls.__name__})
        found = find(value)
        if found is None and sub_type is not None:
            try:
                if sub_type == 'int' and not isinstance(value, bool):
                    number = int_of(value, state, False)
                    if not -(2**63) <= number < 2**63:
                        raise invalid('int_parsing_size', number)
                    found = find(number)
                elif sub_type == 'float':
                    found = find(_float_of(value, state, False))
                elif isinstance(value, str):
                    found = find(str.__str__(value))
            except Invalid as error:
                if error.lines[0].kind == 'int_parsing_size':
                    raise
                found = None
        if found is None and hasattr(value, '_value_'):
            found = find(value._value_)
        if found is None and sub_type is None and isinstance(value, (int, float)) and not isinstance(value, bool):
            found = (
                find(float(value))
                if isinstance(value, int)
                else find(int(value))
                if value == value and value in (int(value) if abs(value) != float('inf') else None,)
                else None
            )
        if found is None and integers and isinstance(value, (bool, float)) and value in integers:
            found = integers[value]
        if found is not None:
            state.lax() if state.mode == 'python' else state.loose()
            return found
        if missing is not None:
            state.lax()
            try:
                found = missing(value)
            except ValueError:
                found = None
            if isinstance(found, cls):
                return found
            if found is not None:
                raise TypeError(
                    f'error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member'
                )
        elif issubclass(cls, int) and type(cls).__name__ in ('EnumType', 'EnumMeta') and hasattr(cls, '_flag_mask_'):
            try:
                return cls(value)
            except (ValueError, TypeError):
                pass
        raise invalid('enum', value, {'expected': shown})

    prefix = {'int': 'int-enum', 'str': 'str-enum', 'float': 'float-enum'}.get(sub_type, 'enum')
    return Validator(run, f'{prefix}[{cls.__name__}]')


def make_missing_sentinel(schema, context):
    inner = context.build(schema['schema']) if 'schema' in schema else None

    def run(value, state):
        if repr(value) == 'MISSING' and type(value).__name__.lower() == 'sentinel':
            return value
        if inner is None:
            raise invalid('missing_sentinel_error', value)
        return inner.run(value, state)

    return Validator(run, 'missing-sentinel')


def make_ellipsis(schema, context):
    def run(value, state):
        if value is Ellipsis:
            return value
        raise invalid('ellipsis_error', value)

    return Validator(run, 'ellipsis')


def make_is_instance(schema, context):
    cls = schema['cls']
    shown = schema.get('cls_repr') or getattr(cls, '__qualname__', None) or repr(cls)

    def run(value, state):
        if state.mode == 'json':
            raise Invalid([Line('needs_python_object', value, {'method_name': 'isinstance'})])
        if isinstance(value, cls):
            return value
        raise invalid('is_instance_of', value, {'class': shown})

    return Validator(run, f'is-instance[{shown}]')


def make_is_subclass(schema, context):
    cls = schema['cls']
    shown = schema.get('cls_repr') or getattr(cls, '__qualname__', None) or repr(cls)

    def run(value, state):
        if isinstance(value, type) and issubclass(value, cls):
            return value
        raise invalid('is_subclass_of', value, {'class': shown})

    return Validator(run, f'is-subclass[{shown}]')


def make_callable(schema, context):
    def run(value, state):
        if callable(value):
            state.lax()
            return value
        raise invalid('callable_type', value)

    return Validator(run, 'callable')
