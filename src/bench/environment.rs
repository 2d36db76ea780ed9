//! Changing the environment of a program, and the file that often stands for it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use playground_protocol::File;

use super::actions::PAUSE;
use super::{Bench, Pane};

/// The file that `python-dotenv` and `pydantic-settings` read.
pub const DOTENV: &str = ".env";

impl Bench {
    /// Takes new variables; the program is loaded anew with them.
    pub fn set_env(&self, variables: BTreeMap<String, String>) {
        if self.env.with_untracked(|env| *env == variables) {
            return;
        }
        self.env.set(variables);
        self.keep();
        self.changed(PAUSE);
    }

    /// Whether the program has a `.env` file.
    pub fn has_dotenv(&self) -> bool {
        self.files
            .with(|files| files.iter().any(|file| file.path == DOTENV))
    }

    /// Opens the program's `.env` file, after making it where there is none.
    pub fn open_dotenv(&self) {
        if !untrack(|| self.has_dotenv()) {
            self.files.update(|files| {
                files.push(File {
                    path: DOTENV.to_owned(),
                    text: "# NAME=value, one on each line\n".to_owned(),
                });
            });
            self.keep();
            self.changed(PAUSE);
        }
        self.current.set(DOTENV.to_owned());
        self.pane.set(Pane::Program);
    }
}
