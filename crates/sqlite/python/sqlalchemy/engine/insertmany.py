"""Sending an INSERT with RETURNING for many rows: in batches of one statement each, or row by row."""

from .. import exc


class Batch:
    """One statement to be sent."""

    def __init__(self, statement, parameters, number, total, rows_sorted, downgraded, size):
        self.statement = statement
        self.parameters = parameters
        self.number = number
        self.total = total
        self.rows_sorted = rows_sorted
        self.downgraded = downgraded
        self.size = size


def deliver(context, statement, parameters, rows):
    """The batches; after each one is executed its rows are added to `rows`."""
    compiled, dialect = context.compiled, context.dialect
    imv = compiled._insertmanyvalues
    sort, sentinel = bool(imv.sort_by_parameter_order), imv.sentinel_columns
    cursor = context.cursor
    returning = context._is_explicit_returning or context._is_implicit_returning
    num = len(parameters)
    if sort and not sentinel or (imv.includes_upsert and imv.upsert_binds):
        for i, params in enumerate(parameters, 1):
            yield Batch(statement, params, i, num, sort, True, 1)
            if returning:
                rows.extend(cursor.fetchall())
        return
    one = "(" + imv.values + ")" if not imv.is_default else f"({dialect.default_metavalue_token})"
    text = "VALUES (" + _placeholders(compiled, imv.values) + ")"
    values = text[7:]
    per_row = values.count("?")
    before, mark, after = statement.partition(text)
    if not mark:
        raise exc.CompileError(f"Could not find the VALUES of an INSERT to be sent for many rows: {one}")
    left = before.count("?")
    page = context.execution_options.get("insertmanyvalues_page_size", dialect.insertmanyvalues_page_size)
    total_params = before.count("?") + after.count("?")
    if per_row:
        page = min(page, max((dialect.insertmanyvalues_max_parameters - total_params) // per_row, 1))
    total = num // page + (1 if num % page else 0)
    for number in range(1, total + 1):
        chunk = parameters[(number - 1) * page : number * page]
        sql = before + "VALUES " + ", ".join([values] * len(chunk)) + after
        flat = list(chunk[0][:left])
        for p in chunk:
            flat.extend(p[left : left + per_row])
        flat.extend(chunk[0][left + per_row :])
        yield Batch(sql, tuple(flat), number, total, sort, False, len(chunk))
        if not returning:
            continue
        found = cursor.fetchall()
        if sort and sentinel:
            found = _sorted(context, found, number, page, sentinel)
        rows.extend(found)


def _placeholders(compiled, values):
    """The text of one row's values as it stands in the statement."""
    parts = values.split("\x00")
    return "".join([p if i % 2 == 0 else "?" for i, p in enumerate(parts)])


def _sorted(context, found, number, page, sentinel):
    """Rows in the order of the parameters, by the columns whose values are known on this side."""
    count = len(sentinel)
    dialect = context.dialect
    params = context.compiled_parameters[(number - 1) * page : number * page]
    result = [c.type._cached_result_processor(dialect, None) for c in sentinel]
    by_key = {}
    for row in found:
        key = tuple([p(v) if p else v for p, v in zip(result, row[-count:])])
        by_key[key] = row
    ordered = []
    for p in params:
        key = tuple([p[c.key] for c in sentinel])
        if key not in by_key:
            raise exc.InvalidRequestError(
                f"Can't match sentinel values in result set to parameter sets; key {key!r} was not found. There may be a mismatch "
                "between the datatype passed to the DBAPI driver vs. that which it returns in a result row. Ensure the given "
                "Python value matches the expected result type *exactly*, taking care to not rely upon implicit conversions "
                "which may occur such as when using strings in place of UUID or integer values, etc. "
            )
        ordered.append(by_key[key])
    return ordered
