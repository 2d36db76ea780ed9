//! The code blocks of a text: what stands in them and what they claim. Whether the claims hold is
//! found out by running the programs, which isn't done here.

use std::path::Path;

use crate::open_json;
use crate::problem::Problem;

/// A code block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fence {
    /// Its language, as it is written: `python`, `http`, `json`.
    pub language: String,
    /// The words after the language: `program`, `fails`, `error`, `answer=the-preset`.
    pub marks: Vec<String>,
    /// The text.
    pub text: String,
    /// The line of its first line of text, counted from 1.
    pub line: usize,
}

impl Fence {
    /// Whether it has this mark.
    pub fn is(&self, mark: &str) -> bool {
        self.marks.iter().any(|own| own == mark)
    }

    /// The preset whose answer it shows.
    pub fn answer(&self) -> Option<&str> {
        self.marks
            .iter()
            .find_map(|mark| mark.strip_prefix("answer="))
    }

    /// Says what can be seen to be wrong without running anything.
    pub(crate) fn check(&self, file: &Path, problems: &mut Vec<Problem>) {
        let mut say = |line: usize, message: String| {
            problems.push(Problem::new(file, self.line + line, message));
        };
        let known: &[&str] = match self.language.as_str() {
            "python" => &["program", "fails"],
            "text" => &["error"],
            _ => &[],
        };
        let answers = matches!(self.language.as_str(), "json" | "http");
        for mark in &self.marks {
            let is_answer = answers && mark.starts_with("answer=");
            if !is_answer && !known.contains(&mark.as_str()) {
                say(
                    0,
                    format!("A block of `{}` has no mark `{mark}`.", self.language),
                );
            }
        }
        match self.language.as_str() {
            "json" => {
                if let Err((message, line)) = open_json::parse(&self.text) {
                    say(line - 1, message);
                }
            }
            "http" => {
                if let Err(message) = exchange(&self.text) {
                    say(0, message);
                }
            }
            "toml" => {
                if let Err(error) = self.text.parse::<toml::Table>() {
                    say(0, format!("This isn't TOML: {}.", error.message()));
                }
            }
            _ => {}
        }
    }
}

/// An HTTP message as a text shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// The first line: `GET /items/1 HTTP/1.1` or `HTTP/1.1 200 OK`.
    pub start: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<String>,
}

impl Message {
    /// Method and URL of a request.
    pub fn request(&self) -> Option<(&str, &str)> {
        let (method, rest) = self.start.split_once(' ')?;
        Some((method, rest.trim().trim_end_matches("HTTP/1.1").trim_end()))
    }

    /// The status of an answer.
    pub fn status(&self) -> Option<u16> {
        let rest = self.start.strip_prefix("HTTP/1.1 ")?;
        rest.split(' ').next()?.parse().ok()
    }
}

/// A request and the answer to it; either may be left out.
///
/// # Errors
/// What is wrong with the text.
pub fn exchange(text: &str) -> Result<(Option<Message>, Option<Message>), String> {
    let lines: Vec<&str> = text.lines().collect();
    let answer_at = lines.iter().position(|line| line.starts_with("HTTP/1.1 "));
    let (before, after) = lines.split_at(answer_at.unwrap_or(lines.len()));
    let request = message(before);
    let answer = message(after);
    if let Some(request) = &request {
        let good = request.request().is_some_and(|(method, url)| {
            method.chars().all(|c| c.is_ascii_uppercase()) && url.starts_with('/')
        });
        if !good {
            return Err(format!(
                "`{}` is neither a request line, as `GET /items/1 HTTP/1.1`, nor a status line, as `HTTP/1.1 200 OK`.",
                request.start
            ));
        }
    }
    if let Some(answer) = &answer
        && answer.status().is_none()
    {
        return Err(format!("`{}` has no status.", answer.start));
    }
    if request.is_none() && answer.is_none() {
        return Err("The block is empty.".to_owned());
    }
    Ok((request, answer))
}

fn message(lines: &[&str]) -> Option<Message> {
    let (start, rest) = lines.split_first()?;
    let mut message = Message {
        start: (*start).to_owned(),
        ..Message::default()
    };
    let mut rest = rest.iter();
    for line in rest.by_ref() {
        match line.split_once(": ") {
            Some((name, value)) => {
                let pair = (name.to_ascii_lowercase(), value.trim().to_owned());
                message.headers.push(pair);
            }
            None => break,
        }
    }
    let body: Vec<&str> = rest.copied().collect();
    let body = body.join("\n").trim().to_owned();
    message.body = (!body.is_empty()).then_some(body);
    Some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_is_a_request_and_an_answer() {
        let text = "POST /items/ HTTP/1.1\ncontent-type: application/json\n\n{\"price\": 1}\n\nHTTP/1.1 422 Unprocessable Content\nx-a: b\n\n{\"detail\": […]}";
        let (request, answer) = exchange(text).expect("an exchange");
        let request = request.expect("a request");
        assert_eq!(request.request(), Some(("POST", "/items/")));
        assert_eq!(request.body.as_deref(), Some("{\"price\": 1}"));
        let answer = answer.expect("an answer");
        assert_eq!(answer.status(), Some(422));
        assert_eq!(answer.headers, [("x-a".to_owned(), "b".to_owned())]);
        let (request, answer) = exchange("GET /a?b=c").expect("a request");
        assert_eq!(request.expect("it").request(), Some(("GET", "/a?b=c")));
        assert_eq!(answer, None);
        assert!(exchange("look here").is_err());
        assert!(exchange("HTTP/1.1 OK").is_err());
    }

    #[test]
    fn blocks_are_checked_with_their_lines() {
        let fence = |language: &str, marks: &[&str], text: &str| {
            let fence = Fence {
                language: language.to_owned(),
                marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
                text: text.to_owned(),
                line: 10,
            };
            let mut problems = Vec::new();
            fence.check(Path::new("a.md"), &mut problems);
            problems
                .iter()
                .map(|problem| problem.line)
                .collect::<Vec<_>>()
        };
        assert!(fence("json", &["answer=x"], "{\"a\": […]}").is_empty());
        assert_eq!(fence("json", &[], "{\n\n!}"), [12]);
        assert_eq!(fence("python", &["porgram"], "x"), [10]);
        assert_eq!(fence("toml", &[], "a = "), [10]);
    }
}
