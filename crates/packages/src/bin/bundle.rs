//! Writes a part that is Python alone, the packages or pytest, into one file, as the worker reads it: for the build of the site.

use std::process::ExitCode;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> ExitCode {
    use playground_parts::{Part, wire};

    let mut arguments = std::env::args();
    let (Some(part), Some(path)) = (
        arguments
            .nth(1)
            .and_then(|name| playground_packages::Packages::named(&name)),
        arguments.next(),
    ) else {
        eprintln!("The name of a part and the path of the file to write are required.");
        return ExitCode::from(2);
    };
    let bytes = wire::encode_sources(&part.sources());
    match std::fs::write(&path, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() -> ExitCode {
    ExitCode::FAILURE
}
