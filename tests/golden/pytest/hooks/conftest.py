import pytest

pytest_plugins = ["shared_fixtures"]


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes long")


def pytest_collection_modifyitems(config, items):
    items.reverse()
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="too slow"))


def pytest_generate_tests(metafunc):
    if "stage" in metafunc.fixturenames:
        metafunc.parametrize("stage", ["dev", "prod"], ids=lambda stage: stage[0])
