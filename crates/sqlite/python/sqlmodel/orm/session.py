"""The session, whose `exec` gives models instead of rows."""

from sqlalchemy import util
from sqlalchemy.orm import Session as _Session
from typing_extensions import deprecated

from ..sql.expression import SelectOfScalar


class Session(_Session):
    """SQLAlchemy's session and `exec`."""

    def exec(
        self,
        statement,
        *,
        params=None,
        execution_options=util.EMPTY_DICT,
        bind_arguments=None,
        _parent_execute_state=None,
        _add_event=None,
    ):
        """Execute a statement; a select of one entity gives the entities."""
        result = super().execute(
            statement,
            params=params,
            execution_options=execution_options,
            bind_arguments=bind_arguments,
            _parent_execute_state=_parent_execute_state,
            _add_event=_add_event,
        )
        return result.scalars() if isinstance(statement, SelectOfScalar) else result

    @deprecated(
        """
        🚨 You probably want to use `session.exec()` instead of `session.query()`.

        `session.exec()` is SQLModel's own short version with improved type
        annotations.

        Otherwise, you might want to use `session.execute()` instead of
        `session.query()`.
        """
    )
    def query(self, *entities, **kwargs):
        return super().query(*entities, **kwargs)
