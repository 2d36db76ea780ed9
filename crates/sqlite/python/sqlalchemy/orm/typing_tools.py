"""Reads annotations: names in strings, optional types, `Annotated`, and type aliases."""

import re
import sys
import types
import typing
from typing import ForwardRef, Union, get_args, get_origin

from . import exc
from .mapped import Mapped, ORMDescriptor

NoneFwd = ForwardRef("None")
_UNIONS = (Union, getattr(types, "UnionType", Union))
_ALIAS = getattr(typing, "TypeAliasType", None)


def annotations_of(cls):
    """The annotations of a class itself, without evaluating more than Python did."""
    if sys.version_info >= (3, 14):
        import annotationlib

        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
    return dict(cls.__dict__.get("__annotations__", {}))


def _namespace(cls, module):
    module = sys.modules.get(module)
    names = dict(vars(module)) if module is not None else {}
    return names


def evaluate(text, cls, module):
    """Evaluate a name or an expression in the module of a class."""
    names = _namespace(cls, module)
    try:
        return eval(text, names, {cls.__name__: cls, **vars(cls)})
    except NameError:
        raise
    except Exception as err:
        raise NameError(f"Could not de-stringify annotation {text!r}") from err


def resolve(annotation, cls, module):
    """An annotation with its strings evaluated."""
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        return resolve(evaluate(annotation, cls, module), cls, module)
    if annotation is None:
        return annotation
    origin = get_origin(annotation)
    if origin in _UNIONS:
        args = tuple(resolve(arg, cls, module) for arg in get_args(annotation))
        return args[0] if len(args) == 1 else Union[args]
    return annotation


def includes_none(annotation):
    if annotation is None or annotation is type(None) or annotation == NoneFwd:
        return True
    if is_type_alias(annotation):
        return includes_none(annotation.__value__)
    if is_annotated(annotation):
        return includes_none(annotation.__origin__)
    if get_origin(annotation) in _UNIONS:
        return any(includes_none(arg) for arg in get_args(annotation))
    return False


def without_none(annotation):
    """`int` of `Optional[int]`."""
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        match = re.match(r"^(?:typing\.)?Optional\[(.+)\]$", annotation.strip())
        if match:
            return match.group(1).strip()
        parts = [part.strip() for part in annotation.split("|")]
        if "None" in parts:
            return " | ".join(part for part in parts if part != "None")
        return annotation
    if get_origin(annotation) in _UNIONS:
        args = tuple(
            arg for arg in get_args(annotation) if arg is not type(None) and arg is not None and arg != NoneFwd
        )
        if not args:
            return annotation
        return args[0] if len(args) == 1 else Union[args]
    return annotation


def is_type_alias(annotation):
    return _ALIAS is not None and isinstance(annotation, _ALIAS)


def is_annotated(annotation):
    return hasattr(annotation, "__metadata__") and hasattr(annotation, "__origin__")


def is_a_type(annotation):
    return isinstance(annotation, type) or hasattr(annotation, "__origin__") or is_type_alias(annotation)


def is_mapped(annotation, cls, module):
    """Whether an annotation is `Mapped[...]`, also in a string."""
    if annotation is None:
        return False
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        name = annotation.split("[", 1)[0].strip()
        try:
            return isinstance(found := evaluate(name, cls, module), type) and issubclass(found, Mapped)
        except NameError:
            return name.split(".")[-1] in ("Mapped", "DynamicMapped", "WriteOnlyMapped")
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapped)


def extract_mapped(annotation, cls, module, key, expect_mapped):
    """`(argument, container)` of `Mapped[argument]`; `(annotation, None)` of another; None if it's none of ours."""
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        match = re.match(r"^([\w.]+)\s*\[(.*)\]$", annotation.strip(), re.S)
        if match:
            try:
                container = evaluate(match.group(1), cls, module)
            except NameError:
                container = None
            if isinstance(container, type) and issubclass(container, Mapped):
                argument = match.group(2).strip()
                try:
                    return resolve(argument, cls, module), container
                except NameError:
                    return argument.strip("'\""), container
        try:
            annotation = resolve(annotation, cls, module)
        except NameError as err:
            if match and match.group(1).split(".")[-1] == "Mapped":
                raise exc.MappedAnnotationError(
                    f"Could not interpret annotation {annotation}.  Check that it uses names that are correctly "
                    "imported at the module level. See chained stack trace for more hints."
                ) from err
    origin = get_origin(annotation)
    if isinstance(origin, type) and issubclass(origin, Mapped):
        return get_args(annotation)[0], origin
    if not expect_mapped:
        return annotation, None
    if origin is typing.ClassVar or annotation is typing.ClassVar:
        return None
    if isinstance(origin, type) and issubclass(origin, ORMDescriptor):
        return None
    raise exc.MappedAnnotationError(
        f'Type annotation for "{cls.__name__}.{key}" can\'t be correctly interpreted for Annotated Declarative Table '
        "form.  ORM annotations should normally make use of the ``Mapped[]`` generic type, or other ORM-compatible "
        "generic type, as a container for the actual type, which indicates the intent that the attribute is mapped. "
        "Class variables that are not intended to be mapped by the ORM should use ClassVar[].  To allow Annotated "
        "Declarative to disregard legacy annotations which don't use Mapped[] to pass, set "
        '"__allow_unmapped__ = True" on the class or a superclass this class.',
        code="zlpr",
    )
