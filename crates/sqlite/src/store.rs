//! The databases of one program: files that live in memory under the program's own names, and the connections to them.
//!
//! SQLite's own VFS `memdb` keeps a database of a name as long as a connection to it is open, and shares it between connections with the
//! locks that files have. So each file has a *keeper*, a connection that does nothing. The VFS is made the default one, so that no
//! statement (`ATTACH`, `VACUUM INTO`) reaches a real file.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Once};

use playground_parts::Failure;
use rusqlite::limits::Limit;
use rusqlite::{Connection, MAIN_DB, OpenFlags, ffi};

use crate::failure;

/// Bytes of one database, of one value, and of the result of one statement.
pub const SIZE: usize = 64 << 20;

/// Steps of SQLite's virtual machine that one statement may take: two to three seconds in a browser.
const STEPS: u32 = 40_000_000;

/// Steps between two looks at the count.
const STRIDE: i32 = 10_000;

/// A connection of the program.
pub struct Open {
    /// SQLite's own.
    connection: Connection,
    /// The name that it was opened with; `:memory:` for one of its own.
    name: String,
    /// What the statement that runs has taken; SQLite asks for a callback that can be sent to another thread.
    steps: Arc<AtomicU32>,
}

impl Open {
    /// The connection, for the next statement.
    pub fn begin(&mut self) -> &mut Connection {
        self.steps.store(0, Ordering::Relaxed);
        &mut self.connection
    }
}

/// The databases and the connections of one program.
pub struct Store {
    /// Tells the databases of several programs in one process apart.
    id: u64,
    /// The connection that keeps each file.
    keepers: BTreeMap<String, Open>,
    open: BTreeMap<i64, Open>,
    next: i64,
}

impl Default for Store {
    fn default() -> Self {
        static ID: AtomicU64 = AtomicU64::new(1);
        Self {
            id: ID.fetch_add(1, Ordering::Relaxed),
            keepers: BTreeMap::new(),
            open: BTreeMap::new(),
            next: 1,
        }
    }
}

/// The name of a database that belongs to its connection alone.
pub const MEMORY: &str = ":memory:";

impl Store {
    /// Opens a connection and gives its number. A file that isn't there is made, unless `must_exist`.
    pub fn open(&mut self, name: &str, must_exist: bool, read_only: bool) -> Result<i64, Failure> {
        let connection = if name.is_empty() || name == MEMORY {
            self.connect(MEMORY, false)?
        } else {
            if !self.keepers.contains_key(name) {
                if must_exist {
                    return Err(Failure {
                        kind: "OperationalError".to_owned(),
                        message: "unable to open database file".to_owned(),
                        details: vec![i64::from(ffi::SQLITE_CANTOPEN).into()],
                    });
                }
                self.make(name)?;
            }
            self.connect(name, read_only)?
        };
        let number = self.next;
        self.next += 1;
        self.open.insert(number, connection);
        Ok(number)
    }

    /// Makes an empty file.
    pub fn make(&mut self, name: &str) -> Result<(), Failure> {
        let keeper = self.connect(name, false)?;
        self.keepers.insert(name.to_owned(), keeper);
        Ok(())
    }

    fn connect(&self, name: &str, read_only: bool) -> Result<Open, Failure> {
        keep_out_of_real_files();
        let access = if read_only {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        };
        let steps = Arc::new(AtomicU32::new(0));
        // `memdb` shares the names that begin with a slash.
        let path = match name {
            MEMORY => MEMORY.to_owned(),
            _ => format!("/{}/{name}", self.id),
        };
        let open = || {
            let mut connection =
                Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, SIZE as i32)?;
            connection.pragma_update(None, "max_page_count", (SIZE / 4096) as i64)?;
            connection.pragma_update(None, "temp_store", 2)?;
            // The bundled library checks foreign keys from the start; Python's doesn't until it is told to.
            connection.pragma_update(None, "foreign_keys", false)?;
            let (counted, stride) = (steps.clone(), STRIDE.unsigned_abs());
            let watch = move || counted.fetch_add(stride, Ordering::Relaxed) > STEPS;
            connection.progress_handler(STRIDE, Some(watch))?;
            Ok(connection)
        };
        let connection = open().map_err(failure::of)?;
        Ok(Open {
            connection,
            name: name.to_owned(),
            steps,
        })
    }

    /// A connection by its number.
    pub fn get(&mut self, number: i64) -> Option<&mut Open> {
        self.open.get_mut(&number)
    }

    /// Closes a connection; one that isn't open is closed already.
    pub fn close(&mut self, number: i64) {
        self.open.remove(&number);
    }

    /// Closes all connections; the files stay, the databases in memory don't.
    pub fn close_all(&mut self) {
        self.open.clear();
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.open.clear();
        self.keepers.clear();
    }

    /// Whether there is a file of this name.
    pub fn exists(&self, name: &str) -> bool {
        self.keepers.contains_key(name)
    }

    /// Removes a file. Connections to it go on with what they have, as with an unlinked file.
    pub fn remove(&mut self, name: &str) -> bool {
        self.keepers.remove(name).is_some()
    }

    /// The names of the databases: files, and `:memory:` for the connections that have one of their own.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.keepers.keys().cloned().collect();
        let own = self
            .open
            .values()
            .filter(|open| open.name == MEMORY)
            .count();
        names.extend((0..own).map(own_name));
        names
    }

    /// The connection that looks at the database of a name that [`Store::names`] gave.
    pub fn look(&mut self, name: &str) -> Result<&mut Connection, Failure> {
        let unknown = || Failure::new("OperationalError", format!("there is no database {name}"));
        if self.keepers.contains_key(name) {
            return self
                .keepers
                .get_mut(name)
                .map(Open::begin)
                .ok_or_else(unknown);
        }
        self.open
            .values_mut()
            .filter(|open| open.name == MEMORY)
            .enumerate()
            .find(|(index, _)| own_name(*index) == name)
            .map(|(_, open)| open.begin())
            .ok_or_else(unknown)
    }

    /// The database as the bytes of a file.
    pub fn export(&mut self, name: &str) -> Result<Vec<u8>, Failure> {
        let data = self.look(name)?.serialize(MAIN_DB).map_err(failure::of)?;
        Ok(data.to_vec())
    }

    /// Puts a file's bytes in the place of a database, or makes one of this name. Open connections see the new content.
    pub fn import(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let mut read = self.connect(MEMORY, false)?;
        put(read.begin(), "main", bytes)?;
        if !self.exists(name) && !name.starts_with(MEMORY) {
            self.make(name)?;
        }
        copy(&read.connection, self.look(name)?)
    }

    /// Copies the database of a connection to that of another.
    pub fn backup(&mut self, from: i64, to: i64) -> Result<(), Failure> {
        let closed = || Failure::new("ProgrammingError", "Cannot operate on a closed database.");
        // Both are borrowed at once: the target is taken out for the while.
        let mut target = self.open.remove(&to).ok_or_else(closed)?;
        let source = self.open.get(&from).ok_or_else(closed);
        let copied = source.and_then(|source| copy(&source.connection, target.begin()));
        self.open.insert(to, target);
        copied
    }
}

fn copy(from: &Connection, to: &mut Connection) -> Result<(), Failure> {
    let run = |to| {
        let backup = rusqlite::backup::Backup::new(from, to)?;
        backup.run_to_completion(1000, std::time::Duration::ZERO, None)
    };
    run(to).map_err(failure::of)
}

/// Puts a file's bytes in the place of a connection's own database.
pub fn put(connection: &mut Connection, schema: &str, bytes: &[u8]) -> Result<(), Failure> {
    if bytes.is_empty() {
        return Ok(());
    }
    if !bytes.starts_with(b"SQLite format 3\0") || bytes.len() > SIZE {
        return Err(Failure::new("DatabaseError", "file is not a database"));
    }
    let read = |connection: &mut Connection| {
        connection.deserialize_read_exact(schema, bytes, bytes.len(), false)?;
        // A file that only begins like one is found out here, before anything is lost.
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
    };
    read(connection).map_err(failure::of).map(drop)
}

fn own_name(index: usize) -> String {
    match index {
        0 => MEMORY.to_owned(),
        _ => format!("{MEMORY} {}", index + 1),
    }
}

/// Makes the VFS in memory the default one of the process.
fn keep_out_of_real_files() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        #[expect(unsafe_code, reason = "SQLite's C interface has no safe form of this")]
        // SAFETY: both functions may be called at any time after initialization, which the first does; the name is a C string.
        unsafe {
            let memory = ffi::sqlite3_vfs_find(c"memdb".as_ptr());
            if !memory.is_null() {
                ffi::sqlite3_vfs_register(memory, 1);
            }
        }
    });
}
