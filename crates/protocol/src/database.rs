//! What can be asked about the databases that a program has made, and what is told.
//!
//! Cells are texts for reading, not values: the page shows them and does not calculate with them.

use serde::{Deserialize, Serialize};

/// A question about a database, by the name that [`crate::Loaded::databases`] or [`crate::Answer::databases`] gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum DatabaseAsk {
    /// Its tables and views, with their schema. Told: [`DatabaseTell::Tables`].
    Tables {
        /// The database.
        database: String,
    },
    /// Rows of a table. Told: [`DatabaseTell::Rows`].
    Rows {
        /// The database.
        database: String,
        /// The table or view.
        table: String,
        /// How many rows to pass over.
        #[serde(default)]
        offset: u64,
        /// How many rows to give at most.
        limit: u64,
    },
    /// Run one SQL statement. Told: [`DatabaseTell::Rows`].
    Run {
        /// The database.
        database: String,
        /// The statement.
        sql: String,
    },
    /// The whole database as a file. Told: [`DatabaseTell::Exported`].
    Export {
        /// The database.
        database: String,
    },
    /// Put a file in the place of the database, or make one of this name. Told: [`DatabaseTell::Imported`].
    Import {
        /// The database.
        database: String,
        /// The file, in standard base64 with padding.
        content: String,
    },
}

/// What is told about a database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "snake_case")]
pub enum DatabaseTell {
    /// The tables, by name.
    Tables {
        /// All of them.
        tables: Vec<Table>,
    },
    /// Rows, of a table or of a statement.
    Rows(Rows),
    /// The whole database.
    Exported {
        /// The file, in standard base64 with padding.
        content: String,
    },
    /// The file stands in its place. The program's own connections see it after it is loaded again.
    Imported,
    /// It can't be done; in SQLite's words where they are SQLite's.
    Failed {
        /// What is wrong.
        message: String,
    },
}

/// A table or a view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Whether it is a view.
    #[serde(default)]
    pub is_view: bool,
    /// The statement that made it.
    #[serde(default)]
    pub sql: String,
    /// How many rows it has.
    #[serde(default)]
    pub rows: u64,
    /// Its columns, in order.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// Its indexes, as the statements that made them.
    #[serde(default)]
    pub indexes: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its declared type.
    #[serde(default)]
    pub r#type: String,
    /// Whether it may be NULL.
    #[serde(default)]
    pub nullable: bool,
    /// Whether it belongs to the primary key.
    #[serde(default)]
    pub primary_key: bool,
    /// Its default, as SQL.
    #[serde(default)]
    pub default: Option<String>,
    /// What it refers to, as `table.column`.
    #[serde(default)]
    pub references: Option<String>,
}

/// Rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// The names of the columns; none for a statement that gives no rows.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The cells; `None` is NULL. Long ones are cut.
    #[serde(default)]
    pub rows: Vec<Vec<Option<String>>>,
    /// How many rows there are, with those that aren't here.
    #[serde(default)]
    pub total: u64,
    /// How many rows the statement changed.
    #[serde(default)]
    pub changed: u64,
}
