//! The judge: follows its plan, listens to what is told, and decides.

use playground_lessons::{Act, Check, Exercise, ExerciseKind};
use playground_protocol::{Answer, Ask, Diagnostic, File, Part, Request, Tell, TestReport};

use crate::expect::expect_holds;
use crate::html::{escape, message};
use crate::plan::{Step, plan};
use crate::{Checked, Facts, Report, Trouble, Verdict};

/// Judges one program; see the crate's documentation for how it is used.
pub struct Judge {
    exercise: Exercise,
    /// What is to be asked, the next last.
    steps: Vec<Step>,
    /// What was asked and not told yet.
    asked: Option<Step>,
    /// An answer of which parts were cut, and the parts that are still to be fetched.
    cut: Option<(Box<Answer>, Vec<Part>)>,
    /// A gap of the program that nothing was written into: the file and the line.
    gap: Option<(String, usize)>,
    checks: Vec<Checked>,
    broken: Option<Trouble>,
}

impl Judge {
    /// A judge of these files, the learner's own, by the checks of an exercise.
    pub fn new(exercise: &Exercise, files: Vec<File>) -> Self {
        let checks = exercise.checks.iter().map(|check| Checked {
            name: check.name.clone(),
            ..Checked::default()
        });
        let gap = files
            .iter()
            .filter(|_| exercise.kind == ExerciseKind::Complete)
            .find_map(|file| {
                let line = file.text.lines().position(|line| line.contains("___"))?;
                Some((file.path.clone(), line + 1))
            });
        let mut steps = plan(exercise, files);
        steps.reverse();
        Self {
            checks: checks.collect(),
            exercise: exercise.clone(),
            steps,
            asked: None,
            cut: None,
            gap,
            broken: None,
        }
    }

    /// What the worker is to be asked next; nothing when all is known.
    #[expect(
        clippy::should_implement_trait,
        reason = "between two of its values something must be told, so it is no iterator"
    )]
    pub fn next(&mut self) -> Option<Ask> {
        if let Some((_, parts)) = &self.cut
            && let Some(part) = parts.last()
        {
            return Some(Ask::Fetch(part.clone()));
        }
        self.asked = self.steps.pop();
        self.asked.as_ref().map(|step| step.ask.clone())
    }

    /// The number of the check that is at work, from 0.
    pub fn at(&self) -> Option<usize> {
        self.asked.as_ref()?.check
    }

    /// Tells what came of the last question.
    pub fn told(&mut self, tell: Tell) {
        match tell {
            Tell::Answer(answer) => self.answered(answer),
            Tell::Fetched { body } => self.fetched(body),
            Tell::TestReport(report) => self.tested(report),
            Tell::Diagnostics {
                diagnostics,
                output,
            } => {
                let diagnostic = diagnostics.into_iter().next().unwrap_or_default();
                self.unloadable(diagnostic, output);
            }
            // Nothing is to be learned from a program that loads.
            Tell::Loaded(_) | Tell::Ready | Tell::Fetching { .. } | Tell::Database { .. } => {}
        }
    }

    /// Tells that there is no answer to the last question, and why, in a sentence of plain text: the
    /// worker was too slow or broke down. Nothing more is asked.
    pub fn failed(&mut self, why: &str) {
        self.steps.clear();
        self.cut = None;
        let say = escape(why);
        match self.asked.take().and_then(|step| step.check) {
            Some(check) => self.fail(check, say, Facts::Lost),
            None => {
                self.broken = Some(Trouble {
                    say,
                    ..Trouble::default()
                });
            }
        }
    }

    /// What it came to. What wasn't told yet counts as not run.
    pub fn report(self) -> Report {
        Report {
            passed: self.broken.is_none()
                && self
                    .checks
                    .iter()
                    .all(|check| check.verdict == Verdict::Passed),
            checks: self.checks,
            broken: self.broken,
        }
    }

    fn answered(&mut self, answer: Box<Answer>) {
        if !self.asked.as_ref().is_some_and(|step| step.decides) {
            return;
        }
        let mut parts = Vec::new();
        if answer.body_cut.is_some() {
            parts.push(Part::Body);
        }
        if answer.output_cut.is_some() {
            parts.push(Part::Output);
        }
        let cut = answer.files.iter().filter(|file| file.cut.is_some());
        parts.extend(cut.map(|file| Part::File(file.path.clone())));
        if parts.is_empty() {
            self.decide(answer);
        } else {
            self.cut = Some((answer, parts));
        }
    }

    fn fetched(&mut self, body: Option<playground_protocol::Body>) {
        let Some((mut answer, mut parts)) = self.cut.take() else {
            return;
        };
        if let (Some(part), Some(body)) = (parts.pop(), body) {
            match part {
                Part::Body => answer.body = body,
                Part::Output => answer.output = body.text().unwrap_or_default().to_owned(),
                Part::File(path) => {
                    if let Some(file) = answer.files.iter_mut().find(|file| file.path == path) {
                        file.body = body;
                    }
                }
            }
        }
        if parts.is_empty() {
            self.decide(answer);
        } else {
            self.cut = Some((answer, parts));
        }
    }

    /// Decides about a check whose last request was answered.
    fn decide(&mut self, answer: Box<Answer>) {
        let Some((index, request)) = self.asked.as_ref().and_then(|step| match &step.ask {
            Ask::Send(request) => Some((step.check?, request.clone())),
            _ => None,
        }) else {
            return;
        };
        let Some((verdict, say, facts)) = self
            .exercise
            .checks
            .get(index)
            .and_then(|check| judged(check, request, answer))
        else {
            return;
        };
        self.settle(index, verdict, say, facts);
    }

    fn tested(&mut self, report: TestReport) {
        let Some(index) = self.asked.as_ref().and_then(|step| step.check) else {
            return;
        };
        let Some(check) = self.exercise.checks.get(index) else {
            return;
        };
        let (passed, say, hidden) = match &check.act {
            Act::Tests { pass: true, least } => (
                report.passed() && report.tests.len() >= *least,
                check.say.clone(),
                false,
            ),
            Act::Tests { pass: false, .. } => {
                // A file that can't even be read notices nothing.
                let noticed = report.errors.is_empty()
                    && report.tests.iter().any(|test| test.outcome.is_failure());
                (noticed, check.say.clone(), false)
            }
            Act::Hidden { .. } => (report.passed(), said_by_tests(&report, &check.say), true),
            Act::Send { .. } => return,
        };
        let facts = Facts::Tests { report, hidden };
        if passed {
            self.settle(index, Verdict::Passed, String::new(), facts);
        } else {
            self.settle(index, Verdict::Failed, say, facts);
        }
    }

    fn unloadable(&mut self, diagnostic: Diagnostic, output: String) {
        let explained = self.explain(&diagnostic);
        match self.asked.as_ref().and_then(|step| step.check) {
            None => {
                self.steps.clear();
                let say = explained
                    .or_else(|| self.open_gap())
                    .unwrap_or_else(|| plainly(&diagnostic));
                self.broken = Some(Trouble {
                    say,
                    diagnostic: Some(diagnostic),
                    output,
                });
            }
            Some(check) => {
                let say = self.exercise.checks.get(check).map(|check| &check.say);
                let say = explained
                    .or_else(|| say.filter(|say| !say.is_empty()).cloned())
                    .unwrap_or_else(|| plainly(&diagnostic));
                self.fail(check, say, Facts::Unloadable(diagnostic));
            }
        }
    }

    /// What the exercise says about an error of loading.
    fn explain(&self, diagnostic: &Diagnostic) -> Option<String> {
        let texts = [
            Some(&diagnostic.message),
            diagnostic.traceback.as_ref(),
            diagnostic.hint.as_ref(),
        ];
        let found = |text: &str| texts.iter().flatten().any(|there| there.contains(text));
        let broken = self
            .exercise
            .broken
            .iter()
            .find(|broken| found(&broken.text))?;
        Some(broken.say.clone())
    }

    fn open_gap(&self) -> Option<String> {
        let (file, line) = self.gap.as_ref()?;
        Some(format!(
            "There is still a gap <code>___</code> in line {line} of <code>{}</code>.",
            escape(file)
        ))
    }

    fn fail(&mut self, index: usize, say: String, facts: Facts) {
        self.settle(index, Verdict::Failed, say, facts);
    }

    /// Decides a check; whatever else is planned for it isn't asked any more.
    fn settle(&mut self, index: usize, verdict: Verdict, say: String, facts: Facts) {
        self.steps.retain(|step| step.check != Some(index));
        if let Some(check) = self.checks.get_mut(index) {
            check.verdict = verdict;
            check.say = say;
            check.facts = facts;
        }
    }
}

/// What is to be said of an answer to a check's request.
fn judged(
    check: &Check,
    request: Request,
    answer: Box<Answer>,
) -> Option<(Verdict, String, Facts)> {
    let Act::Send { expect, .. } = &check.act else {
        return None;
    };
    let mismatch = expect_holds(expect, &answer).err();
    let verdict = match mismatch {
        None => Verdict::Passed,
        Some(_) => Verdict::Failed,
    };
    let say = match mismatch {
        None => String::new(),
        Some(_) => check
            .when
            .iter()
            .find(|when| expect_holds(&when.expect, &answer).is_ok())
            .map_or(&check.say, |when| &when.say)
            .clone(),
    };
    let facts = Facts::Exchange {
        request,
        answer,
        mismatch,
    };
    Some((verdict, say, facts))
}

/// What hidden tests say: the message of the first assertion that fails. Of another exception the
/// check says what to think about, where it has something to say.
fn said_by_tests(report: &TestReport, say: &str) -> String {
    let failures = report.tests.iter().filter_map(|test| {
        let failure = test.failure.as_ref();
        failure.filter(|_| test.outcome.is_failure())
    });
    let failure = report.errors.iter().chain(failures).next();
    match failure {
        Some(failure) => match asserted(&failure.message) {
            Some(text) => message(text),
            None if say.is_empty() => plainly(failure),
            None => say.to_owned(),
        },
        None => say.to_owned(),
    }
}

/// What the author of an assertion wrote: without what pytest adds about the values.
fn asserted(text: &str) -> Option<&str> {
    let text = text.strip_prefix("AssertionError: ")?;
    Some(text.split("\nassert ").next().unwrap_or(text))
}

/// A diagnostic as inline HTML.
fn plainly(diagnostic: &Diagnostic) -> String {
    let mut text = escape(&diagnostic.message);
    if let Some(place) = &diagnostic.source {
        text = format!(
            "{text} (<code>{}</code>, line {})",
            escape(&place.file),
            place.line
        );
    }
    if let Some(hint) = &diagnostic.hint {
        text = format!("{text}. {}", message(hint));
    }
    text
}
