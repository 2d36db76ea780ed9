"""What statements have in common: prefixes, suffixes, hints, CTEs, FOR UPDATE."""

from ..util import EMPTY_DICT
from . import coercions, roles
from .base import ClauseElement, _generative
from .selectable import CTE


class HasPrefixes:
    _prefixes = ()

    @_generative
    def prefix_with(self, *prefixes, dialect="*"):
        self._prefixes += tuple((coercions.expect(roles.StatementOptionRole, p), dialect) for p in prefixes)


class HasSuffixes:
    _suffixes = ()

    @_generative
    def suffix_with(self, *suffixes, dialect="*"):
        self._suffixes += tuple((coercions.expect(roles.StatementOptionRole, p), dialect) for p in suffixes)


class HasHints:
    _hints = EMPTY_DICT
    _statement_hints = ()

    @_generative
    def with_hint(self, selectable, text, dialect_name="*"):
        selectable = coercions.expect(roles.FromClauseRole, selectable)
        self._hints = self._hints.union({(selectable, dialect_name): text})

    @_generative
    def with_statement_hint(self, text, dialect_name="*"):
        self._statement_hints += ((dialect_name, text),)


class HasCTE:
    """A statement that can be, and can have, common table expressions."""

    _independent_ctes = ()

    @_generative
    def add_cte(self, *ctes, nest_here=False):
        self._independent_ctes += tuple(coercions.resolve(c) for c in ctes)

    def cte(self, name=None, recursive=False, nesting=False):
        return CTE._construct(self, name=name, recursive=recursive, nesting=nesting)


class ForUpdateArg(ClauseElement):
    """FOR UPDATE, which SQLite leaves out."""

    _traverse = ("nowait", "read", "skip_locked", "key_share")

    def __init__(self, *, nowait=False, read=False, of=None, skip_locked=False, key_share=False):
        self.nowait, self.read, self.of, self.skip_locked, self.key_share = nowait, read, of, skip_locked, key_share


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.selectable.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.selectable"
