import pytest


class TestParameters:
    @pytest.mark.parametrize("x", [1], indirect=["y"])
    def test_never(self, x):
        pass
