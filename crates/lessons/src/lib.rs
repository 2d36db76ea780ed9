//! The content model of the guide: what sections, programs, quizzes, exercises, interview cards and
//! projects are, how they are read from a content folder, and what must hold for them. Nothing is run
//! here: whether answers are as the content says is checked by `playground-cli`.
//!
//! Markdown is turned into HTML here, when the app is built. The output holds no script and no
//! markup that was not written by this crate: raw HTML in a section is a problem, not passed on.

mod agree;
mod highlight;
mod model;

#[cfg(feature = "read")]
mod check;
#[cfg(feature = "read")]
mod fence;
#[cfg(feature = "read")]
mod front;
#[cfg(feature = "read")]
mod index;
#[cfg(feature = "read")]
mod open_json;
#[cfg(feature = "read")]
mod picture;
#[cfg(feature = "read")]
mod portions;
#[cfg(feature = "read")]
mod prerender;
#[cfg(feature = "read")]
mod problem;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "read")]
mod render;
#[cfg(feature = "read")]
mod site;

pub use agree::{ANYTHING, agrees, equals, text_agrees};
pub use highlight::{Language, highlight};
pub use model::*;

#[cfg(feature = "read")]
pub use check::check_content;
#[cfg(feature = "read")]
pub use fence::{Fence, Message, exchange};
#[cfg(feature = "read")]
pub use open_json::parse as parse_open_json;
#[cfg(feature = "read")]
pub use portions::{Portions, portions};
#[cfg(feature = "read")]
pub use prerender::{Prerendered, prerender};
#[cfg(feature = "read")]
pub use problem::Problem;
#[cfg(feature = "read")]
pub use read::{Point, read_content, read_coverage};
#[cfg(feature = "read")]
pub use render::slug;
#[cfg(feature = "read")]
pub use site::write_site;
