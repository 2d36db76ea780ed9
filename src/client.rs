//! The app's end of the wire to the engine: one worker, its questions and answers, and the watchdog
//! that ends a worker that doesn't answer.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use playground_protocol::{Ask, Command, Program, Reply, Tell, VERSION};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// How long a worker may take to answer, in milliseconds.
pub const PATIENCE: u32 = 5_000;

/// How long a part of the engine may take to arrive, in milliseconds: a slow connection isn't an endless loop.
const FETCH_PATIENCE: u32 = 60_000;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The worker did not answer in time and was ended.
    TimedOut,
    /// The worker broke down.
    Crashed,
    /// The worker could not be started.
    Unavailable,
}

struct Waiting {
    message: String,
    settle: oneshot::Sender<Result<Tell, Failure>>,
    timer: Option<Timeout>,
}

struct Running {
    worker: Worker,
    ready: bool,
    // They are called for as long as the worker lives.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

struct Inner {
    script: String,
    patience: u32,
    running: Option<Running>,
    next: u64,
    waiting: BTreeMap<u64, Waiting>,
    program: Option<Program>,
    /// Grows with each worker: a late event of an ended worker is recognized by it.
    generation: u64,
}

/// The client. Clones share the worker.
#[derive(Clone)]
pub struct Client {
    inner: Rc<RefCell<Inner>>,
}

impl Client {
    /// A client for the worker of this script. Nothing is started yet.
    pub fn new(script: &str) -> Self {
        Self::with_patience(script, PATIENCE)
    }

    /// A client with another patience: for tests.
    pub fn with_patience(script: &str, patience: u32) -> Self {
        let inner = Inner {
            script: script.to_owned(),
            patience,
            running: None,
            next: 1,
            waiting: BTreeMap::new(),
            program: None,
            generation: 0,
        };
        Self {
            inner: Rc::new(RefCell::new(inner)),
        }
    }

    /// Starts the worker when it isn't running.
    pub fn start(&self) {
        if self.inner.borrow().running.is_none() {
            self.spawn();
        }
    }

    /// Asks and waits for what is told. A worker that is still starting isn't hurried: the time
    /// counts from when it has the question.
    ///
    /// # Errors
    /// When the worker was ended, broke down or can't be started. A new worker then has the last
    /// program that was loaded, unless loading it was what failed.
    pub async fn ask(&self, ask: Ask) -> Result<Tell, Failure> {
        if let Ask::Load(program) = &ask {
            self.inner.borrow_mut().program = Some(program.clone());
        }
        let loading = matches!(ask, Ask::Load(_) | Ask::Reset);
        let result = self.post(ask).await;
        if matches!(result, Err(Failure::TimedOut | Failure::Crashed)) {
            self.recover(loading);
        }
        result
    }

    fn post(&self, ask: Ask) -> oneshot_future::Answer {
        let (settle, answer) = oneshot::channel();
        self.start();
        let mut inner = self.inner.borrow_mut();
        let id = inner.next;
        inner.next += 1;
        let command = Command {
            version: VERSION,
            id,
            ask,
        };
        let message = serde_json::to_string(&command).unwrap_or_default();
        inner.waiting.insert(
            id,
            Waiting {
                message,
                settle,
                timer: None,
            },
        );
        let ready = inner.running.as_ref().is_some_and(|running| running.ready);
        drop(inner);
        if ready {
            self.dispatch(id);
        }
        oneshot_future::Answer(answer)
    }

    /// Sends a waiting question to the worker and starts its clock.
    fn dispatch(&self, id: u64) {
        let mut inner = self.inner.borrow_mut();
        let (patience, generation) = (inner.patience, inner.generation);
        let Some(worker) = inner.running.as_ref().map(|running| running.worker.clone()) else {
            return;
        };
        let Some(waiting) = inner.waiting.get_mut(&id) else {
            return;
        };
        let client = self.clone();
        waiting.timer = Some(Timeout::new(patience, move || {
            client.fail(generation, Failure::TimedOut)
        }));
        let message = JsValue::from_str(&waiting.message);
        drop(inner);
        let _ = worker.post_message(&message);
    }

    /// A fresh worker with the last program, so that the learner can go on.
    fn recover(&self, loading: bool) {
        let program = self.inner.borrow().program.clone();
        self.start();
        if let Some(program) = program.filter(|_| !loading) {
            let answer = self.post(Ask::Load(program));
            wasm_bindgen_futures::spawn_local(async move {
                let _ = answer.await;
            });
        }
    }

    fn spawn(&self) {
        let (script, generation) = {
            let mut inner = self.inner.borrow_mut();
            inner.generation += 1;
            (inner.script.clone(), inner.generation)
        };
        let Ok(worker) = Worker::new(&script) else {
            self.fail(generation, Failure::Unavailable);
            return;
        };
        let client = self.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                client.receive(generation, &text);
            }
        });
        let client = self.clone();
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |_| {
            let ready = client
                .inner
                .borrow()
                .running
                .as_ref()
                .is_some_and(|running| running.ready);
            client.fail(
                generation,
                if ready {
                    Failure::Crashed
                } else {
                    Failure::Unavailable
                },
            );
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let running = Running {
            worker,
            ready: false,
            _on_message: on_message,
            _on_error: on_error,
        };
        self.inner.borrow_mut().running = Some(running);
    }

    fn receive(&self, generation: u64, text: &str) {
        let Ok(reply) = serde_json::from_str::<Reply>(text) else {
            return;
        };
        let mut inner = self.inner.borrow_mut();
        if inner.generation != generation {
            return;
        }
        if reply.tell == Tell::Ready {
            if let Some(running) = &mut inner.running {
                running.ready = true;
            }
            let waiting: Vec<u64> = inner.waiting.keys().copied().collect();
            drop(inner);
            for id in waiting {
                self.dispatch(id);
            }
            return;
        }
        if let Tell::Fetching { begins, .. } = reply.tell {
            let patience = if begins {
                FETCH_PATIENCE
            } else {
                inner.patience
            };
            self.wind(&mut inner, patience);
            return;
        }
        if let Some(waiting) = inner.waiting.remove(&reply.id) {
            // The worker takes one question at a time: the clocks of the others begin anew.
            let patience = inner.patience;
            self.wind(&mut inner, patience);
            drop(inner);
            let _ = waiting.settle.send(Ok(reply.tell));
        }
    }

    /// Lets the clocks of all questions begin anew.
    fn wind(&self, inner: &mut Inner, patience: u32) {
        let generation = inner.generation;
        for waiting in inner.waiting.values_mut() {
            let client = self.clone();
            waiting.timer = Some(Timeout::new(patience, move || {
                client.fail(generation, Failure::TimedOut)
            }));
        }
    }

    /// Ends the worker of this generation and tells everyone who waits.
    fn fail(&self, generation: u64, failure: Failure) {
        let mut inner = self.inner.borrow_mut();
        if inner.generation != generation {
            return;
        }
        inner.generation += 1;
        let running = inner.running.take();
        let waiting = std::mem::take(&mut inner.waiting);
        drop(inner);
        if let Some(running) = running {
            running.worker.set_onmessage(None);
            running.worker.set_onerror(None);
            running.worker.terminate();
            // This may run inside one of the worker's own closures: they must outlive the call.
            gloo_timers::callback::Timeout::new(0, move || drop(running)).forget();
        }
        for (_, waiting) in waiting {
            let _ = waiting.settle.send(Err(failure));
        }
    }
}

mod oneshot_future {
    //! The receiving end of a question, as a future.

    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use super::{Failure, Tell, oneshot};

    pub struct Answer(pub oneshot::Receiver<Result<Tell, Failure>>);

    impl Future for Answer {
        type Output = Result<Tell, Failure>;

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            Pin::new(&mut self.0)
                .poll(context)
                .map(|result| result.unwrap_or(Err(Failure::Crashed)))
        }
    }
}
