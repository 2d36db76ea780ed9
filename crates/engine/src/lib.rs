//! Loads a program, sends requests to it, traces them, runs its tests.
//!
//! This crate is the engine's outer face: what stands above it (worker, command line) uses nothing
//! below it. It speaks the data types of `playground-protocol` and knows no transport.

use playground_protocol::{
    Answer, Body, Cut, Diagnostic, Loaded, Part, Program, Request, TestReport,
};

/// What the engine takes from the world outside. Natively, in tests, it is fixed, so that every run
/// is repeatable; in the browser it is real.
pub trait Host {
    /// The wall clock when the program starts, in microseconds since 1970. The engine adds virtual
    /// time to it; it doesn't ask again while a program runs.
    fn now(&self) -> i64;
    /// A monotonic real clock in microseconds, for saying how long things took.
    fn ticks(&self) -> u64;
    /// Fills with random bytes.
    fn entropy(&self, bytes: &mut [u8]);
}

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

/// One interpreter with at most one program in it. Engines share nothing; dropping one frees
/// everything that its program made.
pub struct Engine {
    host: Box<dyn Host>,
    program: Option<Program>,
}

impl Engine {
    /// An engine without a program.
    pub fn new(host: Box<dyn Host>) -> Self {
        Self {
            host,
            program: None,
        }
    }

    /// Drops the current program and loads this one: compiles every file, imports the entry's
    /// module, finds the application, runs its lifespan start. When that fails, no program is
    /// loaded, but [`Engine::reset`] still knows this one.
    ///
    /// # Errors
    /// The diagnostics of a program that can't be compiled, imported or started.
    pub fn load(&mut self, program: Program) -> Result<Loaded, LoadError> {
        let _ = self.host.ticks();
        self.program = Some(program);
        Err(not_ready())
    }

    /// Loads the current program afresh.
    ///
    /// # Errors
    /// As [`Engine::load`]; and when no program was ever given.
    pub fn reset(&mut self) -> Result<Loaded, LoadError> {
        match self.program.take() {
            Some(program) => self.load(program),
            None => Err(nothing_loaded()),
        }
    }

    /// Sends a request to the loaded program and runs it until its background tasks are done.
    /// Cookies are kept between requests. Whatever the program does, there is an answer: an
    /// exception that nothing handles is a 500 whose `error` says what was raised.
    ///
    /// # Errors
    /// When no program is loaded.
    pub fn send(&mut self, _request: &Request) -> Result<Answer, LoadError> {
        Err(nothing_loaded())
    }

    /// Runs the loaded program's pytest-style tests: those of the files named (all when empty)
    /// whose id contains the filter.
    ///
    /// # Errors
    /// When no program was given.
    pub fn run_tests(
        &mut self,
        _files: &[String],
        _filter: Option<&str>,
    ) -> Result<TestReport, LoadError> {
        Err(nothing_loaded())
    }

    /// The whole of a part of the last answer, or `None` when there is no such part.
    pub fn fetch(&self, _part: &Part) -> Option<Body> {
        None
    }
}

/// Cuts bytes to what crosses inline, on a character's border when they are text.
pub fn cut(bytes: &[u8]) -> (Body, Option<Cut>) {
    let limit = playground_protocol::INLINE_LIMIT;
    let total = bytes.len();
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let end = text.floor_char_boundary(limit);
            let shown = text.get(..end).unwrap_or(text);
            (Body::Text(shown.to_owned()), note(shown.len(), total))
        }
        Err(_) => {
            let shown = bytes.get(..limit).unwrap_or(bytes);
            (Body::Base64(base64(shown)), note(shown.len(), total))
        }
    }
}

fn note(shown: usize, total: usize) -> Option<Cut> {
    (shown < total).then_some(Cut {
        shown: shown as u64,
        total: total as u64,
    })
}

/// Standard base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for index in 0..4 {
            if index <= chunk.len() {
                out.push(char::from(
                    ALPHABET[(word >> (18 - 6 * index) & 63) as usize],
                ));
            } else {
                out.push('=');
            }
        }
    }
    out
}

fn failure(message: &str) -> LoadError {
    LoadError {
        diagnostics: vec![Diagnostic {
            message: message.to_owned(),
            ..Diagnostic::default()
        }],
        ..LoadError::default()
    }
}

fn not_ready() -> LoadError {
    failure("The engine is not part of this build yet")
}

fn nothing_loaded() -> LoadError {
    failure("No program is loaded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_on_a_character() {
        let text = "é".repeat(playground_protocol::INLINE_LIMIT);
        let (body, cut) = cut(text.as_bytes());
        let shown = body.text().map_or(0, str::len);
        assert!(shown <= playground_protocol::INLINE_LIMIT);
        assert_eq!(
            cut,
            Some(Cut {
                shown: shown as u64,
                total: text.len() as u64
            })
        );
    }

    #[test]
    fn bytes_are_base64() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foo"), "Zm9v");
        assert_eq!(cut(&[0xff, 0xfe]).0, Body::Base64("//4=".to_owned()));
    }
}
