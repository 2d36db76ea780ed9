//! The content model of the guide: what sections, examples and quizzes are, how they are read from
//! a content folder, and what must hold for them.
//!
//! Markdown is turned into HTML here, when the app is built. The output holds no script and no
//! markup that was not written by this crate: raw HTML in a section is a problem, not passed on.

mod model;

#[cfg(feature = "read")]
mod check;
#[cfg(feature = "read")]
mod front;
#[cfg(feature = "read")]
mod highlight;
#[cfg(feature = "read")]
mod prerender;
#[cfg(feature = "read")]
mod problem;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "read")]
mod render;

pub use model::{
    Choice, Content, Example, ExampleFile, Heading, Preset, Question, QuestionKind, Quiz, Section,
};

#[cfg(feature = "read")]
pub use check::check_content;
#[cfg(feature = "read")]
pub use highlight::{Language, highlight};
#[cfg(feature = "read")]
pub use prerender::{Prerendered, prerender};
#[cfg(feature = "read")]
pub use problem::Problem;
#[cfg(feature = "read")]
pub use read::read_content;
