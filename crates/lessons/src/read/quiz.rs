//! Quizzes: `quizzes/NAME.toml`.

use std::path::Path;

use serde::Deserialize;

use super::request::{expect, method_and_url, nothing_left, parts};
use super::{Reader, line_of_id, stem};
use crate::highlight::{Language, highlight};
use crate::model::{Choice, Question, QuestionKind, Quiz, Send};
use crate::render::inline;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuizToml {
    #[serde(default)]
    title: String,
    #[serde(default)]
    question: Vec<QuestionToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionToml {
    id: String,
    #[serde(default)]
    kind: QuestionKind,
    text: String,
    code: Option<String>,
    language: Option<String>,
    otherwise: Option<String>,
    example: Option<String>,
    program: Option<String>,
    send: Option<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    headers: toml::Table,
    body: Option<toml::Value>,
    #[serde(default)]
    option: Vec<ChoiceToml>,
}

#[derive(Deserialize)]
struct ChoiceToml {
    text: String,
    #[serde(default)]
    correct: bool,
    why: String,
    /// What the option claims of the answer.
    #[serde(flatten)]
    claims: toml::Table,
}

impl Reader<'_> {
    pub(super) fn quiz(&mut self, path: &Path) -> Option<Quiz> {
        let text = self.text(path)?;
        let parsed: QuizToml = self.toml(path, &text)?;
        let mut questions = Vec::new();
        for question in parsed.question {
            let line = line_of_id(&text, &question.id);
            questions.push(self.question(path, line, question));
        }
        Some(Quiz {
            name: stem(path),
            title: parsed.title,
            questions,
        })
    }

    fn question(&mut self, path: &Path, line: usize, question: QuestionToml) -> Question {
        let language = match question.language.as_deref() {
            None => Language::Python,
            Some(name) => Language::named(name).unwrap_or_else(|| {
                self.say(
                    path,
                    line,
                    format!("The code's language `{name}` isn't known."),
                );
                Language::Plain
            }),
        };
        let shown = question.code.as_ref().or(question.program.as_ref());
        let code = shown.map(|code| highlight(language, code.trim_end()));
        let short = question.kind == QuestionKind::Short;
        let mut options = Vec::new();
        for mut option in question.option {
            let claims = expect(&mut option.claims).and_then(|claims| {
                nothing_left(&option.claims)?;
                Ok(claims)
            });
            let claims = claims.unwrap_or_else(|message| {
                self.say(path, line, message);
                Default::default()
            });
            options.push(Choice {
                // A short answer is compared with what is typed, so it stays as it is written.
                text: if short {
                    option.text
                } else {
                    inline(&option.text)
                },
                // In an order every item is right where it stands.
                correct: option.correct || question.kind == QuestionKind::Order,
                why: inline(&option.why),
                claims,
            });
        }
        let sent = parts(question.headers, question.body);
        let mut request = |text: &str| {
            method_and_url(text).unwrap_or_else(|message| {
                self.say(path, line, message);
                Default::default()
            })
        };
        let send = question.send.as_deref().map(|text| {
            let (method, url) = request(text);
            Send {
                example: question.example.clone(),
                program: question.program.clone(),
                before: question.before.iter().map(|text| request(text)).collect(),
                method,
                url,
                headers: sent.headers,
                body: sent.body,
            }
        });
        Question {
            id: question.id,
            kind: question.kind,
            text: inline(&question.text),
            code,
            options,
            otherwise: question.otherwise.as_deref().map(inline),
            send,
            line,
        }
    }
}
