"""Means, medians, modes, variances."""

import math


class StatisticsError(ValueError):
    """There is no answer for these data."""


def _data(data, what):
    data = list(data)
    if not data:
        raise StatisticsError(f"{what} requires at least one data point")
    return data


def _exact(data):
    """The sum as a fraction, so that nothing is lost, and a function that gives back the type."""
    from fractions import Fraction

    kinds = {type(value) for value in data} - {bool}
    total = Fraction(0)
    for value in data:
        total += Fraction(value)
    if kinds and all([kind is int or kind is bool for kind in kinds]):
        return total, lambda value: int(value) if value.denominator == 1 else float(value)
    for kind in kinds:
        if kind.__name__ in ("Decimal", "Fraction"):
            if kind.__name__ == "Fraction":
                return total, lambda value: value
            return total, lambda value: kind(value.numerator) / kind(value.denominator)
    return total, float


def mean(data):
    data = _data(data, "mean")
    total, back = _exact(data)
    return back(total / len(data))


def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum([a * b for a, b in zip(data, weights)]) / total


def geometric_mean(data):
    data = _data(data, "geometric mean")
    if any([value <= 0 for value in data]):
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return math.exp(math.fsum([math.log(value) for value in data]) / len(data))


def harmonic_mean(data, weights=None):
    data = _data(data, "harmonic_mean")
    if any([value < 0 for value in data]):
        raise StatisticsError("harmonic mean does not support negative values")
    if 0 in data:
        return 0
    weights = [1] * len(data) if weights is None else list(weights)
    return sum(weights) / sum([weight / value for weight, value in zip(weights, data)])


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center):
    from fractions import Fraction

    total, back = _exact(data)
    center = total / len(data) if center is None else Fraction(center)
    return sum([(Fraction(value) - center) ** 2 for value in data], Fraction(0)), back


def pvariance(data, mu=None):
    data = _data(data, "pvariance")
    squares, back = _squares(data, mu)
    return back(squares / len(data))


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    squares, back = _squares(data, xbar)
    return back(squares / (len(data) - 1))


def pstdev(data, mu=None):
    data = _data(data, "pstdev")
    squares, _ = _squares(data, mu)
    return math.sqrt(squares / len(data))


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    squares, _ = _squares(data, xbar)
    return math.sqrt(squares / (len(data) - 1))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    if len(data) < 2:
        if not data:
            raise StatisticsError("must have at least one data point")
        return data * (n - 1)
    result = []
    size = len(data) - 1 if method == "inclusive" else len(data) + 1
    for i in range(1, n):
        j, delta = divmod(i * size, n)
        if method != "inclusive":
            j = min(max(j, 1), len(data) - 1)
            delta = i * size - j * n
            j -= 1
        result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    return result


def covariance(x, y):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError("covariance requires at least two data points")
    a, b = fmean(x), fmean(y)
    return math.fsum([(p - a) * (q - b) for p, q in zip(x, y)]) / (len(x) - 1)


def correlation(x, y):
    x, y = list(x), list(y)
    deviation = math.sqrt(covariance(x, x) * covariance(y, y))
    if not deviation:
        raise StatisticsError("at least one of the inputs is constant")
    return covariance(x, y) / deviation
