//! What must hold for the questions.

use std::collections::BTreeSet;
use std::path::Path;

use super::{ID_RULE, is_id};
use crate::model::{Content, Expect, Question, QuestionKind};
use crate::problem::Problem;

pub(super) fn check(content: &Content, problems: &mut Vec<Problem>) {
    let mut ids = BTreeSet::new();
    for quiz in &content.quizzes {
        let file = Path::new("quizzes").join(format!("{}.toml", quiz.name));
        for question in &quiz.questions {
            let mut say = |message: &str| {
                let message = format!("Question `{}`: {message}", question.id);
                problems.push(Problem::new(&file, question.line, message));
            };
            if !ids.insert(question.id.as_str()) {
                say("another question has this id too.");
            }
            if !is_id(&question.id) {
                say(ID_RULE);
            }
            for message in about(content, question) {
                say(message);
            }
        }
        if quiz.questions.is_empty() {
            problems.push(Problem::new(&file, 0, "A quiz has at least one question."));
        }
    }
}

fn about(content: &Content, question: &Question) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let mut must = |holds: bool, message: &'static str| {
        if !holds {
            wrong.push(message);
        }
    };
    let options = &question.options;
    let right = options.iter().filter(|option| option.correct).count();
    match question.kind {
        QuestionKind::Single | QuestionKind::Answer => {
            must(
                right == 1,
                "exactly one option of a single choice is correct.",
            );
        }
        QuestionKind::Multiple => must(right > 0, "at least one option is correct."),
        QuestionKind::Order => must(
            options.len() >= 3,
            "there are at least three things to order.",
        ),
        QuestionKind::Short => must(right > 0, "at least one answer is accepted."),
    }
    must(options.len() >= 2, "there are at least two options.");
    must(
        options.iter().all(|option| !option.why.is_empty()),
        "every option says why it is right or wrong.",
    );
    must(
        question.otherwise.is_some() == (question.kind == QuestionKind::Short),
        "a short answer, and no other question, has `otherwise`.",
    );
    let claims = options
        .iter()
        .all(|option| option.claims != Expect::default());
    let claims_nothing = options
        .iter()
        .all(|option| option.claims == Expect::default());
    match (&question.send, question.kind == QuestionKind::Answer) {
        (Some(send), true) => {
            must(
                send.example.is_some() != send.program.is_some(),
                "it has either an `example` or a `program`.",
            );
            must(
                send.example
                    .as_deref()
                    .is_none_or(|name| content.example(name).is_some()),
                "its example isn't there.",
            );
            must(
                claims,
                "every option claims something of the answer: a status, a body, a header.",
            );
        }
        (None, true) => must(false, "it has no `send`."),
        (send, false) => {
            must(
                send.is_none(),
                "only a question of the kind `answer` sends something.",
            );
            must(
                claims_nothing,
                "only options of a question of the kind `answer` claim something.",
            );
        }
    }
    wrong
}
