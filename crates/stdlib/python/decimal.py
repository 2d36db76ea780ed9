"""Decimal numbers: a sign, an integer coefficient and an exponent, with a context that rounds.

Arithmetic follows the General Decimal Arithmetic Specification as far as programs meet it: exact construction, rounding to the context's
precision, special values, quantize. Traps are the default ones.
"""

from _decimal_context import *  # noqa: F403
from _decimal_context import ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP
from _decimal_context import Context, ConversionSyntax, DivisionByZero, DivisionUndefined, InvalidOperation, Overflow, getcontext


def _away(rounding, negative, kept, rest, half):
    """Whether to step away from zero: `rest` was cut off, `half` is half of the unit; `kept` is what stays."""
    if not rest:
        return False
    if rounding == ROUND_HALF_EVEN:
        return rest > half or (rest == half and kept % 2 == 1)
    if rounding == ROUND_HALF_UP:
        return rest >= half
    if rounding == ROUND_HALF_DOWN:
        return rest > half
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return not negative
    if rounding == ROUND_FLOOR:
        return negative
    if rounding == ROUND_05UP:
        return kept % 10 in (0, 5)
    return False


def _cut(coefficient, digits, negative, rounding):
    """The coefficient without its last digits, rounded."""
    unit = 10**digits
    kept, rest = divmod(coefficient, unit)
    # Twice the rest against the unit, so that the half is exact for one digit too.
    if _away(rounding, negative, kept, rest * 2, unit):
        kept += 1
    return kept


def _make(negative, coefficient, exponent, special=""):
    made = object.__new__(Decimal)
    made._negative = negative
    made._coefficient = coefficient
    made._exponent = exponent
    made._special = special
    return made


def _round_to(value, context):
    """Round to the context's precision."""
    if value._special:
        return value
    coefficient, exponent = value._coefficient, value._exponent
    digits = len(str(coefficient))
    if digits > context.prec:
        cut = digits - context.prec
        coefficient = _cut(coefficient, cut, value._negative, context.rounding)
        exponent += cut
        if len(str(coefficient)) > context.prec:
            coefficient //= 10
            exponent += 1
    elif exponent + digits - 1 <= context.Emax and exponent >= context.Emin - context.prec + 1:
        return value
    if coefficient and exponent + len(str(coefficient)) - 1 > context.Emax:
        raise Overflow("[<class 'decimal.Overflow'>]")
    return _make(value._negative, coefficient, exponent)


def _invalid(kind="decimal.InvalidOperation"):
    return InvalidOperation([InvalidOperation] if kind == "decimal.InvalidOperation" else [ConversionSyntax])


class Decimal:
    __slots__ = ("_negative", "_coefficient", "_exponent", "_special")

    def __new__(cls, value="0", context=None):
        if isinstance(value, Decimal):
            parts = value._negative, value._coefficient, value._exponent, value._special
        elif isinstance(value, str):
            from _decimal_text import _parse

            parts = _parse(value)
        elif isinstance(value, int):
            parts = value < 0, abs(int(value)), 0, ""
        elif isinstance(value, float):
            from _decimal_text import _from_float

            parts = _from_float(value)
        elif isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            if exponent in ("F", "n", "N"):
                parts = bool(sign), 0, 0, {"F": "Infinity", "n": "NaN", "N": "sNaN"}[exponent]
            else:
                parts = bool(sign), int("".join(map(str, digits)) or "0"), exponent, ""
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        made = object.__new__(cls)
        made._negative, made._coefficient, made._exponent, made._special = parts
        return made

    @classmethod
    def from_float(cls, value):
        return cls(value)

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def is_nan(self):
        return self._special in ("NaN", "sNaN")

    def is_qnan(self):
        return self._special == "NaN"

    def is_snan(self):
        return self._special == "sNaN"

    def is_infinite(self):
        return self._special == "Infinity"

    def is_finite(self):
        return not self._special

    def is_zero(self):
        return not self._special and self._coefficient == 0

    def is_signed(self):
        return self._negative

    def is_normal(self):
        return not self._special and self._coefficient != 0

    def as_tuple(self):
        from collections import namedtuple

        kind = namedtuple("DecimalTuple", "sign digits exponent")
        if self._special:
            letter = {"Infinity": "F", "NaN": "n", "sNaN": "N"}[self._special]
            return kind(int(self._negative), (0,) if letter == "F" else (), letter)
        return kind(int(self._negative), tuple(map(int, str(self._coefficient))), self._exponent)

    def as_integer_ratio(self):
        if self._special:
            raise (OverflowError if self.is_infinite() else ValueError)(f"cannot convert {'Infinity' if self.is_infinite() else 'NaN'} to integer ratio")
        from math import gcd

        n, d = self._coefficient, 1
        if self._exponent >= 0:
            n *= 10**self._exponent
        else:
            d = 10**-self._exponent
        common = gcd(n, d)
        n, d = n // common, d // common
        return (-n if self._negative else n), d

    def adjusted(self):
        return 0 if self._special else self._exponent + len(str(self._coefficient)) - 1

    def __str__(self):
        sign = "-" if self._negative else ""
        if self._special:
            return sign + self._special
        digits = str(self._coefficient)
        left = self._exponent + len(digits)
        if self._exponent <= 0 and left > -6:
            if self._exponent == 0:
                return sign + digits
            if left > 0:
                return f"{sign}{digits[:left]}.{digits[left:]}"
            return f"{sign}0.{'0' * -left}{digits}"
        text = digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}"
        return f"{sign}{text}E{left - 1:+d}"

    def __repr__(self):
        return f"Decimal('{self}')"

    def to_eng_string(self, context=None):
        return str(self)

    def __format__(self, spec):
        from _decimal_text import _format

        return _format(self, spec)

    def __hash__(self):
        if self._special:
            return hash(float(self))
        if self._exponent >= 0:
            return hash(int(self))
        n, d = self.as_integer_ratio()
        if d == 1:
            return hash(n)
        modulus = (1 << 61) - 1
        value = abs(n) % modulus * pow(d, modulus - 2, modulus) % modulus
        return -2 if n < 0 and value == 1 else -value if n < 0 else value

    def __bool__(self):
        return bool(self._special) or self._coefficient != 0

    def __int__(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        n = self._coefficient * 10**self._exponent if self._exponent >= 0 else self._coefficient // 10**-self._exponent
        return -n if self._negative else n

    __trunc__ = __int__

    def __float__(self):
        if self._special:
            return float(("-" if self._negative else "") + ("nan" if self.is_nan() else "inf"))
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, ndigits=None):
        if ndigits is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(False, 1, -ndigits))

    def __neg__(self):
        return _round_to(_make(not self._negative and bool(self), self._coefficient, self._exponent, self._special), getcontext())

    def __pos__(self):
        return _round_to(self, getcontext())

    def __abs__(self):
        return _round_to(_make(False, self._coefficient, self._exponent, self._special), getcontext())

    def copy_abs(self):
        return _make(False, self._coefficient, self._exponent, self._special)

    def copy_negate(self):
        return _make(not self._negative, self._coefficient, self._exponent, self._special)

    def copy_sign(self, other):
        return _make(Decimal(other)._negative, self._coefficient, self._exponent, self._special)

    def _compare(self, other):
        """-1, 0 or 1; None where one of them is no number."""
        if self.is_nan() or other.is_nan():
            return None
        if self._special or other._special:
            a, b = float(self) if self._special else 0.0, float(other) if other._special else 0.0
            return (a > b) - (a < b)
        exponent = min(self._exponent, other._exponent)
        a = self._coefficient * 10 ** (self._exponent - exponent)
        b = other._coefficient * 10 ** (other._exponent - exponent)
        a, b = -a if self._negative else a, -b if other._negative else b
        return (a > b) - (a < b)

    def _with(self, other):
        if isinstance(other, Decimal):
            return other
        if isinstance(other, (int, float)):
            return Decimal(other)
        return None

    def __eq__(self, other):
        other = self._with(other)
        return NotImplemented if other is None else self._compare(other) == 0

    def _ordered(self, other, test):
        other = self._with(other)
        if other is None:
            return NotImplemented
        result = self._compare(other)
        if result is None:
            raise _invalid()
        return test(result)

    def __lt__(self, other):
        return self._ordered(other, lambda result: result < 0)

    def __le__(self, other):
        return self._ordered(other, lambda result: result <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda result: result > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda result: result >= 0)

    def compare(self, other, context=None):
        result = self._compare(Decimal(other))
        return Decimal("NaN") if result is None else Decimal(result)

    def max(self, other, context=None):
        return self if self >= other else Decimal(other)

    def min(self, other, context=None):
        return self if self <= other else Decimal(other)

    def _operand(self, other):
        if isinstance(other, Decimal):
            return other
        return Decimal(other) if isinstance(other, int) else None

    def __add__(self, other):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        if self._special or other._special:
            return self._special_sum(other)
        exponent = min(self._exponent, other._exponent)
        if max(self._exponent, other._exponent) - exponent > 100_000:
            raise Overflow("the operands' exponents are too far apart")
        a = self._coefficient * 10 ** (self._exponent - exponent)
        b = other._coefficient * 10 ** (other._exponent - exponent)
        total = (-a if self._negative else a) + (-b if other._negative else b)
        negative = total < 0 or (total == 0 and self._negative and other._negative)
        return _round_to(_make(negative, abs(total), exponent), getcontext())

    __radd__ = __add__

    def _special_sum(self, other):
        for value in (self, other):
            if value.is_nan():
                return _make(value._negative, 0, 0, "NaN")
        if self._special and other._special and self._negative != other._negative:
            raise _invalid()
        return self if self._special else other

    def __sub__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self + other.copy_negate()

    def __rsub__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other + self.copy_negate()

    def __mul__(self, other):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        negative = self._negative != other._negative
        if self._special or other._special:
            if self.is_nan() or other.is_nan():
                return Decimal("NaN")
            if not self or not other:
                raise _invalid()
            return _make(negative, 0, 0, "Infinity")
        return _round_to(_make(negative, self._coefficient * other._coefficient, self._exponent + other._exponent), getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        negative = self._negative != other._negative
        if self._special or other._special:
            if self.is_nan() or other.is_nan():
                return Decimal("NaN")
            if self._special and other._special:
                raise _invalid()
            return _make(negative, 0, 0, "Infinity") if self._special else _make(negative, 0, 0)
        if not other._coefficient:
            if not self._coefficient:
                raise DivisionUndefined([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        context = getcontext()
        exponent = self._exponent - other._exponent
        shift = max(0, len(str(other._coefficient)) - len(str(self._coefficient)) + context.prec + 1)
        quotient, rest = divmod(self._coefficient * 10**shift, other._coefficient)
        exponent -= shift
        ideal = self._exponent - other._exponent
        if rest:
            # A digit that only says that something follows.
            if quotient % 5 == 0:
                quotient += 1
        else:
            while exponent < ideal and quotient and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
            if not quotient:
                exponent = ideal
        return _round_to(_make(negative, quotient, exponent), context)

    def __rtruediv__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other / self

    def __divmod__(self, other):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        if self._special or other._special:
            raise _invalid()
        if not other:
            raise DivisionByZero([DivisionByZero]) if self else DivisionUndefined([DivisionUndefined])
        exponent = min(self._exponent, other._exponent)
        a = self._coefficient * 10 ** (self._exponent - exponent)
        b = other._coefficient * 10 ** (other._exponent - exponent)
        quotient, rest = divmod(a, b)
        return _make(self._negative != other._negative, quotient, 0), _round_to(_make(self._negative, rest, exponent), getcontext())

    def __floordiv__(self, other):
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[0]

    def __mod__(self, other):
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[1]

    def __rfloordiv__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other // self

    def __rmod__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other % self

    def __pow__(self, other, modulo=None):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        context = getcontext()
        if not other._special and other == other.to_integral_value():
            n = int(other)
            if abs(n) > 100_000:
                raise Overflow([Overflow])
            power = _make(self._negative and n % 2 == 1, self._coefficient ** abs(n), self._exponent * abs(n))
            return _round_to(power, context) if n >= 0 else Decimal(1) / power
        return _round_to(Decimal(repr(float(self) ** float(other))), context)

    def __rpow__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other**self

    def sqrt(self, context=None):
        if self._negative and self:
            raise _invalid()
        context = context or getcontext()
        if not self:
            return _make(False, 0, self._exponent // 2)
        from math import isqrt

        coefficient, exponent = self._coefficient, self._exponent
        shift = max(0, 2 * (context.prec + 1) - len(str(coefficient)))
        shift += (exponent - shift) % 2
        root = isqrt(coefficient * 10**shift)
        exact = root * root == coefficient * 10**shift
        exponent = (exponent - shift) // 2
        if exact:
            while exponent < self._exponent // 2 and root % 10 == 0:
                root //= 10
                exponent += 1
        elif root % 5 == 0:
            root += 1
        return _round_to(_make(False, root, exponent), context)

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = Decimal(exp)
        if self._special or exp._special:
            if self.is_infinite() and exp.is_infinite():
                return self
            if self.is_nan() or exp.is_nan():
                return Decimal("NaN")
            raise _invalid()
        made = self._rescale(exp._exponent, rounding or context.rounding)
        if len(str(made._coefficient)) > context.prec:
            raise _invalid()
        return made

    def _rescale(self, exponent, rounding):
        if exponent <= self._exponent:
            return _make(self._negative, self._coefficient * 10 ** (self._exponent - exponent), exponent)
        return _make(self._negative, _cut(self._coefficient, exponent - self._exponent, self._negative, rounding), exponent)

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exponent >= 0:
            return self
        return self._rescale(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        value = _round_to(self, context or getcontext())
        if value._special:
            return value
        coefficient, exponent = value._coefficient, value._exponent
        if not coefficient:
            return _make(value._negative, 0, 0)
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _make(value._negative, coefficient, exponent)

    def same_quantum(self, other, context=None):
        return self._exponent == Decimal(other)._exponent

    def exp(self, context=None):
        from math import exp

        return Decimal(repr(exp(float(self))))

    def ln(self, context=None):
        from math import log

        return Decimal(repr(log(float(self))))

    def log10(self, context=None):
        from math import log10

        return Decimal(repr(log10(float(self))))

    def scaleb(self, other, context=None):
        return _make(self._negative, self._coefficient, self._exponent + int(other), self._special)

    def __reduce__(self):
        return Decimal, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self
