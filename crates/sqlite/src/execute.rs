//! Statements of the program: bind, step, and give everything that came of it.

use playground_parts::{Answer, Failure, Value};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error, Statement, ToSql};

use crate::failure;
use crate::store::SIZE;

/// A value as SQLite takes it.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Bool(flag) => ValueRef::Integer(i64::from(*flag)),
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Float(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::None | Value::List(_) => ValueRef::Null,
        }))
    }
}

/// Prepares one statement; nothing for a text without any.
fn prepare<'a>(connection: &'a Connection, sql: &str) -> Result<Option<Statement<'a>>, Failure> {
    match connection.prepare(sql) {
        Ok(statement) => Ok(Some(statement)),
        Err(Error::Empty) => Ok(None),
        Err(error) => Err(failure::of(error)),
    }
}

fn bind(statement: &mut Statement<'_>, parameters: &[Value]) -> Result<(), Failure> {
    let expected = statement.parameter_count();
    if expected != parameters.len() {
        return Err(Failure::new(
            "ProgrammingError",
            format!(
                "Incorrect number of bindings supplied. The current statement uses {expected}, and there are {} supplied.",
                parameters.len()
            ),
        ));
    }
    for (index, value) in parameters.iter().enumerate() {
        statement
            .raw_bind_parameter(index + 1, Bound(value))
            .map_err(failure::of)?;
    }
    Ok(())
}

/// The names of a statement's parameters in order, with their prefix; `None` for those without a name.
pub fn names(connection: &Connection, sql: &str) -> Answer {
    let Some(statement) = prepare(connection, sql)? else {
        return Ok(Value::List(Vec::new()));
    };
    let name = |index| {
        statement
            .parameter_name(index)
            .map_or(Value::None, Value::from)
    };
    Ok(Value::List(
        (1..=statement.parameter_count()).map(name).collect(),
    ))
}

/// Runs a statement once for each list of parameters. Tells `[columns, rows, changed]`: the columns as pairs of name and declared type.
pub fn run(connection: &Connection, sql: &str, runs: &[Value]) -> Answer {
    let mut changed = 0_i64;
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    if let Some(mut statement) = prepare(connection, sql)? {
        columns = described(&statement);
        let mut room = SIZE;
        for parameters in runs {
            bind(&mut statement, parameters.items().unwrap_or_default())?;
            let before = connection.total_changes();
            step(&mut statement, &mut rows, &mut room)?;
            if connection.total_changes() != before {
                changed = changed.saturating_add_unsigned(connection.changes());
            }
        }
    }
    Ok(Value::List(vec![
        Value::List(columns),
        Value::List(rows),
        changed.into(),
    ]))
}

/// A statement with its parameters written out.
pub fn expanded(connection: &Connection, sql: &str, parameters: &[Value]) -> Answer {
    let Some(mut statement) = prepare(connection, sql)? else {
        return Ok(sql.into());
    };
    bind(&mut statement, parameters)?;
    Ok(statement
        .expanded_sql()
        .map_or_else(|| sql.into(), Value::from))
}

fn described(statement: &Statement<'_>) -> Vec<Value> {
    let pair = |column: rusqlite::Column<'_>| {
        let declared = column.decl_type().map_or(Value::None, Value::from);
        Value::List(vec![column.name().into(), declared])
    };
    statement.columns().map(pair).collect()
}

/// Steps through a statement that is bound, and keeps its rows.
fn step(
    statement: &mut Statement<'_>,
    kept: &mut Vec<Value>,
    room: &mut usize,
) -> Result<(), Failure> {
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(explained)? {
        let mut cells = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            let cell = row.get_ref(index).map_err(failure::of)?;
            cells.push(value(cell, name)?);
            let size = cells.last().map_or(0, size_of_cell);
            *room = room.checked_sub(size).ok_or_else(|| {
                Failure::new(
                    "OperationalError",
                    format!(
                        "the result is larger than the playground's limit of {} MB: use LIMIT",
                        SIZE >> 20
                    ),
                )
            })?;
        }
        kept.push(Value::List(cells));
    }
    Ok(())
}

fn value(cell: ValueRef<'_>, name: &str) -> Result<Value, Failure> {
    Ok(match cell {
        ValueRef::Null => Value::None,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => Value::Float(number),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => text.into(),
            Err(_) => {
                let text = String::from_utf8_lossy(text);
                return Err(Failure::new(
                    "OperationalError",
                    format!("Could not decode to UTF-8 column '{name}' with text '{text}'"),
                ));
            }
        },
    })
}

fn size_of_cell(cell: &Value) -> usize {
    size_of::<Value>()
        + match cell {
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            _ => 0,
        }
}

/// An error while stepping; one by the limit says so.
fn explained(error: Error) -> Failure {
    let interrupted = error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted);
    let mut failure = failure::of(error);
    if interrupted {
        failure.message =
            "interrupted: the statement took more steps than the playground allows for one"
                .to_owned();
    }
    failure
}
