//! What the page asks about a program's databases, put to the part that is SQLite.

use playground_parts::{Answer, Failure, Value};
use playground_protocol::{Body, Column, DatabaseAsk, DatabaseTell, Rows, Table};

use crate::body;
use crate::host::Host;

/// The name of the part.
const PART: &str = "sqlite";

fn call(host: &dyn Host, function: &str, arguments: &[Value]) -> Answer {
    let part = host
        .part(PART)
        .ok_or_else(|| Failure::new("OperationalError", "The program has no database"))?;
    // Nothing of the program runs now, so nobody else has the part.
    let mut part = part
        .try_borrow_mut()
        .map_err(|_| Failure::misuse(function))?;
    part.call(function, arguments)
}

/// The databases that there are.
pub(crate) fn names(host: &dyn Host) -> Vec<String> {
    let names = call(host, "databases", &[]).unwrap_or(Value::None);
    let names = names.items().unwrap_or_default().iter();
    names.filter_map(Value::text).map(str::to_owned).collect()
}

/// Closes the connections of the program that was loaded; with `forget`, its databases go too.
pub(crate) fn close(host: &dyn Host, forget: bool) {
    let _ = call(host, if forget { "clear" } else { "close_all" }, &[]);
}

/// Answers one question.
pub(crate) fn answer(host: &dyn Host, question: &DatabaseAsk) -> DatabaseTell {
    let count = |number: &u64| Value::Int(i64::try_from(*number).unwrap_or(i64::MAX));
    let told =
        match question {
            DatabaseAsk::Tables { database } => call(host, "tables", &[database.as_str().into()])
                .map(|told| DatabaseTell::Tables {
                    tables: items(&told).iter().map(table).collect(),
                }),
            DatabaseAsk::Rows {
                database,
                table,
                offset,
                limit,
            } => {
                let arguments = [
                    database.as_str().into(),
                    table.as_str().into(),
                    count(offset),
                    count(limit),
                ];
                call(host, "rows", &arguments).map(|told| DatabaseTell::Rows(rows(&told)))
            }
            DatabaseAsk::Run { database, sql } => {
                let arguments = [database.as_str().into(), sql.as_str().into()];
                call(host, "query", &arguments).map(|told| DatabaseTell::Rows(rows(&told)))
            }
            DatabaseAsk::Export { database } => call(host, "export", &[database.as_str().into()])
                .map(|told| DatabaseTell::Exported {
                    content: body::base64(told.bytes().unwrap_or_default()),
                }),
            DatabaseAsk::Import { database, content } => {
                let bytes = body::bytes(Some(&Body::Base64(content.clone())));
                call(host, "import", &[database.as_str().into(), bytes.into()])
                    .map(|_| DatabaseTell::Imported)
            }
        };
    told.unwrap_or_else(|failure| DatabaseTell::Failed {
        message: failure.message,
    })
}

fn items(value: &Value) -> &[Value] {
    value.items().unwrap_or_default()
}

fn item(value: &Value, index: usize) -> &Value {
    items(value).get(index).unwrap_or(&Value::None)
}

fn text(value: &Value, index: usize) -> String {
    item(value, index).text().unwrap_or_default().to_owned()
}

fn flag(value: &Value, index: usize) -> bool {
    item(value, index).int().unwrap_or_default() != 0
}

fn number(value: &Value, index: usize) -> u64 {
    u64::try_from(item(value, index).int().unwrap_or_default()).unwrap_or_default()
}

fn texts(value: &Value) -> Vec<String> {
    let texts = items(value).iter().filter_map(Value::text);
    texts.map(str::to_owned).collect()
}

fn table(told: &Value) -> Table {
    let column = |told: &Value| Column {
        name: text(told, 0),
        r#type: text(told, 1),
        nullable: flag(told, 2),
        primary_key: flag(told, 3),
        default: item(told, 4).text().map(str::to_owned),
        references: item(told, 5).text().map(str::to_owned),
    };
    Table {
        name: text(told, 0),
        is_view: flag(told, 1),
        sql: text(told, 2),
        rows: number(told, 3),
        columns: items(item(told, 4)).iter().map(column).collect(),
        indexes: texts(item(told, 5)),
    }
}

fn rows(told: &Value) -> Rows {
    let row = |cells: &Value| {
        let cells = items(cells).iter();
        cells.map(|cell| cell.text().map(str::to_owned)).collect()
    };
    Rows {
        columns: texts(item(told, 0)),
        rows: items(item(told, 1)).iter().map(row).collect(),
        total: number(told, 2),
        changed: number(told, 3),
    }
}
