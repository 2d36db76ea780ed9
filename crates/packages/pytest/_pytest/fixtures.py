"""Fixtures: `pytest.fixture`, what a fixture is while tests run, and `request`."""

import inspect
import textwrap

from _pytest.outcomes import Failed, OutcomeException

SCOPES = ("function", "class", "module", "package", "session")
OUTCOMES = (OutcomeException, Exception)


# Fixtures that tests know from elsewhere.
_HINTS = {
    "mocker": "The playground doesn't have pytest-mock: use unittest.mock or the fixture monkeypatch.",
    "httpx_mock": "The playground doesn't have pytest-httpx: use httpx.MockTransport.",
    "respx_mock": "The playground doesn't have respx: use httpx.MockTransport.",
    "benchmark": "The playground doesn't have pytest-benchmark: its clock is virtual.",
    "faker": "The playground doesn't have faker: write the values in the test.",
    "freezer": "The playground doesn't have pytest-freezer: replace the function that gives the time by monkeypatch.",
    "subtests": "The playground doesn't have subtests: use pytest.mark.parametrize.",
    "tmpdir": "The playground doesn't have py.path: use the fixture tmp_path.",
    "pytester": "The playground doesn't run pytest in a test.",
}


class FixtureLookupError(LookupError):
    """There is no fixture of that name."""

    def __init__(self, name, known):
        super().__init__(f"fixture '{name}' not found")
        self.hint = _HINTS.get(name) or "Available fixtures: " + ", ".join(sorted(known)) + "."


class FixtureFunctionDefinition:
    """What `@pytest.fixture` makes of a function."""

    def __init__(self, function, options, instance=None):
        self._function = function
        self._options = options
        self._instance = instance
        self.name = options["name"] or function.__name__
        self.__name__ = function.__name__
        self.__doc__ = function.__doc__
        self.__wrapped__ = function

    def __get__(self, instance, owner=None):
        return FixtureFunctionDefinition(self._function, self._options, instance)

    def __repr__(self):
        return f"<pytest_fixture({self._function!r})>"

    def __call__(self, *args, **kwargs):
        raise Failed(
            f'Fixture "{self.name}" called directly. Fixtures are not meant to be called directly,\n'
            "but are created automatically when test functions request them as parameters.\n"
            "See https://docs.pytest.org/en/stable/explanation/fixtures.html for more information about fixtures, and\n"
            "https://docs.pytest.org/en/stable/deprecations.html#calling-fixtures-directly",
            False,
        )


def fixture(fixture_function=None, *, scope="function", params=None, autouse=False, ids=None, name=None, _plugin=None):
    """Make a fixture of a function: with or without arguments."""
    params = None if params is None else list(params)
    options = {"scope": scope, "params": params, "autouse": autouse, "ids": ids, "name": name, "plugin": _plugin}

    def decorate(function):
        if isinstance(function, type):
            raise ValueError("class fixtures not supported (maybe in the future)")
        if isinstance(function, FixtureFunctionDefinition):
            raise ValueError(
                f"@pytest.fixture is being applied more than once to the same function {function.__name__!r}"
            )
        if getattr(function, "pytestmark", None):
            raise Failed(
                "Marks cannot be applied to fixtures.\n"
                "See docs: https://docs.pytest.org/en/stable/deprecations.html#applying-a-mark-to-a-fixture-function"
            )
        return FixtureFunctionDefinition(function, options)

    return decorate if fixture_function is None else decorate(fixture_function)


def argument_names(function, is_method=False):
    """The names that a function asks for: its parameters without default, without `self`."""
    skipped = len([one for one in getattr(function, "patchings", []) if not one.attribute_name and _is_default(one)])
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    if not hasattr(function, "__code__"):
        parameters = inspect.signature(function).parameters.values()
        return [one.name for one in parameters if one.default is one.empty and one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]  # fmt: skip
    code = function.__code__
    count, optional = code.co_argcount, len(function.__defaults__ or ())
    names = list(code.co_varnames[code.co_posonlyargcount : count - optional])
    if is_method:
        names = names[1:]
    if skipped:
        names = names[skipped:]
    defaults = function.__kwdefaults__ or {}
    only = code.co_varnames[count : count + code.co_kwonlyargcount]
    return names + [name for name in only if name not in defaults]


def _is_default(patching):
    from unittest.mock import DEFAULT

    return patching.new is DEFAULT


class FixtureDef:
    """A fixture: how its value is made, and the value that it has now."""

    def __init__(self, name, function, options, base, holder=None):
        self.argname = name
        self.func = function
        self.scope = options.get("scope", "function")
        self.params = options.get("params")
        self.ids = options.get("ids")
        self.plugin = options.get("plugin")
        self.baseid = base
        self.holder = holder
        self.argnames = argument_names(function, holder is not None)
        self.cached = None
        self.finalizers = []

    @property
    def height(self):
        return SCOPES.index(self.scope)

    def addfinalizer(self, finalizer):
        self.finalizers.append(finalizer)

    def finish(self):
        """Tear the value down; what failed is raised when all is done."""
        failures = []
        while self.finalizers:
            finalizer = self.finalizers.pop()
            try:
                finalizer()
            except OUTCOMES as exc:
                failures.append(exc)
        self.cached = None
        raise_first(failures, f'errors while tearing down fixture "{self.argname}"')

    def execute(self, request):
        values = {}
        for name in self.argnames:
            if name == "request":
                values[name] = request
                continue
            needed = request._activate(name)
            needed.addfinalizer(self.finish)
            values[name] = needed.cached[0]
        if self.cached is not None:
            value, key, exc = self.cached
            if key is request._key:
                if exc is not None:
                    raise exc
                return value
            self.finish()
        request._node.finalizers.append(self.finish)
        try:
            value = self._make(request, values)
        except OUTCOMES as exc:
            self.cached = (None, request._key, exc)
            raise
        self.cached = (value, request._key, None)
        return value

    def _make(self, request, values):
        function = self.func
        if self.holder is not None:
            instance = request.instance if self.scope == "function" else None
            function = function.__get__(self.holder if instance is None else instance)
        if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
            return self._make_async(request, function, values)
        if not inspect.isgeneratorfunction(function):
            return function(**values)
        generator = function(**values)
        try:
            value = next(generator)
        except StopIteration:
            raise ValueError(f"{self.argname} did not yield a value") from None
        self.addfinalizer(lambda: self._end(generator))
        return value

    def _end(self, generator):
        try:
            next(generator)
        except StopIteration:
            return
        source = textwrap.indent(textwrap.dedent(inspect.getsource(self.func)).rstrip(), "    ")
        raise Failed(f"fixture function has more than one 'yield':\n\n{source}\n{self.place()}", False)

    def place(self):
        """Where it stands: file and line."""
        code = inspect.unwrap(self.func).__code__
        return f"{code.co_filename}:{code.co_firstlineno}"

    def __str__(self):
        return f"{self.place()}:  def {self.func.__name__}({', '.join(self.argnames)})"

    def _make_async(self, request, function, values):
        item = request._item
        lease = item.session.loop_for(item, self)
        if lease is None:
            raise Failed(
                f"'{item.name}' requested an async fixture '{self.argname}', with no plugin or hook that handled it. "
                "This is an error, as pytest does not natively support it.\n"
                "See: https://docs.pytest.org/en/stable/deprecations.html#sync-test-depending-on-async-fixture",
                False,
            )
        # The loop stays until the value is torn down, though a coroutine has nothing to do then.
        lease.keep()
        self.addfinalizer(lease.drop)
        if not inspect.isasyncgenfunction(function):
            return lease.run(function(**values))
        generator = function(**values)
        try:
            value = lease.run(anext(generator))
        except StopAsyncIteration:
            raise ValueError(f"{self.argname} did not yield a value") from None
        self.addfinalizer(lambda: self._end_async(generator, lease))
        return value

    def _end_async(self, generator, lease):
        try:
            lease.run(anext(generator))
        except StopAsyncIteration:
            return
        raise Failed("Async generator fixture didn't stop: it yielded more than once", False)


def raise_first(failures, text):
    """Raise what failed: one exception as it is, several as a group."""
    if len(failures) == 1:
        raise failures[0]
    if failures:
        raise BaseExceptionGroup(text, failures)


class FixtureRequest:
    """What a fixture or a test can ask of the test that it is for."""

    def __init__(self, item, fixturedef=None, parent=None):
        self._item = item
        self._fixturedef = fixturedef
        self._parent = parent
        self.fixturename = fixturedef.argname if fixturedef else None
        self._key = None
        if fixturedef is not None:
            params = item.callspec.params if item.callspec else {}
            if fixturedef.argname in params and (
                fixturedef.params is not None or fixturedef.argname in item.callspec.indirect
            ):
                self.param = self._key = params[fixturedef.argname]
            elif fixturedef.params is not None:
                raise Failed(
                    "The requested fixture has no parameter defined for test:\n"
                    f"    {item.nodeid}\n\nRequested fixture '{fixturedef.argname}'",
                    False,
                )

    @property
    def scope(self):
        return self._fixturedef.scope if self._fixturedef else "function"

    @property
    def _node(self):
        return self._item.node_of(self.scope)

    @property
    def node(self):
        return self._node

    config = property(lambda self: self._item.config)
    session = property(lambda self: self._item.session)
    keywords = property(lambda self: self.node.keywords)
    fixturenames = property(lambda self: list(self._item.fixturenames))
    module = property(lambda self: self._part("module", "module"))
    cls = property(lambda self: self._part("cls", "class"))
    path = property(lambda self: self._part("path", "module"))
    function = property(lambda self: self._part("function", "function"))

    @property
    def instance(self):
        return self._item.instance if self.scope == "function" else None

    def _part(self, name, scope):
        if SCOPES.index(self.scope) > SCOPES.index(scope):
            if name == "cls":
                return None
            raise AttributeError(f"{name} not available in {self.scope}-scoped context")
        return getattr(self._item, name)

    def addfinalizer(self, finalizer):
        """Call something when the value isn't needed any more."""
        (self._fixturedef or self._node).finalizers.append(finalizer)

    def applymarker(self, marker):
        self.node.add_marker(marker)

    def raiseerror(self, msg):
        raise FixtureLookupError(self.fixturename, self._item.known_fixtures())

    def getfixturevalue(self, argname):
        """The value of a fixture by its name."""
        if argname == "request":
            return self
        return self._activate(argname).cached[0]

    def _activate(self, name):
        """The fixture of a name with its value made; inside a fixture of the same name, the one that it replaces."""
        definitions = self._item.fixtures_named(name)
        index, above = -1, self
        while above is not None:
            if above.fixturename == name:
                index -= 1
            above = above._parent
        if not definitions or -index > len(definitions):
            raise FixtureLookupError(name, self._item.known_fixtures())
        found = definitions[index]
        if found.height < SCOPES.index(self.scope):
            raise Failed(
                f"ScopeMismatch: You tried to access the {found.scope} scoped fixture {name} with a {self.scope} "
                f"scoped request object. Requesting fixture stack:\n{self._stack()}\nRequested fixture:\n{found}",
                False,
            )
        found.execute(SubRequest(self._item, found, self))
        return found

    def _stack(self):
        """The fixtures that led here, one a line."""
        found, request = [], self
        while request is not None and request._fixturedef is not None:
            found.append(str(request._fixturedef))
            request = request._parent
        return "\n".join(reversed(found))


class TopRequest(FixtureRequest):
    """That of a test."""

    def __repr__(self):
        return f"<FixtureRequest for {self._item!r}>"


class SubRequest(FixtureRequest):
    """That of a fixture."""

    def __repr__(self):
        return f"<SubRequest {self.fixturename!r} for {self._item!r}>"
