import asyncio, json, os, unittest
from unittest.mock import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, "-", e)
m = Mock(return_value=3); print(m(1, a=2), m.called, m.call_count, m.call_args, m.call_args_list, m.call_args.args, m.call_args.kwargs)
m.assert_called_once_with(1, a=2); t(lambda: m.assert_called_once_with(2)); t(lambda: m.assert_not_called()); m(); t(lambda: m.assert_called_once())
n = Mock(); n.foo.bar(5); print(n.mock_calls, n.foo.bar.call_args, n.method_calls); t(lambda: n.assert_called()); t(lambda: n.foo.baz.assert_called_with(1))
s = Mock(side_effect=[1, ValueError("x"), 2]); print(s()); t(lambda: s()); print(s()); e = Mock(side_effect=KeyError("k")); t(lambda: e()); f = Mock(side_effect=lambda x: x * 2); print(f(4))
class A:
    x = 1
    def go(self): return "real"
    async def later(self): return "later"
sp = Mock(spec=A); print(isinstance(sp, A)); t(lambda: sp.nope)
mm = MagicMock(); print(len(mm), bool(mm), list(mm), 3 in mm); mm.__getitem__.return_value = 9; print(mm["a"]); mm.__len__.return_value = 4; print(len(mm))
with mm as ctx: print(ctx is mm.__enter__.return_value)
am = AsyncMock(return_value=5)
async def main():
    print(await am(1)); am.assert_awaited_once_with(1); print(am.await_count)
    with patch.object(A, "later", new=AsyncMock(return_value="p")): print(await A().later())
asyncio.run(main())
with patch.object(A, "go", return_value="fake") as g: print(A().go(), g.called)
print(A().go())
with patch("json.dumps", lambda x: "patched"): print(json.dumps(1))
print(json.dumps(1))
@patch("json.loads")
def deco(mock): mock.return_value = 7; return json.loads("x")
print(deco())
with patch.dict(os.environ, {"ZQ": "1"}): print(os.environ["ZQ"])
print("ZQ" in os.environ)
p = patch.object(A, "x", 5); p.start(); print(A.x); p.stop(); print(A.x)
print(call(1, a=2), call(1) == call(1), ANY == 5, call.foo(1)); m.reset_mock(); print(m.called); m.configure_mock(z=3); print(m.z); q = Mock(a=1, **{"b.return_value": 2}); print(q.a, q.b())
m.assert_has_calls([]); r = Mock(); r(1); r(2); r.assert_has_calls([call(1), call(2)]); r.assert_any_call(1); t(lambda: r.assert_any_call(9))
class T(unittest.TestCase):
    def test_a(self): self.assertEqual(1, 1)
c = T("test_a"); c.debug()
for fn in (lambda: c.assertEqual(1, 2), lambda: c.assertTrue(0), lambda: c.assertIn(1, [2]), lambda: c.assertIsNone(1), lambda: c.assertAlmostEqual(1, 1.1), lambda: c.assertRaises(ValueError, int, "1"), lambda: c.assertRaises(ValueError, int, "x"), lambda: c.assertGreater(1, 2), lambda: c.assertIsInstance(1, str)): t(fn)
with c.assertRaises(ValueError) as cm: int("x")
print(cm.exception)
