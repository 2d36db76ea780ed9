"""Template strings: what `t"..."` makes."""


class Interpolation:
    """One `{expression}` of a template string."""

    __match_args__ = ("value", "expression", "conversion", "format_spec")

    def __init__(self, value, expression="", conversion=None, format_spec=""):
        self.value = value
        self.expression = expression
        self.conversion = conversion
        self.format_spec = format_spec

    def __repr__(self):
        return f"Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})"  # fmt: skip


class Template:
    """The parts of a template string, not yet joined."""

    def __init__(self, *args):
        strings = [""]
        interpolations = []
        for arg in args:
            if isinstance(arg, str):
                strings[-1] += arg
            elif isinstance(arg, Interpolation):
                interpolations.append(arg)
                strings.append("")
            else:
                raise TypeError(f"Template.__new__ *args need to be of type 'str' or 'Interpolation', got {type(arg).__name__}")  # fmt: skip
        self.strings = tuple(strings)
        self.interpolations = tuple(interpolations)

    @property
    def values(self):
        return tuple([item.value for item in self.interpolations])

    def __iter__(self):
        for index, text in enumerate(self.strings):
            if text:
                yield text
            if index < len(self.interpolations):
                yield self.interpolations[index]

    def __add__(self, other):
        if not isinstance(other, Template):
            return NotImplemented
        return Template(*self, *other)

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"


def convert(obj, /, conversion):
    """Apply `!s`, `!r` or `!a`."""
    if conversion is None:
        return obj
    functions = {"s": str, "r": repr, "a": ascii}
    if conversion not in functions:
        raise ValueError(f"invalid conversion specifier: {conversion}")
    return functions[conversion](obj)


def _make_template(strings, interpolations):
    result = Template()
    result.strings = tuple(strings)
    result.interpolations = tuple(interpolations)
    return result


def _make_interpolation(value, expression, conversion, format_spec):
    return Interpolation(value, expression, conversion, format_spec)
