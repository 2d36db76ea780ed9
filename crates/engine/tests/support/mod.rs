//! What several of these tests need: a machine whose clock stands still, and files of a program.

use playground_engine::Host;
use playground_protocol::File;

/// A machine on which it is always the first moment of 2026.
pub struct Still;

impl Host for Still {
    fn now(&self) -> i64 {
        1_767_225_600_000_000
    }
    fn ticks(&self) -> u64 {
        0
    }
    fn entropy(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// Files by their paths and texts.
pub fn files(texts: &[(&str, &str)]) -> Vec<File> {
    texts
        .iter()
        .map(|(path, text)| File {
            path: (*path).into(),
            text: (*text).into(),
        })
        .collect()
}
