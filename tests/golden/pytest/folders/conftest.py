import pytest

ORDER = []


@pytest.fixture
def where():
    return "root"


@pytest.fixture(autouse=True)
def root_auto():
    ORDER.append("root")


@pytest.fixture
def order():
    return ORDER


@pytest.fixture(scope="package")
def package(request):
    ORDER.append("package up")
    yield
    ORDER.append("package down")
