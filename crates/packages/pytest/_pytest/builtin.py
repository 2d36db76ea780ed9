"""The fixtures that every test can ask for."""

from _pytest.fixtures import fixture


@fixture
def monkeypatch():
    """Changes that are undone when the test ends."""
    from _pytest.monkeypatch import MonkeyPatch

    patch = MonkeyPatch()
    yield patch
    patch.undo()


@fixture
def capsys():
    """What the test prints."""
    from _pytest.capture import CaptureFixture

    capture = CaptureFixture()
    capture._start()
    yield capture
    capture._stop()


@fixture
def capfd(capsys):
    """The same: there is nothing below `sys.stdout`."""
    return capsys


@fixture
def caplog(request):
    """What the test logs."""
    import logging

    from _pytest.logging import LogCaptureFixture

    log = LogCaptureFixture(request.node)
    logging.getLogger().addHandler(log.handler)
    yield log
    log._finish()


class TempPathFactory:
    """Makes folders that no other test uses."""

    def __init__(self):
        self._base = None

    def getbasetemp(self):
        if self._base is None:
            from pathlib import Path

            self._base = Path("/tmp/pytest-of-user/pytest-0")
            self._base.mkdir(parents=True, exist_ok=True)
        return self._base

    def mktemp(self, basename, numbered=True):
        """A new folder."""
        path = self.getbasetemp() / basename
        if numbered:
            number = 0
            while (path := self.getbasetemp() / f"{basename}{number}").exists():
                number += 1
        path.mkdir()
        return path


@fixture(scope="session")
def tmp_path_factory():
    """Makes temporary folders."""
    return TempPathFactory()


@fixture
def tmp_path(request, tmp_path_factory):
    """A folder for this test alone."""
    import re

    return tmp_path_factory.mktemp(re.sub(r"\W", "_", request.node.name)[:30])


@fixture
def recwarn():
    """The warnings that the test gives."""
    from _pytest.recwarn import WarningsRecorder

    with WarningsRecorder() as recorder:
        import warnings

        warnings.simplefilter("default")
        yield recorder


@fixture(scope="session")
def pytestconfig(request):
    """The configuration of the run."""
    return request.config


@fixture(scope="module", params=["asyncio"])
def anyio_backend(request):
    """The loop that tests with the mark `anyio` run on."""
    return request.param


@fixture
def anyio_backend_name(anyio_backend):
    """Its name."""
    return anyio_backend if isinstance(anyio_backend, str) else anyio_backend[0]


@fixture
def anyio_backend_options(anyio_backend):
    """Its options."""
    return {} if isinstance(anyio_backend, str) else anyio_backend[1]


@fixture
def record_property(request):
    """Keeps what a test says about itself."""

    def keep(name, value):
        request.node.user_properties.append((name, value))

    return keep
