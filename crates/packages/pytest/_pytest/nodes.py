"""The tree of a run: session, folders, files, classes, tests; their marks, and which fixtures a test sees."""

from _pytest import mark as marks
from _pytest.fixtures import OUTCOMES, TopRequest, raise_first
from _pytest.outcomes import Failed, Skipped, XFailed


class Node:
    """A part of the tree."""

    def __init__(self, name, parent, nodeid):
        self.name = name
        self.parent = parent
        self.nodeid = nodeid
        self.own_markers = []
        self.finalizers = []
        self.stash = {}

    session = property(lambda self: self if self.parent is None else self.parent.session)
    config = property(lambda self: self.session._config)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name}>"

    def chain(self):
        found, node = [], self
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]

    listchain = chain

    @property
    def keywords(self):
        names = {}
        for node in self.chain():
            names[node.name] = True
            for mark in node.own_markers:
                names[mark.name] = mark
        return names

    def iter_markers(self, name=None):
        """The marks of this part and of those around it, the closest first."""
        for node in reversed(self.chain()):
            for mark in node.own_markers:
                if name is None or mark.name == name:
                    yield mark

    def get_closest_marker(self, name, default=None):
        return next(self.iter_markers(name), default)

    def add_marker(self, marker, append=True):
        marker = getattr(marks.MARK_GEN, marker) if isinstance(marker, str) else marker
        self.own_markers[len(self.own_markers) if append else 0 :] = marks.normalize(marker)

    def addfinalizer(self, finalizer):
        self.finalizers.append(finalizer)

    def finish(self):
        failures = []
        while self.finalizers:
            try:
                self.finalizers.pop()()
            except OUTCOMES as exc:
                failures.append(exc)
        raise_first(failures, f"errors while tearing down {self!r}")


class Package(Node):
    """A folder with tests."""


class Module(Node):
    """A file of tests."""

    def __init__(self, name, parent, nodeid, module):
        super().__init__(name, parent, nodeid)
        self.obj = module
        self.own_markers = marks.marks_of(module)


class Class(Node):
    """A class of tests; `holder` is the instance that its wider fixtures are bound to."""

    def __init__(self, name, parent, nodeid, cls):
        super().__init__(name, parent, nodeid)
        self.obj = cls
        self.own_markers = marks.marks_of(cls)
        self.holder = cls()


class CallSpec:
    """The parameters of one test."""

    def __init__(self, params, indices, scopes, indirect, ids, found):
        self.params = params
        self.indices = indices
        self.scopes = scopes
        self.indirect = indirect
        self.ids = ids
        self.marks = found

    @property
    def id(self):
        return "-".join(self.ids)


class Function(Node):
    """One test."""

    def __init__(self, original, parent, function, callspec):
        shown = callspec is not None and bool(callspec.ids)
        name = f"{original}[{callspec.id}]" if shown else original
        super().__init__(name, parent, f"{parent.nodeid}::{name}")
        self.originalname = original
        self.function = function
        self.callspec = callspec
        self.own_markers = marks.marks_of(function)
        if callspec is not None:
            self.own_markers += callspec.marks
        self.funcargs = {}
        self.fixturenames = []
        self.argnames = []
        self.instance = None
        self._direct = {}
        self._request = None
        self.expected = None
        self.user_properties = []

    @property
    def cls(self):
        return self.parent.obj if isinstance(self.parent, Class) else None

    @property
    def module(self):
        return next(node.obj for node in self.chain() if isinstance(node, Module))

    @property
    def globals(self):
        return vars(self.module)

    @property
    def path(self):
        from pathlib import Path

        return Path(self.module.__file__).absolute()

    fspath = path
    obj = property(lambda self: self.function if self.instance is None else getattr(self.instance, self.originalname))

    @property
    def location(self):
        return (self.nodeid.partition("::")[0], self.function.__code__.co_firstlineno - 1, self.nodeid.partition("::")[2].replace("::", "."))  # fmt: skip

    def node_of(self, scope):
        """The part of the tree that a fixture of a scope belongs to."""
        kind = {"session": Node, "package": Package, "module": Module, "class": Class}.get(scope)
        if kind is None:
            return self
        chain = self.chain()
        if kind is Node:
            return chain[0]
        found = [node for node in chain if isinstance(node, kind)]
        if found:
            return found[-1]
        # A test outside of classes is its own class; one in the uppermost folder has the session's.
        return self if kind is Class else chain[0]

    def fixtures_named(self, name):
        """The fixtures of a name that the test sees, those of the widest folder first."""
        if name in self._direct:
            return [self._direct[name]]
        return self.session.fixtures.seen(name, self)

    def known_fixtures(self):
        return self.session.fixtures.names(self)

    def make_instance(self):
        """The object whose method the test is."""
        return self.parent.obj() if self.parent.__class__ is Class else None

    def setup(self):
        """Make what the test asks for."""
        self.instance = self.make_instance()
        self._request = TopRequest(self)
        for name in self.fixturenames:
            if name not in self.funcargs:
                self.funcargs[name] = self._request.getfixturevalue(name)

    def run(self):
        """Call the test; what it gives may be a coroutine."""
        function = self.function if self.instance is None else getattr(self.instance, self.originalname)
        return function(**{name: self.funcargs[name] for name in self.argnames})


class TestCaseFunction(Function):
    """One test of a unittest.TestCase, which knows itself how it is run."""

    def make_instance(self):
        return self.parent.obj(self.originalname)

    def run(self):
        from unittest import SkipTest

        expected = getattr(self.function, "__unittest_expecting_failure__", False)
        try:
            self.instance.debug()
        except SkipTest as exc:
            raise Skipped(str(exc)) from None
        except Exception as exc:
            if not expected:
                raise
            raise XFailed("") from None
        if expected:
            raise Failed("Unexpected success", False)
