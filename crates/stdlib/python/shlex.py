"""Splitting a line into words as a shell does, and quoting words for one. The lexer that can be configured isn't here."""

_WHITESPACE = " \t\r\n"
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-")

__all__ = ["shlex", "split", "quote", "join"]


def __getattr__(name):
    if name == "shlex":
        from _playground import unsupported

        unsupported("shlex.shlex", "shlex.split() splits a line into words")
    raise AttributeError(f"module 'shlex' has no attribute {name!r}")


def split(s, comments=False, posix=True):
    """The words of a line."""
    if s is None:
        raise ValueError("s argument must not be None")
    if not posix:
        from _playground import unsupported

        unsupported("shlex.split(posix=False)", "leave it out: quotes are taken away then")
    if not isinstance(s, str):
        s = s.read()
    words, word, quote_ = [], None, ""
    characters = iter(s)
    for character in characters:
        if quote_:
            if character == quote_:
                quote_ = ""
            elif character == "\\" and quote_ == '"':
                following = next(characters, None)
                if following is None:
                    raise ValueError("No escaped character")
                word += following if following in '"\\' else "\\" + following
            else:
                word += character
        elif character in _WHITESPACE:
            if word is not None:
                words.append(word)
                word = None
        elif comments and character == "#":
            if word is not None:
                words.append(word)
                word = None
            for character in characters:
                if character == "\n":
                    break
        else:
            word = word or ""
            if character in "'\"":
                quote_ = character
            elif character == "\\":
                following = next(characters, None)
                if following is None:
                    raise ValueError("No escaped character")
                word += following
            else:
                word += character
    if quote_:
        raise ValueError("No closing quotation")
    if word is not None:
        words.append(word)
    return words


def quote(s):
    """A word that a shell takes as it is."""
    if not s:
        return "''"
    if not isinstance(s, str):
        raise TypeError(f"expected string object, got {type(s).__name__!r}")
    if all([character in _SAFE for character in s]):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """A line of words, each quoted where it must be."""
    return " ".join([quote(word) for word in split_command])
