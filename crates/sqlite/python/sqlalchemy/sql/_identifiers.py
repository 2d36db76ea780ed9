"""Quoting names."""

import re

RESERVED_WORDS = frozenset(
    "all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate column "
    "constraint create cross current_date current_role current_time current_timestamp current_user default deferrable "
    "desc distinct do else end except false for foreign freeze from full grant group having ilike in initially inner "
    "intersect into is isnull join leading left like limit localtime localtimestamp natural new not notnull null off "
    "offset old on only or order outer overlaps placing primary references right select session_user set similar some "
    "symmetric table then to trailing true union unique update user using verbose when where".split()
)
_legal = re.compile(r"^[A-Z0-9_$]+$", re.I)


class IdentifierPreparer:
    """Quotes names where they need it."""

    reserved_words = RESERVED_WORDS

    def __init__(self, dialect):
        self.dialect = dialect
        self._cache = {}

    def _requires_quotes(self, value):
        lc = value.lower()
        return (
            lc in self.reserved_words
            or value[:1] in "0123456789$"
            or not _legal.match(str(value))
            or lc != value
        )

    def _requires_quotes_illegal_chars(self, value):
        return not _legal.match(str(value))

    def quote_identifier(self, value):
        return '"' + value.replace('"', '""') + '"'

    def quote(self, ident, force=None):
        force = getattr(ident, "quote", None)
        if force is None:
            found = self._cache.get(ident)
            if found is None:
                found = self.quote_identifier(ident) if self._requires_quotes(ident) else str(ident)
                self._cache[str(ident)] = found
            return found
        return self.quote_identifier(ident) if force else str(ident)

    quote_schema = quote

    def format_table(self, table, use_schema=True, name=None):
        result = self.quote(name if name is not None else table.name)
        schema = getattr(table, "schema", None)
        if use_schema and schema:
            result = self.quote(schema) + "." + result
        return result

    def format_column(self, column, use_table=False, name=None, table_name=None):
        name = column.name if name is None else name
        text = str(name) if getattr(column, "is_literal", False) else self.quote(name)
        if use_table:
            return self.format_table(column.table, name=table_name) + "." + text
        return text

    def format_index(self, index):
        return self.quote(index.name)

    def format_constraint(self, constraint):
        from .naming import constraint_name

        name = constraint_name(constraint)
        return None if name is None else self.quote(name)

    def format_savepoint(self, savepoint, name=None):
        return self.quote(name or savepoint.ident)


for _cls in list(globals().values()):
    # Programs know these classes as those of sqlalchemy.sql.compiler.
    if isinstance(_cls, type) and _cls.__module__ == __name__:
        _cls.__module__ = "sqlalchemy.sql.compiler"
