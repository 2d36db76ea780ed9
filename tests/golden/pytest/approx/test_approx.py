from decimal import Decimal

import pytest
from pytest import approx


@pytest.mark.parametrize(
    "actual, expected",
    [
        (0.1 + 0.2, approx(0.3)),
        (1.0001, approx(1, rel=1e-3)),
        (1.1, approx(1, abs=0.2)),
        (1.1, approx(1, rel=0.01, abs=0.2)),
        ([0.1 + 0.2, 1], approx([0.3, 1])),
        ((0.1 + 0.2, 1), approx((0.3, 1))),
        ({"a": 0.1 + 0.2}, approx({"a": 0.3})),
        (Decimal("1.0000001"), approx(Decimal("1"))),
        (float("inf"), approx(float("inf"))),
        (float("nan"), approx(float("nan"), nan_ok=True)),
        ("text", approx("text")),
        (None, approx(None)),
        ([None, 1.0], approx([None, 1])),
        (1 + 1e-9j, approx(1)),
        (0, approx(1e-13)),
        (True, approx(True)),
    ],
)
def test_equal(actual, expected):
    assert actual == expected
    assert not actual != expected


@pytest.mark.parametrize(
    "actual, expected",
    [
        (0.1 + 0.21, approx(0.3)),
        (1.002, approx(1, rel=1e-3)),
        (1.3, approx(1, abs=0.2)),
        ([0.3, 1, 5], approx([0.3, 2, 4])),
        ([0.3], approx([0.3, 2])),
        ((0.3, 1), approx((0.3, 2))),
        ({"a": 0.3, "b": 1}, approx({"a": 0.3, "b": 2})),
        ({"a": 0.3}, approx({"b": 0.3})),
        ({"a": 0.3}, approx({"a": 0.3, "b": 2})),
        (Decimal("1.1"), approx(Decimal("1"))),
        (float("inf"), approx(1)),
        (float("nan"), approx(float("nan"))),
        ("text", approx("other")),
        ("1", approx(1)),
        (None, approx(1)),
        ([1, None], approx([1, 2])),
        (True, approx(2)),
        (1000000, approx(999990)),
        (1e-9, approx(1e-10)),
        (2j, approx(1j)),
        (12345.678, approx(12345.6)),
        ([1, 2, 3, 4, 5, 6, 7, 8], approx([1, 2, 3, 4, 5, 6, 7, 9.5])),
        (0, approx(1)),
        (1, approx(0)),
        ([0, 0], approx([0, 1])),
    ],
    ids=str,
)
def test_unequal(actual, expected):
    assert actual == expected


@pytest.mark.parametrize(
    "value",
    [1, 1.5, 0.0, -3, 1e10, 1e-10, 100, 1234567, True, "a", None, [1, 2.5], (1, 2), {"a": 1}, float("inf"), float("nan"), Decimal("2.5"), 2j],
    ids=repr,
)
def test_repr(value):
    assert repr(approx(value)) == ""


@pytest.mark.parametrize(
    "make",
    [
        lambda: approx(1, rel=-1),
        lambda: approx(1, abs=-1),
        lambda: approx(1, abs=float("nan")),
        lambda: approx(1, rel=float("nan")),
        lambda: approx([[1]]),
        lambda: approx({"a": {"b": 1}}),
        lambda: approx({1, 2}),
    ],
)
def test_wrong(make):
    assert 1.1 == make()


def test_bool():
    assert approx(1)


def test_reverse():
    assert approx([1, 2]) == [1, 3]


def test_not_equal():
    assert 1.0 != approx(1.0)


def test_compare():
    assert 1 < approx(2)
