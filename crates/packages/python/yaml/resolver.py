"""Which kind of value a plain scalar is, by the rules of YAML 1.1."""

import re

_PREFIX = "tag:yaml.org,2002:"
STR = _PREFIX + "str"
_TIME = r"(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9][0-9]:[0-9][0-9](?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9][0-9])?))?"
_RULES = (
    ("bool", r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF", "yYnNtTfFoO"),
    (
        "float",
        r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
        r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+0123456789.",
    ),
    (
        "int",
        r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+",
        "-+0123456789",
    ),
    ("merge", "<<", "<"),
    ("null", "~|null|Null|NULL|", "~nN\0"),
    (
        "timestamp",
        rf"[0-9]{{4}}-[0-9][0-9]-[0-9][0-9]|[0-9]{{4}}-[0-9][0-9]?-[0-9][0-9]?{_TIME}",
        "0123456789",
    ),
    ("value", "=", "="),
)


def _default_resolvers():
    table = {}
    for name, pattern, first in _RULES:
        for char in first:
            table.setdefault("" if char == "\0" else char, []).append((_PREFIX + name, re.compile(rf"^(?:{pattern})$")))
    return table


class BaseResolver:
    """Resolves nothing by itself."""

    yaml_implicit_resolvers = {}

    @classmethod
    def add_implicit_resolver(cls, tag, regexp, first):
        """Have plain scalars that match the expression be of this tag."""
        if "yaml_implicit_resolvers" not in cls.__dict__:
            cls.yaml_implicit_resolvers = {key: list(rules) for key, rules in cls.yaml_implicit_resolvers.items()}
        for char in [None] if first is None else first:
            cls.yaml_implicit_resolvers.setdefault(char, []).append((tag, regexp))

    def resolve_scalar(self, value, implicit):
        if implicit[0]:
            rules = self.yaml_implicit_resolvers
            for tag, regexp in rules.get(value[:1], []) + rules.get(None, []):
                if regexp.match(value):
                    return tag
        return STR


class Resolver(BaseResolver):
    """Resolves as YAML 1.1 says."""

    yaml_implicit_resolvers = _default_resolvers()
