import pytest
@pytest.fixture(params=["x","y"])
def fx(request): return request.param
@pytest.mark.parametrize("a,b",[(1,2),(3,4)])
@pytest.mark.parametrize("c",["é","", None, 1.5, True, b"\xff", int, {"a":1}, [1], ValueError])
def test_ids(a,b,c): pass
@pytest.mark.parametrize("a",[1,2])
def test_fix(fx,a): pass
@pytest.mark.parametrize("a",[])
def test_empty(a): pass
@pytest.mark.parametrize("a",["x","x","y1","y1"])
def test_dup(a): pass
@pytest.mark.parametrize("a",[pytest.param(1,id="one"),pytest.param(2,marks=pytest.mark.skip(reason="no"))], ids=["a","b"])
def test_p(a): pass
@pytest.mark.parametrize("a",[1,2], ids=lambda v: f"v{v}")
def test_idf(a): pass
@pytest.mark.parametrize("a",[1,2], ids=[None, "x"])
def test_idn(a): pass
async def test_async(): pass
@pytest.mark.anyio
async def test_anyio(): pass
@pytest.mark.xfail
def test_xf(): assert 0
@pytest.mark.xfail(strict=True, reason="r")
def test_xps(): pass
@pytest.mark.xfail
def test_xp(): pass
@pytest.mark.xfail(raises=ValueError)
def test_xr(): raise KeyError(1)
@pytest.mark.skipif(True, reason="cond")
def test_sk(): pass
@pytest.mark.skipif(True)
def test_sk2(): pass
@pytest.mark.skip
def test_sk3(): pass
def test_in():
    pytest.skip("inside")
def test_fail(): pytest.fail("bad")
def test_xfi(): pytest.xfail("known")
def test_missing(nofix): pass
def test_raise():
    with pytest.raises(ValueError): pass
def test_raise2():
    with pytest.raises((ValueError,KeyError)): pass
def test_raise3():
    with pytest.raises(ValueError, match="abc"): raise ValueError("xyz")
def test_raise4():
    with pytest.raises(ValueError): raise KeyError("xyz")
def test_direct(): fx()
def test_approx():
    assert 1.0 == pytest.approx(1.1)
def test_approx2():
    assert [1.0,2.0] == pytest.approx([1.1,2.0])
def test_approx3():
    assert {"a":1.0} == pytest.approx({"a":2})
def test_warns():
    with pytest.warns(UserWarning): pass
@pytest.fixture
async def af(): return 1
def test_af(af): pass
@pytest.mark.anyio
async def test_af2(af): assert af == 1
@pytest.fixture
def td():
    yield
    assert 0
def test_td(td): pass
