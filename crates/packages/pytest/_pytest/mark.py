"""Marks: `pytest.mark`, `pytest.param`, the ids of parameters, and what `skip`, `skipif` and `xfail` say of a test."""

import enum
import re

from _pytest.outcomes import Failed


class _NotSet:
    def __repr__(self):
        return "<NotSetType.token: 0>"


NOTSET = _NotSet()


class Mark:
    """What was said about a test."""

    def __init__(self, name, args=(), kwargs=None):
        self.name = name
        self.args = args
        self.kwargs = kwargs or {}

    def combined_with(self, other):
        return Mark(self.name, self.args + other.args, {**self.kwargs, **other.kwargs})

    def __repr__(self):
        return f"Mark(name={self.name!r}, args={self.args!r}, kwargs={self.kwargs!r})"

    def __eq__(self, other):
        if not isinstance(other, Mark):
            return NotImplemented
        return (self.name, self.args, self.kwargs) == (other.name, other.args, other.kwargs)

    __hash__ = None


class MarkDecorator:
    """`pytest.mark.NAME`: puts its mark on a function or a class, or is called for one with arguments."""

    def __init__(self, mark):
        self.mark = mark

    name = property(lambda self: self.mark.name)
    args = property(lambda self: self.mark.args)
    kwargs = property(lambda self: self.mark.kwargs)
    markname = name

    def __repr__(self):
        return f"<MarkDecorator {self.mark!r}>"

    def with_args(self, *args, **kwargs):
        return MarkDecorator(self.mark.combined_with(Mark(self.name, args, kwargs)))

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs:
            target = args[0]
            if isinstance(target, type) or (callable(target) and getattr(target, "__name__", "") != "<lambda>"):
                store_mark(target, self.mark)
                return target
        return self.with_args(*args, **kwargs)


class MarkGenerator:
    """`pytest.mark`."""

    _known = None

    def __getattr__(self, name):
        if name[0] == "_":
            raise AttributeError("Marker name must NOT start with underscore")
        if self._known is not None and name not in self._known:
            raise Failed(f"{name!r} not found in `markers` configuration option", False)
        return MarkDecorator(Mark(name))


MARK_GEN = MarkGenerator()


def normalize(marks):
    """The marks in what may be one or several, decorators among them."""
    if not isinstance(marks, (list, tuple)):
        marks = [marks]
    found = []
    for mark in marks:
        mark = getattr(mark, "mark", mark)
        if not isinstance(mark, Mark):
            raise TypeError(f"got {mark!r} instead of Mark")
        found.append(mark)
    return found


def store_mark(target, mark):
    from _pytest.fixtures import FixtureFunctionDefinition

    if isinstance(target, FixtureFunctionDefinition):
        raise Failed(
            "Marks cannot be applied to fixtures.\n"
            "See docs: https://docs.pytest.org/en/stable/deprecations.html#applying-a-mark-to-a-fixture-function"
        )
    own = target.__dict__.get("pytestmark", []) if isinstance(target, type) else getattr(target, "pytestmark", [])
    target.pytestmark = [*normalize(own), mark]


def marks_of(target):
    """The marks of a function, a module or a class; those of a class's bases come first."""
    if isinstance(target, type):
        found = []
        for base in reversed(target.__mro__):
            found += normalize(base.__dict__.get("pytestmark", []))
        return found
    return normalize(getattr(target, "pytestmark", []))


class ParameterSet:
    """One set of values of `parametrize`, with its id and marks."""

    def __init__(self, values, marks=(), id=None):
        self.values = values
        self.marks = normalize(marks)
        self.id = id

    def __repr__(self):
        return f"ParameterSet(values={self.values!r}, marks={self.marks!r}, id={self.id!r})"


class _Hidden:
    def __repr__(self):
        return "HIDDEN_PARAM"


HIDDEN_PARAM = _Hidden()


def param(*values, marks=(), id=None):
    """One set of values of `parametrize`, with an id or marks of its own."""
    if id is not None and not isinstance(id, str) and id is not HIDDEN_PARAM:
        raise TypeError(f"Expected id to be a string or a `pytest.HIDDEN_PARAM` sentinel, got {type(id)}: {id!r}")
    return ParameterSet(values, marks, id)


_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escaped(text):
    """An id in ASCII that can be printed."""
    if isinstance(text, bytes):
        return "".join([_visible(chr(one)) if one < 128 else f"\\x{one:02x}" for one in text])
    return "".join([_ESCAPES.get(c) or _visible(c) for c in text])


def _visible(c):
    if " " <= c < "\x7f":
        return c
    code = ord(c)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def _text_of(value):
    if isinstance(value, (str, bytes)):
        return escaped(value)
    if value is None or isinstance(value, (bool, int, float, complex)):
        return str(value)
    if isinstance(value, re.Pattern):
        return escaped(value.pattern)
    if value is NOTSET:
        return "NOTSET"
    if isinstance(value, enum.Enum):
        return str(value)
    if isinstance(getattr(value, "__name__", None), str):
        return value.__name__
    return None


def ids_of(names, sets, ids, where):
    """The ids of sets of values: no two are the same."""
    given = None
    if ids is not None and not callable(ids):
        given = list(ids)
        if len(given) != len(sets) and sets:
            raise Failed(f"In {where}: {len(sets)} parameter sets specified, with different number of ids: {len(given)}", False)  # fmt: skip
    found = []
    for index, one in enumerate(sets):
        if one.id is not None:
            found.append(one.id if one.id is HIDDEN_PARAM else escaped(one.id))
            continue
        if given is not None and given[index] is not None:
            text = given[index]
            if text is HIDDEN_PARAM:
                found.append(text)
                continue
            if not isinstance(text, (str, int, float, bool)) and _text_of(text) is None:
                raise Failed(f"In {where}: ids contains unsupported value {text!r} (type: {type(text)!r}) at index {index}. Supported types are: str, bytes, int, float, complex, bool, enum, regex or anything with a __name__.", False)  # fmt: skip
            found.append(_text_of(text))
            continue
        parts = []
        for name, value in zip(names, one.values):
            text = ids(value) if callable(ids) else None
            text = _text_of(value if text is None else text)
            parts.append(f"{name}{index}" if text is None else text)
        found.append("-".join(parts))
    return _distinct(found)


def _distinct(ids):
    counts = {}
    for one in ids:
        counts[one] = counts.get(one, 0) + 1
    taken, numbers, result = set(ids), {}, []
    for one in ids:
        if counts[one] == 1 or one is HIDDEN_PARAM:
            result.append(one)
            continue
        number = numbers.get(one, 0)
        between = "_" if one and one[-1].isdigit() else ""
        while f"{one}{between}{number}" in taken:
            number += 1
        numbers[one] = number + 1
        result.append(f"{one}{between}{number}")
    return result


def parameter_sets(argnames, argvalues, where):
    """The names and the sets of values of one `parametrize`."""
    if isinstance(argnames, str):
        names = [name.strip() for name in argnames.split(",") if name.strip()]
        single = len(names) == 1 and "," not in argnames
    else:
        names, single = list(argnames), False
    sets = []
    for value in argvalues:
        if isinstance(value, ParameterSet):
            sets.append(value)
        else:
            sets.append(ParameterSet((value,) if single else tuple(value)))
    for one in sets:
        if len(one.values) != len(names):
            raise Failed(
                f'{where}: in "parametrize" the number of names ({len(names)}):\n  {names}\n'
                f"must be equal to the number of values ({len(one.values)}):\n  {one.values}",
                False,
            )
    if not sets:
        reason = f"got empty parameter set for ({', '.join(names)})"
        sets = [ParameterSet((NOTSET,) * len(names), Mark("skip", (), {"reason": reason}), "NOTSET")]
    return names, sets


def _holds(item, mark, condition):
    """Whether the condition of a mark holds, and the reason that follows from it."""
    if isinstance(condition, str):
        import os
        import platform
        import sys

        names = {"os": os, "sys": sys, "platform": platform, "config": item.config, **item.globals}
        try:
            result = eval(condition, names)
        except SyntaxError as exc:
            caret = " " * (exc.offset or 0) + "^"
            text = (
                f"Error evaluating {mark.name!r} condition\n    {condition}\n    {caret}\nSyntaxError: invalid syntax"
            )
            raise Failed(text, False) from None
        except Exception as exc:
            text = f"Error evaluating {mark.name!r} condition\n    {condition}\n{type(exc).__name__}: {exc}"
            raise Failed(text, False) from None
        reason = mark.kwargs.get("reason")
        return bool(result), f"condition: {condition}" if reason is None else reason
    try:
        result = bool(condition)
    except Exception as exc:
        text = f"Error evaluating {mark.name!r} condition as a boolean\n{type(exc).__name__}: {exc}"
        raise Failed(text, False) from None
    reason = mark.kwargs.get("reason")
    if reason is None:
        raise Failed(
            f"Error evaluating {mark.name!r}: you need to specify reason=STRING when using booleans as conditions.",
            False,
        )
    return result, reason


def _conditions(mark):
    return (mark.kwargs["condition"],) if "condition" in mark.kwargs else mark.args


def skip_reason(item):
    """Why a test is skipped by a mark, or None."""
    for mark in item.iter_markers("skipif"):
        conditions = _conditions(mark)
        if not conditions:
            return mark.kwargs.get("reason", "")
        for condition in conditions:
            result, reason = _holds(item, mark, condition)
            if result:
                return reason
    for mark in item.iter_markers("skip"):
        if mark.args:
            return mark.args[0]
        return mark.kwargs.get("reason", "unconditional skip")
    return None


def expected_failure(item):
    """What `xfail` says of a test: reason, run, strict and the exceptions, or None."""
    for mark in item.iter_markers("xfail"):
        run = mark.kwargs.get("run", True)
        strict = mark.kwargs.get("strict", item.config.strict_xfail)
        raises = mark.kwargs.get("raises")
        conditions = _conditions(mark)
        if not conditions:
            return mark.kwargs.get("reason", ""), run, strict, raises
        for condition in conditions:
            result, reason = _holds(item, mark, condition)
            if result:
                return reason, run, strict, raises
    return None
