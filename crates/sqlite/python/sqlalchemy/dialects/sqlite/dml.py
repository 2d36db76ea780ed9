"""INSERT … ON CONFLICT."""

from ... import exc
from ...sql import coercions, roles
from ...sql.base import ClauseElement, _generative
from ...sql.dml import Insert as StandardInsert
from ...sql.elements import TextClause
from ...sql.selectable import Alias


def insert(table):
    """An INSERT that knows ON CONFLICT."""
    return Insert(table)


class Insert(StandardInsert):
    """INSERT with ON CONFLICT."""

    stringify_dialect = "sqlite"
    inherit_cache = True

    @property
    def excluded(self):
        """The row that couldn't be inserted."""
        found = self.__dict__.get("_excluded_alias")
        if found is None:
            found = self.__dict__["_excluded_alias"] = Alias._construct(self.table, name="excluded")
        return found.columns

    @_generative
    def on_conflict_do_update(self, index_elements=None, index_where=None, set_=None, where=None):
        self._add(OnConflictDoUpdate(index_elements, index_where, set_, where))

    @_generative
    def on_conflict_do_nothing(self, index_elements=None, index_where=None):
        self._add(OnConflictDoNothing(index_elements, index_where))

    def _add(self, clause):
        before = self._post_values_clause
        clauses = () if before is None else before.clauses
        if clauses and clauses[-1].inferred_target_elements is None:
            raise exc.InvalidRequestError(
                "This Insert construct already has an ON CONFLICT clause that omits a conflict target; such a clause must be "
                "the last ON CONFLICT clause in the statement"
            )
        self._post_values_clause = OnConflictClauses((*clauses, clause))


class OnConflictClauses(ClauseElement):
    """ON CONFLICT clauses, of which the first one that fits is taken."""

    __visit_name__ = "on_conflict_clauses"
    _traverse = ("clauses",)
    stringify_dialect = "sqlite"

    def __init__(self, clauses):
        self.clauses = clauses


class OnConflictClause(ClauseElement):
    """Which conflict is meant."""

    stringify_dialect = "sqlite"

    _traverse = ("inferred_target_elements", "inferred_target_whereclause")
    inherit_cache = True

    def __init__(self, index_elements=None, index_where=None):
        if index_elements is not None:
            self.inferred_target_elements = [coercions.expect(roles.DDLConstraintColumnRole, c) for c in index_elements]
            self.inferred_target_whereclause = (
                coercions.expect(roles.StatementOptionRole if isinstance(index_where, str) else roles.WhereHavingRole, index_where)
                if index_where is not None
                else None
            )
        else:
            self.inferred_target_elements = self.inferred_target_whereclause = None


class OnConflictDoNothing(OnConflictClause):
    __visit_name__ = "on_conflict_do_nothing"


class OnConflictDoUpdate(OnConflictClause):
    __visit_name__ = "on_conflict_do_update"
    _traverse = (*OnConflictClause._traverse, "update_values_to_set", "update_whereclause")

    def __init__(self, index_elements=None, index_where=None, set_=None, where=None):
        super().__init__(index_elements, index_where)
        if not set_ or not (hasattr(set_, "items") or isinstance(set_, (list, tuple))):
            raise ValueError("set parameter dictionary must not be empty" if not set_ else "set parameter must be a non-empty dictionary or a ColumnCollection such as the `.c.` collection of a Table object")
        self.update_values_to_set = {
            coercions.expect(roles.DMLColumnRole, key): coercions.expect(
                roles.ExpressionElementRole, value, type_=None, is_crud=True
            )
            for key, value in set_.items()
        }
        self.update_whereclause = (
            coercions.expect(roles.WhereHavingRole, where) if where is not None and not isinstance(where, str)
            else TextClause(where) if where is not None else None
        )
