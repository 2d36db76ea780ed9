//! What can be done with a workbench: open a program, change it, load it, ask it, reset it.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use playground_protocol::{
    Answer, Ask, Body, Diagnostic, File, Part, Program, Request, Severity, Source, Tell,
};

use super::{Bench, Compared, Exchange, Notice, Pane, Phase, Tab};
use crate::client::Failure;
use crate::content::{Example, Predict, programs_now};
use crate::errors;
use crate::request::Draft;
use crate::security;
use crate::share::Shared;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// How long the learner must pause before the program is loaded anew, in milliseconds.
pub(super) const PAUSE: u32 = 350;

impl Bench {
    /// Opens an example, with the changes that the learner made to it earlier.
    pub fn open(&self, example: &Example) {
        let original = program_of(example);
        let kept = self.page.read::<Program>(&draft_key(&example.name));
        let program = kept
            .filter(|kept| !kept.files.is_empty())
            .unwrap_or(original);
        self.session.set(example.name.clone());
        self.place(Some(example.clone()), program, None);
    }

    /// Opens what a link carries. It isn't kept until the learner changes it.
    pub fn open_shared(&self, shared: Shared) {
        let example = shared
            .example
            .as_deref()
            .and_then(|name| programs_now()?.named(name))
            .cloned();
        // A stranger's program doesn't get what was authorized for one's own.
        self.session.set("a link".to_owned());
        self.forget_authorized();
        self.place(example, shared.program, shared.draft);
    }

    pub(super) fn place(&self, example: Option<Example>, program: Program, draft: Option<Draft>) {
        let first = program
            .files
            .first()
            .map(|file| file.path.clone())
            .unwrap_or_default();
        let preset = example
            .as_ref()
            .and_then(|example| example.presets.first())
            .map(Draft::from_preset);
        self.preset
            .set((draft.is_none() && preset.is_some()).then_some(0));
        let free = || Draft {
            method: "GET".into(),
            url: "/".into(),
            ..Draft::default()
        };
        self.draft.set(draft.or(preset).unwrap_or_else(free));
        self.example.set(example);
        self.entry.set(program.entry);
        self.env.set(program.env);
        self.epoch.update(|epoch| *epoch += 1);
        self.files.set(program.files);
        self.current.set(first);
        self.forget_answers();
        self.working.judged.set(None);
        if self.tab.get_untracked() == Tab::Database {
            self.tab.set(Tab::Answer);
        }
        self.databases.forget();
        self.begin_workspace();
        self.loaded.set(None);
        self.phase.set(Phase::Idle);
        self.notice.set(None);
        self.changed(0);
    }

    /// From now on the program's databases are other ones.
    fn begin_workspace(&self) {
        self.page.workspaces.update_value(|count| *count += 1);
        self.workspace.set(self.page.workspaces.get_value());
    }

    fn forget_answers(&self) {
        self.exchange.set(None);
        self.report.set(None);
        self.pointed.set(None);
        self.diagnostics.set(Vec::new());
        // What isn't about an answer stays in view.
        let stays = [Tab::Docs, Tab::Environment, Tab::Database];
        if !stays.contains(&self.tab.get_untracked()) {
            self.tab.set(Tab::Answer);
        }
    }

    /// Takes a new text of a file from the editor.
    pub fn edit(&self, path: &str, text: String) {
        if untrack(|| self.locked(path)) {
            return;
        }
        let mut different = false;
        self.files.update(|files| {
            if let Some(file) = files.iter_mut().find(|file| file.path == path) {
                different = file.text != text;
                file.text = text;
            }
        });
        if different {
            self.keep();
            self.changed(PAUSE);
        }
    }

    pub(super) fn keep(&self) {
        // Of lines that are put in order their order is kept, and nothing else.
        if untrack(|| self.ordering()) {
            return;
        }
        let Some(name) = self
            .example
            .with_untracked(|example| example.as_ref().map(|example| example.name.clone()))
        else {
            return;
        };
        if untrack(|| self.edited()) {
            self.page.write(&draft_key(&name), &self.program());
        } else {
            self.page.remove(&draft_key(&name));
        }
    }

    /// Loads the program when nothing has changed for a while.
    pub(super) fn changed(&self, pause: u32) {
        self.revision.update(|revision| *revision += 1);
        let (bench, revision) = (*self, self.revision.get_untracked());
        self.phase.set(Phase::Loading);
        spawn_local(async move {
            if pause == 0 {
                idle().await;
            } else {
                TimeoutFuture::new(pause).await;
            }
            // While a program is judged the worker isn't disturbed; it is loaded afterwards.
            let judging = bench.working.at.try_get_untracked().flatten().is_some();
            if bench.revision.try_get_untracked() == Some(revision) && !judging {
                bench.load().await;
            }
        });
    }

    /// Loads the program as it stands.
    async fn load(&self) {
        let revision = self.revision.get_untracked();
        self.phase.set(Phase::Loading);
        let client = self.client.get_value();
        let program = Program {
            workspace: self.workspace.get_untracked().to_string(),
            ..self.program()
        };
        let told = client.ask(Ask::Load(program)).await;
        self.take_loaded(told, revision);
    }

    fn take_loaded(&self, told: Result<Tell, Failure>, revision: u64) {
        // The workbench may be gone, or the learner may have typed on.
        if self.revision.try_get_untracked() != Some(revision) {
            return;
        }
        self.loaded_revision.set(Some(revision));
        match told {
            Ok(Tell::Loaded(loaded)) => {
                self.load_output.set(loaded.output.clone());
                self.databases.found(&loaded.databases);
                self.diagnostics.set(loaded.warnings.clone());
                self.clock
                    .set(js_sys::Date::now() * 1e3 - loaded.elapsed as f64);
                self.loaded.set(Some(Arc::new(loaded)));
                self.phase.set(Phase::Ready);
            }
            Ok(Tell::Diagnostics {
                diagnostics,
                output,
            }) => {
                self.load_output.set(output);
                self.diagnostics.set(diagnostics);
                self.phase.set(Phase::Failed);
            }
            Ok(_) => self.phase.set(Phase::Failed),
            Err(failure) => {
                self.diagnostics.set(vec![Diagnostic {
                    message: said(failure, true),
                    ..Diagnostic::default()
                }]);
                self.phase.set(Phase::Failed);
                self.tell(said(failure, true), true);
            }
        }
    }

    fn tell(&self, text: impl Into<String>, bad: bool) {
        self.notice.set(Some(Notice {
            text: text.into(),
            bad,
        }));
    }

    /// Sends the request as it is written, after loading the program when it has changed.
    pub fn send(&self) {
        if untrack(|| self.occupied()) {
            return;
        }
        self.pane.set(Pane::Request);
        if !self.ask_first() {
            self.send_with(None);
        }
    }

    /// Sends the request without leading a narrow screen to the answer.
    pub fn send_in_place(&self) {
        self.send_with(None);
    }

    /// Sends the request. What was predicted of it is compared with the answer.
    pub(super) fn send_with(&self, guess: Option<(Predict, usize, usize)>) {
        let bench = *self;
        self.busy.set(true);
        spawn_local(async move {
            bench.send_now(guess).await;
            bench.busy.try_set(false);
        });
    }

    async fn send_now(&self, guess: Option<(Predict, usize, usize)>) {
        let draft = self.draft.get_untracked();
        let preset = self.preset.get_untracked();
        let note = preset.and_then(|preset| {
            untrack(|| self.presets())
                .get(preset)
                .and_then(|preset| preset.note.clone())
        });
        if !self.catch_up().await {
            self.pointed.try_set(None);
            self.exchange.try_set(None);
            self.tab.try_set(Tab::Answer);
            return;
        }
        self.notice.set(None);
        let mut request = draft.request();
        security::apply(&mut request, &untrack(|| self.additions()));
        let told = self.client.get_value().ask(Ask::Send(request)).await;
        if self.phase.is_disposed() {
            return;
        }
        match told {
            Ok(Tell::Answer(answer)) => {
                let compared = guess.map(|guess| self.compare(guess, &answer));
                self.take_answer(draft, *answer, note, compared);
                if !matches!(
                    self.tab.get_untracked(),
                    Tab::Trace | Tab::Output | Tab::Files | Tab::Database
                ) {
                    self.tab.set(Tab::Answer);
                }
                if let Some(section) = self.section.get_untracked() {
                    let known = self
                        .page
                        .progress
                        .with_untracked(|progress| progress.tried.contains(&section));
                    if !known {
                        self.page.advance(|progress| {
                            progress.tried.insert(section);
                        });
                    }
                }
            }
            Ok(Tell::Diagnostics { diagnostics, .. }) => {
                self.exchange.set(None);
                let text = diagnostics
                    .first()
                    .map(|first| first.message.clone())
                    .unwrap_or_default();
                self.tell(text, true);
            }
            Ok(_) => {}
            Err(failure) => {
                self.exchange.set(None);
                self.tab.set(Tab::Answer);
                self.tell(said(failure, false), true);
            }
        }
    }

    /// Loads the program when it has changed since; whether it runs.
    pub(super) async fn catch_up(&self) -> bool {
        if self.phase.is_disposed() {
            return false;
        }
        if self.loaded_revision.get_untracked() != Some(self.revision.get_untracked()) {
            self.revision.update(|revision| *revision += 1);
            self.load().await;
        }
        self.phase.try_get_untracked() == Some(Phase::Ready)
    }

    /// Shows an answer.
    pub(super) fn take_answer(
        &self,
        draft: Draft,
        answer: Answer,
        note: Option<String>,
        compared: Option<Compared>,
    ) {
        self.clock
            .update(|clock| *clock += answer.elapsed.virtual_us as f64);
        self.databases.found(&answer.databases);
        let errors = errors::of(&answer);
        self.exchange.set(Some(Arc::new(Exchange {
            draft,
            answer,
            errors,
            note,
            compared,
        })));
    }

    /// Writes a preset into the request, and sends it.
    pub fn send_preset(&self, index: usize) {
        if self.choose_preset(index) {
            self.send();
        }
    }

    /// Writes a preset into the request.
    pub fn choose_preset(&self, index: usize) -> bool {
        let presets = untrack(|| self.presets());
        let Some(preset) = presets.get(index) else {
            return false;
        };
        self.draft.set(Draft::from_preset(preset));
        self.preset.set(Some(index));
        true
    }

    /// Writes an operation into the request, with a value for all that must be sent.
    pub fn choose_operation(&self, index: usize) {
        let operation = self.loaded.with_untracked(|loaded| {
            loaded
                .as_ref()
                .and_then(|loaded| loaded.operations.get(index).cloned())
        });
        if let Some(operation) = operation {
            self.draft.set(Draft::from_operation(&operation));
            self.preset.set(None);
        }
    }

    /// Changes the request by hand.
    pub fn write(&self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.preset.set(None);
    }

    /// Starts the program afresh: its state, files and cookies are as they were at first.
    pub fn restart(&self) {
        self.forget_answers();
        self.begin_workspace();
        self.tell(
            "The program was started afresh: its data, files, databases and cookies are as at first.",
            false,
        );
        self.changed(0);
    }

    /// Brings the example back as it was, and starts it afresh.
    pub fn reset(&self) {
        if let Some(work) = self.working.open.get_untracked() {
            // A project is the work of hours: it is begun again on its own page, after a question.
            if work.project.is_none() {
                self.start_over();
            }
            return;
        }
        let Some(example) = self.example.get_untracked() else {
            self.restart();
            return;
        };
        self.page.remove(&draft_key(&example.name));
        self.forget_authorized();
        let program = program_of(&example);
        self.place(Some(example), program, None);
        self.tell("The program is as it was at first.", false);
    }

    /// Runs the program's tests.
    pub fn run_tests(&self) {
        if untrack(|| self.occupied()) {
            return;
        }
        let bench = *self;
        self.busy.set(true);
        self.tab.set(Tab::Tests);
        spawn_local(async move {
            let told = bench
                .client
                .get_value()
                .ask(Ask::Test {
                    files: Vec::new(),
                    filter: None,
                })
                .await;
            match told {
                Ok(Tell::TestReport(report)) => {
                    bench.report.try_set(Some(Arc::new(report)));
                }
                Ok(Tell::Diagnostics { diagnostics, .. }) => {
                    let text = diagnostics
                        .first()
                        .map(|first| first.message.clone())
                        .unwrap_or_default();
                    bench.notice.try_set(Some(Notice { text, bad: true }));
                }
                Ok(_) => {}
                Err(failure) => {
                    bench.notice.try_set(Some(Notice {
                        text: said(failure, false),
                        bad: true,
                    }));
                }
            }
            bench.busy.try_set(false);
        });
    }

    /// Sends a request that the API docs ask for; the trace isn't asked for and nothing is shown.
    pub async fn ask_quietly(
        &self,
        request: Request,
    ) -> Result<playground_protocol::Answer, String> {
        let answer = self.answer(Ask::Send(request)).await?;
        if !self.phase.is_disposed() {
            self.databases.found(&answer.databases);
        }
        Ok(answer)
    }

    /// Fetches the whole of a part that was cut.
    pub async fn fetch(&self, part: Part) -> Option<Body> {
        if self.judging() {
            return None;
        }
        match self.client.get_value().ask(Ask::Fetch(part)).await {
            Ok(Tell::Fetched { body }) => body,
            _ => None,
        }
    }

    /// Shows a place of the program in the editor.
    pub fn jump(&self, source: &Source) {
        if self
            .files
            .with_untracked(|files| files.iter().any(|file| file.path == source.file))
        {
            self.current.set(source.file.clone());
            self.pane.set(Pane::Program);
            let count = self
                .jumped
                .with_untracked(|jumped| jumped.as_ref().map_or(0, |(_, count)| count + 1));
            self.jumped.set(Some((source.clone(), count)));
        }
    }

    /// Where the program stops being wrong is the place to look at: the first error with a place.
    pub fn first_error(&self) -> Option<Diagnostic> {
        self.diagnostics.with(|all| {
            all.iter()
                .find(|one| one.severity == Severity::Error)
                .cloned()
        })
    }

    /// What a share link carries now.
    pub fn shared(&self) -> Shared {
        Shared {
            example: self
                .example
                .with_untracked(|example| example.as_ref().map(|example| example.name.clone())),
            program: self.program(),
            draft: Some(self.draft.get_untracked()),
        }
    }
}

/// Waits until the browser has nothing better to do, half a second at most.
async fn idle() {
    let (tell, told) = futures_channel::oneshot::channel::<()>();
    let callback = Closure::once_into_js(move || {
        let _ = tell.send(());
    });
    let options = web_sys::IdleRequestOptions::new();
    options.set_timeout(500);
    // Not every browser has idle callbacks; asking for one is then what fails.
    let known = js_sys::Reflect::has(&window(), &"requestIdleCallback".into()).unwrap_or(false);
    if known
        && window()
            .request_idle_callback_with_options(callback.unchecked_ref(), &options)
            .is_ok()
    {
        let _ = told.await;
    } else {
        TimeoutFuture::new(50).await;
    }
}

/// The example as a program.
pub fn template(example: &Example) -> Program {
    program_of(example)
}

pub(super) fn program_of(example: &Example) -> Program {
    Program {
        files: example
            .files
            .iter()
            .map(|file| File {
                path: file.path.clone(),
                text: file.text.clone(),
            })
            .collect(),
        entry: example.app.clone(),
        env: example.env.clone(),
        ..Program::default()
    }
}

pub(super) fn draft_key(name: &str) -> String {
    format!("draft:{name}")
}

pub(super) fn said(failure: Failure, loading: bool) -> String {
    match (failure, loading) {
        (Failure::TimedOut, true) => {
            "The program didn't finish loading within 5 seconds, so it was stopped. Is there a loop that never ends?"
        }
        (Failure::TimedOut, false) => {
            "The program didn't answer within 5 seconds, so it was stopped. It has been started afresh: its data is as at first."
        }
        (Failure::Crashed, _) => "The engine broke down and was started again. This is a fault of the playground, not of your program.",
        (Failure::Unavailable, _) => "The engine can't be started. Reload the page; if that doesn't help, the browser may be too old.",
    }
    .to_owned()
}
