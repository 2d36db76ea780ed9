import pytest

pytest.skip("oops")
