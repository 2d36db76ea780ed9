//! Writes the packages that the browser fetches into one file, as the worker reads it: for the build of the site.

use std::process::ExitCode;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> ExitCode {
    use playground_parts::{Part, wire};

    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("The path of the file to write is required.");
        return ExitCode::from(2);
    };
    let bytes = wire::encode_sources(&playground_packages::Packages.sources());
    match std::fs::write(&path, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() -> ExitCode {
    ExitCode::FAILURE
}
