import pytest


@pytest.fixture
def where(where):
    return where + "/api"


def test_where(where):
    assert where == "root/tests/api"


class TestApi:
    @pytest.fixture
    def where(self, where):
        return where + "/class"

    def test_where(self, where):
        assert where == "root/tests/api/class"
