//! What has to be asked to judge a program, in order.
//!
//! Requests to the learner's own program share one load, so that one can look at what another did.
//! They come first; checks that need another program (replaced files, tests) load it after them, so
//! that these never disturb the state between two requests. The report is in the exercise's order.

use std::sync::atomic::{AtomicU64, Ordering};

use playground_lessons::{Act, Check, ExampleFile, Exercise};
use playground_protocol::{Ask, Body, File, Program, Request};

use crate::expect::counts_statements;

/// One question to the worker.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// The check that it is for; the first load is for all of them.
    pub check: Option<usize>,
    /// The question.
    pub ask: Ask,
    /// Whether what is told decides the check.
    pub decides: bool,
}

/// The file that hidden tests stand in. pytest doesn't collect it unless it is named.
pub(crate) const HIDDEN: &str = "hidden_checks.py";

/// Tests load this application instead of the program's own, which they import themselves: it must
/// not have been run before, for then what it does to its databases would have been done twice.
const STAND_IN: &str = "hidden_stand_in";
const STAND_IN_SOURCE: &str = "\
async def app(scope, receive, send):
    while scope['type'] == 'lifespan':
        message = await receive()
        await send({'type': message['type'] + '.complete'})
        if message['type'] == 'lifespan.shutdown':
            break
";

/// Databases are kept by the name of the workspace, so each load gets one that no load had before.
static LOADS: AtomicU64 = AtomicU64::new(0);

pub(crate) fn plan(exercise: &Exercise, mut files: Vec<File>) -> Vec<Step> {
    let locked = exercise
        .files
        .iter()
        .filter(|file| exercise.locked.contains(&file.path));
    put(&mut files, locked);
    let load = |check: Option<usize>, files: Vec<File>, entry: &str| Step {
        check,
        ask: Ask::Load(Program {
            files,
            entry: entry.to_owned(),
            env: exercise.env.clone(),
            workspace: format!(
                "check {} of {}",
                LOADS.fetch_add(1, Ordering::Relaxed),
                exercise.id
            ),
        }),
        decides: false,
    };
    let mut steps = vec![load(None, files.clone(), &exercise.app)];
    let checks = || exercise.checks.iter().enumerate();
    for (index, check) in checks().filter(|(_, check)| on_own(check)) {
        if check.fresh {
            steps.push(load(Some(index), files.clone(), &exercise.app));
        }
        steps.extend(requests(index, check));
    }
    for (index, check) in checks().filter(|(_, check)| !on_own(check)) {
        let mut files = files.clone();
        put(&mut files, &check.with);
        if let Act::Send { .. } = check.act {
            steps.push(load(Some(index), files, &exercise.app));
            steps.extend(requests(index, check));
            continue;
        }
        let mut named = Vec::new();
        if let Act::Hidden { source } = &check.act {
            let file = ExampleFile {
                path: HIDDEN.to_owned(),
                text: source.clone(),
            };
            put(&mut files, [&file]);
            named.push(HIDDEN.to_owned());
        }
        let stand_in = ExampleFile {
            path: format!("{STAND_IN}.py"),
            text: STAND_IN_SOURCE.to_owned(),
        };
        put(&mut files, [&stand_in]);
        steps.push(load(Some(index), files, &format!("{STAND_IN}:app")));
        steps.push(Step {
            check: Some(index),
            ask: Ask::Test {
                files: named,
                filter: None,
            },
            decides: true,
        });
    }
    steps
}

/// Whether a check asks the learner's own program, as it is.
fn on_own(check: &Check) -> bool {
    check.with.is_empty() && matches!(check.act, Act::Send { .. })
}

fn requests(index: usize, check: &Check) -> Vec<Step> {
    let Act::Send {
        method,
        url,
        headers,
        body,
        count,
        expect,
    } = &check.act
    else {
        return Vec::new();
    };
    let request = Request {
        method: method.clone(),
        url: url.clone(),
        headers: headers.clone(),
        body: body.clone().map(Body::Text),
        trace: counts_statements(expect)
            || check
                .when
                .iter()
                .any(|when| counts_statements(&when.expect)),
    };
    let count = (*count).max(1);
    (1..=count)
        .map(|number| Step {
            check: Some(index),
            ask: Ask::Send(request.clone()),
            decides: number == count,
        })
        .collect()
}

fn put<'a>(files: &mut Vec<File>, new: impl IntoIterator<Item = &'a ExampleFile>) {
    for new in new {
        match files.iter_mut().find(|file| file.path == new.path) {
            Some(file) => file.text = new.text.clone(),
            None => files.push(File {
                path: new.path.clone(),
                text: new.text.clone(),
            }),
        }
    }
}
