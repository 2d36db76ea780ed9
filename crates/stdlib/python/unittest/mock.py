"""Objects that stand in for others in tests, and `patch`, which puts them there."""

import inspect

__all__ = ["Mock", "MagicMock", "AsyncMock", "NonCallableMock", "PropertyMock", "patch", "call", "sentinel", "DEFAULT", "ANY", "mock_open", "create_autospec"]  # fmt: skip


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    def __getattr__(self, name):
        value = self.__dict__[name] = _Sentinel(name)
        return value


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


class _Any:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


class _Call(tuple):
    """The arguments of one call."""

    def __new__(cls, args=(), kwargs=None, name=""):
        self = tuple.__new__(cls, (name, tuple(args), kwargs or {}))
        return self

    @property
    def args(self):
        return self[1]

    @property
    def kwargs(self):
        return self[2]

    def __call__(self, *args, **kwargs):
        return _Call(args, kwargs, self[0])

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Call((), {}, f"{self[0]}.{name}" if self[0] else name)

    def __eq__(self, other):
        if isinstance(other, _Call):
            return (self[0], self[1], self[2]) == (other[0], other[1], other[2])
        if isinstance(other, tuple):
            if len(other) == 2:
                return (self[1], self[2]) == other
            return tuple(self) == other
        return NotImplemented

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __repr__(self):
        parts = [repr(arg) for arg in self[1]] + [f"{key}={value!r}" for key, value in self[2].items()]
        return f"call{'.' + self[0] if self[0] else ''}({', '.join(parts)})"


call = _Call()


def _shown(name, recorded):
    parts = [repr(arg) for arg in recorded[1]] + [f"{key}={value!r}" for key, value in recorded[2].items()]
    return f"{name}({', '.join(parts)})"


class NonCallableMock:
    """Has every attribute: each is another mock, remembered."""

    def __init__(self, spec=None, wraps=None, name=None, return_value=DEFAULT, side_effect=None, spec_set=None, **kwargs):  # fmt: skip
        space = self.__dict__
        spec = spec_set if spec_set is not None else spec
        space["_mock_children"] = {}
        space["_mock_name"] = name
        space["_mock_parent"] = None
        space["_mock_wraps"] = wraps
        space["_mock_names"] = None
        space["_spec_class"] = None
        if spec is not None:
            space["_mock_names"] = list(spec) if isinstance(spec, (list, tuple)) else dir(spec)
            if not isinstance(spec, (list, tuple)):
                space["_spec_class"] = spec if isinstance(spec, type) else type(spec)
        space["_mock_return"] = return_value
        space["side_effect"] = side_effect
        self._clear()
        for key, value in kwargs.items():
            target = self
            *path, last = key.split(".")
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def _clear(self):
        space = self.__dict__
        space["called"] = False
        space["call_count"] = 0
        space["call_args"] = None
        space["call_args_list"] = []
        space["mock_calls"] = []
        space["method_calls"] = []

    @property
    def __class__(self):
        return self.__dict__.get("_spec_class") or type(self)

    @property
    def return_value(self):
        if self.__dict__["_mock_return"] is DEFAULT:
            self.__dict__["_mock_return"] = self._child("()")
        return self.__dict__["_mock_return"]

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return"] = value

    def _child(self, name):
        child = type(self)() if not isinstance(self, AsyncMock) or name != "()" else MagicMock()
        child.__dict__["_mock_name"] = name
        child.__dict__["_mock_parent"] = self
        return child

    def __getattr__(self, name):
        space = self.__dict__
        if "_mock_children" not in space or name[:2] == "__" and name[-2:] == "__":
            raise AttributeError(name)
        children = space["_mock_children"]
        if name in children:
            found = children[name]
            if found is None:
                raise AttributeError(name)
            return found
        names = space["_mock_names"]
        if names is not None and name not in names:
            raise AttributeError(f"Mock object has no attribute {name!r}")
        if name.startswith(("assert", "assret", "asert", "aseert", "assrt")):
            raise AttributeError(
                f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute."
            )
        wrapped = space["_mock_wraps"]
        child = children[name] = self._child(name)
        if wrapped is not None:
            child.__dict__["_mock_wraps"] = getattr(wrapped, name)
        return child

    def __setattr__(self, name, value):
        if name in ("return_value", "side_effect") or name.startswith("_mock"):
            object.__setattr__(self, name, value)
            return
        if name[:2] == "__" and name[-2:] == "__" and name != "__class__":
            # Special methods are looked up on the type; those of MagicMock ask here.
            self.__dict__["_mock_children"][name] = value
            return
        self.__dict__[name] = value

    def __delattr__(self, name):
        self.__dict__.pop(name, None)
        self.__dict__["_mock_children"][name] = None

    def reset_mock(self, *, return_value=False, side_effect=False):
        self._clear()
        if return_value:
            self.__dict__["_mock_return"] = DEFAULT
        if side_effect:
            self.__dict__["side_effect"] = None
        for child in self.__dict__["_mock_children"].values():
            if isinstance(child, NonCallableMock):
                child.reset_mock()

    def configure_mock(self, **kwargs):
        for key, value in kwargs.items():
            target = self
            *path, last = key.split(".")
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def attach_mock(self, mock, attribute):
        mock.__dict__["_mock_parent"] = self
        mock.__dict__["_mock_name"] = attribute
        setattr(self, attribute, mock)

    def _record(self, args, kwargs):
        space = self.__dict__
        recorded = _Call(args, kwargs)
        space["called"] = True
        space["call_count"] += 1
        space["call_args"] = recorded
        space["call_args_list"].append(recorded)
        space["mock_calls"].append(recorded)
        name, parent = space["_mock_name"], space["_mock_parent"]
        while parent is not None:
            named = _Call(args, kwargs, name)
            parent.__dict__["mock_calls"].append(named)
            if "()" not in name:
                parent.__dict__["method_calls"].append(named)
            above = parent.__dict__["_mock_name"]
            name = f"{above}.{name}" if above else name
            parent = parent.__dict__["_mock_parent"]

    def _title(self):
        return self.__dict__["_mock_name"] or "mock"

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._title()}' to have been called.")

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(
                f"Expected '{self._title()}' to not have been called. Called {self.call_count} times.\n"
                f"Calls: {self.call_args_list}."
            )

    def assert_called_once(self):
        if self.call_count != 1:
            calls = f"\nCalls: {self.call_args_list}." if self.call_count else ""
            raise AssertionError(
                f"Expected '{self._title()}' to have been called once. Called {self.call_count} times.{calls}"
            )

    def assert_called_with(self, /, *args, **kwargs):
        wanted = _shown(self._title(), _Call(args, kwargs))
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {wanted}\n  Actual: not called.")
        if self.call_args != _Call(args, kwargs):
            actual = _shown(self._title(), self.call_args)
            raise AssertionError(f"expected call not found.\nExpected: {wanted}\n  Actual: {actual}")

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            calls = f"\nCalls: {self.call_args_list}." if self.call_count else ""
            raise AssertionError(
                f"Expected '{self._title()}' to be called once. Called {self.call_count} times.{calls}"
            )
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        if _Call(args, kwargs) not in self.call_args_list:
            raise AssertionError(f"{_shown(self._title(), _Call(args, kwargs))} call not found")

    def assert_has_calls(self, calls, any_order=False):
        made = list(self.mock_calls)
        calls = list(calls)
        if any_order:
            missing = [each for each in calls if each not in made]
            if missing:
                raise AssertionError(f"{missing!r} not all found in call list")
            return
        for at in range(len(made) - len(calls) + 1):
            if made[at : at + len(calls)] == calls:
                return
        raise AssertionError(f"Calls not found.\nExpected: {calls}\n  Actual: {made}")

    def __repr__(self):
        name = self.__dict__.get("_mock_name")
        shown = f" name={name!r}" if name else ""
        return f"<{type(self).__name__}{shown} id='{id(self)}'>"


class Mock(NonCallableMock):
    """A mock that can be called."""

    def __call__(self, /, *args, **kwargs):
        self._record(args, kwargs)
        return self._result(args, kwargs)

    def _result(self, args, kwargs):
        effect = self.__dict__["side_effect"]
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if not callable(effect):
                if not hasattr(effect, "__next__"):
                    effect = self.__dict__["side_effect"] = iter(effect)
                value = next(effect)
                if isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException):  # fmt: skip
                    raise value
                return self.return_value if value is DEFAULT else value
            value = effect(*args, **kwargs)
            if value is not DEFAULT:
                return value
        if self.__dict__["_mock_return"] is DEFAULT and self.__dict__["_mock_wraps"] is not None:
            return self.__dict__["_mock_wraps"](*args, **kwargs)
        return self.return_value


class MagicMock(Mock):
    """A mock that also has the special methods of containers and context managers."""

    def _special(self, name, *default):
        child = self.__dict__["_mock_children"].get(name)
        if child is None:
            value = default[0] if default else _DEFAULTS.get(name, DEFAULT)
            child = MagicMock(return_value=value)
            self.__dict__["_mock_children"][name] = child
        return child

    def __getattribute__(self, name):
        # What a test configures is the mock behind the special method, not the method itself.
        if name in _SPECIALS:
            return self._special(name)
        return object.__getattribute__(self, name)

    def __enter__(self):
        return self._special("__enter__")()

    def __exit__(self, *exc_info):
        return self._special("__exit__", False)(*exc_info)

    async def __aenter__(self):
        return self._special("__aenter__")()

    async def __aexit__(self, *exc_info):
        return self._special("__aexit__", False)(*exc_info)

    def __len__(self):
        return self._special("__len__", 0)()

    def __iter__(self):
        return iter(self._special("__iter__", [])())

    def __contains__(self, item):
        return self._special("__contains__", False)(item)

    def __getitem__(self, key):
        return self._special("__getitem__")(key)

    def __setitem__(self, key, value):
        self._special("__setitem__", None)(key, value)

    def __delitem__(self, key):
        self._special("__delitem__", None)(key)

    def __bool__(self):
        return self._special("__bool__", True)()

    def __int__(self):
        return self._special("__int__", 1)()

    def __float__(self):
        return self._special("__float__", 1.0)()


_DEFAULTS = {"__len__": 0, "__exit__": False, "__aexit__": False, "__contains__": False, "__iter__": ()}
_DEFAULTS.update({"__bool__": True, "__int__": 1, "__float__": 1.0, "__setitem__": None, "__delitem__": None})
_SPECIALS = frozenset(_DEFAULTS) | {"__enter__", "__aenter__", "__getitem__"}


class AsyncMock(MagicMock):
    """A mock whose call must be awaited."""

    _is_coroutine_mark = True

    def __init__(self, *args, **kwargs):
        self.__dict__["await_count"] = 0
        self.__dict__["await_args_list"] = []
        super().__init__(*args, **kwargs)

    def __call__(self, /, *args, **kwargs):
        self._record(args, kwargs)
        return self._later(args, kwargs)

    async def _later(self, args, kwargs):
        self.__dict__["await_count"] += 1
        self.__dict__["await_args_list"].append(_Call(args, kwargs))
        result = self._result(args, kwargs)
        if inspect.iscoroutine(result):
            result = await result
        return result

    def assert_awaited(self):
        if not self.await_count:
            raise AssertionError(f"Expected {self._title()} to have been awaited.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._title()} to have been awaited once. Awaited {self.await_count} times.")  # fmt: skip

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        if self.await_args_list[-1] != _Call(args, kwargs):
            raise AssertionError(f"expected await not found.\nExpected: {_shown(self._title(), _Call(args, kwargs))}\n  Actual: {_shown(self._title(), self.await_args_list[-1])}")  # fmt: skip

    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f"Expected {self._title()} to not have been awaited. Awaited {self.await_count} times.")  # fmt: skip


class PropertyMock(Mock):
    """A mock for a property, put on the type."""

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


def mock_open(mock=None, read_data=""):
    """A mock for `open` that reads what it's given."""
    from io import BytesIO, StringIO

    mock = MagicMock(name="open") if mock is None else mock

    def opened(*args, **kwargs):
        file = BytesIO(read_data) if isinstance(read_data, bytes) else StringIO(read_data)
        handle.read = Mock(side_effect=file.read)
        handle.readline = Mock(side_effect=file.readline)
        handle.readlines = Mock(side_effect=file.readlines)
        return DEFAULT

    handle = MagicMock()
    handle.__enter__ = Mock(return_value=handle)
    mock.side_effect = opened
    mock.return_value = handle
    return mock


def create_autospec(spec, spec_set=False, instance=False, **kwargs):
    if inspect.iscoroutinefunction(spec):
        return AsyncMock(spec=spec, **kwargs)
    return MagicMock(spec=spec, **kwargs)


from unittest._patch import _Patcher  # noqa: E402

patch = _Patcher()
