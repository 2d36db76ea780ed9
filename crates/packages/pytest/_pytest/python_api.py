"""`approx`: numbers, lists and dicts of numbers that are nearly the same."""

import math
from collections.abc import Collection, Mapping, Sequence, Set
from decimal import Decimal
from numbers import Complex


def _near(value, rel, abs, nan_ok):
    if isinstance(value, Decimal):
        return ApproxDecimal(value, rel, abs, nan_ok)
    return ApproxScalar(value, rel, abs, nan_ok)


class ApproxBase:
    """What all of them have in common."""

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.rel = rel
        self.abs = abs
        self.nan_ok = nan_ok
        self._check()

    def _check(self):
        pass

    def _one(self, value):
        return value if isinstance(value, ApproxBase) else _near(value, self.rel, self.abs, self.nan_ok)

    def __ne__(self, actual):
        return not (actual == self)

    def __bool__(self):
        raise AssertionError("approx() is not supported in a boolean context.\nDid you mean: `assert a == approx(b)`?")

    __hash__ = None

    def _pairs(self, actual):
        """What is compared: place, actual and expected value."""
        return [("", actual, self.expected)]

    def _whole(self, actual, expected):
        """What a difference is measured by."""
        return expected

    def _repr_compare(self, other):
        """The lines that say what differs, where something was compared with it."""
        pairs = self._pairs(other)
        rows, differences, ratios = [], [], []
        for place, actual, expected in pairs:
            near = self._one(expected)
            if actual == near:
                continue
            rows.append((str(place), str(actual), str(near)))
            if isinstance(actual, Complex) and isinstance(expected, Complex) and not isinstance(actual, bool):
                gap = abs(actual - expected)
                differences.append(gap)
                whole = self._whole(actual, expected)
                ratios.append(math.inf if whole == 0 else abs(gap / whole))
        lines = [
            "",
            f"comparison failed. Mismatched elements: {len(rows)} / {len(pairs)}:",
            f"Max absolute difference: {max(differences, default=-math.inf)}",
            f"Max relative difference: {max(ratios, default=-math.inf)}",
        ]
        return lines + _table(rows)


def _table(rows):
    """Rows under their headings; a row of several lines keeps its columns."""
    rows = [("Index", "Obtained", "Expected"), *rows]
    widths = [max([len(row[column]) for row in rows]) for column in range(3)]
    return [" | ".join([cell.ljust(width) for cell, width in zip(row, widths)]) for row in rows]


class ApproxScalar(ApproxBase):
    """A number; anything else has to be equal."""

    RELATIVE, ABSOLUTE = 1e-6, 1e-12

    def __repr__(self):
        expected = self.expected
        if isinstance(expected, bool) or not isinstance(expected, (Complex, Decimal)) or math.isinf(abs(expected)):
            return str(expected)
        try:
            if 1e-3 <= self.tolerance < 1e3:
                tolerance = f"{self.tolerance:n}"
            else:
                tolerance = f"{self.tolerance:.1e}"
        except ValueError:
            tolerance = "???"
        if isinstance(expected, complex) and expected.imag and not math.isinf(self.tolerance):
            tolerance += " ∠ ±180°"
        return f"{expected} ± {tolerance}"

    def __eq__(self, actual):
        expected = self.expected
        if actual == expected:
            return True
        if isinstance(expected, bool) or isinstance(actual, bool):
            return False
        if not (isinstance(expected, (Complex, Decimal)) and isinstance(actual, (Complex, Decimal))):
            return False
        if math.isnan(abs(expected)):
            return self.nan_ok and math.isnan(abs(actual))
        if math.isinf(abs(expected)):
            return False
        return abs(expected - actual) <= self.tolerance

    __hash__ = None

    @property
    def tolerance(self):
        """How far away a number may be."""
        absolute = self.ABSOLUTE if self.abs is None else self.abs
        if absolute < 0:
            raise ValueError(f"absolute tolerance can't be negative: {absolute}")
        if math.isnan(absolute):
            raise ValueError("absolute tolerance can't be NaN.")
        if self.rel is None and self.abs is not None:
            return absolute
        relative = (self.RELATIVE if self.rel is None else self.rel) * abs(self.expected)
        if relative < 0:
            raise ValueError(f"relative tolerance can't be negative: {relative}")
        if math.isnan(relative):
            raise ValueError("relative tolerance can't be NaN.")
        return max(relative, absolute)

    def _repr_compare(self, other):
        return ["", "comparison failed", f"Obtained: {other}", f"Expected: {self}"]


class ApproxDecimal(ApproxScalar):
    """A decimal number."""

    RELATIVE, ABSOLUTE = Decimal("1e-6"), Decimal("1e-12")

    def __repr__(self):
        for given in (self.rel, self.abs):
            if given is not None and Decimal("1e-3") <= given <= Decimal("1e3"):
                return f"{self.expected} ± {given:.1e}"
        return f"{self.expected} ± ???"


class ApproxSequence(ApproxBase):
    """A list or a tuple."""

    def _check(self):
        for index, one in enumerate(self.expected):
            if isinstance(one, type(self.expected)):
                raise TypeError(
                    f"pytest.approx() does not support nested data structures: {one!r} at index {index}\n"
                    f"  full sequence: {self.expected!r}"
                )

    def __repr__(self):
        parts = [self._one(one) for one in self.expected]
        return f"approx({tuple(parts) if isinstance(self.expected, tuple) else parts!r})"

    def __eq__(self, actual):
        try:
            if len(actual) != len(self.expected):
                return False
        except TypeError:
            return False
        return all(one == self._one(wanted) for one, wanted in zip(actual, self.expected))

    __hash__ = None

    def _whole(self, actual, expected):
        return actual

    def _pairs(self, actual):
        return [(index, *pair) for index, pair in enumerate(zip(actual, self.expected))]

    def _repr_compare(self, other):
        if not isinstance(other, Collection) or isinstance(other, str):
            return []
        if len(other) != len(self.expected):
            return [
                "Impossible to compare lists with different sizes.",
                f"Lengths: {len(self.expected)} and {len(other)}",
            ]
        return super()._repr_compare(other)


class ApproxMapping(ApproxBase):
    """A dict."""

    def _check(self):
        for key, value in self.expected.items():
            if isinstance(value, type(self.expected)):
                raise TypeError(
                    f"pytest.approx() does not support nested dictionaries: key={key!r} value={value!r}\n"
                    f"  full mapping={self.expected!r}"
                )

    def __repr__(self):
        return f"approx({ ({key: self._one(value) for key, value in self.expected.items()})!r})"

    def __eq__(self, actual):
        try:
            if set(actual.keys()) != set(self.expected.keys()):
                return False
        except AttributeError:
            return False
        return all(actual[key] == self._one(value) for key, value in self.expected.items())

    __hash__ = None

    def _pairs(self, actual):
        return [(key, actual[key], value) for key, value in self.expected.items()]

    def _repr_compare(self, other):
        if not isinstance(other, Mapping):
            return []
        if len(self.expected) != len(other):
            return [
                "Impossible to compare mappings with different sizes.",
                f"Lengths: {len(self.expected)} and {len(other)}",
            ]
        if set(self.expected) != set(other):
            return [
                "comparison failed.",
                f"Mappings has different keys: expected {self.expected.keys()} but got {other.keys()}",
            ]
        return super()._repr_compare(other)


def approx(expected, rel=None, abs=None, nan_ok=False):
    """A value that equals others that are nearly the same."""
    if isinstance(expected, Decimal):
        kind = ApproxDecimal
    elif isinstance(expected, Mapping):
        kind = ApproxMapping
    elif isinstance(expected, Sequence) and not isinstance(expected, (str, bytes)):
        kind = ApproxSequence
    elif isinstance(expected, Set) or (isinstance(expected, Collection) and not isinstance(expected, (str, bytes))):
        raise TypeError(f"pytest.approx() only supports ordered sequences, but got: {expected!r}")
    else:
        kind = ApproxScalar
    return kind(expected, rel, abs, nan_ok)
