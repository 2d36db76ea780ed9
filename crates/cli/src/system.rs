//! The world of a program that runs in a terminal: the system's clock and entropy.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use playground_engine::{Host, SharedPart};

/// The system.
pub struct System {
    started: Instant,
    parts: RefCell<HashMap<String, SharedPart>>,
}

impl System {
    /// The system, whose monotonic clock begins now.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            parts: RefCell::default(),
        }
    }
}

impl Host for System {
    fn now(&self) -> i64 {
        let passed = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(passed.as_micros()).unwrap_or(i64::MAX)
    }

    fn ticks(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn part(&self, name: &str) -> Option<SharedPart> {
        if let Some(part) = self.parts.borrow().get(name) {
            return Some(part.clone());
        }
        let part: SharedPart = match name {
            "names" => Rc::new(RefCell::new(playground_names::Names)),
            "sqlite" => Rc::new(RefCell::new(playground_sqlite::Sqlite::default())),
            "crypto" => Rc::new(RefCell::new(playground_crypto::Crypto)),
            other => Rc::new(RefCell::new(playground_packages::Packages::named(other)?)),
        };
        self.parts
            .borrow_mut()
            .insert(name.to_owned(), part.clone());
        Some(part)
    }

    fn entropy(&self, bytes: &mut [u8]) {
        let read = std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(bytes));
        if read.is_err() {
            // Systems without that device: the randomness of the standard library's hash keys.
            use std::hash::{BuildHasher, Hasher, RandomState};
            for chunk in bytes.chunks_mut(8) {
                let word = RandomState::new().build_hasher().finish().to_le_bytes();
                chunk.copy_from_slice(word.get(..chunk.len()).unwrap_or_default());
            }
        }
    }
}
