//! The world outside, as the engine asks for it, and how the interpreter is told of it.

use std::rc::Rc;

use playground_python::host;

use crate::parts::SharedPart;

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
    /// A part of the engine by its name, where it is here: always natively, in the browser once it was fetched.
    fn part(&self, _name: &str) -> Option<SharedPart> {
        None
    }
}

/// The world of one program: the engine's host, and the environment that the program was given.
pub(crate) struct World {
    pub host: Rc<dyn Host>,
    pub environment: Vec<(String, String)>,
}

impl host::Host for World {
    fn now(&mut self) -> i64 {
        self.host.now()
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        self.host.entropy(buffer);
    }

    fn environment(&mut self) -> Vec<(String, String)> {
        self.environment.clone()
    }

    fn memory_used(&mut self) -> Option<u64> {
        #[cfg(target_arch = "wasm32")]
        return Some(core::arch::wasm32::memory_size(0) as u64 * 65_536);
        #[cfg(not(target_arch = "wasm32"))]
        None
    }
}
