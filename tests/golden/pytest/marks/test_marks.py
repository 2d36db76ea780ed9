import enum
import re
import sys

import pytest

pytestmark = [pytest.mark.everywhere]

skip_later = pytest.mark.skipif(sys.version_info >= (3, 0), reason="needs the old Python")


class Kind(enum.Enum):
    ONE = 1


class Named:
    def __repr__(self):
        return "Named()"


@pytest.mark.parametrize("value", [Kind.ONE, re.compile("a.b"), Named(), Named, 1j, -5, 0.1, "a b", "tab\t", "x[0]", "ünï", "語", "a::b", b"ab"])
def test_ids(value):
    pass


@pytest.mark.parametrize("value", ["", "", "a", "a"])
def test_repeated(value):
    pass


@pytest.mark.parametrize(["a", "b"], [[1, 2], (3, 4)])
def test_names_in_a_list(a, b):
    assert a + 1 == b


@pytest.mark.parametrize("a,", [(1,), (2,)])
def test_one_name_with_comma(a):
    assert a == (1,)


@pytest.mark.parametrize("a", [1, 2], ids=["x", None])
@pytest.mark.parametrize("b", [3])
def test_stacked(a, b):
    pass


@pytest.mark.parametrize("a", range(3))
def test_range(a):
    assert a < 2


@pytest.mark.parametrize("a", (n for n in "xy"))
def test_generator(a):
    pass


@pytest.mark.parametrize("a", [pytest.param(1, marks=pytest.mark.xfail), pytest.param(2, marks=[pytest.mark.slow, pytest.mark.xfail(reason="two")], id="deux")])
def test_marked(a, request):
    assert a == 1


@pytest.mark.parametrize("a", [1], ids=[2.5])
def test_id_of_number(a):
    pass


@pytest.mark.parametrize("fixture_value", [1, 2], indirect=True)
def test_indirect(fixture_value):
    assert fixture_value == 10


@pytest.mark.parametrize("fixture_value, plain", [(1, 2)], indirect=["fixture_value"])
def test_partly_indirect(fixture_value, plain):
    assert (fixture_value, plain) == (10, 2)


@pytest.fixture
def fixture_value(request):
    return request.param * 10


@pytest.fixture
def without_param(request):
    return request.param


def test_without_param(without_param):
    pass


@pytest.fixture
def depending(a):
    return a * 2


@pytest.mark.parametrize("a", [1, 2])
def test_depending(depending, a):
    assert depending == 2


@pytest.mark.parametrize("fixture_value", [5])
def test_direct_over_fixture(fixture_value):
    assert fixture_value == 5


@skip_later
def test_skipif_kept():
    pass


@pytest.mark.skipif(False, reason="never")
def test_skipif_false():
    pass


@pytest.mark.skipif("sys.platform != ''", reason="string")
def test_skipif_string():
    pass


@pytest.mark.skipif("nothing_of_that_name")
def test_skipif_bad_string():
    pass


@pytest.mark.skip("positional")
def test_skip_positional():
    pass


@pytest.mark.skip(reason="first")
@pytest.mark.skipif(True, reason="second")
def test_skip_both():
    pass


@pytest.mark.xfail(reason="known bug")
def test_xfail_reason():
    assert 1 == 2


@pytest.mark.xfail(True, reason="condition")
def test_xfail_condition():
    assert False


@pytest.mark.xfail(False, reason="no condition")
def test_xfail_no_condition():
    assert 1 == 2


@pytest.mark.xfail(run=False, reason="not run")
def test_xfail_not_run():
    raise SystemExit


@pytest.mark.xfail(raises=ZeroDivisionError)
def test_xfail_raises():
    1 / 0


@pytest.mark.xfail(raises=(KeyError, IndexError), strict=True)
def test_xfail_several():
    [][0]


@pytest.mark.xfail(strict=True)
def test_xfail_strict_passes():
    pass


@pytest.mark.xfail
def test_xfail_setup(broken):
    pass


@pytest.fixture
def broken():
    raise ValueError


@pytest.mark.xfail
def test_xfail_skips():
    pytest.skip("skipped inside")


def test_xfail_inside(request):
    request.applymarker(pytest.mark.xfail(reason="late"))
    assert False


def test_fail_plain():
    pytest.fail()


def test_fail_reason():
    pytest.fail(reason="why", pytrace=False)


def test_skip_plain():
    pytest.skip()


def test_importorskip():
    json = pytest.importorskip("json")
    assert json.dumps(1) == "1"
    pytest.importorskip("no_such_module")


def test_importorskip_reason():
    pytest.importorskip("no_such_module", reason="the module is needed")


@pytest.mark.slow
@pytest.mark.db("shop", port=1)
def test_free_marks(request):
    mark = request.node.get_closest_marker("db")
    assert mark.args == ("shop",)
    assert mark.kwargs == {"port": 1}
    assert [one.name for one in request.node.iter_markers()] == ["db", "slow", "everywhere"]
    assert "slow" in request.node.keywords
    assert request.node.get_closest_marker("none") is None


@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.slow
class TestMarked:
    @pytest.mark.fast
    def test_method(self, n, request):
        assert [one.name for one in request.node.iter_markers()] == ["fast", "parametrize", "slow", "everywhere"][::1]

    @pytest.mark.parametrize("m", "ab")
    def test_more(self, n, m):
        assert n == 1


class TestSkipped:
    pytestmark = pytest.mark.skip(reason="whole class")

    def test_one(self):
        pass


def test_param_repr():
    assert pytest.mark.slow.name == "slow"
    with pytest.raises(AttributeError, match="underscore"):
        pytest.mark._private


fast = pytest.mark.fast


@fast
def test_alias(request):
    assert request.node.get_closest_marker("fast")


@pytest.mark.parametrize("a", [1, 2])
@pytest.mark.parametrize("b", [10, 20])
@pytest.mark.parametrize("c", [100])
def test_product(a, b, c):
    assert a + b + c != 122


@pytest.mark.parametrize("n", [1, 2], ids=lambda n: f"n={n}")
def test_id_function(n):
    pass


@pytest.mark.parametrize("a, b", [(1, "x"), (2, "y")], ids=lambda value: None if isinstance(value, int) else value.upper())
def test_id_function_for_each(a, b):
    pass
