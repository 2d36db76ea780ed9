"""Evaluation of annotations under its inner address."""

import typing

from .. import _typing


def try_eval_type(value, globalns=None, localns=None):
    """The evaluated annotation and whether it could be evaluated."""
    try:
        return _typing.resolve(value, globalns or {}, localns), True
    except NameError:
        return value, False


def eval_type_lenient(value, globalns=None, localns=None):
    """The evaluated annotation, or itself."""
    return try_eval_type(value, globalns, localns)[0]


def eval_type(value, globalns=None, localns=None, type_params=None):
    """The evaluated annotation."""
    return _typing.resolve(value, globalns or {}, localns)


def get_cls_type_hints_lenient(obj, globalns=None):
    """All annotations of a class."""
    hints = {}
    for base in reversed(obj.__mro__):
        for name, value in _typing.own_annotations(base).items():
            hints[name] = eval_type_lenient(value, globalns or _typing.module_namespace(base))
    return hints


is_annotated = lambda tp: typing.get_origin(tp) is typing.Annotated  # noqa: E731
