"""The asynchronous session with `exec`."""

from sqlalchemy import util
from sqlalchemy.ext.asyncio import AsyncSession as _AsyncSession
from typing_extensions import deprecated

from ...orm.session import Session
from ...sql.expression import SelectOfScalar


class AsyncSession(_AsyncSession):
    """SQLAlchemy's asynchronous session and `exec`."""

    sync_session_class = Session

    async def exec(self, statement, *, params=None, execution_options=util.EMPTY_DICT, bind_arguments=None, **kwargs):
        """Execute a statement; a select of one entity gives the entities."""
        result = await super().execute(
            statement, params=params, execution_options=execution_options, bind_arguments=bind_arguments, **kwargs
        )
        return result.scalars() if isinstance(statement, SelectOfScalar) else result

    @deprecated(
        """
        🚨 You probably want to use `session.exec()` instead of `session.execute()`.

        This is the original SQLAlchemy `session.execute()` method that returns objects
        of type `Row`, on which you have to call `scalars()` to get the model objects.

        For example:

        ```Python
        result = await session.execute(select(Hero))
        heroes = result.scalars().all()
        ```

        Instead, you could use `exec()`:

        ```Python
        result = await session.exec(select(Hero))
        heroes = result.all()
        ```
        """
    )
    async def execute(self, statement, params=None, *, execution_options=util.EMPTY_DICT, bind_arguments=None, **kwargs):
        return await super().execute(
            statement, params=params, execution_options=execution_options, bind_arguments=bind_arguments, **kwargs
        )
