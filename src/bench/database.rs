//! The databases of the program, as the page looks into them. The program's own work with them is in
//! the trace; here is what a learner asks by hand.

use leptos::prelude::*;
use playground_protocol::{Ask, DatabaseAsk, DatabaseTell, Rows, Tell};

use super::actions::said;
use super::work::JUDGING;
use super::{Bench, Exchange};
use crate::base64;
use playground_protocol::TraceKind;

/// The database that has no file.
pub const MEMORY: &str = ":memory:";
/// The largest file that is taken, in bytes.
pub const FILE_LIMIT: usize = 16 << 20;
/// What every SQLite file begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The parts of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Tables with their rows and their schema.
    #[default]
    Tables,
    /// The SQL prompt.
    Prompt,
    /// The statements of the last request.
    Statements,
}

/// The state of the view, as signals. It outlives a change of the tab.
#[derive(Clone, Copy)]
pub struct Databases {
    /// The program's databases, by name.
    pub names: RwSignal<Vec<String>>,
    /// The one that is looked at; the first where it is gone.
    chosen: RwSignal<Option<String>>,
    /// What of it is shown.
    pub look: RwSignal<Look>,
    /// The table that is looked at.
    pub table: RwSignal<Option<String>>,
    /// The statement in the prompt.
    pub sql: RwSignal<String>,
    /// What came of the last one.
    pub told: RwSignal<Option<Result<Rows, String>>>,
    /// Grows whenever a database may have changed.
    pub version: RwSignal<u64>,
}

impl Databases {
    pub(super) fn new() -> Self {
        Self {
            names: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
            look: RwSignal::new(Look::Tables),
            table: RwSignal::new(None),
            sql: RwSignal::new(String::new()),
            told: RwSignal::new(None),
            version: RwSignal::new(0),
        }
    }

    /// The database that is looked at.
    pub fn current(&self) -> Option<String> {
        self.names.with(|names| {
            let chosen = self.chosen.get();
            chosen
                .filter(|chosen| names.contains(chosen))
                .or_else(|| names.first().cloned())
        })
    }

    /// Looks at another one.
    pub fn choose(&self, name: String) {
        self.chosen.set(Some(name));
        self.table.set(None);
        self.told.set(None);
    }

    /// Takes what the program has now.
    pub(super) fn found(&self, names: &[String]) {
        if self.names.with_untracked(|known| known != names) {
            self.names.set(names.to_vec());
        }
        self.version.update(|version| *version += 1);
    }

    /// Another program has other databases.
    pub(super) fn forget(&self) {
        self.names.set(Vec::new());
        self.chosen.set(None);
        self.table.set(None);
        self.sql.set(String::new());
        self.told.set(None);
        self.look.set(Look::Tables);
    }
}

impl Bench {
    /// Asks about a database.
    ///
    /// # Errors
    /// What SQLite or the engine says against it.
    pub async fn ask_database(&self, question: DatabaseAsk) -> Result<DatabaseTell, String> {
        if self.judging() {
            return Err(JUDGING.to_owned());
        }
        match self
            .client
            .get_value()
            .ask(Ask::Database { question })
            .await
        {
            Ok(Tell::Database {
                answer: DatabaseTell::Failed { message },
            }) if message == "interrupted" => Err(TOO_LONG.to_owned()),
            Ok(Tell::Database {
                answer: DatabaseTell::Failed { message },
            }) => Err(message),
            Ok(Tell::Database { answer }) => Ok(answer),
            Ok(Tell::Diagnostics { diagnostics, .. }) => Err(diagnostics
                .first()
                .map(|first| first.message.clone())
                .unwrap_or_default()),
            Ok(_) => Err(OTHER_KIND.to_owned()),
            Err(failure) => {
                // The database went with the worker.
                self.databases.version.try_update(|version| *version += 1);
                Err(said(failure, false))
            }
        }
    }

    /// Runs the statement of the prompt.
    pub async fn run_sql(&self) {
        let Some(database) = untrack(|| self.databases.current()) else {
            return;
        };
        let sql = self.databases.sql.get_untracked();
        let told = match self.ask_database(DatabaseAsk::Run { database, sql }).await {
            Ok(DatabaseTell::Rows(rows)) => Ok(rows),
            Ok(_) => Err(OTHER_KIND.to_owned()),
            Err(message) => Err(message),
        };
        self.databases.told.try_set(Some(told));
        self.databases.version.try_update(|version| *version += 1);
    }

    /// The bytes of a database's file.
    ///
    /// # Errors
    /// When there is none.
    pub async fn export_database(&self, database: String) -> Result<Vec<u8>, String> {
        match self.ask_database(DatabaseAsk::Export { database }).await? {
            DatabaseTell::Exported { content } => {
                base64::from_standard(&content).ok_or_else(|| OTHER_KIND.to_owned())
            }
            _ => Err(OTHER_KIND.to_owned()),
        }
    }

    /// Puts a file in the place of a database, and loads the program again so that it sees it.
    ///
    /// # Errors
    /// When it isn't a database, or is too large.
    pub async fn import_database(&self, database: String, bytes: &[u8]) -> Result<(), String> {
        check_file(bytes)?;
        let content = base64::standard(bytes);
        match self
            .ask_database(DatabaseAsk::Import { database, content })
            .await?
        {
            DatabaseTell::Imported => {
                if !self.phase.is_disposed() {
                    self.changed(0);
                }
                Ok(())
            }
            _ => Err(OTHER_KIND.to_owned()),
        }
    }
}

/// SQLite's own word for it is `interrupted`; who has interrupted it is the engine.
const TOO_LONG: &str =
    "interrupted: the statement took longer than the playground lets one run. Does it end?";
const OTHER_KIND: &str = "The engine gave an answer of another kind";

/// Whether a file can be a database, before it is sent to the engine.
pub fn check_file(bytes: &[u8]) -> Result<(), String> {
    if bytes.len() > FILE_LIMIT {
        return Err(format!(
            "The file is too large: at most {} MB fit here.",
            FILE_LIMIT >> 20
        ));
    }
    if !bytes.starts_with(MAGIC) {
        return Err("This file isn't an SQLite database.".to_owned());
    }
    Ok(())
}

/// A statement that the program sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// To which database.
    pub database: String,
    /// The SQL as it was sent.
    pub sql: String,
    /// What was given for its placeholders, for each run.
    pub parameters: Vec<String>,
    /// The columns of its rows.
    pub columns: Vec<String>,
    /// The first rows.
    pub sample: Vec<Vec<String>>,
    /// How many rows it gave or changed.
    pub rows: u64,
    /// How long it took, in microseconds.
    pub elapsed: u64,
    /// What SQLite said against it.
    pub error: Option<String>,
    /// Where in the program it was sent from.
    pub source: Option<playground_protocol::Source>,
}

impl Statement {
    /// How many rows, in words.
    pub fn count(&self) -> String {
        count(&self.sql, self.columns.is_empty(), self.rows)
    }
}

/// How many rows a statement gave or changed, in words; nothing for one that does neither.
pub fn count(sql: &str, gives_none: bool, rows: u64) -> String {
    let plural = if rows == 1 { "" } else { "s" };
    let first = sql.split_whitespace().next().unwrap_or_default();
    let writes = ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word));
    match (gives_none, writes) {
        (false, _) => format!("{rows} row{plural}"),
        (true, true) => format!("{rows} row{plural} changed"),
        (true, false) => String::new(),
    }
}

/// The statements of a request.
pub fn statements(exchange: &Exchange) -> Vec<Statement> {
    let trace = &exchange.answer.trace;
    trace
        .iter()
        .filter_map(|event| match &event.kind {
            TraceKind::Sql {
                database,
                statement,
                parameters,
                columns,
                sample,
                rows,
                elapsed_us,
                error,
            } => Some(Statement {
                database: database.clone(),
                sql: statement.clone(),
                parameters: parameters.clone(),
                columns: columns.clone(),
                sample: sample.clone(),
                rows: *rows,
                elapsed: *elapsed_us,
                error: error.clone(),
                source: event.source.clone(),
            }),
            _ => None,
        })
        .collect()
}

/// SQL on one line.
pub fn one_line(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sqlite_files_are_taken() {
        let file = |rest: usize| [MAGIC, &vec![0; rest]].concat();
        assert_eq!(check_file(&file(100)), Ok(()));
        assert!(check_file(b"hello").is_err_and(|why| why.contains("isn't")));
        assert!(check_file(b"").is_err());
        assert!(check_file(&file(FILE_LIMIT)).is_err_and(|why| why.contains("large")));
    }

    #[test]
    fn statements_are_told_by_what_they_do() {
        assert_eq!(count("SELECT 1", false, 1), "1 row");
        assert_eq!(count("insert into t values (1)", true, 2), "2 rows changed");
        assert_eq!(
            count("INSERT INTO t VALUES (1) RETURNING id", false, 1),
            "1 row"
        );
        assert_eq!(count("BEGIN", true, 0), "");
        assert_eq!(
            one_line("SELECT a \nFROM t\n\t WHERE 1"),
            "SELECT a FROM t WHERE 1"
        );
    }
}
