//! The part as the engine asks it: databases that stay apart, limits that hold, and nothing that reaches a real file.

use playground_parts::{Failure, Part, Value};
use playground_sqlite::Sqlite;

fn run(part: &mut Sqlite, number: i64, sql: &str) -> Result<Value, Failure> {
    let once = Value::List(vec![Value::List(vec![])]);
    part.call("run", &[number.into(), sql.into(), once])
}

fn open(part: &mut Sqlite, name: &str) -> i64 {
    let opened = part.call("open", &[name.into(), false.into(), false.into()]);
    opened.expect("it opens").int().expect("a number")
}

fn rows(told: &Value) -> &[Value] {
    told.items().expect("a list")[1].items().expect("rows")
}

#[test]
fn a_file_is_shared_by_its_connections_and_outlives_them() {
    let mut part = Sqlite::default();
    let (one, two) = (open(&mut part, "app.db"), open(&mut part, "app.db"));
    run(&mut part, one, "CREATE TABLE t (a)").expect("made");
    run(&mut part, one, "INSERT INTO t VALUES (1)").expect("inserted");
    let seen = run(&mut part, two, "SELECT a FROM t").expect("read");
    assert_eq!(rows(&seen), [Value::List(vec![1.into()])]);
    part.call("close_all", &[]).expect("closed");
    let three = open(&mut part, "app.db");
    assert_eq!(
        rows(&run(&mut part, three, "SELECT a FROM t").expect("read")).len(),
        1
    );
    part.call("clear", &[]).expect("cleared");
    let four = open(&mut part, "app.db");
    let failure = run(&mut part, four, "SELECT a FROM t").expect_err("it is gone");
    assert_eq!(
        (failure.kind.as_str(), failure.message.as_str()),
        ("OperationalError", "no such table: t")
    );
}

#[test]
fn foreign_keys_are_checked_when_the_program_asks_for_it() {
    let mut part = Sqlite::default();
    let number = open(&mut part, ":memory:");
    let mut run = |sql| run(&mut part, number, sql);
    run("CREATE TABLE t (a PRIMARY KEY, b REFERENCES t (a))").expect("made");
    run("INSERT INTO t VALUES (1, 2)").expect("nobody looks");
    run("PRAGMA foreign_keys = ON").expect("set");
    let failure = run("INSERT INTO t VALUES (3, 4)").expect_err("refused");
    assert_eq!(failure.message, "FOREIGN KEY constraint failed");
}

#[test]
fn two_programs_share_nothing() {
    let (mut mine, mut yours) = (Sqlite::default(), Sqlite::default());
    let (one, two) = (open(&mut mine, "app.db"), open(&mut yours, "app.db"));
    run(&mut mine, one, "CREATE TABLE t (a)").expect("made");
    assert!(run(&mut yours, two, "SELECT * FROM t").is_err());
}

#[test]
fn a_database_goes_out_as_a_file_and_comes_in_again() {
    let mut part = Sqlite::default();
    let number = open(&mut part, "app.db");
    run(
        &mut part,
        number,
        "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 'x')",
    )
    .expect("made");
    run(&mut part, number, "INSERT INTO t (a) VALUES (1), (2)").expect("inserted");
    let file = part.call("export", &["app.db".into()]).expect("exported");
    assert!(
        file.bytes()
            .is_some_and(|bytes| bytes.starts_with(b"SQLite format 3\0"))
    );
    part.call("import", &["copy.db".into(), file])
        .expect("imported");
    let told = part
        .call("rows", &["copy.db".into(), "t".into(), 1.into(), 10.into()])
        .expect("rows");
    let told = told.items().expect("a list");
    assert_eq!(
        told[1],
        Value::List(vec![Value::List(vec!["2".into(), "x".into()])])
    );
    assert_eq!(told[2], 2.into(), "all rows are counted");
    for broken in [&b"no database"[..], b"SQLite format 3\0 and then nothing"] {
        let failure = part
            .call("import", &["app.db".into(), broken.to_vec().into()])
            .expect_err("this is no database");
        assert_eq!(failure.kind, "DatabaseError", "{}", failure.message);
    }
    let kept = run(&mut part, number, "SELECT count(*) FROM t").expect("read");
    assert_eq!(
        rows(&kept),
        [Value::List(vec![2.into()])],
        "nothing was lost"
    );
}

#[test]
fn a_statement_without_an_end_is_ended() {
    let mut part = Sqlite::default();
    let number = open(&mut part, ":memory:");
    let endless =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
    let failure = run(&mut part, number, endless).expect_err("it has no end");
    assert!(failure.message.starts_with("interrupted"), "{failure:?}");
    let large = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT zeroblob(1000000) FROM n";
    let failure = run(&mut part, number, large).expect_err("it is too large");
    assert!(failure.message.contains("LIMIT"), "{failure:?}");
    // The count begins anew with each statement.
    for _ in 0..50 {
        let some = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 100000) SELECT count(*) FROM n";
        run(&mut part, number, some).expect("it ends");
    }
}

#[test]
fn no_statement_reaches_a_real_file() {
    let mut part = Sqlite::default();
    let number = open(&mut part, "app.db");
    run(&mut part, number, "CREATE TABLE t (a)").expect("made");
    let folder = std::env::temp_dir();
    for name in ["attached.db", "vacuumed.db"] {
        let path = folder.join(format!("playground-{}-{name}", std::process::id()));
        let path = path.display().to_string();
        let _ = run(&mut part, number, &format!("ATTACH '{path}' AS other"));
        let _ = run(&mut part, number, "CREATE TABLE IF NOT EXISTS other.t (a)");
        let _ = run(&mut part, number, &format!("VACUUM INTO '{path}'"));
        assert!(!std::path::Path::new(&path).exists(), "{path} was written");
    }
    run(&mut part, number, "VACUUM").expect("a plain VACUUM works");
}

#[test]
fn what_it_does_not_understand_is_refused() {
    let mut part = Sqlite::default();
    for (function, arguments) in [
        ("fly", vec![]),
        ("open", vec![Value::None]),
        (
            "run",
            vec![99.into(), "SELECT 1".into(), Value::List(vec![])],
        ),
        ("tables", vec!["nowhere.db".into()]),
    ] {
        assert!(part.call(function, &arguments).is_err(), "{function}");
    }
    let number = open(&mut part, ":memory:");
    for sql in ["SELECT 1; SELECT 2", "SELEC", "SELECT ?", "SELECT '\0'"] {
        assert!(run(&mut part, number, sql).is_err(), "{sql:?}");
    }
    let nothing = run(&mut part, number, " -- nothing").expect("it is empty");
    assert!(rows(&nothing).is_empty());
}
