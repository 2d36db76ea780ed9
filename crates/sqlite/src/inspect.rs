//! What the page shows of a database: its tables with their schema, their rows, and what a statement of the learner gives.

use playground_parts::{Answer, Failure, Value};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::failure;

/// How many rows are shown at most, and how many characters of a cell.
const ROWS: i64 = 500;
const CELL: usize = 500;

/// A name as an identifier in SQL.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// All tables and views as `[name, is_view, sql, rows, columns, indexes]`; a column is `[name, type, nullable, primary_key, default,
/// references]`.
pub fn tables(connection: &Connection) -> Answer {
    let read = || -> rusqlite::Result<Vec<Value>> {
        let mut statement = connection.prepare(
            "SELECT name, type = 'view', coalesce(sql, '') FROM sqlite_schema \
             WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
        )?;
        let listed = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let listed: Vec<(String, bool, String)> = listed.collect::<rusqlite::Result<_>>()?;
        listed
            .into_iter()
            .map(|(name, is_view, sql)| {
                let count = format!("SELECT count(*) FROM {}", quoted(&name));
                // A view may be broken; it is shown all the same.
                let rows: i64 = connection
                    .query_row(&count, [], |row| row.get(0))
                    .unwrap_or_default();
                let (columns, indexes) = (columns(connection, &name)?, indexes(connection, &name)?);
                Ok(Value::List(vec![
                    name.into(),
                    is_view.into(),
                    sql.into(),
                    rows.into(),
                    columns.into(),
                    indexes.into(),
                ]))
            })
            .collect()
    };
    read().map(Value::List).map_err(failure::of)
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Value>> {
    let mut keys = connection.prepare(
        "SELECT \"from\", \"table\" || '.' || coalesce(\"to\", 'rowid') FROM pragma_foreign_key_list(?1)",
    )?;
    let keys: Vec<(String, String)> = keys
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = connection
        .prepare("SELECT name, type, \"notnull\", pk, dflt_value FROM pragma_table_info(?1)")?;
    let rows = statement.query_map([table], |row| {
        let name: String = row.get(0)?;
        let refers = keys.iter().find(|(from, _)| *from == name);
        let refers = refers.map_or(Value::None, |(_, to)| to.as_str().into());
        let default = row.get::<_, Option<String>>(4)?;
        Ok(Value::List(vec![
            name.into(),
            row.get::<_, String>(1)?.into(),
            (!row.get::<_, bool>(2)?).into(),
            (row.get::<_, i64>(3)? > 0).into(),
            default.map_or(Value::None, Value::from),
            refers,
        ]))
    })?;
    // The columns of a broken view can't be told.
    Ok(rows.collect::<rusqlite::Result<_>>().unwrap_or_default())
}

fn indexes(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Value>> {
    let mut statement = connection.prepare(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL",
    )?;
    let rows = statement.query_map([table], |row| Ok(row.get::<_, String>(0)?.into()))?;
    rows.collect()
}

/// Some rows of a table, as [`run`] tells them.
pub fn rows(connection: &Connection, table: &str, offset: i64, limit: i64) -> Answer {
    let table = quoted(table);
    let total: i64 = connection
        .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .map_err(failure::of)?;
    let limit = limit.clamp(0, ROWS);
    let sql = format!(
        "SELECT * FROM {table} LIMIT {limit} OFFSET {}",
        offset.max(0)
    );
    let mut told = shown(connection, &sql)?;
    if let Some(last) = told.get_mut(2) {
        *last = total.into();
    }
    Ok(Value::List(told))
}

/// What a statement gives, as `[columns, rows, total, changed]`; cells are texts for reading, or `None`.
pub fn run(connection: &Connection, sql: &str) -> Answer {
    shown(connection, sql).map(Value::List)
}

fn shown(connection: &Connection, sql: &str) -> Result<Vec<Value>, Failure> {
    let before = connection.total_changes();
    let read = || -> rusqlite::Result<(Vec<Value>, Vec<Value>, i64)> {
        let mut statement = connection.prepare(sql)?;
        let columns: Vec<Value> = statement.column_names().map(Value::from).collect();
        let width = columns.len();
        let (mut kept, mut total) = (Vec::new(), 0_i64);
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            total += 1;
            if total <= ROWS {
                let cells = (0..width).map(|index| Ok(text(row.get_ref(index)?)));
                kept.push(Value::List(cells.collect::<rusqlite::Result<_>>()?));
            }
        }
        Ok((columns, kept, total))
    };
    let (columns, rows, total) = match read() {
        Err(rusqlite::Error::Empty) => (Vec::new(), Vec::new(), 0),
        other => other.map_err(failure::of)?,
    };
    let changed = connection.total_changes().saturating_sub(before);
    Ok(vec![
        columns.into(),
        rows.into(),
        total.into(),
        i64::try_from(changed).unwrap_or(i64::MAX).into(),
    ])
}

fn text(cell: ValueRef<'_>) -> Value {
    let cut = |text: &str| match text.char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    };
    match cell {
        ValueRef::Null => Value::None,
        ValueRef::Integer(number) => number.to_string().into(),
        ValueRef::Real(number) => format!("{number:?}").into(),
        ValueRef::Text(text) => cut(&String::from_utf8_lossy(text)).into(),
        ValueRef::Blob(bytes) => {
            let hex: String = bytes
                .iter()
                .take(CELL / 2)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            cut(&format!("x'{hex}'")).into()
        }
    }
}
