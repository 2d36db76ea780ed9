//! Reads a content folder. Each kind of file has a module of its own; here is what they share, and
//! the order. Everything that is wrong is collected; nothing stops at the first problem.

mod card;
mod coverage;
mod example;
mod exercise;
mod project;
mod quiz;
mod request;
mod section;

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::{Content, ExampleFile};
use crate::problem::Problem;
use crate::render::render;

pub use coverage::{Point, read_coverage};

/// Where the links of a text lead, for checking them when everything is read: the file, the id of
/// the section that it is, and the targets with their lines.
pub(crate) type Links = Vec<(PathBuf, String, Vec<(String, usize)>)>;

/// Reads the content below `root` (a folder with `guide`, `examples`, `quizzes`, `exercises`,
/// `interview` and `checklist`).
pub fn read_content(root: &Path) -> (Content, Vec<Problem>) {
    let (content, _, problems) = read_all(root);
    (content, problems)
}

/// What the readers share.
struct Reader<'a> {
    root: &'a Path,
    links: Links,
    problems: Vec<Problem>,
}

pub(crate) fn read_all(root: &Path) -> (Content, Links, Vec<Problem>) {
    let mut reader = Reader {
        root,
        links: Links::new(),
        problems: Vec::new(),
    };
    let content = Content {
        sections: reader.each("guide", Some("md"), Reader::section),
        examples: reader.each("examples", None, Reader::example),
        quizzes: reader.each("quizzes", Some("toml"), Reader::quiz),
        exercises: reader.exercise_sets(),
        levels: reader.each("interview", Some("toml"), Reader::level),
        projects: reader.each("checklist", None, Reader::project),
    };
    (content, reader.links, reader.problems)
}

impl Reader<'_> {
    /// Reads all files of a folder with this extension, or all its folders.
    fn each<T>(
        &mut self,
        folder: &str,
        extension: Option<&str>,
        read: fn(&mut Self, &Path) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for path in entries(self.root, folder) {
            let wanted = match extension {
                Some(extension) => path.extension().is_some_and(|found| found == extension),
                None => self.root.join(&path).is_dir(),
            };
            if wanted {
                all.extend(read(self, &path));
            }
        }
        all
    }

    fn say(&mut self, file: &Path, line: usize, message: impl Into<String>) {
        self.problems.push(Problem::new(file, line, message));
    }

    fn text(&mut self, path: &Path) -> Option<String> {
        match fs::read_to_string(self.root.join(path)) {
            Ok(text) => Some(text.replace("\r\n", "\n")),
            Err(error) => {
                self.say(path, 0, format!("It can't be read: {error}."));
                None
            }
        }
    }

    /// A TOML file as a value; a key that isn't known is a problem.
    fn toml<T: serde::de::DeserializeOwned>(&mut self, path: &Path, text: &str) -> Option<T> {
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = line_at(text, error.span().map_or(0, |span| span.start));
                self.say(
                    path,
                    line,
                    format!("{}.", error.message().trim_end_matches('.')),
                );
                None
            }
        }
    }

    /// Markdown of a TOML file as HTML.
    fn markdown(&mut self, path: &Path, line: usize, text: &str) -> String {
        let mut problems = Vec::new();
        let rendered = render(path, text.trim(), "", line, self.root, &mut problems);
        // Lines within the text aren't known here: they all stand where the text's owner begins.
        for problem in problems {
            self.say(path, line, problem.message);
        }
        let links = rendered.links.into_iter().map(|(target, _)| (target, line));
        self.links
            .push((path.to_owned(), String::new(), links.collect()));
        rendered.html
    }

    /// The files of a folder and the folders in it, with paths relative to it, in the order of their
    /// names.
    fn files(&mut self, folder: &Path) -> Vec<ExampleFile> {
        let mut files = Vec::new();
        self.collect(folder, folder, &mut files);
        files
    }

    fn collect(&mut self, top: &Path, folder: &Path, files: &mut Vec<ExampleFile>) {
        let Some(name) = folder.to_str() else { return };
        for path in entries(self.root, name) {
            let hidden = path.file_name().is_some_and(|name| {
                ["__pycache__", "example.toml", "step.toml"]
                    .iter()
                    .any(|own| name == *own)
            });
            if hidden {
                continue;
            }
            if self.root.join(&path).is_dir() {
                self.collect(top, &path, files);
            } else if let Some(text) = self.text(&path) {
                let path = shown(path.strip_prefix(top).unwrap_or(&path));
                files.push(ExampleFile { path, text });
            }
        }
    }
}

/// The entries of a folder, relative to the root, in the order of their names.
fn entries(root: &Path, folder: &str) -> Vec<PathBuf> {
    let Ok(list) = fs::read_dir(root.join(folder)) else {
        return Vec::new();
    };
    let mut names: Vec<PathBuf> = list
        .flatten()
        .map(|entry| Path::new(folder).join(entry.file_name()))
        .collect();
    names.sort();
    names
}

/// The line, counted from 1, of an offset.
fn line_at(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    1 + before.filter(|byte| **byte == b'\n').count()
}

/// The line on which an id is given.
fn line_of_id(text: &str, id: &str) -> usize {
    let given = |line: &str| {
        line.trim_start()
            .strip_prefix("id")
            .and_then(|rest| rest.trim_start().strip_prefix('='))
            .is_some_and(|rest| rest.trim().trim_matches(['"', '\'']) == id)
    };
    text.lines().position(given).map_or(0, |index| index + 1)
}

/// Replaces the file of the same path, or adds it.
fn put(files: &mut Vec<ExampleFile>, new: ExampleFile) {
    match files.iter_mut().find(|file| file.path == new.path) {
        Some(file) => file.text = new.text,
        None => files.push(new),
    }
}

fn main_app() -> String {
    "main:app".to_owned()
}

/// A path as the checks print it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}
