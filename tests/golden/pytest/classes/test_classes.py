import pytest

LOG = []


def setup_module(module):
    LOG.append(f"setup_module {module.__name__}")


def teardown_module():
    LOG.append("teardown_module")


def setup_function(function):
    LOG.append(f"setup {function.__name__}")


def teardown_function(function):
    LOG.append(f"teardown {function.__name__}")


def test_first():
    assert LOG == ["setup_module test_classes", "setup test_first"]


def test_second():
    assert LOG[-2:] == ["teardown test_first", "setup test_second"]


class TestMethods:
    value = 1

    @classmethod
    def setup_class(cls):
        LOG.append("class")
        cls.shared = []

    @classmethod
    def teardown_class(cls):
        LOG.append("class down")

    def setup_method(self, method):
        self.name = method.__name__
        LOG.append(f"method {self.name}")

    def teardown_method(self):
        LOG.append("method down")

    def test_name(self):
        assert self.name == "test_name"
        self.shared.append(1)

    def test_new_instance(self):
        self.value = 2
        assert self.shared == [1]

    def test_new_instance_again(self):
        assert self.value == 2

    @staticmethod
    def test_static(tmp_path):
        assert tmp_path.exists()

    @pytest.mark.parametrize("n", [1, 2])
    def test_param(self, n):
        assert n == self.value

    @pytest.fixture
    def own(self):
        return self.name

    def test_own(self, own):
        assert own == "test_own"

    class TestNested:
        def test_deep(self):
            assert LOG[-1] == "class"


class TestBase:
    def test_inherited(self):
        assert self.kind == "base"

    kind = "base"


class TestDerived(TestBase):
    kind = "derived"

    def test_more(self):
        assert self.kind == "derived"


class TestWithInit:
    def __init__(self):
        self.x = 1

    def test_never(self):
        pass


class Helper:
    def test_not_collected(self):
        pass


class TestSwitchedOff:
    __test__ = False

    def test_never(self):
        pass


@pytest.mark.usefixtures("recorded")
class TestUsing:
    def test_one(self):
        assert LOG[-1] == "recorded"

    def check(self):
        pass


@pytest.fixture
def recorded():
    LOG.append("recorded")


class TestScoped:
    @pytest.fixture(scope="class")
    def box(self):
        return []

    @pytest.fixture(autouse=True)
    def fill(self, box):
        box.append(1)

    def test_one(self, box):
        assert box == [1]

    def test_two(self, box):
        assert box == [1, 1]

    def test_three(self, box):
        assert box == [1]


test_lambda = lambda: None
test_number = 3


def test_end():
    assert LOG.count("class down") == 1
