//! The workbench: a program, a request to it, and what came back. This is the state and what can be
//! done with it; how it looks is in `components`.

mod actions;
mod authorize;
mod database;
mod environment;
mod files;
mod predict;
mod trace;
mod work;

use std::sync::Arc;

use leptos::prelude::*;
use playground_protocol::{Answer, Diagnostic, File, Loaded, Program, Source, TestReport};

use crate::client::Client;
use crate::content::{Example, Preset};
use crate::errors::FieldError;
use crate::request::Draft;
use crate::security::{Scheme, schemes};
use crate::state::Page;

pub use actions::template;
pub use database::{Databases, FILE_LIMIT, Look, MEMORY, Statement, count, one_line, statements};
pub use predict::{Compared, Predicting};
pub use trace::{Row, Stage, Tone, rows};
pub use work::{Judged, Work, Working};

/// How far a program is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Not asked to load yet.
    #[default]
    Idle,
    /// The engine is starting or loading it.
    Loading,
    /// It runs.
    Ready,
    /// It can't be loaded.
    Failed,
}

/// What a learner is told above the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// One or two sentences.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// A request and what came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// What was sent.
    pub draft: Draft,
    /// What came back.
    pub answer: Answer,
    /// What validation found wrong.
    pub errors: Vec<FieldError>,
    /// The preset's remark on what to look at.
    pub note: Option<String>,
    /// What was predicted of the answer.
    pub compared: Option<Compared>,
}

/// The views of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Status, headers, body.
    #[default]
    Answer,
    /// The way through the application.
    Trace,
    /// What was printed.
    Output,
    /// What was written.
    Files,
    /// The databases, where the program has any.
    Database,
    /// Swagger UI and ReDoc.
    Docs,
    /// The program's tests.
    Tests,
    /// Its environment variables.
    Environment,
}

/// The panes of a narrow screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The section's text.
    #[default]
    Text,
    /// The program.
    Program,
    /// The request and its answer.
    Request,
}

/// The state of a workbench, as signals.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The page around it.
    pub page: Page,
    client: StoredValue<Client, LocalStorage>,
    /// The example that the program came from.
    pub example: RwSignal<Option<Example>>,
    /// Under which name what was authorized for the program is kept.
    session: RwSignal<String>,
    /// The security schemes of the loaded program.
    pub schemes: Memo<Vec<Scheme>>,
    /// Whether the dialogue to authorize is open.
    pub authorizing: RwSignal<bool>,
    /// The section that it stands in, for progress.
    pub section: RwSignal<Option<String>>,
    /// The files.
    pub files: RwSignal<Vec<File>>,
    /// The path of the file in the editor.
    pub current: RwSignal<String>,
    /// Where the application is.
    pub entry: RwSignal<String>,
    /// Environment variables.
    pub env: RwSignal<std::collections::BTreeMap<String, String>>,
    /// The request that is being written.
    pub draft: RwSignal<Draft>,
    /// The preset that the request came from, while it is unchanged.
    pub preset: RwSignal<Option<usize>>,
    /// How far the program is.
    pub phase: RwSignal<Phase>,
    /// What it can be asked.
    pub loaded: RwSignal<Option<Arc<Loaded>>>,
    /// The program's clock, in microseconds since 1970: it begins when the program is loaded and moves
    /// only while a request sleeps.
    pub clock: RwSignal<f64>,
    /// What is wrong with it.
    pub diagnostics: RwSignal<Vec<Diagnostic>>,
    /// What it printed while it was loaded.
    pub load_output: RwSignal<String>,
    /// The last request with its answer.
    pub exchange: RwSignal<Option<Arc<Exchange>>>,
    /// The program's databases.
    pub databases: Databases,
    /// The work at exercises.
    pub working: Working,
    /// What is asked before a request is sent.
    pub predicting: Predicting,
    /// The last test run.
    pub report: RwSignal<Option<Arc<TestReport>>>,
    /// Whether a request or a test run is on its way.
    pub busy: RwSignal<bool>,
    /// What the learner is told.
    pub notice: RwSignal<Option<Notice>>,
    /// The place that a trace row points at.
    pub pointed: RwSignal<Option<Source>>,
    /// The place that a trace row has jumped to, with a count that makes each jump a new one.
    pub jumped: RwSignal<Option<(Source, u64)>>,
    /// The view of the answer.
    pub tab: RwSignal<Tab>,
    /// The pane of a narrow screen.
    pub pane: RwSignal<Pane>,
    /// Counts changes of the program; a load that began at an older count is not the last word.
    revision: RwSignal<u64>,
    /// Names the program over its edits; the databases live as long as it stays the same.
    workspace: RwSignal<u64>,
    loaded_revision: RwSignal<Option<u64>>,
    /// Grows when the editor must forget its undo histories.
    pub epoch: RwSignal<u64>,
}

impl Bench {
    /// An empty workbench. Its engine starts when the browser is idle.
    pub fn new(page: Page) -> Self {
        let client = expect_context::<StoredValue<Client, LocalStorage>>();
        let loaded = RwSignal::new(None::<Arc<Loaded>>);
        let schemes = Memo::new(move |_| {
            let loaded = loaded.get();
            let document = loaded.as_ref().and_then(|loaded| loaded.openapi.as_ref());
            document.map(schemes).unwrap_or_default()
        });
        Self {
            page,
            client,
            example: RwSignal::new(None),
            session: RwSignal::new(String::new()),
            schemes,
            authorizing: RwSignal::new(false),
            section: RwSignal::new(None),
            files: RwSignal::new(Vec::new()),
            current: RwSignal::new(String::new()),
            entry: RwSignal::new(String::new()),
            env: RwSignal::new(Default::default()),
            draft: RwSignal::new(Draft {
                method: "GET".into(),
                url: "/".into(),
                ..Draft::default()
            }),
            preset: RwSignal::new(None),
            phase: RwSignal::new(Phase::Idle),
            loaded,
            clock: RwSignal::new(js_sys::Date::now() * 1e3),
            diagnostics: RwSignal::new(Vec::new()),
            load_output: RwSignal::new(String::new()),
            exchange: RwSignal::new(None),
            databases: Databases::new(),
            working: Working::new(),
            predicting: Predicting::new(),
            report: RwSignal::new(None),
            busy: RwSignal::new(false),
            notice: RwSignal::new(None),
            pointed: RwSignal::new(None),
            jumped: RwSignal::new(None),
            tab: RwSignal::new(Tab::Answer),
            pane: RwSignal::new(Pane::Text),
            revision: RwSignal::new(0),
            workspace: RwSignal::new(0),
            loaded_revision: RwSignal::new(None),
            epoch: RwSignal::new(0),
        }
    }

    /// The presets of the example.
    pub fn presets(&self) -> Vec<Preset> {
        self.example.with(|example| {
            example
                .as_ref()
                .map(|example| example.presets.clone())
                .unwrap_or_default()
        })
    }

    /// The program as it stands.
    pub fn program(&self) -> Program {
        Program {
            files: self.files.get_untracked(),
            entry: self.entry.get_untracked(),
            env: self.env.get_untracked(),
            ..Program::default()
        }
    }

    /// Whether the program differs from its example.
    pub fn edited(&self) -> bool {
        self.example.with(|example| {
            example.as_ref().is_some_and(|example| {
                let other_env = self.env.with(|env| *env != example.env);
                other_env
                    || self.files.with(|files| {
                        files.len() != example.files.len()
                            || files
                                .iter()
                                .zip(&example.files)
                                .any(|(a, b)| a.path != b.path || a.text != b.text)
                    })
            })
        })
    }

    /// The text of the file in the editor.
    pub fn current_text(&self) -> String {
        self.current
            .with(|current| {
                self.files.with(|files| {
                    files
                        .iter()
                        .find(|file| file.path == *current)
                        .map(|file| file.text.clone())
                })
            })
            .unwrap_or_default()
    }
}

/// The workbench around a component.
pub fn bench() -> Bench {
    expect_context::<Bench>()
}
