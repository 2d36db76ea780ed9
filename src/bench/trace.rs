//! The trace as rows for reading: nesting becomes depth, each event a sentence.

use playground_protocol::{ParameterOutcome, RouteMiss, Source, TraceEvent, TraceKind};

use crate::components::answer::duration;

/// The part of the way that an event belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Around everything.
    Middleware,
    /// Finding the path operation.
    Routing,
    /// What the path operation depends on.
    Dependency,
    /// Reading and checking the request.
    Input,
    /// The path operation.
    Code,
    /// What the program says to its database.
    Database,
    /// From its result to the response.
    Response,
    /// After the response.
    After,
    /// Something was raised.
    Exception,
}

impl Stage {
    /// The word that stands beside a row.
    pub fn label(self) -> &'static str {
        match self {
            Self::Middleware => "middleware",
            Self::Routing => "routing",
            Self::Dependency => "dependency",
            Self::Input => "input",
            Self::Code => "your code",
            Self::Database => "database",
            Self::Response => "response",
            Self::After => "afterwards",
            Self::Exception => "exception",
        }
    }
}

/// How a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As usual.
    Plain,
    /// It did not matter.
    Quiet,
    /// It went well and matters.
    Good,
    /// It is wrong.
    Bad,
}

/// One line of the trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The part of the way.
    pub stage: Stage,
    /// How it looks.
    pub tone: Tone,
    /// How deep it is nested.
    pub depth: u32,
    /// What happened, in words.
    pub what: String,
    /// The code or value that it is about.
    pub code: String,
    /// What else there is to say.
    pub detail: String,
    /// Where in the program.
    pub source: Option<Source>,
    /// Virtual microseconds since the request began.
    pub at: u64,
    /// Instructions.
    pub cost: u64,
}

/// The rows of a trace. Runs of routes that did not match become one row when they are long.
pub fn rows(events: &[TraceEvent]) -> Vec<Row> {
    let mut depth = 0u32;
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let (stage, tone, what, code, detail) = words(&event.kind);
        let mut own = depth;
        match &event.kind {
            TraceKind::MiddlewareEnter { .. } => depth += 1,
            TraceKind::MiddlewareExit { .. } => {
                depth = depth.saturating_sub(1);
                own = depth;
            }
            TraceKind::DependencyEnter { depth: inner, .. }
            | TraceKind::DependencyReused { depth: inner, .. }
            | TraceKind::DependencyExit { depth: inner, .. } => own = depth.saturating_add(*inner),
            _ => {}
        }
        rows.push(Row {
            stage,
            tone,
            depth: own,
            what,
            code,
            detail,
            source: event.source.clone(),
            at: event.at,
            cost: event.cost,
        });
    }
    rows
}

fn words(kind: &TraceKind) -> (Stage, Tone, String, String, String) {
    let call = |name: &str, arguments: &[(String, String)]| {
        let list: Vec<String> = arguments
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("{name}({})", list.join(", "))
    };
    let none = String::new;
    match kind {
        TraceKind::MiddlewareEnter { name } => (
            Stage::Middleware,
            Tone::Plain,
            "enters".into(),
            name.clone(),
            none(),
        ),
        TraceKind::MiddlewareExit { name, status } => {
            let status = status
                .map(|status| format!("with status {status}"))
                .unwrap_or_default();
            (
                Stage::Middleware,
                Tone::Plain,
                "leaves".into(),
                name.clone(),
                status,
            )
        }
        TraceKind::RouteTried {
            method,
            path,
            matched: true,
            ..
        } => (
            Stage::Routing,
            Tone::Good,
            "matches".into(),
            format!("{method} {path}"),
            none(),
        ),
        TraceKind::RouteTried {
            method,
            path,
            reason,
            ..
        } => {
            let why = match reason {
                Some(RouteMiss::Method) => "the path fits, the method doesn't",
                _ => "the path doesn't fit",
            };
            (
                Stage::Routing,
                Tone::Quiet,
                "no match".into(),
                format!("{method} {path}"),
                why.into(),
            )
        }
        TraceKind::DependencyEnter { name, .. } => (
            Stage::Dependency,
            Tone::Plain,
            "asks".into(),
            name.clone(),
            none(),
        ),
        TraceKind::DependencyReused { name, .. } => (
            Stage::Dependency,
            Tone::Quiet,
            "reuses".into(),
            name.clone(),
            "it was asked for before in this request".into(),
        ),
        TraceKind::DependencyExit { name, .. } => (
            Stage::Dependency,
            Tone::Plain,
            "done".into(),
            name.clone(),
            none(),
        ),
        TraceKind::Parameter {
            name,
            place,
            raw,
            value,
            outcome,
        } => {
            let raw = raw.clone().unwrap_or_default();
            let value = value.clone().unwrap_or_default();
            let (tone, what, detail) = match outcome {
                ParameterOutcome::Ok if raw.is_empty() || raw == value => {
                    (Tone::Plain, "from", none())
                }
                ParameterOutcome::Ok => (Tone::Plain, "from", format!("sent as {raw}")),
                ParameterOutcome::Default => (Tone::Quiet, "default for", "it wasn't sent".into()),
                ParameterOutcome::Missing => (Tone::Bad, "missing in", "it must be sent".into()),
                ParameterOutcome::Invalid => (Tone::Bad, "not valid in", format!("sent as {raw}")),
            };
            let code = if value.is_empty() {
                name.clone()
            } else {
                format!("{name} = {value}")
            };
            (Stage::Input, tone, format!("{what} {place}"), code, detail)
        }
        TraceKind::ValidationError {
            loc,
            message,
            r#type,
            ..
        } => {
            let path = loc
                .iter()
                .map(crate::request::plain)
                .collect::<Vec<_>>()
                .join(" → ");
            (
                Stage::Input,
                Tone::Bad,
                "error at".into(),
                path,
                format!("{message} ({type})", r#type = r#type),
            )
        }
        TraceKind::Call { name, arguments } => (
            Stage::Code,
            Tone::Good,
            "calls".into(),
            call(name, arguments),
            none(),
        ),
        TraceKind::Return { name, value } => (
            Stage::Code,
            Tone::Good,
            "returns".into(),
            value.clone().unwrap_or_else(|| "None".into()),
            format!("from {name}"),
        ),
        TraceKind::ResponseModel { model, dropped } => {
            let detail = if dropped.is_empty() {
                none()
            } else {
                format!("left out: {}", dropped.join(", "))
            };
            (
                Stage::Response,
                Tone::Plain,
                "goes through".into(),
                model.clone(),
                detail,
            )
        }
        TraceKind::BackgroundTask { name, arguments } => (
            Stage::After,
            Tone::Plain,
            "background task".into(),
            call(name, arguments),
            none(),
        ),
        TraceKind::Exception {
            r#type,
            message,
            handler,
        } => {
            let detail = match handler {
                Some(handler) => format!("handled by {handler}"),
                None => "no handler took it".into(),
            };
            let code = if message.is_empty() {
                r#type.clone()
            } else {
                format!("{type}: {message}", r#type = r#type)
            };
            (Stage::Exception, Tone::Bad, "raises".into(), code, detail)
        }
        TraceKind::Sql {
            statement,
            parameters,
            columns,
            rows,
            elapsed_us,
            error,
            ..
        } => {
            let sql = short(&super::one_line(statement));
            let mut detail: Vec<String> =
                parameters.iter().take(1).map(|text| short(text)).collect();
            if parameters.len() > 1 {
                detail.push(format!("and {} runs more", parameters.len() - 1));
            }
            let tone = match error {
                Some(error) => {
                    detail.push(error.clone());
                    Tone::Bad
                }
                None => {
                    detail.push(super::count(statement, columns.is_empty(), *rows));
                    Tone::Plain
                }
            };
            detail.push(crate::components::answer::duration(*elapsed_us));
            detail.retain(|part| !part.is_empty());
            (
                Stage::Database,
                tone,
                "runs".into(),
                sql,
                detail.join(" · "),
            )
        }
        TraceKind::Sleep { seconds } => (
            Stage::Code,
            Tone::Quiet,
            "sleeps".into(),
            format!("{seconds} s"),
            "virtual time: nobody waited".into(),
        ),
        TraceKind::Hash { what, elapsed_us } => (
            Stage::Code,
            Tone::Plain,
            "hashes".into(),
            what.clone(),
            format!("in {}, slow on purpose", duration(*elapsed_us)),
        ),
    }
}

/// A text that fits a line or two.
fn short(text: &str) -> String {
    const SHOWN: usize = 300;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: TraceKind) -> TraceEvent {
        TraceEvent {
            kind,
            source: None,
            at: 0,
            cost: 0,
        }
    }

    #[test]
    fn a_statement_is_one_line_with_what_came_of_it() {
        let sql = |error: Option<&str>| TraceKind::Sql {
            database: "tasks.db".into(),
            statement: "SELECT id\nFROM   task\n WHERE id = ?".into(),
            parameters: vec!["(1,)".into()],
            columns: vec!["id".into()],
            sample: vec![],
            rows: 2,
            elapsed_us: 120,
            error: error.map(str::to_owned),
        };
        let all = rows(&[event(sql(None)), event(sql(Some("no such table: task")))]);
        assert_eq!(all[0].code, "SELECT id FROM task WHERE id = ?");
        assert_eq!(all[0].detail, "(1,) · 2 rows · 120 µs");
        assert_eq!(all[0].tone, Tone::Plain);
        assert_eq!(all[1].detail, "(1,) · no such table: task · 120 µs");
        assert_eq!(all[1].tone, Tone::Bad);
    }

    #[test]
    fn nesting_follows_middleware_and_dependencies() {
        let events = [
            event(TraceKind::MiddlewareEnter { name: "a".into() }),
            event(TraceKind::RouteTried {
                method: "GET".into(),
                path: "/".into(),
                matched: true,
                reason: None,
            }),
            event(TraceKind::DependencyEnter {
                name: "d".into(),
                depth: 0,
            }),
            event(TraceKind::DependencyEnter {
                name: "e".into(),
                depth: 1,
            }),
            event(TraceKind::MiddlewareExit {
                name: "a".into(),
                status: Some(200),
            }),
            event(TraceKind::MiddlewareExit {
                name: "odd".into(),
                status: None,
            }),
        ];
        let depths: Vec<u32> = rows(&events).iter().map(|row| row.depth).collect();
        assert_eq!(depths, [0, 1, 1, 2, 0, 0]);
    }

    #[test]
    fn a_hash_says_how_long_it_took() {
        let events = [event(TraceKind::Hash {
            what: "bcrypt, cost 12".into(),
            elapsed_us: 1_250_000,
        })];
        let row = &rows(&events)[0];
        assert_eq!(
            (row.what.as_str(), row.code.as_str(), row.detail.as_str()),
            ("hashes", "bcrypt, cost 12", "in 1.25 s, slow on purpose")
        );
    }
}
