"""Rarely used types: any JSON value, sizes in bytes, card numbers, objects given by their import path."""

import enum
import re
from typing import Annotated

from _pydantic_core import PydanticCustomError


class _JsonValueType:
    """Any value that JSON can say, checked all the way down."""

    def __repr__(self):
        return 'JsonValue'

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __call__(self):
        raise TypeError('JsonValue cannot be instantiated')

    def __get_pydantic_core_schema__(self, source, handler):
        ref = 'pydantic.types.JsonValue:1'
        generator = handler._generator
        again = {'type': 'definition-ref', 'schema_ref': ref}
        python = {
            'type': 'tagged-union',
            'choices': {
                'list': {'type': 'list', 'items_schema': again},
                'dict': {'type': 'dict', 'keys_schema': {'type': 'str'}, 'values_schema': again},
                'str': {'type': 'str'},
                'bool': {'type': 'bool'},
                'int': {'type': 'int'},
                'float': {'type': 'float'},
                'NoneType': {'type': 'none'},
            },
            'discriminator': _kind_of,
            'custom_error_type': 'invalid-json-value',
            'custom_error_message': 'input was not a valid JSON value',
        }
        generator.kept.add(ref)
        return {
            'type': 'json-or-python',
            'json_schema': {'type': 'any'},
            'python_schema': python,
            'ref': ref,
            'metadata': {'pydantic_js_functions': [lambda _schema, _handler: {}]},
        }


def _kind_of(value):
    for kind in (list, dict, str, bool, int, float):
        if isinstance(value, kind):
            return kind.__name__
    return type(value).__name__


JsonValue = _JsonValueType()


class ImportString:
    """An object given by its import path."""

    def __class_getitem__(cls, item):
        return Annotated[item, cls()]

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        serialization = {'type': 'function-plain', 'function': cls._serialize, 'when_used': 'json'}
        loader = {'type': 'function-plain', 'function': {'type': 'no-info', 'function': _import_string}}
        if cls is source:
            return {
                **loader,
                'serialization': serialization,
                'metadata': {'pydantic_js_functions': [_import_json_schema]},
            }
        return {
            'type': 'function-before',
            'function': {'type': 'no-info', 'function': _import_string},
            'schema': handler(source),
            'serialization': serialization,
            'metadata': {'pydantic_js_functions': [_import_json_schema]},
        }

    @staticmethod
    def _serialize(value):
        import types

        if isinstance(value, types.ModuleType):
            return value.__name__
        if hasattr(value, '__module__') and hasattr(value, '__name__'):
            return f'{value.__module__}.{value.__name__}'
        if hasattr(value, 'name'):
            return value.name
        return value

    def __repr__(self):
        return 'ImportString'


def _import_json_schema(_schema, _handler):
    return {'type': 'string'}


def _import_string(value):
    if not isinstance(value, str):
        return value
    try:
        return _import(value)
    except ImportError as error:
        raise PydanticCustomError('import_error', 'Invalid python path: {error}', {'error': str(error)}) from error


def _import(path):
    from importlib import import_module

    parts = path.strip().strip(' ').split(':')
    if len(parts) > 2:
        raise ImportError(f"Import strings should have at most one ':'; received {path!r}")
    name = parts[0]
    if not name:
        raise ImportError(f'Import strings should have a nonempty module name; received {path!r}')
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if '.' in name:
            maybe_module, attribute = name.rsplit('.', 1)
            try:
                return getattr(import_module(maybe_module), attribute)
            except AttributeError:
                raise ImportError(f'cannot import name {attribute!r} from {maybe_module!r}') from error
            except ImportError as missing:
                raise ImportError(str(missing)) from error
        raise ImportError(str(error)) from error
    if len(parts) > 1:
        try:
            return getattr(module, parts[1])
        except AttributeError:
            raise ImportError(f'cannot import name {parts[1]!r} from {name!r}') from None
    return module


_UNITS = {'b': 1, '': 1}
for _power, _prefix in enumerate('kmgtpe', 1):
    _UNITS[f'{_prefix}b'] = 10 ** (3 * _power)
    _UNITS[f'{_prefix}ib'] = 2 ** (10 * _power)
    _UNITS[_prefix] = 10 ** (3 * _power)
    _UNITS[f'{_prefix}i'] = 2 ** (10 * _power)
_BITS = {'bit': 0.125}
for _power, _prefix in enumerate('kmgtpe', 1):
    _BITS[f'{_prefix}bit'] = 10 ** (3 * _power) / 8
    _BITS[f'{_prefix}ibit'] = 2 ** (10 * _power) / 8
_PATTERN = r'^\s*(\d*\.?\d+)\s*(\w+)?'


class ByteSize(int):
    """A number of bytes, given as a number or with a unit."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return {
            'type': 'function-after',
            'function': {'type': 'with-info', 'function': cls._validate},
            'schema': {
                'type': 'union',
                'choices': [{'type': 'str', 'pattern': _PATTERN}, {'type': 'int', 'ge': 0}],
                'custom_error_type': 'byte_size',
                'custom_error_message': 'could not parse value and unit from byte string',
            },
            'serialization': {'type': 'function-plain', 'function': int, 'return_schema': {'type': 'int', 'ge': 0}},
        }

    @classmethod
    def _validate(cls, value, /, _):
        try:
            return cls(int(value))
        except ValueError:
            pass
        match = re.match(_PATTERN, str(value), re.IGNORECASE)
        if match is None:
            raise PydanticCustomError('byte_size', 'could not parse value and unit from byte string')
        number, unit = match.groups()
        unit = (unit or 'b').lower()
        factor = _UNITS.get(unit, _BITS.get(unit))
        if factor is None:
            raise PydanticCustomError('byte_size_unit', 'could not interpret byte unit: {unit}', {'unit': unit})
        return cls(int(float(number) * factor))

    def human_readable(self, decimal=False, separator=''):
        """The size with the unit that fits best."""
        divisor = 1000 if decimal else 1024
        units = ('B', 'KB', 'MB', 'GB', 'TB', 'PB') if decimal else ('B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB')
        number = float(self)
        for unit in units:
            if abs(number) < divisor:
                return f'{number:0.0f}{separator}{unit}' if unit == 'B' else f'{number:0.1f}{separator}{unit}'
            number /= divisor
        return f'{number:0.1f}{separator}{"EB" if decimal else "EiB"}'

    def to(self, unit):
        """The size in a unit."""
        factor = _UNITS.get(unit.lower(), _BITS.get(unit.lower()))
        if factor is None:
            raise PydanticCustomError('byte_size_unit', 'Could not interpret byte unit: {unit}', {'unit': unit})
        return self / factor


class PaymentCardBrand(str, enum.Enum):
    """Brands of cards."""

    amex = 'American Express'
    mastercard = 'Mastercard'
    visa = 'Visa'
    other = 'other'

    def __str__(self):
        return self.value


class PaymentCardNumber(str):
    """The number of a card, with its check digit checked."""

    def __init__(self, card_number):
        self.validate_digits(card_number)
        card_number = self.validate_luhn_check_digit(card_number)
        self.bin = card_number[:6]
        self.last4 = card_number[-4:]
        self.brand = self.validate_brand(card_number)

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return {
            'type': 'function-after',
            'function': {'type': 'with-info', 'function': cls.validate},
            'schema': {'type': 'str', 'min_length': 12, 'max_length': 19, 'strip_whitespace': True},
        }

    @classmethod
    def validate(cls, value, /, _):
        """Make one from text."""
        return cls(value)

    @property
    def masked(self):
        """The number with its middle hidden."""
        return f'{self.bin}{"*" * (len(self) - 10)}{self.last4}'

    @classmethod
    def validate_digits(cls, card_number):
        """Only digits."""
        if not card_number or not all('0' <= c <= '9' for c in card_number):
            raise PydanticCustomError('payment_card_number_digits', 'Card number is not all digits')

    @classmethod
    def validate_luhn_check_digit(cls, card_number):
        """The check digit."""
        total = int(card_number[-1])
        parity = len(card_number) % 2
        for index, char in enumerate(card_number[:-1]):
            digit = int(char)
            if index % 2 == parity:
                digit *= 2
            total += digit - 9 if digit > 9 else digit
        if total % 10:
            raise PydanticCustomError('payment_card_number_luhn', 'Card number is not luhn valid')
        return card_number

    @staticmethod
    def validate_brand(card_number):
        """The brand, and whether the length fits it."""
        if card_number[0] == '4':
            brand, lengths = PaymentCardBrand.visa, (13, 16, 19)
        elif 51 <= int(card_number[:2]) <= 55:
            brand, lengths = PaymentCardBrand.mastercard, (16,)
        elif card_number[:2] in ('34', '37'):
            brand, lengths = PaymentCardBrand.amex, (15,)
        else:
            return PaymentCardBrand.other
        if len(card_number) not in lengths:
            raise PydanticCustomError(
                'payment_card_number_brand',
                'Length for a {brand} card must be {required_length}',
                {'brand': brand, 'required_length': ' or '.join(str(n) for n in lengths)},
            )
        return brand


for _class in (ImportString, ByteSize, PaymentCardBrand, PaymentCardNumber):
    _class.__module__ = 'pydantic.types'
