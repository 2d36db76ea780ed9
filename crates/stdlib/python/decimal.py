"""Decimal numbers: a sign, an integer coefficient and an exponent, with a context that rounds.

Arithmetic follows the General Decimal Arithmetic Specification as far as programs meet it: exact construction, rounding to the context's
precision, special values, quantize. Traps are the default ones.
"""

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
HAVE_THREADS = True


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None, traps=None):
        self.prec = prec
        self.rounding = rounding
        self.Emin = Emin
        self.Emax = Emax
        self.capitals = capitals
        self.clamp = clamp
        self.flags = flags or {}
        self.traps = traps if traps is not None else [InvalidOperation, DivisionByZero, Overflow]

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags), self.traps)

    __copy__ = copy

    def create_decimal(self, value="0"):
        return _round_to(Decimal(value), self)

    def quantize(self, a, b):
        return Decimal(a).quantize(b, context=self)

    def divide(self, a, b):
        with localcontext(self):
            return Decimal(a) / b

    def clear_flags(self):
        self.flags = {}

    def __repr__(self):
        return f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])"


DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP)
ExtendedContext = Context(prec=9, traps=[])
_current = [DefaultContext.copy()]


def getcontext():
    return _current[-1]


def setcontext(context):
    _current[-1] = context


class localcontext:
    def __init__(self, ctx=None, **changes):
        self.context = (ctx or getcontext()).copy()
        for name, value in changes.items():
            setattr(self.context, name, value)

    def __enter__(self):
        _current.append(self.context)
        return self.context

    def __exit__(self, *details):
        _current.pop()


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
            parts = _parse(value)
        elif isinstance(value, int):
            parts = value < 0, abs(int(value)), 0, ""
        elif isinstance(value, float):
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


def _parse(text):
    import re

    found = re.fullmatch(
        r"([-+])?(?:(?=\d|\.\d)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?|(inf(?:inity)?)|(s)?nan(\d*))",
        text.strip().replace("_", ""),
        re.IGNORECASE,
    )
    if not found:
        raise _invalid("syntax")
    sign, whole, fraction, exponent, infinity, signalling, _ = found.groups()
    negative = sign == "-"
    if whole is not None:
        fraction = fraction or ""
        return negative, int(whole + fraction or "0"), int(exponent or 0) - len(fraction), ""
    if infinity:
        return negative, 0, 0, "Infinity"
    return negative, 0, 0, "sNaN" if signalling else "NaN"


def _from_float(value):
    if value != value:
        return False, 0, 0, "NaN"
    if value in (float("inf"), float("-inf")):
        return value < 0, 0, 0, "Infinity"
    negative = str(value).startswith("-")
    n, d = abs(value).as_integer_ratio()
    # The denominator is a power of two: multiplying by a power of five makes it one of ten.
    k = d.bit_length() - 1
    return negative, n * 5**k, -k, ""


def _format(value, spec):
    import re

    if not spec:
        return str(value)
    found = re.fullmatch(r"(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?", spec)
    if not found:
        raise ValueError("invalid format string")
    fill, align, sign, _, _, zero, width, comma, precision, kind = found.groups()
    rounding = getcontext().rounding
    negative = value._negative
    if value._special:
        body = value._special
    else:
        number = value.copy_abs()
        suffix = ""
        if kind == "%":
            number, suffix, kind = _make(False, number._coefficient, number._exponent + 2), "%", "f"
        if kind in ("f", "F", "n"):
            if precision is not None:
                number = number._rescale(-int(precision), rounding)
            elif number._exponent > 0:
                number = number._rescale(0, rounding)
            digits = str(number._coefficient).rjust(1 - min(0, number._exponent), "0")
            body = digits if number._exponent >= 0 else f"{digits[:number._exponent]}.{digits[number._exponent:]}"
        elif kind in ("e", "E"):
            if precision is not None and len(str(number._coefficient)) > int(precision) + 1:
                number = _round_to(number, Context(prec=int(precision) + 1, rounding=rounding))
            digits = str(number._coefficient)
            if precision is not None:
                digits = digits.ljust(int(precision) + 1, "0")
            body = (digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}") + f"{kind}{number.adjusted():+d}"
        else:
            if precision is not None and len(str(number._coefficient)) > max(1, int(precision)):
                number = _round_to(number, Context(prec=max(1, int(precision)), rounding=rounding))
            body = str(number)
        if comma:
            whole, dot, rest = body.partition(".")
            body = f"{int(whole):{comma}}{dot}{rest}"
        body += suffix
    lead = "-" if negative else sign if sign in ("+", " ") else ""
    width = int(width or 0)
    if zero and not align:
        return lead + body.rjust(width - len(lead), "0")
    fill = fill or " "
    if align == "=":
        return lead + body.rjust(width - len(lead), fill)
    text = lead + body
    if align == "<":
        return text.ljust(width, fill)
    return text.center(width, fill) if align == "^" else text.rjust(width, fill)
