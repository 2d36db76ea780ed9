import re

import pytest


class ShopError(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


def fail(code=1):
    raise ShopError(code)


def test_value():
    with pytest.raises(ShopError) as info:
        fail(7)
    assert info.value.code == 7
    assert info.type is ShopError
    assert info.typename == "ShopError"
    assert str(info.value) == "code 7"


def test_repr():
    with pytest.raises(ShopError) as info:
        fail(7)
    assert repr(info).startswith("<ExceptionInfo ShopError('code 7') tblen=")
    assert info.exconly() == "test_raises.ShopError: code 7"
    assert info.errisinstance((ValueError, ShopError))
    assert info.match("code \\d")


def test_match():
    with pytest.raises(ShopError, match=r"code \d+"):
        fail(12)


def test_match_compiled():
    with pytest.raises(ShopError, match=re.compile("CODE", re.IGNORECASE)):
        fail()


def test_match_fails():
    with pytest.raises(ShopError, match="price"):
        fail()


def test_match_needs_escape():
    with pytest.raises(ValueError, match="a (b)"):
        raise ValueError("a (b)")


def test_info_match_fails():
    with pytest.raises(ShopError) as info:
        fail()
    info.match("price")


def test_call():
    info = pytest.raises(ShopError, fail, code=3)
    assert info.value.code == 3
    pytest.raises(ZeroDivisionError, lambda x: 1 / x, 0)


def test_call_does_not_raise():
    pytest.raises(ShopError, lambda: None)


def test_several():
    with pytest.raises((ValueError, ShopError)):
        fail()


def test_other():
    with pytest.raises(ValueError):
        fail()


def test_subclass():
    with pytest.raises(LookupError):
        {}["a"]


def test_check():
    with pytest.raises(ShopError, check=lambda exc: exc.code == 1):
        fail()


def test_match_only():
    with pytest.raises(match="code"):
        fail()


def test_nothing():
    pytest.raises()


def test_not_an_exception():
    with pytest.raises(int):
        pass


def test_an_instance():
    with pytest.raises(ValueError("x")):
        pass


def test_empty():
    with pytest.raises(()):
        pass


def test_value_too_early():
    with pytest.raises(ShopError) as info:
        info.value
        fail()


def test_wrong_keyword():
    with pytest.raises(ShopError, message="x"):
        fail()


def test_base():
    with pytest.raises(SystemExit) as info:
        raise SystemExit(3)
    assert info.value.code == 3


def test_exit():
    raise SystemExit(3)


def test_notes():
    with pytest.raises(ValueError, match="more"):
        error = ValueError("text")
        error.add_note("more")
        raise error


def test_code_after():
    with pytest.raises(ShopError) as info:
        fail()
        assert False
    assert info.value.code == 2


def test_assertion():
    with pytest.raises(AssertionError, match="assert 1 == 2"):
        one = 1
        assert one == 2


def test_group():
    with pytest.RaisesGroup(ValueError, TypeError):
        raise ExceptionGroup("several", [TypeError("a"), ValueError("b")])


def test_group_contains():
    with pytest.raises(ExceptionGroup) as info:
        raise ExceptionGroup("several", [TypeError("a"), ValueError("b")])
    assert info.group_contains(ValueError, match="b")
    assert not info.group_contains(KeyError)


def test_chained():
    try:
        fail()
    except ShopError as error:
        raise RuntimeError("after") from error
