//! Files that a learner adds to a program, and takes out of it again.

use leptos::prelude::*;
use playground_protocol::File;

use super::actions::PAUSE;
use super::{Bench, Pane};

/// The longest path of a file.
const PATH_LIMIT: usize = 100;
/// How many files a program may have.
const COUNT_LIMIT: usize = 40;

impl Bench {
    /// Adds an empty file and shows it.
    ///
    /// # Errors
    /// Why there can't be such a file, in a sentence.
    pub fn add_file(&self, path: &str) -> Result<(), &'static str> {
        let path = path.trim();
        let path = path.strip_prefix("./").unwrap_or(path);
        self.files.with_untracked(|files| refused(path, files))?;
        self.files.update(|files| {
            files.push(File {
                path: path.to_owned(),
                text: String::new(),
            });
        });
        self.keep();
        self.changed(PAUSE);
        self.current.set(path.to_owned());
        self.pane.set(Pane::Program);
        Ok(())
    }

    /// Takes out a file that was added.
    pub fn remove_file(&self, path: &str) {
        if !untrack(|| self.is_added(path)) {
            return;
        }
        self.files
            .update(|files| files.retain(|file| file.path != path));
        if self.current.with_untracked(|current| current == path) {
            let first = self
                .files
                .with_untracked(|files| files.first().map(|file| file.path.clone()));
            self.current.set(first.unwrap_or_default());
        }
        self.keep();
        self.changed(PAUSE);
    }

    /// Whether a file isn't among those that the program has at first.
    pub fn is_added(&self, path: &str) -> bool {
        self.example.with(|example| {
            example
                .as_ref()
                .is_none_or(|example| example.files.iter().all(|file| file.path != path))
        })
    }
}

/// Why there can't be a file of this path beside the others.
fn refused(path: &str, files: &[File]) -> Result<(), &'static str> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if path.is_empty() {
        return Err("Write the path of the file, such as app/models.py.");
    }
    if path.len() > PATH_LIMIT {
        return Err("The path is too long.");
    }
    let bad =
        |part: &str| part.is_empty() || part == "." || part == ".." || !part.chars().all(good);
    if path.split('/').any(bad) {
        return Err(
            "A path has letters, digits, dots, dashes and underscores, and slashes between folders.",
        );
    }
    let inside = |one: &str, other: &str| {
        one.strip_prefix(other)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    if files.iter().any(|file| file.path == path) {
        return Err("There is a file of this name already.");
    }
    if files
        .iter()
        .any(|file| inside(&file.path, path) || inside(path, &file.path))
    {
        return Err("A name can't be both a file and a folder.");
    }
    if files.len() >= COUNT_LIMIT {
        return Err("The program has too many files.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_paths_are_refused() {
        let files = ["main.py", "app/models.py"].map(|path| File {
            path: path.into(),
            text: String::new(),
        });
        for path in [
            "",
            "/a.py",
            "a//b.py",
            "../a.py",
            "a/./b.py",
            "a/",
            "a b.py",
            "é.py",
            "main.py",
            "app",
            "main.py/a.py",
        ] {
            assert!(refused(path, &files).is_err(), "{path}");
        }
        for path in [
            "a.py",
            "app/routers/items.py",
            "Dockerfile",
            ".env",
            "tests/test_a.py",
        ] {
            assert_eq!(refused(path, &files), Ok(()), "{path}");
        }
    }
}
