//! What SQLite says against a statement, as the `sqlite3` module of Python names it.

use playground_parts::Failure;
use rusqlite::{Error, ErrorCode, ffi};

/// SQLite's error as the exception that CPython's `sqlite3` raises for its code, with the extended code as its detail.
pub fn of(error: Error) -> Failure {
    match error {
        Error::SqliteFailure(error, message) => {
            let message = message.unwrap_or_else(|| error.to_string());
            coded(error, message)
        }
        Error::SqlInputError { error, msg, .. } => coded(error, msg),
        Error::MultipleStatement => Failure::new(
            "ProgrammingError",
            "You can only execute one statement at a time.",
        ),
        Error::NulError(_) => {
            Failure::new("ProgrammingError", "the query contains a null character")
        }
        other => Failure::new("InternalError", other.to_string()),
    }
}

fn coded(error: ffi::Error, message: String) -> Failure {
    let kind = match error.code {
        ErrorCode::InternalMalfunction | ErrorCode::NotFound => "InternalError",
        ErrorCode::OutOfMemory => "MemoryError",
        ErrorCode::TooBig => "DataError",
        ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => "IntegrityError",
        ErrorCode::ApiMisuse | ErrorCode::ParameterOutOfRange => "InterfaceError",
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => "DatabaseError",
        _ => "OperationalError",
    };
    Failure {
        kind: kind.to_owned(),
        message,
        details: vec![i64::from(error.extended_code).into()],
    }
}
