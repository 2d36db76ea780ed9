"""Validators of single values: numbers, text, times, literals, enums, instances."""

from ._errors import invalid
from ._validator import Validator


def _strict_of(schema, context):
    found = schema.get('strict')
    return bool(context.config.get('strict')) if found is None else found


def make_any(schema, context):
    def run(value, state):
        # In a union anything goes before a conversion, but after an exact match.
        state.loose()
        return value

    return Validator(run, 'any')


def make_none(schema, context):
    def run(value, state):
        if value is None:
            return None
        if state.mode == 'strings' and value == 'null':
            return None
        raise invalid('none_required', value)

    return Validator(run, 'none')


_TRUE = ('true', 't', 'yes', 'y', 'on', '1')
_FALSE = ('false', 'f', 'no', 'n', 'off', '0')


def make_bool(schema, context):
    strict_default = _strict_of(schema, context)

    def run(value, state):
        if value is True or value is False:
            return value
        strict = state.strict if state.strict is not None else strict_default
        if strict and state.mode != 'strings':
            raise invalid('bool_type', value)
        if isinstance(value, int):
            if value == 1 or value == 0:
                state.lax()
                return value == 1
            raise invalid('bool_parsing' if -(2**63) <= value < 2**63 else 'bool_type', value)
        if isinstance(value, (str, bytes)):
            if state.mode != 'strings':
                state.lax()
            text = value if isinstance(value, str) else value.decode('utf-8', 'replace')
            text = text.lower()
            if text in _TRUE:
                return True
            if text in _FALSE:
                return False
            raise invalid('bool_parsing', value)
        if isinstance(value, float):
            if value == 1.0 or value == 0.0:
                state.lax()
                return value == 1.0
            whole = value == value and abs(value) < 2**63 and value == int(value)
            raise invalid('bool_parsing' if whole else 'bool_type', value)
        if _is_decimal(value):
            if value == 1 or value == 0:
                state.lax()
                return value == 1
        raise invalid('bool_type', value)

    return Validator(run, 'bool')


def _is_decimal(value):
    return type(value).__name__ == 'Decimal'


def _bounds(schema, convert=lambda limit: limit):
    checks = []
    for key, kind in (
        ('multiple_of', 'multiple_of'),
        ('le', 'less_than_equal'),
        ('lt', 'less_than'),
        ('ge', 'greater_than_equal'),
        ('gt', 'greater_than'),
    ):
        limit = schema.get(key)
        if limit is not None:
            checks.append((key, kind, convert(limit)))
    return checks


def _check_bounds(checks, made, value):
    for key, kind, limit in checks:
        if key == 'gt':
            ok = made > limit
        elif key == 'ge':
            ok = made >= limit
        elif key == 'lt':
            ok = made < limit
        elif key == 'le':
            ok = made <= limit
        elif isinstance(made, float):
            rest = made % limit
            threshold = made / 1e9
            ok = not (abs(rest) > abs(threshold) and abs(rest - limit) > abs(threshold))
        else:
            ok = made % limit == 0
        if not ok:
            raise invalid(kind, value, {key: limit})


def int_of(value, state, strict):
    """An int from what was given."""
    if type(value) is int:
        return value
    if value is True or value is False:
        if strict:
            raise invalid('int_type', value)
        state.lax()
        return int(value)
    if isinstance(value, int):
        state.loose()
        return int(value)
    if strict and state.mode != 'strings':
        raise invalid('int_type', value)
    if isinstance(value, float):
        state.lax()
        if value != value or value in (float('inf'), float('-inf')):
            raise invalid('finite_number', value)
        if value != int(value):
            raise invalid('int_from_float', value)
        if not -(2**63) <= value < 2**63:
            raise invalid('int_parsing_size', value)
        return int(value)
    if isinstance(value, (str, bytes)):
        if state.mode != 'strings':
            state.lax()
        try:
            text = value if isinstance(value, str) else value.decode()
        except UnicodeDecodeError:
            raise invalid('int_parsing', value)
        made = _int_from_text(text)
        if made is None:
            raise invalid('int_parsing', value)
        if made == 'size':
            raise invalid('int_parsing_size', value)
        return made
    if _is_decimal(value):
        state.lax()
        if not value.is_finite():
            raise invalid('finite_number', value)
        if value != int(value):
            raise invalid('int_from_float', value)
        return int(value)
    if hasattr(value, '_value_') and isinstance(value._value_, int):
        state.lax()
        return value._value_
    raise invalid('int_type', value)


def _int_from_text(text):
    text = text.strip()
    body = text[1:] if text[:1] in ('+', '-') and text else text
    if len(body) > 4300:
        return 'size'
    if not body or not body.isascii():
        return None
    if '.' in body:
        whole, _, zeros = body.partition('.')
        if not zeros or zeros.strip('0'):
            return None
        body = whole
        text = text[: len(text) - len(zeros) - 1]
    if '_' in body:
        if body[0] == '_' or body[-1] == '_' or '__' in body:
            return None
        body = body.replace('_', '')
        text = text.replace('_', '')
    if not body.isdigit():
        return None
    return int(text)


def make_int(schema, context):
    strict_default = _strict_of(schema, context)
    checks = _bounds(schema)

    def run(value, state):
        if type(value) is int:
            made = value
        else:
            made = int_of(value, state, state.strict if state.strict is not None else strict_default)
        if checks:
            _check_bounds(checks, made, value)
        return made

    return Validator(run, 'constrained-int' if checks else 'int')


def make_float(schema, context):
    strict_default = _strict_of(schema, context)
    checks = _bounds(schema, float)
    allow = schema.get('allow_inf_nan')
    if allow is None:
        allow = context.config.get('allow_inf_nan', True)

    def run(value, state):
        if type(value) is float:
            made = value
        else:
            made = _float_of(value, state, state.strict if state.strict is not None else strict_default)
        if not allow and (made != made or made in (float('inf'), float('-inf'))):
            raise invalid('finite_number', value)
        if checks:
            _check_bounds(checks, made, value)
        return made

    return Validator(run, 'constrained-float' if checks else 'float')


def _float_of(value, state, strict):
    if isinstance(value, float):
        state.loose()
        return float(value)
    if value is True or value is False:
        if strict:
            raise invalid('float_type', value)
        state.lax()
        return float(value)
    if isinstance(value, int):
        state.loose()
        try:
            return float(value)
        except OverflowError:
            raise invalid('float_type', value)
    if strict and state.mode != 'strings':
        raise invalid('float_type', value)
    if isinstance(value, (str, bytes)):
        if state.mode != 'strings':
            state.lax()
        try:
            text = value if isinstance(value, str) else value.decode()
            if not text.isascii():
                raise ValueError
            if '_' in text and (text.strip().strip('+-')[:1] == '_' or text.strip()[-1:] == '_' or '__' in text):
                raise ValueError
            return float(text)
        except ValueError:
            raise invalid('float_parsing', value)
    if hasattr(value, '__float__'):
        state.lax()
        return float(value)
    raise invalid('float_type', value)


def make_decimal(schema, context):
    strict_default = _strict_of(schema, context)
    checks = _bounds(schema, _as_decimal)
    allow = schema.get('allow_inf_nan', False)
    max_digits = schema.get('max_digits')
    places_limit = schema.get('decimal_places')

    def run(value, state):
        from decimal import Decimal, InvalidOperation

        strict = state.strict if state.strict is not None else strict_default
        if isinstance(value, Decimal):
            made = value
        elif isinstance(value, str) and (not strict or state.mode != 'python'):
            state.lax()
            try:
                made = Decimal(value.strip())
            except InvalidOperation:
                raise invalid('decimal_parsing', value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and (not strict or state.mode != 'python'):
            state.lax()
            made = Decimal(str(value))
        elif strict:
            raise invalid('is_instance_of', value, {'class': 'Decimal'})
        elif isinstance(value, tuple) and not strict:
            try:
                made = Decimal(value)
            except (ValueError, TypeError):
                raise invalid('decimal_type', value)
        else:
            raise invalid('decimal_type', value)
        if not made.is_finite():
            if not allow:
                raise invalid('finite_number', value)
            return made
        if max_digits is not None or places_limit is not None:
            _check_decimal(made, value, max_digits, places_limit)
        for key, kind, limit in checks:
            ok = (
                made > limit
                if key == 'gt'
                else made >= limit
                if key == 'ge'
                else made < limit
                if key == 'lt'
                else made <= limit
                if key == 'le'
                else made % limit == 0
            )
            if not ok:
                raise invalid(kind, value, {key: limit})
        return made

    return Validator(run, 'decimal')


def _as_decimal(limit):
    from decimal import Decimal

    return limit if isinstance(limit, Decimal) else Decimal(str(limit))


def _check_decimal(made, value, max_digits, places_limit):
    normalized = made.normalize()
    _sign, digits, exponent = normalized.as_tuple()
    if exponent >= 0:
        count, places = len(digits) + exponent, 0
    else:
        places = -exponent
        count = max(len(digits), places)
    if max_digits is not None and count > max_digits:
        raise invalid('decimal_max_digits', value, {'max_digits': max_digits})
    if places_limit is not None:
        if places > places_limit:
            raise invalid('decimal_max_places', value, {'decimal_places': places_limit})
        if max_digits is not None:
            whole = max(count - places, 0)
            if whole > max_digits - places_limit:
                raise invalid('decimal_whole_digits', value, {'whole_digits': max_digits - places_limit})


def make_fraction(schema, context):
    checks = _bounds(schema)
    strict_default = _strict_of(schema, context)

    def run(value, state):
        from fractions import Fraction

        if isinstance(value, Fraction):
            made = value
        elif state.strict or strict_default and state.mode == 'python':
            raise invalid('fraction_type', value)
        elif isinstance(value, (int, float, str)) or _is_decimal(value):
            state.lax()
            try:
                made = Fraction(value)
            except (ValueError, ZeroDivisionError, OverflowError):
                raise invalid('fraction_parsing', value)
        else:
            raise invalid('fraction_type', value)
        _check_bounds(checks, made, value)
        return made

    return Validator(run, 'fraction')


def make_complex(schema, context):
    strict_default = _strict_of(schema, context)

    def run(value, state):
        if type(value) is complex:
            return value
        strict = state.strict if state.strict is not None else strict_default
        if strict and state.mode == 'python':
            raise invalid('complex_type', value)
        if isinstance(value, str):
            state.lax()
            try:
                return complex(value)
            except ValueError:
                raise invalid('complex_str_parsing' if state.mode == 'json' else 'complex_type', value)
        if isinstance(value, (int, float, complex)):
            state.lax()
            return complex(value)
        raise invalid('complex_type', value)

    return Validator(run, 'complex')


def make_str(schema, context):
    config = context.config
    strict_default = _strict_of(schema, context)

    def option(name, setting):
        found = schema.get(name)
        return config.get(setting) if found is None else found

    min_length = option('min_length', 'str_min_length')
    max_length = option('max_length', 'str_max_length')
    strip = option('strip_whitespace', 'str_strip_whitespace')
    lower = option('to_lower', 'str_to_lower')
    upper = option('to_upper', 'str_to_upper')
    numbers = option('coerce_numbers_to_str', 'coerce_numbers_to_str')
    ascii_only = schema.get('ascii_only')
    pattern = schema.get('pattern')
    shown_pattern = pattern if pattern is None or isinstance(pattern, str) else pattern.pattern
    search = None
    if pattern is not None:
        import re

        # The usual engine's `$` is the very end of the text.
        if isinstance(pattern, str):
            python_pattern = pattern
            if (
                (schema.get('regex_engine') or config.get('regex_engine')) != 'python-re'
                and pattern.endswith('$')
                and not pattern.endswith('\\$')
            ):
                python_pattern = pattern[:-1] + r'\Z'
            search = re.compile(python_pattern).search
        else:
            search = pattern.search
    constrained = bool(
        min_length is not None or max_length is not None or strip or lower or upper or search is not None or ascii_only
    )

    def run(value, state):
        if type(value) is str:
            made = value
        else:
            made = _str_of(value, state, state.strict if state.strict is not None else strict_default, numbers)
        if not constrained:
            return made
        if strip:
            made = made.strip()
        if min_length is not None or max_length is not None:
            length = len(made)
            if min_length is not None and length < min_length:
                raise invalid('string_too_short', value, {'min_length': min_length})
            if max_length is not None and length > max_length:
                raise invalid('string_too_long', value, {'max_length': max_length})
        if ascii_only and not made.isascii():
            raise invalid('string_not_ascii', value)
        if search is not None and search(made) is None:
            raise invalid('string_pattern_mismatch', value, {'pattern': shown_pattern})
        if lower:
            return made.lower()
        if upper:
            return made.upper()
        return made

    return Validator(run, 'constrained-str' if constrained else 'str')


def _str_of(value, state, strict, numbers):
    if isinstance(value, str):
        # A str enum's member gives its value.
        state.loose()
        found = getattr(value, '_value_', None)
        return found if type(found) is str else str.__str__(value)
    if strict:
        raise invalid('string_type', value)
    if isinstance(value, (bytes, bytearray)) and state.mode != 'json':
        state.lax()
        try:
            return bytes(value).decode()
        except UnicodeDecodeError:
            raise invalid('string_unicode', value)
    if numbers and isinstance(value, (int, float)) and not isinstance(value, bool) or numbers and _is_decimal(value):
        state.lax()
        return str(value)
    if hasattr(value, '_value_') and isinstance(value._value_, str):
        state.lax()
        return value._value_
    raise invalid('string_type', value)


def make_bytes(schema, context):
    strict_default = _strict_of(schema, context)
    min_length, max_length = schema.get('min_length'), schema.get('max_length')
    mode = context.config.get('val_json_bytes', 'utf8')

    def run(value, state):
        if isinstance(value, bytes):
            made = value
        elif isinstance(value, str) and (
            state.mode != 'python' or not (state.strict if state.strict is not None else strict_default)
        ):
            if state.mode == 'python':
                state.lax()
            made = _decode_bytes(value, mode)
        elif isinstance(value, (bytearray, memoryview)) and not (
            state.strict if state.strict is not None else strict_default
        ):
            state.lax()
            made = bytes(value)
        else:
            raise invalid('bytes_type', value)
        if min_length is not None and len(made) < min_length:
            raise invalid('bytes_too_short', value, {'min_length': min_length})
        if max_length is not None and len(made) > max_length:
            raise invalid('bytes_too_long', value, {'max_length': max_length})
        return made

    return Validator(run, 'constrained-bytes' if min_length is not None or max_length is not None else 'bytes')


def _decode_bytes(value, mode):
    if mode == 'utf8':
        return value.encode()
    try:
        if mode == 'hex':
            return bytes.fromhex(value)
        import base64

        text = value.replace('+', '-').replace('/', '_').rstrip('=')
        if not all(char.isalnum() or char in '-_' for char in text):
            raise ValueError('Invalid symbol')
        return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
    except ValueError as error:
        raise invalid('bytes_invalid_encoding', value, {'encoding': mode, 'encoding_error': str(error)})


def joined(names):
    """`a, b or c`."""
    if len(names) == 1:
        return names[0]
    return ', '.join(names[:-1]) + ' or ' + names[-1]
