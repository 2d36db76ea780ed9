"""Representations under their inner address."""

from .._repr import PlainRepr, Representation, display_as_type

__all__ = ('PlainRepr', 'Representation', 'display_as_type')
