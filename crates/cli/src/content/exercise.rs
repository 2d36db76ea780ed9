//! Exercises and steps of projects: the solution passes, the start fails, and each wrong attempt gets
//! a message of its own.

use std::collections::BTreeSet;

use playground_engine::syntax_error;
use playground_judge::{Facts, Report, body_text};
use playground_lessons::{Act, Exercise, Project};

use super::prose::{bare, plain};
use super::session::{Session, error_line};
use super::{Context, Found, short};

/// The file of a project's step.
pub fn step_file(project: &Project, index: usize) -> String {
    let step = project.steps.get(index);
    step.map_or(&project.file, |step| &step.file).clone()
}

/// A step keeps what the steps before it have reached, too.
pub fn check_step(context: &Context<'_>, project: &Project, index: usize) -> Vec<Found> {
    let (before, step) = match project.steps.split_at_checked(index) {
        Some((before, [step, ..])) => (before, step),
        _ => return Vec::new(),
    };
    let mut found = check(context, step);
    let mut say = |message: String| {
        let message = format!("Step `{}`: {message}", step.id);
        found.push(Found::problem(&step.file, step.line, message));
    };
    let ended: BTreeSet<&str> = before
        .iter()
        .chain([step])
        .flat_map(|step| step.ends.iter().map(String::as_str))
        .collect();
    for name in &step.ends {
        let known = before
            .iter()
            .any(|step| step.checks.iter().any(|check| check.name == *name));
        if !known {
            say(format!(
                "no earlier step has the check `{name}`, which `ends` names."
            ));
        }
    }
    for earlier in before {
        let mut kept = earlier.clone();
        kept.checks
            .retain(|check| !ended.contains(check.name.as_str()));
        let report = Session::new(context).judge(&kept, &step.solution);
        if !report.passed {
            say(format!(
                "its solution doesn't pass the checks of the step `{}` any more: {}",
                earlier.id,
                explained(&report)
            ));
        }
    }
    found
}

pub fn check(context: &Context<'_>, exercise: &Exercise) -> Vec<Found> {
    let mut found = Vec::new();
    let mut say = |message: String| {
        let message = format!("Exercise `{}`: {message}", exercise.id);
        found.push(Found::problem(&exercise.file, exercise.line, message));
    };
    for check in &exercise.checks {
        if let Act::Hidden { source } = &check.act
            && let Some(error) = syntax_error("test", source)
        {
            say(format!(
                "the test of the check `{}` isn't Python: {}",
                check.name,
                error_line(&error)
            ));
        }
    }
    for locked in &exercise.locked {
        let text = |files: &[playground_lessons::ExampleFile]| {
            let file = files.iter().find(|file| file.path == *locked);
            file.map(|file| file.text.clone())
        };
        match text(&exercise.files) {
            None => say(format!("`locked` names `{locked}`, which isn't there.")),
            first if first != text(&exercise.solution) => {
                say(format!("its solution changes `{locked}`, which is locked."));
            }
            _ => {}
        }
    }
    let id = format!("guide/exercise/{}", exercise.id);
    let mut session = Session::recorded(context, id);
    let solved = session.judge(exercise, &exercise.solution);
    for difference in context.settle(session, &exercise.file, exercise.line) {
        say(difference.message);
    }
    if !solved.passed {
        say(format!("its solution fails: {}", explained(&solved)));
    }
    if Session::new(context)
        .judge(exercise, &exercise.files)
        .passed
    {
        say("the program at first passes all checks already.".to_owned());
    }
    let mut messages: Vec<(&str, String)> = Vec::new();
    for wrong in &exercise.wrong {
        let report = Session::new(context).judge(exercise, &wrong.files);
        if report.passed {
            say(format!("the wrong attempt `{}` passes.", wrong.name));
            continue;
        }
        let first = report.first().unwrap_or_default();
        let message = bare(&plain(first));
        if !message.contains(&bare(&wrong.says)) {
            say(format!(
                "the wrong attempt `{}` isn't told `{}` first, but: {}",
                wrong.name,
                short(&wrong.says),
                explained(&report)
            ));
        }
        if let Some((other, _)) = messages.iter().find(|(_, known)| *known == message) {
            say(format!(
                "the wrong attempts `{other}` and `{}` get the same message: {}",
                wrong.name,
                short(&plain(first))
            ));
        }
        messages.push((&wrong.name, message));
    }
    found
}

/// A report that isn't good, in a line for the author.
fn explained(report: &Report) -> String {
    let said = short(&plain(report.first().unwrap_or_default()));
    if let Some(broken) = &report.broken {
        let error = broken.diagnostic.as_ref().map(error_line);
        return format!("{said} [it doesn't load: {}]", error.unwrap_or_default());
    }
    let Some(check) = report.failed() else {
        return "a check wasn't run".to_owned();
    };
    let facts = match &check.facts {
        Facts::Exchange {
            request,
            answer,
            mismatch,
        } => {
            let wrong = mismatch.clone().unwrap_or_default();
            let error = answer.error.as_ref().map(error_line);
            format!(
                "{} {} was answered with {} {}; {}: {} expected, {} got{}",
                request.method,
                request.url,
                answer.status,
                short(&body_text(answer)),
                wrong.what,
                short(&wrong.expected),
                short(&wrong.got),
                error.map(|error| format!("; {error}")).unwrap_or_default()
            )
        }
        Facts::Tests { report, .. } => {
            let failed = report
                .errors
                .iter()
                .chain(report.tests.iter().filter_map(|test| test.failure.as_ref()));
            let failed: Vec<String> = failed.map(error_line).collect();
            format!("{} tests; {}", report.tests.len(), failed.join("; "))
        }
        Facts::Unloadable(error) => format!("it doesn't load: {}", error_line(error)),
        Facts::Lost | Facts::None => String::new(),
    };
    format!("{said} [`{}`: {facts}]", check.name)
}
