"""Naming conventions: the names of constraints from templates such as `fk_%(table_name)s_%(column_0_name)s`."""

import re

from .. import exc
from ._labels import conv
from .sqltypes import _NONE_NAME

_prefixes = {
    "Index": "ix", "PrimaryKeyConstraint": "pk", "CheckConstraint": "ck", "UniqueConstraint": "uq",
    "ForeignKeyConstraint": "fk",
}


class _Tokens:
    """Gives the tokens of a template for one constraint."""

    def __init__(self, const, table, convention):
        self.const = const
        self.table = table
        self.convention = convention
        self.name = const.name

    def _column(self, idx):
        if hasattr(self.const, "elements") and self.const.__visit_name__ == "foreign_key_constraint":
            found = [fk.parent for fk in self.const.elements]
        else:
            found = list(self.const.columns)
        return found[idx] if idx < len(found) else None

    def _one(self, key, idx):
        if key == "column_X_key":
            return getattr(self._column(idx), "key", "")
        if key == "column_X_name":
            return getattr(self._column(idx), "name", "")
        if key == "column_X_label":
            return getattr(self._column(idx), "_ddl_label", "")
        if key == "referred_column_X_name":
            return self.const.elements[idx].column.name
        raise KeyError(key)

    def __getitem__(self, key):
        if key in self.convention:
            return self.convention[key](self.const, self.table)
        if key == "table_name":
            return self.table.name
        if key == "constraint_name":
            if self.name in (None, _NONE_NAME):
                raise exc.InvalidRequestError(
                    "Naming convention including %(constraint_name)s token requires that constraint is explicitly named."
                )
            if not isinstance(self.name, conv):
                self.const.name = None
            return self.name
        if key == "referred_table_name":
            return self.const.elements[0]._target_table_name()
        m = re.match(r".*_?column_(\d+)(_?N)?_.+", key)
        if m:
            idx, multiple = m.group(1), m.group(2)
            if multiple:
                count = len(self.const.elements) if self.const.__visit_name__ == "foreign_key_constraint" else len(
                    list(self.const.columns)
                )
                names = [self._one(key.replace("0" + multiple, "X"), i) for i in range(count)]
                return ("_" if multiple.startswith("_") else "").join(names)
            return self._one(key.replace(idx, "X"), int(idx))
        raise KeyError(key)


def name_for_table(const, table):
    """The name that the table's naming convention gives a constraint, or None."""
    convention = None
    rules = table.metadata.naming_convention
    for cls in type(const).__mro__:
        prefix = _prefixes.get(cls.__name__)
        if prefix is not None and prefix in rules:
            convention = rules[prefix]
            break
        if cls in rules:
            convention = rules[cls]
            break
    if isinstance(const.name, conv):
        return const.name
    if convention is not None and (
        const.name is None or "constraint_name" in convention or const.name is _NONE_NAME
    ):
        tokens = _Tokens(const, table, rules)
        return conv(re.sub(r"%\((\w+)\)s", lambda m: str(tokens[m.group(1)]), convention))
    return None


def apply_naming(const, table):
    """Name a constraint when it is attached to its table."""
    if isinstance(const.name, conv) or const.name is _NONE_NAME:
        return
    name = name_for_table(const, table)
    if name:
        const.name = name


def constraint_name(const):
    """The name under which a constraint is rendered, or None."""
    if const.name is _NONE_NAME:
        return name_for_table(const, const.table)
    return const.name
