"""A run: collects files, orders the tests, and sets up, calls and tears down each. The engine asks step by step, so that it can count what
each step takes; what a step raises goes to the engine, which hands it back to `report`."""

import importlib
import inspect

from _pytest import mark as marks
from _pytest.collect import Fixtures, collect, module_hooks
from _pytest.fixtures import OUTCOMES, raise_first
from _pytest.nodes import Module, Node, Package, TestCaseFunction
from _pytest.outcomes import Failed, Skipped, XFailed
from _pytest.settings import Config, filter_warnings

HOOKS = ("pytest_configure", "pytest_generate_tests", "pytest_collection_modifyitems", "pytest_unconfigure")


class Lease:
    """The loop of a test and its fixtures, which lives as long as one of them needs it."""

    def __init__(self, session):
        self.session = session

    def __enter__(self):
        self.keep()
        return self

    def __exit__(self, *args):
        self.drop()

    def keep(self):
        self.session._leases += 1

    def drop(self):
        self.session._leases -= 1
        if self.session._leases == 0 and self.session._runner is not None:
            runner, self.session._runner = self.session._runner, None
            runner.close()

    def run(self, awaitable):
        if self.session._runner is None:
            from asyncio import Runner

            self.session._runner = Runner()
        return self.session._runner.run(_awaited(awaitable))


async def _awaited(awaitable):
    return await awaitable


class Session(Node):
    """A run of the tests."""

    def __init__(self, conftests):
        super().__init__("", None, "")
        self._config = Config()
        self.fixtures = Fixtures()
        self.conftests = set(conftests)
        self.folders = {"": self}
        self.known = set()
        self.parametrizing = []
        self.modifying = []
        self.items = []
        self.stack = []
        self.warnings = []
        self.blocks = []
        self._leases = 0
        self._runner = None
        from _pytest import builtin

        self.fixtures.gather(builtin, "")
        self.fixtures.automatic[""] = list(self._config.used)

    def warn(self, text, value):
        self.warnings.append((text, value))

    def _folder(self, path):
        """A folder, and the fixtures of its conftest.py."""
        if path and path not in self.folders:
            above, _, name = path.rpartition("/")
            self.folders[path] = Package(name, self._folder(above), path)
        node = self.folders[path]
        if path in self.known:
            return node
        conftest = f"{path}/conftest.py" if path else "conftest.py"
        if conftest in self.conftests:
            module = importlib.import_module(conftest[:-3].replace("/", "."))
            self._plugin(module, node.nodeid, conftest)
        self.known.add(path)
        return node

    def _plugin(self, module, base, path):
        for name in getattr(module, "pytest_plugins", None) or ():
            if name not in ("anyio", "pytest_asyncio"):
                self._plugin(importlib.import_module(name), "", name)
        for name, value in vars(module).items():
            if name.startswith("pytest_") and inspect.isfunction(value) and name not in HOOKS:
                from _playground import unsupported

                unsupported(f"the hook {name}() in {path}", f"of pytest's hooks it calls {', '.join(HOOKS)}")
        self.fixtures.gather(module, base, None, self.config)
        if hasattr(module, "pytest_configure"):
            module.pytest_configure(self.config)
        if hasattr(module, "pytest_generate_tests"):
            self.parametrizing.append(module.pytest_generate_tests)
        if hasattr(module, "pytest_collection_modifyitems"):
            self.modifying.append(module.pytest_collection_modifyitems)

    def collect(self, path):
        """Collect the tests of a file; why it is skipped as a whole, or None."""
        marks.MARK_GEN._known = self.config.marks()
        folder, _, name = path.rpartition("/")
        parent = self._folder(folder) if folder else self._folder("")
        try:
            module = importlib.import_module(path[:-3].replace("/", "."))
        except Skipped as exc:
            if exc.allow_module_level:
                return exc.msg
            raise Failed(
                "Using pytest.skip outside of a test will skip the entire module. If that's your intention, pass "
                "`allow_module_level=True`. If you want to skip a specific test or an entire class, use the @pytest.mark"
                ".skip or @pytest.mark"
                ".skipif decorators.",
                False,
            ) from None
        node = Module(name, parent, path, module)
        own = self.parametrizing
        if hasattr(module, "pytest_generate_tests"):
            self.parametrizing = [*own, module.pytest_generate_tests]
        self.fixtures.gather(module, path, None, self.config)
        module_hooks(self, node)
        try:
            self.items += collect(self, node, module)
        finally:
            self.parametrizing = own
        return None

    def order(self):
        """Bring the tests into the order in which they run: those that share a wide parameter stand together."""
        if any(item.callspec for item in self.items):
            from _pytest.order import ordered

            self.items = ordered(self.items)
        for hook in self.modifying:
            values = {"session": self, "config": self.config, "items": self.items}
            names = hook.__code__.co_varnames[: hook.__code__.co_argcount]
            hook(**{name: values[name] for name in names})
        return [item.nodeid for item in self.items]

    def select(self, indices):
        """Keep some tests only."""
        self.items = [self.items[index] for index in indices]

    def setup(self, index):
        item = self.items[index]
        self._filter(item)
        reason = marks.skip_reason(item)
        if reason is not None:
            raise Skipped(reason)
        item.expected = expected = marks.expected_failure(item)
        if expected is not None and not expected[1]:
            raise XFailed("[NOTRUN] " + expected[0])
        for node in item.chain():
            if node not in self.stack:
                self.stack.append(node)
        item.setup()

    def _filter(self, item):
        """Let the warnings of a test be what the settings and its marks say."""
        filters = self.config.filters + [one for mark in item.iter_markers("filterwarnings") for one in mark.args]
        if filters:
            import warnings

            block = warnings.catch_warnings()
            block.__enter__()
            self.blocks.append(block)
            for one in filters:
                filter_warnings(one)

    def call(self, index):
        item = self.items[index]
        if not inspect.iscoroutinefunction(item.function) or isinstance(item, TestCaseFunction):
            item.run()
        else:
            lease = self.loop_for(item)
            if lease is None:
                raise Failed(
                    "async def functions are not natively supported.\n"
                    "You need to install a suitable plugin for your async framework, for example:\n"
                    "  - anyio\n  - pytest-asyncio\n  - pytest-tornasync\n  - pytest-trio\n  - pytest-twisted",
                    False,
                )
            with lease:
                lease.run(item.run())

    def teardown(self, index):
        """Tear down what the next test doesn't need."""
        following = self.items[index + 1].chain() if index + 1 < len(self.items) else []
        failures = []
        while self.stack and self.stack != following[: len(self.stack)]:
            node = self.stack.pop()
            try:
                node.finish()
            except OUTCOMES as exc:
                failures.append(exc)
        while self.blocks:
            self.blocks.pop().__exit__(None, None, None)
        item = self.items[index]
        item.funcargs, item._request, item.instance = {}, None, None
        raise_first(failures, "errors during test teardown")

    def loop_for(self, item, definition=None):
        """The loop for a coroutine of a test or a fixture, or None where no mark says that it has one."""
        if definition is not None and definition.plugin == "asyncio":
            return Lease(self)
        if "anyio_backend" in item.fixturenames:
            backend = item.funcargs.get("anyio_backend") or item._request.getfixturevalue("anyio_backend")
            name = backend if isinstance(backend, str) else backend[0]
            if name != "asyncio":
                from _playground import unsupported

                unsupported(f"anyio's backend {name!r}", 'let the fixture anyio_backend return "asyncio"')
            return Lease(self)
        if self.config.asyncio_auto or (definition is None and item.get_closest_marker("asyncio")):
            return Lease(self)
        return None

    def report(self, index, setup, call, teardown):
        """What became of a test by what its steps raised: the outcome, the exception to show, and why."""
        item = self.items[index]
        outcome, shown, reason = self._outcome(item, setup, call)
        if teardown is not None and outcome != "failed" and outcome != "error":
            return "error", teardown, None
        return outcome, shown, reason

    def _outcome(self, item, setup, call):
        raised = call if setup is None else setup
        if isinstance(raised, XFailed):
            return "xfailed", None, raised.msg
        if isinstance(raised, Skipped):
            return "skipped", None, raised.msg
        # The test may have been marked while it ran.
        expected = item.expected or marks.expected_failure(item)
        if raised is not None:
            if expected is not None and (expected[3] is None or isinstance(raised, expected[3])):
                return "xfailed", raised, expected[0]
            return ("failed" if setup is None else "error"), raised, None
        if expected is not None:
            if expected[2]:
                return "failed", None, "[XPASS(strict)] " + expected[0]
            return "xpassed", None, expected[0]
        return "passed", None, None

    def function(self, index):
        """The function of a test, to say where it stands."""
        return self.items[index].function
