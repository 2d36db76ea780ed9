"""The metaclass under its inner address."""

from .._model import ModelMetaclass

__all__ = ('ModelMetaclass',)
