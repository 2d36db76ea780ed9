//! Trace events: what happened while a request was answered, in order, with the place in the source.
//!
//! The core only keeps them; libraries emit them through the native module `_playground`.

use crate::source::Place;
use crate::value::Value;

/// One event.
pub struct Event {
    /// What happened: `route_tried`, `call` …
    pub kind: String,
    /// The place in the program that it belongs to.
    pub place: Option<Place>,
    /// Virtual time in microseconds.
    pub at: i64,
    /// Instructions that had been run.
    pub instructions: u64,
    /// What the event says, as a dict of plain values.
    pub data: Value,
}

/// Keeps events while it is on.
#[derive(Default)]
pub struct Tracer {
    /// Whether events are wanted.
    pub is_on: bool,
    /// What was kept.
    pub events: Vec<Event>,
}
