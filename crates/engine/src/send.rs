//! One request, and everything that is told about it.

use playground_protocol::{Answer, Elapsed, Request, TraceEvent, WrittenFile};
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::Value;
use serde_json::Value as Json;

use crate::running::{Running, refill, take_output};
use crate::{Last, body, convert, diagnose, files, native};

impl Running {
    /// Asks the application.
    pub fn send(&mut self, request: &Request) -> (Answer, Last) {
        let interp = &mut self.interp;
        refill(interp);
        let _ = take_output(interp);
        let _ = native::take_unhandled(interp);
        interp.tracer.is_on = request.trace;
        interp.tracer.events.clear();
        let (time, instructions) = (interp.elapsed, interp.instructions);
        let told = ask(interp, &self.client, request);
        interp.tracer.is_on = false;
        let mut answer = Answer::default();
        let mut last = Last::default();
        match told {
            Ok(told) => {
                // What a handler took, if only in the end, is no error of the program. What went through everything is one, even
                // after the response was sent: of a background task, say.
                let unhandled = native::take_unhandled(interp);
                answer.error = unhandled.filter(|_| told.status >= 500 || told.has_escaped);
                answer.status = told.status;
                answer.headers = told.headers;
                last.body = told.body;
            }
            Err(raised) => {
                // It was torn out of everything that it was doing, the client's own work included.
                self.is_torn = true;
                answer.status = 500;
                answer.headers = vec![(
                    "content-type".to_owned(),
                    "text/plain; charset=utf-8".to_owned(),
                )];
                last.body = b"Internal Server Error".to_vec();
                answer.error = Some(diagnose::exception(interp, &raised));
            }
        }
        answer.trace = trace(interp, time, instructions);
        answer.elapsed = Elapsed {
            virtual_us: u64::try_from(interp.elapsed.saturating_sub(time)).unwrap_or_default(),
            real_us: 0,
            instructions: interp.instructions.saturating_sub(instructions),
        };
        last.output = take_output(interp);
        (answer.body, answer.body_cut) = body::cut(&last.body);
        let (output, cut) = body::cut(last.output.as_bytes());
        answer.output = output.text().unwrap_or_default().to_owned();
        answer.output_cut = cut;
        (answer.files, last.files) = self.written();
        (answer, last)
    }

    /// The files that the program has written, and those that have changed since it was last asked.
    fn written(&mut self) -> (Vec<WrittenFile>, Vec<(String, Vec<u8>)>) {
        let all = files::written(&mut self.interp);
        let shown = all
            .iter()
            .map(|(path, bytes)| {
                let (body, cut) = body::cut(bytes);
                let changed = self.known_files.get(path) != Some(bytes);
                WrittenFile {
                    path: path.clone(),
                    body,
                    cut,
                    changed,
                }
            })
            .collect();
        self.known_files = all.iter().cloned().collect();
        (shown, all)
    }
}

/// What the client tells of one request.
struct Told {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// Whether the application raised, so that a real server would print a traceback.
    has_escaped: bool,
}

fn ask(interp: &mut Interp, client: &Value, request: &Request) -> PyResult<Told> {
    let headers = request
        .headers
        .iter()
        .map(|(name, value)| {
            interp.list(vec![Value::str(name.as_str()), Value::str(value.as_str())])
        })
        .collect();
    let arguments = [
        Value::str(request.method.as_str()),
        Value::str(request.url.as_str()),
        interp.list(headers),
        Value::bytes(body::bytes(request.body.as_ref())),
    ];
    let told = interp.call_method(client, "request", &arguments)?;
    let parts = interp.collect(&told)?;
    let part = |index: usize| parts.get(index).cloned().unwrap_or_default();
    let status = interp.as_usize(&part(0))?;
    let mut headers = Vec::new();
    for pair in interp.collect(&part(1))? {
        let pair = interp.collect(&pair)?;
        let text = |index: usize| {
            pair.get(index)
                .and_then(|text| text.as_str().map(ToString::to_string))
        };
        headers.push((text(0).unwrap_or_default(), text(1).unwrap_or_default()));
    }
    let body = match part(2) {
        Value::Bytes(bytes) => bytes.to_vec(),
        other => interp.str(&other)?.as_bytes().to_vec(),
    };
    Ok(Told {
        status: u16::try_from(status).unwrap_or(500),
        headers,
        body,
        has_escaped: matches!(part(3), Value::Bool(true)),
    })
}

/// The events as the protocol has them. One that it doesn't know is left out.
fn trace(interp: &mut Interp, time: i64, instructions: u64) -> Vec<TraceEvent> {
    let events = std::mem::take(&mut interp.tracer.events);
    let mut before = instructions;
    events
        .into_iter()
        .filter_map(|event| {
            let Json::Object(mut object) = convert::json(interp, &event.data) else {
                return None;
            };
            object.insert("kind".to_owned(), Json::from(event.kind));
            let mut made: TraceEvent = serde_json::from_value(Json::Object(object)).ok()?;
            made.source = event.place.as_ref().map(convert::source);
            made.at = u64::try_from(event.at.saturating_sub(time)).unwrap_or_default();
            made.cost = event.instructions.saturating_sub(before);
            before = event.instructions;
            Some(made)
        })
        .collect()
}
