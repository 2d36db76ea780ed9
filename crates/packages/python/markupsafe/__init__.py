"""markupsafe: text that is safe in HTML, and how other text becomes so."""

import string as _string


def escape(s, /):
    """The text with what HTML gives a meaning replaced; what says it is HTML stays as it is."""
    if type(s) is str:
        return _replaced(s)
    if hasattr(s, "__html__"):
        return Markup(s.__html__())
    return _replaced(str(s))


def _replaced(s):
    s = s.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;").replace('"', "&#34;")
    return str.__new__(Markup, s)


def escape_silent(s, /):
    """The same, with nothing for None."""
    return Markup() if s is None else escape(s)


def soft_str(s, /):
    """A text as it is, anything else as its text."""
    return s if isinstance(s, str) else str(s)


class Markup(str):
    """Text that is safe in HTML: what is put together with it is escaped first."""

    __slots__ = ()

    def __new__(cls, object="", encoding=None, errors="strict"):
        if hasattr(object, "__html__"):
            object = object.__html__()
        if encoding is None:
            return super().__new__(cls, object)
        return super().__new__(cls, object, encoding, errors)

    def __html__(self, /):
        return self

    def __add__(self, value, /):
        if isinstance(value, str) or hasattr(value, "__html__"):
            return self.__class__(super().__add__(self.escape(value)))
        return NotImplemented

    def __radd__(self, value, /):
        if isinstance(value, str) or hasattr(value, "__html__"):
            return self.escape(value).__add__(self)
        return NotImplemented

    def __mul__(self, value, /):
        return self.__class__(super().__mul__(value))

    __rmul__ = __mul__

    def __mod__(self, value, /):
        if isinstance(value, tuple):
            value = tuple(_Escaping(item, self.escape) for item in value)
        elif hasattr(type(value), "__getitem__") and not isinstance(value, str):
            value = _Escaping(value, self.escape)
        else:
            value = (_Escaping(value, self.escape),)
        return self.__class__(super().__mod__(value))

    def __repr__(self, /):
        return f"{self.__class__.__name__}({super().__repr__()})"

    def join(self, iterable, /):
        return self.__class__(super().join(map(self.escape, iterable)))

    def split(self, /, sep=None, maxsplit=-1):
        return [self.__class__(part) for part in super().split(sep, maxsplit)]

    def rsplit(self, /, sep=None, maxsplit=-1):
        return [self.__class__(part) for part in super().rsplit(sep, maxsplit)]

    def splitlines(self, /, keepends=False):
        return [self.__class__(part) for part in super().splitlines(keepends)]

    def unescape(self, /):
        """The text that the HTML stands for."""
        from html import unescape

        return unescape(str(self))

    def striptags(self, /):
        """The text without tags and comments, its space collapsed."""
        value = str(self)
        kept = []
        at = 0
        while (start := value.find("<", at)) != -1:
            is_comment = value.startswith("<!--", start)
            end = value.find("-->" if is_comment else ">", start + (4 if is_comment else 0))
            if end == -1:
                break
            kept.append(value[at:start])
            at = end + (3 if is_comment else 1)
        kept.append(value[at:])
        return self.__class__(" ".join("".join(kept).split())).unescape()

    @classmethod
    def escape(cls, s, /):
        escaped = escape(s)
        return escaped if escaped.__class__ is cls else cls(escaped)

    def __getitem__(self, key, /):
        return self.__class__(super().__getitem__(key))

    def replace(self, old, new, count=-1, /):
        return self.__class__(super().replace(old, self.escape(new), count))

    def ljust(self, width, fillchar=" ", /):
        return self.__class__(super().ljust(width, self.escape(fillchar)))

    def rjust(self, width, fillchar=" ", /):
        return self.__class__(super().rjust(width, self.escape(fillchar)))

    def center(self, width, fillchar=" ", /):
        return self.__class__(super().center(width, self.escape(fillchar)))

    def partition(self, sep, /):
        return tuple(self.__class__(part) for part in super().partition(sep))

    def rpartition(self, sep, /):
        return tuple(self.__class__(part) for part in super().rpartition(sep))

    def format(self, *args, **kwargs):
        return self.__class__(EscapeFormatter(self.escape).vformat(self, args, kwargs))

    def format_map(self, mapping, /):
        return self.__class__(EscapeFormatter(self.escape).vformat(self, (), mapping))

    def __html_format__(self, format_spec, /):
        if format_spec:
            raise ValueError("Unsupported format specification for Markup.")
        return self


def _same_class(name):
    method = getattr(str, name)

    def wrapped(self, /, *args, **kwargs):
        return self.__class__(method(self, *args, **kwargs))

    wrapped.__name__ = name
    return wrapped


for _name in (
    "capitalize title lower upper lstrip rstrip strip translate expandtabs swapcase zfill casefold removeprefix removesuffix"
).split():
    setattr(Markup, _name, _same_class(_name))


class EscapeFormatter(_string.Formatter):
    """Formats as `str.format` does, and escapes each value."""

    def __init__(self, escape):
        self.escape = escape
        super().__init__()

    def format_field(self, value, format_spec):
        if hasattr(value, "__html_format__"):
            text = value.__html_format__(format_spec)
        elif hasattr(value, "__html__"):
            if format_spec:
                raise ValueError(
                    f"Format specifier {format_spec} given, but {type(value)} does not define __html_format__. A class "
                    "that defines __html__ must define __html_format__ to work with format specifiers."
                )
            text = value.__html__()
        else:
            text = super().format_field(value, str(format_spec))
        return str(self.escape(text))


class _Escaping:
    """A value that is escaped when `%` asks for its text."""

    __slots__ = ("obj", "escape")

    def __init__(self, obj, escape):
        self.obj = obj
        self.escape = escape

    def __getitem__(self, key, /):
        return _Escaping(self.obj[key], self.escape)

    def __str__(self, /):
        return str(self.escape(self.obj))

    def __repr__(self, /):
        return str(self.escape(repr(self.obj)))

    def __int__(self, /):
        return int(self.obj)

    def __float__(self, /):
        return float(self.obj)

    def __index__(self, /):
        return self.obj.__index__()
