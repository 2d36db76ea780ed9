"""The pool for a database in memory."""

from sqlalchemy.pool import StaticPool

__all__ = ('StaticPool',)
