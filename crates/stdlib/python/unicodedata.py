"""`unicodedata`: what Unicode says of characters. The table of their names is a part of the engine."""

from _unicodedata import *

_MISSING = object()


def _ask(function, text):
    import _part

    return _part.call("names", function, (text,))[1]


def name(chr, default=_MISSING, /):
    """The name of a character."""
    found = separator_name(chr) or _ask("name", chr)
    if found is not None:
        return found
    if default is _MISSING:
        raise ValueError("no such name")
    return default


def lookup(name, /):
    """The character of a name."""
    found = _ask("character", name)
    if found is None:
        raise KeyError(f"undefined character name '{name}'")
    return found
