import pytest


def test_imported():
    assert True


def test_at_line():
    assert False
