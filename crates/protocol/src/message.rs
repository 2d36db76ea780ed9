//! The envelopes: what is asked of the worker, and what it tells.

use serde::{Deserialize, Serialize};

use crate::{
    Answer, Body, DatabaseAsk, DatabaseTell, Diagnostic, Loaded, Program, Request, TestReport,
};

/// One question to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// The [`VERSION`](crate::VERSION) that the asker speaks.
    pub version: u32,
    /// Names the question; the reply carries the same number.
    pub id: u64,
    /// What is asked.
    pub ask: Ask,
}

/// What can be asked of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// Replace the current program by this one and run its module and its lifespan start.
    /// Told: [`Tell::Loaded`] or [`Tell::Diagnostics`].
    Load(Program),
    /// Send a request to the loaded program. Told: [`Tell::Answer`].
    Send(Request),
    /// Load the current program afresh: its state, files, databases, cookies and clock are as after
    /// its first load. Told: as for [`Ask::Load`].
    Reset,
    /// Run the tests that the loaded program's files contain. Told: [`Tell::TestReport`].
    Test {
        /// The files to take tests from; empty means every file that pytest would collect.
        #[serde(default)]
        files: Vec<String>,
        /// Only tests whose id contains this text.
        #[serde(default)]
        filter: Option<String>,
    },
    /// The whole of a part that was cut in the last answer. Told: [`Tell::Fetched`].
    Fetch(Part),
    /// A question about a database of the loaded program. Told: [`Tell::Database`].
    Database {
        /// The question.
        question: DatabaseAsk,
    },
}

/// A part of the last answer that may have been cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "part", content = "path", rename_all = "snake_case")]
pub enum Part {
    /// The response body.
    Body,
    /// What the program printed while it answered.
    Output,
    /// A file that the program wrote, by its path.
    File(String),
}

/// One answer of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The [`VERSION`](crate::VERSION) that the worker speaks.
    pub version: u32,
    /// The id of the command that is answered; 0 for [`Tell::Ready`].
    pub id: u64,
    /// What is told.
    pub tell: Tell,
}

/// What the worker can tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "snake_case")]
pub enum Tell {
    /// The worker has started and takes commands. Sent once, unasked.
    Ready,
    /// Sent unasked, and no answer: the worker begins to fetch a part of the engine that the program
    /// needs, or has ended that. Meanwhile it takes no commands, and the network's time isn't the
    /// program's.
    Fetching {
        /// The part.
        part: String,
        /// Whether it begins.
        begins: bool,
    },
    /// The program runs.
    Loaded(Loaded),
    /// The program could not be loaded, or the question could not be answered at all.
    Diagnostics {
        /// What is wrong, in the order of its importance.
        diagnostics: Vec<Diagnostic>,
        /// What the program printed before it failed.
        #[serde(default)]
        output: String,
    },
    /// The response to a request.
    Answer(Box<Answer>),
    /// What the tests came to.
    TestReport(TestReport),
    /// The whole of a part of the last answer; `None` when there is no such part.
    Fetched {
        /// The content.
        body: Option<Body>,
    },
    /// What a database came to say.
    Database {
        /// The answer.
        answer: DatabaseTell,
    },
}
