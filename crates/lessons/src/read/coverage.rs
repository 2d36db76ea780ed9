//! What the guide promises and where it keeps that: `coverage/NN.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Links, Reader};
use crate::problem::Problem;

/// One point that the guide has to teach, and the place where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The number of the section that has to teach it: `3.2`.
    pub section: String,
    /// The point, in short.
    pub point: String,
    /// The file that teaches it, below the content folder.
    pub file: String,
    /// A text that stands there.
    pub shows: String,
    /// Where this is written.
    pub written: PathBuf,
    /// The line there.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoverageToml {
    #[serde(default)]
    point: Vec<PointToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointToml {
    section: String,
    point: String,
    file: String,
    shows: String,
}

/// Reads what is covered where, below the content folder `root`, and says where that isn't so.
pub fn read_coverage(root: &Path) -> (Vec<Point>, Vec<Problem>) {
    let mut reader = Reader {
        root,
        links: Links::new(),
        problems: Vec::new(),
    };
    let read = reader.each("coverage", Some("toml"), Reader::coverage);
    (read.into_iter().flatten().collect(), reader.problems)
}

impl Reader<'_> {
    fn coverage(&mut self, path: &Path) -> Option<Vec<Point>> {
        let text = self.text(path)?;
        let parsed: CoverageToml = self.toml(path, &text)?;
        // The tables stand in the order in which they are parsed.
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.trim() == "[[point]]")
            .map(|(index, _)| index + 1);
        let mut points = Vec::new();
        for point in parsed.point {
            let line = lines.next().unwrap_or_default();
            match std::fs::read_to_string(self.root.join(&point.file)) {
                Ok(text) if point.shows.trim().is_empty() || !text.contains(&point.shows) => {
                    self.say(
                        path,
                        line,
                        format!("`{}` doesn't stand in `{}`.", point.shows, point.file),
                    );
                }
                Ok(_) => {}
                Err(_) => self.say(path, line, format!("There is no file `{}`.", point.file)),
            }
            points.push(Point {
                section: point.section,
                point: point.point,
                file: point.file,
                shows: point.shows,
                written: path.to_owned(),
                line,
            });
        }
        Some(points)
    }
}
