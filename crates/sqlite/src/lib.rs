//! SQLite as a part of the engine: a WebAssembly module of its own in the browser, loaded only for programs that have a database.
//!
//! It knows SQL and connections; what Python programs see of it (`sqlite3`, SQLAlchemy, SQLModel) is Python source in `python/`, which
//! travels with it.

mod execute;
mod failure;
mod inspect;
mod store;

use playground_parts::{Answer, Failure, Part, Sources, Value};

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The databases of one program, and its connections to them.
#[derive(Default)]
pub struct Sqlite {
    store: store::Store,
}

impl Part for Sqlite {
    fn call(&mut self, function: &str, arguments: &[Value]) -> Answer {
        let text = |index: usize| {
            let text = arguments.get(index).and_then(Value::text);
            text.ok_or_else(|| Failure::misuse(function))
        };
        let int = |index: usize| {
            let int = arguments.get(index).and_then(Value::int);
            int.ok_or_else(|| Failure::misuse(function))
        };
        let store = &mut self.store;
        match function {
            "open" => {
                let number = store.open(text(0)?, int(1)? != 0, int(2)? != 0)?;
                return Ok(number.into());
            }
            "close" => store.close(int(0)?),
            "close_all" => store.close_all(),
            "clear" => store.clear(),
            "databases" => {
                let names = store.names().into_iter().map(Value::from);
                return Ok(Value::List(names.collect()));
            }
            "version" => return Ok(rusqlite::version().into()),
            "exists" => return Ok(store.exists(text(0)?).into()),
            "remove" => return Ok(store.remove(text(0)?).into()),
            "export" => return store.export(text(0)?).map(Value::from),
            "import" => {
                let bytes = arguments.get(1).and_then(Value::bytes);
                store.import(text(0)?, bytes.ok_or_else(|| Failure::misuse(function))?)?;
            }
            "backup" => store.backup(int(0)?, int(1)?)?,
            "tables" => return inspect::tables(store.look(text(0)?)?),
            "rows" => return inspect::rows(store.look(text(0)?)?, text(1)?, int(2)?, int(3)?),
            "query" => return inspect::run(store.look(text(0)?)?, text(1)?),
            _ => return self.on_connection(function, int(0)?, arguments),
        }
        Ok(Value::None)
    }

    fn sources(&self) -> Sources {
        playground_parts::owned(SOURCES)
    }
}

impl Sqlite {
    /// What is asked of one connection.
    fn on_connection(&mut self, function: &str, number: i64, arguments: &[Value]) -> Answer {
        let closed = || Failure::new("ProgrammingError", "Cannot operate on a closed database.");
        let connection = self.store.get(number).ok_or_else(closed)?.begin();
        let sql = || {
            let text = arguments.get(1).and_then(Value::text);
            text.ok_or_else(|| Failure::misuse(function))
        };
        match function {
            "run" => {
                let runs = arguments.get(2).and_then(Value::items);
                execute::run(
                    connection,
                    sql()?,
                    runs.ok_or_else(|| Failure::misuse(function))?,
                )
            }
            "names" => execute::names(connection, sql()?),
            "script" => {
                connection.execute_batch(sql()?).map_err(failure::of)?;
                Ok(Value::None)
            }
            "expanded" => {
                let parameters = arguments.get(2).and_then(Value::items);
                execute::expanded(connection, sql()?, parameters.unwrap_or_default())
            }
            "serialize" => {
                let data = connection.serialize(sql()?).map_err(failure::of)?;
                Ok(data.to_vec().into())
            }
            "deserialize" => {
                let bytes = arguments.get(2).and_then(Value::bytes);
                store::put(
                    connection,
                    sql()?,
                    bytes.ok_or_else(|| Failure::misuse(function))?,
                )?;
                Ok(Value::None)
            }
            "in_transaction" => Ok((!connection.is_autocommit()).into()),
            "last_row_id" => Ok(connection.last_insert_rowid().into()),
            "total_changes" => {
                let changes = i64::try_from(connection.total_changes()).unwrap_or(i64::MAX);
                Ok(changes.into())
            }
            _ => Err(Failure::misuse(function)),
        }
    }
}

#[cfg(target_arch = "wasm32")]
playground_parts::export_part!(crate::Sqlite);
