//! Loads a program, sends requests to it, traces them, runs its tests.
//!
//! This crate is the engine's outer face: what stands above it (worker, command line) uses nothing
//! below it. It speaks the data types of `playground-protocol` and knows no transport.

mod body;
mod convert;
mod database;
mod diagnose;
mod files;
mod host;
mod library;
mod native;
mod parts;
mod running;
mod send;
mod testing;

use playground_protocol::{
    Answer, Ask, Body, DatabaseAsk, DatabaseTell, Diagnostic, Loaded, Part, Program, Request, Tell,
    TestReport,
};

pub use body::{base64, cut};
pub use host::Host;
pub use parts::{SharedPart, needed as parts_needed};

use running::Running;

/// A program that could not be loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadError {
    /// What is wrong; never empty. The first is the one to show.
    pub diagnostics: Vec<Diagnostic>,
    /// The name of the Python exception, such as `ModuleNotFoundError`.
    pub exception: String,
    /// What the program printed before it failed.
    pub output: String,
}

/// The parts of the last answer, whole.
#[derive(Default)]
struct Last {
    body: Vec<u8>,
    output: String,
    files: Vec<(String, Vec<u8>)>,
}

/// One interpreter with at most one program in it. Engines share nothing; dropping one frees
/// everything that its program made.
pub struct Engine {
    host: std::rc::Rc<dyn Host>,
    program: Option<Program>,
    running: Option<Running>,
    last: Last,
}

impl Engine {
    /// An engine without a program.
    pub fn new(host: Box<dyn Host>) -> Self {
        Self {
            host: host.into(),
            program: None,
            running: None,
            last: Last::default(),
        }
    }

    /// Drops the current program and loads this one: compiles every file, imports the entry's
    /// module, finds the application, runs its lifespan start. When that fails, no program is
    /// loaded, but [`Engine::reset`] still knows this one. The databases of the program stay while
    /// [`Program::workspace`] stays the same.
    ///
    /// # Errors
    /// The diagnostics of a program that can't be compiled, imported or started.
    pub fn load(&mut self, program: Program) -> Result<Loaded, LoadError> {
        let is_another = self
            .program
            .as_ref()
            .is_some_and(|known| known.workspace != program.workspace);
        self.start(program, is_another)
    }

    fn start(&mut self, program: Program, forget: bool) -> Result<Loaded, LoadError> {
        self.running = None;
        self.last = Last::default();
        database::close(&*self.host, forget);
        let program = self.program.insert(program);
        let started = self.host.ticks();
        let (running, mut loaded) = Running::start(&self.host, program)?;
        loaded.elapsed = self.host.ticks().saturating_sub(started);
        loaded.databases = database::names(&*self.host);
        self.running = Some(running);
        Ok(loaded)
    }

    /// Loads the current program afresh, without the databases that it has made.
    ///
    /// # Errors
    /// As [`Engine::load`]; and when no program was ever given.
    pub fn reset(&mut self) -> Result<Loaded, LoadError> {
        match self.program.take() {
            Some(program) => self.start(program, true),
            None => Err(nothing_loaded()),
        }
    }

    /// Sends a request to the loaded program and runs it until its background tasks are done.
    /// Cookies are kept between requests. Whatever the program does, there is an answer: an
    /// exception that nothing handles is a 500 whose `error` says what was raised.
    ///
    /// # Errors
    /// When no program is loaded.
    pub fn send(&mut self, request: &Request) -> Result<Answer, LoadError> {
        let running = self.running.as_mut().ok_or_else(nothing_loaded)?;
        let started = self.host.ticks();
        let (mut answer, last) = running.send(request);
        answer.elapsed.real_us = self.host.ticks().saturating_sub(started);
        answer.databases = database::names(&*self.host);
        self.last = last;
        if running.is_torn
            && let Some(program) = &self.program
            && let Ok((fresh, _)) = Running::start(&self.host, program)
        {
            self.running = Some(fresh);
            if let Some(error) = &mut answer.error {
                let hint = "The program was stopped in the middle and has been started afresh: its data is as at first.";
                error.hint = Some(hint.to_owned());
            }
        }
        Ok(answer)
    }

    /// Runs the program's pytest-style tests in an interpreter of their own: those of the files
    /// named (all when empty) whose id contains the filter.
    ///
    /// # Errors
    /// When no program was given.
    pub fn run_tests(
        &mut self,
        files: &[String],
        filter: Option<&str>,
    ) -> Result<TestReport, LoadError> {
        let program = self.program.as_ref().ok_or_else(nothing_loaded)?;
        let started = self.host.ticks();
        let mut report = testing::run(&self.host, program, files, filter);
        report.elapsed = self.host.ticks().saturating_sub(started);
        Ok(report)
    }

    /// Does what a message asks, and tells what comes of it.
    pub fn ask(&mut self, ask: Ask) -> Tell {
        let told = match ask {
            Ask::Load(program) => self.load(program).map(Tell::Loaded),
            Ask::Reset => self.reset().map(Tell::Loaded),
            Ask::Send(request) => self
                .send(&request)
                .map(|answer| Tell::Answer(Box::new(answer))),
            Ask::Test { files, filter } => self
                .run_tests(&files, filter.as_deref())
                .map(Tell::TestReport),
            Ask::Database { question } => Ok(Tell::Database {
                answer: self.database(&question),
            }),
            Ask::Fetch(part) => Ok(Tell::Fetched {
                body: self.fetch(&part),
            }),
        };
        told.unwrap_or_else(
            |LoadError {
                 diagnostics,
                 output,
                 ..
             }| Tell::Diagnostics {
                diagnostics,
                output,
            },
        )
    }

    /// Answers a question about the program's databases. Whatever is asked, something is told.
    pub fn database(&self, question: &DatabaseAsk) -> DatabaseTell {
        database::answer(&*self.host, question)
    }

    /// The whole of a part of the last answer, or `None` when there is no such part.
    pub fn fetch(&self, part: &Part) -> Option<Body> {
        match part {
            Part::Body => Some(body::whole(&self.last.body)),
            Part::Output => Some(Body::Text(self.last.output.clone())),
            Part::File(path) => {
                let (_, bytes) = self.last.files.iter().find(|(known, _)| known == path)?;
                Some(body::whole(bytes))
            }
        }
    }
}

/// What is wrong with a piece of Python as text; it need not be a whole program.
pub fn syntax_error(name: &str, text: &str) -> Option<Diagnostic> {
    running::fragment(name, text)
}

fn nothing_loaded() -> LoadError {
    let diagnostic = Diagnostic {
        message: "No program is loaded".to_owned(),
        ..Diagnostic::default()
    };
    LoadError {
        diagnostics: vec![diagnostic],
        ..LoadError::default()
    }
}
