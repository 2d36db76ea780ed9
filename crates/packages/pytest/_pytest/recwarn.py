"""`warns`, `deprecated_call` and the list of warnings behind them."""

import re
import warnings

from _pytest.outcomes import fail


class WarningsRecorder(warnings.catch_warnings):
    """Keeps the warnings of a block."""

    def __init__(self):
        super().__init__(record=True)
        self._list = []

    @property
    def list(self):
        return self._list

    def __getitem__(self, index):
        return self._list[index]

    def __iter__(self):
        return iter(self._list)

    def __len__(self):
        return len(self._list)

    def pop(self, cls=Warning):
        """The first warning of a class, which is taken out of the list."""
        for index, one in enumerate(self._list):
            if issubclass(one.category, cls):
                return self._list.pop(index)
        raise AssertionError(f"{cls!r} not found in warning list")

    def clear(self):
        self._list[:] = []

    def __enter__(self):
        self._list = super().__enter__()
        warnings.simplefilter("always")
        return self


class WarningsChecker(WarningsRecorder):
    """Fails where no warning of a class was given."""

    def __init__(self, expected, match):
        super().__init__()
        self.expected = expected if isinstance(expected, tuple) else (expected,)
        for one in self.expected:
            if not isinstance(one, type) or not issubclass(one, Warning):
                raise TypeError(f"exceptions must be derived from Warning, not {type(one)}")
        self.match = match

    def matches(self, warning):
        found = self.match is None or re.search(self.match, str(warning.message))
        return issubclass(warning.category, self.expected) and bool(found)

    def __exit__(self, kind, value, traceback):
        super().__exit__(kind, value, traceback)
        if kind is not None and (not issubclass(kind, Exception)):
            return
        if not any(issubclass(one.category, self.expected) for one in self):
            fail(f"DID NOT WARN. No warnings of type {self.expected} were emitted.\n Emitted warnings: {self._told()}.")
        elif not any(self.matches(one) for one in self):
            fail(
                f"Regex pattern did not match any of the {len(self)} warnings emitted.\n"
                f" Regex: {self.match!r}\n Emitted warnings: {self._told()}."
            )
        # What isn't expected goes on to those outside.
        for one in self:
            if not self.matches(one):
                warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)

    def _told(self):
        from pprint import pformat

        return pformat([one.message for one in self], indent=2)


def warns(expected_warning=Warning, *args, match=None, **kwargs):
    """A block, or a call, that has to warn."""
    if not args:
        if kwargs:
            raise TypeError(f"Unexpected keyword arguments passed to pytest.warns: {', '.join(sorted(kwargs))}\nUse context-manager form instead?")  # fmt: skip
        return WarningsChecker(expected_warning, match)
    function, *rest = args
    if not callable(function):
        raise TypeError(f"{function!r} object (type: {type(function)}) must be callable")
    with WarningsChecker(expected_warning, match):
        return function(*rest, **kwargs)


def deprecated_call(func=None, *args, match=None, **kwargs):
    """A block, or a call, that has to warn of something deprecated."""
    kinds = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)
    if func is not None:
        return warns(kinds, func, *args, **kwargs)
    return warns(kinds, match=match)
