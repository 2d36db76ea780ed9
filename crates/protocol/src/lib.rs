//! The messages between the app and the worker: plain data, nothing that acts.
//!
//! The app asks with a [`Command`], the worker answers each with exactly one [`Reply`] of the same
//! `id`. Both carry [`VERSION`], because a page that was left open over a deployment may talk to a
//! worker of another build; the receiver then reloads instead of guessing. Everything is JSON on
//! the wire, so every type here must survive `serde_json`.

mod answer;
mod database;
mod message;
mod operation;
mod program;
mod test;
mod trace;

pub use answer::{Answer, Body, Cut, Elapsed, WrittenFile};
pub use database::{Column, DatabaseAsk, DatabaseTell, Rows, Table};
pub use message::{Ask, Command, Part, Reply, Tell};
pub use operation::{BodyForm, Field, Operation, Place, operations_from_openapi};
pub use program::{Diagnostic, File, Loaded, Program, Request, Severity, Source};
pub use test::{Outcome, TestCase, TestReport};
pub use trace::{ParameterOutcome, RouteMiss, TraceEvent, TraceKind};

/// The version of the messages; it changes whenever a message changes in a way that an older side
/// would misread.
pub const VERSION: u32 = 2;

/// How many bytes of a body, an output or a written file cross in an answer; the rest is fetched
/// with [`Ask::Fetch`].
pub const INLINE_LIMIT: usize = 64 * 1024;
