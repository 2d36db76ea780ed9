"""Metadata of fields under its inner address."""

from ..fields import PydanticMetadata

__all__ = ('PydanticMetadata',)
