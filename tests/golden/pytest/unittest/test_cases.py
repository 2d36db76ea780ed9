import unittest
from unittest import IsolatedAsyncioTestCase, TestCase

import pytest

LOG = []


class Numbers(TestCase):
    @classmethod
    def setUpClass(cls):
        LOG.append("class up")
        cls.shared = 1

    @classmethod
    def tearDownClass(cls):
        LOG.append("class down")

    def setUp(self):
        self.value = 2

    def tearDown(self):
        LOG.append("down")

    def test_z_last(self):
        assert LOG == ["class up", "down", "down", "down", "down", "down", "down", "down"]

    def test_equal(self):
        self.assertEqual(self.value, 2)

    def test_unequal(self):
        self.assertEqual(self.value, 3)

    def test_plain_assert(self):
        assert self.value == self.shared

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError):
            1 / 0

    @unittest.skip("not now")
    def test_skipped(self):
        pass

    def test_skipped_inside(self):
        self.skipTest("inside")

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.fail("known")

    @pytest.mark.skip(reason="by a mark")
    def test_mark(self):
        pass

    def test_error(self):
        {}["x"]

    def helper(self):
        pass


def test_between():
    assert LOG[-1] == "class down"


class BrokenSetUp(TestCase):
    def setUp(self):
        raise ValueError("set-up")

    def test_never(self):
        pass


class BrokenClass(TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("class")

    def test_never(self):
        pass


@unittest.skip("whole class")
class Skipped(TestCase):
    def test_never(self):
        pass


class Asynchronous(IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.value = 1

    async def test_value(self):
        self.assertEqual(self.value, 1)

    async def test_fails(self):
        assert self.value == 2


@pytest.fixture
def prepared():
    LOG.append("prepared")


@pytest.mark.usefixtures("prepared")
class Using(TestCase):
    def test_prepared(self):
        assert LOG[-1] == "prepared"

    @pytest.fixture(autouse=True)
    def own(self):
        self.attribute = "own"

    def test_own(self):
        assert self.attribute == "own"
