//! Parts of the engine that are binaries of their own in the browser, because most programs don't need them: SQLite and cryptography.
//!
//! A part is asked by name with plain values and answers with a plain value or a failure. Natively it is linked and asked directly; in the
//! browser both sides speak [`wire`], because two WebAssembly modules don't share memory. What a part *does* stands in its own crate, and
//! the Python packages that use it travel with it ([`Part::sources`]), so that they aren't downloaded without it.

pub mod wire;

/// What can be said to a part and by it: the values that both sides and Python have.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Python's `None`, SQL's `NULL`.
    None,
    /// A boolean.
    Bool(bool),
    /// An integer of 64 bits.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// Unicode text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Several values: a list or a tuple in Python going in, a tuple coming out.
    List(Vec<Value>),
}

impl Value {
    /// The text, when it is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The bytes, of bytes or of text in UTF-8.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Text(text) => Some(text.as_bytes()),
            _ => None,
        }
    }

    /// The number, when it is an integer or a boolean.
    pub fn int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            Self::Bool(flag) => Some(i64::from(*flag)),
            _ => None,
        }
    }

    /// The items, when there are several.
    pub fn items(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::List(items)
    }
}

/// Why a part could not do what it was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The name that the Python side makes an exception of, such as `IntegrityError`.
    pub kind: String,
    /// What is wrong, in the words that a program sees.
    pub message: String,
    /// What else is known, such as SQLite's error code.
    pub details: Vec<Value>,
}

impl Failure {
    /// A failure without details.
    pub fn new(kind: &str, message: impl Into<String>) -> Self {
        Self {
            kind: kind.to_owned(),
            message: message.into(),
            details: Vec::new(),
        }
    }

    /// The part has no function of this name, or it was given something else than it takes: a mistake of ours, not of the program.
    pub fn misuse(function: &str) -> Self {
        Self::new(
            "SystemError",
            format!("{function} was asked in a way that it doesn't understand"),
        )
    }
}

/// What a part answers.
pub type Answer = Result<Value, Failure>;

/// The files of a library: path (`sqlalchemy/orm/session.py`) and text.
pub type Sources = Vec<(String, String)>;

/// A part: asked by name, it answers.
pub trait Part {
    /// Asks one of its functions. It must not panic, whatever it is given.
    ///
    /// # Errors
    /// What the function says; [`Failure::misuse`] for a function that it doesn't have.
    fn call(&mut self, function: &str, arguments: &[Value]) -> Answer;

    /// The Python packages that come with it.
    fn sources(&self) -> Sources;
}

/// The table that a build script has made, as [`Part::sources`] gives it.
pub fn owned(table: &[(&str, &str)]) -> Sources {
    table
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

/// The face of a part that is a WebAssembly module: `ask`, a call and its answer in bytes, and `sources`. The crate that says it needs
/// `wasm-bindgen`.
#[macro_export]
macro_rules! export_part {
    ($part:ty) => {
        mod browser {
            //! The part's face in the browser.

            use std::cell::RefCell;

            use wasm_bindgen::prelude::wasm_bindgen;
            use $crate::{Failure, Part, wire};

            thread_local! {
                // The module belongs to one worker, which has one program.
                static PART: RefCell<$part> = RefCell::default();
            }

            /// Asks the part.
            #[wasm_bindgen]
            pub fn ask(bytes: &[u8]) -> Vec<u8> {
                let answer = match wire::decode_call(bytes) {
                    Some((function, arguments)) => {
                        PART.with_borrow_mut(|part| part.call(&function, &arguments))
                    }
                    None => Err(Failure::misuse("ask")),
                };
                wire::encode_answer(&answer)
            }

            /// The Python packages that come with the part.
            #[wasm_bindgen]
            pub fn sources() -> Vec<u8> {
                PART.with_borrow(|part| wire::encode_sources(&part.sources()))
            }
        }
    };
}
