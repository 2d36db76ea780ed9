//! The front matter of a section: `key: value` lines between two lines of three dashes. It is not
//! YAML; a value is the rest of its line, with optional quotes around it.

use std::path::Path;

use crate::problem::Problem;

/// What stands before a section's text.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub id: String,
    pub number: String,
    pub title: String,
    pub part: Option<String>,
    pub minutes: u32,
    pub example: Option<String>,
    pub quiz: Option<String>,
    pub exercises: Option<String>,
    pub shows: Option<String>,
}

/// Splits a file into its front matter and its text; also says at which line the text begins.
pub(crate) fn split<'a>(
    file: &Path,
    text: &'a str,
    problems: &mut Vec<Problem>,
) -> (Front, &'a str, usize) {
    let mut front = Front::default();
    let Some(rest) = text.strip_prefix("---\n") else {
        problems.push(Problem::new(
            file,
            1,
            "A section begins with front matter between two lines of three dashes.",
        ));
        return (front, text, 1);
    };
    let Some(end) = rest.find("\n---\n") else {
        problems.push(Problem::new(
            file,
            1,
            "The front matter has no closing line of three dashes.",
        ));
        return (front, "", 1);
    };
    let (head, body) = rest.split_at(end);
    let body = body.strip_prefix("\n---\n").unwrap_or(body);
    for (index, line) in head.lines().enumerate() {
        let number = index + 2;
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            problems.push(Problem::new(
                file,
                number,
                "A line of the front matter is `key: value`.",
            ));
            continue;
        };
        let value = unquote(value.trim());
        let optional = || (!value.is_empty()).then(|| value.to_owned());
        match key.trim() {
            "id" => front.id = value.to_owned(),
            "number" => front.number = value.to_owned(),
            "title" => front.title = value.to_owned(),
            "part" => front.part = optional(),
            "example" => front.example = optional(),
            "quiz" => front.quiz = optional(),
            "exercises" => front.exercises = optional(),
            "shows" => front.shows = optional(),
            "minutes" => match value.parse() {
                Ok(minutes) => front.minutes = minutes,
                Err(_) => problems.push(Problem::new(file, number, "`minutes` is a whole number.")),
            },
            other => problems.push(Problem::new(
                file,
                number,
                format!("The front matter has no key `{other}`."),
            )),
        }
    }
    for (key, value) in [
        ("id", &front.id),
        ("number", &front.number),
        ("title", &front.title),
    ] {
        if value.is_empty() {
            problems.push(Problem::new(
                file,
                1,
                format!("The front matter lacks `{key}`."),
            ));
        }
    }
    (front, body, head.lines().count() + 3)
}

fn unquote(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(quote)
            .and_then(|value| value.strip_suffix(quote))
        {
            return inner;
        }
    }
    value
}
