import pytest


@pytest.mark.unknown
def test_never():
    pass
