import pytest


def test_first(shared):
    assert shared == "shared"


@pytest.mark.slow
def test_slow():
    assert False


def test_stage(stage):
    assert stage == "dev"


@pytest.mark.parametrize("n", [1, 2])
def test_stage_and_more(n, stage):
    assert stage
