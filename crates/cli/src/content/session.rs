//! An engine that is asked, for checks: each session has an engine of its own. What is asked may be
//! kept, so that it can be compared with what real FastAPI answered, and be recorded.

use playground_engine::Engine;
use playground_judge::{Judge, Report};
use playground_lessons::{ExampleFile, Exercise};
use playground_protocol::{
    Answer, Ask, Body, Diagnostic, File, Loaded, Part, Program, Request, Tell, TestReport,
};

use super::Context;
use super::cache::{Cache, Key};
use crate::system::System;

/// A program and what it was asked.
pub struct Run {
    /// Its name among what is recorded.
    pub id: String,
    /// The program.
    pub program: Program,
    /// Whether its OpenAPI document counts too.
    pub openapi: bool,
    /// Whether it is one that can't be loaded.
    pub fails: bool,
    /// Why it can't be loaded.
    pub error: Option<Diagnostic>,
    /// The requests and the answers.
    pub steps: Vec<(Request, Answer)>,
    /// The tests that were run: the files they were taken from, and what they came to.
    pub tests: Option<(Vec<String>, TestReport)>,
}

/// An engine and what it is asked.
pub struct Session<'a> {
    /// Nothing is run when only what would be asked is wanted.
    dry: bool,
    /// What was answered before needn't be run again.
    cache: &'a Cache,
    key: Key,
    /// All that was asked, and how much of it the engine knows: there is none until it has to answer.
    asked: Vec<Ask>,
    known: usize,
    engine: Option<Engine>,
    /// The name of the first run, where they are kept.
    id: Option<String>,
    openapi: bool,
    fails: bool,
    runs: Vec<Run>,
}

impl<'a> Session<'a> {
    /// A session of which nothing is kept.
    pub fn new(context: &'a Context<'_>) -> Self {
        Self {
            dry: context.dry,
            cache: &context.cache,
            key: Key::default(),
            asked: Vec::new(),
            known: 0,
            engine: None,
            id: None,
            openapi: false,
            fails: false,
            runs: Vec::new(),
        }
    }

    /// A session whose runs are recorded under a name.
    pub fn recorded(context: &'a Context<'_>, id: impl Into<String>) -> Self {
        Self {
            id: Some(id.into()),
            ..Self::new(context)
        }
    }

    /// Such a session that also records the program's OpenAPI document.
    pub fn with_openapi(context: &'a Context<'_>, id: impl Into<String>) -> Self {
        Self {
            openapi: true,
            ..Self::recorded(context, id)
        }
    }

    /// Such a session for a program that is there to fail.
    pub fn failing(context: &'a Context<'_>, id: impl Into<String>) -> Self {
        Self {
            fails: true,
            ..Self::recorded(context, id)
        }
    }

    /// The name of the run at work, and the number of its last request.
    pub fn at(&self) -> Option<(&str, usize)> {
        let run = self.runs.last()?;
        Some((&run.id, run.steps.len().checked_sub(1)?))
    }

    /// What was kept.
    pub fn runs(self) -> Vec<Run> {
        self.runs
    }

    /// Asks the engine, unless it is known what it will tell.
    fn tell(&mut self, ask: &Ask) -> Tell {
        if self.dry {
            return nothing(ask);
        }
        self.key = self.key.then(ask);
        self.asked.push(ask.clone());
        if let Some(tell) = self.cache.get(self.key) {
            return tell;
        }
        let mut tell = nothing(ask);
        let engine = self
            .engine
            .get_or_insert_with(|| Engine::new(Box::new(System::new())));
        for ask in self.asked.iter().skip(self.known) {
            tell = engine.ask(ask.clone());
        }
        self.known = self.asked.len();
        self.cache.put(self.key, &tell);
        tell
    }

    fn ask(&mut self, ask: Ask) -> Tell {
        let tell = self.tell(&ask);
        let Some(id) = &self.id else { return tell };
        match (ask, &tell) {
            (Ask::Load(program), tell) => {
                let number = self.runs.len() + 1;
                let error = match tell {
                    Tell::Diagnostics { diagnostics, .. } => diagnostics.first().cloned(),
                    _ => None,
                };
                self.runs.push(Run {
                    id: match number {
                        1 => id.clone(),
                        _ => format!("{id}/{number}"),
                    },
                    program,
                    openapi: self.openapi,
                    fails: self.fails,
                    error,
                    steps: Vec::new(),
                    tests: None,
                });
            }
            (Ask::Send(request), Tell::Answer(answer)) => {
                if let Some(run) = self.runs.last_mut() {
                    run.steps.push((request, (**answer).clone()));
                }
            }
            (Ask::Test { files, .. }, Tell::TestReport(report)) => {
                if let Some(run) = self.runs.last_mut() {
                    run.tests = Some((files, report.clone()));
                }
            }
            (Ask::Fetch(Part::Body), Tell::Fetched { body: Some(body) }) => {
                let step = self.runs.last_mut().and_then(|run| run.steps.last_mut());
                if let Some((_, answer)) = step {
                    answer.body = body.clone();
                    answer.body_cut = None;
                }
            }
            _ => {}
        }
        tell
    }

    /// Loads a program.
    pub fn load(&mut self, program: Program) -> Result<(), Diagnostic> {
        match self.ask(Ask::Load(program)) {
            Tell::Diagnostics { diagnostics, .. } => {
                Err(diagnostics.into_iter().next().unwrap_or_default())
            }
            _ => Ok(()),
        }
    }

    /// Sends a request. The answer's body is whole.
    pub fn send(&mut self, request: Request) -> Answer {
        let Tell::Answer(mut answer) = self.ask(Ask::Send(request)) else {
            return Answer::default();
        };
        if answer.body_cut.is_some()
            && let Tell::Fetched { body: Some(body) } = self.ask(Ask::Fetch(Part::Body))
        {
            answer.body = body;
            answer.body_cut = None;
        }
        *answer
    }

    /// Judges files by the checks of an exercise.
    pub fn judge(&mut self, exercise: &Exercise, files: &[ExampleFile]) -> Report {
        let mut judge = Judge::new(exercise, program_files(files));
        while let Some(ask) = judge.next() {
            judge.told(self.ask(ask));
        }
        judge.report()
    }
}

/// What is told when nothing is run.
fn nothing(ask: &Ask) -> Tell {
    match ask {
        Ask::Send(_) => Tell::Answer(Box::default()),
        Ask::Test { .. } => Tell::TestReport(TestReport::default()),
        Ask::Fetch(_) => Tell::Fetched { body: None },
        _ => Tell::Loaded(Loaded::default()),
    }
}

/// Files of the content as files of a program.
pub fn program_files(files: &[ExampleFile]) -> Vec<File> {
    let file = |file: &ExampleFile| File {
        path: file.path.clone(),
        text: file.text.clone(),
    };
    files.iter().map(file).collect()
}

/// A program of one file.
pub fn single(text: &str) -> Program {
    Program {
        files: vec![File {
            path: "main.py".to_owned(),
            text: text.to_owned(),
        }],
        entry: "main:app".to_owned(),
        ..Program::default()
    }
}

/// A request.
pub fn request(
    method: &str,
    url: &str,
    headers: &[(String, String)],
    body: Option<&str>,
    trace: bool,
) -> Request {
    Request {
        method: method.to_owned(),
        url: url.to_owned(),
        headers: headers.to_vec(),
        body: body.map(|body| Body::Text(body.to_owned())),
        trace,
    }
}

/// All that is said about an error: what a learner can read of it.
pub fn error_text(diagnostic: &Diagnostic) -> String {
    let mut text = String::new();
    if let Some(place) = &diagnostic.source {
        text.push_str(&format!("File \"{}\", line {}\n", place.file, place.line));
    }
    text.push_str(diagnostic.traceback.as_deref().unwrap_or_default());
    text.push('\n');
    text.push_str(&diagnostic.message);
    if let Some(hint) = &diagnostic.hint {
        text.push('\n');
        text.push_str(hint);
    }
    text
}

/// An error in one line.
pub fn error_line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic
        .source
        .as_ref()
        .map(|place| format!(" ({}, line {})", place.file, place.line));
    format!(
        "{}{}",
        super::short(&diagnostic.message),
        place.unwrap_or_default()
    )
}
