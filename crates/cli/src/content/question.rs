//! Questions of the kind "what does it answer": exactly the right option is what the program does.

use playground_judge::{Mismatch, body_text, expect_holds};
use playground_lessons::{Question, Quiz};
use playground_protocol::Answer;

use super::prose::plain;
use super::session::{Session, error_line, request, single};
use super::{Context, Found, example, short};

/// The file of a quiz.
pub fn file(quiz: &Quiz) -> String {
    format!("quizzes/{}.toml", quiz.name)
}

pub fn check(context: &Context<'_>, quiz: &Quiz, question: &Question) -> Vec<Found> {
    let file = file(quiz);
    let mut found = Vec::new();
    let Some(send) = &question.send else {
        return found;
    };
    let mut say = |message: String| {
        let message = format!("Question `{}`: {message}", question.id);
        found.push(Found::problem(&file, question.line, message));
    };
    let named = send.example.as_deref();
    let program = match (
        &send.program,
        named.and_then(|name| context.content.example(name)),
    ) {
        (Some(text), _) => single(text),
        (None, Some(known)) => example::program(known),
        // That there is none was said already.
        (None, None) => return found,
    };
    let mut session = Session::recorded(context, format!("guide/question/{}", question.id));
    if let Err(error) = session.load(program) {
        say(format!("its program doesn't load: {}", error_line(&error)));
        return found;
    }
    for (method, url) in &send.before {
        session.send(request(method, url, &[], None, false));
    }
    let counts = question
        .options
        .iter()
        .any(|option| option.claims.max_statements.is_some());
    let answer = session.send(request(
        &send.method,
        &send.url,
        &send.headers,
        send.body.as_deref(),
        counts,
    ));
    for difference in context.settle(session, &file, question.line) {
        say(difference.message);
    }
    let came = agreeing(question, &answer);
    let shown = format!("{} {}", answer.status, short(&body_text(&answer)));
    for (option, came) in question.options.iter().zip(came) {
        match (option.correct, came) {
            (true, Err(wrong)) => say(format!(
                "the right option `{}` isn't what comes back: {} is {}, not {}; the answer is {shown}",
                plain(&option.text),
                wrong.what,
                short(&wrong.got),
                short(&wrong.expected),
            )),
            (false, Ok(())) => say(format!(
                "the option `{}` isn't marked as correct, but agrees with the answer: {shown}",
                plain(&option.text),
            )),
            _ => {}
        }
    }
    found
}

/// Which options agree with the answer. Of bodies that are written in part the same holds as for
/// predictions: one that is written out whole and is the answer's excludes the others.
fn agreeing(question: &Question, answer: &Answer) -> Vec<Result<(), Mismatch>> {
    let exact: Vec<Result<(), Mismatch>> = question
        .options
        .iter()
        .map(|option| expect_holds(&option.claims, answer))
        .collect();
    if exact.iter().any(Result::is_ok) {
        return exact;
    }
    let in_part = question.options.iter().map(|option| {
        let mut claims = option.claims.clone();
        claims.has = claims.has.or(claims.json.take());
        expect_holds(&claims, answer)
    });
    in_part.collect()
}
