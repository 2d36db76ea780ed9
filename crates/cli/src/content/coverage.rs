//! Whether the guide teaches all that it promises: `coverage/*.toml` says where each point stands.

use std::path::Path;

use playground_lessons::{Content, Point, read_coverage};

use super::Found;

/// The sections that are promised, by number. A section of the guide may teach a part of one: what
/// 6 promises stands in 6.1, 6.2 and so on.
const PROMISED: [&str; 21] = [
    "1", "2", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1", "5.2",
    "6", "7", "8", "9", "10", "11", "12",
];

/// Whether a point of this section keeps a part of what that one promises.
fn belongs(section: &str, promised: &str) -> bool {
    section
        .strip_prefix(promised)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

pub fn check(root: &Path, content: &Content) -> Vec<Found> {
    let (points, problems) = read_coverage(root);
    let mut found: Vec<Found> = problems.into_iter().map(Found::from).collect();
    for number in PROMISED {
        if !points.iter().any(|point| belongs(&point.section, number)) {
            let message =
                format!("No point of the section {number} is said to be taught anywhere.");
            found.push(Found::problem("coverage", 0, message));
        }
    }
    let known = |point: &&Point| {
        PROMISED
            .iter()
            .any(|number| belongs(&point.section, number))
            || content
                .sections
                .iter()
                .any(|section| section.number == point.section)
    };
    for point in points.iter().filter(|point| !known(point)) {
        let file = point.written.to_string_lossy();
        let message = format!("There is no section {}.", point.section);
        found.push(Found::problem(&file, point.line, message));
    }
    found
}

/// The points and where they are taught, for reading.
pub fn table(root: &Path) -> String {
    let (mut points, _) = read_coverage(root);
    let place = |point: &Point| {
        let promised = |number: &&str| belongs(&point.section, number);
        PROMISED.iter().position(promised).unwrap_or(PROMISED.len())
    };
    points.sort_by_key(place);
    points
        .iter()
        .map(|point| format!("{:<5} {:<72} {}\n", point.section, point.point, point.file))
        .collect()
}
