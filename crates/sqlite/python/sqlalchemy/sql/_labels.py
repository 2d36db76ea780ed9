"""Names: ones with a quoting rule of their own, and anonymous ones that the compiler numbers."""

import re


class quoted_name(str):
    """A name that says whether it is to be quoted."""

    quote = None

    def __new__(cls, value, quote=None):
        if isinstance(value, cls) and (quote is None or value.quote == quote):
            return value
        self = str.__new__(cls, value)
        self.quote = quote
        return self

    @classmethod
    def construct(cls, value, quote):
        return None if value is None else quoted_name(value, quote)

    def lower(self):
        return self if self.quote else str(self).lower()

    def upper(self):
        return self if self.quote else str(self).upper()

    def __str__(self):
        return str.__str__(self)


class _truncated_label(quoted_name):
    def __new__(cls, value, quote=None):
        return quoted_name.__new__(cls, value, getattr(value, "quote", quote))

    def apply_map(self, map_):
        return self


class conv(_truncated_label):
    """A name to which a naming convention has been applied already."""


_escape = re.compile(r"[%\(\) \$]+")
_bind_escape = re.compile(r"[%\(\) \$\.\[\]:]+")


class _anonymous_label(_truncated_label):
    """A name with `%(seed body)s` parts, for which the compiler puts `body_1`, `body_2` and so on."""

    @classmethod
    def safe_construct(cls, seed, body, sanitize_key=False):
        body = _bind_escape.sub("_", body).strip("_") if sanitize_key else _escape.sub("_", body)
        return cls(f"%({seed} {body})s")

    def __add__(self, other):
        if "%" in other and not isinstance(other, _anonymous_label):
            other = other.replace("%", "%%")
        return _anonymous_label(str.__add__(self, other), self.quote)

    def __radd__(self, other):
        if "%" in other and not isinstance(other, _anonymous_label):
            other = other.replace("%", "%%")
        return _anonymous_label(str.__add__(other, self), self.quote)

    def apply_map(self, map_):
        first, *rest = self.split("%(")
        out = [first]
        for part in rest:
            key, _, after = part.partition(")s")
            out.append(map_[key])
            out.append(after)
        return "".join(out).replace("%%", "%")


class prefix_anon_map(dict):
    """Numbers the anonymous names of a statement, for each body in the order in which they come."""

    def __missing__(self, key):
        _, _, derived = key.partition(" ")
        n = self.get(derived, 1)
        self[derived] = n + 1
        self[key] = value = f"{derived}_{n}"
        return value
