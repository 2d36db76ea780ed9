//! What must hold for exercises and projects before anything of them is run.

use std::collections::BTreeSet;

use super::{ID_RULE, is_id};
use crate::model::{Act, Content, Exercise, ExerciseKind, GAP_LINE};
use crate::problem::Problem;

pub(super) fn check(content: &Content, problems: &mut Vec<Problem>) {
    let mut ids = BTreeSet::new();
    let sets = content.exercises.iter().flat_map(|set| &set.exercises);
    let steps = content.projects.iter().flat_map(|project| &project.steps);
    for exercise in sets.chain(steps) {
        let mut say = |message: String| {
            let message = format!("Exercise `{}`: {message}", exercise.id);
            problems.push(Problem::new(&exercise.file, exercise.line, message));
        };
        if !ids.insert(exercise.id.as_str()) {
            say("another exercise has this id too.".to_owned());
        }
        if !is_id(&exercise.id) {
            say(ID_RULE.to_owned());
        }
        about(exercise, &mut say);
    }
    let mut projects = BTreeSet::new();
    for project in &content.projects {
        if !is_id(&project.id) || !projects.insert(project.id.as_str()) {
            let message = format!("The project `{}` has no id of its own.", project.id);
            problems.push(Problem::new("checklist", 0, message));
        }
    }
}

fn about(exercise: &Exercise, say: &mut impl FnMut(String)) {
    if exercise.task.is_empty() || exercise.explain.is_empty() {
        say("it has a `task` and an `explain`.".to_owned());
    }
    if exercise.hints.len() < 2 {
        say("it has at least two hints.".to_owned());
    }
    if exercise.checks.is_empty() {
        say("it checks nothing.".to_owned());
    }
    let mut names = BTreeSet::new();
    for check in exercise
        .checks
        .iter()
        .filter(|check| !names.insert(&check.name))
    {
        say(format!("two checks are called `{}`.", check.name));
    }
    if exercise.wrong.len() < 2 {
        say("it has at least two wrong attempts.".to_owned());
    }
    let mut messages = BTreeSet::new();
    for wrong in exercise
        .wrong
        .iter()
        .filter(|wrong| !messages.insert(&wrong.says))
    {
        say(format!(
            "the wrong attempt `{}` gets the message of another one.",
            wrong.name
        ));
    }
    if exercise.files.iter().all(|file| file.path != exercise.edit)
        && exercise
            .solution
            .iter()
            .all(|file| file.path != exercise.edit)
    {
        say(format!("its file `{}` isn't there.", exercise.edit));
    }
    let edited = exercise
        .files
        .iter()
        .find(|file| file.path == exercise.edit);
    let text = edited.map(|file| file.text.as_str()).unwrap_or_default();
    match exercise.kind {
        ExerciseKind::Complete if !text.contains("___") => {
            say("there is no gap `___` to fill.".to_owned());
        }
        ExerciseKind::Order => {
            if text.lines().filter(|line| line.trim() == GAP_LINE).count() != 1 {
                say(format!(
                    "its program has one line `{GAP_LINE}`, where the lines go."
                ));
            }
            if exercise.lines.len() < 3 {
                say("there are at least three lines to order.".to_owned());
            }
        }
        _ => {}
    }
    if exercise.kind != ExerciseKind::Order && !exercise.lines.is_empty() {
        say("only an order has `lines`.".to_owned());
    }
    for name in &exercise.ends {
        if name.is_empty() {
            say("`ends` names a check of an earlier step.".to_owned());
        }
    }
    let runs_tests = exercise
        .checks
        .iter()
        .any(|check| matches!(check.act, Act::Tests { .. }));
    let has_tests = exercise.solution.iter().any(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        name.starts_with("test_") || name.ends_with("_test.py")
    });
    if runs_tests && !has_tests {
        say("it runs the program's tests, and the solution has none.".to_owned());
    }
}
