import pytest


@pytest.mark.parametrize("c", [1])
def test_never(a):
    pass
