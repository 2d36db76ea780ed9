"""The roles that an argument can play in a statement; `coercions.expect` turns an argument into one of its role."""


class SQLRole:
    _role_name = "SQL element"


def _role(name, text, *bases):
    return type(name, bases or (SQLRole,), {"_role_name": text, "__module__": __name__})


LiteralValueRole = _role("LiteralValueRole", "Literal Python value")
ColumnArgumentRole = _role("ColumnArgumentRole", "Column expression")
ColumnArgumentOrKeyRole = _role("ColumnArgumentOrKeyRole", "Column expression or string key")
StrAsPlainColumnRole = _role("StrAsPlainColumnRole", "Column expression or string key")
TruncatedLabelRole = _role("TruncatedLabelRole", "String SQL identifier")
ColumnsClauseRole = _role("ColumnsClauseRole", "Column expression, FROM clause, or other columns clause element")
LimitOffsetRole = _role("LimitOffsetRole", "LIMIT / OFFSET expression")
ByOfRole = _role("ByOfRole", "GROUP BY / OF / etc. expression")
GroupByRole = _role("GroupByRole", "GROUP BY expression")
OrderByRole = _role("OrderByRole", "ORDER BY expression")
StatementOptionRole = _role("StatementOptionRole", "statement sub-expression element")
OnClauseRole = _role("OnClauseRole", "ON clause, typically a SQL expression or ORM relationship attribute")
WhereHavingRole = _role("WhereHavingRole", "SQL expression for WHERE/HAVING role")
ExpressionElementRole = _role("ExpressionElementRole", "SQL expression element")
ConstExprRole = _role("ConstExprRole", "Constant True/False/None expression")
LabeledColumnExprRole = _role("LabeledColumnExprRole", "SQL expression element")
BinaryElementRole = _role("BinaryElementRole", "SQL expression element or literal value")
InElementRole = _role("InElementRole", "IN expression list, SELECT construct, or bound parameter object")
JoinTargetRole = _role(
    "JoinTargetRole", "Join target, typically a FROM expression, or ORM relationship attribute"
)
FromClauseRole = _role("FromClauseRole", "FROM expression, such as a Table or alias() object", JoinTargetRole)
AnonymizedFromClauseRole = _role(
    "AnonymizedFromClauseRole", "FROM expression, such as a Table or alias() object", FromClauseRole
)
ReturnsRowsRole = _role(
    "ReturnsRowsRole",
    "Row returning expression such as a SELECT, a FROM clause, or an INSERT/UPDATE/DELETE with RETURNING",
)
StatementRole = _role("StatementRole", "Executable SQL or text() construct")
SelectStatementRole = _role("SelectStatementRole", "SELECT construct or equivalent text() construct")
HasCTERole = _role("HasCTERole", "Row returning expression")
CompoundElementRole = _role(
    "CompoundElementRole", "SELECT construct for inclusion in a UNION or other set construct"
)
DMLTableRole = _role("DMLTableRole", "subject table for an INSERT, UPDATE or DELETE")
DMLColumnRole = _role("DMLColumnRole", "SET/VALUES column expression or string key")
DMLSelectRole = _role("DMLSelectRole", "SELECT statement or equivalent textual object")
DDLExpressionRole = _role("DDLExpressionRole", "SQL expression element for DDL constraint")
DDLConstraintColumnRole = _role(
    "DDLConstraintColumnRole", "String column name or column expression for DDL constraint"
)
DDLReferredColumnRole = _role("DDLReferredColumnRole", "String column name or Column object for DDL foreign key constraint")
ExecutableOptionRole = _role("ExecutableOptionRole", "ExecutionOption Core or ORM object")
HasCacheKeyRole = _role("HasCacheKeyRole", "Cacheable Core or ORM object")
