//! An exercise in the workbench: it stands there in place of the section's program until it is left,
//! and is judged by the worker that runs it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use playground_judge::{Judge, Report};
use playground_lessons::ExampleFile;
use playground_protocol::{Ask, File, Program};

use super::Bench;
use super::actions::{PAUSE, draft_key, program_of, said};
use crate::content::{Act, Example, Exercise, ExerciseKind, Preset, Project};
use crate::order::Order;

/// How many of the requests that are checked can be sent by hand: as many as there are number keys.
const REQUESTS: usize = 9;

/// What is said to who asks the worker while it judges.
pub(super) const JUDGING: &str = "Your program is being checked: ask again in a moment.";

/// What is worked at.
#[derive(Clone, Copy, PartialEq)]
pub struct Work {
    /// The exercise, or the step of a project.
    pub exercise: &'static Exercise,
    /// The project that it is a step of.
    pub project: Option<&'static Project>,
}

impl Work {
    /// Whether it is about this exercise.
    pub fn is(self, exercise: &Exercise) -> bool {
        self.exercise.id == exercise.id
    }

    /// The name that the learner's program is kept under.
    fn name(self) -> String {
        match self.project {
            Some(project) => format!("project:{}", project.id),
            None => format!("exercise:{}", self.exercise.id),
        }
    }

    /// The program at first, as an example: what isn't changed isn't kept, and can be brought back.
    fn example(self) -> Example {
        let exercise = self.exercise;
        let first = self.project.and_then(|project| project.steps.first());
        Example {
            name: self.name(),
            title: self
                .project
                .map_or(&exercise.title, |project| &project.title)
                .clone(),
            app: exercise.app.clone(),
            env: exercise.env.clone(),
            files: first.unwrap_or(exercise).files.clone(),
            presets: requests(exercise),
            ..Example::default()
        }
    }
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The exercise that was checked, by its id.
    pub exercise: String,
    /// The files as they were.
    pub files: Vec<File>,
    /// What came of it.
    pub report: Report,
}

/// The state of the work at exercises, as signals.
#[derive(Clone, Copy)]
pub struct Working {
    /// What is open.
    pub open: RwSignal<Option<Work>>,
    /// While a program is judged: the number of the check that is at work.
    pub at: RwSignal<Option<usize>>,
    /// What the last check came to.
    pub judged: RwSignal<Option<Arc<Judged>>>,
    /// The lines of an exercise in which they are ordered.
    pub order: RwSignal<Order>,
    /// The section's own program.
    pub home: RwSignal<Option<&'static Example>>,
}

impl Working {
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(None),
            at: RwSignal::new(None),
            judged: RwSignal::new(None),
            order: RwSignal::new(Order::default()),
            home: RwSignal::new(None),
        }
    }
}

impl Bench {
    /// Opens an exercise as the learner left it.
    pub fn open_exercise(&self, exercise: &'static Exercise) {
        let work = Work {
            exercise,
            project: None,
        };
        let example = work.example();
        let mut program = program_of(&example);
        if exercise.kind == ExerciseKind::Order {
            let kept = self.page.read::<Order>(&draft_key(&example.name));
            let order = kept
                .filter(|order| order.fits(exercise))
                .unwrap_or_else(|| Order::first(exercise));
            put(&mut program.files, &exercise.edit, order.text(exercise));
            self.working.order.set(order);
        } else if let Some(kept) = self.page.read::<Program>(&draft_key(&example.name)) {
            program = brought_up(kept, exercise);
        }
        self.begin(work, example, program);
    }

    /// Opens a step of a project. The program stays the learner's own from step to step; only files
    /// that come new with a step are added.
    pub fn open_step(&self, project: &'static Project, step: &'static Exercise) {
        let work = Work {
            exercise: step,
            project: Some(project),
        };
        let example = work.example();
        let kept = self.page.read::<Program>(&draft_key(&example.name));
        let mut program = kept.unwrap_or_else(|| program_of(&example));
        program.entry.clone_from(&step.app);
        let added = add_new(&mut program.files, project, step);
        self.begin(work, example, program);
        if added {
            self.keep();
        }
    }

    fn begin(&self, work: Work, example: Example, program: Program) {
        self.working.open.set(Some(work));
        self.session.set(example.name.clone());
        self.place(Some(example), program, None);
        self.show_file(&work.exercise.edit);
    }

    /// Leaves the exercise: the section's program is back.
    pub fn close_exercise(&self) {
        self.working.open.set(None);
        self.working.judged.set(None);
        match self.working.home.get_untracked() {
            Some(example) => self.open(example),
            None => {
                self.example.set(None);
                self.files.set(Vec::new());
            }
        }
    }

    /// Shows a file in the editor, if there is one of this name.
    fn show_file(&self, path: &str) {
        let known = |files: &Vec<File>| files.iter().any(|file| file.path == path);
        if self.files.with_untracked(known) {
            self.current.set(path.to_owned());
        }
    }

    /// Whether a file can't be changed: lines that are ordered are moved and not written.
    pub fn locked(&self, path: &str) -> bool {
        self.ordering()
            || self.working.open.with(|work| {
                work.is_some_and(|work| work.exercise.locked.iter().any(|one| one == path))
            })
    }

    /// Whether lines are put in order, which make the whole program.
    pub fn ordering(&self) -> bool {
        let open = self.working.open.get();
        open.is_some_and(|work| work.exercise.kind == ExerciseKind::Order)
    }

    /// Whether a program was written for this exercise.
    pub fn begun(&self, exercise: &Exercise) -> bool {
        let key = draft_key(&format!("exercise:{}", exercise.id));
        self.page.read::<serde_json::Value>(&key).is_some()
    }

    /// Changes the order of the lines; the program follows.
    pub fn rearrange(&self, change: impl FnOnce(&mut Order)) {
        let Some(work) = self.working.open.get_untracked() else {
            return;
        };
        let before = self.working.order.get_untracked();
        self.working.order.update(change);
        let order = self.working.order.get_untracked();
        if order == before {
            return;
        }
        self.page.write(&draft_key(&work.name()), &order);
        let text = order.text(work.exercise);
        self.files
            .update(|files| put(files, &work.exercise.edit, text));
        self.changed(PAUSE);
    }

    /// Begins the exercise again, and of a project all of it.
    pub fn start_over(&self) {
        let Some(work) = self.working.open.get_untracked() else {
            return;
        };
        self.page.remove(&draft_key(&work.name()));
        match work.project {
            Some(project) => {
                self.page.advance(|progress| {
                    for step in &project.steps {
                        progress.exercises.remove(&step.id);
                    }
                });
                if let Some(first) = project.steps.first() {
                    self.open_step(project, first);
                }
            }
            None => self.open_exercise(work.exercise),
        }
    }

    /// Puts the solution in place of the learner's files.
    pub fn take_solution(&self, exercise: &Exercise) {
        if exercise.kind == ExerciseKind::Order {
            self.rearrange(|order| *order = Order::solution(exercise));
            return;
        }
        self.files.update(|files| {
            for file in &exercise.solution {
                put(files, &file.path, file.text.clone());
            }
        });
        self.show_file(&exercise.edit);
        self.keep();
        self.changed(0);
    }

    /// Puts the program with which a step begins in place of the learner's: the solution of the step
    /// before.
    pub fn take_start(&self, step: &Exercise) {
        let example = Example {
            files: step.files.clone(),
            ..Example::default()
        };
        self.files.set(program_of(&example).files);
        self.show_file(&step.edit);
        self.epoch.update(|epoch| *epoch += 1);
        self.keep();
        self.changed(0);
    }

    /// Whether the worker is taken by a request, a test run or a check.
    pub fn occupied(&self) -> bool {
        self.busy.get() || self.working.at.with(Option::is_some)
    }

    pub(super) fn judging(&self) -> bool {
        self.working.at.with_untracked(Option::is_some)
    }

    /// Judges the program by the checks of the exercise.
    pub fn check(&self) {
        let Some(work) = self.working.open.get_untracked() else {
            return;
        };
        if untrack(|| self.occupied()) {
            return;
        }
        self.working.at.set(Some(0));
        let bench = *self;
        spawn_local(async move {
            bench.judge(work).await;
        });
    }

    async fn judge(&self, work: Work) {
        let files = self.files.get_untracked();
        let mut judge = Judge::new(work.exercise, files.clone());
        while let Some(ask) = judge.next() {
            let loading = matches!(ask, Ask::Load(_));
            let told = self.client.get_value().ask(ask).await;
            // The workbench may be gone meanwhile.
            if self.working.at.is_disposed() {
                return;
            }
            if self.working.open.get_untracked() != Some(work) {
                break;
            }
            match told {
                Ok(tell) => judge.told(tell),
                Err(failure) => judge.failed(&said(failure, loading)),
            }
            self.working.at.set(Some(judge.at().unwrap_or_default()));
        }
        if self.working.open.get_untracked() == Some(work) {
            let report = judge.report();
            let passed = report.passed;
            self.working.judged.set(Some(Arc::new(Judged {
                exercise: work.exercise.id.clone(),
                files,
                report,
            })));
            self.page.advance(|progress| {
                progress.check(&work.exercise.id, passed, js_sys::Date::now());
            });
        }
        self.working.at.set(None);
        // The worker holds what was judged last: the learner's own program comes back.
        if self.files.with_untracked(|files| !files.is_empty()) {
            self.changed(0);
        }
    }
}

/// The requests of the checks, for trying them by hand.
fn requests(exercise: &Exercise) -> Vec<Preset> {
    let mut presets: Vec<Preset> = Vec::new();
    for check in exercise.checks.iter().filter(|check| check.with.is_empty()) {
        let Act::Send {
            method,
            url,
            headers,
            body,
            ..
        } = &check.act
        else {
            continue;
        };
        let same = |one: &Preset| {
            one.method == *method && one.url == *url && one.headers == *headers && one.body == *body
        };
        if presets.len() < REQUESTS && !presets.iter().any(same) {
            presets.push(Preset {
                name: check.name.clone(),
                method: method.clone(),
                url: url.clone(),
                headers: headers.clone(),
                body: body.clone(),
                ..Preset::default()
            });
        }
    }
    presets
}

/// A kept program with what the exercise brings now: it may have been renewed since.
fn brought_up(mut kept: Program, exercise: &Exercise) -> Program {
    for file in &exercise.files {
        let there = kept.files.iter().any(|one| one.path == file.path);
        if !there || exercise.locked.contains(&file.path) {
            put(&mut kept.files, &file.path, file.text.clone());
        }
    }
    kept.entry.clone_from(&exercise.app);
    kept
}

/// Adds the files that come new with a step: those that the solution of the step before doesn't have.
fn add_new(files: &mut Vec<File>, project: &Project, step: &Exercise) -> bool {
    let Some(place) = project.steps.iter().position(|one| one.id == step.id) else {
        return false;
    };
    let before: &[ExampleFile] = place
        .checked_sub(1)
        .and_then(|before| project.steps.get(before))
        .map(|before| before.solution.as_slice())
        .unwrap_or_default();
    let mut added = false;
    for file in &step.files {
        let known = before.iter().any(|one| one.path == file.path)
            || files.iter().any(|one| one.path == file.path);
        if !known {
            put(files, &file.path, file.text.clone());
            added = true;
        }
    }
    added
}

fn put(files: &mut Vec<File>, path: &str, text: String) {
    match files.iter_mut().find(|file| file.path == path) {
        Some(file) => file.text = text,
        None => files.push(File {
            path: path.to_owned(),
            text,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Check;

    fn file(path: &str, text: &str) -> ExampleFile {
        ExampleFile {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    fn step(id: &str, files: Vec<ExampleFile>, solution: Vec<ExampleFile>) -> Exercise {
        Exercise {
            id: id.to_owned(),
            files,
            solution,
            ..Exercise::default()
        }
    }

    #[test]
    fn only_what_comes_new_with_a_step_is_added() {
        let project = Project {
            steps: vec![
                step(
                    "a",
                    vec![file("main.py", "1")],
                    vec![file("main.py", "2"), file("own.py", "2")],
                ),
                step(
                    "b",
                    vec![
                        file("main.py", "2"),
                        file("own.py", "2"),
                        file("data.py", "3"),
                    ],
                    Vec::new(),
                ),
            ],
            ..Project::default()
        };
        let mut files = vec![File {
            path: "main.py".into(),
            text: "mine".into(),
        }];
        let second = project.steps[1].clone();
        assert!(add_new(&mut files, &project, &second));
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["main.py", "data.py"]);
        assert_eq!(files[0].text, "mine");
        assert!(!add_new(&mut files, &project, &second));
    }

    #[test]
    fn locked_files_are_as_the_exercise_has_them() {
        let exercise = Exercise {
            files: vec![file("main.py", "first"), file("data.py", "new")],
            locked: vec!["data.py".into()],
            app: "main:app".into(),
            ..Exercise::default()
        };
        let kept = Program {
            files: vec![
                File {
                    path: "main.py".into(),
                    text: "mine".into(),
                },
                File {
                    path: "data.py".into(),
                    text: "old".into(),
                },
            ],
            ..Program::default()
        };
        let program = brought_up(kept, &exercise);
        assert_eq!(program.files[0].text, "mine");
        assert_eq!(program.files[1].text, "new");
        assert_eq!(program.entry, "main:app");
    }

    #[test]
    fn the_requests_of_checks_can_be_sent_by_hand_once_each() {
        let send = |name: &str, url: &str| Check {
            name: name.into(),
            act: Act::Send {
                method: "GET".into(),
                url: url.into(),
                headers: Vec::new(),
                body: None,
                count: 1,
                expect: Box::default(),
            },
            ..Check::default()
        };
        let exercise = Exercise {
            checks: vec![
                send("a", "/1"),
                send("b", "/1"),
                Check::default(),
                send("c", "/2"),
            ],
            ..Exercise::default()
        };
        let names: Vec<String> = requests(&exercise)
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(names, ["a", "c"]);
    }
}
