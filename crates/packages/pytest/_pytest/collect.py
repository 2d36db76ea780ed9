"""Collecting: which functions of a file are tests, with which parameters, and which fixtures are seen from where."""

import inspect
import sys
import types

from _pytest import mark as marks
from _pytest.fixtures import SCOPES, FixtureDef, FixtureFunctionDefinition, argument_names
from _pytest.nodes import CallSpec, Class, Function, TestCaseFunction
from _pytest.outcomes import Failed


class Fixtures:
    """The fixtures of the run by their names."""

    def __init__(self):
        self.by_name = {}
        self.automatic = {}

    def add(self, definition, autouse):
        known = self.by_name.setdefault(definition.argname, [])
        known.append(definition)
        if autouse:
            self.automatic.setdefault(definition.baseid, []).append(definition.argname)

    def gather(self, holder, base, instance=None, config=None):
        """Take the fixtures out of a module or a class."""
        if instance is None:
            found = [(name, value) for name, value in vars(holder).items()]
        else:
            found = [(name, inspect.getattr_static(holder, name, None)) for name in dir(holder)]
        found = [pair for pair in found if isinstance(pair[1], FixtureFunctionDefinition)]
        for name, value in sorted(found, key=lambda pair: pair[0]):
            options = dict(value._options)
            if callable(options["scope"]):
                options["scope"] = options["scope"](fixture_name=name, config=config)
            if options["scope"] not in SCOPES:
                raise Failed(f"Fixture '{name}' from {base} got an unexpected scope value '{options['scope']}'", False)
            definition = FixtureDef(options["name"] or name, value._function, options, base, instance)
            self.add(definition, options["autouse"])

    def seen(self, name, node):
        bases = {"", *(one.nodeid for one in node.chain())}
        return [one for one in self.by_name.get(name, ()) if one.baseid in bases]

    def names(self, node):
        return [name for name in self.by_name if not name.startswith("_xunit_") and self.seen(name, node)]

    def closure(self, node, names, ignored):
        """All fixtures that a test needs, the widest first; and the definition that each name begins with."""
        found = []
        for one in node.chain():
            found += self.automatic.get(one.nodeid, [])
        found = list(dict.fromkeys([*found, *names]))
        definitions = {}
        position = 0
        while position < len(found):
            name = found[position]
            position += 1
            if name in ignored:
                continue
            seen = self.seen(name, node)
            if seen:
                definitions[name] = seen
                # Those that a fixture of the same name replaces are needed where it asks for them.
                for definition in reversed(seen):
                    found += [one for one in definition.argnames if one not in found]
                    if name not in definition.argnames:
                        break
        found.sort(key=lambda name: -definitions[name][-1].height if name in definitions else 0)
        return found, definitions


def named(name, patterns):
    """Whether a name begins with one of the words of a setting, or is one of its patterns."""
    from fnmatch import fnmatchcase

    return any(name.startswith(one) or (any(c in one for c in "?*[") and fnmatchcase(name, one)) for one in patterns)


def is_test(session, name, value):
    """Whether a name of a module or a class is that of a test."""
    if not named(name, session.config.functions) or isinstance(value, (type, FixtureFunctionDefinition)):
        return False
    value = getattr(value, "__func__", value)
    return isinstance(inspect.unwrap(value) if callable(value) else value, types.FunctionType) and getattr(value, "__test__", True)  # fmt: skip


def is_test_class(session, name, value):
    return isinstance(value, type) and named(name, session.config.classes) and bool(getattr(value, "__test__", True))


def is_test_case(value):
    """Whether it is a class of unittest's kind; these are tests whatever their name is."""
    unittest = sys.modules.get("unittest")
    return isinstance(value, type) and unittest is not None and issubclass(value, unittest.TestCase)


def cases(session, parent, name, cls):
    """The tests of a unittest.TestCase, in the order of their names."""
    names = sorted([one for one in dir(cls) if one.startswith("test") and callable(getattr(cls, one))])
    if not names or not getattr(cls, "__test__", True):
        return []
    node = Class(name, parent, f"{parent.nodeid}::{name}", cls)
    session.fixtures.gather(cls, node.nodeid, node.holder, session.config)
    _hook(session, node.nodeid, "class", cls.setUpClass, cls.tearDownClass, cls)
    class_hooks(session, node)
    tests = []
    for one in names:
        test = TestCaseFunction(one, node, getattr(cls, one), None)
        used = [name for mark in test.iter_markers("usefixtures") for name in mark.args]
        test.fixturenames = session.fixtures.closure(test, used, ())[0]
        tests.append(test)
    return tests


def members(holder):
    """The names of a module or a class as they were defined; what a class inherits comes first."""
    if not isinstance(holder, type):
        return list(vars(holder).items())
    rows, seen = [], set()
    for base in holder.__mro__:
        row = [] if base is object else [(name, value) for name, value in vars(base).items() if name not in seen]
        seen.update(name for name, _ in row)
        rows.append(row)
    return [pair for row in reversed(rows) for pair in row]


def collect(session, parent, holder):
    """The tests in a module or a class."""
    found = []
    for name, value in members(holder):
        if is_test_case(value):
            found += cases(session, parent, name, value)
        elif is_test_class(session, name, value):
            if value.__init__ is not object.__init__ or value.__new__ is not object.__new__:
                session.warn(f"cannot collect test class {name!r} because it has a __init__ constructor", value)
                continue
            node = Class(name, parent, f"{parent.nodeid}::{name}", value)
            session.fixtures.gather(value, node.nodeid, node.holder, session.config)
            class_hooks(session, node)
            found += collect(session, node, value)
        elif is_test(session, name, value):
            found += functions(session, parent, name, value)
    return found


def functions(session, parent, name, value):
    """One test for each set of parameters."""
    is_method = isinstance(parent, Class) and not isinstance(value, staticmethod)
    function = getattr(value, "__func__", value)
    if inspect.isgeneratorfunction(inspect.unwrap(function)):
        raise Failed(f"'yield' keyword is allowed in fixtures, but not in tests ({name})", False)
    argnames = argument_names(function, is_method)
    plain = Function(name, parent, function, None)
    is_coroutine = inspect.iscoroutinefunction(function)
    if is_coroutine and (session.config.anyio_auto or plain.get_closest_marker("anyio")):
        plain.own_markers.append(marks.Mark("usefixtures", ("anyio_backend",)))
    used = [one for mark in plain.iter_markers("usefixtures") for one in mark.args]
    given = list(plain.iter_markers("parametrize"))
    where = f"{parent.nodeid}::{name}"
    direct, parsed = set(), []
    for mark in given:
        one = _Parametrize(where, *mark.args, **mark.kwargs)
        parsed.append(one)
        direct.update(one.direct)
    names, definitions = session.fixtures.closure(plain, [*used, *argnames], direct)
    taken = {one for entry in parsed for one in entry.names}
    specs = []
    for fixture in names:
        if fixture in taken:
            continue
        for definition in reversed(definitions.get(fixture, ())):
            if definition.params is not None:
                one = _Parametrize(where, fixture, [_single(value) for value in definition.params], True, definition.ids, definition.scope)  # fmt: skip
                specs.append(one)
                break
            if fixture not in definition.argnames:
                break
    for hook in session.parametrizing:
        metafunc = Metafunc(plain, names, where)
        hook(metafunc)
        specs += metafunc.added
    for one in parsed:
        for argument in one.names:
            if argument not in names:
                kind = "fixture" if argument in one.indirect else "argument"
                raise Failed(f"In {name}: function uses no {kind} '{argument}'", False)
        specs.append(one)
    tests = [Function(name, parent, function, spec) for spec in _product(specs, definitions)]
    for test in tests:
        test.own_markers += [
            one for one in plain.own_markers if one.name == "usefixtures" and one.args == ("anyio_backend",)
        ]
        test.fixturenames, test.argnames = names, argnames
        for argument in test.callspec.params if test.callspec else ():
            if argument not in test.callspec.indirect:
                test._direct[argument] = _given(argument, test)
    return tests


def _single(value):
    """A parameter of a fixture is one value, though it be a tuple."""
    return value if isinstance(value, marks.ParameterSet) else marks.ParameterSet((value,))


def _given(name, test):
    """A parameter of a test in the place of a fixture."""
    scope = test.callspec.scopes[name]
    return FixtureDef(name, lambda request: request.param, {"params": (), "scope": scope}, "")


class _Parametrize:
    """One `parametrize`, or the parameters of one fixture."""

    def __init__(self, where, argnames, argvalues, indirect=False, ids=None, scope=None):
        self.names, self.sets = marks.parameter_sets(argnames, argvalues, where)
        self.ids = marks.ids_of(self.names, self.sets, ids, where)
        if indirect is True:
            self.indirect = set(self.names)
        else:
            self.indirect = set(indirect or ())
            for name in self.indirect.difference(self.names):
                raise Failed(f"In {where}: indirect fixture '{name}' doesn't exist", False)
        self.direct = [name for name in self.names if name not in self.indirect]
        self.scope = scope


class Metafunc:
    """What the hook `pytest_generate_tests` is given."""

    def __init__(self, node, names, where):
        self.definition = node
        self.function = node.function
        self.cls = node.cls
        self.module = node.module
        self.config = node.config
        self.fixturenames = names
        self.added = []
        self._where = where

    def parametrize(self, argnames, argvalues, indirect=False, ids=None, scope=None):
        self.added.append(_Parametrize(self._where, argnames, argvalues, indirect, ids, scope))


def _product(specs, definitions):
    """The parameters of each test."""
    calls = [None]
    for spec in specs:
        following = []
        for call in calls:
            for index, (one, text) in enumerate(zip(spec.sets, spec.ids)):
                known = call or CallSpec({}, {}, {}, set(), [], [])
                repeated = [name for name in spec.names if name in known.params]
                if repeated:
                    raise Failed(f"duplicate parametrization of {repeated[0]!r}", False)
                scopes = dict(known.scopes)
                for name in spec.names:
                    seen = definitions.get(name) if name in spec.indirect else None
                    scopes[name] = spec.scope or (seen[-1].scope if seen else "function")
                following.append(
                    CallSpec(
                        {**known.params, **dict(zip(spec.names, one.values))},
                        {**known.indices, **dict.fromkeys(spec.names, index)},
                        scopes,
                        known.indirect | spec.indirect,
                        known.ids if text is marks.HIDDEN_PARAM else [*known.ids, text],
                        [*known.marks, *one.marks],
                    )
                )
        calls = following
    return calls


def _hook(session, base, scope, before, after, holder=None):
    """A pair of functions such as `setup_module` and `teardown_module` as a fixture that is used by itself."""
    if before is None and after is None:
        return

    def run(request):
        what = request.function if scope == "function" else request.module if holder is None else request.cls
        for function in (before, after):
            if function is before and before is not None:
                _call_hook(before, request, holder, scope, what)
            if function is before:
                yield
            if function is after and after is not None:
                _call_hook(after, request, holder, scope, what)

    name = f"_xunit_{scope}_{base}"
    session.fixtures.add(FixtureDef(name, run, {"scope": scope}, base), False)
    session.fixtures.automatic.setdefault(base, []).insert(0, name)


def _call_hook(function, request, holder, scope, what):
    if holder is not None and scope == "function":
        function = getattr(request.instance, function.__name__)
    parameters = argument_names(getattr(function, "__func__", function), hasattr(function, "__self__"))
    function(what) if parameters else function()


def module_hooks(session, node):
    """`setup_module`, `setup_function` and what belongs to them."""
    module = node.obj

    def named(*names):
        found = [getattr(module, name, None) for name in names]
        return next((one for one in found if one is not None and not isinstance(one, FixtureFunctionDefinition)), None)

    before, after = named("setup_function"), named("teardown_function")
    if before or after:
        _function_hook(session, node.nodeid, before, after)
    _hook(session, node.nodeid, "module", named("setUpModule", "setup_module"), named("tearDownModule", "teardown_module"))  # fmt: skip


def _function_hook(session, base, before, after):
    """Those of functions don't count for methods."""

    def run(request):
        if request.cls is not None:
            yield
            return
        if before is not None:
            _call_hook(before, request, None, "function", request.function)
        yield
        if after is not None:
            _call_hook(after, request, None, "function", request.function)

    name = f"_xunit_function_{base}"
    session.fixtures.add(FixtureDef(name, run, {}, base), False)
    session.fixtures.automatic.setdefault(base, []).insert(0, name)


def class_hooks(session, node):
    """`setup_class`, `setup_method` and what belongs to them."""
    cls = node.obj
    _hook(session, node.nodeid, "function", getattr(cls, "setup_method", None), getattr(cls, "teardown_method", None), node.holder)  # fmt: skip
    _hook(session, node.nodeid, "class", getattr(cls, "setup_class", None), getattr(cls, "teardown_class", None), cls)
