"""`raises`, and what it gives about the exception."""

import re

from _pytest.outcomes import fail

_UNSET = object()


class ExceptionInfo:
    """An exception that was raised: `value`, `type` and `tb`."""

    def __init__(self, value=_UNSET):
        self._value = value

    @classmethod
    def from_exception(cls, exception, exprinfo=None):
        return cls(exception)

    @classmethod
    def for_later(cls):
        return cls()

    @property
    def value(self):
        if self._value is _UNSET:
            raise AssertionError(".value can only be used after the context manager exits")
        return self._value

    type = property(lambda self: type(self.value))
    typename = property(lambda self: self.type.__name__)
    tb = property(lambda self: self.value.__traceback__)
    _excinfo = property(lambda self: (self.type, self.value, self.tb))

    def __repr__(self):
        if self._value is _UNSET:
            return "<ExceptionInfo for raises contextmanager>"
        import reprlib

        length, traceback = 0, self.tb
        while traceback is not None:
            length += 1
            traceback = getattr(traceback, "tb_next", None)
        return f"<{type(self).__name__} {reprlib.repr(self._value)} tblen={length}>"

    def exconly(self, tryshort=False):
        """The exception as the last line of a traceback has it."""
        import traceback

        text = "".join(traceback.format_exception_only(self.value)).rstrip()
        start = "AssertionError: assert "
        if tryshort and text.startswith(start):
            text = text[len("AssertionError: ") :]
        return text

    def errisinstance(self, exc):
        return isinstance(self.value, exc)

    def match(self, regexp):
        """Check that a pattern is found in the exception's text."""
        text = str(self.value)
        problem = _mismatch(regexp, text)
        assert problem is None, problem
        return True

    def group_contains(self, expected_exception, *, match=None, depth=None):
        """Whether a group holds such an exception."""
        return self._contains(self.value, expected_exception, match, depth, 1)

    def _contains(self, group, expected, match, depth, level):
        for one in group.exceptions:
            if isinstance(one, BaseExceptionGroup) and (depth is None or level < depth):
                if self._contains(one, expected, match, depth, level + 1):
                    return True
            right = depth is None or level == depth
            if right and isinstance(one, expected) and (match is None or re.search(match, str(one))):
                return True
        return False


def _mismatch(pattern, text):
    """What to say where a pattern isn't found, or None."""
    if re.search(pattern, text):
        return None
    shown = pattern if isinstance(pattern, str) else pattern.pattern
    said = f"Regex pattern did not match.\n  Expected regex: {shown!r}\n  Actual message: {text!r}"
    if shown == text:
        said += "\n Did you mean to `re.escape()` the regex?"
    return said


def _names(kinds):
    names = [kind.__name__ for kind in kinds]
    return names[0] if len(names) == 1 else f"any of ({', '.join(names)})"


class RaisesExc:
    """A block that has to raise an exception of a class, whose text matches, and that a function accepts."""

    def __init__(self, expected=None, *, match=None, check=None):
        if expected is None:
            kinds = (BaseException,)
        else:
            kinds = expected if isinstance(expected, tuple) else (expected,)
        if not kinds:
            raise ValueError(
                f"Expected an exception type or a tuple of exception types, but got `{expected!r}`. "
                "Raising exceptions is already understood as failing the test, so you don't need any special code to "
                "say 'this should never raise an exception'."
            )
        for kind in kinds:
            if isinstance(kind, type) and not issubclass(kind, BaseException):
                raise ValueError(f"Expected a BaseException type, but got {kind.__name__!r}")
            if not isinstance(kind, type):
                if isinstance(kind, BaseException):
                    raise TypeError(
                        f"Expected a BaseException type, but got an exception instance: {type(kind).__name__}"
                    )
                raise TypeError(f"Expected a BaseException type, but got {type(kind).__name__!r}")
        if match is not None:
            try:
                re.compile(match)
            except re.error as exc:
                fail(f"Invalid regex pattern provided to 'match': {exc}")
        self.expected_exceptions = kinds
        self.match = match
        self.check = check
        self.excinfo = None

    def matches(self, exception):
        """Whether an exception is one of those that are expected."""
        return self._problem(exception) is None if isinstance(exception, self.expected_exceptions) else False

    def _problem(self, exception):
        problem = None if self.match is None else _mismatch(self.match, _text(exception))
        if problem is None and self.check is not None and not self.check(exception):
            problem = f"check {self.check!r} did not return True on {exception!r}"
        return problem

    def __enter__(self):
        self.excinfo = ExceptionInfo()
        return self.excinfo

    def __exit__(self, kind, value, traceback):
        if kind is None:
            fail(f"DID NOT RAISE {_names(self.expected_exceptions)}")
        if not issubclass(kind, self.expected_exceptions):
            return False
        problem = self._problem(value)
        if problem is not None:
            raise AssertionError(problem) from None
        self.excinfo._value = value
        return True


def _text(exception):
    """The text that a pattern is looked for in, with the notes."""
    return "\n".join([str(exception), *getattr(exception, "__notes__", [])])


def raises(expected_exception=None, *args, match=None, check=None, **kwargs):
    """A block, or a call, that has to raise."""
    if not args:
        if kwargs:
            raise TypeError(
                "Unexpected keyword arguments passed to pytest.raises: "
                + ", ".join(sorted(kwargs))
                + "\nUse context-manager form instead?"
            )
        if not expected_exception and match is None and check is None:
            raise ValueError("You must specify at least one parameter to match on.")
        return RaisesExc(expected_exception, match=match, check=check)
    if expected_exception is None:
        raise ValueError("Expected an exception type or a tuple of exception types, but got `None`.")
    function, *rest = args
    if not callable(function):
        raise TypeError(f"{function!r} object (type: {type(function)}) must be callable")
    with RaisesExc(expected_exception) as info:
        function(*rest, **kwargs)
    return info


class RaisesGroup:
    """A block that has to raise a group of exceptions, each of which is expected."""

    def __init__(self, *expected, match=None, check=None, allow_unwrapped=False, flatten_subgroups=False):
        self.expected = expected
        self.match = match
        self.check = check
        self.allow_unwrapped = allow_unwrapped
        self.flatten_subgroups = flatten_subgroups
        self.excinfo = None

    def _flat(self, group):
        for one in group.exceptions:
            if isinstance(one, BaseExceptionGroup) and self.flatten_subgroups:
                yield from self._flat(one)
            else:
                yield one

    def _is(self, wanted, exception):
        if isinstance(wanted, type):
            return isinstance(exception, wanted)
        return wanted.matches(exception)

    def matches(self, exception):
        """Whether a group holds the exceptions that are expected, and no others."""
        if not isinstance(exception, BaseExceptionGroup):
            return self.allow_unwrapped and len(self.expected) == 1 and self._is(self.expected[0], exception)
        if self.match is not None and not re.search(self.match, exception.message):
            return False
        left = list(self.expected)
        for one in self._flat(exception):
            found = next((wanted for wanted in left if self._is(wanted, one)), None)
            if found is None:
                return False
            left.remove(found)
        return not left and (self.check is None or bool(self.check(exception)))

    def __enter__(self):
        self.excinfo = ExceptionInfo()
        return self.excinfo

    def __exit__(self, kind, value, traceback):
        if kind is None:
            fail(f"DID NOT RAISE any exception, expected `{self!r}`")
        if not self.matches(value):
            if isinstance(value, BaseExceptionGroup):
                raise AssertionError(f"Raised exception group did not match: {value!r} isn't {self!r}")
            return False
        self.excinfo._value = value
        return True

    def __repr__(self):
        names = [one.__name__ if isinstance(one, type) else repr(one) for one in self.expected]
        return f"RaisesGroup({', '.join(names)})"
