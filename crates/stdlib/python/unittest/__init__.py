"""Tests as classes: TestCase with its assertions, run by `main`, by pytest or by hand."""

__all__ = ["TestCase", "IsolatedAsyncioTestCase", "SkipTest", "main", "skip", "skipIf", "skipUnless", "expectedFailure"]  # fmt: skip


class SkipTest(Exception):
    """The test isn't to be run."""


SkipTest.__module__ = "unittest.case"


def __getattr__(name):
    if name == "mock":
        from importlib import import_module

        return import_module("unittest.mock")
    raise AttributeError(f"module 'unittest' has no attribute {name!r}")


def skip(reason):
    def decorate(item):
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class _Raises:
    """The context manager of `assertRaises`."""

    def __init__(self, case, expected, pattern=None):
        self._case = case
        self.expected = expected
        self.pattern = pattern
        self.exception = None
        self.by = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        names = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        shown = ", ".join([each.__name__ for each in names])
        if kind is None:
            by = f" by {self.by}" if self.by else ""
            raise self._case.failureException(f"{shown} not raised{by}")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value
        if self.pattern is not None:
            import re

            if not re.search(self.pattern, str(value)):
                raise self._case.failureException(f"{self.pattern!r} does not match {str(value)!r}")
        return True


class TestCase:
    """A test: `setUp`, a method whose name begins with `test`, `tearDown`."""

    failureException = AssertionError
    maxDiff = 640
    longMessage = True

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        result = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return result

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def _call(self, method):
        return method()

    def debug(self):
        """Run the test; what goes wrong is raised."""
        method = getattr(self, self._testMethodName)
        for item in (type(self), method):
            if getattr(item, "__unittest_skip__", False):
                raise SkipTest(item.__unittest_skip_why__)
        self._call(self.setUp)
        try:
            self._call(method)
        finally:
            try:
                self._call(self.tearDown)
            finally:
                self.doCleanups()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        from contextlib import nullcontext

        return nullcontext()

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _fail(self, msg, standard):
        raise self.failureException(standard if msg is None else f"{standard} : {msg}")

    def assertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, f"{first!r} != {second!r}")

    assertListEqual = assertDictEqual = assertTupleEqual = assertSetEqual = assertEqual
    assertMultiLineEqual = assertSequenceEqual = assertEqual

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f"{first!r} == {second!r}")

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f"{expr!r} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f"{expr!r} is not false")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f"{expr1!r} is not {expr2!r}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f"unexpectedly identical: {expr1!r}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f"{obj!r} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f"{member!r} not found in {container!r}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f"{member!r} unexpectedly found in {container!r}")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f"{obj!r} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f"{obj!r} is an instance of {cls!r}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f"{a!r} not greater than {b!r}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f"{a!r} not greater than or equal to {b!r}")

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f"{a!r} not less than {b!r}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f"{a!r} not less than or equal to {b!r}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        difference = abs(first - second)
        if delta is not None:
            if difference > delta:
                self._fail(msg, f"{first!r} != {second!r} within {delta!r} delta ({difference!r} difference)")  # fmt: skip
            return
        places = 7 if places is None else places
        if round(difference, places) != 0:
            self._fail(msg, f"{first!r} != {second!r} within {places!r} places ({difference!r} difference)")  # fmt: skip

    def assertCountEqual(self, first, second, msg=None):
        left, right = list(first), list(second)
        for item in left[:]:
            if item in right:
                right.remove(item)
                left.remove(item)
        if left or right:
            self._fail(msg, f"Element counts were not equal: {left!r} and {right!r} are left")

    def assertRegex(self, text, expected_regex, msg=None):
        import re

        if not re.search(expected_regex, text):
            pattern = getattr(expected_regex, "pattern", expected_regex)
            self._fail(msg, f"Regex didn't match: {pattern!r} not found in {text!r}")

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _Raises(self, expected_exception)
        if not args:
            return context
        context.by = getattr(args[0], "__name__", str(args[0]))
        with context:
            args[0](*args[1:], **kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, expected_regex)
        if not args:
            return context
        context.by = getattr(args[0], "__name__", str(args[0]))
        with context:
            args[0](*args[1:], **kwargs)


class IsolatedAsyncioTestCase(TestCase):
    """A test whose methods may be coroutines."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def debug(self):
        import asyncio

        async def run():
            self.setUp()
            await self.asyncSetUp()
            try:
                result = getattr(self, self._testMethodName)()
                if asyncio.iscoroutine(result):
                    await result
            finally:
                await self.asyncTearDown()
                self.tearDown()
                self.doCleanups()

        asyncio.run(run())


def main(module="__main__", argv=None, exit=True, verbosity=1, **kwargs):
    """Run the tests of a module and print how they went."""
    import sys
    import traceback

    found = sys.modules[module] if isinstance(module, str) else module
    count = failed = skipped = 0
    for cls in list(vars(found).values()):
        if not (isinstance(cls, type) and issubclass(cls, TestCase)):
            continue
        names = sorted([name for name in dir(cls) if name.startswith("test")])
        if names:
            cls.setUpClass()
        for name in names:
            count += 1
            try:
                cls(name).debug()
            except SkipTest:
                skipped += 1
            except Exception as error:
                failed += 1
                kind = "FAIL" if isinstance(error, AssertionError) else "ERROR"
                print(f"{kind}: {name} ({cls.__module__}.{cls.__qualname__}.{name})", file=sys.stderr)
                traceback.print_exception(error)
        if names:
            cls.tearDownClass()
    print(f"Ran {count} test{'' if count == 1 else 's'}", file=sys.stderr)
    notes = f" (skipped={skipped})" if skipped else ""
    print(f"FAILED (failures={failed})" if failed else f"OK{notes}", file=sys.stderr)
    if exit and failed:
        sys.exit(1)
