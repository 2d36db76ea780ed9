//! What was done, as a file: to keep it, and to take it to another browser. A file may come from
//! anywhere: it is bounded, and what isn't ours is refused with a sentence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Progress;

/// What a file says of itself.
const FORMAT: &str = "fastapi-playground-progress";
const VERSION: u32 = 1;
/// The longest file that is read, in bytes.
pub const FILE_LIMIT: usize = 2_000_000;

/// All that a learner would want to take along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backup {
    /// What was done.
    pub progress: Progress,
    /// The learner's programs, by the keys that they are kept under.
    pub programs: BTreeMap<String, Value>,
}

/// Why a file isn't taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is longer than any file of ours.
    TooLarge,
    /// It isn't a file of ours, or a part of it is lost.
    Foreign,
    /// A later version of the page has written it.
    TooNew,
}

impl Refused {
    /// One sentence.
    pub fn message(self) -> &'static str {
        match self {
            Self::TooLarge => "This file is too large to be an export of this page.",
            Self::Foreign => {
                "This file isn't an export of this page, or a part of it is lost. Nothing was changed."
            }
            Self::TooNew => {
                "This file was written by a later version of this page. Load the page again, and import it then."
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: String,
    version: u32,
    #[serde(default)]
    progress: Progress,
    #[serde(default)]
    programs: BTreeMap<String, Value>,
}

impl Backup {
    /// The text of the file.
    pub fn to_text(&self) -> String {
        let written = Written {
            format: FORMAT.to_owned(),
            version: VERSION,
            progress: self.progress.clone(),
            programs: self.programs.clone(),
        };
        serde_json::to_string_pretty(&written).unwrap_or_default()
    }

    /// Reads the text of a file. Entries that can't be read are left out.
    ///
    /// # Errors
    /// When it is no file of ours at all.
    pub fn from_text(text: &str) -> Result<Self, Refused> {
        if text.len() > FILE_LIMIT {
            return Err(Refused::TooLarge);
        }
        let value: Value = serde_json::from_str(text).map_err(|_| Refused::Foreign)?;
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(Refused::Foreign);
        }
        match value.get("version").and_then(Value::as_u64) {
            Some(1) => {}
            Some(version) if version > u64::from(VERSION) => return Err(Refused::TooNew),
            _ => return Err(Refused::Foreign),
        }
        let written: Written = serde_json::from_value(value).map_err(|_| Refused::Foreign)?;
        // Only programs are taken: a file must not write other entries of the storage.
        let programs = written
            .programs
            .into_iter()
            .filter(|(key, _)| key.starts_with("draft:") && key.len() < 200);
        Ok(Self {
            progress: written.progress,
            programs: programs.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Worked;

    #[test]
    fn a_file_is_read_back() {
        let mut backup = Backup::default();
        let solved = Worked {
            solved: true,
            ..Worked::default()
        };
        backup.progress.exercises.insert("a".into(), solved);
        backup
            .programs
            .insert("draft:a".into(), serde_json::json!({"files": []}));
        assert_eq!(Backup::from_text(&backup.to_text()), Ok(backup));
    }

    #[test]
    fn foreign_files_are_refused_and_odd_entries_left_out() {
        for (text, why) in [
            ("", Refused::Foreign),
            ("[1]", Refused::Foreign),
            (r#"{"format":"other","version":1}"#, Refused::Foreign),
            (
                r#"{"format":"fastapi-playground-progress"}"#,
                Refused::Foreign,
            ),
            (
                r#"{"format":"fastapi-playground-progress","version":2}"#,
                Refused::TooNew,
            ),
        ] {
            assert_eq!(Backup::from_text(text), Err(why), "{text}");
        }
        let long = " ".repeat(FILE_LIMIT + 1);
        assert_eq!(Backup::from_text(&long), Err(Refused::TooLarge));
        let odd = r#"{"format":"fastapi-playground-progress","version":1,"progress":{"questions":{"a":1}},"programs":{"settings":1,"draft:x":2}}"#;
        let read = Backup::from_text(odd).expect("a backup");
        assert!(read.progress.questions.is_empty());
        assert_eq!(read.programs.keys().collect::<Vec<_>>(), ["draft:x"]);
    }
}
