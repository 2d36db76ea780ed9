"""Validators of collections: each item is validated, all errors are collected."""

from ._errors import Invalid, Line, PydanticOmit, invalid
from ._scalars import _strict_of
from ._validator import Validator


def _items(schema, context):
    inner = schema.get('items_schema')
    if inner is None or inner['type'] == 'any' and len(inner) == 1:
        return None, 'any'
    made = context.build(inner)
    return made.run, made.name


def _too_long(field_type, limit, actual, value):
    return invalid('too_long', value, {'field_type': field_type, 'max_length': limit, 'actual_length': actual})


def validate_items(values, run, state, field_type, value, max_length=None, fail_fast=False, known_length=None):
    """Validate each item; errors of all items are collected."""
    result = []
    lines = None
    if max_length is not None and known_length is not None and known_length > max_length and run is None:
        raise _too_long(field_type, max_length, known_length, value)
    index = 0
    for item in values:
        if run is None:
            result.append(item)
        else:
            try:
                result.append(run(item, state))
            except Invalid as found:
                if lines is None:
                    lines = []
                for line in found.lines:
                    line.loc = (index, *line.loc)
                    lines.append(line)
                if fail_fast:
                    break
            except PydanticOmit:
                index += 1
                continue
        index += 1
        if max_length is not None and index > max_length:
            raise _too_long(field_type, max_length, known_length, value)
    if lines:
        raise Invalid(lines)
    return result


def _min_length(result, limit, field_type, value):
    if limit is not None and len(result) < limit:
        raise invalid('too_short', value, {'field_type': field_type, 'min_length': limit, 'actual_length': len(result)})


def _sequence_like(value):
    """What a list, tuple or set may be made from: all that can be iterated over, but text and mappings."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return True
    if isinstance(value, (str, bytes, bytearray, dict)):
        return False
    from collections.abc import Mapping

    return (hasattr(type(value), '__iter__') or hasattr(type(value), '__getitem__')) and not isinstance(value, Mapping)


def _length(value):
    return len(value) if hasattr(value, '__len__') else None


def make_list(schema, context):
    run_item, name = _items(schema, context)
    strict_default = _strict_of(schema, context)
    low, high, fail_fast = schema.get('min_length'), schema.get('max_length'), schema.get('fail_fast')

    def run(value, state):
        if type(value) is not list:
            if isinstance(value, list):
                state.loose()
            elif (
                (state.strict if state.strict is not None else strict_default)
                or not _sequence_like(value)
                or state.mode == 'json'
            ):
                raise invalid('list_type', value)
            else:
                state.lax()
        result = validate_items(value, run_item, state, 'List', value, high, fail_fast, _length(value))
        _min_length(result, low, 'List', value)
        return result

    return Validator(run, f'list[{name}]')


def _unordered(kind, error, field_type):
    def make(schema, context):
        run_item, name = _items(schema, context)
        strict_default = _strict_of(schema, context)
        low, high, fail_fast = schema.get('min_length'), schema.get('max_length'), schema.get('fail_fast')

        def run(value, state):
            if type(value) is not kind:
                if state.mode == 'json':
                    if not isinstance(value, list):
                        raise invalid(error, value)
                    state.loose()
                elif isinstance(value, kind):
                    state.loose()
                elif (state.strict if state.strict is not None else strict_default) or not _sequence_like(value):
                    raise invalid(error, value)
                else:
                    state.lax()
            found = validate_items(value, run_item, state, field_type, value, None, fail_fast, _length(value))
            result = set()
            lines = []
            for index, item in enumerate(found):
                try:
                    result.add(item)
                except TypeError:
                    lines.append(Line('set_item_not_hashable', item, None, None, (index,)))
            if lines:
                raise Invalid(lines)
            if high is not None and len(result) > high:
                raise _too_long(field_type, high, None, value)
            _min_length(result, low, field_type, value)
            return result if kind is set else kind(result)

        return Validator(run, f'{kind.__name__}[{name}]')

    return make


make_set = _unordered(set, 'set_type', 'Set')
make_frozenset = _unordered(frozenset, 'frozen_set_type', 'Frozenset')


def make_deque(schema, context):
    run_item, name = _items(schema, context)
    strict_default = _strict_of(schema, context)
    low, high, fail_fast = schema.get('min_length'), schema.get('max_length'), schema.get('fail_fast')

    def run(value, state):
        from collections import deque

        maxlen = None
        if isinstance(value, deque):
            maxlen = value.maxlen
        elif state.mode == 'json' and isinstance(value, list):
            state.loose()
        elif (state.strict if state.strict is not None else strict_default) or not _sequence_like(value):
            raise invalid('deque_type', value)
        else:
            state.lax()
        result = validate_items(value, run_item, state, 'Deque', value, high, fail_fast, _length(value))
        _min_length(result, low, 'Deque', value)
        return deque(result, maxlen)

    return Validator(run, f'deque[{name}]')


def make_tuple(schema, context):
    items = [context.build(item) for item in schema['items_schema']]
    variadic = schema.get('variadic_item_index')
    strict_default = _strict_of(schema, context)
    low, high, fail_fast = schema.get('min_length'), schema.get('max_length'), schema.get('fail_fast')
    names = [item.name for item in items]
    if variadic is not None:
        names.insert(variadic + 1, '...')
    after = 0 if variadic is None else len(items) - variadic - 1

    def run(value, state):
        if type(value) is not tuple:
            if state.mode == 'json' and isinstance(value, list):
                state.loose()
            elif isinstance(value, tuple):
                state.loose()
            elif (
                (state.strict if state.strict is not None else strict_default)
                or not _sequence_like(value)
                or state.mode == 'json'
            ):
                raise invalid('tuple_type', value)
            else:
                state.lax()
        if variadic is not None and len(items) == 1:
            result = validate_items(value, items[0].run, state, 'Tuple', value, high, fail_fast, _length(value))
            _min_length(result, low, 'Tuple', value)
            return tuple(result)
        given = list(value)
        result = []
        lines = []
        if variadic is None:
            plan = items
            if len(given) > len(items):
                lines_extra = _too_long('Tuple', len(items), len(given), value)
                # Items are validated first, then the length is complained about.
                raise lines_extra
        else:
            middle = max(len(given) - variadic - after, 0)
            plan = items[:variadic] + [items[variadic]] * middle + items[variadic + 1 :]
        for index, item in enumerate(plan):
            try:
                if index < len(given):
                    result.append(item.run(given[index], state))
                elif item.default is not None:
                    result.append(item.default(state))
                else:
                    lines.append(Line('missing', value, None, None, (index,)))
            except Invalid as found:
                for line in found.lines:
                    line.loc = (index, *line.loc)
                    lines.append(line)
                if fail_fast:
                    break
            except PydanticOmit:
                pass
        if lines:
            raise Invalid(lines)
        _min_length(result, low, 'Tuple', value)
        if high is not None and len(result) > high:
            raise _too_long('Tuple', high, len(result), value)
        return tuple(result)

    return Validator(run, f'tuple[{", ".join(names)}]')


def _mapping(prefix, error, convert, accepts):
    def make(schema, context):
        keys = context.build(schema['keys_schema']) if 'keys_schema' in schema else None
        values = context.build(schema['values_schema']) if 'values_schema' in schema else None
        strict_default = _strict_of(schema, context)
        low, high, fail_fast = schema.get('min_length'), schema.get('max_length'), schema.get('fail_fast')
        run_key = keys.run if keys is not None else None
        run_value = values.run if values is not None else None

        def run(value, state):
            if not isinstance(value, dict):
                if (state.strict if state.strict is not None else strict_default) or not _is_mapping(value):
                    raise invalid(error, value)
                state.lax()
                try:
                    source = list(value.items())
                except Exception as problem:
                    raise invalid('mapping_type', value, {'error': str(problem)})
            else:
                if not accepts(value):
                    if state.strict and state.mode == 'python':
                        raise invalid(error, value)
                    state.loose()
                source = value.items()
            result = {}
            lines = None
            for key, item in source:
                place = key if isinstance(key, (str, int)) and not isinstance(key, bool) else str(key)
                new_key = key
                failed = False
                if run_key is not None:
                    try:
                        saved = state.mode
                        if saved == 'json':
                            # Keys of JSON objects are always text.
                            state.mode = 'strings'
                        try:
                            new_key = run_key(key, state)
                        finally:
                            state.mode = saved
                    except Invalid as found:
                        lines = lines if lines is not None else []
                        for line in found.lines:
                            line.loc = (place, '[key]', *line.loc)
                            lines.append(line)
                        failed = True
                    except PydanticOmit:
                        continue
                if failed and fail_fast:
                    break
                if run_value is not None:
                    try:
                        item = run_value(item, state)
                    except Invalid as found:
                        lines = lines if lines is not None else []
                        for line in found.lines:
                            line.loc = (place, *line.loc)
                            lines.append(line)
                        failed = True
                        if fail_fast:
                            break
                    except PydanticOmit:
                        continue
                if not failed:
                    result[new_key] = item
            if lines:
                raise Invalid(lines)
            _min_length(result, low, 'Dictionary', value)
            if high is not None and len(result) > high:
                raise _too_long('Dictionary', high, len(result), value)
            return convert(result)

        return Validator(run, f'{prefix}[{keys.name if keys else "any"},{values.name if values else "any"}]')

    return make


def _is_mapping(value):
    from collections.abc import Mapping

    return isinstance(value, Mapping)


def _ordered(value):
    from collections import OrderedDict

    return OrderedDict(value)


def _counter(value):
    from collections import Counter

    return Counter(value)


make_dict = _mapping('dict', 'dict_type', lambda value: value, lambda value: True)
make_ordered_dict = _mapping(
    'ordered-dict', 'ordered_dict_type', _ordered, lambda value: type(value).__name__ == 'OrderedDict'
)
make_counter = _mapping('counter', 'counter_type', _counter, lambda value: type(value).__name__ == 'Counter')
make_frozendict = _mapping('frozendict', 'frozen_dict_type', lambda value: value, lambda value: True)


class ValidatorIterator:
    """Validates items when they are asked for."""

    def __init__(self, source, run, state, low, high, value):
        self._source = iter(source)
        self._run = run
        self._state = state
        self._low = low
        self._high = high
        self._value = value
        self.index = 0

    def __iter__(self):
        return self

    def __next__(self):
        from ._errors import ValidationError

        try:
            item = next(self._source)
        except StopIteration:
            if self._low is not None and self.index < self._low:
                context = {'field_type': 'Generator', 'min_length': self._low, 'actual_length': self.index}
                raise ValidationError._make('ValidatorIterator', [Line('too_short', self._value, context)])
            raise
        if self._high is not None and self.index >= self._high:
            context = {'field_type': 'Generator', 'max_length': self._high, 'actual_length': self.index + 1}
            raise ValidationError._make('ValidatorIterator', [Line('too_long', self._value, context)])
        index = self.index
        self.index += 1
        if self._run is None:
            return item
        try:
            return self._run(item, self._state)
        except Invalid as found:
            for line in found.lines:
                line.loc = (index, *line.loc)
            raise ValidationError._make('ValidatorIterator', found.lines)

    def __repr__(self):
        return f'ValidatorIterator(index={self.index}, schema=Some(...))'


def make_generator(schema, context):
    run_item, name = _items(schema, context)
    low, high = schema.get('min_length'), schema.get('max_length')

    def run(value, state):
        if isinstance(value, (str, bytes, dict)) and state.mode == 'json' or not hasattr(value, '__iter__'):
            raise invalid('iterable_type', value)
        state.lax()
        return ValidatorIterator(value, run_item, state, low, high, value)

    return Validator(run, f'generator[{name}]')
