"""Newer typing names under their old address: on this Python nearly all of them are in `typing`."""

import typing


class Sentinel:
    """A named unique value."""

    def __init__(self, name, module_name=None, repr=None):
        self._name = name
        self._repr = repr or name
        self.__module__ = module_name or __name__

    def __repr__(self):
        return self._repr

    def __or__(self, other):
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]

    def __call__(self):
        raise TypeError(f'{type(self).__name__!r} object is not callable')


class Doc:
    """Documentation in `Annotated`."""

    def __init__(self, documentation):
        self.documentation = documentation

    def __repr__(self):
        return f'Doc({self.documentation!r})'

    def __hash__(self):
        return hash(self.documentation)

    def __eq__(self, other):
        return isinstance(other, Doc) and self.documentation == other.documentation


def __getattr__(name):
    if name == 'deprecated':
        from warnings import deprecated

        return deprecated
    if name in ('Buffer',):
        import collections.abc

        return getattr(collections.abc, name)
    if name == 'TypeForm':
        return type
    if name == 'get_annotations':
        import annotationlib

        return annotationlib.get_annotations
    if name == 'get_original_bases':
        import types

        return types.get_original_bases
    if name == 'sentinel':
        return Sentinel
    found = getattr(typing, name, None)
    if found is None:
        import collections

        found = getattr(collections, name, None) if name in ('Counter', 'OrderedDict') else None
    if found is None:
        import contextlib

        found = getattr(contextlib, name, None)
    if found is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    return found
