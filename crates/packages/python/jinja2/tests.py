"""The tests that templates may use after `is`."""

import operator
from collections.abc import Mapping
from numbers import Number

from .runtime import Undefined
from .utils import pass_environment


def _is_sequence(value):
    try:
        len(value)
        value.__getitem__
    except Exception:
        return False
    return True


def _is_iterable(value):
    try:
        iter(value)
    except TypeError:
        return False
    return True


@pass_environment
def _is_filter(environment, value):
    return value in environment.filters


@pass_environment
def _is_test(environment, value):
    return value in environment.tests


TESTS = {
    "odd": lambda value: value % 2 == 1,
    "even": lambda value: value % 2 == 0,
    "divisibleby": lambda value, num: value % num == 0,
    "defined": lambda value: not isinstance(value, Undefined),
    "undefined": lambda value: isinstance(value, Undefined),
    "filter": _is_filter,
    "test": _is_test,
    "none": lambda value: value is None,
    "boolean": lambda value: value is True or value is False,
    "false": lambda value: value is False,
    "true": lambda value: value is True,
    "integer": lambda value: isinstance(value, int) and value is not True and value is not False,
    "float": lambda value: isinstance(value, float),
    "lower": lambda value: str(value).islower(),
    "upper": lambda value: str(value).isupper(),
    "string": lambda value: isinstance(value, str),
    "mapping": lambda value: isinstance(value, Mapping),
    "number": lambda value: isinstance(value, Number),
    "sequence": _is_sequence,
    "iterable": _is_iterable,
    "callable": callable,
    "sameas": lambda value, other: value is other,
    "escaped": lambda value: hasattr(value, "__html__"),
    "in": lambda value, seq: value in seq,
}
for _names, _function in {
    "== eq equalto": operator.eq,
    "!= ne": operator.ne,
    "> gt greaterthan": operator.gt,
    ">= ge": operator.ge,
    "< lt lessthan": operator.lt,
    "<= le": operator.le,
}.items():
    TESTS.update(dict.fromkeys(_names.split(), _function))
