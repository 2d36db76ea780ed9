"""`select`, whose result for one entity is that entity, and SQLAlchemy's operators under SQLModel's names."""

import sqlalchemy
from sqlalchemy import (
    Column,
    all_,
    any_,
    asc,
    between,
    bitwise_not,
    case,
    cast,
    collate,
    desc,
    distinct,
    extract,
    funcfilter,
    label,
    not_,
    nulls_first,
    nulls_last,
    over,
    try_cast,
    tuple_,
    type_coerce,
    within_group,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.expression import Select as _Select


class SelectBase(_Select):
    """What both kinds have in common."""

    inherit_cache = True


class Select(SelectBase):
    """A statement whose rows are tuples."""

    inherit_cache = True


class SelectOfScalar(SelectBase):
    """A statement for one entity: `Session.exec` gives the entities themselves, not rows of one."""

    inherit_cache = True


def select(*entities):
    """A SELECT of models, columns or expressions."""
    return SelectOfScalar(*entities) if len(entities) == 1 else Select(*entities)


def and_(initial_clause, *clauses):
    """All of the conditions; there has to be one."""
    return sqlalchemy.and_(initial_clause, *clauses)


def or_(initial_clause, *clauses):
    """Any of the conditions; there has to be one."""
    return sqlalchemy.or_(initial_clause, *clauses)


def col(column_expression):
    """The column itself: a help for type checkers, which see the type of the field."""
    if not isinstance(column_expression, (ColumnClause, Column, InstrumentedAttribute)):
        raise RuntimeError(f'Not a SQLAlchemy column: {column_expression}')
    return column_expression
