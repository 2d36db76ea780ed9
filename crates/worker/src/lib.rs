//! The web worker that runs the engine: a command in, a reply out, both as JSON text. What a
//! browser is stands in `main.rs`; here is only the translation, so that it can be tested anywhere.

use playground_engine::Engine;
use playground_protocol::{Ask, Command, Diagnostic, Reply, Tell, VERSION};

/// An engine that is spoken to in messages.
pub struct Service {
    engine: Engine,
}

impl Service {
    /// A service around an engine.
    pub fn new(engine: Engine) -> Self {
        Self { engine }
    }

    /// Answers one command. There is always a reply, also to what can't be read.
    pub fn handle(&mut self, message: &str) -> String {
        let reply = match serde_json::from_str::<Command>(message) {
            Ok(command) if command.version == VERSION => {
                reply(command.id, self.engine.ask(command.ask))
            }
            Ok(command) => reply(
                command.id,
                complaint("The page and its engine are of different versions; reload the page"),
            ),
            Err(error) => reply(0, complaint(&format!("The message can't be read: {error}"))),
        };
        text(&reply)
    }
}

/// The parts of the engine that must be here before a command is answered: those that the program needs which it loads.
pub fn parts_needed(message: &str) -> Vec<&'static str> {
    match serde_json::from_str::<Command>(message) {
        Ok(Command {
            ask: Ask::Load(program),
            ..
        }) => playground_engine::parts_needed(&program),
        _ => Vec::new(),
    }
}

/// The message that a worker sends once, when it takes commands.
pub fn ready() -> String {
    text(&reply(0, Tell::Ready))
}

/// The message that a worker sends when it begins to fetch a part, and when that has ended.
pub fn fetching(part: &str, begins: bool) -> String {
    let part = part.to_owned();
    text(&reply(0, Tell::Fetching { part, begins }))
}

fn reply(id: u64, tell: Tell) -> Reply {
    Reply {
        version: VERSION,
        id,
        tell,
    }
}

fn complaint(message: &str) -> Tell {
    let diagnostic = Diagnostic {
        message: message.to_owned(),
        ..Diagnostic::default()
    };
    Tell::Diagnostics {
        diagnostics: vec![diagnostic],
        output: String::new(),
    }
}

fn text(reply: &Reply) -> String {
    serde_json::to_string(reply).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_engine::Host;
    use playground_protocol::Request;

    struct Still;

    impl Host for Still {
        fn now(&self) -> i64 {
            0
        }
        fn ticks(&self) -> u64 {
            0
        }
        fn entropy(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    fn ask(command: &str) -> Reply {
        let mut service = Service::new(Engine::new(Box::new(Still)));
        serde_json::from_str(&service.handle(command)).expect("a reply")
    }

    #[test]
    fn every_message_has_a_reply() {
        assert!(matches!(ask("no json").tell, Tell::Diagnostics { .. }));
        let command = Command {
            version: VERSION + 1,
            id: 3,
            ask: Ask::Reset,
        };
        assert_eq!(ask(&serde_json::to_string(&command).expect("JSON")).id, 3);
        let request = Request {
            method: "GET".into(),
            url: "/".into(),
            headers: vec![],
            body: None,
            trace: true,
        };
        let command = Command {
            version: VERSION,
            id: 9,
            ask: Ask::Send(request),
        };
        let reply = ask(&serde_json::to_string(&command).expect("JSON"));
        assert_eq!(reply.id, 9);
        assert!(
            matches!(reply.tell, Tell::Diagnostics { .. }),
            "nothing is loaded"
        );
    }
}
