//! The code blocks of a section: Python is Python, programs load (or fail, where they should),
//! exchanges and shown answers are what the programs answer, and errors are what is raised.

use playground_engine::syntax_error;
use playground_judge::body_text;
use playground_lessons::{
    Example, Fence, Message, Section, agrees, exchange, parse_open_json, text_agrees,
};
use playground_protocol::{Answer, Program};
use yaml_rust2::YamlLoader;

use super::session::{Session, error_line, error_text, request, single};
use super::{Context, Found, example, short};

pub fn check(context: &Context<'_>, section: &Section) -> Vec<Found> {
    let example = section
        .example
        .as_deref()
        .and_then(|name| context.content.example(name));
    let mut text = Text {
        context,
        example,
        section,
        number: 0,
        program: None,
        run: None,
        error: None,
        line: 0,
        found: Vec::new(),
    };
    for fence in &section.fences {
        text.line = fence.line;
        text.fence(fence);
    }
    text.end_run();
    text.found
}

/// The error that the last block showed or led to.
struct Error {
    text: String,
    /// Whether it is the traceback of an exchange: that of the block right before only.
    of_exchange: bool,
}

/// A walk through the blocks of a section.
struct Text<'a> {
    context: &'a Context<'a>,
    example: Option<&'a Example>,
    section: &'a Section,
    /// How many programs were loaded.
    number: usize,
    /// The nearest program above.
    program: Option<String>,
    /// The engine that consecutive exchanges share.
    run: Option<(Session<'a>, usize)>,
    error: Option<Error>,
    line: usize,
    found: Vec<Found>,
}

impl Text<'_> {
    fn say(&mut self, message: impl Into<String>) {
        let found = Found::problem(&self.section.file, self.line, message);
        self.found.push(found);
    }

    /// The name under which the next program is recorded.
    fn id(&mut self) -> String {
        self.number += 1;
        format!("guide/text/{}/{}", self.section.id, self.number)
    }

    /// Ends a run of exchanges.
    fn end_run(&mut self) {
        if let Some((session, line)) = self.run.take() {
            let differences = self.context.settle(session, &self.section.file, line);
            self.found.extend(differences);
        }
    }

    fn fence(&mut self, fence: &Fence) {
        let shows_error = fence.language == "text" && fence.is("error");
        if fence.language != "http" && !shows_error {
            self.end_run();
            if self.error.as_ref().is_some_and(|error| error.of_exchange) {
                self.error = None;
            }
        }
        match fence.language.as_str() {
            "python" if fence.is("program") => self.loads(fence),
            "python" if fence.is("fails") => self.fails(fence),
            "python" => {
                if let Some(error) = syntax_error("block", &fence.text) {
                    self.say(format!("This isn't Python: {}", error_line(&error)));
                }
            }
            "http" => self.http(fence),
            "json" => {
                if let Some(preset) = fence.answer() {
                    self.answer_of(preset, None, Some(&fence.text));
                }
            }
            "text" if shows_error => self.shows_error(fence),
            "yaml" => {
                if let Err(error) = YamlLoader::load_from_str(&fence.text) {
                    self.say(format!("This isn't YAML: {error}"));
                }
            }
            _ => {}
        }
    }

    fn loads(&mut self, fence: &Fence) {
        self.program = Some(fence.text.clone());
        let id = self.id();
        let mut session = Session::recorded(self.context, id);
        let loaded = session.load(single(&fence.text));
        self.run = Some((session, self.line));
        if let Err(error) = loaded {
            self.end_run();
            self.say(format!("This program doesn't load: {}", error_line(&error)));
        }
    }

    fn fails(&mut self, fence: &Fence) {
        let id = self.id();
        let mut session = Session::failing(self.context, id);
        match session.load(single(&fence.text)) {
            Ok(()) => {
                self.error = None;
                self.say("This program loads, though it is marked as one that fails.");
            }
            Err(error) => {
                self.error = Some(Error {
                    text: error_text(&error),
                    of_exchange: false,
                });
            }
        }
        self.run = Some((session, self.line));
        self.end_run();
    }

    fn http(&mut self, fence: &Fence) {
        // What is wrong with the text was said when it was read.
        let Ok((asked, answered)) = exchange(&fence.text) else {
            return;
        };
        let Some(asked) = asked else {
            self.end_run();
            match fence.answer() {
                Some(preset) => self.answer_of(preset, answered.as_ref(), None),
                None => self.say(
                    "Whose answer is this? Put the request before it, or name the preset: `answer=…`.",
                ),
            }
            return;
        };
        let Some(answer) = self.send(&asked) else {
            return;
        };
        let told = answer.error.as_ref().map(error_text);
        let recorded = self.run.as_ref().and_then(|(session, _)| {
            let (id, number) = session.at()?;
            let raised = self.context.recorded.raised(id, number)?;
            Some(raised.to_owned())
        });
        self.error = told.or(recorded).map(|text| Error {
            text,
            of_exchange: true,
        });
        match answered {
            Some(shown) => self.compare(&shown, &answer),
            None if answer.status >= 500 => {
                self.say(format!("This request is answered with {}.", answer.status));
            }
            None => {}
        }
    }

    /// Sends a request to the program that it is about: the one of the exchange before, or the
    /// nearest above, or the section's example.
    fn send(&mut self, asked: &Message) -> Option<Answer> {
        if self.run.is_none() {
            let program: Option<Program> = match (&self.program, self.example) {
                (Some(text), _) => Some(single(text)),
                (None, Some(known)) => Some(example::program(known)),
                (None, None) => None,
            };
            let Some(program) = program else {
                self.say("There is no program that this could be sent to.");
                return None;
            };
            let id = self.id();
            let mut session = Session::recorded(self.context, id);
            let loaded = session.load(program);
            self.run = Some((session, self.line));
            if loaded.is_err() {
                // That was said where it stands.
                self.end_run();
                return None;
            }
        }
        let (method, url) = asked.request()?;
        let request = request(method, url, &asked.headers, asked.body.as_deref(), false);
        Some(self.run.as_mut()?.0.send(request))
    }

    /// Compares what is shown with the answer of a preset.
    fn answer_of(&mut self, preset: &str, head: Option<&Message>, body: Option<&str>) {
        let Some(known) = self.example else {
            self.say("This section has no example, so there is no preset.");
            return;
        };
        let context = self.context;
        let Some(answer) = context.preset_answer(known, preset) else {
            let loads = context
                .presets(known)
                .is_some_and(|told| told.error.is_none());
            if loads {
                self.say(format!("The example has no preset `{preset}`."));
            }
            return;
        };
        if let Some(head) = head {
            self.error = answer.error.as_ref().map(|error| Error {
                text: error_text(error),
                of_exchange: true,
            });
            self.compare(head, answer);
        }
        if let Some(body) = body {
            self.compare_body(body, answer);
        }
    }

    fn compare(&mut self, shown: &Message, answer: &Answer) {
        if shown.status() != Some(answer.status) {
            let error = answer.error.as_ref().map(error_line).unwrap_or_default();
            self.say(format!(
                "The answer is {} and not `{}`: {} {error}",
                answer.status,
                shown.start,
                short(&body_text(answer))
            ));
            return;
        }
        for (name, want) in &shown.headers {
            let there: Vec<&str> = answer
                .headers
                .iter()
                .filter(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.as_str())
                .collect();
            if !there.iter().any(|got| text_agrees(want, got)) {
                let got = if there.is_empty() {
                    "isn't there".to_owned()
                } else {
                    format!("is `{}`", there.join("`, `"))
                };
                self.say(format!("The header `{name}` {got}; shown is `{want}`."));
            }
        }
        if let Some(body) = &shown.body {
            self.compare_body(body, answer);
        }
    }

    fn compare_body(&mut self, shown: &str, answer: &Answer) {
        let text = body_text(answer);
        let same = match (parse_open_json(shown), serde_json::from_str(&text)) {
            (Ok(want), Ok(got)) => agrees(&want, &got),
            _ => text_agrees(shown.trim(), text.trim()),
        };
        if !same {
            self.say(format!(
                "The body of the answer is another: {}",
                short(&text)
            ));
        }
    }

    fn shows_error(&mut self, fence: &Fence) {
        let Some(error) = &self.error else {
            self.say("No program above fails, and no request before it ends in an error.");
            return;
        };
        let there: Vec<&str> = error.text.lines().map(str::trim).collect();
        let missing: Vec<&str> = fence
            .text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .filter(|line| {
                let open = format!("…{line}…");
                !there.iter().any(|there| text_agrees(&open, there))
            })
            .collect();
        if let Some(first) = missing.first() {
            let message = format!(
                "`{first}` doesn't stand in the error: {}",
                short(&error.text)
            );
            self.say(message);
        }
    }
}
