from dataclasses import dataclass, field

import pytest


@dataclass
class Point:
    x: int
    y: int = 0
    note: str = field(default="", compare=False)


@dataclass(eq=False)
class Thing:
    x: int


class Model:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__

    def __repr__(self):
        return f"Model({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"


class BadRepr:
    def __repr__(self):
        raise ValueError("no repr")


class BadBool:
    def __bool__(self):
        raise ValueError("no truth")


def helper(value):
    assert value > 3, f"{value} is too small"


def deep():
    helper(1)


def test_helper():
    helper(2)


def test_deep():
    deep()


def test_dataclass():
    assert Point(1, 2) == Point(1, 3)


def test_dataclass_all():
    assert Point(1, 2) == Point(2, 3)


def test_dataclass_nested():
    assert [Point(1)] == [Point(2)]


def test_dataclass_without_eq():
    assert Thing(1) is Thing(2) or 0


def test_model():
    assert Model(a=1, b="x") == Model(a=1, b="y")


def test_long_text():
    expected = "The quick brown fox jumps over the lazy dog and runs away"
    assert "The quick brown fox jumps over the lazy cat and runs away" == expected


def test_lines():
    assert "one\ntwo\nthree\nfour" == "one\n2\nthree\nfour\nfive"


def test_similar_lines():
    assert "alpha beta\ngamma delta" == "alpha betta\ngamma delta"


def test_same_start():
    assert "a" * 60 + "x" == "a" * 60 + "y"


def test_same_end():
    assert "x" + "a" * 60 == "y" + "a" * 60


def test_same_end_of_other_length():
    assert "xx" + "a" * 60 == "y" + "a" * 60


def test_not_in_long():
    assert "needle" not in "hay " * 20 + "needle" + " hay" * 20


def test_in():
    assert "needle" in "hay " * 20


def test_in_list():
    assert 5 in [1, 2, 3]


def test_in_dict():
    assert "c" in {"a": 1}


def test_not_in_list():
    assert 1 not in [1, 2]


def test_sets():
    assert {1, 2, 3} == {1, 2, 4}


def test_subset():
    assert {1, 2} < {1, 2}


def test_superset():
    assert {1} >= {1, 2}


def test_sets_not_equal():
    assert {1} != {1}


def test_dicts():
    assert {"a": 1, "b": {"c": [1, 2]}, "d": 4} == {"a": 1, "b": {"c": [1, 3]}, "e": 5, "f": 6}


def test_many_keys():
    assert {"z": 1, "y": 2, "x": 3, "w": 4, "v": 5} == {"z": 1, "y": 2, "x": 3, "w": 4, "v": 6}


def test_lists():
    assert [1, 2, 3] == [1, 2, 3, 4, 5]


def test_list_and_tuple():
    assert [1] == (1,)


def test_long_list():
    assert list(range(50)) == list(range(49)) + [0]


def test_list_of_dicts():
    assert [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Bob"}] == [{"id": 1, "name": "Ada"}, {"id": 3, "name": "Bob"}]


def test_bytes():
    assert b"abc" == b"abd"


def test_none():
    value = None
    assert value


def test_is():
    a = []
    assert a is None


def test_is_not():
    a = None
    assert a is not None


def test_comparison_chain():
    low, value, high = 1, 5, 3
    assert low < value < high


def test_and():
    a, b = 1, 0
    assert a == 1 and b == 1 and undefined


def test_or():
    a = 1
    assert a == 2 or a == 3


def test_not():
    items = [1]
    assert not items


def test_not_in_operator():
    items = [1]
    assert not (1 in items)


def test_arithmetic():
    a, b = 2, 3
    assert a * b + 1 == b - a


def test_matrix():
    a = 7
    assert a % 2 == a // 2 & 1 | 2 ^ 3 << 1 >> 1


def test_power():
    a = 2
    assert -a**2 == ~a


def test_attribute_chain():
    class A:
        class b:
            c = 3

    assert A.b.c == 4


def test_call_in_call():
    assert len(str(abs(-123))) == 4


def test_method_of_text():
    text = "abc"
    assert text.upper() == "abc"


def test_startswith():
    text = "abc"
    assert text.startswith("x")


def test_keyword():
    assert sorted([3, 1], reverse=True) == [1, 3]


def test_lambda():
    assert (lambda: 3)() == 4


def test_comprehension():
    assert [n * 2 for n in range(3)] == [0, 2, 5]


def test_any():
    values = [0, 0]
    assert any(values)


def test_walrus():
    assert (n := 3) == 4


def test_walrus_later():
    assert (n := 3) and n == 4


def test_ternary():
    flag = True
    assert (1 if flag else 2) == 2


def test_subscript():
    data = {"a": [1, 2]}
    assert data["a"][1] == 3


def test_slice():
    text = "abcdef"
    assert text[1:3] == "xx"


def test_f_string():
    name = "x"
    assert f"<{name}>" == "<y>"


def test_star():
    args, kwargs = (1, 2), {"key": None}
    assert max(*args, **kwargs) == 3


def test_global_function():
    assert helper == 1


def test_global_class():
    assert Point is None


def test_module():
    assert pytest is None


def test_bad_repr():
    assert BadRepr() == 1


def test_bad_bool():
    assert BadBool()


def test_message():
    assert 1 == 2, "one isn't two"


def test_message_of_values():
    assert 1 == 2, [1, 2]


def test_message_of_lines():
    assert 1 == 2, "first\nsecond"


def test_false():
    assert False, "never"


def test_zero():
    assert 0


def test_empty_text():
    assert ""


def test_not_true():
    assert not True


def test_negative():
    assert -1 == +1


def test_plain_assertion_error():
    raise AssertionError


def test_assertion_error_with_text():
    raise AssertionError("text")


def test_unicode():
    assert "äö" == "äü"


def test_percent():
    value = "100%"
    assert value == "%s"


def test_braces():
    assert "{a}" == "{b}"


def test_backslash():
    assert "a\\b" == "a\tb"


def test_float():
    assert 0.1 + 0.2 == 0.3


def test_types():
    assert type(1) is str


def test_isinstance():
    assert isinstance("x", (int, float))


def test_hasattr():
    assert hasattr(Point, "z")


def test_key_error():
    {}["missing"]


def test_attribute_error():
    None.missing


def test_name_error():
    undefined


def test_type_error():
    1 + "1"


def test_recursion():
    def again():
        return again()

    again()


def test_zero_division():
    1 / 0


def test_generator_value():
    assert next(iter([1])) == 2


def test_async_in_sync():
    async def f():
        return 1

    coroutine = f()
    try:
        assert coroutine == 1
    finally:
        coroutine.close()


@pytest.mark.parametrize("left, right", [(1, 2), ("a", "b"), ([1], [2])])
def test_param(left, right):
    assert left == right


def test_closure():
    outer = 1

    def inner():
        assert outer == 2

    inner()


def test_loop():
    for n in range(5):
        assert n < 3


def test_in_with():
    with pytest.raises(KeyError):
        assert 1 == 2


def test_in_try():
    try:
        assert 1 == 2
    except AssertionError as error:
        assert str(error) == "assert 1 == 3"


class TestSelf:
    value = 3

    def test_self(self):
        assert self.value == 4

    def test_method(self):
        assert self.double(2) == 5

    def double(self, n):
        return n * 2

    def __repr__(self):
        return "<TestSelf>"
