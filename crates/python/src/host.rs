//! What the interpreter asks of the world around it: clock, entropy, environment, output. Files live in memory and belong to the
//! program; see the `stdlib` crate.

/// The world around one interpreter. The core does no I/O of its own.
pub trait Host {
    /// Microseconds since 1970-01-01 UTC, read when a program is loaded; from then on time is virtual.
    fn now(&mut self) -> i64;

    /// Fill with random bytes.
    fn entropy(&mut self, buffer: &mut [u8]);

    /// The environment variables that the program sees.
    fn environment(&mut self) -> Vec<(String, String)>;

    /// The bytes of memory that are in use, where the host can tell; asked now and then to hold the memory limit.
    fn memory_used(&mut self) -> Option<u64> {
        None
    }
}

/// A host for tests: everything is fixed.
pub struct FixedHost;

impl Host for FixedHost {
    fn now(&mut self) -> i64 {
        // 2026-01-01T00:00:00Z.
        1_767_225_600_000_000
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
        for byte in buffer {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = (state >> 24) as u8;
        }
    }

    fn environment(&mut self) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// The limits of one program. Passing one raises `LimitExceeded`, which `except Exception` doesn't catch.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Instructions for one load or one request.
    pub fuel: u64,
    /// Nested calls of Python functions (CPython's default is 1000); passing it is a `RecursionError`, as in Python.
    pub recursion: usize,
    /// Nested calls from Rust into Python; passing it is a `RecursionError` too.
    pub native_recursion: usize,
    /// Bytes of memory.
    pub memory: u64,
    /// Bytes that a program may print for one load or one request.
    pub output: usize,
    /// Bytes of one file.
    pub file: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            fuel: 400_000_000,
            recursion: 1000,
            native_recursion: 100,
            memory: 256 << 20,
            output: 1 << 20,
            file: 8 << 20,
        }
    }
}
