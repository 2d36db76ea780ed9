"""Take annotations apart: unions, literals, qualifiers."""

import enum
import typing


class AnnotationSource(enum.IntEnum):
    """Where an annotation was written."""

    ASSIGNMENT_OR_VARIABLE = 1
    CLASS = 2
    DATACLASS = 3
    TYPED_DICT = 4
    NAMED_TUPLE = 5
    FUNCTION = 6
    ANY = 7
    BARE = 8


class ForbiddenQualifier(Exception):
    """A qualifier stands where it may not."""

    def __init__(self, qualifier):
        self.qualifier = qualifier


class InspectedAnnotation(typing.NamedTuple):
    """A type with its qualifiers and metadata taken off."""

    type: typing.Any
    qualifiers: typing.Any
    metadata: typing.Any


UNKNOWN = object()


def is_union_origin(obj):
    """Is it the origin of a union?"""
    from .typing_objects import is_union

    return is_union(obj)


def get_literal_values(annotation, *, type_check=False, unpack_type_aliases='eager'):
    """The values of a `Literal`."""
    yield from annotation.__args__


def inspect_annotation(annotation, *, annotation_source, unpack_type_aliases='skip'):
    """Take `Annotated` and the qualifiers off an annotation."""
    metadata = []
    qualifiers = set()
    while True:
        if hasattr(annotation, '__metadata__'):
            metadata = list(annotation.__metadata__) + metadata
            annotation = annotation.__origin__
            continue
        origin = typing.get_origin(annotation)
        name = getattr(origin, '_name', None)
        if name in ('ClassVar', 'Final', 'Required', 'NotRequired', 'ReadOnly'):
            qualifiers.add(
                {'ClassVar': 'class_var', 'NotRequired': 'not_required', 'ReadOnly': 'read_only'}.get(
                    name, name.lower()
                )
            )
            annotation = annotation.__args__[0]
            continue
        return InspectedAnnotation(annotation, qualifiers, metadata)
