//! Reads the content when the app is built and hands it over as one JSON text. Content with
//! problems doesn't build: each is said with its file and line.

use std::path::Path;
use std::{env, fs};

fn main() {
    let root = Path::new("content");
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=build.rs");
    let problems = playground_lessons::check_content(root);
    for problem in &problems {
        println!("cargo::error=content/{problem}");
    }
    let (content, _) = playground_lessons::read_content(root);
    let json = serde_json::to_string(&content).unwrap_or_default();
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    if let Err(error) = fs::write(Path::new(&out).join("content.json"), json) {
        println!("cargo::error=the content can't be written: {error}");
    }
}
