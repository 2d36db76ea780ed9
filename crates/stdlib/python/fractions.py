"""Exact fractions."""

import math
from numbers import Rational


class Fraction(Rational):
    """A numerator over a denominator, in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, str):
                top, bottom = _parse(numerator)
            elif hasattr(numerator, "as_integer_ratio"):
                top, bottom = numerator.as_integer_ratio()
            else:
                raise TypeError(
                    "argument should be a string or a Rational instance or have the as_integer_ratio() method"
                )
            self._numerator, self._denominator = top, bottom
            return self
        top, bottom = _ratio(numerator), _ratio(denominator)
        if top is None or bottom is None:
            raise TypeError("both arguments should be Rational instances")
        a, b = top[0] * bottom[1], top[1] * bottom[0]
        if b == 0:
            raise ZeroDivisionError(f"Fraction({a}, 0)")
        g = math.gcd(a, b)
        if b < 0:
            g = -g
        self._numerator, self._denominator = a // g, b // g
        return self

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    from_decimal = from_float

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            if q0 + a * q1 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q0 + a * q1
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        first, second = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return second if abs(second - self) <= abs(first - self) else first

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, spec):
        if not spec:
            return str(self)
        return format(float(self), spec) if spec[-1] in "eEfFgG%" else format(str(self), spec)

    def _with(self, other, exact, inexact):
        ratio = _ratio(other)
        if ratio is not None:
            return exact(self._numerator, self._denominator, *ratio)
        if isinstance(other, (float, complex)):
            return inexact(float(self), other)
        return NotImplemented

    def _swapped(self, other, exact, inexact):
        ratio = _ratio(other)
        if ratio is not None:
            return exact(*ratio, self._numerator, self._denominator)
        if isinstance(other, (float, complex)):
            return inexact(other, float(self))
        return NotImplemented

    def __add__(self, other):
        return self._with(other, _add, lambda a, b: a + b)

    def __radd__(self, other):
        return self._swapped(other, _add, lambda a, b: a + b)

    def __sub__(self, other):
        return self._with(other, _sub, lambda a, b: a - b)

    def __rsub__(self, other):
        return self._swapped(other, _sub, lambda a, b: a - b)

    def __mul__(self, other):
        return self._with(other, _mul, lambda a, b: a * b)

    def __rmul__(self, other):
        return self._swapped(other, _mul, lambda a, b: a * b)

    def __truediv__(self, other):
        return self._with(other, _div, lambda a, b: a / b)

    def __rtruediv__(self, other):
        return self._swapped(other, _div, lambda a, b: a / b)

    def __floordiv__(self, other):
        return self._with(other, lambda a, b, c, d: (a * d) // (b * c), lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return self._swapped(other, lambda a, b, c, d: (a * d) // (b * c), lambda a, b: a // b)

    def __mod__(self, other):
        return self._with(other, lambda a, b, c, d: Fraction((a * d) % (c * b), b * d), lambda a, b: a % b)

    def __rmod__(self, other):
        return self._swapped(other, lambda a, b, c, d: Fraction((a * d) % (c * b), b * d), lambda a, b: a % b)  # fmt: skip

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        ratio = _ratio(other)
        if ratio is None:
            return float(self) ** other
        power, bottom = ratio
        if bottom != 1:
            return float(self) ** (power / bottom)
        if power >= 0:
            return Fraction(self._numerator**power, self._denominator**power)
        if not self._numerator:
            raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
        return Fraction(self._denominator**-power, self._numerator**-power)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other**self._numerator
        return other ** float(self)

    def __pos__(self):
        return self

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        n, d = self._numerator, self._denominator
        return -(-n // d) if n < 0 else n // d

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __float__(self):
        return self._numerator / self._denominator

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            if twice < self._denominator or twice == self._denominator and whole % 2 == 0:
                return whole
            return whole + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        value = self._numerator / self._denominator
        if value.as_integer_ratio() == (self._numerator, self._denominator):
            return hash(value)
        return hash((self._numerator, self._denominator))

    def __eq__(self, other):
        ratio = _ratio(other)
        if ratio is not None:
            return (self._numerator, self._denominator) == ratio
        if isinstance(other, float):
            return math.isfinite(other) and (self._numerator, self._denominator) == other.as_integer_ratio()
        return NotImplemented

    def _order(self, other):
        if isinstance(other, float):
            if not math.isfinite(other):
                return 0.0 - other
            other = Fraction(other)
        ratio = _ratio(other)
        if ratio is None:
            return NotImplemented
        return self._numerator * ratio[1] - self._denominator * ratio[0]

    def __lt__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order < 0

    def __le__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order <= 0

    def __gt__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order > 0

    def __ge__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order >= 0

    def __bool__(self):
        return bool(self._numerator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return Fraction, (self._numerator, self._denominator)


def _ratio(value):
    if isinstance(value, int):
        return int(value), 1
    if isinstance(value, Fraction):
        return value._numerator, value._denominator
    return None


def _add(a, b, c, d):
    return Fraction(a * d + c * b, b * d)


def _sub(a, b, c, d):
    return Fraction(a * d - c * b, b * d)


def _mul(a, b, c, d):
    return Fraction(a * c, b * d)


def _div(a, b, c, d):
    return Fraction(a * d, b * c)


def _parse(text):
    original = text
    try:
        top, slash, bottom = text.strip().partition("/")
        if slash:
            if top != top.rstrip() and bottom != bottom.lstrip() or not bottom[:1].isdigit():
                raise ValueError
            result = Fraction(int(top), int(bottom))
        else:
            mantissa, _, exponent = top.lower().partition("e")
            whole, _, decimals = mantissa.partition(".")
            if not (whole + decimals).strip("+-").replace("_", "").isdigit():
                raise ValueError
            scale = int(exponent) if exponent else 0
            scale -= len(decimals.replace("_", ""))
            number = int((whole + decimals).replace("_", ""))
            result = Fraction(number * 10**scale) if scale >= 0 else Fraction(number, 10**-scale)
    except ValueError:
        raise ValueError(f"Invalid literal for Fraction: {original!r}") from None
    return result.as_integer_ratio()
