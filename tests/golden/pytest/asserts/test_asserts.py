import pytest
from dataclasses import dataclass
from typing import NamedTuple
@dataclass
class P:
    a: int
    b: str
class N(NamedTuple):
    a: int
    b: int
class C:
    x = 1
    def m(self, *a, **k): return 5
    def __repr__(self): return "<C>"
c = C()
def f(*a, **k): return 3
def test_1(): assert 404 == 200
def test_2():
    x = C(); assert x.x == 2
def test_3(): assert c.m(1, k=2) == 6
def test_4(): assert f(1, *[2], k=3, **{"z": 1}) == 4
def test_5(): assert [1,2,3] == [1,3,3]
def test_6(): assert {"a":1,"b":2} == {"a":1,"b":3,"c":4}
def test_7(): assert {1,2} == {2,3}
def test_8(): assert "hello world" == "hello there"
def test_9(): assert P(1,"x") == P(2,"x")
def test_10(): assert N(1,2) == N(1,3)
def test_11():
    a, b = True, False
    assert a and b
def test_12():
    a = 0
    assert a or f() == 4 or not c
def test_13(): assert not f()
def test_14(): assert 1 < f() < 2
def test_15(): assert f() == 4, "the message"
def test_16(): assert (f() + 1) * 2 == 4
def test_17(): assert "x" in "abc"
def test_18(): assert "b" not in "abc"
def test_19(): assert f is None
def test_20(): assert isinstance(c, int)
def test_21(): assert len([1,2]) == 3
def test_22(): assert {"a": 1}["a"] == 2
def test_23(): assert [] 
def test_24(): assert all(x for x in [1,0])
def test_25():
    d = {"detail": [{"a": 1}]}
    assert d["detail"][0]["a"] == 2
def test_26(): assert "a\nb\nc" == "a\nx\nc"
def test_27(): assert list(range(20)) == list(range(19))
def test_28(): assert -f() == 2
def test_29(): assert (x := f()) == 4
def test_30(): assert False
def test_31(): assert None
def test_32(): assert f() != 3
def test_33(): assert 3 in [1,2], f"no {c}"
def test_34(): assert (1,2) == (1,2,3)
def test_35(): assert b"abc" == b"abd"
def test_36(): assert {"a"} <= {"b"}
def test_37(): assert c.x.real == 2 and 1
def test_38(): assert 1 == "1"
def test_39(): assert "a" == "b"
def test_40(): assert "same" != "same"
def test_41(): assert {"name": "Foo", "price": 50.2, "tags": ["a", "b", "c"]} == {"name": "Foo", "price": 50.2, "tags": ["a"]}
def test_42(): assert [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}] == [{"id": 1, "name": "A"}]
def test_43(): assert "x" * 100 + "a" == "x" * 100 + "b"
def test_44(): assert isinstance(c.m(), str), c
def test_45(): assert max([1,2], key=lambda v: v) == 3
def test_46(): assert 0.1 + 0.2 == 0.3
def test_47(): assert pytest.approx(0.3) == 0.4
def test_48(): assert (None, 1) == (None, 2)
def test_49(): assert [1, [2, 3]] == [1, [2, 4]]
def test_50(): assert {1: {2: 3}} == {1: {2: 4}}
def test_51(): assert f"{c}" == "x"
def test_52(): assert c == 1
def test_53(): assert "" == "a"
def test_54(): assert " " == "\n"
def test_55(): assert {"a": 1} == {}
def test_56(): assert [1] == []
def test_57(): assert [] == [1, 2]
def test_58(): assert set() == {1}
def test_59(): assert (1 if f() else 2) == 2
def test_60(): assert "%s 100%" == "%d"
