//! What can be wrong with an input: kinds of errors with their texts, and one line of a `ValidationError`.
//!
//! The Python classes are in [`classes`] and [`report`].

pub mod classes;
pub mod kinds;
pub mod report;

use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

/// One step of the place of an error.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A name.
    Name(Str),
    /// A position.
    Index(i64),
}

impl Place {
    /// As Python shows it.
    pub fn value(&self) -> Value {
        match self {
            Place::Name(name) => Value::Str(name.clone()),
            Place::Index(index) => Value::Int(*index),
        }
    }

    /// The place of a dict's key.
    pub fn of_key(interp: &mut Interp, key: &Value) -> PyResult<Place> {
        Ok(match key.base() {
            Value::Str(text) => Place::Name(text.clone()),
            Value::Int(number) => Place::Index(*number),
            other => Place::Name(interp.str(other)?),
        })
    }
}

/// What is wrong.
#[derive(Clone)]
pub enum Kind {
    /// One of the known kinds, with what its text speaks of.
    Known(&'static kinds::Known, Vec<(&'static str, Value)>),
    /// An error that a program made: type, template of the text, context (a dict or `None`).
    Custom(Str, Str, Value),
}

/// One error.
#[derive(Clone)]
pub struct Line {
    /// What is wrong.
    pub kind: Kind,
    /// Where, the innermost step first.
    pub place: Vec<Place>,
    /// With what.
    pub input: Value,
}

/// Why a validator gave no value.
pub enum Fail {
    /// The input is wrong.
    Lines(Vec<Line>),
    /// An exception that isn't about the input.
    Raised(Raised),
    /// The item is to be left out.
    Omit,
    /// The default is to be used.
    UseDefault,
}

impl From<Raised> for Fail {
    fn from(raised: Raised) -> Fail {
        Fail::Raised(raised)
    }
}

/// What a validator gives.
pub type Checked<T = Value> = Result<T, Fail>;

impl Fail {
    /// One error of a known kind without context.
    pub fn new(kind: &str, input: &Value) -> Fail {
        Fail::with(kind, Vec::new(), input)
    }

    /// One error of a known kind.
    pub fn with(kind: &str, context: Vec<(&'static str, Value)>, input: &Value) -> Fail {
        Fail::of(Kind::Known(kinds::known(kind), context), input)
    }

    /// One error.
    pub fn of(kind: Kind, input: &Value) -> Fail {
        Fail::Lines(vec![Line {
            kind,
            place: Vec::new(),
            input: input.clone(),
        }])
    }

    /// The same failure seen from one step further out.
    pub fn within(self, place: Place) -> Fail {
        match self {
            Fail::Lines(mut lines) => {
                for line in &mut lines {
                    line.place.push(place.clone());
                }
                Fail::Lines(lines)
            }
            other => other,
        }
    }
}

/// Collects errors of several parts: what isn't about the input stops at once.
pub fn gather(lines: &mut Vec<Line>, fail: Fail) -> Result<(), Fail> {
    match fail {
        Fail::Lines(more) => {
            lines.extend(more);
            Ok(())
        }
        other => Err(other),
    }
}
